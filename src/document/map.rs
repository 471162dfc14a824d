//! The one map from a document's text back to its view.

use crate::text::span::Span;

/// A stretch of the text and where it came from.
#[derive(Clone, Copy, Debug)]
struct Segment {
    text: Span,
    view: Span,
    /// The view's characters, one for one; otherwise the stretch stands for its whole source (`&amp;` → `&`).
    verbatim: bool,
}

/// From text to view. Without segments the two are the same.
#[derive(Debug, Default)]
pub struct Map {
    segments: Vec<Segment>,
}

impl Map {
    /// The map of a document whose text is its view.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Appends a stretch of text that copies the view.
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

    /// Appends a stretch of text that stands for a stretch of the view as a whole.
    pub fn replaced(&mut self, text: Span, view: Span) {
        self.segments.push(Segment { text, view, verbatim: false });
    }

    /// Stretches the end of the segment that begins at `text`, which stands for a stretch as a whole.
    pub fn widen(&mut self, text: usize, end: usize) {
        let index = self.segments.partition_point(|segment| segment.text.start() < text);
        if let Some(segment) = self.segments.get_mut(index) {
            segment.view.set_end(segment.view.end().max(end));
        }
    }

    /// Takes back what was appended from byte `text` on.
    pub fn truncate(&mut self, text: usize) {
        while self.segments.pop_if(|segment| segment.text.start() >= text).is_some() {}
    }

    /// Appends the segments of `other`, whose text begins at `text` here.
    pub fn append(&mut self, other: Self, text: usize) {
        let shifted = |span: Span| Span::new(span.start() + text, span.end() + text);
        let moved = other.segments.into_iter();
        self.segments.extend(moved.map(|segment| Segment { text: shifted(segment.text), ..segment }));
    }

    /// True where `span` of the text is a copy of the view, one for one.
    pub fn is_copy(&self, span: Span) -> bool {
        let index = self.segments.partition_point(|segment| segment.text.end() <= span.start());
        self.segments.get(index).is_some_and(|segment| segment.verbatim && segment.text.contains(span))
    }

    /// The stretch of the view that `span` of the text stands for.
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

    /// `共**53**例&amp;` → `共53例&`
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
