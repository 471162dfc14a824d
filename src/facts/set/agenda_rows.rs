//! Rows of tables that schedule a meeting: 15:00—17:00 | 分组讨论 | 三楼会议室 ("15:00–17:00 | discussion
//! in groups | meeting room on the 3rd floor").

use crate::facts::Facts;
use crate::facts::tables::{Table, TableCell};
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::set;

/// Number of columns at the left of a table in which the day and the hour of a row are looked for.
const COLUMNS: u32 = 3;
/// Maximum number of rows that are read, the first ones.
const MAX_ROWS: usize = 400;
/// Characters of a cell that has only dates and times: 3月12日（星期四）上午 ("12 March (Thursday),
/// morning").
static WHEN: Signs =
    Signs::of("0123456789：:—-–~～至到年月日号上下午早晚中（）()星期周一二三四五六天时点分半 \u{3000}\n");

/// Row of a table with the hour of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AgendaRow {
    /// Time at which it begins, in minutes since midnight, with its span.
    pub(super) hour: (Span, u32),
    /// Month and day, with the span of the date.
    pub(super) day: Option<(Span, u32, u32)>,
    /// Cell that names what is held.
    pub(super) content: Span,
    /// Cell in the column of places.
    pub(super) place: Option<Span>,
}

/// Finds the rows of all schedules in a document, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<AgendaRow> {
    let rows = facts.tables().iter().flat_map(|table| {
        let place = place_column(facts, table);
        (0..table.rows.len()).filter_map(move |index| row(facts, table, index, place))
    });
    rows.take(MAX_ROWS).collect()
}

/// Column of a table whose head says that it has places.
fn place_column(facts: &Facts<'_>, table: &Table) -> Option<u32> {
    let ends = [&set::PLACE, &set::SITE_HEAD].map(|class| facts.words().of(class));
    let is_head = |head: Span| ends.iter().any(|ends| ends.end_of(head.of(facts.doc.text())).is_some());
    let heads = table.rows.first()?;
    heads.iter().find(|cell| cell.content.is_some_and(is_head)).map(|cell| cell.column)
}

/// Reads the row `index` of a table. `None` if it has no hour: tables of the days
/// of a year's events are not schedules of a meeting.
fn row(facts: &Facts<'_>, table: &Table, index: usize, place: Option<u32>) -> Option<AgendaRow> {
    let text = facts.doc.text();
    let is_when = |span: &Span| {
        let cell = span.of(text);
        cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().all(|c| WHEN.contains(c))
    };
    // A cell may span down from a row above: 3月12日 ("12 March") beside three hours.
    let left = (0..COLUMNS).filter_map(|column| table.at(index, column)?.content);
    let when: Vec<Span> = left.filter(is_when).collect();
    let hour = when.iter().find_map(|cell| facts.clock_in(*cell))?;
    let day = when.iter().find_map(|cell| {
        let date = facts.date_behind(cell.start())?;
        Some((date.span, date.known_month()?, date.known_day()?))
    });
    let cells = || table.rows[index].iter();
    let is_named = |cell: &&TableCell| {
        cell.content.is_some_and(|span| !is_when(&span) && span.of(text).contains(is_han))
    };
    let content = cells().find(is_named)?.content?;
    let place = cells().find(|cell| Some(cell.column) == place).and_then(|cell| cell.content);
    Some(AgendaRow { hour: (hour.span, hour.minutes()), day, content, place })
}
