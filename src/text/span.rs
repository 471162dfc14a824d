//! Spans: ranges of bytes in a text.

use std::ops::Range;

/// The bytes `start..end` of a text, both on character boundaries. Stored in 8 bytes, because a
/// document is never longer than 4 GiB, and facts about long documents hold millions of spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Creates the span of bytes `start..end`. An `end` before `start` gives an empty span at
    /// `start`.
    #[inline]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start: start as u32, end: end as u32 }
    }

    /// Offset of the first byte.
    #[inline]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Offset after the last byte.
    #[inline]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Moves the start. The span becomes empty if the new start is after its end.
    #[inline]
    pub const fn set_start(&mut self, start: usize) {
        *self = Self::new(start, self.end());
    }

    /// Moves the end. The span becomes empty if the new end is before its start.
    #[inline]
    pub const fn set_end(&mut self, end: usize) {
        *self = Self::new(self.start(), end);
    }

    /// Length in bytes.
    #[inline]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if the span contains no byte.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the span as a range, for slicing.
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Returns the text of the span.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// True if `other` is within this span. Equal spans contain each other.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two spans share at least one byte.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that contains both.
    #[inline]
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
