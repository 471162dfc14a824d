//! Rule `figure/conflict`: reports two values for the same figure in one document: 全镇户籍人口3.2万人 …
//! 全镇户籍人口3.5万人 ("registered population of the town 32,000 … 35,000").

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::lexicon::LiteralId;
use crate::facts::numbering::pieces;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;
use crate::words::rules::figure::conflict::LEADS;
use crate::words::{measure, total};

/// Maximum number of characters of a figure's name including its place.
const MAX_LABEL: usize = 16;
/// Minimum number of characters of the place before the name.
const MIN_PLACE: usize = 2;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let constants = input.words.of(&measure::CONSTANT).iter();
    Ok(Box::new(Conflict { constants: constants.map(|word| input.lexicon.add(word)).collect() }))
}

struct Conflict {
    /// Names of figures that have only one value per place or office in any context, such as a
    /// registered population.
    constants: Vec<LiteralId>,
}

impl Check for Conflict {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut places: Vec<Span> =
            self.constants.iter().flat_map(|&word| cx.facts.occurrences(word)).copied().collect();
        places.sort();
        let mut reported: Vec<Span> = Vec::new();
        let mut known: FxHashMap<(Option<usize>, &str, &str), Quantity> = FxHashMap::default();
        for word in places {
            let Some((label, quantity)) = value(cx, word) else { continue };
            let piece = pieces::of_block(cx.facts.pieces(), cx.doc.block_at(word.start()));
            let first = *known.entry((piece, label, quantity.unit)).or_insert(quantity);
            if !first.interval().meets(quantity.interval()) {
                let text = cx.doc.text();
                out.report(quantity.span)
                    .arg("label", label)
                    .arg("first", first.of(text))
                    .arg("second", quantity.of(text))
                    .related("first", first.span);
                reported.push(quantity.span);
            }
        }
        let told = cx
            .facts
            .relations()
            .iter()
            .filter(|relation| matches!(relation.reading, FigureReading::Told | FigureReading::Echo));
        for relation in told.filter(|relation| relation.is_wrong()) {
            let Some(first) = relation.operands.first() else { continue };
            if !reported.contains(&relation.stated.span) {
                out.report(relation.stated.span)
                    .arg("label", relation.formula.clone())
                    .arg("first", relation.computed.clone())
                    .arg("second", relation.stated.of(cx.doc.text()))
                    .related("first", first.quantity.span);
            }
        }
    }
}

/// Returns the full name of the figure at `word`, including its place, and its value. `None` if the
/// clause contains a date or any other word, because the value may then be another one.
fn value<'a>(cx: &'a Context<'_>, word: Span) -> Option<(&'a str, Quantity<'a>)> {
    let (text, quantities) = (cx.doc.text(), cx.facts.quantities());
    let block = cx.doc.blocks()[cx.doc.block_at(word.start())].span;
    let next = quantities.partition_point(|quantity| quantity.span.start() < word.end());
    let quantity =
        quantities.get(next).filter(|next| next.span.end() <= block.end() && !next.is_approximate)?;
    let lead = &text[word.end()..quantity.span.start()];
    let before = &text[block.start()..word.start()];
    let place = before.len() - before.trim_end_matches(is_han).len();
    let label = &text[word.start() - place..word.end()];
    let is_named =
        !is_longer(label, MAX_LABEL) && before[before.len() - place..].chars().nth(MIN_PLACE - 1).is_some();
    let is_begun = before[..before.len() - place]
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '。' | '，' | '；' | '！' | '？' | '：'));
    let is_lead = lead.is_empty()
        || LEADS.contains(&lead)
        || [&measure::COPULA, &total::ADVERB].iter().any(|class| cx.facts.words().of(class).contains(lead));
    let is_value = is_lead && !quantity.is_rate();
    (is_named && is_begun && is_value).then_some((label, *quantity))
}
