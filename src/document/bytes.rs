//! Map from a view to the bytes of the file that it was read from.

use crate::document::encoded::Encoded;
use crate::document::location::Place;
use crate::document::parts::{PartSpan, Parts};
use crate::text::span::Span;

/// Source of the bytes of a view.
#[derive(Debug)]
pub enum ByteMap {
    /// The view is the UTF-8 file after a byte order mark of this length in bytes.
    Same(usize),
    /// The file is in another encoding.
    Encoded(Encoded),
    /// The view was put together from parts of the file.
    Parts(Parts),
    /// Another program produced the view. Contains the first byte of each page, if there are pages.
    Foreign(Vec<usize>),
}

impl ByteMap {
    /// The bytes of the file that `span` of `view` was read from. If another program produced the
    /// view, the bytes of the view itself.
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

    /// True if `span` of the view copies characters of the file, so that they can be replaced.
    pub fn is_copy(&self, span: Span) -> bool {
        match self {
            Self::Same(_) | Self::Encoded(_) => true,
            Self::Parts(parts) => parts.is_copy(span),
            Self::Foreign(_) => false,
        }
    }

    /// The paragraph or page of `span` of `view`, in formats without lines.
    pub fn place(&self, view: &str, span: Span) -> Option<Place<'_>> {
        match self {
            Self::Same(_) | Self::Encoded(_) => None,
            Self::Parts(parts) => parts.place(view, span),
            Self::Foreign(pages) => match pages.partition_point(|page| *page <= span.start()) {
                0 => None,
                page => Some(Place::Page(page)),
            },
        }
    }
}
