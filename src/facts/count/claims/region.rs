//! Lists after the number in the same sentence: in brackets, after a colon, after 分别为 ("namely").

use crate::facts::Facts;
use crate::facts::count::claims::elements::{self, Element, Elements, Lead, Sign};
use crate::facts::count::claims::phrase::Phrase;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::claims::{Candidate, clauses, persons};
use crate::text::chars::{after, is_blank, is_closing, is_han};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::{count, person};

/// Maximum number of characters of an item between two signs 、. With a longer one, the text is not
/// a list.
const MAX_ITEM: usize = 16;
/// Number of characters by which the last item of a list may be longer than the longest of the
/// others.
const MAX_EXCESS: usize = 3;
/// Number of bytes around a list that are searched for shared ranks (并列, "tied").
const MAX_NEAR: usize = 600;
/// Maximum number of bytes of the first item after a comma.
const MAX_FIRST: usize = 120;
/// Maximum number of characters of a noun that ends all items before a number: 水厂 ("waterworks").
const MAX_SHARED: usize = 4;

/// Beginning of a list: the sign or words that introduce it, and the byte at which the list begins.
#[derive(Clone, Copy)]
struct Opening {
    lead: Lead,
    start: usize,
}

/// Adds, as candidates, the lists before and after a phrase that the phrase may count.
pub(super) fn read(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    before(facts, phrase, candidates);
    let Some(opening) = phrase.ends.iter().find_map(|&end| opening(facts, phrase, end)) else { return };
    let Opening { lead, start } = opening;
    let Some(found) = elements::read(facts, phrase.block, start) else { return };
    let text = facts.doc.text();
    let inside = &text[start..found.end];
    let marks = facts.marks();
    let mark = marks.partition_point(|mark| mark.span.start() < start);
    let is_marked = marks.get(mark).is_some_and(|mark| mark.span.start() < found.end);
    let is_aside = lead == Lead::Bracket && facts.words().of(&count::ASIDE).start_of(inside).is_some();
    if is_marked || is_aside {
        return;
    }
    clauses::ordinals(facts, phrase, start, candidates);
    clauses::keyword(facts, phrase, &found, candidates);
    // Shared ranks: 前八名的代表团是…，其中两个并列第五 ("the first eight delegations are …, two of which are tied
    // fifth").
    let near = facts.sentences().at(start).map_or("", |sentence| {
        let from = text.ceil_char_boundary(start.saturating_sub(MAX_NEAR)).max(sentence.start());
        &text[from..text.floor_char_boundary((found.end + MAX_NEAR).min(sentence.end())).max(from)]
    });
    if near.contains("并列") {
        return;
    }
    persons::read(facts, phrase, &found, candidates);
    if lead != Lead::Comma {
        clauses::semicolons(text, lead, &found, candidates);
        clauses::parallel(text, &found, candidates);
        clauses::commas(text, lead, &found, candidates);
        pauses(facts, phrase, opening, &found, candidates);
    }
}

/// Adds, as a candidate, the list before the number: “甲”“乙”“丙”三个板块，包括… ("'A', 'B' and 'C', three
/// sections, including …"). The number certainly counts it if all items end with its noun:
/// 甲水厂、乙水厂、丙水厂三座水厂 ("waterworks A, B and C, three waterworks").
fn before(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let text = facts.doc.text();
    let start = facts.doc.blocks()[phrase.block].span.start();
    // 一级军士长、二级军士长、三级军士长 ("master sergeant first, second, third class"): the number begins an item.
    let last = text[start..phrase.span.start()].chars().next_back();
    let is_behind = last.is_some_and(|c| is_han(c) || is_closing(c));
    let is_days = candidates.iter().any(|candidate| {
        matches!(candidate.reading, CountReading::Days | CountReading::Named) && candidate.is_sure
    }) || candidates.iter().any(|candidate| candidate.reading == CountReading::Days);
    if !is_behind || is_days {
        return;
    }
    let list = facts.lists_in(phrase.block).before(phrase.span.start());
    if list.items.len() < 2 || list.is_open {
        return;
    }
    let noun = phrase.words.get(phrase.measure.len()..).unwrap_or("");
    let is_shared = |end: usize| list.items.iter().all(|item| item.of(text).ends_with(&noun[..end]));
    let mut ends = noun.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(MAX_SHARED);
    let is_sure = phrase.keyword.is_empty() && list.joints == 0 && ends.any(is_shared);
    candidates.push(Candidate {
        reading: CountReading::Before,
        found: list.counts(),
        items: list.items,
        is_open: false,
        is_sure,
    });
}

/// Reads the sign or words at byte `end` that introduce a list, such as a colon or 分别为 ("namely").
fn opening(facts: &Facts<'_>, phrase: &Phrase<'_>, end: usize) -> Option<Opening> {
    let block = facts.doc.blocks()[phrase.block].span;
    let rest = &facts.doc.text()[end..block.end()];
    if let Some(open) = after(rest, 0).filter(|c| matches!(c, '（' | '(')) {
        return Some(Opening { lead: Lead::Bracket, start: end + open.len_utf8() });
    }
    let words = facts.words();
    if let Some(word) = words.of(&count::LEAD).start_of(rest) {
        let behind = &rest[word.len()..];
        let blanks = behind.len() - behind.trim_start_matches(is_blank).len();
        let named = words.of(&count::NAMING).is_in(word);
        let lead = if named { Lead::Named } else { Lead::Colon };
        let start = end + word.len() + blanks;
        return (blanks < behind.len()).then_some(Opening { lead, start });
    }
    let comma = after(rest, 0).filter(|c| matches!(c, '，' | ','))?;
    let behind = end + comma.len_utf8();
    let first = &facts.doc.text()[behind..block.end()];
    // “四个导向”，坚持问题导向、目标导向 ("'four orientations', hold on to the orientation to problems, to goals").
    let near = &first[..first.floor_char_boundary(MAX_FIRST)];
    let pause = near.find(['、', '，', '。', '；']).filter(|&at| first[at..].starts_with('、'));
    let begins =
        first.starts_with(phrase.keyword) || pause.is_some_and(|at| first[..at].ends_with(phrase.keyword));
    let is_list = begins && phrase.keyword.chars().count() > 1;
    is_list.then_some(Opening { lead: Lead::Comma, start: behind })
}

/// Adds, as a candidate, the items between 、 up to the first comma or semicolon: `甲、乙、丙` ("A, B,
/// C").
fn pauses(
    facts: &Facts<'_>,
    phrase: &Phrase<'_>,
    opening: Opening,
    found: &Elements,
    candidates: &mut Vec<Candidate>,
) {
    let Opening { lead, start } = opening;
    let text = facts.doc.text();
    let behind = found.list.iter().position(|element| matches!(element.sign, Sign::Comma | Sign::Semicolon));
    let (first, others) = found.list.split_at(behind.unwrap_or(found.list.len()));
    let Some(last) = first.last() else { return };
    let list = facts.lists_in(phrase.block).within(Span::new(start, last.span.end()));
    let length = |item: &Span| item.of(text).chars().count();
    let Some((tail, body)) = list.items.split_last() else { return };
    let longest = body.iter().map(length).max().unwrap_or(0);
    let shortest = body.iter().map(length).min().unwrap_or(0);
    let is_kind = |item: &Span| facts.words().of(&count::PLACE_KIND).contains(item.of(text));
    let is_plain = |item: &Span| {
        let item = item.of(text);
        !item.contains(['：', ':', '\u{3000}']) && !item.ends_with(|c: char| c.is_ascii_digit())
    };
    // 请假3人：… ("3 on leave: …"): the colon directly follows the number and its classifier.
    let is_called = matches!(phrase.words, "人" | "名" | "位")
        && list.items.iter().all(|item| names_person(facts, item.of(text)));
    let fewest = if lead == Lead::Colon && phrase.keyword.is_empty() && !is_called { 3 } else { 2 };
    // A clause as short as the items may be another item, unless a clause that states a result
    // comes before it.
    let clauses = others.iter().filter(|element| element.sign != Sign::Pause);
    let is_result =
        |element: &&Element| facts.words().of(&count::RESULT).start_of(element.span.of(text)).is_some();
    let may_go_on = clauses
        .take_while(|element| !is_result(element))
        .any(|element| length(&element.span) <= longest + (longest - shortest + 1).min(MAX_EXCESS));
    // 三个区分别增长… ("the three districts grew by … respectively"): without 为 or 是 ("are"), only names
    // can be the counted things.
    let is_bare = lead == Lead::Named && text[..start].ends_with("分别") || text[..start].ends_with("依次");
    let is_named = |item: &Span| item.of(text).chars().all(is_han);
    let has_semicolon = others.iter().any(|element| element.sign == Sign::Semicolon);
    let is_bracket_whole = lead != Lead::Bracket || others.is_empty();
    let is_sure = list.items.len() >= fewest
        && longest <= MAX_ITEM
        && length(tail) <= (longest + MAX_EXCESS) * (1 + list.joints.min(1))
        && list.items.iter().all(is_plain)
        && !list.items.iter().all(is_kind)
        && !found.has_colon
        && !has_semicolon
        && !may_go_on
        && is_bracket_whole
        && (!is_bare || list.items.iter().all(is_named))
        && is_term_apart(text, phrase, &list.items);
    let reading = match lead {
        Lead::Bracket => CountReading::Bracket,
        Lead::Named => CountReading::Told,
        Lead::Colon | Lead::Comma => CountReading::Introduced,
    };
    summed(text, phrase, reading, found, candidates);
    let counts = list.counts();
    candidates.push(Candidate { reading, found: counts, is_open: list.is_open, items: list.items, is_sure });
    // Everything between separators of any kind.
    let all: Vec<Span> = first.iter().chain(others).map(|element| element.span).collect();
    let count = all.len() as u64;
    let is_told =
        candidates.iter().any(|candidate| candidate.reading == CountReading::Keyword && candidate.is_sure);
    if !others.is_empty() && may_go_on && !is_told {
        candidates.push(Candidate {
            reading,
            found: count..=count,
            items: all,
            is_open: false,
            is_sure: false,
        });
    }
}

/// True if an item ends with what may be the name of a person: 文化站吴晓芸（外出） ("Wu Xiaoyun of the
/// culture station (out)").
fn names_person(facts: &Facts<'_>, item: &str) -> bool {
    let plain = item.find(['（', '(']).map_or(item, |at| &item[..at]).trim();
    let tail = |length: usize| plain.char_indices().rev().nth(length - 1).map(|(at, _)| &plain[at..]);
    let surnames = facts.words().of(&person::SURNAME);
    [2, 3].into_iter().filter_map(tail).any(|name| surnames.start_of(name).is_some())
}

/// True if the list may explain the quoted term of the phrase: the word of the term begins or ends
/// all items, or occurs in none of them. A word that occurs in only some items does so by chance:
/// the 公 of 公务用车 ("official cars") is not that of the term 三公 ("three publics").
fn is_term_apart(text: &str, phrase: &Phrase<'_>, items: &[Span]) -> bool {
    let word = phrase.keyword;
    let holds = |item: &Span| item.of(text).contains(word);
    let ends = |item: &Span| item.of(text).ends_with(word) || item.of(text).starts_with(word);
    word.is_empty() || items.iter().all(ends) || !items.iter().any(holds)
}

/// Adds, as a candidate, the sum of items that have numbers of their own: 三座竖井（两座主井、一座副井） ("three
/// shafts (two main, one auxiliary)"), 6人：组长1人，组员5人 ("6 people: 1 leader, 5 members").
fn summed(
    text: &str,
    phrase: &Phrase<'_>,
    reading: CountReading,
    found: &Elements,
    candidates: &mut Vec<Candidate>,
) {
    let value = |element: &Element| {
        let item = element.span.of(text).replace('兩', "两");
        item.match_indices(phrase.measure).find_map(|(at, _)| {
            let lead = &item[..at];
            let digits = lead.trim_end_matches(|c: char| c.is_ascii_digit() || is_numeral(c)).len();
            let number = &lead[digits..];
            number.parse().ok().or_else(|| cardinal(number))
        })
    };
    let values: Option<Vec<u64>> = found.list.iter().map(value).collect();
    if let Some(values) = values.filter(|_| !phrase.measure.is_empty()) {
        let sum: u64 = values.iter().fold(0, |sum, value| sum.saturating_add(*value));
        let items = found.list.iter().map(|element| element.span).collect();
        candidates.push(Candidate { reading, found: sum..=sum, items, is_open: false, is_sure: false });
    }
}
