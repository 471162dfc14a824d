//! `placeholder/value`: `增长NaN%`, `见错误!未找到引用源。`

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Value))
}

struct Value;

impl Check for Value {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for span in cx.facts.values() {
            out.report(*span);
        }
    }
}
