//! Rule `numbering/disorder`: reports list marks in the wrong order: 一、 三、 二、 四、 (1, 3, 2, 4).

use crate::check::{Check, Context, Findings};
use crate::checks::renumbering;
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::series::breaks::BreakKind;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Disorder))
}

struct Disorder;

impl Check for Disorder {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let all = cx.facts.series().iter();
        for series in all.filter(|series| !matches!(series.family, Family::Article(_))) {
            for found in series.breaks() {
                // The mark that comes too early, and the one that should come before it.
                let (early, late) = match found.kind {
                    BreakKind::Swapped(with) => (found.at, with),
                    BreakKind::Back => (found.at - 1, found.at),
                    BreakKind::Skips | BreakKind::Differs | BreakKind::Repeats => continue,
                };
                let (early, late) = (marks[series.members[early]].span, marks[series.members[late]].span);
                let finding = out
                    .report(early)
                    .arg("found", cx.doc.slice(early).trim_end())
                    .arg("late", cx.doc.slice(late).trim_end())
                    .related("late", late);
                let finding =
                    if series.family.needs_company() { finding.at_most(Severity::Warning) } else { finding };
                renumbering::offer(cx, finding, series, &found);
            }
        }
    }
}
