//! The prose of a document, line by line as places speak of it.

use crate::document::Document;

/// One entry for each line up to the last block's. Blocks on one line, as table cells are, are divided by tabs. Formats without
/// lines of their own give the lines of the view that lines and columns count in.
pub fn lines(doc: &Document) -> Vec<String> {
    if !doc.origin().format.has_lines() {
        return doc.view().lines().map(str::to_owned).collect();
    }
    let mut lines: Vec<String> = Vec::new();
    for block in doc.blocks() {
        let line = doc.locate_start(block.span).line;
        lines.resize(line.max(lines.len()), String::new());
        if let Some(last) = lines.get_mut(line - 1) {
            if !last.is_empty() {
                last.push('\t');
            }
            last.push_str(doc.slice(block.span));
        }
    }
    lines
}
