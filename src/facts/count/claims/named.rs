//! Persons listed before their number: 授予甲、乙、丙三名同志称号 ("award the title to three comrades, A, B and
//! C"); lines that begin with names, and below them 以上三位同志 ("the three comrades above").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;
use crate::words::{count, person};

/// Maximum number of characters of a person's name. A longer word is not taken for a name.
const MAX_NAME: usize = 3;
/// Number of lines above the number that are searched for names.
const MAX_LINES: usize = 60;
/// Number of bytes before the number, in its sentence, that are searched for names.
const MAX_BYTES: usize = 900;

/// Classifier for persons at the start of `behind`, the text after a count: 名, 位 or 人. `None` if
/// there is none.
fn person_classifier(behind: &str) -> Option<&str> {
    let first = behind.chars().next().filter(|c| matches!(c, '名' | '位' | '人'))?;
    let (word, rest) = behind.split_at(first.len_utf8());
    // 三人一组 ("in groups of three"): 人 followed by other words does not count names.
    (first != '人' || !rest.starts_with(is_han) || rest.starts_with(['为', '获', '被'])).then_some(word)
}

fn is_short(name: &str) -> bool {
    is_longer(name, 1) && !is_longer(name, MAX_NAME) && name.chars().all(is_han)
}

fn has_surname(facts: &Facts<'_>, name: &str) -> bool {
    facts.words().of(&person::SURNAME).start_of(name).is_some()
}

/// True if all of `names` may be names of persons, and more than half of them begin with a surname.
fn are_names(facts: &Facts<'_>, names: &[&str]) -> bool {
    let known = names.iter().filter(|name| has_surname(facts, name)).count();
    names.iter().all(|name| is_short(name)) && 2 * known > names.len()
}

/// Name at the end of words before a list: 周大川 in 授予|周大川 ("award to Zhou Dachuan").
fn tail<'t>(facts: &Facts<'_>, words: &'t str) -> Option<&'t str> {
    let tail = |length: usize| words.char_indices().rev().nth(length - 1).map(|(at, _)| &words[at..]);
    if is_short(words) {
        return Some(words);
    }
    [3, 2].into_iter().filter_map(tail).find(|name| is_short(name) && has_surname(facts, name))
}

/// Names in a list, with the last item divided at 和 ("and") if it holds two; `None` if it does not
/// list persons.
fn names(facts: &Facts<'_>, list: &List) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let mut spans: Vec<Span> = Vec::new();
    for (index, &item) in list.items.iter().enumerate() {
        let written = item.of(text);
        let plain = written.find(['（', '(']).map_or(written, |at| &written[..at]);
        let joint = plain
            .find(['和', '与', '及'])
            .filter(|&at| index > 0 && is_short(&plain[..at]) && is_short(&plain[at + "和".len()..]));
        match joint {
            Some(at) => {
                let behind = item.start() + at + "和".len();
                spans.push(Span::new(item.start(), item.start() + at));
                spans.push(Span::new(behind, item.start() + plain.len()));
            }
            None if index == 0 => {
                let name = tail(facts, plain)?;
                let end = item.start() + plain.len();
                spans.push(Span::new(end - name.len(), end));
            }
            None => spans.push(Span::new(item.start(), item.start() + plain.len())),
        }
    }
    let written: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    are_names(facts, &written).then_some(spans)
}

/// Reads the list of names before a count of persons: `授予甲、乙、丙三名同志` ("award to three comrades, A, B
/// and C").
pub(super) fn before(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = &facts.doc.text()[..block.end()];
    let word = person_classifier(&text[of.number.end()..])?;
    let written = &text[block.start()..of.number.start()];
    let written = written.strip_suffix("这").or_else(|| written.strip_suffix("共")).unwrap_or(written);
    let lists = facts.lists_in(of.block);
    let list = lists.before(block.start() + written.len());
    if list.items.len() < 2 {
        return None;
    }
    let names = names(facts, &list)?;
    let count = names.len() as u64;
    let first = list.items[0];
    // The first item may contain further names (甲、乙和丙), and the list may continue one before ； or
    // 、.
    let joints = u64::from(first.of(text).contains(['和', '与', '及']));
    let goes_on = text[block.start()..first.start()].ends_with(['；', ';', '、']);
    let is_sure = count > 2 && !goes_on && !lists.began_earlier(&list, of.value);
    let candidate = Candidate {
        reading: CountReading::Named,
        found: count..=count + joints,
        items: names,
        is_open: list.is_open,
        is_sure,
    };
    Some((Span::new(of.number.start(), of.number.end() + word.len()), candidate))
}

/// Reads the names that `以上三位同志` ("the three comrades above") refers to, at the beginning of the
/// lines or clauses above it.
pub(super) fn above(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = facts.doc.text();
    let word = person_classifier(&text[of.number.end()..block.end()])?;
    let before = &text[block.start()..of.number.start()];
    let referring = facts.words().of(&count::ABOVE).end_of(before)?;
    let lead = &before[..before.len() - referring.len()];
    let items = if lead.is_empty() { lines(facts, of.block) } else { Vec::new() };
    let items = if items.is_empty() { clauses(facts, of, lead.len())? } else { items };
    let count = items.len() as u64;
    let is_sure = count > 1;
    let candidate =
        Candidate { reading: CountReading::Named, found: count..=count, items, is_open: false, is_sure };
    (count > 1).then(|| (Span::new(of.number.start(), of.number.end() + word.len()), candidate))
}

/// Name of a person at the start of `line`. It must be followed by a word that describes the
/// person, or by the end of the line.
fn head(facts: &Facts<'_>, line: Span) -> Option<Span> {
    let written = line.of(facts.doc.text());
    let after = facts.words().of(&count::NAMED_AS);
    let ends = written.char_indices().map(|(at, _)| at).take(MAX_NAME + 1).skip(2);
    let end = ends.filter(|&at| after.start_of(&written[at..]).is_some()).last();
    let end = end.or_else(|| is_short(written).then_some(written.len()))?;
    is_short(&written[..end]).then(|| Span::new(line.start(), line.start() + end))
}

/// Names at the start of the lines directly above a block.
fn lines(facts: &Facts<'_>, block: usize) -> Vec<Span> {
    let above = facts.doc.blocks()[block.saturating_sub(MAX_LINES)..block].iter().rev();
    let text = facts.doc.text();
    // 经研究，决定聘任： ("after study it was decided to appoint:") does not belong to the list.
    let lines = above.take_while(|block| !block.span.of(text).ends_with(['：', ':']));
    let mut names: Vec<Span> = lines.map_while(|block| head(facts, block.span)).collect();
    names.reverse();
    let written: Vec<&str> = names.iter().map(|name| name.of(text)).collect();
    let begins = written.first().is_some_and(|name| has_surname(facts, name));
    if begins && are_names(facts, &written) { names } else { Vec::new() }
}

/// Names at the start of the clauses between ； in the previous sentence, if all clauses begin with
/// one; otherwise the names that the sentence lists.
fn clauses(facts: &Facts<'_>, of: &Count, lead: usize) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let here = facts.doc.blocks()[of.block].span;
    // The previous sentence of this block, or all of the block above.
    let end = here.start() + lead;
    let first = here.start().max(text.ceil_char_boundary(end.saturating_sub(2 * MAX_BYTES)));
    let inside = &text[first..end];
    let stop = inside.trim_end_matches(['，', ',']).rfind(['。', '！', '？']);
    let region = match stop {
        Some(stop) => {
            let from = inside[..stop].rfind(['。', '！', '？', '：']).map_or(0, |at| at + "。".len());
            Span::new(first + from, first + stop)
        }
        None if lead > 0 => Span::new(first, end),
        None => facts.doc.blocks()[of.block.checked_sub(1)?].span,
    };
    if region.len() > MAX_BYTES {
        return None;
    }
    let written = region.of(text).trim_end_matches('。');
    let mut names = Vec::new();
    let mut from = region.start();
    for clause in written.split(['；', ';']) {
        names.extend(head(facts, Span::new(from, from + clause.len())));
        from += clause.len() + "；".len();
    }
    let plain: Vec<&str> = names.iter().map(|name| name.of(text)).collect();
    let is_whole = written.matches('；').count() + 1 == names.len();
    if written.contains('、') {
        return listed(facts, region);
    }
    (is_whole && names.len() > 1 && are_names(facts, &plain)).then_some(names)
}

/// Names in the only list of names of a sentence: 接收甲、乙、丙为会员 ("admit A, B and C as members").
fn listed(facts: &Facts<'_>, region: Span) -> Option<Vec<Span>> {
    let written = region.of(facts.doc.text());
    let mut names = Vec::new();
    let mut from = region.start();
    let pieces = written.split('、').count();
    for (index, piece) in written.split('、').enumerate() {
        let (end, last) = (from + piece.len(), index + 1 == pieces);
        let name = match index {
            0 => tail(facts, piece).map(|name| Span::new(end - name.len(), end)),
            _ if last => head(facts, Span::new(from, end)),
            _ => is_short(piece).then(|| Span::new(from, end)),
        };
        names.push(name?);
        from = end + "、".len();
    }
    let plain: Vec<&str> = names.iter().map(|name| name.of(facts.doc.text())).collect();
    (names.len() > 2 && are_names(facts, &plain)).then_some(names)
}
