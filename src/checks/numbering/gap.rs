//! Rule `numbering/gap`: reports a missing number in a list: 一、 二、 四、 (1, 2, 4).

use crate::check::{Check, Context, Findings};
use crate::checks::renumbering::{self, missing};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::series::breaks::BreakKind;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Gap))
}

struct Gap;

impl Check for Gap {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let all = cx.facts.series().iter();
        for series in all.filter(|series| !matches!(series.family, Family::Article(_))) {
            for found in series.breaks() {
                let is_gap = match found.kind {
                    BreakKind::Skips => missing::is_nowhere(cx, series, &found),
                    BreakKind::Differs => true,
                    BreakKind::Repeats | BreakKind::Swapped(_) | BreakKind::Back => false,
                };
                if !is_gap {
                    continue;
                }
                let (previous, mark) = (marks[series.members[found.at - 1]], marks[series.members[found.at]]);
                let finding = out
                    .report(mark.span)
                    .arg("previous", cx.doc.slice(previous.span).trim_end())
                    .arg("expected", mark.with_ordinal(cx.doc, found.expected))
                    .arg("found", cx.doc.slice(mark.span).trim_end())
                    .related("previous", previous.span);
                let finding =
                    if series.family.needs_company() { finding.at_most(Severity::Warning) } else { finding };
                renumbering::offer(cx, finding, series, &found);
            }
        }
    }
}
