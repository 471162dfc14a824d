//! Rule `duplicate/word`: reports a word, date or punctuation mark that occurs twice in a row (的的,
//! "of of"; 进行进行, "carry out carry out"; 2023年2023年; ，，), and a clause that does.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::fix::Safety;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Words))
}

struct Words;

impl Check for Words {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for doubled in cx.facts.doubled() {
            let mut finding = out
                .report(doubled.first.join(doubled.extra))
                .arg("word", cx.doc.slice(doubled.first))
                .replace(Safety::Unsafe, doubled.extra, "");
            if doubled.is_apart() {
                finding = finding.variant("apart");
            }
        }
    }
}
