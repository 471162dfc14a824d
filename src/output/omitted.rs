//! What is said of a document beside its findings: that some are counted and not listed, and that a part of it was not read. A format
//! without a place for it says it in an entry of its own, which weighs as much as the worst it stands for, so that nothing passes
//! that would have failed.

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::engine::report::Checked;
use crate::language::Language;

/// The name of the entry for findings that are not listed.
pub(super) const NAME: &str = "omitted";

/// One thing that is said of a document.
pub struct Note {
    /// What such an entry is called, for programs.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The sentence.
    pub text: String,
}

/// All that is said of a document.
pub fn notes(checked: &Checked, language: Language) -> Vec<Note> {
    let left_out = checked.omitted.worst().map(|severity| Note {
        name: NAME,
        severity,
        text: text(checked.omitted.total(), language),
    });
    let unread = unread(&checked.document, language).into_iter();
    let unread = unread.map(|text| Note { name: "unread-part", severity: Severity::Error, text });
    left_out.into_iter().chain(unread).collect()
}

/// How many findings are not listed, and how to see them.
pub fn text(count: usize, language: Language) -> String {
    language.pick(
        format!("另有 {count} 处没有列出；--max-findings 可以放宽，0 为全部列出。"),
        format!("{count} more are not listed; --max-findings allows more, 0 lists all."),
    )
}

/// Which parts of a document were not read, and what to do.
pub fn unread(doc: &Document, language: Language) -> Vec<String> {
    doc.unread().iter().map(|part| unread_part(part, language)).collect()
}

fn unread_part(part: &str, language: Language) -> String {
    language.pick(
        format!(
            "里面插入的文档（{part}）没有读，这一部分没有检查；用 Word 打开后另存为 .docx，它就成了正文，再检查。"
        ),
        format!(
            "the document inserted as {part} was not read: that part was not checked. Open the file in Word and save it as \
             .docx, which makes it text of its own, and check that."
        ),
    )
}
