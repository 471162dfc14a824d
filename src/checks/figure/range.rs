//! Rule `figure/range`: reports a range whose first value is greater (每户补助2100—600元, "2100 to 600
//! yuan per household"), and one whose first value lacks the unit (40—60万元, "40 to 600,000 yuan":
//! 40 yuan or 400,000 yuan?).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::diagnostic::Severity;
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::{before, is_blank};
use crate::text::decimal::Decimal;
use crate::words::rules::figure::range::{CHANGE, NO_AMOUNTS};

/// Signs and words that join the two values of a range.
const SIGNS: [&str; 10] = ["—", "–", "-", "－", "～", "~", "至", "到", "——", "−"];

/// Number of characters before a range that are searched for a word for a change, such as 由
/// ("from").
const MAX_LEAD: usize = 8;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Ranges))
}

struct Ranges;

impl Check for Ranges {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        let mut bare: Vec<(Quantity, Quantity)> = Vec::new();
        for pair in cx.facts.quantities().windows(2) {
            let (low, high) = (pair[0], pair[1]);
            let sign = text[low.span.end()..high.span.start()].trim_matches(is_blank);
            if !SIGNS.contains(&sign) || !is_range(text, low, high) {
                continue;
            }
            let is_bare = low.unit.is_empty() && low.scale == 0;
            let (first, last) = if is_bare { (low.printed, high.printed) } else { (low.value, high.value) };
            if first > last {
                out.report(low.span.join(high.span))
                    .variant("reversed")
                    .arg("low", low.of(text))
                    .arg("high", high.of(text));
            } else if is_bare && (high.scale > 0 || high.is_percentage()) && !matches!(sign, "至" | "到") {
                bare.push((low, high));
            }
        }
        if let Some((low, high)) = bare.first() {
            let last = high.of(text);
            let unit =
                last[last.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(last.len())..].to_owned();
            let unit = if high.is_percentage() { unit } else { unit.chars().take(1).collect() };
            out.report(low.span.join(high.span))
                .at_most(Severity::Hint)
                .variant("unit")
                .arg("low", low.of(text))
                .arg("high", last)
                .arg("unit", unit)
                .arg("count", bare.len() as u64);
        }
    }
}

/// True if both values measure the same thing, and neither is an ordinal, a date, a change or part
/// of a code.
fn is_range(text: &str, low: Quantity, high: Quantity) -> bool {
    let is_same = low.unit.is_empty() || low.unit == high.unit;
    let is_amount = (!high.unit.is_empty() || high.scale > 0) && !NO_AMOUNTS.contains(&high.unit);
    let is_code = before(text, low.span.start()).is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '图' | '表'
                    | '式'
                    | '米'
                    | '-'
                    | '—'
                    | '.'
                    | '/'
                    | '第'
                    | '－'
                    | '号'
                    | ':'
                    | '：'
                    | '~'
                    | '～'
            )
    });
    let near = text[..low.span.start()]
        .chars()
        .rev()
        .take_while(|&c| !matches!(c, '\n' | '。' | '；'))
        .take(MAX_LEAD);
    let last: String = near.collect();
    let is_change = last.contains(CHANGE);
    // 2022-10 is a year and a month.
    let is_year = low.unit.is_empty()
        && low.scale == 0
        && low.value >= Decimal::integer(1900)
        && low.value < Decimal::integer(2100)
        && high.value <= Decimal::integer(31);
    is_same && is_amount && !is_code && !is_year && !is_change && !low.is_approximate && !high.is_approximate
}
