//! Lines that are rows of a list: members of a group with their offices, and tables whose cells tabs divide.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::duplicate::names::is_person;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Longest line that is a row, in bytes, and longest label before a member (副组长：), in characters.
const MAX_ROW: usize = 240;
const MAX_LABEL: usize = 8;
/// Fewest cells with words of a row without and with its serial number, and Han characters of a row.
const MIN_CELLS: usize = 3;
const MIN_NUMBERED: usize = 2;
const MIN_HAN: usize = 5;
/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=3;
/// Fewest Han characters of an office.
const MIN_OFFICE: usize = 3;

/// A line as it is compared.
struct Line {
    key: String,
    /// A header may be printed again on each page.
    is_tabbed: bool,
}

/// Rows that stand twice among lines that follow each other, in order.
pub(super) fn find(doc: &Document, words: &Words) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let mut seen: FxHashMap<String, (usize, Vec<usize>)> = FxHashMap::default();
    let mut header: Option<String> = None;
    let blocks = doc.blocks();
    let mut flush = |seen: &mut FxHashMap<String, (usize, Vec<usize>)>| {
        for (first, again) in std::mem::take(seen).into_values() {
            // What stands three times is a default of the table.
            let [second] = again[..] else { continue };
            let text = doc.slice(blocks[second].span);
            let has_gap = text.contains("  ") || text.contains("\u{3000}\u{3000}");
            // Lines in a row are passages.
            if second > first + 1 || has_gap {
                found.push((blocks[first].span, blocks[second].span));
            }
        }
    };
    for (at, block) in blocks.iter().enumerate() {
        let text = if block.span.len() <= MAX_ROW { doc.slice(block.span) } else { "" };
        let line = (block.kind == BlockKind::Paragraph).then(|| row(text, words)).flatten();
        let Some(line) = line else {
            // Rows that are too short to be compared are rows too.
            if !text.contains('\t') {
                flush(&mut seen);
                header = None;
            }
            continue;
        };
        let head = header.get_or_insert_with(|| line.key.clone());
        if line.is_tabbed && *head == line.key {
            continue;
        }
        match seen.get_mut(&line.key) {
            Some((_, again)) => again.push(at),
            None => _ = seen.insert(line.key, (at, Vec::new())),
        }
    }
    flush(&mut seen);
    found.sort_unstable_by_key(|(_, second): &(Span, Span)| second.start);
    found
}

fn row(text: &str, words: &Words) -> Option<Line> {
    let han = |text: &str| text.chars().filter(|c| is_han(*c)).count();
    if text.contains(['_', '×', '□', '…', '\u{FFFC}', '。']) {
        return None;
    }
    if text.contains('\t') {
        let mut cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        let is_numbered =
            cells.first().is_some_and(|cell| !cell.is_empty() && cell.bytes().all(|c| c.is_ascii_digit()));
        if is_numbered {
            cells.remove(0);
        }
        let worded = cells.iter().filter(|cell| cell.contains(is_han)).count();
        let is_row = cells.len() >= if is_numbered { MIN_NUMBERED } else { MIN_CELLS }
            && worded >= MIN_NUMBERED
            && cells.iter().map(|cell| han(cell)).sum::<usize>() >= MIN_HAN;
        return is_row.then(|| Line { key: cells.join("\t"), is_tabbed: true });
    }
    let member = match text.split_once(['：', ':']) {
        Some((label, member)) if label.chars().nth(MAX_LABEL).is_none() => member.trim(),
        _ => text,
    };
    let (name, office) = named(member)?;
    let is_office = words.of(&doubled::OFFICE).end_of(&office).is_some() || is_person(&name);
    (is_office && han(&office) >= MIN_OFFICE)
        .then(|| Line { key: format!("{name} {office}"), is_tabbed: false })
}

/// 周　明　县财政局局长: a name, with a blank in it or without, and what it is followed by.
fn named(member: &str) -> Option<(String, String)> {
    let mut parts = member.split(is_blank).filter(|part| !part.is_empty());
    let mut name = parts.next()?.to_owned();
    if name.chars().count() == 1 {
        name.push_str(parts.next()?);
    }
    let office: String = parts.collect();
    let is_name = NAME.contains(&name.chars().count()) && name.chars().all(is_han);
    (is_name && !office.is_empty()).then_some((name, office))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::readers;
    use crate::words::Words;

    fn rows(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        find(&doc, &Words::new()).iter().map(|(_, second)| second.of(doc.text()).to_owned()).collect()
    }

    #[test]
    fn a_member_is_listed_once() {
        let list = "组长：高大山　副县长\n成员：钱　江　农业局局长\n　　　周大川　水利局局长\n　　　钱　江　农业局局长\n";
        assert_eq!(rows(list), ["钱　江　农业局局长"]);
        assert_eq!(rows("钱江　农业局局长\n正文在这里。\n钱江　农业局局长\n")[..], [""; 0]);
    }

    #[test]
    fn a_row_is_listed_once_apart_from_its_number() {
        let table = "序号\t任务\t单位\n1\t修渠\t县水利局\n2\t栽树\t县林业局\n3\t修渠\t县水利局\n";
        assert_eq!(rows(table), ["3\t修渠\t县水利局"]);
        let header =
            "名称\t单位\t数量和金额\n树苗甲\t县林业局\t3\n名称\t单位\t数量和金额\n树苗乙\t县林业局\t3\n";
        assert_eq!(rows(header)[..], [""; 0]);
    }
}
