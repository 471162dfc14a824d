//! Rule `duplicate/sentence`: reports a long sentence, or several sentences, that occur again later
//! in the document.

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, options};
use crate::facts::duplicate::passages::Passage;
use crate::text::fold::comparable;

/// Options of the rule, as written in its TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    /// Minimum number of characters, without blanks, of several sentences that are reported. Lower
    /// values would report formulas and slogans.
    min_chars: usize,
    /// Minimum number of characters of a single sentence that is reported. Lower values would
    /// report titles and dates, which recur in reports.
    min_single: usize,
}

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(options::<Sentence>(&input.options)?))
}

impl Check for Sentence {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for passage in cx.facts.passages() {
            let (first, second, is_exact) = match *passage {
                Passage::Sentences { first, second } => (first, second, false),
                Passage::Copy { first, second, is_block: false } => (first, second, true),
                Passage::Copy { .. } | Passage::Blocks { .. } | Passage::Teaser { .. } => continue,
            };
            let chars = cx.doc.slice(second).chars().filter_map(comparable).count();
            let is_single = cx
                .facts
                .sentences()
                .at(second.start())
                .is_some_and(|sentence| second.end() <= sentence.end());
            if is_exact || chars >= if is_single { self.min_single } else { self.min_chars } {
                out.report(second)
                    .arg("chars", chars as u64)
                    .arg("line", cx.doc.locate_start(first).line as u64)
                    .related("first", first);
            }
        }
    }

    fn asks_for_passages(&self) -> bool {
        true
    }
}
