//! Rule `leftover/remark`: reports remarks of people who edited the text: `（这半句删掉）` ("(delete this
//! half of the sentence)"), `【批注：核实】` ("comment: verify"), `@张三 核一下` ("@Zhang San, please
//! check").

use crate::check::{Check, Context, Findings};
use crate::checks::talk::{Triggers, delete};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::leftover::remark;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Remark { triggers: Triggers::new(input, &remark::TRIGGERS) }))
}

struct Remark {
    triggers: Triggers,
}

impl Check for Remark {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for talk in remark::find(cx.facts, &self.triggers.places(cx)) {
            let most = if talk.is_certain { Severity::Error } else { Severity::Warning };
            delete(out.report(talk.span).at_most(most), talk.span);
        }
    }
}
