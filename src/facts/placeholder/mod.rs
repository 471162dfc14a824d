//! Facts about places in a document that were never filled in: masks (`XX`), template fields
//! (`[单位名称]`, "name of unit"), notes of drafters, gaps, and debris of programs.

pub mod blanks;
pub mod debris;
pub mod fields;
pub mod gaps;
pub mod masks;
pub mod notes;
pub mod own_place;
pub mod pasted;
pub mod places;
pub mod programs;
pub mod values;
