//! hegao (核稿): a linter for Chinese speeches and official documents.
//!
//! The library reads a document from bytes, finds what embarrasses a speaker, and renders reports. It never touches
//! files, the clock or the environment; that is the command line's part. `ARCHITECTURE.md` is the map of the house.

pub mod check;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod facts;
pub mod fix;
pub mod kinds;
pub mod language;
#[cfg(feature = "lsp")]
mod lsp;
pub mod output;
pub mod package;
pub mod readers;
pub mod registry;
pub mod rule;
pub mod text;
pub mod words;
#[cfg(feature = "cli")]
mod workspace;
pub mod writers;

#[cfg(feature = "lsp")]
#[doc(hidden)]
pub use lsp::rehearsal;
