//! `figure/change`: 由2.66亿元增加到4.559亿元，增长55%; 由20.8%下降到18.2%，下降3.6个百分点; 由3.6万吨增加到7.2万吨，翻两番.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::changes::{Change, Way};
use crate::facts::figure::quantities::Quantity;
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::words::class::Class;
use crate::words::rules::figure::change::{BEHIND_VERB, OTHER_RATES, RANKS};
use crate::words::{change, number};

/// Words between a verb and a factor: 减少近2倍.
const APPROXIMATE: [&Class; 4] = [&number::ABOUT, &number::NEARLY, &number::ABOVE, &number::AT_LEAST];

/// How much of the words before a change may name what changes, in bytes.
const SUBJECT: usize = 90;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Changes))
}

struct Changes;

/// What a change comes to, against what is said.
struct Verdict {
    variant: &'static str,
    formula: String,
    computed: String,
}

impl Check for Changes {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        shrinks(cx, out);
        for change in cx.facts.changes() {
            let text = cx.doc.text();
            if let Some((by, way)) = change.by
                && let Some(Verdict { variant, formula, computed }) = verdict(text, change, by, way)
            {
                out.report(by.span)
                    .variant(variant)
                    .arg("formula", formula)
                    .arg("computed", computed)
                    .arg("printed", by.of(text))
                    .related("from", change.from.span)
                    .related("to", change.to.span);
            } else if goes_wrong_way(change) {
                out.report(change.to.span)
                    .variant("direction")
                    .arg("printed", change.to.of(text))
                    .arg("from", change.from.of(text))
                    .related("from", change.from.span);
            }
        }
    }
}

/// 减少了2倍: what is one time less is nothing.
fn shrinks(cx: &Context<'_>, out: &mut Findings<'_>) {
    let (text, words) = (cx.doc.text(), cx.facts.words());
    for factor in cx.facts.quantities().iter().filter(|quantity| quantity.unit == "倍") {
        let block = cx.doc.blocks()[cx.doc.block_at(factor.span.start)].span;
        let before = &text[block.start..factor.span.start];
        let mut verb = before.trim_end_matches(BEHIND_VERB);
        while let Some(word) = APPROXIMATE.iter().find_map(|class| words.of(class).end_of(verb)) {
            verb = verb[..verb.len() - word.len()].trim_end_matches(BEHIND_VERB);
        }
        let said = words.of(&change::DOWN).end_of(verb);
        if let Some(said) = said.filter(|_| !before.ends_with('到')) {
            out.report(factor.span).variant("shrink").arg("verb", said).arg("printed", factor.of(text));
        }
    }
}

/// 由120户增加到90户.
fn goes_wrong_way(change: &Change) -> bool {
    let (from, to) = (change.from.interval(), change.to.interval());
    let is_counted = !change.from.unit.is_empty() && !RANKS.contains(&change.from.unit);
    is_counted
        && match change.way {
            Some(Way::Up) => to.high < from.low,
            Some(Way::Down) => from.high < to.low,
            None => false,
        }
}

/// `None` where what is said may be true, or cannot be judged.
fn verdict(text: &str, change: &Change, by: Quantity, way: Way) -> Option<Verdict> {
    let (from, to) = (change.from, change.to);
    if goes_wrong_way(change) {
        return None;
    }
    if by.unit == "个百分点" {
        return if from.is_percentage() { points(from, to, by) } else { None };
    }
    if by.is_percentage() {
        return if from.is_percentage() { None } else { growth(text, change, by, way) };
    }
    match by.unit {
        "番" => doubling(from, to, by),
        "倍" if way == Way::Up => times(from, to, by),
        unit if unit == from.unit && !unit.is_empty() => difference(from, to, by),
        _ => None,
    }
}

/// Whole per cents: (100 ± p) · a against 100 · b.
fn growth(text: &str, change: &Change, by: Quantity, way: Way) -> Option<Verdict> {
    let (from, to) = (change.from, change.to);
    let start = text.floor_char_boundary(change.span.start.saturating_sub(SUBJECT));
    let subject =
        text[start..change.span.start].rsplit(['。', '；', '\n', '！', '？']).next().unwrap_or_default();
    let region = change.span.of(text);
    let has_other_base = OTHER_RATES.iter().any(|word| region.contains(word) || subject.contains(word));
    // 由2016年的a增加到2020年的b，同比增长p%: the last year alone is meant.
    let names_year =
        region.match_indices('年').any(|(at, _)| region[..at].ends_with(|c: char| c.is_ascii_digit()));
    let is_yearly = region.contains("同比") && names_year;
    if has_other_base || is_yearly {
        return None;
    }
    let hundred = Interval::exact(Decimal::integer(100));
    // Rates are cut off as often as they are rounded: a whole last digit is allowed for.
    let step = by.printed.half_step().plus(by.printed.half_step());
    let rate = Interval::around(by.value, step);
    let factor = if way == Way::Up { hundred.plus(rate) } else { hundred.minus(rate) };
    if factor.times(from.interval())?.meets(hundred.times(to.interval())?) {
        return None;
    }
    let (a, b) = Quantity::comparable(from, to);
    let (more, less) = if way == Way::Up { (b, a) } else { (a, b) };
    let percent = more.minus(less).times(Decimal::integer(100))?.divided(a, by.printed.decimals().max(1))?;
    Some(Verdict {
        variant: "growth",
        formula: format!("({more} {MINUS} {less}) ÷ {a}"),
        computed: format!("{percent}%"),
    })
}

/// Percentages: |b − a| against the points.
fn points(from: Quantity, to: Quantity, by: Quantity) -> Option<Verdict> {
    let (a, b) = (from.value, to.value);
    let (more, less) = if a > b { (from, to) } else { (to, from) };
    let difference = more.interval().minus(less.interval());
    (!difference.meets(by.interval())).then(|| Verdict {
        variant: "points",
        formula: format!("{} {MINUS} {}", more.printed, less.printed),
        computed: format!("{}个百分点", a.distance(b)),
    })
}

/// 翻n番 is 2ⁿ times as much, and at least nearly so; up to the next doubling it may be called that.
fn doubling(from: Quantity, to: Quantity, by: Quantity) -> Option<Verdict> {
    let n = (1..=6).find(|&n| by.value == Decimal::integer(n))? as u32;
    let (a, b) = Quantity::comparable(from, to);
    let tenths = |tenths: u64| a.times(Decimal::integer(tenths))?.times(Decimal::integer(2u64.pow(n)));
    let enlarged = b.times(Decimal::integer(10))?;
    if enlarged >= tenths(9)? && enlarged < tenths(18)? {
        return None;
    }
    let ratio = b.divided(a, 2)?;
    Some(Verdict { variant: "doubling", formula: format!("{b} ÷ {a}"), computed: format!("{ratio}") })
}

/// 增长n倍 is n + 1 times as much; that it was meant to be n times is let pass.
fn times(from: Quantity, to: Quantity, by: Quantity) -> Option<Verdict> {
    let one = Interval::exact(Decimal::integer(1));
    let factor = by.interval();
    let (a, b) = (from.interval(), to.interval());
    if factor.plus(one).times(a)?.meets(b) || factor.times(a)?.meets(b) {
        return None;
    }
    let (a, b) = Quantity::comparable(from, to);
    let more = b.minus(a).divided(a, by.printed.decimals().max(1))?;
    Some(Verdict {
        variant: "times",
        formula: format!("({b} {MINUS} {a}) ÷ {a}"),
        computed: format!("{more}倍"),
    })
}

/// 由100户增加到150户，增加60户.
fn difference(from: Quantity, to: Quantity, by: Quantity) -> Option<Verdict> {
    let (more, less) = if from.value > to.value { (from, to) } else { (to, from) };
    if more.interval().minus(less.interval()).meets(by.interval()) {
        return None;
    }
    let (a, b) = Quantity::comparable(more, less);
    Some(Verdict {
        variant: "difference",
        formula: format!("{a} {MINUS} {b}"),
        computed: a.distance(b).to_string(),
    })
}
