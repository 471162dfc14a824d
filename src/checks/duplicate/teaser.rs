//! `duplicate/teaser`: a first line that repeats the beginning of the text without breaks and stops
//! in the middle, as web sites show it.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::duplicate::passages::Passage;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Teaser))
}

struct Teaser;

impl Check for Teaser {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for passage in cx.facts.passages() {
            if let Passage::Teaser { line, text } = *passage {
                out.report(line).related("text", text);
            }
        }
    }

    fn asks_for_passages(&self) -> bool {
        true
    }
}
