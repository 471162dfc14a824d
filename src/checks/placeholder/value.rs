//! Rule `placeholder/value`: reports error values of a program: `增长NaN%` ("grew by NaN%"),
//! `见错误!未找到引用源。` ("see Error! Reference source not found.")

use std::collections::BTreeMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::text::span::Span;

/// Maximum number of findings of the same value. If there are more, they are reported as one
/// finding with their number.
const MOST: usize = 5;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Value))
}

struct Value;

impl Check for Value {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut values: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for span in cx.facts.values() {
            values.entry(cx.doc.slice(*span)).or_default().push(*span);
        }
        for spans in values.values() {
            let (Some(first), true) = (spans.first(), spans.len() > MOST) else {
                for span in spans {
                    out.report(*span);
                }
                continue;
            };
            let mut finding = out.report(*first).variant("many").arg("places", spans.len() as u64);
            for span in spans[1..].iter().take(MOST) {
                finding = finding.related("also", *span);
            }
        }
    }
}
