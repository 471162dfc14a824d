//! The texts that are open in the editor, updated by the changes that the editor sends.

use std::collections::HashMap;
use std::sync::Arc;

use gen_lsp_types::{Position, Range};
use serde::Deserialize;

use crate::lsp::positions::{Encoding, Lines};

/// The text of an open document at one moment.
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

/// Reason why a change does not fit the text that this server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ChangeProblem {
    /// The editor has not opened the text.
    #[error("the document is not open")]
    NotOpen,
    /// The change refers to a line after the last one. The end of the text is used instead.
    #[error("there is no line {0}: the end of the document is taken")]
    NoSuchLine(u32),
    /// The end of the range is before its start. The two are exchanged.
    #[error("a range that ends before it begins: its ends are exchanged")]
    Reversed,
    /// The range begins in a line that the text does not have, so the editor has another text.
    #[error("a change begins in line {0}, which the document does not have")]
    BeginsOutside(u32),
    /// The position is inside a character, so the editor counts columns in another unit, or has
    /// another text.
    #[error("a change begins or ends inside a character of line {0}")]
    InsideCharacter(u32),
    /// The version is lower than the one before. Versions only increase, so a message was lost or
    /// is late.
    #[error("version {new} comes after version {old}")]
    OldVersion {
        /// Version of the text that this server has.
        old: i32,
        /// Version that the text would have after the changes.
        new: i32,
    },
}

impl ChangeProblem {
    /// True if the problem shows that the editor has another text than this server. The editor must
    /// then send the whole text again.
    pub(super) fn is_out_of_step(self) -> bool {
        matches!(self, Self::BeginsOutside(_) | Self::InsideCharacter(_) | Self::OldVersion { .. })
    }
}

/// The texts that are open in the editor.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: HashMap<String, Snapshot>,
    /// Addresses of texts that are out of step: a change of them could not be read, so the editor
    /// has another text. The values are their language identifiers.
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

    /// Applies changes to a text in order. A change that does not fit is applied as well as
    /// possible, and `told` is called with the problem.
    ///
    /// # Errors
    /// If the text is not open, or a change shows that the editor has another text. The text must
    /// then be forgotten ([`Self::lose`]), because some of the changes may have been applied.
    pub(super) fn change(
        &mut self,
        edit: Edit<'_>,
        encoding: Encoding,
        told: &mut dyn FnMut(ChangeProblem),
    ) -> Result<Snapshot, ChangeProblem> {
        let Edit { uri, version: new, mut changes } = edit;
        let whole = changes.iter().rposition(|change| change.range.is_none());
        if let Some(whole) = whole {
            // Whatever came before, the text of the editor is known from here on.
            changes.drain(..whole);
            if let Some(language) = self.out_of_step.remove(uri) {
                self.open(uri, &language, new, String::new());
            }
        }
        let snapshot = self.open.get_mut(uri).ok_or(ChangeProblem::NotOpen)?;
        let old = snapshot.version;
        if whole.is_none() && new < old {
            return Err(ChangeProblem::OldVersion { old, new });
        }
        self.revision += 1;
        (snapshot.version, snapshot.revision) = (new, self.revision);
        for change in changes {
            match change.range {
                None => snapshot.text = Arc::new(change.text),
                Some(range) => {
                    let text = Arc::make_mut(&mut snapshot.text);
                    let bytes = bytes(text, range, encoding, told)?;
                    text.replace_range(bytes, &change.text);
                }
            }
        }
        Ok(snapshot.clone())
    }

    /// Forgets an open text because a change of it could not be read, so that the editor has
    /// another text from now on. The text is known again when the editor sends it as a whole.
    /// Returns `false` if it was not open.
    pub(super) fn lose(&mut self, uri: &str) -> bool {
        let Some(lost) = self.open.remove(uri) else { return false };
        self.out_of_step.insert(lost.uri, lost.language);
        true
    }

    /// True if a change of this text could not be read, and the editor has not sent the whole text
    /// since.
    pub(super) fn is_out_of_step(&self, uri: &str) -> bool {
        self.out_of_step.contains_key(uri)
    }

    /// Closes a text. Returns `false` if it was not open.
    pub(super) fn close(&mut self, uri: &str) -> bool {
        self.out_of_step.remove(uri).is_some() | self.open.remove(uri).is_some()
    }

    /// Addresses and contents of the open texts, in no particular order.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.open.iter().map(|(uri, snapshot)| (uri.as_str(), snapshot.text.as_str()))
    }

    /// The current text of the document at this address, if it is open.
    pub(super) fn get(&self, uri: &str) -> Option<&Snapshot> {
        self.open.get(uri)
    }
}

/// Converts a range in the editor to bytes. Invalid positions are repaired, and `told` is called
/// with the problem.
///
/// - A line directly after the last one counts as the end of the text: some editors count an empty
///   line there.
/// - At the end of a range, any later line does too: some editors replace the whole text up to a
///   line that no text has.
///
/// # Errors
/// If the range shows that the editor has another text, or counts columns in another unit.
fn bytes(
    text: &str,
    range: Range,
    encoding: Encoding,
    told: &mut dyn FnMut(ChangeProblem),
) -> Result<std::ops::Range<usize>, ChangeProblem> {
    let lines = Lines::new(text);
    if range.start.line as usize > lines.count() {
        return Err(ChangeProblem::BeginsOutside(range.start.line));
    }
    let mut byte = |at: Position| {
        if lines.splits_character(text, at, encoding) {
            return Err(ChangeProblem::InsideCharacter(at.line));
        }
        Ok(lines.byte(text, at, encoding).unwrap_or_else(|| {
            told(ChangeProblem::NoSuchLine(at.line));
            text.len()
        }))
    };
    let (start, end) = (byte(range.start)?, byte(range.end)?);
    if start > end {
        told(ChangeProblem::Reversed);
        return Ok(end..start);
    }
    Ok(start..end)
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Position, Range};

    use super::{Change, ChangeProblem, Documents, Edit};
    use crate::lsp::positions::Encoding;

    /// Test helper: opens a text, applies changes at (line, character) to (line, character), and
    /// returns the result and the problems.
    fn changed(text: &str, changes: &[([u32; 4], &str)]) -> (String, Vec<ChangeProblem>) {
        let (outcome, problems) = outcome(text, 2, changes);
        (outcome.unwrap(), problems)
    }

    /// Test helper: opens a text as version 1 and applies changes that lead to another version.
    fn outcome(
        text: &str,
        version: i32,
        changes: &[([u32; 4], &str)],
    ) -> (Result<String, ChangeProblem>, Vec<ChangeProblem>) {
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
        let snapshot = documents.change(Edit { uri: "a", version, changes }, Encoding::Utf16, told);
        (snapshot.map(|snapshot| snapshot.text.to_string()), problems)
    }

    #[test]
    fn each_change_is_made_in_what_the_one_before_it_left() {
        let text = "共XX人\r\n𠮷日";
        let changes = [([0, 1, 0, 3], "80"), ([0, 4, 1, 0], ""), ([0, 6, 0, 6], "祥")];
        assert_eq!(changed(text, &changes), ("共80人𠮷祥日".to_owned(), vec![]));
    }

    #[test]
    fn a_range_that_does_not_fit_is_made_to_and_told() {
        let end = |line| vec![ChangeProblem::NoSuchLine(line)];
        assert_eq!(changed("甲", &[([0, 0, 9, 0], "乙")]), ("乙".to_owned(), end(9)));
        assert_eq!(changed("甲", &[([0, 1, 1, 0], "乙")]), ("甲乙".to_owned(), end(1)));
        assert_eq!(changed("甲", &[([1, 0, 1, 0], "乙")]).0, "甲乙", "the line after the last one");
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
    fn a_change_of_another_text_is_refused() {
        let refused = |text, version, range| outcome(text, version, &[(range, "乙")]).0.unwrap_err();
        assert_eq!(refused("甲", 2, [2, 0, 2, 0]), ChangeProblem::BeginsOutside(2));
        assert_eq!(refused("甲\n", 2, [3, 0, 9, 0]), ChangeProblem::BeginsOutside(3));
        assert_eq!(refused("甲\n𠮷", 2, [1, 0, 1, 1]), ChangeProblem::InsideCharacter(1));
        assert_eq!(refused("甲", 0, [0, 0, 0, 0]), ChangeProblem::OldVersion { old: 1, new: 0 });
        assert_eq!(outcome("甲", 1, &[([0, 0, 0, 1], "乙")]).0, Ok("乙".to_owned()), "some never count");
    }

    #[test]
    fn the_whole_text_is_taken_whatever_came_before() {
        let mut documents = Documents::default();
        documents.open("a", "plaintext", 7, "甲".to_owned());
        let at = Position { line: 9, character: 0 };
        let outside = || Change { range: Some(Range { start: at, end: at }), text: "乙".to_owned() };
        let whole = |text: &str| Change { range: None, text: text.to_owned() };
        let mut change = |version, changes| {
            let edit = Edit { uri: "a", version, changes };
            documents.change(edit, Encoding::Utf16, &mut |_| {}).map(|snapshot| snapshot.text.to_string())
        };
        assert_eq!(change(3, vec![outside(), whole("丙")]), Ok("丙".to_owned()));
        assert_eq!(change(4, vec![whole("丁"), outside()]), Err(ChangeProblem::BeginsOutside(9)));
        assert!(documents.lose("a") && documents.is_out_of_step("a"));
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
