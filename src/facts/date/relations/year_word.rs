//! Years given relative to another year of the text: 翌年（1959年） after 1958年, 回望去年，也就是2025年,
//! 上年同期（2024年上半年）.

use crate::facts::date::relations::reading::Reading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::span::Span;
use crate::words::dating;

/// Maximum number of bytes before a date in which a word such as 今年 is looked for.
const MAX_LEAD: usize = 60;
/// Longest distance back to the year from which it counts, in bytes.
const MAX_BASE: usize = 600;
/// Maximum number of years by which a slip is off.
const MAX_SLIP: u32 = 2;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for (index, date) in scene.dates.iter().enumerate() {
        if date.year.is_some_and(|year| year.source == Source::Written) {
            told(scene, index, date, relations);
        }
    }
}

/// True for a year after a word such as in 今年是, 去年（.
fn is_told(scene: &Scene<'_, '_>, date: &Resolved) -> bool {
    let lead = scene.before(date.span.start(), MAX_LEAD);
    let words = scene.facts.words();
    let head =
        words.of(&dating::NAMELY_YEAR).end_of(lead).map_or(lead, |link| &lead[..lead.len() - link.len()]);
    words.of(&dating::YEAR_WORD).end_of(head).is_some()
}

fn told(scene: &Scene<'_, '_>, index: usize, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(said) = date.known_year() else { return };
    let lead = scene.before(date.span.start(), MAX_LEAD);
    let links = scene.facts.words().of(&dating::NAMELY_YEAR);
    let Some(link) = links.end_of(lead) else { return };
    let head = &lead[..lead.len() - link.len()];
    let head = head.strip_suffix("同期").unwrap_or(head);
    let words = scene.facts.words();
    let next = words.of(&dating::NEXT_YEAR).end_of(head).map(|word| (word, 3));
    let relative = words.of(&dating::YEAR_WORD);
    let by_word = || relative.end_of(head).and_then(|word| Some((word, relative.value(word)?)));
    let Some((word, offset)) = next.or_else(by_word) else { return };
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(date.span.start())].span;
    let start = date.span.start() - (lead.len() - head.len()) - word.len();
    let near = scene.dates[..index]
        .iter()
        .rev()
        .take_while(|base| base.span.start() >= block.start() && base.span.end() + MAX_BASE > start)
        .find(|base| base.year.is_some_and(|year| year.source == Source::Written));
    // 去年（2023年）…，今年（2024年）: both count from a third year.
    let Some(base) = near.filter(|base| !is_told(scene, base)) else { return };
    let Some(from) = base.known_year() else { return };
    let Some(expected) = (from + offset).checked_sub(2) else { return };
    if expected.abs_diff(said) > MAX_SLIP || scene.in_range(base) {
        return;
    }
    let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
    // 今年 may also count from the document's own year.
    let fits = offset != 3 && own.is_some_and(|own| own + offset == said + 2);
    let place = Span::new(start, date.span.end());
    relations.push(
        Relation::new(Reading::YearTold, place, expected == said || fits)
            .value("first", base.span.of(scene.text))
            .value("second", place.of(scene.text))
            .related("first", base.span),
    );
}
