//! Rule `figure/average`: reports an average that contradicts the highest and lowest value:
//! 平均得分94.3分，最高92.8分，最低86.1分 ("average score 94.3, highest 92.8, lowest 86.1").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Average))
}

struct Average;

impl Check for Average {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let wrong = cx.facts.relations().iter().filter(|relation| relation.is_wrong());
        for relation in wrong {
            let variant = match relation.reading {
                FigureReading::Extremes => "extremes",
                FigureReading::Mean if relation.operands.len() > 1 => "range",
                FigureReading::Mean if relation.formula == "highest" => "highest",
                FigureReading::Mean => "lowest",
                FigureReading::Blend => "blend",
                FigureReading::Ranked if relation.formula == "only" => "only",
                FigureReading::Ranked => "ranked",
                FigureReading::Listed => "listed",
                _ => continue,
            };
            let finding = out
                .report(relation.stated.span)
                .variant(variant)
                .arg("formula", relation.formula.clone())
                .arg("computed", relation.computed.clone())
                .arg("other", relation.computed.clone())
                .arg("printed", relation.stated.of(cx.doc.text()));
            relation
                .operands
                .iter()
                .fold(finding, |finding, operand| finding.related(operand.label, operand.quantity.span));
        }
    }
}
