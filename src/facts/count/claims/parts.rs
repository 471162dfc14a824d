//! Numbers that are the sum of others: 一式四份，甲方执两份，乙方执两份 ("in four copies, Party A keeps two, Party
//! B keeps two"); 五类18项，其中甲类4项、乙类5项… ("18 items of five kinds, of which 4 of kind A, 5 of kind B
//! …").

use crate::facts::Facts;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::claims::{Candidate, Claim};
use crate::facts::count::counts::Count;
use crate::text::chars::is_stop;
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes after a number that are searched for its parts, such as the copies of each party
/// after 一式四份 ("in four copies").
const MAX_BYTES: usize = 360;
/// Capital numerals, from 1 on: the forms of Chinese numerals that are used in contracts against
/// forgery.
const CAPITALS: &str = "壹贰叁肆伍陆柒捌玖拾";

/// Claims for all contracts and forms in several copies: 一式四份 ("in four copies") compared with the
/// copies that each party gets.
pub(super) fn copies(facts: &Facts<'_>) -> Vec<Claim> {
    let places = ["一式", "壹式"].into_iter().flat_map(|word| facts.places_of(word));
    places.filter_map(|at| copy(facts, at)).collect()
}

fn copy(facts: &Facts<'_>, at: usize) -> Option<Claim> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
    let from = at + "一式".len();
    let (announced, end) = number(&text[from..block.end()])?;
    let rest = &text[from + end..block.end()];
    let behind = rest.strip_prefix('份')?;
    let start = block.end() - behind.len();
    let limit = behind
        .char_indices()
        .find(|(at, c)| *at > MAX_BYTES || is_stop(*c))
        .map_or(behind.len(), |(at, _)| at);
    let inside = &behind[..limit];
    let mut parts: Vec<(u64, Span)> = Vec::new();
    let mut clause = 0;
    for (at, _) in inside.match_indices('份') {
        let lead = &inside[clause..at];
        let digits = lead.len() - lead.trim_end_matches(is_number).len();
        let (value, _) = number(&lead[lead.len() - digits..])?;
        let who = lead[..lead.len() - digits].trim_start_matches(['，', '、', '；', '：', ',']);
        let share = if facts.words().of(&count::SHARED).is_in(who) { value * parties(who)? } else { value };
        parts.push((share, Span::new(start + at - digits, start + at + "份".len())));
        clause = at + "份".len();
    }
    let sums = |from: usize| {
        parts[from..]
            .iter()
            .scan(0, |sum, (value, _)| {
                *sum += value;
                Some(*sum)
            })
            .any(|sum| sum == announced)
    };
    // 正本两份，副本两份，甲方两份，乙方两份 ("two originals, two duplicates, two for Party A, two for Party B"):
    // several ways to divide the same copies.
    let is_several = facts.words().of(&count::REMAINDER).is_in(inside);
    let total: u64 = parts.iter().map(|(value, _)| value).sum();
    let is_shared = facts.words().of(&count::SHARED).is_in(inside);
    // A single shared part is compared if it exceeds the number (一式两份，三方各执一份, "two copies, one for
    // each of three parties") or if no other copies can follow (一式四份，双方各执一份，具有同等效力, "four copies,
    // one for each of both parties, equally valid").
    let after = &inside[clause.min(inside.len())..];
    let after = after.trim_start_matches(['，', ',', '、']);
    let is_all = after.is_empty() || facts.words().of(&count::ALL_SAME).start_of(after).is_some();
    let is_settled = parts.len() == 1 && is_shared && !is_several && (total > announced || is_all);
    let holds = total == announced || (is_several && (0..parts.len()).any(sums));
    (parts.len() > 1 || (parts.len() == 1 && (holds || is_settled))).then(|| Claim {
        reading: CountReading::Copies,
        place: Span::new(at, start),
        announced,
        found: total..=total,
        items: parts.iter().map(|(_, span)| *span).collect(),
        holds,
        is_strict: !is_several,
    })
}

/// Number of parties that get copies each (各, "each"): 2 for 双方 ("both parties"), 3 for 三方 ("three
/// parties") and for 甲、乙、丙 ("A, B, C").
fn parties(who: &str) -> Option<u64> {
    if who.contains("双方") {
        return Some(2);
    }
    let at = who.find('方')?;
    let named = cardinal(who[..at].chars().next_back()?.encode_utf8(&mut [0; 4]));
    named.or_else(|| Some(who.matches(['、', '和', '与']).count() as u64 + 1)).filter(|parties| *parties > 1)
}

/// True for characters in which numbers of copies are written: digits, Chinese numerals and capital
/// numerals.
pub(super) fn is_number(c: char) -> bool {
    narrow(c).is_ascii_digit() || is_numeral(c) || CAPITALS.contains(c)
}

/// Number at the start of `text`, in digits, Chinese numerals or capital numerals, and its length
/// in bytes.
pub(super) fn number(text: &str) -> Option<(u64, usize)> {
    let end = text.find(|c: char| !is_number(c)).unwrap_or(text.len());
    let written = &text[..end];
    let plain: String = written
        .chars()
        .map(|c| match CAPITALS.chars().position(|capital| capital == c) {
            Some(at) => "一二三四五六七八九十".chars().nth(at).unwrap_or(c),
            None => narrow(c),
        })
        .collect();
    let value = plain.parse().ok().or_else(|| cardinal(&plain))?;
    (end > 0 && value < 100).then_some((value, end))
}

/// Reads `五类18项，其中甲类4项、乙类5项…` ("18 items of five kinds, of which 4 of kind A, 5 of kind B …"): the
/// second number must be the sum of the parts, and the first one the number of parts.
pub(super) fn nested(facts: &Facts<'_>, of: &Count) -> Option<(Span, u64, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = &facts.doc.text()[..block.end()];
    let before = &text[block.start()..of.number.start()];
    let words = facts.words();
    let outer = words.of(&count::MEASURE).end_of(before)?;
    let inner = of.measure(text)?;
    let group = before[..before.len() - outer.len()].trim_end_matches(is_number);
    let (groups, length) = number(&before[group.len()..])?;
    // 第二组34人 ("34 persons in the second group")
    let is_ordinal = before[..group.len()].ends_with('第');
    if group.len() + length + outer.len() != before.len() || groups < 2 || outer == inner || is_ordinal {
        return None;
    }
    let sentence = facts.sentences().at(of.number.start())?;
    let start = of.number.end() + inner.len();
    let end = text.floor_char_boundary(sentence.end().min(start + MAX_BYTES)).max(start);
    let inside = text[start..end].split('；').next()?;
    let mut parts: Vec<(u64, Span)> = Vec::new();
    for (at, _) in inside.match_indices(inner) {
        let lead = &inside[..at];
        let digits = lead.len() - lead.trim_end_matches(is_number).len();
        if digits > 0 && !lead[..lead.len() - digits].ends_with(['.', '第']) {
            let (value, _) = number(&lead[lead.len() - digits..])?;
            parts.push((value, Span::new(start + at - digits, start + at + inner.len())));
        }
    }
    let sum: u64 = parts.iter().map(|(value, _)| value).sum();
    let place = Span::new(block.start() + group.len(), start);
    let count = parts.len() as u64;
    let items = parts.iter().map(|(_, span)| *span).collect();
    let reading = CountReading::Nested;
    if parts.len() > 1 && count == groups {
        return Some((
            place,
            of.value,
            Candidate { reading, found: sum..=sum, items, is_open: false, is_sure: true },
        ));
    }
    // All items are listed, so all groups are too: 三类32项，其中甲类…、乙类…、丙类…、丁类… ("32 items of three
    // kinds, of which kind A …, B …, C …, D …").
    let is_grouped = inside.matches(outer).count() + 1 >= parts.len();
    (parts.len() > 1 && sum == of.value).then_some({
        (
            place,
            groups,
            Candidate { reading, found: count..=count, items, is_open: false, is_sure: is_grouped },
        )
    })
}
