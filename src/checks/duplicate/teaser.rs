//! Rule `duplicate/teaser`: reports a first line that repeats the beginning of the text and breaks
//! off in the middle: the preview of an article, copied from a web site together with the article.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::duplicate::passages::Passage;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
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
