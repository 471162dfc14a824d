//! The excerpt in the form in which miette reads source code: each row has the line and the column,
//! in characters, that it has in the file.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::output::formats::pretty::excerpt::Excerpt;

impl SourceCode for Excerpt {
    /// The row that holds `span`. A span over two rows is an error, so that miette draws the rows
    /// separately.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let index = self.rows.partition_point(|row| row.span.end() < span.offset());
        let row = self.rows.get(index).ok_or(MietteError::OutOfBounds)?;
        if span.offset() < row.span.start() || span.offset() + span.len() > row.span.end() {
            return Err(MietteError::OutOfBounds);
        }
        let first = row.span.start() + row.cut;
        let before = self.text.get(first..span.offset()).unwrap_or_default();
        let contents = MietteSpanContents::new_named(
            row.name.as_ref().unwrap_or(&self.name).clone(),
            row.span.of(&self.text).as_bytes(),
            SourceSpan::new(row.span.start().into(), row.span.len()),
            row.line - 1,
            row.column - 1 + before.chars().count(),
            1,
        );
        Ok(Box::new(contents))
    }
}
