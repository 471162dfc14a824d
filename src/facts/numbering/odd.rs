//! Marks that are typed in another way than the others of their series: 1. 2. 3、, or 第一条 第二条 第3条
//! ("Article 1, Article 2, Article 3" with another kind of numeral); and marks that are typed
//! twice: 二、二、.

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace, number};
use crate::facts::numbering::series::breaks::BreakKind;
use crate::facts::numbering::series::{MAX_DEPTH, Series};
use crate::text::chars::{after, is_blank, is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Maximum number of blocks between the two members on both sides of a gap. In a larger gap the
/// missing member is not looked for.
const MAX_GAP: usize = 40;
/// Minimum number of members of a series. With fewer, it cannot be seen in which way most members
/// are typed.
const MIN_MEMBERS: usize = 3;

/// A mark that is typed in another way than the other marks of its series: 3、 in 一、 二、 3、 四、.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Span of the mark that differs from the other marks of its series.
    pub mark: Span,
    /// Span of one of the other marks, as an example.
    pub other: Span,
}

/// A mark without its number, which shows in which way the mark is typed: `第`, Chinese numerals,
/// `条` for 第三条 ("Article 3").
#[derive(PartialEq, Eq)]
struct Frame {
    before: String,
    behind: String,
    notation: Notation,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    Han,
    Digits,
    Other,
}

/// Finds marks that are the only ones of their series typed in another way. Such a mark is either a
/// member of the series (1. 2. 3、), or a number that was not read as a mark but fills the only gap
/// of the series (活动二, 活动3, 活动四: "Activity 2, 3, 4").
pub fn odd(facts: &Facts<'_>) -> Vec<Odd> {
    let mut found = members(facts);
    found.extend(facts.series().iter().filter_map(|series| mark_in_gap(facts, series)));
    found.sort_by_key(|odd| odd.mark);
    found.dedup_by_key(|odd| odd.mark);
    found
}

/// Finds the line that fills the only gap of a series but is typed with other digits: 活动3 between
/// 活动二 and 活动四 ("Activity 2, 3, 4").
fn mark_in_gap(facts: &Facts<'_>, series: &Series) -> Option<Odd> {
    let marks = facts.marks();
    let breaks = series.breaks();
    let [gap] = breaks[..] else { return None };
    let (before, behind) = (marks[series.members[gap.at - 1]], marks[series.members[gap.at]]);
    let is_one = gap.kind == BreakKind::Skips && series.ordinals[gap.at] == gap.expected + 1;
    let are_heads = before.place == MarkPlace::Head && behind.place == MarkPlace::Head;
    let is_label = matches!(series.family, Family::Label(_) | Family::Part(_) | Family::Article(_));
    let is_typed = is_label || matches!(series.family, Family::HanPause | Family::HanBracket);
    if !is_one || !are_heads || !is_typed || behind.block - before.block > MAX_GAP {
        return None;
    }
    let text = facts.doc.text();
    let lead = Span::new(before.span.start(), before.number.start()).of(text).trim_matches(is_blank);
    facts.doc.blocks()[before.block + 1..behind.block].iter().find_map(|block| {
        let rest = block.span.of(text).strip_prefix(lead)?;
        let start = block.span.end() - rest.len();
        let (number, end) = number::behind(&text[..block.span.end()], start);
        let written = text[start..end].trim_matches(is_blank);
        let is_other = notation(written) != notation(before.number.of(text).trim_matches(is_blank));
        // A word before the number is enough; a number alone must be followed by the same sign.
        let sign = after(text, before.number.end()).filter(|_| before.number.end() < before.span.end());
        let is_set_off = is_label && !lead.is_empty() || sign.is_some() && after(text, end) == sign;
        (number == Some(gap.expected) && is_other && is_set_off)
            .then(|| Odd { mark: Span::new(block.span.start(), end), other: before.span })
    })
}

fn members(facts: &Facts<'_>) -> Vec<Odd> {
    let marks = facts.marks();
    let is_markdown = facts.doc.origin().format == Format::Markdown;
    let mut found = Vec::new();
    for series in facts.series().iter().filter(|series| series.members.len() >= MIN_MEMBERS) {
        // The numbers of a Markdown list are rendered alike; discourse words such as 首先 ("first")
        // have no number.
        let is_typed = match series.family {
            Family::Arabic => !is_markdown,
            Family::HanPause | Family::Article(_) | Family::Label(_) | Family::Part(_) => true,
            _ => false,
        };
        let members = || series.members.iter().map(|&member| &marks[member]);
        if !is_typed || !members().all(|mark| mark.place == MarkPlace::Head) || !series.is_regular() {
            continue;
        }
        let frames: Vec<Frame> = members().map(|mark| frame(facts, mark)).collect();
        let is_common =
            |frame: &Frame| 2 * frames.iter().filter(|other| *other == frame).count() > frames.len();
        let Some(common) = frames.iter().take(MIN_MEMBERS).position(is_common) else { continue };
        let mut others = (0..frames.len()).filter(|&at| frames[at] != frames[common]);
        if let (Some(only), None) = (others.next(), others.next())
            && frames[only].is_bracketed() == frames[common].is_bracketed()
            && !is_outer(facts, series, only)
        {
            let span = |at: usize| marks[series.members[at]].span;
            found.push(Odd { mark: span(only), other: span(common) });
        }
    }
    found
}

impl Frame {
    /// True if a bracket follows the number. 1) is a mark of another level than 1., not another way
    /// to type it.
    fn is_bracketed(&self) -> bool {
        self.behind.contains('）')
    }
}

/// True if the member at index `at` may instead be the next member of an outer series of the same
/// form, as 3、 in 2、甲 1.子 2.丑 3、乙, where 1. and 2. are inside the item 2、.
fn is_outer(facts: &Facts<'_>, series: &Series, at: usize) -> bool {
    let all = facts.series();
    let outward = std::iter::successors(series.parent, |&outer| all[outer].parent).take(MAX_DEPTH);
    outward.map(|outer| &all[outer]).any(|outer| {
        let before = outer.members.partition_point(|&member| member < series.members[0]);
        let last = before.checked_sub(1).map(|last| outer.ordinals[last] + 1);
        outer.family == series.family && last == Some(series.ordinals[at])
    })
}

fn frame(facts: &Facts<'_>, mark: &Mark) -> Frame {
    let fold = |text: &str| {
        let plain = text.chars().filter(|c| !is_blank(*c));
        plain
            .map(|c| match c {
                '．' => '.',
                '(' => '（',
                ')' => '）',
                ':' => '：',
                c => c,
            })
            .collect()
    };
    let notation = notation(facts.doc.slice(mark.number).trim());
    Frame {
        before: fold(facts.doc.slice(Span::new(mark.span.start(), mark.number.start()))),
        behind: fold(facts.doc.slice(Span::new(mark.number.end(), mark.span.end()))),
        notation,
    }
}

fn notation(number: &str) -> Notation {
    match number.chars().next() {
        Some(c) if is_numeral(c) => Notation::Han,
        Some(c) if c.is_ascii_digit() || ('０'..='９').contains(&c) => Notation::Digits,
        _ => Notation::Other,
    }
}

/// Finds marks that are typed twice at the beginning of a block: 二、二、维护… ("2. 2. Maintenance …");
/// 第十五条 第十五条 … ("Article 15 Article 15 …"). The field `other` of the result is the first
/// occurrence.
pub fn doubled(facts: &Facts<'_>) -> Vec<Odd> {
    let text = facts.doc.text();
    let heads = facts.marks().iter().filter(|mark| mark.place == MarkPlace::Head);
    let twice = heads.filter_map(|mark| {
        let block = &facts.doc.blocks()[mark.block];
        let written = mark.span.of(text).trim_matches(is_blank);
        let rest = text[mark.span.end().min(block.span.end())..block.span.end()].trim_start_matches(is_blank);
        let behind = rest.strip_prefix(written)?;
        let is_text =
            after(behind.trim_start_matches(is_blank), 0).is_some_and(|c| is_han(c) && !is_numeral(c));
        let is_running = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Item);
        let is_long = is_longer(written, 1);
        let start = block.span.end() - rest.len();
        (is_text && is_running && is_long && is_in_series(facts, mark))
            .then_some(Odd { mark: Span::new(start, start + written.len()), other: mark.span })
    });
    let brackets = facts.doc.blocks().iter().filter_map(|block| {
        let written = block.span.of(text);
        let sign = written.chars().next().filter(|c| matches!(c, '（' | '('))?;
        let rest = written.strip_prefix(sign)?.strip_prefix(sign)?;
        let end = rest.find(|c: char| !is_numeral(c) && !c.is_ascii_digit())?;
        let is_single = rest[end..].starts_with(['）', ')']) && !rest[end..].contains(['（', '(']);
        let is_closed = rest.matches(['）', ')']).count() == 1;
        let first = Span::new(block.span.start(), block.span.start() + sign.len_utf8());
        let again = Span::new(first.end(), first.end() + sign.len_utf8());
        (end > 0 && is_single && is_closed).then_some(Odd { mark: first.join(again), other: first })
    });
    twice.chain(brackets).collect()
}

/// True if the mark is in a series with other members.
fn is_in_series(facts: &Facts<'_>, mark: &Mark) -> bool {
    let at = facts.marks().partition_point(|other| other.span.start() < mark.span.start());
    facts.place_of(at).is_some_and(|(series, _)| series.members.len() > 1)
}
