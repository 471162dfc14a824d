//! The bytes of a document as a linter takes them.

use crate::readers::ReadOptions;

/// The bytes of a document: those of its file, or what another program made of them, which `Linter::contents` gives (feature `cli`).
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
