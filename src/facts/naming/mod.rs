//! Names within one document: short names and their full names, names with two spellings, and wrong
//! names of parties and places.

pub mod abbreviations;
pub mod difference;
pub mod organisations;
pub mod own_places;
pub mod parties;
pub mod persons;
pub mod spelling;
pub mod titles;
pub mod uses;
