//! Rule `figure/change`: reports a change that contradicts its initial and final value:
//! 由2.66亿元增加到4.559亿元，增长55% ("rose from 266 to 455.9 million yuan, by 55%");
//! 由20.8%下降到18.2%，下降3.6个百分点 ("fell from 20.8% to 18.2%, by 3.6 points"); 由3.6万吨增加到7.2万吨，翻两番 ("from
//! 36,000 to 72,000 t, doubled twice").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;
use crate::words::class::Class;
use crate::words::rules::figure::change::BEHIND_VERB;
use crate::words::{change, number};

/// Classes of words that may come between a verb and a factor: 减少近2倍 ("decreased by nearly 2
/// times").
const APPROXIMATE: [&Class; 4] = [&number::ABOUT, &number::NEARLY, &number::ABOVE, &number::AT_LEAST];

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Changes))
}

struct Changes;

impl Check for Changes {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        shrinks(cx, out);
        let text = cx.doc.text();
        for relation in cx.facts.relations().iter().filter(|relation| relation.is_wrong()) {
            let variant = match relation.reading {
                FigureReading::Growth | FigureReading::Index => "growth",
                FigureReading::Based => "base",
                FigureReading::Increase => "increase",
                FigureReading::Points | FigureReading::AheadOf => "points",
                FigureReading::Doubling => "doubling",
                FigureReading::Times => "times",
                FigureReading::Difference => "difference",
                FigureReading::GrowthAfterDecline => "growth-after-decline",
                FigureReading::DeclineAfterGrowth => "decline-after-growth",
                FigureReading::Direction | FigureReading::Places => {
                    let from = relation.operands[0].quantity;
                    out.report(relation.place)
                        .variant("direction")
                        .arg("printed", relation.stated.of(text))
                        .arg("from", from.of(text))
                        .related("from", from.span);
                    continue;
                }
                _ => continue,
            };
            report(cx, out, relation).variant(variant);
        }
    }
}

/// Reports a decrease by a factor, such as 减少了2倍 ("decreased by 2 times"): a decrease by one time
/// already leaves nothing.
fn shrinks(cx: &Context<'_>, out: &mut Findings<'_>) {
    let (text, words) = (cx.doc.text(), cx.facts.words());
    for factor in cx.facts.quantities().iter().filter(|quantity| quantity.unit == "倍") {
        let block = cx.doc.blocks()[cx.doc.block_at(factor.span.start())].span;
        let before = &text[block.start()..factor.span.start()];
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
