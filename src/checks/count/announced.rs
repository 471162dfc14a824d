//! Rule `count/announced`: reports a wrong number of points that is announced before a numbered
//! list: 下面讲三点意见 ("I will make three points") if four follow; 扎紧“四个”口袋 ("tie the 'four' bags") if
//! three follow.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::count::announced::{Unkept, unkept};

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Announced))
}

struct Announced;

impl Check for Announced {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for found in unkept(cx.facts) {
            report(cx, out, found);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, found: Unkept) {
    let series = &cx.facts.series()[found.series];
    let marks = cx.facts.marks();
    let listed: Vec<&str> = series
        .members
        .iter()
        .map(|&member| cx.doc.slice(marks[member].span).trim_end_matches(['，', ',', '、', '.', ' ']))
        .collect();
    let last = u64::from(series.last_ordinal());
    let ends = [series.members[0], series.members[series.members.len() - 1]].map(|member| marks[member].span);
    out.report(found.place)
        .variant(if last < found.announced { "fewer" } else { "more" })
        .arg("announced", found.announced)
        .arg("found", last)
        .arg("listed", listed.join("、"))
        .related("first", ends[0])
        .related("last", ends[1]);
}
