//! Rule `placeholder/template`: reports a text with so many blanks that it is a template and not a
//! draft.

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, options};

/// Options of the rule, as written in its TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    /// Minimum number of blanks of a template.
    min_blanks: usize,
    /// Maximum number of characters of the whole text per blank.
    max_chars_per_blank: usize,
}

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(options::<Template>(&input.options)?))
}

impl Check for Template {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let blanks = cx.facts.blanks();
        let Some(first) = blanks.first().filter(|_| blanks.len() >= self.min_blanks) else { return };
        let chars = cx.doc.text().chars().count();
        if chars > blanks.len() * self.max_chars_per_blank {
            return;
        }
        let mut lines: Vec<usize> = blanks.iter().map(|blank| cx.doc.block_at(blank.span.start())).collect();
        lines.dedup();
        let block = cx.doc.blocks()[cx.doc.block_at(first.span.start())];
        out.report(block.span).arg("blanks", blanks.len() as u64).arg("paragraphs", lines.len() as u64);
    }
}
