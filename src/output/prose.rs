//! The prose of a document, line by line. The line numbers are those that reports give.

use crate::document::Document;

/// Returns the prose as lines, up to that of the last block. Blocks on the same line, such as table
/// cells, are separated by tabs. In formats without lines of their own, the lines are those of the
/// view: one for each paragraph.
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
