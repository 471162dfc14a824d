//! Rule `consistency/foreign`: reports a party or a place of another document that was left behind
//! when its text was reused: a contract that names another company, a report that names another
//! county.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::lexicon::LiteralId;
use crate::text::span::Span;
use crate::words::naming;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let roles = input.words.of(&naming::ROLE).iter().map(|word| input.lexicon.add(word)).collect();
    Ok(Box::new(Foreign { roles }))
}

struct Foreign {
    roles: Vec<LiteralId>,
}

impl Check for Foreign {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut roles: Vec<Span> =
            self.roles.iter().flat_map(|role| cx.facts.occurrences(*role)).copied().collect();
        roles.sort_unstable();
        for party in cx.facts.foreign_parties(&roles) {
            out.report(party.span)
                .variant("party")
                .arg("role", cx.doc.slice(party.role))
                .arg("own", cx.doc.slice(party.named))
                .related("named", party.named);
        }
        for place in cx.facts.foreign_places() {
            out.report(place.span).arg("own", cx.doc.slice(place.own)).related("own", place.own);
        }
    }
}
