//! Notes on a document other than its findings: that some findings are counted and not listed, or
//! that a part of the document was not read. A format without a place for notes reports each note
//! as an entry of its own. The entry has the severity of the worst omitted finding, so that a run
//! that fails still fails for programs that read only the entries.

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::engine::report::Checked;
use crate::language::Language;

/// Name, in reports, of the entry for findings that are not listed.
pub(super) const NAME: &str = "omitted";

/// A note on a document, such as “12 further findings are not listed”.
pub struct Note {
    /// Name of the note in reports for programs.
    pub name: &'static str,
    /// Severity of the entry for the note, in formats without a place for notes: that of the worst
    /// omitted finding, or “error” if a part was not read.
    pub severity: Severity,
    /// The note as a sentence.
    pub text: String,
}

/// Returns all notes on a document.
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

/// A sentence with the number of findings that are not listed, and the option that lists them.
pub fn text(count: usize, language: Language) -> String {
    language.pick(
        format!("另有 {count} 处没有列出；--max-findings 可以放宽，0 为全部列出。"),
        format!("{count} more are not listed; --max-findings allows more, 0 lists all."),
    )
}

/// A sentence for each part of the document that was not read, with advice.
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
