//! Rule `leftover/site`: reports text that surrounds an article on a web page: `以下是小编为大家整理的范文`
//! ("the editor has collected these model texts for you"), `首页 > 范文` ("home > model texts"), `第3页
//! 共7页` ("page 3 of 7").

use crate::check::{Check, Context, Findings};
use crate::checks::talk::{Triggers, delete, report};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::leftover::pager::DASHES;
use crate::facts::leftover::{address, apart, line, page, pager, site};
use crate::facts::lexicon::LiteralId;
use crate::text::span::Span;
use crate::words::rules::leftover::site::JOINTS;
use crate::words::site::EDITING;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Site {
        triggers: Triggers::new(input, &site::TRIGGERS),
        requests: Triggers::new(input, &site::REQUESTS),
        editing: Triggers::new(input, &[&EDITING]),
        joints: JOINTS.map(|word| input.lexicon.add(word)),
        dashes: DASHES.map(|word| input.lexicon.add(word)),
    }))
}

struct Site {
    triggers: Triggers,
    requests: Triggers,
    editing: Triggers,
    joints: [LiteralId; JOINTS.len()],
    dashes: [LiteralId; DASHES.len()],
}

impl Check for Site {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut talk = line::find(cx.facts);
        talk.extend(line::buttons(cx.facts));
        talk.extend(line::signatures(cx.facts, &self.editing.places(cx)));
        talk.extend(site::find(cx.facts, &self.triggers.places(cx), &self.requests.places(cx)));
        talk.extend(address::find(cx.facts));
        let talk = apart(talk);
        report(out, page::groups(cx.facts, &talk));
        let places = |words: &[LiteralId]| -> Vec<Span> {
            words.iter().flat_map(|&word| cx.facts.occurrences(word).iter().copied()).collect()
        };
        let pages = pager::find(cx.facts, &places(&self.joints), &places(&self.dashes));
        for number in apart(pages) {
            let next = talk.partition_point(|talk| talk.span.end() <= number.span.start());
            if talk.get(next).is_none_or(|talk| !talk.span.overlaps(number.span)) {
                let finding = out.report(number.span).variant("page").at_most(Severity::Warning);
                delete(finding, number.span);
            }
        }
    }
}
