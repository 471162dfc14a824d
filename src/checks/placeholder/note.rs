//! Rule `placeholder/note`: reports notes of something to be done: `（待核）` ("(to be verified)"),
//! `【请补充数据】` ("please add data"), `地点：TBD` ("place: TBD").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::text::chars::clipped;

/// Maximum number of characters of the note that the message quotes.
const MAX_QUOTE: usize = 30;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Note))
}

struct Note;

impl Check for Note {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for span in cx.facts.notes() {
            out.report(*span).arg("match", clipped(cx.doc.slice(*span), MAX_QUOTE).into_owned());
        }
    }
}
