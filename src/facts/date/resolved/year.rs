//! Finds the year of a date that is written without one.

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::own_date::OwnDate;
use crate::facts::date::resolved::{Resolved, Source, Taken, joins, strip};
use crate::text::span::Span;
use crate::words::dating;

/// Maximum number of bytes of a heading that a year is taken from. A longer line is running text.
const MAX_HEADING: usize = 120;
/// Number of blocks at the beginning in which the number of the document is looked for.
const HEAD_BLOCKS: usize = 6;
/// Number of bytes before a date that are searched for a word for its year, such as 今年 ("this
/// year").
const MAX_WORD: usize = 12;
/// Number of previous dates that are searched for a year that this date can take.
const REACH: usize = 12;
/// Maximum number of bytes between a date and the date of an earlier paragraph from which it takes
/// its year.
const MAX_EARLIER: usize = 1500;

/// Years outside the paragraph of a date that are used if the paragraph gives none.
pub(super) struct Surroundings {
    headings: Headings,
    /// Year of the document; `None` if it is unknown.
    document: Option<Taken>,
}

impl Surroundings {
    /// Creates the surroundings with the year of the document. Headings are read later, as the
    /// dates are resolved in order.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        Self { headings: Headings::default(), document: of_document(facts) }
    }
}

/// Year of the last heading. Updated while the dates are resolved in order.
#[derive(Default)]
struct Headings {
    /// Number of blocks whose headings were read.
    block: usize,
    /// The year, and the span of the heading that gives it.
    year: Option<(u32, Span)>,
}

impl Headings {
    /// Reads the headings before the block with this index. A heading with a year sets the year;
    /// running text with a year removes it.
    fn advance(&mut self, facts: &Facts<'_>, block: usize) {
        for block in &facts.doc.blocks()[self.block.min(block)..block] {
            let Some(year) = years_in(facts, block.span) else { continue };
            let line = block.span.of(facts.doc.text());
            let is_heading = line.len() <= MAX_HEADING && !line.contains(['。', '；']);
            // 2023年以来，… ("since 2023, …") may name its own years.
            self.year = is_heading.then_some((year, block.span));
        }
        self.block = block;
    }
}

/// Year of the dates within `span`, if all of them that have a year have the same one; else `None`.
fn years_in(facts: &Facts<'_>, span: Span) -> Option<u32> {
    let first = facts.dates().partition_point(|date| date.span.start() < span.start());
    let mut inside = facts.dates()[first..].iter().take_while(|date| date.span.end() <= span.end());
    let year = inside.find_map(DateMention::known_year)?;
    inside.filter_map(DateMention::known_year).all(|other| other == year).then_some(year)
}

/// Year of a date with its source; `None` if no place gives it.
pub(super) fn of(
    facts: &Facts<'_>,
    date: &DateMention,
    month: Option<Taken>,
    known: &[Resolved],
    surroundings: &mut Surroundings,
) -> Option<Taken> {
    let Surroundings { headings, document } = surroundings;
    let document = *document;
    if let Some(year) = date.year {
        return Some(Taken::new(year.known()?, Source::Written, date.span));
    }
    let text = facts.doc.text();
    let block = facts.doc.block_at(date.span.start());
    headings.advance(facts, block);
    if let Some(year) = by_word(facts, date.span.start(), known, document) {
        return Some(year);
    }
    // -1年5月8日 (year -1): a year is written, but it is not known.
    if text[..date.span.start()].ends_with('年') {
        return None;
    }
    if let Some(last) = known.last()
        && let Some(gap) = text.get(last.span.end()..date.span.start())
        && joins(strip(gap))
        && let Some(year) = last.year
    {
        let is_next = month.zip(last.month).is_some_and(|(month, before)| month.value < before.value);
        // 5月20日至4月16日 (20 May to 16 April) is more likely a wrong order than a range of eleven
        // months.
        let is_close = month
            .zip(last.month)
            .is_some_and(|(month, before)| before.value - month.value.min(before.value) < 6);
        let value = year.value + u32::from(is_next && !is_close);
        return Some(Taken::new(value, Source::Range, last.span));
    }
    let sentence = facts.sentences().at(date.span.start());
    let start = facts.doc.blocks()[block].span.start();
    for before in known.iter().rev().take(REACH) {
        let Some(year) = before.year.filter(|year| year.source <= Source::Range) else { continue };
        let is_here = sentence.is_some_and(|sentence| before.span.start() >= sentence.start());
        if is_here {
            return Some(Taken::new(year.value, Source::Sentence, before.span));
        }
        if before.span.start() >= start {
            return Some(Taken::new(year.value, Source::Paragraph, before.span));
        }
    }
    let heading = headings.year.map(|(value, place)| Taken::new(value, Source::Heading, place));
    let earlier = || {
        let before = known
            .iter()
            .rev()
            .take(REACH)
            .find(|before| before.year.is_some_and(|year| year.source == Source::Written))?;
        let is_near = date.span.start() - before.span.end() <= MAX_EARLIER;
        is_near.then_some(Taken::new(before.year?.value, Source::Earlier, before.span))
    };
    heading.or(document).or_else(earlier)
}

/// Year that a word before byte `at` gives: 今年 ("this year"), 去年 ("last year"), 同年 ("the same
/// year"), 次年 ("the next year").
fn by_word(facts: &Facts<'_>, at: usize, known: &[Resolved], document: Option<Taken>) -> Option<Taken> {
    let text = facts.doc.text();
    let before = text[text.ceil_char_boundary(at.saturating_sub(MAX_WORD))..at].trim_end();
    let same = facts.words().of(&dating::SAME_YEAR).end_of(before).map(|_| 0);
    let next = || facts.words().of(&dating::NEXT_YEAR).end_of(before).map(|_| 1);
    if let Some(offset) = same.or_else(next) {
        let (year, place) =
            known.iter().rev().take(REACH).find_map(|before| Some((before.year?, before.span)))?;
        return Some(Taken::new(year.value + offset, Source::Word, place));
    }
    let words = facts.words().of(&dating::YEAR_WORD);
    let offset = words.value(words.end_of(before)?)?;
    let own = document?;
    Some(Taken { value: (own.value + offset).checked_sub(2)?, ..own })
}

/// Year of the document: from its own date, its number or its title.
pub(super) fn of_document(facts: &Facts<'_>) -> Option<Taken> {
    let year = |own: &OwnDate| Some((u32::try_from(own.day.year()).ok()?, own.span));
    if let Some((value, place)) = facts.own_dates().first().and_then(year) {
        return Some(Taken { value, source: Source::Own, place });
    }
    let head = facts.doc.blocks().iter().take(HEAD_BLOCKS);
    let number =
        head.filter_map(|block| Some((number_in(block.span.of(facts.doc.text()))?, block.span))).next();
    if let Some((value, place)) = number {
        return Some(Taken::new(value, Source::Number, place));
    }
    let title = facts.title()?;
    Some(Taken::new(years_in(facts, title)?, Source::Title, title))
}

/// Year of a document number, as 2025 for 〔2025〕8号 ("No. 8 of 2025"). `None` if the line has
/// another form.
pub(in crate::facts::date) fn number_in(line: &str) -> Option<u32> {
    let open = line.find(['〔', '[', '［']).filter(|_| line.ends_with('号') && line.len() <= MAX_HEADING)?;
    let inner = line[open..].trim_start_matches(['〔', '[', '［']);
    let year = inner.get(..4)?.parse().ok()?;
    inner[4..].starts_with(['〕', ']', '］']).then_some(year)
}
