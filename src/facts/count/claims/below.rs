//! Lists below the number: the rows of a table, lines with names, list items without numbers, the
//! note that lists the attachments.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::phrase::Phrase;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::numbering::attachments::Listed;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::count;

/// Maximum number of characters of a person's name. If a line contains a longer word, the lines are
/// not a list of names.
const MAX_NAME: usize = 4;
/// Maximum number of characters of a line before a list of names that does not contain a word such
/// as 名单 ("list"). A longer line does not announce the list.
const MAX_TITLE: usize = 24;
/// Maximum number of lines that are read as a list.
const MAX_LINES: usize = 120;
/// Maximum number of characters at the beginning of a line by which it may name one of the counted
/// things: 动员部署阶段 ("mobilisation stage").
const MAX_HEAD: usize = 14;
/// Maximum number of lines of text between two lines that begin with the name of a counted thing.
const MAX_BODY: usize = 4;
/// Maximum number of characters of a clause after the number that refers to a table below: 安排如下
/// ("the arrangement is as follows"). A longer clause does not count as such a reference.
const MAX_SHOWN: usize = 14;
/// Maximum number of bytes between the phrase with the number and the table below it. The caption
/// of the table may be between them.
const MAX_CAPTION: usize = 160;

/// Adds the lists below a phrase that ends its block, as candidates for the list that the phrase
/// counts.
pub(super) fn read(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    attached(facts, phrase, candidates);
    let block = facts.doc.blocks()[phrase.block].span;
    let whole = block.of(facts.doc.text());
    let before = &facts.doc.text()[block.start()..phrase.span.start()];
    // 拟将以下五名职工列为帮扶对象，现予公示： ("the following five workers are to receive aid, which is announced
    // here:")
    let is_announced =
        whole.ends_with(['：', ':']) && facts.words().of(&count::LISTING).end_of(before).is_some();
    if is_announced {
        lines(facts, phrase, candidates);
    }
    let Some(&end) = phrase.ends.last() else { return };
    let rest = facts.doc.text()[end..block.end()].trim_matches(|c| is_blank(c) || matches!(c, '）' | ')'));
    // 共五场，安排如下： ("five sessions in all, arranged as follows:").
    let is_shown = rest.starts_with(['，', ','])
        && !is_longer(rest, MAX_SHOWN)
        && rest.ends_with(['：', ':', '。'])
        && !rest.contains(|c: char| is_numeral(c) || c.is_ascii_digit())
        && facts.words().of(&count::LISTING).is_in(rest);
    if is_shown {
        rows(facts, phrase, true, candidates);
    }
    if !matches!(rest, "" | "：" | ":" | "。") {
        return;
    }
    let says_list = facts.words().of(&count::LISTING).is_in(phrase.words) || matches!(rest, "：" | ":");
    rows(facts, phrase, says_list, candidates);
    if !is_announced && (says_list || block.of(facts.doc.text()).chars().nth(MAX_TITLE).is_none()) {
        lines(facts, phrase, candidates);
    }
    if matches!(rest, "：" | ":") {
        bullets(facts, phrase, candidates);
        heads(facts, phrase, candidates);
    }
}

/// Adds, as a candidate list, the lines below that begin with a name of the counted thing:
/// 动员部署阶段（3月1日至3月15日） ("mobilisation stage (1–15 March)").
fn heads(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let text = facts.doc.text();
    let Some(noun) = phrase.words.strip_prefix(phrase.measure) else { return };
    let Some((last, c)) = noun.char_indices().nth(1) else { return };
    let noun = &noun[..last + c.len_utf8()];
    let mut items: Vec<Span> = Vec::new();
    let mut others = 0;
    for block in facts.doc.blocks()[phrase.block + 1..].iter().take(MAX_LINES) {
        let line = block.span.of(text);
        let end = line.char_indices().take(MAX_HEAD + 1).find(|(_, c)| !is_han(*c)).map(|(at, _)| at);
        let head = end.map_or("", |end| &line[..end]);
        if head.ends_with(noun) && head.len() > noun.len() {
            items.push(Span::new(block.span.start(), block.span.start() + head.len()));
            others = 0;
        } else {
            others += 1;
        }
        if items.is_empty() || others > MAX_BODY || matches!(block.kind, BlockKind::Heading(_)) {
            break;
        }
    }
    let count = items.len() as u64;
    let names = items.iter().map(|item| item.of(text));
    let is_distinct = names.collect::<rustc_hash::FxHashSet<_>>().len() == items.len();
    if count > 1 {
        candidates.push(Candidate {
            reading: CountReading::Heads,
            found: count..=count,
            items,
            is_open: false,
            is_sure: is_distinct,
        });
    }
}

/// Adds, as a candidate list, the rows of the table that follows.
fn rows(facts: &Facts<'_>, phrase: &Phrase<'_>, says_list: bool, candidates: &mut Vec<Candidate>) {
    let text = facts.doc.text();
    let end = facts.doc.blocks()[phrase.block].span.end();
    let places = facts.table_places();
    let next = places.get(places.partition_point(|(place, _)| place.start() < end));
    let follows = |(place, _): &&(Span, usize)| place.start() <= end + MAX_CAPTION;
    let Some(table) = next.filter(follows).map(|&(_, table)| &facts.tables()[table]) else { return };
    let first = |index: usize, column: u32| {
        table.at(index, column).and_then(|cell| cell.content).map_or("", |at| at.of(text).trim())
    };
    let Some(head) = (0..table.rows.len()).find(|&row| !first(row, 0).is_empty()) else { return };
    let totals = facts.words().of(&count::TOTAL_ROW);
    let is_total = |row: &usize| totals.start_of(first(*row, 0)).is_some();
    let body: Vec<usize> = (head + 1..table.rows.len()).filter(|row| !is_total(row)).collect();
    let is_serial = body.len() > 1
        && body.iter().zip(1u64..).all(|(&row, number)| {
            let cell = first(row, 0);
            cell.parse() == Ok(number) || cardinal(cell) == Some(number)
        });
    let names: Vec<&str> = body.iter().map(|&row| first(row, 0)).collect();
    let distinct =
        names.iter().collect::<rustc_hash::FxHashSet<_>>().len() == names.len() && !names.contains(&"");
    let is_called = !phrase.measure.is_empty() && {
        let head = first(head, 0);
        let counted = phrase.words.chars().find(|c| *c != '个' && *c != '家');
        head.chars().count() <= 4 && counted.is_some_and(|c| head.starts_with(c))
    };
    let count = body.len() as u64;
    let items: Vec<Span> = body
        .iter()
        .filter_map(|&row| table.at(row, u32::from(is_serial)).and_then(|cell| cell.content))
        .collect();
    if count > 1 && !items.is_empty() {
        let is_sure = says_list && ((is_serial && items.len() == body.len()) || (distinct && is_called));
        candidates.push(Candidate {
            reading: CountReading::Rows,
            found: count..=count,
            items,
            is_open: false,
            is_sure,
        });
    }
}

/// Adds, as a candidate list, the names of persons below, one or several per line.
fn lines(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    if !matches!(phrase.measure, "人" | "名" | "位") {
        return;
    }
    let text = facts.doc.text();
    let mut names: Vec<Span> = Vec::new();
    for block in facts.doc.blocks()[phrase.block + 1..].iter().take(MAX_LINES) {
        let found = words_of_line(text, block.span);
        let is_name = |name: &Span| {
            let name = name.of(text);
            (2..=MAX_NAME).contains(&name.chars().count()) && name.chars().all(|c| is_han(c) || c == '·')
        };
        if block.kind != BlockKind::Paragraph || found.is_empty() || !found.iter().all(is_name) {
            break;
        }
        names.extend(found);
    }
    let count = names.len() as u64;
    let places = facts.table_places();
    let in_table = |name: &Span| {
        let after = places.partition_point(|(place, _)| place.start() <= name.start());
        after.checked_sub(1).is_some_and(|last| places[last].0.contains(*name))
    };
    let is_table = names.iter().any(in_table);
    if count > 1 && !is_table {
        candidates.push(Candidate {
            reading: CountReading::Lines,
            found: count..=count,
            items: names,
            is_open: false,
            is_sure: true,
        });
    }
}

/// Spans of the words between blanks and 、 in a line, without remarks in brackets:
/// 周大川（一车间）、吴小梅（二车间） ("Zhou Dachuan (workshop 1), Wu Xiaomei (workshop 2)").
fn words_of_line(text: &str, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut end) = (0usize, line.start(), line.start());
    for (at, c) in line.of(text).char_indices() {
        let at = line.start() + at;
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if is_blank(c) || c == '、' => {
                found.push(Span::new(start, end));
                (start, end) = (at + c.len_utf8(), at + c.len_utf8());
            }
            // Words after a remark belong to no name.
            _ if end < at => return vec![line],
            _ => end = at + c.len_utf8(),
        }
    }
    found.push(Span::new(start, end));
    found.retain(|word| !word.of(text).is_empty());
    found
}

/// Adds, as a candidate list, the list items below that have no numbers, if the file format marks
/// them as items.
fn bullets(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let blocks = &facts.doc.blocks()[phrase.block + 1..];
    let Some(first) = blocks.first().filter(|block| block.kind == BlockKind::Item) else { return };
    let marks = facts.marks();
    let is_marked = |start: usize| marks.binary_search_by_key(&start, |mark| mark.span.start()).is_ok();
    if is_marked(first.span.start()) {
        return;
    }
    let column =
        |span: Span| span.start() - facts.doc.text()[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let indent = column(first.span);
    let mut items = Vec::new();
    let mut is_plain = true;
    for block in blocks.iter().take(MAX_LINES) {
        match block.kind {
            BlockKind::Item if column(block.span) == indent => items.push(block.span),
            _ if column(block.span) >= indent => is_plain = false,
            _ => break,
        }
    }
    let count = items.len() as u64;
    if count > 1 {
        candidates.push(Candidate {
            reading: CountReading::Bullets,
            found: count..=count,
            items,
            is_open: false,
            is_sure: is_plain,
        });
    }
}

/// Adds, as a candidate list, the entries of the note that lists the attachments, for a phrase such
/// as `所附4份表格` ("the 4 attached forms").
fn attached(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let block = facts.doc.blocks()[phrase.block].span;
    let before = &facts.doc.text()[block.start()..phrase.span.start()];
    let is_called = phrase.words.trim_start_matches(phrase.measure) == "附件";
    let is_attached = is_called || facts.words().of(&count::ATTACHED).end_of(before).is_some();
    if !is_attached || !matches!(phrase.measure, "份" | "个" | "张" | "项" | "件") {
        return;
    }
    let listed = &facts.attachments().listed;
    let count = listed.len() as u64;
    if count > 1 {
        let items = listed.iter().map(Listed::place).collect();
        candidates.push(Candidate {
            reading: CountReading::Attached,
            found: count..=count,
            items,
            is_open: false,
            is_sure: true,
        });
    }
}
