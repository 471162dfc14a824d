//! Rule `placeholder/field`: reports fields of a template that were not filled in: `[单位名称]` ("name
//! of unit"), `{{姓名}}` ("name"), `«姓名»`, `%s`, and content controls of Word that still show their
//! prompt.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Field))
}

struct Field;

impl Check for Field {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for field in cx.facts.fields() {
            out.report(field.span);
        }
    }
}
