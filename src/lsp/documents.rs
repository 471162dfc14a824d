//! The texts that are open in the editor, kept up to date with its changes.

use std::collections::HashMap;
use std::sync::Arc;

use gen_lsp_types::{Position, Range};
use serde::Deserialize;

use crate::lsp::positions::{Encoding, Lines};

/// A text at one moment.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    /// Address of the text, as the editor writes it.
    pub(super) uri: String,
    /// Language identifier from the editor.
    pub(super) language: String,
    /// Version number from the editor.
    pub(super) version: i32,
    /// Number of this snapshot, counted over all texts. No two snapshots have the same one.
    pub(super) revision: u64,
    /// The content of the document.
    pub(super) text: Arc<String>,
}

/// One change sent by the editor. Without a range, it replaces the whole text.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    range: Option<Range>,
    text: String,
}

/// Changes of one text that the editor sent together.
pub(super) struct Edit<'a> {
    /// Address of the text.
    pub(super) uri: &'a str,
    /// Version number of the text after the changes.
    pub(super) version: i32,
    /// The changes, each to the result of the previous one.
    pub(super) changes: Vec<Change>,
}

/// A change that does not fit the known text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ChangeProblem {
    /// The editor has not opened the text.
    #[error("the document is not open")]
    NotOpen,
    /// The line is after the last one. The end of the text is used instead.
    #[error("there is no line {0}: the end of the document is taken")]
    NoSuchLine(u32),
    /// The end of the range is before its start. The two are exchanged.
    #[error("a range that ends before it begins: its ends are exchanged")]
    Reversed,
}

/// The open texts.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<String, Snapshot>,
    /// Texts of which a change could not be read, so that they differ from the editor's; with their
    /// language identifiers.
    out_of_step: HashMap<String, String>,
    revision: u64,
}

impl Documents {
    /// Opens a text. Replaces it if it is open already.
    pub(super) fn open(&mut self, uri: &str, language: &str, version: i32, text: String) -> Snapshot {
        self.revision += 1;
        self.out_of_step.remove(uri);
        let (uri, language) = (uri.to_owned(), language.to_owned());
        let snapshot = Snapshot { uri, language, version, revision: self.revision, text: Arc::new(text) };
        self.open.insert(snapshot.uri.clone(), snapshot.clone());
        snapshot
    }

    /// Applies changes to a text in order. Changes that do not fit are applied as well as possible,
    /// and `told` is called with the problem.
    ///
    /// # Errors
    /// If the text is not open.
    pub(super) fn change(
        &mut self,
        edit: Edit<'_>,
        encoding: Encoding,
        told: &mut dyn FnMut(ChangeProblem),
    ) -> Result<Snapshot, ChangeProblem> {
        let Edit { uri, version, mut changes } = edit;
        self.find_again(uri, version, &mut changes);
        let snapshot = self.open.get_mut(uri).ok_or(ChangeProblem::NotOpen)?;
        self.revision += 1;
        (snapshot.version, snapshot.revision) = (version, self.revision);
        for change in changes {
            match change.range {
                None => snapshot.text = Arc::new(change.text),
                Some(range) => {
                    let text = Arc::make_mut(&mut snapshot.text);
                    let bytes = bytes(text, range, encoding, told);
                    text.replace_range(bytes, &change.text);
                }
            }
        }
        Ok(snapshot.clone())
    }

    /// Forgets an open text because a change of it could not be read: from now on it differs from
    /// the text of the editor. It is known again when the editor sends the whole text. Returns
    /// `false` if it was not open.
    pub(super) fn lose(&mut self, uri: &str) -> bool {
        let Some(lost) = self.open.remove(uri) else { return false };
        self.out_of_step.insert(lost.uri, lost.language);
        true
    }

    /// True if a change of this text could not be read, and the whole text has not come since.
    pub(super) fn is_out_of_step(&self, uri: &str) -> bool {
        self.out_of_step.contains_key(uri)
    }

    /// Opens a text that was forgotten by [`Self::lose`], if the changes contain all of it.
    fn find_again(&mut self, uri: &str, version: i32, changes: &mut Vec<Change>) {
        let Some(whole) = changes.iter().rposition(|change| change.range.is_none()) else { return };
        let Some(language) = self.out_of_step.remove(uri) else { return };
        changes.drain(..whole);
        self.open(uri, &language, version, String::new());
    }

    /// Closes a text. Returns `false` if it was not open.
    pub(super) fn close(&mut self, uri: &str) -> bool {
        self.out_of_step.remove(uri).is_some() | self.open.remove(uri).is_some()
    }

    /// Addresses and contents of the open texts, in no particular order.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.open.iter().map(|(uri, snapshot)| (uri.as_str(), snapshot.text.as_str()))
    }

    /// The current text.
    pub(super) fn get(&self, uri: &str) -> Option<&Snapshot> {
        self.open.get(uri)
    }
}

/// Converts a range of the editor to bytes. Invalid positions are repaired, and `told` is called
/// with the problem.
fn bytes(
    text: &str,
    range: Range,
    encoding: Encoding,
    told: &mut dyn FnMut(ChangeProblem),
) -> std::ops::Range<usize> {
    let lines = Lines::new(text);
    let mut byte = |at: Position| {
        lines.byte(text, at, encoding).unwrap_or_else(|| {
            told(ChangeProblem::NoSuchLine(at.line));
            text.len()
        })
    };
    let (start, end) = (byte(range.start), byte(range.end));
    if start > end {
        told(ChangeProblem::Reversed);
        return end..start;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Position, Range};

    use super::{Change, ChangeProblem, Documents, Edit};
    use crate::lsp::positions::Encoding;

    /// Test helper: opens a text, applies changes at (line, character) to (line, character), and
    /// returns the result and the problems.
    fn changed(text: &str, changes: &[([u32; 4], &str)]) -> (String, Vec<ChangeProblem>) {
        let mut documents = Documents::default();
        documents.open("a", "plaintext", 1, text.to_owned());
        let change = |([line, character, end_line, end_character], text): &([u32; 4], &str)| {
            let start = Position { line: *line, character: *character };
            let end = Position { line: *end_line, character: *end_character };
            Change { range: Some(Range { start, end }), text: (*text).to_owned() }
        };
        let changes = changes.iter().map(change).collect();
        let mut problems = Vec::new();
        let told = &mut |problem| problems.push(problem);
        let snapshot =
            documents.change(Edit { uri: "a", version: 2, changes }, Encoding::Utf16, told).unwrap();
        (snapshot.text.to_string(), problems)
    }

    #[test]
    fn each_change_is_made_in_what_the_one_before_it_left() {
        let text = "共XX人\r\n𠮷日";
        let changes = [([0, 1, 0, 3], "80"), ([0, 4, 1, 0], ""), ([0, 6, 0, 6], "祥")];
        assert_eq!(changed(text, &changes), ("共80人𠮷祥日".to_owned(), vec![]));
    }

    #[test]
    fn a_range_that_does_not_fit_is_made_to_and_told() {
        assert_eq!(changed("甲", &[([7, 0, 9, 0], "乙")]).0, "甲乙");
        assert_eq!(changed("甲", &[([7, 0, 7, 0], "乙")]).1, [ChangeProblem::NoSuchLine(7); 2]);
        assert_eq!(
            changed("甲乙丙", &[([0, 2, 0, 1], "")]),
            ("甲丙".to_owned(), vec![ChangeProblem::Reversed])
        );
        assert_eq!(
            changed("甲", &[([0, 99, 0, 99], "乙")]),
            ("甲乙".to_owned(), vec![]),
            "a long column is none"
        );
    }

    #[test]
    fn what_was_never_opened_is_not_changed() {
        let mut documents = Documents::default();
        let edit = Edit { uri: "a", version: 2, changes: Vec::new() };
        let outcome = documents.change(edit, Encoding::Utf8, &mut |_| {});
        assert_eq!(outcome.map(drop), Err(ChangeProblem::NotOpen));
        assert!(!documents.close("a"));
    }
}
