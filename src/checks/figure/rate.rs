//! Rule `figure/rate`: reports rates and thresholds that cannot be right: 合格率达102% ("pass rate of
//! 102%"); 同比下降112% ("fell by 112%"); 突破50亿元，达到47.8亿元 ("exceeded 5 billion yuan and reached 4.78
//! billion").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::lexicon::LiteralId;
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::rules::figure::rate::{BEYOND, LEADS, SKIPPED};
use crate::words::{measure, rate};

/// Maximum number of bytes between the word for a rate and its number.
const MAX_BETWEEN: usize = 18;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let names = input.words.of(&rate::PART_OF_WHOLE).iter();
    Ok(Box::new(Rate { names: names.map(|word| input.lexicon.add(word)).collect() }))
}

struct Rate {
    names: Vec<LiteralId>,
}

impl Check for Rate {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, quantities) = (cx.doc.text(), cx.facts.quantities());
        let mut reported: Vec<Span> = Vec::new();
        let copulas = cx.facts.words().of(&measure::COPULA);
        for word in self.names.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let next = quantities.partition_point(|quantity| quantity.span.start() < word.end());
            let Some(rate) = quantities.get(next).filter(|rate| rate.is_percentage()) else { continue };
            if rate.span.start() - word.end() > MAX_BETWEEN {
                continue;
            }
            // These rates can be above 100 %: 拨备覆盖率 (provision coverage), 利息保障率 (interest
            // coverage).
            if BEYOND.iter().any(|lead| text[..word.start()].ends_with(lead)) {
                continue;
            }
            let between = text[word.end()..rate.span.start()].trim_start_matches(SKIPPED);
            let is_value = between.is_empty() || LEADS.contains(&between) || copulas.contains(between);
            if is_value && rate.value > Decimal::integer(100) {
                out.report(rate.span).arg("rate", word.of(text)).related("rate", *word);
                reported.push(rate.span);
            }
        }
        for relation in cx.facts.relations().iter().filter(|relation| relation.is_wrong()) {
            if reported.contains(&relation.stated.span) {
                continue;
            }
            let variant = match relation.reading {
                FigureReading::Limit => None,
                FigureReading::Votes => Some("votes"),
                FigureReading::Bounds => Some("bounds"),
                FigureReading::Fall => Some("fall"),
                FigureReading::Threshold | FigureReading::Nearly | FigureReading::Quorum => Some("threshold"),
                _ => continue,
            };
            let finding = out
                .report(relation.place)
                .arg("rate", relation.formula.clone())
                .arg("value", relation.computed.clone());
            let finding = if let Some(variant) = variant { finding.variant(variant) } else { finding };
            relation
                .operands
                .iter()
                .fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span));
        }
    }
}
