//! `[[accept]]` entries: files that need not be readable, each with the kind of its problem, a
//! reason and optionally an expiry date.

use std::path::Path;

use jiff::civil::Date;

use crate::config::file;
use crate::config::globs::PathGlob;
use crate::config::mistakes::Mistakes;
use crate::config::place::Placed;
use crate::config::validator::Validator;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::rule::nearest::nearest;

/// Kinds of problems because of which a file cannot be read, by their names in the JSON report. A
/// test of `output::problem` compares this list with the kinds that exist.
pub const KINDS: [&str; 25] = [
    "bad-bytes", "binary", "bomb", "damaged", "doctype", "encrypted", "file-in-use", "hidden-text",
    "internal", "lock-file", "malformed-xml", "mixed-encodings", "no-documents", "no-program", "no-text",
    "not-a-zip", "not-converted", "not-found", "not-the-format", "program-failed", "too-deep", "too-large",
    "unreadable", "unsupported-format", "utf-32",
];

/// A validated `[[accept]]` entry.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The kind of problem that is accepted, with its place in the configuration.
    pub kind: Placed<String>,
    /// The reason why the file need not be read.
    pub reason: String,
    /// The last day on which the entry applies.
    pub expires: Option<Date>,
    file: PathGlob,
}

impl Accepted {
    /// Validates an `[[accept]]` entry of the configuration file with the number `index`. Returns
    /// `None` if it is invalid; its mistakes are added to `mistakes`.
    pub(super) fn read(
        validator: &Validator<'_>,
        index: usize,
        written: &file::Accept,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let before = mistakes.len();
        let kind = Placed::new(index, written.kind.span(), written.kind.as_ref().clone());
        mistakes.keep(known(validator, &kind));
        mistakes.keep(validator.reason(
            index,
            &written.reason,
            [
                "写明为什么读不成也可以，过后看的人才知道能不能去掉。",
                "say why it need not be read, so that a later reader knows whether it may go",
            ],
        ));
        let expires = written.expires.as_ref().and_then(|day| mistakes.keep(validator.last_day(index, day)));
        let file =
            PathGlob::read(validator.origins, index, std::slice::from_ref(&written.file), mistakes).pop()?;
        let reason = written.reason.as_ref().clone();
        (mistakes.len() == before).then_some(Self { kind, reason, expires, file })
    }

    /// True if the entry applies to the file at this path.
    pub fn is_for(&self, file: &Path) -> bool {
        self.file.names(file)
    }

    /// True if the entry names a single file by its path, and is not a glob.
    pub fn is_for_one(&self) -> bool {
        self.file.is_one()
    }

    /// The path or glob of the entry, as written.
    pub fn file(&self) -> &str {
        &self.file.written.value
    }

    /// True if `today` is after the last day of the entry.
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }
}

/// Returns an error if `kind` is not in [`KINDS`].
fn known(validator: &Validator<'_>, kind: &Placed<String>) -> Result<(), Box<Mistake>> {
    let written = kind.value.as_str();
    if KINDS.contains(&written) {
        return Ok(());
    }
    let near = nearest(written, KINDS);
    let help = near.map_or_else(
        || {
            [
                "用 hegao schema config 查看有哪些；就是 JSON 报告里「error」的「kind」。".to_owned(),
                "`hegao schema config` lists them; it is the `kind` of `error` in the JSON report".to_owned(),
            ]
        },
        |near| [format!("是不是「{near}」？"), format!("did you mean `{near}`?")],
    );
    let [zh, en] = help;
    Err(kind.mistake(
        validator.origins,
        MistakeText::new(format!("没有「{written}」这种读不成的情形")).help(zh),
        MistakeText::new(format!("`{written}` is no kind of problem for which a file cannot be read"))
            .help(en),
    ))
}
