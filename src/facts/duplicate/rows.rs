//! Repeated rows: of a table, of lines with tabs between their cells, and of the members of a
//! working group with their offices.

use memchr::memchr;
use rustc_hash::FxHashMap;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::duplicate::again::Again;
use crate::facts::duplicate::names::is_person;
use crate::facts::kind::DocumentKind;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::fold::is_common_han;
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Maximum number of bytes of a line that can be a row. A longer one is a paragraph.
const MAX_ROW: usize = 240;
/// Maximum number of characters of a label before a member of a group: 副组长： ("deputy leader:"). A
/// longer text before a colon is not a label.
const MAX_LABEL: usize = 8;
/// Minimum number of cells of a compared row without a serial number.
const MIN_CELLS: usize = 3;
/// Minimum number of cells of a compared row after its serial number.
const MIN_NUMBERED: usize = 2;
/// Minimum number of cells with Han characters in a compared row.
const MIN_WORDED: usize = 2;
/// Minimum number of Han characters in a compared row.
const MIN_HAN: usize = 5;
/// Minimum number of figures of a row with a serial number and fewer than [`MIN_HAN`] Han
/// characters, for the row to be compared.
const MIN_FIGURES: usize = 2;
/// Minimum number of digits of a figure by which a row with a serial number is compared.
const MIN_DIGITS: usize = 3;
/// Number of characters of a person's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=3;
/// Minimum number of Han characters of an office.
const MIN_OFFICE: usize = 3;

/// Adds table rows that repeat an earlier row of the same table. Forms are skipped, as their equal
/// rows are for others to fill in.
pub(super) fn find(facts: &Facts<'_>, found: &mut Vec<Again>) {
    if facts.kind().is_some_and(is_form) {
        return;
    }
    let mut table = Table::default();
    let mut cells: Vec<(&str, Span)> = Vec::new();
    let mut place = None;
    let from = found.len();
    for (at, block) in facts.doc.blocks().iter().enumerate() {
        let cell = match block.kind {
            BlockKind::Cell(cell) => Some((cell.table, cell.row)),
            _ => None,
        };
        if place != cell {
            table.add_cells(at, &cells);
            cells.clear();
        }
        if let Some(cell) = cell {
            if place.is_none_or(|known: (u32, u32)| known.0 != cell.0) {
                table.flush(found);
            }
            cells.push((facts.doc.slice(block.span).trim(), block.span));
        } else {
            let is_line = block.kind == BlockKind::Paragraph && block.span.len() <= MAX_ROW;
            let text = if is_line { facts.doc.slice(block.span) } else { "" };
            if place.is_some() || !table.add_line(at, text, block.span, facts.words()) {
                table.flush(found);
            }
        }
        place = cell;
    }
    table.add_cells(facts.doc.blocks().len(), &cells);
    table.flush(found);
    found[from..].sort_unstable_by_key(|again| again.item.start());
}

fn is_form(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Form
            | DocumentKind::Tender
            | DocumentKind::Examination
            | DocumentKind::Contract
            | DocumentKind::Manual
            | DocumentKind::Handbook
    )
}

/// Position of a row, with which later rows with the same text are compared.
#[derive(Clone, Copy)]
struct RowPlace {
    at: usize,
    span: Span,
    /// True if the module `copies` also compares this row as a line. Two such rows that follow each
    /// other are reported there. Rows with several blanks in a row are not compared there.
    is_passage: bool,
}

/// Rows of one table, grouped by their text. Consecutive lines that look like rows also count as a
/// table.
#[derive(Default)]
struct Table {
    rows: FxHashMap<String, Vec<RowPlace>>,
    header: Option<String>,
}

impl Table {
    /// Adds the rows that occur exactly twice to `found` and starts a new table. Rows that occur
    /// more often are default values of the table, not errors.
    fn flush(&mut self, found: &mut Vec<Again>) {
        self.header = None;
        if self.rows.is_empty() {
            return;
        }
        for places in self.rows.drain().map(|(_, places)| places) {
            let [first, second] = places[..] else { continue };
            if !(second.is_passage && second.at == first.at + 1) {
                found.push(Again { item: second.span, first: first.span });
            }
        }
    }

    fn add_cells(&mut self, at: usize, cells: &[(&str, Span)]) {
        let is_numbered = cells.first().is_some_and(|(text, _)| is_serial(text));
        let compared = &cells[usize::from(is_numbered)..];
        if let (Some((_, first)), Some((_, last))) = (compared.first(), compared.last()) {
            let texts: Vec<&str> = compared.iter().map(|(text, _)| *text).collect();
            if is_row(&texts, is_numbered) {
                let place = RowPlace { at, span: first.join(*last), is_passage: false };
                self.rows.entry(texts.join("\t")).or_default().push(place);
            }
        }
    }

    /// Adds a line. Returns false if it is not a row, which ends the table.
    fn add_line(&mut self, at: usize, text: &str, span: Span, words: &Words) -> bool {
        let is_tabbed = memchr(b'\t', text.as_bytes()).is_some();
        let key = if is_tabbed { tabbed(text) } else { member(text, words) };
        // Rows too short to be compared still continue the list.
        let Some(key) = key else { return is_tabbed };
        // A header may be printed again on each page.
        let header = self.header.get_or_insert_with(|| key.clone());
        if !is_tabbed || *header != key {
            let is_passage = !text.contains("  ") && !text.contains("\u{3000}\u{3000}");
            self.rows.entry(key).or_default().push(RowPlace { at, span, is_passage });
        }
        true
    }
}

/// True if a row has enough words or figures to be expected only once in its table, and no blank to
/// fill in.
fn is_row(cells: &[&str], is_numbered: bool) -> bool {
    let worded = cells.iter().filter(|cell| cell.contains(is_han));
    let han = cells.iter().flat_map(|cell| cell.chars()).filter(|c| is_han(*c)).count();
    let is_open = cells.iter().any(|cell| cell.contains(['_', '×', '□', '/', '\u{FFFC}', '…', '。']));
    let is_total = || cells.first().is_some_and(|cell| cell.ends_with('计') || cell.starts_with("其中"));
    let figures = cells.iter().filter(|cell| cell.bytes().filter(u8::is_ascii_digit).count() >= MIN_DIGITS);
    !is_open
        && cells.len() >= if is_numbered { MIN_NUMBERED } else { MIN_CELLS }
        && (han >= MIN_HAN && worded.count() >= MIN_WORDED
            || han >= MIN_WORDED && is_numbered && figures.count() >= MIN_FIGURES && !is_total())
}

fn is_serial(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

fn tabbed(text: &str) -> Option<String> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let is_numbered = cells.first().is_some_and(|cell| is_serial(cell));
    let cells = &cells[usize::from(is_numbered)..];
    is_row(cells, is_numbered).then(|| cells.join("\t"))
}

/// Name and office of a member of a group, joined by a space: 钱江 县农业局局长 for 成员：钱　江　县农业局局长 ("Member:
/// Qian Jiang, head of the county's agriculture bureau").
fn member(text: &str, words: &Words) -> Option<String> {
    // The blank after the name comes early: only a label and the name are before it.
    let mut head = text.chars().take(MAX_LABEL + 1 + NAME.end() + 1);
    let has_blank = head.any(|c| !is_common_han(c) && (is_blank(c) || c.is_whitespace()));
    if !has_blank || !text.contains(is_blank) || text.contains(['_', '×', '□', '…', '\u{FFFC}', '。']) {
        return None;
    }
    let member = match text.split_once(['：', ':']) {
        Some((label, member)) if !is_longer(label, MAX_LABEL) => member.trim(),
        _ => text,
    };
    let (name, office) = named(member)?;
    let is_office = words.of(&doubled::OFFICE).end_of(&office).is_some() || is_person(&name);
    let han = office.chars().filter(|c| is_han(*c)).count();
    (is_office && han >= MIN_OFFICE).then(|| format!("{name} {office}"))
}

/// Name, with or without a blank in it, and the text after it: 周明 and 县财政局局长 for 周　明　县财政局局长 ("Zhou
/// Ming, head of the county's finance bureau").
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
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn rows(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let mut found = Vec::new();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        find(&Facts::new(&doc, &lexicon, &vocabulary), &mut found);
        found.iter().map(|again| again.item.of(doc.text()).to_owned()).collect()
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
        let figures =
            "序号\t村\t户数\t人口\n1\t柳河村\t312\t1180\n2\t石桥村\t425\t1593\n3\t柳河村\t312\t1180\n";
        assert_eq!(rows(figures), ["3\t柳河村\t312\t1180"]);
    }
}
