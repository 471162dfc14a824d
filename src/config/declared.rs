//! `[[ignore]]`: findings that are right here, each with its rule, its reason and, where it is to end, its last day.

use std::path::Path;

use jiff::civil::Date;
use toml::Spanned;

use crate::config::globs::PathGlob;
use crate::config::judge::Judge;
use crate::config::mistakes::Mistakes;
use crate::config::place::Placed;
use crate::config::written;
use crate::rule::ignore::Ignore;
use crate::rule::mistake::Mistake;
use crate::rule::said::Said;

/// An ignore that was understood.
#[derive(Clone, Debug)]
pub struct Declared {
    /// What it says, at the place of its rule.
    pub ignore: Placed<Ignore>,
    /// The files it is for; all where none is named.
    file: Option<PathGlob>,
}

impl Declared {
    /// Judges an ignore of file number `index`; `None` if it is wrong, which goes to `mistakes`.
    pub(super) fn read(
        judge: &Judge<'_>,
        index: usize,
        written: &written::Ignore,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let rule = Placed::new(index, written.rule.span(), written.rule.as_ref().clone());
        let before = mistakes.len();
        mistakes.keep(judge.name(&rule));
        mistakes.keep(reason(judge, index, &written.reason));
        let expires = written.expires.as_ref().and_then(|day| mistakes.keep(last_day(judge, index, day)));
        let file = PathGlob::read(judge.origins, index, written.file.as_slice(), mistakes).pop();
        let ignore = Ignore {
            rule: rule.value.clone(),
            text: written.text.clone(),
            reason: written.reason.as_ref().clone(),
            expires,
        };
        (mistakes.len() == before).then(|| Self { ignore: rule.with(ignore), file })
    }

    /// True where it is for this file.
    pub fn is_for(&self, file: &Path) -> bool {
        self.file.as_ref().is_none_or(|glob| glob.names(file))
    }

    /// True where it is for one file, by its path.
    pub fn is_for_one(&self) -> bool {
        self.file.as_ref().is_some_and(|glob| !glob.written.value.contains(['*', '?', '[', '{']))
    }
}

/// Refuses a reason that says nothing.
fn reason(judge: &Judge<'_>, index: usize, written: &Spanned<String>) -> Result<(), Box<Mistake>> {
    if !written.as_ref().trim().is_empty() {
        return Ok(());
    }
    Err(Placed::new(index, written.span(), ()).mistake(
        judge.origins,
        Said::new("理由是空的".to_owned()).help("写明为什么在这里是对的，过后看的人才知道能不能去掉。"),
        Said::new("the reason is empty".to_owned())
            .help("say why it is right here, so that a later reader knows whether it may go"),
    ))
}

/// The last day of an entry, as a date or in quotes.
fn last_day(judge: &Judge<'_>, index: usize, written: &Spanned<toml::Value>) -> Result<Date, Box<Mistake>> {
    let text = match written.as_ref() {
        toml::Value::Datetime(day) => day.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    text.parse().map_err(|_| {
        // Whatever is wrong with it, the remedy is the same.
        Placed::new(index, written.span(), ()).mistake(
            judge.origins,
            Said::new(format!("「{text}」不是日期")).help("写成 2026-12-31 这样。"),
            Said::new(format!("`{text}` is not a date")).help("write it as 2026-12-31"),
        )
    })
}
