//! Facts about repeated text: pasted paragraphs and sentences, words typed twice, repeated entries
//! of lists and tables.

pub mod again;
mod clauses;
mod content;
mod copied;
mod copies;
pub mod doubled;
mod items;
mod lines;
mod listed;
mod lists;
pub mod long;
pub mod names;
mod near;
pub mod passages;
pub mod reasons;
mod recurring;
pub mod repeats;
mod rows;
pub mod sketch;
