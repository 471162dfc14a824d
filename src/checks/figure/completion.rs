//! `figure/completion`: 年度任务120亿元，已完成90亿元，完成率85%; 应到150人，实到142人，到会率97.4%.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Reading;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::measure;
use crate::words::rules::figure::completion::{PERIODS, RATES};

/// Longest clause before the target that is searched, in bytes.
const MAX_CLAUSE: usize = 90;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Completion))
}

struct Completion;

impl Check for Completion {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, words) = (cx.doc.text(), cx.facts.words());
        let mut reported: Vec<Span> = Vec::new();
        for figures in cx.facts.figures() {
            for three in figures.list.windows(3) {
                let [target, done, rate] = [three[0], three[1], three[2]];
                let exact = three.iter().all(|figure| !figure.is_approximate);
                if !exact || !rate.is_percentage() || target.unit != done.unit || target.is_rate() {
                    continue;
                }
                let near = text
                    .ceil_char_boundary(target.span.start.saturating_sub(MAX_CLAUSE))
                    .max(figures.sentence.start);
                let before = &text[near..target.span.start];
                let clause = before.rsplit(['，', '；', '、', ',']).next().unwrap_or_default();
                let is_target = words.of(&measure::TARGET).is_in(clause);
                let between = &text[target.span.end..done.span.start];
                let is_done = between.contains("完成")
                    && between.matches(['，', ',']).count() == 1
                    && !between.contains("其中");
                if !is_target || !is_done || !is_rate(&text[done.span.end..rate.span.start], words) {
                    continue;
                }
                let hundred = Decimal::integer(100);
                let step = rate.printed.half_step();
                let said = Interval::around(rate.value, step.plus(step)).times(target.interval());
                let true_one = Interval::exact(hundred).times(done.interval());
                let (a, b) = Quantity::comparable(done, target);
                let computed = a.times(hundred).and_then(|a| a.divided(b, rate.printed.decimals().max(1)));
                if let (Some(said), Some(true_one), Some(computed)) = (said, true_one, computed)
                    && !said.meets(true_one)
                {
                    reported.push(rate.span);
                    out.report(rate.span)
                        .arg("formula", format!("{a} ÷ {b}"))
                        .arg("computed", format!("{computed}%"))
                        .arg("printed", rate.of(text))
                        .related("done", done.span)
                        .related("target", target.span);
                }
            }
        }
        let rates = cx.facts.relations().iter().filter(|relation| relation.reading == Reading::Rate);
        for relation in rates.filter(|relation| relation.is_wrong()) {
            if !reported.contains(&relation.stated.span) {
                report(cx, out, relation);
            }
        }
    }
}

/// `，完成率为`, `，完成年度任务的`, `，占目标的`.
fn is_rate(between: &str, words: &Words) -> bool {
    let behind = between.trim_start_matches(['，', ',', '（', '(']);
    let Some(rest) = RATES.iter().find_map(|word| behind.strip_prefix(word)) else { return false };
    let rest = PERIODS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let target = words.of(&measure::TARGET).start_of(rest);
    let target = target.and_then(|word| rest[word.len()..].strip_prefix('的'));
    match target {
        Some(rest) => rest.is_empty(),
        None => {
            let is_value = rest.is_empty() || words.of(&measure::COPULA).contains(rest);
            is_value && !behind.starts_with(['占', '为'])
        }
    }
}
