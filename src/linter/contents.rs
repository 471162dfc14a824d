//! The content of a document in the form that a linter accepts.

use crate::readers::ReadOptions;

/// The content of a document: the bytes of its file, or the output of another program that
/// converted it, which `Linter::contents` returns (feature `cli`).
#[derive(Clone, Debug)]
pub struct Contents {
    pub(crate) bytes: Vec<u8>,
    pub(crate) reading: ReadOptions,
}

/// Takes bytes or text as the content of the file itself.
impl<B: Into<Vec<u8>>> From<B> for Contents {
    fn from(bytes: B) -> Self {
        Self { bytes: bytes.into(), reading: ReadOptions::default() }
    }
}
