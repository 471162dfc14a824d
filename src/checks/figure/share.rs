//! Rule `figure/share`: reports a share or multiple that contradicts its two values, and shares
//! that do not add up to 100: 全村耕地5004亩，流转4574亩，占79.3% ("4574 of 5004 mu, 79.3%"); 是上年777座的4.4倍
//! ("4.4 times the 777 of last year"); 三次产业结构12.4∶48.3∶42.3 ("industry structure 12.4 : 48.3 :
//! 42.3").

use crate::check::{Check, Context, Findings};
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::relations::reading::FigureReading;
use crate::text::span::Span;

/// Types of shares and multiples that this rule reports.
const READINGS: [FigureReading; 11] = [
    FigureReading::Share,
    FigureReading::CalledShare,
    FigureReading::ListShare,
    FigureReading::FarShare,
    FigureReading::ShareOf,
    FigureReading::RateAhead,
    FigureReading::Fraction,
    FigureReading::Complement,
    FigureReading::Contribution,
    FigureReading::Tenth,
    FigureReading::Multiples,
];

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Shares))
}

struct Shares;

impl Check for Shares {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let wrong: Vec<_> = cx.facts.relations().iter().filter(|relation| relation.is_wrong()).collect();
        // A wrong share is the reason why the shares do not add up to 100 %, so the sum is not
        // reported as well.
        let contains_wrong_share = |span: Span| {
            wrong.iter().any(|other| READINGS.contains(&other.reading) && span.contains(other.stated.span))
        };
        for &relation in &wrong {
            match relation.reading {
                FigureReading::Sectors => {
                    report(cx, out, relation).variant("industries");
                }
                FigureReading::Structure if contains_wrong_share(relation.stated.span) => {}
                FigureReading::Structure => {
                    report(cx, out, relation).variant("structure");
                }
                reading if READINGS.contains(&reading) => {
                    report(cx, out, relation);
                }
                _ => {}
            }
        }
    }
}
