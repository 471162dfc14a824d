//! Detects the content of a file from its bytes, whatever its name says. Files are passed to other
//! programs only if their bytes have the format that these programs expect: for a web page that is
//! named `.doc`, such a program would download the pictures of the page.

use crate::document::source::Format;
use crate::package::PackageError;
use crate::package::compound::{self, MAGIC, WordHead};
use crate::readers::ReadError;

/// A PDF file's first line (`%PDF-`) must begin within this number of bytes (ISO 32000-1, Annex H,
/// note 13).
const PDF_HEAD: usize = 1024;

/// Kind of content that a file has, judged by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Word 6 to 2003, or an old version of WPS.
    Word(WordHead),
    /// A zip archive, as written by Word 2007 and later.
    Package,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// A web page.
    Html,
    /// A web page with its pictures in one file (MHTML).
    WebArchive,
    /// Any other content.
    Other,
}

impl Content {
    /// Detects the content of `bytes`.
    ///
    /// # Errors
    /// If they are a compound file without a Word document, or with one that has a password.
    pub fn of(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.starts_with(MAGIC) {
            let is_encrypted = |head: &WordHead| head.is_encrypted;
            return match compound::word_head(bytes) {
                Some(head) if is_encrypted(&head) => Err(PackageError::Encrypted.into()),
                Some(head) => Ok(Self::Word(head)),
                None if crate::package::is_encrypted(bytes) => Err(PackageError::Encrypted.into()),
                None => Err(PackageError::NotTheFormat { missing: "WordDocument" }.into()),
            };
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        let head = &bytes[..bytes.len().min(PDF_HEAD)];
        Ok(match () {
            () if bytes.starts_with(b"PK\x03\x04") => Self::Package,
            () if text.starts_with(b"{\\rtf") => Self::Rtf,
            () if memchr::memmem::find(head, b"%PDF-").is_some() => Self::Pdf,
            () if begins(b"<") => Self::Html,
            () if begins(b"MIME-Version:") => Self::WebArchive,
            () => Self::Other,
        })
    }
}

/// The format of `bytes` if it is DOCX (which any zip archive is taken for) or RTF; otherwise
/// `None`. The name of the file is ignored.
pub fn word_format(bytes: &[u8]) -> Option<Format> {
    match Content::of(bytes) {
        Ok(Content::Package) => Some(Format::Docx),
        Ok(Content::Rtf) => Some(Format::Rtf),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Content;
    use crate::readers::ReadError;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        for (bytes, content) in [
            (&b"PK\x03\x04..."[..], Content::Package),
            (b"\n{\\rtf1 a}", Content::Rtf),
            (b"%PDF-1.7", Content::Pdf),
            (b"\xef\xbb\xbf%PDF-1.7", Content::Pdf),
            (b"\xef\xbb\xbf <HTML>", Content::Html),
            (b"<!DOCTYPE html>", Content::Html),
            (b"mime-version: 1.0\r\n", Content::WebArchive),
            (b"\xd0\xcf\x11\xe0", Content::Other),
            (b"", Content::Other),
        ] {
            assert_eq!(Content::of(bytes), Ok(content), "{bytes:?}");
        }
    }

    #[test]
    fn the_head_of_a_compound_file_alone_is_no_word_document() {
        let mut bytes = super::MAGIC.to_vec();
        assert!(matches!(Content::of(&bytes), Err(ReadError::Package(_))));
        for length in [32, 512, 1024, 4096] {
            bytes.resize(length, 0xff);
            assert!(matches!(Content::of(&bytes), Err(ReadError::Package(_))), "{length}");
            bytes[30..32].copy_from_slice(&9_u16.to_le_bytes());
            assert!(matches!(Content::of(&bytes), Err(ReadError::Package(_))), "{length}");
            // The sectors of such a file are chained. If a damaged chain returns to its beginning,
            // stop.
            let mut ring = bytes.clone();
            ring.iter_mut().skip(32).for_each(|byte| *byte = 0);
            assert!(matches!(Content::of(&ring), Err(ReadError::Package(_))), "{length}");
        }
    }
}
