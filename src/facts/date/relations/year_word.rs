//! Years given relative to another year of the text: 翌年（1959年） ("the following year (1959)") after
//! 1958年, 回望去年，也就是2025年 ("looking back at last year, that is, 2025"), 上年同期（2024年上半年） ("the same
//! period of last year (first half of 2024)").

use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes before a date that are searched for a word such as 今年 ("this year").
const MAX_LEAD: usize = 60;
/// Maximum number of bytes between a word such as 翌年 ("the following year") and the year to which
/// it refers.
const MAX_BASE: usize = 600;
/// Maximum difference between the year that the text gives and the computed one that is reported as
/// a slip. A larger difference shows that the word refers to another year.
const MAX_SLIP: u32 = 2;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for (index, date) in scene.dates.iter().enumerate() {
        if date.year.is_some_and(|year| year.source == Source::Written) {
            told(scene, index, date, relations);
        }
    }
}

/// True if a word for the year, such as 今年 ("this year"), comes directly before the date, as in
/// 今年是2025年 ("this year is 2025") or 去年（2024年） ("last year (2024)").
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
    // 去年（2023年）…，今年（2024年） ("last year (2023) …, this year (2024)"): both count from a third year.
    let Some(base) = near.filter(|base| !is_told(scene, base)) else { return };
    let Some(from) = base.known_year() else { return };
    let Some(expected) = (from + offset).checked_sub(2) else { return };
    if expected.abs_diff(said) > MAX_SLIP || scene.in_range(base) {
        return;
    }
    let own = scene.facts.own_dates().first().and_then(|own| u32::try_from(own.day.year()).ok());
    // 今年 ("this year") may also be the document's own year.
    let fits = offset != 3 && own.is_some_and(|own| own + offset == said + 2);
    let place = Span::new(start, date.span.end());
    relations.push(
        Relation::new(DateReading::YearTold, place, expected == said || fits)
            .value("first", base.span.of(scene.text))
            .value("second", place.of(scene.text))
            .related("first", base.span),
    );
}
