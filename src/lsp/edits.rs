//! Edits of documents in the forms that LSP clients accept.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use crate::lsp::capabilities::{Capabilities, Capability};
use crate::text::span::Span;

/// Maximum time for computing a minimal difference. After that time, the edits are larger than
/// necessary.
const LIMIT: Duration = Duration::from_millis(500);

/// A change of one document: its address, the state that it must have, and the edits.
pub(super) struct Target {
    /// Address of the document.
    pub(super) uri: String,
    /// State in which the document must be for the change to be applied.
    pub(super) state: State,
    /// The edits, in order and without overlaps.
    pub(super) edits: Vec<TextEdit>,
}

/// State that a document has before a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The document is open with this version.
    Open(i32),
    /// The document is on disk and not open.
    Closed,
    /// The document does not exist; the change creates it.
    Missing,
}

/// Converts a change to the form that the client accepts; `None` if the change would create a file
/// and the client cannot do that.
pub(super) fn workspace_edit(capabilities: &Capabilities, target: Target) -> Option<WorkspaceEdit> {
    let Target { uri, state, edits } = target;
    let uri = Uri(uri);
    if state == State::Missing && !capabilities.creates_files() {
        return None;
    }
    if !capabilities.has(Capability::DocumentChanges) {
        let changes = Some(HashMap::from([(uri, edits)]));
        return Some(WorkspaceEdit { changes, ..WorkspaceEdit::default() });
    }
    let create = (state == State::Missing).then(|| {
        // The file may have been created in the meantime.
        let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
        DocumentChange::CreateFile(CreateFile::new(uri.clone(), Some(options), None))
    });
    let version = match state {
        State::Open(version) => Some(version),
        State::Closed | State::Missing => None,
    };
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version,
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    let edits = edits.into_iter().map(Edit::TextEdit).collect();
    let change = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits });
    let document_changes = Some(create.into_iter().chain([change]).collect());
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// Finds replacements of byte ranges that turn `old` into `new`: changed lines first, then the
/// changed characters in them.
pub(super) fn difference(old: &str, new: &str) -> Vec<(Span, String)> {
    let deadline = Instant::now() + LIMIT;
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let ends = |lines: &[&str]| {
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect::<Vec<usize>>()
    };
    let (old_ends, new_ends) = (ends(&old_lines), ends(&new_lines));
    let mut edits = Vec::new();
    let lines = capture_diff_slices_deadline(Algorithm::Myers, &old_lines, &new_lines, Some(deadline));
    for op in lines.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (before, after) = (op.old_range(), op.new_range());
        let at = old_ends[before.start];
        let (before, after) =
            (&old[at..old_ends[before.end]], &new[new_ends[after.start]..new_ends[after.end]]);
        within(before, after, at, deadline, &mut edits);
    }
    edits
}

/// Adds edits for the characters that differ between `before`, which begins at byte `at` of the
/// document, and `after`.
fn within(before: &str, after: &str, at: usize, deadline: Instant, edits: &mut Vec<(Span, String)>) {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let mut done = at;
    for op in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline)) {
        let length: usize = old[op.old_range()].iter().map(|c| c.len_utf8()).sum();
        if !matches!(op, DiffOp::Equal { .. }) {
            edits.push((Span::new(done, done + length), new[op.new_range()].iter().collect()));
        }
        done += length;
    }
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::text::span::Span;

    /// Test helper: the result of applying the edits of `difference` to `old`, and their number.
    fn made(old: &str, new: &str) -> (String, usize) {
        let edits = difference(old, new);
        let mut text = old.to_owned();
        for (span, put) in edits.iter().rev() {
            text.replace_range(span.range(), put);
        }
        (text, edits.len())
    }

    #[test]
    fn edits_are_small_and_lead_to_the_new_text() {
        let cases = [
            ("截止三月底，共80户。\r\n二、丙\n", "截至三月底，共80户。\r\n三、丙\n", 2),
            ("甲\n> 乙\n丙", "甲\n乙\n丙", 1),
            ("甲\n乙\n", "甲\n", 1),
            ("", "甲", 1),
            ("甲", "甲", 0),
        ];
        for (old, new, count) in cases {
            assert_eq!(made(old, new), (new.to_owned(), count), "{old}");
        }
        assert_eq!(difference("共截止底", "共截至底"), [(Span::new(6, 9), "至".to_owned())]);
    }
}
