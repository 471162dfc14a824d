//! The bytes of a document in the form that a linter accepts.

use crate::readers::ReadOptions;

/// The bytes of a document: those of its file, or the output of another program that converted it,
/// from `Linter::contents` (feature `cli`).
#[derive(Clone, Debug)]
pub struct Contents {
    pub(crate) bytes: Vec<u8>,
    pub(crate) reading: ReadOptions,
}

/// Bytes and texts are the file itself.
impl<B: Into<Vec<u8>>> From<B> for Contents {
    fn from(bytes: B) -> Self {
        Self { bytes: bytes.into(), reading: ReadOptions::default() }
    }
}
