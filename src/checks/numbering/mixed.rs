//! Rule `numbering/mixed`: reports a mark of another type than the rest of its series: 一是 … 二要 … 三是
//! … ("first is …, second must …, third is …"); 1. 2. 3、.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::odd::odd;
use crate::facts::numbering::series::Series;
use crate::facts::numbering::series::breaks::{BreakKind, breaks};

/// Minimum number of marks of the series besides the one of another type.
const MIN_OTHERS: usize = 2;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Mixed))
}

struct Mixed;

impl Check for Mixed {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for series in cx.facts.series() {
            let Family::Led(lead @ ('是' | '要')) = series.family else { continue };
            let odd = if lead == '是' { '要' } else { '是' };
            for index in places(series) {
                let Some(found) = odd_one(cx, series, index, odd) else { continue };
                let other = cx.facts.marks()[series.members[0]].span;
                out.report(found.span)
                    .arg("found", cx.doc.slice(found.span))
                    .arg("other", cx.doc.slice(other))
                    .related("other", other);
            }
        }
        for found in odd(cx.facts) {
            out.report(found.mark)
                .arg("found", cx.doc.slice(found.mark).trim_end())
                .arg("other", cx.doc.slice(found.other).trim_end())
                .related("other", found.other);
        }
    }
}

/// A number that is missing in a series, and the range of marks in which a mark of another type may
/// have this number.
#[derive(Clone, Copy)]
struct Lack {
    /// The missing number.
    ordinal: u32,
    /// Index of the first mark to search.
    from: usize,
    /// Index after the last mark to search.
    to: usize,
}

/// Returns the missing numbers that a mark of another type may have: before a series that begins
/// with 2, in a gap of one number, or after the last mark.
fn places(series: &Series) -> Vec<Lack> {
    let (members, ordinals) = (&series.members, &series.ordinals);
    let last = members.len() - 1;
    if members.len() < MIN_OTHERS {
        return Vec::new();
    }
    let breaks = breaks(ordinals);
    match breaks[..] {
        [] if ordinals[0] == 2 => {
            vec![Lack { ordinal: 1, from: members[0].saturating_sub(8), to: members[0] }]
        }
        [] if ordinals[0] == 1 => {
            vec![Lack { ordinal: series.last_ordinal() + 1, from: members[last] + 1, to: members[last] + 9 }]
        }
        [gap] if gap.kind == BreakKind::Skips && ordinals[gap.at] == gap.expected + 1 => {
            vec![Lack { ordinal: gap.expected, from: members[gap.at - 1] + 1, to: members[gap.at] }]
        }
        _ => Vec::new(),
    }
}

/// Returns the mark with the missing number and the lead character `odd` (是 or 要, "is" or "must"),
/// if it is in the same position as the marks of the series and not part of another series.
fn odd_one<'a>(cx: &'a Context<'_>, series: &Series, lack: Lack, odd: char) -> Option<&'a Mark> {
    let marks = cx.facts.marks();
    let member = marks[series.members[0]];
    let among = lack.from..lack.to.min(marks.len());
    among.filter(|&index| is_alone(cx, index)).map(|index| &marks[index]).find(|mark| {
        let stands_alike = match mark.place {
            MarkPlace::Inline => marks[series.members[series.members.len() - 1]].block == mark.block,
            MarkPlace::Head => member.place == MarkPlace::Head || mark.block > member.block,
        };
        mark.family == Family::Led(odd) && mark.ordinal == lack.ordinal && stands_alike
    })
}

fn is_alone(cx: &Context<'_>, mark: usize) -> bool {
    cx.facts.place_of(mark).is_none_or(|(series, _)| series.members.len() == 1)
}
