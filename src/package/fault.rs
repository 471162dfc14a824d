//! Kinds of damage of a package or a part, as enums. The libraries that read packages have only
//! English messages; from these kinds, reports make messages in the user's language.

use std::io;

use quick_xml::Error;
use quick_xml::errors::{IllFormedError, SyntaxError};
use zip::result::ZipError;

/// Kind of damage of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The directory of the zip archive is missing or wrong, as in an incomplete download.
    #[error("{0}")]
    Directory(String),
    /// A part is compressed with a method that is not supported.
    #[error("{0}")]
    Method(String),
    /// A part cannot be inflated, or does not match its checksum.
    #[error("{0}")]
    Contents(String),
    /// A part that other parts refer to is missing.
    #[error("no part `{0}`")]
    NoPart(String),
    /// An RTF file ends inside a group.
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
            // The enum is not exhaustive.
            other => Self::Directory(other.to_string()),
        }
    }
}

impl From<&io::Error> for Damage {
    fn from(error: &io::Error) -> Self {
        Self::Contents(error.to_string())
    }
}

/// Reason why an XML part is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlFault {
    /// The part contains bytes that are not valid UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The part contains a reference `&name;` to an entity that XML does not define.
    #[error("unknown reference &{0};")]
    UnknownReference(String),
    /// The part contains an `&` that does not begin a reference.
    #[error("{0}")]
    LooseAmpersand(String),
    /// The part ends inside an element.
    #[error("ends too soon")]
    EndsTooSoon,
    /// The part contains no element.
    #[error("no root")]
    NoRoot,
    /// A tag, a comment or the like is not closed.
    #[error("{0}")]
    Unclosed(String),
    /// An end tag does not match the open element.
    #[error("{0}")]
    WrongEnd(String),
    /// Any other fault. The string is the message of the parser.
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
            // Attributes, namespaces and declarations, which readers use little.
            _ => Self::Other(text),
        }
    }
}
