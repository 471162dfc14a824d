//! Clauses of a list after its number: 严禁甲，严禁乙 ("A is forbidden, B is forbidden"), 从甲看…，从乙看… ("seen
//! from A …, seen from B …"), 甲；乙；丙, 第一阶段…第二阶段… ("first stage … second stage …").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::elements::{Element, Elements, Lead, Sign};
use crate::facts::count::claims::phrase::Phrase;
use crate::facts::count::claims::reading::CountReading;
use crate::text::chars::is_han;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of characters of a clause in a list of clauses between commas that is certain.
const MAX_CLAUSE: usize = 10;
/// Characters before the verb of correlated clauses: 既要…又要…还要 ("must both …, and …, and also …").
static CORRELATIVES: Signs = Signs::of("既又还也更再并");
/// Number of bytes after a number that are searched for ordinals of the announced things.
const MAX_ORDINALS: usize = 3000;

/// Adds, as a candidate list, the clauses that all contain the counted word: 严禁甲，严禁乙 ("A is
/// forbidden, B is forbidden") for 两个严禁 ("two 'forbidden'").
pub(super) fn keyword(
    facts: &Facts<'_>,
    phrase: &Phrase<'_>,
    found: &Elements,
    candidates: &mut Vec<Candidate>,
) {
    let (text, word) = (facts.doc.text(), phrase.keyword);
    if word.is_empty() {
        return;
    }
    let holds = |element: &&Element| element.span.of(text).contains(word);
    let run = found.list.iter().take_while(holds).count();
    let all = found.list.iter().filter(holds).count();
    let items: Vec<Span> = found.list.iter().filter(holds).map(|element| element.span).collect();
    let most: usize = items.iter().map(|item| item.of(text).matches(word).count()).sum();
    // A single character must be at the same end of all of them.
    let is_end = |at_end: bool| {
        items.iter().all(|item| {
            let item = item.of(text);
            if at_end { item.trim_end_matches('等').ends_with(word) } else { item.starts_with(word) }
        })
    };
    let is_fixed = word.chars().count() > 1 || is_end(true) || is_end(false);
    if all > 1 && run > 1 {
        let is_open = items.last().is_some_and(|item| item.of(text).ends_with('等'));
        // If both 、 and ， occur, one of them divides inside an item.
        let signs = found.list[1..run].iter().map(|element| element.sign);
        let is_even = signs.clone().all(|sign| Some(sign) == signs.clone().next());
        let goes_on = text[found.end..]
            .chars()
            .find(|c| !matches!(c, '。' | '；'))
            .is_some_and(|c| word.starts_with(c));
        let is_sure = run == all && is_fixed && is_even && !goes_on;
        candidates.push(Candidate {
            reading: CountReading::Keyword,
            found: all as u64..=most as u64,
            items,
            is_open,
            is_sure,
        });
    }
}

/// Adds, as a candidate list, clauses that begin with the same word: 从甲看，…，从乙看，… ("seen from A, …,
/// seen from B, …"), 既要…又要… ("must both … and …").
pub(super) fn parallel(text: &str, found: &Elements, candidates: &mut Vec<Candidate>) {
    let clauses: Vec<Span> =
        found.list.iter().filter(|element| element.sign != Sign::Pause).map(|element| element.span).collect();
    // 既要…又要…还要 ("must both …, and …, and also …").
    let head = |span: &Span| {
        let clause = span.of(text);
        clause.trim_start_matches(|c: char| CORRELATIVES.contains(c)).chars().next().filter(|&c| is_han(c))
    };
    let Some(first) = clauses.first().and_then(head) else { return };
    let alike: Vec<Span> = clauses.iter().filter(|span| head(span) == Some(first)).copied().collect();
    if alike.len() > 1 {
        let is_sure = alike.len() == clauses.len() && alike.len() > 2;
        let count = alike.len() as u64;
        candidates.push(Candidate {
            reading: CountReading::Parallel,
            found: count..=count,
            items: alike,
            is_open: false,
            is_sure,
        });
    }
}

/// Adds, as a candidate list, short clauses of about the same length, up to the end of the
/// sentence: `甲来，乙去，丙留。` ("A comes, B goes, C stays.")
pub(super) fn commas(text: &str, lead: Lead, found: &Elements, candidates: &mut Vec<Candidate>) {
    let is_comma = |element: &Element| matches!(element.sign, Sign::Start | Sign::Comma);
    if lead != Lead::Colon || found.has_colon || !found.list.iter().all(is_comma) || found.list.len() < 3 {
        return;
    }
    let lengths = found.list.iter().map(|element| element.span.of(text).chars().count());
    let (shortest, longest) = (lengths.clone().min().unwrap_or(0), lengths.max().unwrap_or(0));
    let count = found.list.len() as u64;
    candidates.push(Candidate {
        reading: CountReading::Commas,
        found: count..=count,
        items: found.list.iter().map(|element| element.span).collect(),
        is_open: false,
        is_sure: longest <= MAX_CLAUSE && longest - shortest <= 1,
    });
}

/// Adds, as a candidate list, the parts between semicolons: `甲；乙；丙` ("A; B; C").
pub(super) fn semicolons(text: &str, lead: Lead, found: &Elements, candidates: &mut Vec<Candidate>) {
    let mut items: Vec<Span> = Vec::new();
    for element in &found.list {
        match items.last_mut() {
            Some(last) if element.sign != Sign::Semicolon => *last = last.join(element.span),
            _ => items.push(element.span),
        }
    }
    if items.len() < 2 {
        return;
    }
    let count = items.len() as u64;
    let is_open = items.last().is_some_and(|item| item.of(text).ends_with('等'));
    let is_sure = lead != Lead::Bracket && items.len() > 2;
    candidates.push(Candidate {
        reading: CountReading::Semicolons,
        found: count..=count,
        items,
        is_open,
        is_sure,
    });
}

/// Adds, as a candidate list, ordinals in the sentences after the lead: `第一阶段…第二阶段…` ("first stage
/// … second stage …").
pub(super) fn ordinals(
    facts: &Facts<'_>,
    phrase: &Phrase<'_>,
    start: usize,
    candidates: &mut Vec<Candidate>,
) {
    let block = facts.doc.blocks()[phrase.block].span;
    let text = facts.doc.text();
    let text = &text[..text.floor_char_boundary(block.end().min(start + MAX_ORDINALS))];
    let mut items: Vec<Span> = Vec::new();
    let thing: String = phrase.words.chars().skip_while(|c| phrase.measure.contains(*c)).take(2).collect();
    let begins = text[start..].starts_with("第一");
    if !begins {
        return;
    }
    for (at, _) in text[start..].match_indices('第') {
        let at = start + at;
        let rest = &text[at + "第".len()..];
        let end = rest.find(|c: char| !is_numeral(c)).unwrap_or(rest.len());
        let follows = cardinal(&rest[..end]).is_some_and(|number| number == items.len() as u64 + 1);
        let is_thing = rest[end..].starts_with(phrase.measure) || rest[end..].starts_with(thing.as_str());
        if follows && is_thing {
            items.push(Span::new(at, at + "第".len() + end));
        }
    }
    let count = items.len() as u64;
    let next_block = facts.doc.blocks().get(phrase.block + 1).map(|block| facts.doc.slice(block.span));
    let goes_on = next_block.is_some_and(|next| next.starts_with('第'));
    if count > 1 {
        let is_sure = !goes_on && !thing.is_empty();
        candidates.push(Candidate {
            reading: CountReading::Ordinals,
            found: count..=count,
            items,
            is_open: false,
            is_sure,
        });
    }
}
