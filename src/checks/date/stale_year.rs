//! Rule `date/stale-year`: reports a milestone of a five-year plan that is out of date:
//! 今年是“十三五”收官之年 ("this year is the final year of the 13th plan", which was 2020) read in 2026;
//! 确保“十四五”开好局 ("ensure a good start of the 14th plan") after the plan has ended.

use crate::check::{Check, Context, Findings, ReferenceDate};
use crate::checks::{BuildInput, no_options};
use crate::facts::date::calendar::plans::{PLANS, Plan};
use crate::facts::lexicon::LiteralId;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::plan;
use crate::words::rules::date::stale_year::AHEAD;

/// Milestones other than those of the five-year plans, and their year. They were announced long in
/// advance: the final year of the fight against poverty, the decisive year of the "moderately
/// prosperous society".
const EVENTS: [(&str, u32); 4] = [
    ("脱贫攻坚战收官之年", 2020),
    ("脱贫攻坚收官之年", 2020),
    ("全面建成小康社会收官之年", 2020),
    ("全面建成小康社会决胜之年", 2020),
];
/// Maximum number of bytes between 今年是 ("this year is") and the milestone.
const MAX_REACH: usize = 150;
/// Maximum number of characters between 今年是 ("this year is") and the milestone.
const MAX_BETWEEN: usize = 30;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let plans = PLANS.map(|plan| (plan, input.lexicon.add(&format!("“{}”", plan.name()))));
    Ok(Box::new(Stale { plans, events: EVENTS.map(|(words, year)| (input.lexicon.add(words), year)) }))
}

struct Stale {
    plans: [(Plan, LiteralId); 14],
    events: [(LiteralId, u32); 4],
}

impl Check for Stale {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let Some(reference) = cx.reference else { return };
        let now = u32::try_from(reference.day.year()).unwrap_or(0);
        for (words, year) in self.events {
            for &turn in cx
                .facts
                .occurrences(words)
                .iter()
                .filter(|turn| year != now && is_this_year(cx, turn.start()))
            {
                report(out, reference, turn, year);
            }
        }
        for (plan, word) in self.plans {
            for &name in cx.facts.occurrences(word) {
                if let Some((span, year)) = turn(cx, plan, name, now) {
                    report(out, reference, span, year);
                }
            }
        }
    }
}

fn report(out: &mut Findings<'_>, reference: ReferenceDate, span: Span, year: u32) {
    out.report(span)
        .at_most(reference.max_severity())
        .variant(reference.origin.name())
        .arg("year", u64::from(year))
        .arg("today", reference.day.to_string());
}

/// True if 今年是 ("this year is") comes shortly before byte `at` in the same sentence.
fn is_this_year(cx: &Context<'_>, at: usize) -> bool {
    let start = cx.facts.sentences().at(at).map_or(at, Span::start);
    let text = cx.doc.text();
    let before = &text[text.ceil_char_boundary(at.saturating_sub(MAX_REACH)).max(start)..at];
    before.rfind("今年是").is_some_and(|word| before[word..].chars().nth(MAX_BETWEEN).is_none())
}

/// Returns the span and the year of an outdated milestone of a plan: `“十四五”规划开局之年` ("first year of
/// the 14th plan") as a statement about this year, or `“十四五”开好局` ("a good start of the 14th plan")
/// after the plan has ended. `now` is the current year.
fn turn(cx: &Context<'_>, plan: Plan, name: Span, now: u32) -> Option<(Span, u32)> {
    let text = cx.doc.text();
    let behind = &text[name.end()..];
    let rest =
        ["规划", "时期", "的"].iter().fold(behind, |words, word| words.strip_prefix(word).unwrap_or(words));
    let begins = |class: &'static Class| cx.facts.words().of(class).start_of(rest).map(str::len);
    let whole = |length: usize| Span::new(name.start(), text.len() - rest.len() + length);
    if let Some(length) = begins(&plan::FIRST_YEAR) {
        return (plan.first != now && is_this_year(cx, name.start())).then(|| (whole(length), plan.first));
    }
    if let Some(length) = begins(&plan::LAST_YEAR) {
        return (plan.last() != now && is_this_year(cx, name.start())).then(|| (whole(length), plan.last()));
    }
    let length = AHEAD.iter().find(|word| rest.starts_with(**word))?.len();
    // 实现了“十四五”良好开局 ("achieved a good start of the 14th plan") is about the past.
    let is_past = rest[length..].chars().take_while(|&c| is_han(c)).any(|c| c == '了')
        || text[..name.start()].ends_with('了');
    (plan.last() < now && !is_past).then(|| (whole(length), plan.first))
}
