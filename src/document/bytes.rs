//! Map from a document's view (the text in which lines and columns are counted) to the bytes of the
//! file that it was read from.

use crate::document::encoded::Encoded;
use crate::document::location::LinelessPlace;
use crate::document::parts::{FileParts, PartSpan};
use crate::text::span::Span;

/// Map from a document's view, the text in which lines and columns are counted, to the bytes of its
/// file.
#[derive(Debug)]
pub enum ByteMap {
    /// The view is the UTF-8 file itself, except for a byte order mark at its start of this length
    /// in bytes.
    Same(usize),
    /// The view was decoded from an encoding other than UTF-8.
    Encoded(Encoded),
    /// The view was put together from the parts of a package, such as the XML files in a DOCX.
    Parts(FileParts),
    /// Another program, such as pdftotext, produced the view, so no byte of it can be found in the
    /// file. The numbers are the first byte of each page in the view; empty if there are no pages.
    Foreign(Vec<usize>),
}

impl ByteMap {
    /// Returns the bytes of the file that `span` of `view` was read from. If another program
    /// produced the view, the bytes of the view itself.
    pub fn bytes(&self, view: &str, span: Span) -> PartSpan<'_> {
        let bytes = match self {
            Self::Same(mark) => Span::new(span.start() + mark, span.end() + mark),
            Self::Encoded(encoded) => {
                Span::new(encoded.byte(view, span.start()), encoded.byte(view, span.end()))
            }
            Self::Parts(parts) => return parts.bytes(span),
            Self::Foreign(_) => span,
        };
        PartSpan { part: "", bytes }
    }

    /// True if `span` of the view copies characters of the file unchanged, so that they can be
    /// replaced in the file.
    pub fn is_copy(&self, span: Span) -> bool {
        match self {
            Self::Same(_) | Self::Encoded(_) => true,
            Self::Parts(parts) => parts.is_copy(span),
            Self::Foreign(_) => false,
        }
    }

    /// Returns the paragraph or page that contains `span` of `view`. `None` in formats with lines
    /// of their own, such as plain text.
    pub fn place(&self, view: &str, span: Span) -> Option<LinelessPlace<'_>> {
        match self {
            Self::Same(_) | Self::Encoded(_) => None,
            Self::Parts(parts) => parts.place(view, span),
            Self::Foreign(pages) => match pages.partition_point(|page| *page <= span.start()) {
                0 => None,
                page => Some(LinelessPlace::Page(page)),
            },
        }
    }
}
