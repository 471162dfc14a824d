//! Names within one document: short names and what they stand for, names that are spelt in two ways, and the names of
//! parties and places in whose place another stands.

pub mod abbreviations;
pub mod difference;
pub mod organisations;
pub mod own_places;
pub mod parties;
pub mod persons;
pub mod spelling;
pub mod titles;
pub mod uses;
