//! Rule `numbering/contents`: reports entries of the table of contents whose heading has another
//! title, is missing, or comes in another order.

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::contents::line::Scheme;
use crate::facts::numbering::contents::{ContentsEntry, ContentsTable};
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::marks::number::leading;
use crate::text::fold::comparable_text;
use crate::text::span::Span;

/// Minimum number of entries that have a heading. With fewer, the table belongs to another text,
/// and nothing is reported.
const MIN_NAMED: usize = 2;
/// Minimum number of entries per entry without a heading. With at most one in this many, it is a
/// slip; if there are more, the table belongs to another text or edition.
const ENTRIES_A_SLIP: usize = 4;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Headings))
}

struct Headings;

impl Check for Headings {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let contents = cx.facts.contents();
        for table in &contents.tables {
            let entries = &contents.entries[table.entries.clone()];
            let unnamed: Vec<usize> =
                (0..entries.len()).filter(|&at| entries[at].heading.is_none()).collect();
            pages(cx, out, entries);
            let named = entries.len() - unnamed.len();
            if named < MIN_NAMED {
                continue;
            }
            if unnamed.len() == 1 || unnamed.len() * ENTRIES_A_SLIP <= entries.len() {
                for at in unnamed {
                    judge(cx, out, table, entries, at);
                }
            }
            order(cx, out, entries);
        }
    }
}

/// Reports the entry at index `at`, which has no matching heading, if its heading was renamed or is
/// missing.
fn judge(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    table: &ContentsTable,
    entries: &[ContentsEntry],
    at: usize,
) {
    let entry = &entries[at];
    let title = cx.doc.slice(entry.title);
    let contents = cx.facts.contents();
    let (Some(number), false) = (entry.number, title.is_empty()) else { return };
    if let Some((block, other)) = entry.rival.filter(|&(block, _)| contents.entry_of(block).is_none()) {
        let found = cx.doc.slice(other);
        // If all other parts are found, the only part with this number is the renamed one.
        let is_part =
            matches!(number.scheme, Scheme::Mark(Family::HanPause | Family::Article(_)) | Scheme::Part(_));
        let others =
            entries.iter().filter(|other| other.number.is_some_and(|other| other.scheme == number.scheme));
        let is_only = || {
            is_part
                && entry.rivals == 1
                && entries.len() <= MAX_ENTRIES
                && others.filter(|other| other.heading.is_none()).count() == 1
        };
        if block >= table.blocks.end && (is_reworded(title, found) || is_only()) {
            out.report(entry.title).variant("renamed").arg("found", found).related("heading", other);
        }
        return;
    }
    let is_outer =
        matches!(number.scheme, Scheme::Mark(Family::HanPause | Family::Article(_)) | Scheme::Part(_));
    let alike = |other: &ContentsEntry| {
        other.heading.is_some() && other.number.is_some_and(|other| other.scheme == number.scheme)
    };
    let is_among = at > 0 && entries[..at].iter().any(alike) && entries[at + 1..].iter().any(alike);
    let behind = &cx.doc.text()[cx.doc.blocks()[table.blocks.end - 1].span.end()..];
    if is_outer && entry.rivals == 0 && is_among && !behind.contains(title) {
        out.report(entry.title).variant("missing");
    }
}

/// True if two titles differ but share at least half of the characters of the shorter one.
fn is_reworded(title: &str, other: &str) -> bool {
    let (title, other) = (comparable_text(title), comparable_text(other));
    let common = title.chars().filter(|&c| other.contains(c)).count();
    let shorter = title.chars().count().min(other.chars().count());
    title != other && common * 2 >= shorter.max(2)
}

/// Reports an entry whose heading comes before that of the previous entry, if it is the only one in
/// the table.
fn order(cx: &Context<'_>, out: &mut Findings<'_>, entries: &[ContentsEntry]) {
    // The words of a title can also occur elsewhere in the text; the number confirms the heading.
    let is_heading = |entry: &&ContentsEntry| {
        let head = entry.heading.map(|block| cx.doc.slice(cx.doc.blocks()[block].span));
        entry.number.zip(head).is_some_and(|(number, head)| {
            !matches!(number.scheme, Scheme::Decimal(_)) && leading(head) == Some(number.ordinal)
        })
    };
    let found: Vec<(usize, &ContentsEntry)> =
        entries.iter().filter(is_heading).filter_map(|entry| Some((entry.heading?, entry))).collect();
    let is_unique = |title: Span| {
        let title = cx.doc.slice(title);
        found.iter().filter(|(_, other)| cx.doc.slice(other.title) == title).count() == 1
    };
    let mut descents = found.windows(2).filter(|pair| pair[1].0 < pair[0].0);
    if let (Some([(_, above), (_, below)]), None) = (descents.next(), descents.next())
        && found.len() > MIN_NAMED
        && found.len() <= MAX_ENTRIES
        && is_unique(above.title)
        && is_unique(below.title)
    {
        out.report(below.title)
            .variant("order")
            .arg("found", cx.doc.slice(above.title))
            .related("heading", cx.doc.blocks()[below.heading.unwrap_or(below.block)].span);
    }
}

/// Reports an entry with a lower page number than the previous entry, if all other page numbers
/// rise. Page numbers that restart are not reported.
fn pages(cx: &Context<'_>, out: &mut Findings<'_>, entries: &[ContentsEntry]) {
    let paged: Vec<(u32, &ContentsEntry)> =
        entries.iter().filter_map(|entry| Some((entry.page?, entry))).collect();
    let mut falls = (1..paged.len()).filter(|&at| paged[at].0 < paged[at - 1].0);
    let (Some(at), None) = (falls.next(), falls.next()) else { return };
    let (above, below) = (&paged[at - 1], &paged[at]);
    let reaches = |low: Option<usize>, high: usize| {
        low.and_then(|low| paged.get(low))
            .is_none_or(|low| paged.get(high).is_none_or(|high| low.0 <= high.0))
    };
    let is_one = reaches(at.checked_sub(2), at) || reaches(Some(at - 1), at + 1);
    if is_one && paged.len() >= MIN_PAGED && paged.len() == entries.len() && below.0 > paged[0].0 {
        out.report(below.1.title)
            .variant("page")
            .arg("found", cx.doc.slice(above.1.title))
            .arg("page", u64::from(below.0))
            .arg("before", u64::from(above.0))
            .related("here", above.1.title);
    }
}

/// Minimum number of page numbers in a table that is checked for their order.
const MIN_PAGED: usize = 4;
/// Maximum number of entries whose order is compared, to bound the time.
const MAX_ENTRIES: usize = 500;
