//! Rule `leftover/chat`: reports remarks of an AI assistant around a text: `好的，以下是为您起草的讲话稿：`
//! ("Sure, here is a draft of your speech:"), `【4†source】`.

use crate::check::{Check, Context, Findings};
use crate::checks::talk::{Triggers, report};
use crate::checks::{BuildInput, no_options};
use crate::facts::leftover::{apart, assistant, merits, page};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Chat { triggers: Triggers::new(input, &assistant::TRIGGERS) }))
}

struct Chat {
    triggers: Triggers,
}

impl Check for Chat {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut talk = assistant::find(cx.facts, &self.triggers.places(cx));
        talk.extend(merits::find(cx.facts));
        report(out, page::groups(cx.facts, &apart(talk)));
    }
}
