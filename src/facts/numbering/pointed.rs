//! References with words that describe another item than the one with their number: 证据三即转账回单
//! ("evidence 3, the transfer receipt"), if the receipt is 证据二 ("evidence 2"); 违反合同第四条 ("breach of
//! Article 4") about the place of work, if that is in Article 3.
//!
//! The first bytes of each item's text are compared with the words around a reference. Only words
//! that occur in one item of the kind count. If the referenced item has none of them and exactly
//! one other item has several, the number belongs to that other item.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::numbering::marks::{Family, MarkPlace, number};
use crate::facts::numbering::named::Misnamed;
use crate::facts::numbering::series::Series;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::reference;

/// Maximum number of items of a series whose texts are compared. Longer series are skipped.
const MAX_ITEMS: usize = 40;
/// Minimum number of items of a series whose texts are compared. Shorter series are skipped.
const MIN_ITEMS: usize = 2;
/// Maximum number of series whose members are compared, to bound the time.
const MAX_SERIES: usize = 24;
/// Number of bytes of an item's text that are compared.
const MAX_TEXT: usize = 300;
/// Maximum number of bytes of a heading. A longer block is running text.
const MAX_HEADING: usize = 60;
/// Number of characters before and after a reference whose words are compared with the items.
const NEAR: usize = 24;
/// Minimum number of words around a reference that occur in the text of just one other item, for
/// the reference to mean that item. A word is a pair of neighbouring Han characters.
const MIN_PAIRS: usize = 2;
/// The same minimum if a word such as 所说 or 提到 ("mentioned in") links the reference to the words
/// after it.
const MIN_LINKED: usize = 1;
/// Maximum number of references that are compared, to bound the time.
const MAX_REFERENCES: usize = 300;

/// Han characters that may come directly before a reference: 见 ("see"), 按 ("according to").
static POINTERS: Signs = Signs::of("见按照据对由因述同议书凭以至于在除与和及违反了的从合");

/// A numbered item with the words of its text.
struct NumberedItem {
    number: u32,
    mark: Span,
    text: Span,
}

/// A place at which the text refers to one of several items by its number, such as 证据三 ("evidence
/// 3").
struct Pointer {
    /// Span of the block in which the reference is.
    block: Span,
    place: Span,
    /// Index of the item with the number of the reference.
    named: usize,
}

/// Finds references whose words describe another item than the one that their number names.
pub fn mistaken(facts: &Facts<'_>) -> Vec<Misnamed> {
    let mut found = Vec::new();
    let is_fit =
        |series: &&Series| (MIN_ITEMS..=MAX_ITEMS).contains(&series.members.len()) && series.is_regular();
    for series in facts.series().iter().filter(is_fit).take(MAX_SERIES) {
        if let Some(names) = reference_forms(facts, series) {
            compare(facts, &numbered_items(facts, series), &names, &mut found);
        }
    }
    found.sort_by_key(|found| found.reference);
    found.dedup_by_key(|found| found.reference);
    found
}

/// The forms in which a text refers to a member of this series, each as the words before and after
/// the number: `第` and `条` for 第四条 ("Article 4"). `None` if such a reference may also mean an item
/// of another series.
fn reference_forms(facts: &Facts<'_>, series: &Series) -> Option<Vec<(String, &'static str)>> {
    let first = &facts.marks()[series.members[0]];
    match series.family {
        Family::Label(_) => {
            let word = facts.doc.slice(Span::new(first.span.start(), first.number.start())).trim();
            let word = word.trim_start_matches('【');
            (!word.is_empty()).then(|| vec![(word.to_owned(), "")])
        }
        // 第三项 ("item 3") of a law is an item of an article; of several lists, it may be an item of
        // any.
        _ if !is_only(facts, series) => None,
        Family::HanPause if first.place == MarkPlace::Head => {
            Some(["部分", "项", "条"].map(|unit| ("第".to_owned(), unit)).to_vec())
        }
        Family::Arabic | Family::ArabicBracket | Family::HanBracket => Some(vec![("第".to_owned(), "项")]),
        _ => None,
    }
}

/// True if no other series of the document has marks of this form, and the document has no
/// articles. A reference by number can then only mean this series.
fn is_only(facts: &Facts<'_>, series: &Series) -> bool {
    let is_other = |other: &&Series| {
        other.family == series.family && other.members[0] != series.members[0]
            || matches!(other.family, Family::Article(_))
    };
    !facts.series().iter().any(|other| is_other(&other))
}

fn numbered_items(facts: &Facts<'_>, series: &Series) -> Vec<NumberedItem> {
    let text = facts.doc.text();
    let marks = facts.marks();
    let members = series.members.iter().enumerate();
    members
        .map(|(at, &member)| {
            let mark = marks[member];
            let next = series.members.get(at + 1).map(|&next| marks[next].span.start());
            let block = facts.doc.blocks()[mark.block].span;
            // The text after a heading is in the next block.
            let is_heading = block.len() <= MAX_HEADING;
            let below = facts.doc.blocks().get(mark.block + 1).filter(|_| is_heading && next.is_some());
            let below = below.map_or(block.end(), |block| block.span.end());
            let end = next.unwrap_or(below).min(below).min(mark.span.end() + MAX_TEXT).max(mark.span.end());
            let span = Span::new(mark.span.end(), text.floor_char_boundary(end).max(mark.span.end()));
            NumberedItem { number: series.ordinals[at], mark: mark.span, text: span }
        })
        .collect()
}

/// All pairs of neighbouring Han characters in `text`, without numerals and function words.
fn pairs(text: &str) -> FxHashSet<[char; 2]> {
    let chars: Vec<char> = text.chars().collect();
    let is_word = |c: char| {
        is_han(c)
            && !is_numeral(c)
            && !matches!(
                c,
                '的' | '了'
                    | '和'
                    | '与'
                    | '及'
                    | '在'
                    | '为'
                    | '是'
                    | '有'
                    | '对'
                    | '按'
                    | '将'
                    | '从'
                    | '由'
                    | '把'
                    | '第'
            )
    };
    chars.windows(2).filter(|pair| pair.iter().all(|&c| is_word(c))).map(|pair| [pair[0], pair[1]]).collect()
}

/// References to one of the items by its number, outside the items themselves.
fn pointers(facts: &Facts<'_>, items: &[NumberedItem], names: &[(String, &str)]) -> Vec<Pointer> {
    let text = facts.doc.text();
    let mut pointers = Vec::new();
    for (before, behind) in names {
        for at in facts.places_of(before).take(MAX_REFERENCES) {
            let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
            let from = at + before.len();
            if from > block.end() {
                continue;
            }
            // 全国第一项 ("the first in the country"): not an item of the text.
            let lead = text[block.start().min(at)..at].chars().next_back();
            if lead.is_some_and(|c| is_han(c) && !POINTERS.contains(c)) {
                continue;
            }
            let (value, end) = number::behind(&text[..block.end()], from);
            let Some(value) = value.filter(|_| text[end..block.end()].starts_with(behind)) else { continue };
            let place = Span::new(at, end + behind.len());
            let is_inside = |item: &&NumberedItem| item.mark.join(item.text).overlaps(place);
            let Some(named) = items.iter().position(|item| item.number == value) else { continue };
            if !items.iter().any(|item| is_inside(&item)) {
                pointers.push(Pointer { block, place, named });
            }
        }
    }
    pointers
}

fn compare(facts: &Facts<'_>, items: &[NumberedItem], names: &[(String, &str)], found: &mut Vec<Misnamed>) {
    let text = facts.doc.text();
    let pointers = pointers(facts, items, names);
    // Most series have no reference.
    if pointers.is_empty() {
        return;
    }
    let pairs: Vec<FxHashSet<[char; 2]>> = items.iter().map(|item| pairs(item.text.of(text))).collect();
    let mut owners: FxHashMap<[char; 2], usize> = FxHashMap::default();
    for pair in pairs.iter().flatten() {
        *owners.entry(*pair).or_default() += 1;
    }
    for Pointer { block, place, named } in pointers {
        let said = pairs_around(text, block, place);
        let own = |item: usize| {
            said.iter().filter(|pair| pairs[item].contains(*pair) && owners[*pair] == 1).count()
        };
        let shares = said.iter().any(|pair| pairs[named].contains(pair));
        let mut others = (0..items.len()).filter(|&item| own(item) > 0);
        let (Some(right), None) = (others.next(), others.next()) else { continue };
        let behind = &text[place.end()..block.end()];
        let is_linked = facts.words().of(&reference::LINK).start_of(behind).is_some();
        let fewest = if is_linked { MIN_LINKED } else { MIN_PAIRS };
        if !shares && own(right) >= fewest {
            found.push(Misnamed {
                reference: place,
                title: first_line(text, items[right].text),
                right: text[items[right].mark.range()]
                    .trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '、' | '.'))
                    .to_owned(),
            });
        }
    }
}

/// Beginning of the text of an item, up to the end of its heading or first paragraph.
fn first_line(text: &str, item: Span) -> Span {
    let line = item.of(text).split('\n').next().unwrap_or_default();
    Span::new(item.start(), item.start() + line.len())
}

/// Pairs of neighbouring Han characters in the words around a reference, up to the punctuation on
/// each side.
fn pairs_around(text: &str, block: Span, place: Span) -> FxHashSet<[char; 2]> {
    let signs = ['，', '。', '；', '：', '、', '！', '？', ',', ';'];
    let lead = &text[block.start()..place.start()];
    let from = lead.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let lead = &lead[from..];
    let lead = lead.rfind(signs).map_or(lead, |at| &lead[at..]);
    let behind = &text[place.end().min(block.end())..block.end()];
    let to = behind.char_indices().nth(NEAR).map_or(behind.len(), |(at, _)| at);
    let behind = &behind[..to];
    let behind = behind.find(signs).map_or(behind, |at| &behind[..at]);
    let mut said = pairs(lead);
    said.extend(pairs(behind));
    said
}
