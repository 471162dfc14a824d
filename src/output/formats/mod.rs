//! One file a format: its wire types, and how it writes the findings of each file as it comes.

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
