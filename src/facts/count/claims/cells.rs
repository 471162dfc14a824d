//! Numbers that a nearby table confirms or contradicts: 合格的有三处 ("three places passed"), 表内五栏 ("five
//! columns in the table").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::tables::Table;
use crate::text::chars::{is_han, is_longer};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum number of bytes between the number and the table.
const NEAR: usize = 360;
/// Characters before a number of columns: 内 ("in") in 表内五栏 ("five columns in the table").
static BEFORE_COLUMNS: Signs = Signs::of("表内中共有的下");
/// Maximum number of rows of a table that is read. Larger tables are skipped.
const MAX_ROWS: usize = 200;
/// Maximum number of characters of a word that is compared with cells.
const MAX_WORD: usize = 6;

/// Reads the things in a nearby table that the number counts: the cells with the word before the
/// number (合格, "passed"), or the columns of the table.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let behind = &text[of.number.end()..block.end()];
    let column = ["栏", "列"].into_iter().find(|word| behind.starts_with(word));
    let measure = column.or_else(|| of.measure(text))?;
    let before = &text[block.start()..of.number.start()];
    let lead = ["的有", "的共有", "的共", "有"].into_iter().find_map(|word| before.strip_suffix(word));
    let is_columns = column.is_some() && before.ends_with(|c| BEFORE_COLUMNS.contains(c));
    if lead.is_none() && !is_columns {
        return None;
    }
    let table = near(facts, block)?;
    let items: Vec<Span> = if is_columns {
        (0..table.width()).filter_map(|column| table.at(0, column)?.content).collect()
    } else {
        let lead = lead?;
        let digits =
            lead.chars().rev().take(MAX_WORD).take_while(|&c| is_han(c)).map(char::len_utf8).sum::<usize>();
        cells_with(table, text, &lead[lead.len() - digits..])?
    };
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    (count > 1).then_some((
        place,
        Candidate {
            reading: CountReading::Cells,
            found: count..=count,
            items,
            is_open: false,
            is_sure: true,
        },
    ))
}

/// The only table near a block; `None` if there are several or none.
fn near<'f>(facts: &'f Facts<'_>, block: Span) -> Option<&'f Table> {
    let places = facts.table_places();
    let next = places.partition_point(|(place, _)| place.start() < block.end());
    let is_behind = |(place, _): &&(Span, usize)| place.start() <= block.end() + NEAR;
    let is_before =
        |(place, _): &&(Span, usize)| place.end() + NEAR >= block.start() && place.end() <= block.start();
    let before = next.checked_sub(1).map(|at| &places[at]).filter(is_before);
    let found = places.get(next).filter(is_behind).or(before)?;
    let table = &facts.tables()[found.1];
    (table.rows.len() <= MAX_ROWS).then_some(table)
}

/// Cells that contain the word at the end of `lead`: 合格 ("passed") for 不含氯的|合格 ("without chlorine
/// passed"). `None` if they are in several columns, or if there are none.
fn cells_with(table: &Table, text: &str, lead: &str) -> Option<Vec<Span>> {
    let mut found: Option<(u32, Vec<Span>)> = None;
    let cells = table.rows.iter().skip(1).flatten().filter_map(|cell| Some((cell.column, cell.content?)));
    for (column, content) in cells {
        let written = content.of(text).trim();
        if !is_longer(written, 1) || !lead.ends_with(written) {
            continue;
        }
        match &mut found {
            Some((known, items)) if *known == column => items.push(content),
            Some(_) => return None,
            None => found = Some((column, vec![content])),
        }
    }
    // 不合格 ("failed") in the sentence must not match cells with 合格 ("passed"): the whole word must
    // agree.
    let (_, items) = found?;
    let word = items[0].of(text).trim();
    let is_same = items.iter().all(|item| item.of(text).trim() == word);
    let rest = &lead[..lead.len() - word.len()];
    (is_same && !rest.ends_with(['不', '未', '没', '非', '基'])).then_some(items)
}
