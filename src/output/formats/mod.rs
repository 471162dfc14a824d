//! One file for each report format: the types that are serialised, and the code that writes the
//! findings of each file as soon as it was checked.

pub mod checklist;
pub mod checkstyle;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod line;
pub mod markdown;
#[cfg(feature = "cli")]
pub mod pretty;
pub mod rdjson;
pub mod sarif;
