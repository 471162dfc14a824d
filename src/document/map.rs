//! Map from a document's text (only its prose) back to its view (with lines, markup and code).

use crate::text::span::Span;

/// A piece of the document's text, and the span of the view that it came from.
#[derive(Clone, Copy, Debug)]
struct Segment {
    text: Span,
    view: Span,
    /// True if the text of the segment copies the view byte by byte. Otherwise the text as a whole
    /// corresponds to the whole span of the view: `&` to `&amp;`.
    verbatim: bool,
}

/// Map from a document's text to its view. A map without segments means that the two are identical.
#[derive(Debug, Default)]
pub struct Map {
    segments: Vec<Segment>,
}

impl Map {
    /// Creates the map of a document whose text is identical to its view.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Appends a span of text that is identical in the view.
    pub fn copied(&mut self, text: Span, view: Span) {
        if let Some(last) = self.segments.last_mut()
            && last.verbatim
            && last.text.end() == text.start()
            && last.view.end() == view.start()
        {
            last.text.set_end(text.end());
            last.view.set_end(view.end());
            return;
        }
        self.segments.push(Segment { text, view, verbatim: true });
    }

    /// Appends a span of text that as a whole corresponds to a span of the view with other
    /// characters.
    pub fn replaced(&mut self, text: Span, view: Span) {
        self.segments.push(Segment { text, view, verbatim: false });
    }

    /// Extends the view span of the segment that begins at byte `text` of the text, so that it ends
    /// at `end`. The segment must not be a copy.
    pub fn widen(&mut self, text: usize, end: usize) {
        let index = self.segments.partition_point(|segment| segment.text.start() < text);
        if let Some(segment) = self.segments.get_mut(index) {
            segment.view.set_end(segment.view.end().max(end));
        }
    }

    /// Removes everything that was appended from byte `text` of the text on.
    pub fn truncate(&mut self, text: usize) {
        while self.segments.pop_if(|segment| segment.text.start() >= text).is_some() {}
    }

    /// Appends the segments of `other`. Their positions in the text are shifted by `text` bytes.
    pub fn append(&mut self, other: Self, text: usize) {
        let shifted = |span: Span| Span::new(span.start() + text, span.end() + text);
        let moved = other.segments.into_iter();
        self.segments.extend(moved.map(|segment| Segment { text: shifted(segment.text), ..segment }));
    }

    /// True if `span` of the text is identical in the view.
    pub fn is_copy(&self, span: Span) -> bool {
        let index = self.segments.partition_point(|segment| segment.text.end() <= span.start());
        self.segments.get(index).is_some_and(|segment| segment.verbatim && segment.text.contains(span))
    }

    /// Returns the span of the view that corresponds to `span` of the text.
    pub fn to_view(&self, span: Span) -> Span {
        if self.segments.is_empty() {
            return span;
        }
        let start = self.start(span.start());
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end(span.end()))
    }

    fn start(&self, byte: usize) -> usize {
        let after = self.segments.partition_point(|segment| segment.text.end() <= byte);
        match self.segments.get(after) {
            Some(segment) if segment.text.start() > byte || !segment.verbatim => segment.view.start(),
            Some(segment) => segment.view.start() + (byte - segment.text.start()),
            None => self.segments.last().map_or(byte, |last| last.view.end()),
        }
    }

    fn end(&self, byte: usize) -> usize {
        let before = self.segments.partition_point(|segment| segment.text.start() < byte);
        match before.checked_sub(1).map(|index| &self.segments[index]) {
            Some(segment) if byte >= segment.text.end() || !segment.verbatim => segment.view.end(),
            Some(segment) => segment.view.start() + (byte - segment.text.start()),
            None => byte,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Map;
    use crate::text::span::Span;

    /// Map of the view `共**53**例&amp;` ("53 cases in total &") to its text `共53例&`.
    fn map() -> Map {
        let mut map = Map::default();
        map.copied(Span::new(0, 3), Span::new(0, 3));
        map.copied(Span::new(3, 5), Span::new(5, 7));
        map.copied(Span::new(5, 8), Span::new(9, 12));
        map.replaced(Span::new(8, 9), Span::new(12, 17));
        map
    }

    #[test]
    fn a_span_within_one_copy_is_exact() {
        assert_eq!(map().to_view(Span::new(3, 5)), Span::new(5, 7));
    }

    #[test]
    fn a_span_across_markup_covers_it_but_not_what_lies_outside() {
        assert_eq!(map().to_view(Span::new(0, 5)), Span::new(0, 7));
        assert_eq!(map().to_view(Span::new(3, 8)), Span::new(5, 12));
    }

    #[test]
    fn a_replacement_maps_as_a_whole() {
        assert_eq!(map().to_view(Span::new(8, 9)), Span::new(12, 17));
        assert_eq!(map().to_view(Span::new(5, 9)), Span::new(9, 17));
    }
}
