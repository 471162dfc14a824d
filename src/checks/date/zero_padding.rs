//! Rule `date/zero-padding`: reports leading zeros in a written date: 2026年03月05日 instead of
//! 2026年3月5日.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::fix::{Edit, Safety};
use crate::text::span::Span;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Padding))
}

struct Padding;

impl Check for Padding {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for date in cx.facts.dates().iter().filter(|date| !date.is_masked()) {
            let written = cx.doc.slice(date.span);
            // Only the zero of 03月 (month) and 05日 (day) is removed, not that of 10月 or of a time.
            let is_padded = |at: usize| {
                let starts = written[..at].chars().next_back().is_none_or(|c| matches!(c, '年' | '月'));
                let mut behind = written[at + 1..].chars();
                starts
                    && behind.next().is_some_and(|c| c.is_ascii_digit())
                    && behind.next().is_some_and(|c| matches!(c, '月' | '日'))
            };
            let zeros: Vec<usize> =
                written.match_indices('0').map(|(at, _)| at).filter(|&at| is_padded(at)).collect();
            if zeros.is_empty() {
                continue;
            }
            let edits = zeros.iter().map(|at| Span::new(date.span.start() + at, date.span.start() + at + 1));
            let mut plain = written.to_owned();
            for &at in zeros.iter().rev() {
                plain.remove(at);
            }
            out.report(date.span)
                .arg("plain", plain)
                .mend(Safety::Safe, edits.map(|span| Edit { span, text: String::new() }).collect());
        }
    }
}
