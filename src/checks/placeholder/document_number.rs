//! Rule `placeholder/document-number`: reports the number of an official document with
//! placeholders: `×政发〔20××〕×号` ("No. × of 20××, × government").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::placeholder::blanks::BlankKind;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(DocumentNumber))
}

struct DocumentNumber;

impl Check for DocumentNumber {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for blank in cx.facts.blanks().iter().filter(|blank| blank.kind == BlankKind::DocumentNumber) {
            out.report(blank.span).arg("missing", "text");
        }
    }
}
