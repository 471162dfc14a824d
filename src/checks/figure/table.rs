//! Rule `figure/table`: reports a table cell that contradicts the cells it is computed from:
//! totals, growth rates, shares, products.

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Table))
}

struct Table;

impl Check for Table {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for relation in cx.facts.relations().iter().filter(|relation| relation.is_wrong()) {
            let variant = match relation.reading {
                FigureReading::TableSum
                | FigureReading::TableGrowth
                | FigureReading::TableRatio
                | FigureReading::TableDifference
                | FigureReading::TableProduct => None,
                FigureReading::TableRank => Some("rank"),
                FigureReading::TableSerial => Some("serial"),
                FigureReading::TableQuoted => Some("quoted"),
                FigureReading::TableTwin => Some("twin"),
                _ => continue,
            };
            let finding = report(cx, out, relation);
            if let Some(variant) = variant {
                finding.variant(variant);
            }
        }
    }
}
