//! Repeated items of a series: 一是加强领导；二是…；三是加强领导 ("first, strengthen leadership; second, …; third,
//! strengthen leadership").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::duplicate::again::Again;
use crate::facts::duplicate::lists::{is_plain, is_task};
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::series::Series;
use crate::facts::tokens::TokenKind;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Minimum number of Han characters of a compared item that is a whole paragraph.
const MIN_PARAGRAPH: usize = 4;
/// Minimum number of Han characters of a compared name of an attachment.
const MIN_ATTACHED: usize = 3;
/// Minimum number of characters of an item's first clause to be compared without the rest of the
/// item.
const MIN_HEAD: usize = 6;
/// Minimum number of characters of a compared item within a paragraph.
const MIN_SERIES_ITEM: usize = 4;

/// Adds the items of all series that repeat an earlier item of their series.
pub(super) fn find(facts: &Facts<'_>, found: &mut Vec<Again>) {
    for series in facts.series() {
        compare_series(facts, series, found);
    }
}

/// Adds the items of one series that repeat an earlier item of the same series. Items within a
/// paragraph (一是…；二是…, "first …; second …") are compared here, those that are paragraphs in
/// [`compare_paragraphs`].
fn compare_series(facts: &Facts<'_>, series: &Series, found: &mut Vec<Again>) {
    // A single item has nothing to compare with; 第一，第一，… ("firstly, firstly") starts a new series
    // each time.
    if series.members.len() < 2 {
        return;
    }
    let marks = facts.marks();
    let is_article = matches!(series.family, Family::Article(_));
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    let mut twice: Vec<(Span, Span, bool)> = Vec::new();
    // The block of the last item, and the position of its last 。 or ；.
    let mut known: Option<(usize, Option<usize>)> = None;
    for &member in series.members.iter().filter(|_| !is_article) {
        let block = marks[member].block;
        let is_followed = marks.get(member + 1).is_some_and(|next| next.block == block);
        if marks[member].place != MarkPlace::Inline && !is_followed {
            continue;
        }
        let stop = match known {
            Some((of, stop)) if of == block => stop,
            _ => last_stop(facts, block),
        };
        known = Some((block, stop));
        let Some(whole) = stop.and_then(|stop| content(facts, member, stop)) else { continue };
        // 一是加强组织领导，明确分工；三是加强组织领导，形成合力 ("first, strengthen leadership and divide the work; third,
        // strengthen leadership and join forces").
        let head = facts.doc.slice(whole).split(['，', ',']).next().unwrap_or_default();
        let is_head = head.chars().nth(MIN_HEAD - 1).is_some();
        let item = if is_head { Span::new(whole.start(), whole.start() + head.len()) } else { whole };
        let is_part = item.end() != whole.end();
        let text = facts.doc.slice(item);
        match seen.get(text) {
            Some(_)
                if !is_plain(&text.replace(['，', '、'], ""), MIN_SERIES_ITEM)
                    || is_part && !is_task(facts, text) => {}
            Some(&first) => twice.push((first, item, is_part)),
            None => _ = seen.insert(text, item),
        }
    }
    // A beginning that three items share is a refrain.
    let mut times: FxHashMap<usize, usize> = FxHashMap::default();
    for (first, ..) in &twice {
        *times.entry(first.start()).or_default() += 1;
    }
    for (first, item, is_part) in twice {
        if !is_part || times.get(&first.start()) == Some(&1) {
            found.push(Again { item, first });
        }
    }
    if !matches!(facts.kind(), Some(kind) if recurs(kind)) {
        compare_paragraphs(facts, series, found);
    }
}

/// True for kinds of documents, such as laws and forms, in which equal items are normal.
fn recurs(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Regulation
            | DocumentKind::Judgment
            | DocumentKind::Bulletin
            | DocumentKind::Manual
            | DocumentKind::Form
            | DocumentKind::Examination
            | DocumentKind::Tender
    )
}

/// Adds the items of `series` that are whole paragraphs and equal an earlier one. Headings are left
/// to the rule `duplicate/heading`.
fn compare_paragraphs(facts: &Facts<'_>, series: &Series, found: &mut Vec<Again>) {
    let mut seen: FxHashMap<&str, (Span, bool)> = FxHashMap::default();
    let marks = facts.marks();
    // 附件：1.任务分解表 ("Annex: 1. division of tasks") and the lines after it.
    let before = marks[series.members[0]].block;
    let is_attached = [before, before.saturating_sub(1)]
        .iter()
        .any(|&block| facts.doc.slice(facts.doc.blocks()[block].span).starts_with("附件"));
    let is_last = |member: usize| marks.get(member + 1).is_none_or(|next| next.block != marks[member].block);
    let whole =
        series.members.iter().filter(|&&member| marks[member].place == MarkPlace::Head || is_last(member));
    let contents = facts.contents();
    for mark in whole.map(|&member| &marks[member]).filter(|mark| !contents.holds(mark.block)) {
        let block = facts.doc.blocks()[mark.block].span;
        let text = Span::new(mark.span.end().min(block.end()), block.end()).of(facts.doc.text()).trim_start();
        let item = Span::new(block.end() - text.len(), block.end());
        let key = text.trim_end_matches(['。', '；', '，', ';', '.', ' ']);
        let is_heading = key.chars().nth(MIN_PARAGRAPH - 1).is_some()
            && mark.place == MarkPlace::Head
            && !matches!(series.family, Family::Article(_))
            && !text.ends_with(['；', '，', ';']);
        // A title that an item announced (公告；, "announcement;") is printed again before its text.
        let is_title = !text.ends_with(['。', '；', '，', ';']);
        let is_entry = is_title && !is_attached && !matches!(series.family, Family::Article(_));
        match seen.get(key) {
            Some(&(first, was_heading))
                if !(is_heading && was_heading || is_entry)
                    && is_worded(key, if is_attached { MIN_ATTACHED } else { MIN_PARAGRAPH })
                    && !facts.is_copied(item) =>
            {
                found.push(Again { item: Span::new(item.start(), item.start() + key.len()), first });
            }
            Some(_) => {}
            None => _ = seen.insert(key, (item, is_heading)),
        }
    }
}

/// True if an item is expected only once: it has at least `fewest` Han characters, does not end
/// with a colon and has no blank to fill in.
fn is_worded(item: &str, fewest: usize) -> bool {
    item.chars().filter(|c| is_han(*c)).nth(fewest - 1).is_some()
        && !item.ends_with(['：', ':'])
        && !item.contains(['_', '×', '某', '\u{3000}', '\u{FFFC}', '…'])
}

/// Position of the last 。 (full stop) or ； (semicolon) of a block.
fn last_stop(facts: &Facts<'_>, block: usize) -> Option<usize> {
    let tokens = facts.tokens().in_block(block);
    tokens.iter().rfind(|token| token.kind == TokenKind::Stop).map(|token| token.span().start())
}

/// Span of the text of an item within a paragraph: from its mark up to 。, ； or the next mark,
/// without stray punctuation after the mark, as the 、 in （二）、. `last` is the position of the last 。
/// or ； of the block.
fn content(facts: &Facts<'_>, member: usize, last: usize) -> Option<Span> {
    let mark = &facts.marks()[member];
    if last < mark.span.end() {
        return None;
    }
    let tokens = facts.tokens().in_block(mark.block);
    let first = tokens.partition_point(|token| token.span().start() < mark.span.end());
    let next = facts.marks().get(member + 1).map_or(last, |next| next.span.start().min(last));
    let mut item = tokens[first..].iter().take_while(|token| token.span().start() < next);
    let end = item.find(|token| token.kind == TokenKind::Stop).map_or(next, |token| token.span().start());
    let text = Span::new(mark.span.end(), end.max(mark.span.end())).of(facts.doc.text());
    let behind = text.trim_start_matches(['，', ',', '、', '.', '．']);
    let start = mark.span.end() + (text.len() - behind.len());
    Some(Span::new(start, start + behind.trim_end_matches(['，', ',', '、']).len()))
}
