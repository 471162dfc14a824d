//! `figure/table`: a row or a column 合计 that is not the sum of the others.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::tables::Table;
use crate::text::chars::is_blank;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::rules::figure::table::{NO_ADDENDS, NO_PARTS, NOTHING};
use crate::words::total;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Totals))
}

struct Totals;

impl Check for Totals {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for table in cx.facts.tables() {
            down(cx, out, table);
            across(cx, out, table);
        }
    }
}

fn word<'a>(cx: &'a Context<'_>, cell: Span) -> &'a str {
    cx.doc.slice(cell).trim_matches(|c| is_blank(c) || c == '*')
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The last row is the sum of those above it, column by column.
fn down(cx: &Context<'_>, out: &mut Findings<'_>, table: &Table) {
    let [head, body @ .., last] = &table.rows[..] else { return };
    let labels = || body.iter().flat_map(|row| row.iter().take(2)).map(|&cell| word(cx, cell));
    if !row_is_sum(cx, last) || body.len() < 2 || labels().any(|label| has_any(label, &NO_PARTS)) {
        return;
    }
    for column in 1..head.len() {
        let cells: Vec<Span> = body.iter().map(|row| row[column]).collect();
        if !has_any(word(cx, head[column]), &NO_ADDENDS) {
            judge(cx, out, &cells, last[column]);
        }
    }
}

fn row_is_sum(cx: &Context<'_>, row: &[Span]) -> bool {
    let labels = cx.facts.words().of(&total::LABEL);
    row.iter().take(2).any(|&cell| labels.contains(&word(cx, cell).replace([' ', '　'], "")))
}

/// The last column is the sum of those before it, row by row.
fn across(cx: &Context<'_>, out: &mut Findings<'_>, table: &Table) {
    let [head, body @ ..] = &table.rows[..] else { return };
    let Some((last, parts)) = head.split_last() else { return };
    let names = || parts.iter().skip(1).map(|&cell| word(cx, cell));
    let are_parts = parts.len() > 2
        && names().all(|name| {
            !has_any(name, &NO_ADDENDS) && !has_any(name, &NO_PARTS) && !name.contains(['（', '('])
        });
    if !cx.facts.words().of(&total::LABEL).contains(word(cx, *last)) || !are_parts {
        return;
    }
    for row in body {
        judge(cx, out, &row[1..row.len() - 1], row[row.len() - 1]);
    }
}

fn judge(cx: &Context<'_>, out: &mut Findings<'_>, cells: &[Span], total: Span) {
    let parts: Option<Vec<Decimal>> = cells.iter().map(|&cell| number(word(cx, cell))).collect();
    let (Some(parts), Some(printed)) = (parts, number(word(cx, total))) else { return };
    let zero = Decimal::integer(0);
    let margin = |value: &Decimal| if value.has_decimals() { value.half_step() } else { zero };
    let sum = parts.iter().fold(zero, |sum, part| sum.plus(*part));
    let hidden = parts.iter().fold(margin(&printed), |sum, part| sum.plus(margin(part)));
    if parts.iter().any(|part| *part > zero) && !Interval::around(sum, hidden).meets(Interval::exact(printed))
    {
        let terms: Vec<String> = parts.iter().map(Decimal::to_string).collect();
        out.report(total)
            .arg("formula", terms.join(" + "))
            .arg("computed", sum.to_string())
            .related("first", cells[0])
            .related("last", cells[cells.len() - 1]);
    }
}

/// The number that a cell is, without anything else.
fn number(cell: &str) -> Option<Decimal> {
    if NOTHING.contains(&cell) { Some(Decimal::integer(0)) } else { Decimal::parse(cell) }
}
