//! Rule `leftover/message`: reports remains of mails and chats: `发自我的iPhone` ("sent from my
//! iPhone"), `[图片]` ("picture").

use crate::check::{Check, Context, Findings};
use crate::checks::talk::{Triggers, delete};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::leftover::message;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Message { triggers: Triggers::new(input, &message::TRIGGERS) }))
}

struct Message {
    triggers: Triggers,
}

impl Check for Message {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for talk in message::find(cx.facts, &self.triggers.places(cx)) {
            let most = if talk.is_certain { Severity::Error } else { Severity::Warning };
            delete(out.report(talk.span).at_most(most), talk.span);
        }
    }
}
