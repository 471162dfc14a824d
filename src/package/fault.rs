//! What is wrong with a package or a part, by kind: the libraries that read them say it in English alone.

use std::io;

use quick_xml::Error;
use quick_xml::errors::{IllFormedError, SyntaxError};
use zip::result::ZipError;

/// Why a file is damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The directory of the package is missing or wrong, as in a file that was not downloaded to its end.
    #[error("{0}")]
    Directory(String),
    /// A part is compressed by a method that is not known.
    #[error("{0}")]
    Method(String),
    /// What a part holds cannot be inflated, or is not what its checksum says.
    #[error("{0}")]
    Contents(String),
    /// A part that others name is missing.
    #[error("no part `{0}`")]
    NoPart(String),
    /// A file of RTF ends before its groups do.
    #[error("the file ends inside a group")]
    OpenGroup,
}

impl From<&ZipError> for Damage {
    fn from(error: &ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::from(error),
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                Self::Method(error.to_string())
            }
            ZipError::FileNotFound
            | ZipError::InvalidPassword
            | ZipError::InvalidArchive(_)
            | ZipError::DecompressedSizeLimitExceeded { .. }
            | ZipError::DecompressedSizeUnknown => Self::Directory(error.to_string()),
            // The enum may grow.
            other => Self::Directory(other.to_string()),
        }
    }
}

impl From<&io::Error> for Damage {
    fn from(error: &io::Error) -> Self {
        Self::Contents(error.to_string())
    }
}

/// Why a part is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlFault {
    /// Bytes that are no characters.
    #[error("not UTF-8")]
    NotUtf8,
    /// `&name;` that stands for nothing.
    #[error("unknown reference &{0};")]
    UnknownReference(String),
    /// An `&` that begins no reference.
    #[error("{0}")]
    LooseAmpersand(String),
    /// The text ends before its elements do.
    #[error("ends too soon")]
    EndsTooSoon,
    /// Without an element.
    #[error("no root")]
    NoRoot,
    /// A tag, a comment or the like is never closed.
    #[error("{0}")]
    Unclosed(String),
    /// An end without a start, or of another element.
    #[error("{0}")]
    WrongEnd(String),
    /// Anything else, in the words of the parser.
    #[error("{0}")]
    Other(String),
}

impl From<&Error> for XmlFault {
    fn from(error: &Error) -> Self {
        let text = error.to_string();
        match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) => Self::Other(text),
            Error::Syntax(_) => Self::Unclosed(text),
            Error::IllFormed(
                IllFormedError::MissingEndTag(_)
                | IllFormedError::UnmatchedEndTag(_)
                | IllFormedError::MismatchedEndTag { .. },
            ) => Self::WrongEnd(text),
            Error::IllFormed(IllFormedError::UnclosedReference) => Self::LooseAmpersand(text),
            Error::Encoding(_) => Self::NotUtf8,
            // Attributes, namespaces and declarations, of which readers ask little.
            _ => Self::Other(text),
        }
    }
}
