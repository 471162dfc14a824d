//! L8: access to files and other programs, for the command line and the language server: bytes of
//! files, folders, the configuration that applies to a file, and the programs that convert other
//! formats.

pub(crate) mod atomic_write;
pub(crate) mod baselines;
pub(crate) mod batches;
mod bounded;
pub(crate) mod bounds;
pub(crate) mod cache;
pub(crate) mod changed;
pub(crate) mod configs;
mod contents;
pub(crate) mod convert;
mod converter;
pub(crate) mod copies;
pub(crate) mod declare;
mod excludes;
pub(crate) mod failure;
pub(crate) mod files;
pub(crate) mod git;
mod kept;
mod office;
pub(crate) mod outputs;
pub(crate) mod packs;
pub(crate) mod patterns;
pub(crate) mod replace;
#[cfg(feature = "lsp")]
pub(crate) mod sets;
mod soffice;
pub(crate) mod stderr;
pub(crate) mod walk;
