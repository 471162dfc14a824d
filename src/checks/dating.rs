//! Reports statements about dates that are false, for the rules in `date/`: a wrong weekday, a
//! period whose length does not match its ends.

use crate::check::{Context, Findings};
use crate::diagnostic::Value;
use crate::facts::date::relations::MessageValue;
use crate::facts::date::relations::reading::DateReading;

/// Reports every false statement about a date that was found by one of the given readings, that is,
/// ways of interpreting a statement, such as "date with weekday".
pub(super) fn report(cx: &Context<'_>, out: &mut Findings<'_>, readings: &[DateReading]) {
    let relations = cx.facts.date_relations().iter();
    for relation in relations.filter(|relation| !relation.holds && readings.contains(&relation.reading)) {
        let mut finding = out.report(relation.place);
        if let Some(variant) = relation.variant {
            finding = finding.variant(variant);
        }
        for (name, value) in &relation.values {
            let value: Value = match value {
                MessageValue::Number(number) => (*number).into(),
                MessageValue::Words(words) => words.as_str().into(),
            };
            finding = finding.arg(name, value);
        }
        for &(label, span) in &relation.related {
            finding = finding.related(label, span);
        }
    }
}
