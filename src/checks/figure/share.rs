//! `figure/share`: 全村耕地5004亩，流转4574亩，占79.3%; 是上年777座的4.4倍; 三次产业结构12.4∶48.3∶42.3.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Reading;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::rules::figure::share::{COMPARED, INDUSTRIES};

/// Longest text between two figures, in characters.
const MAX_BETWEEN: usize = 16;
/// Longest noun between a whole and 的, in characters.
const MAX_NOUN: usize = 5;
/// Most figures that are looked at behind the name of the sectors.
const MAX_FIGURES: usize = 12;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Shares { industries: INDUSTRIES.map(|word| parts.lexicon.add(word)) }))
}

struct Shares {
    /// The three sectors of an economy: their shares make up the whole.
    industries: [LiteralId; INDUSTRIES.len()],
}

impl Check for Shares {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for figures in cx.facts.figures() {
            for at in 2..figures.list.len() {
                let [first, second, rate] = [figures.list[at - 2], figures.list[at - 1], figures.list[at]];
                if [first, second, rate].iter().any(|figure| figure.is_approximate) {
                    continue;
                }
                let behind = &cx.doc.text()[second.span.end..rate.span.start];
                let between = &cx.doc.text()[first.span.end..second.span.start];
                if !is_same_kind(first.unit, second.unit) || first.is_rate() {
                    continue;
                }
                if is_whole_of(behind) && is_of(between) {
                    judge(cx, out, first, second, rate);
                }
            }
        }
        let shares = cx.facts.relations().iter().filter(|relation| relation.reading == Reading::Share);
        for relation in shares.filter(|relation| relation.is_wrong()) {
            report(cx, out, relation);
        }
        self.industries(cx, out);
    }
}

/// The same unit, or two classifiers of persons.
fn is_same_kind(first: &str, second: &str) -> bool {
    let is_person = |unit: &str| matches!(unit, "人" | "名" | "位");
    first == second || is_person(first) && is_person(second)
}

/// `占…`, `是…`, `相当于…` between a part and a whole: no other figure, no other clause. 占 may stand behind what the part is:
/// 1680户参加了合作社，占全镇总户数（4200户）.
fn is_of(between: &str) -> bool {
    let words = between.trim_start_matches(['，', ',']).trim_end_matches(['（', '(']);
    let words = match between.split_once("，占") {
        Some((what, _)) if what.chars().all(is_han) => {
            between[what.len() + "，".len()..].trim_end_matches(['（', '('])
        }
        _ => words,
    };
    let is_short = words.chars().nth(MAX_BETWEEN).is_none();
    let leads = COMPARED.iter().any(|lead| words.starts_with(lead));
    is_short && leads && words.chars().all(|c| is_han(c) || matches!(c, '“' | '”' | '0'..='9'))
}

/// `的`, `农户的`, `）的比重为`: between a whole and the share of it.
fn is_whole_of(behind: &str) -> bool {
    let words = behind.trim_start_matches(['）', ')']);
    let words = words.trim_end_matches(['为', '达', '到']);
    let words = ["比重", "比例"].iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    words.ends_with('的') && words.chars().nth(MAX_NOUN).is_none() && words.chars().all(is_han)
}

/// Reports a rate that is not how the part is to the whole.
fn judge(cx: &Context<'_>, out: &mut Findings<'_>, part: Quantity, whole: Quantity, rate: Quantity) {
    let unit = match rate.unit {
        "%" | "％" => 100,
        "倍" => 1,
        _ => return,
    };
    let text = cx.doc.text();
    let step = rate.printed.half_step();
    let said = Interval::around(rate.value, step.plus(step));
    let scaled = Interval::exact(Decimal::integer(unit));
    let products = said.times(whole.interval()).zip(scaled.times(part.interval()));
    let (a, b) = Quantity::comparable(part, whole);
    let decimals = rate.printed.decimals().max(1);
    let computed = a.times(Decimal::integer(unit)).and_then(|a| a.divided(b, decimals));
    if let (Some((left, right)), Some(computed)) = (products, computed)
        && !left.meets(right)
    {
        out.report(rate.span)
            .arg("formula", format!("{a} ÷ {b}"))
            .arg("computed", format!("{computed}{}", rate.unit))
            .arg("printed", rate.of(text))
            .related("part", part.span)
            .related("whole", whole.span);
    }
}

impl Shares {
    /// The shares of the three sectors, as a ratio or one by one, are 100 together.
    fn industries(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for word in self.industries.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let all = cx.facts.figures();
            let sentence = all.partition_point(|figures| figures.sentence.end <= word.start);
            let Some(figures) = all.get(sentence).filter(|figures| figures.sentence.contains(*word)) else {
                continue;
            };
            let behind = figures.list.partition_point(|figure| figure.span.start < word.start);
            let mut rest = &figures.list[behind..figures.list.len().min(behind + MAX_FIGURES)];
            while rest.len() >= 3 {
                let three = &rest[..3];
                let between = |at: usize| text[three[at].span.end..three[at + 1].span.start].trim();
                let is_ratio = |sign: &str| matches!(sign, ":" | "：" | "∶" | "比");
                let ratio = is_ratio(between(0)) && is_ratio(between(1));
                let listed = three.iter().all(Quantity::is_percentage)
                    && matches!((between(0), between(1)), ("、", "、" | "和") | ("，", "，"))
                    && text[word.end..three[0].span.start].contains("分别");
                if !(ratio || listed) {
                    rest = &rest[1..];
                    continue;
                }
                rest = &rest[3..];
                let sum = three.iter().fold(Decimal::integer(0), |sum, figure| sum.plus(figure.printed));
                let margin = three
                    .iter()
                    .fold(Decimal::integer(0), |sum, figure| sum.plus(figure.printed.half_step()));
                let is_whole = Interval::around(sum, margin).meets(Interval::exact(Decimal::integer(100)));
                let is_percent = sum > Decimal::integer(80) && sum < Decimal::integer(120);
                if !is_whole && is_percent {
                    let terms: Vec<String> = three.iter().map(|figure| figure.printed.to_string()).collect();
                    out.report(three[0].span.join(three[2].span))
                        .variant("industries")
                        .arg("formula", terms.join(" + "))
                        .arg("computed", sum.to_string());
                }
            }
        }
    }
}
