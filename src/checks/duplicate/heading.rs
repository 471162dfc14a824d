//! `duplicate/heading`: （一）加强领导 … （三）加强领导 under the same heading, and a heading that was clipped
//! from the text below it.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::document::OPAQUE;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, Place};
use crate::facts::numbering::outline::{Entry, EntryKind};
use crate::text::chars::{after, is_blank};
use crate::text::fingerprint::letter;
use crate::text::span::Span;
use crate::words::rules::duplicate::heading::PREPOSITIONS;

/// Minimum number of letters of a repeated heading. Shorter ones (目标, 时间) recur with the same
/// meaning.
const MIN_HEADING: usize = 4;
/// Minimum number of letters of a heading that is searched in the text below it.
const MIN_CLIPPED: usize = 10;
/// Longest heading, in bytes.
const MAX_HEADING: usize = 150;
/// Bytes of the text below a heading in which it is searched.
const MAX_REACH: usize = 600;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Heading))
}

struct Heading;

impl Check for Heading {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        // Decisions bound in one document have the same titles, and news programmes the same
        // labels.
        if matches!(
            cx.facts.kind(),
            Some(DocumentKind::Regulation | DocumentKind::Judgment | DocumentKind::Bulletin)
        ) {
            return;
        }
        let mut seen: FxHashMap<(List, Vec<char>), Span> = FxHashMap::default();
        for entry in cx.facts.outline() {
            let Some(title) = title(cx, entry) else { continue };
            let letters: Vec<char> = as_written(cx, title).chars().filter_map(letter).collect();
            if letters.len() < MIN_HEADING {
                continue;
            }
            let key = (list(cx, entry), letters);
            if let Some(&first) = seen.get(&key) {
                // `duplicate/block` reports paragraphs that were pasted.
                if cx.facts.is_copied(title) {
                    continue;
                }
                out.report(title).arg("line", cx.doc.locate_start(first).line as u64).related("first", first);
                continue;
            }
            if key.1.len() >= MIN_CLIPPED
                && let Some(source) = clipped(cx, title)
            {
                out.report(title).variant("clipped").related("source", source);
            }
            seen.insert(key, title);
        }
    }
}

/// The text of a heading. If it contains code, which the text masks, the words of the file.
fn as_written<'d>(cx: &Context<'d>, title: Span) -> &'d str {
    let text = cx.doc.slice(title);
    if text.contains(OPAQUE) { cx.doc.in_view(title).of(cx.doc.view()) } else { text }
}

/// Scope in which headings must differ: the series of their marks, or the heading above headings of
/// the format. A series that restarts (the next form of a file, the next speech) is a new scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum List {
    /// Identified by the first mark of the series.
    Series(usize),
    /// Identified by the entry above, if there is one.
    Under(Option<u32>),
}

fn list(cx: &Context<'_>, entry: &Entry) -> List {
    let series = match entry.kind {
        EntryKind::Item(mark) => {
            cx.facts.place_of(mark as usize).map(|(series, _)| List::Series(series.members[0]))
        }
        EntryKind::Heading(_) | EntryKind::Part(_) => None,
    };
    series.unwrap_or(List::Under(entry.parent))
}

/// The heading of an entry without its mark, if it has a block of its own.
fn title(cx: &Context<'_>, entry: &Entry) -> Option<Span> {
    let block = cx.doc.blocks()[cx.doc.block_at(entry.span.start())].span;
    let start = match entry.kind {
        EntryKind::Part(_) => return None,
        EntryKind::Heading(_) => block.start(),
        EntryKind::Item(mark) => {
            let mark = &cx.facts.marks()[mark as usize];
            let is_heading = mark.place == Place::Head
                && !matches!(mark.family, Family::Article(_) | Family::Label(_) | Family::Part(_));
            is_heading.then_some(mark.span.end())?
        }
    };
    let text = Span::new(start, block.end()).of(cx.doc.text());
    let start = block.end() - text.trim_start_matches(is_blank).len();
    let title = Span::new(start, block.end());
    let ends_open = text.ends_with(['；', '，', '、', ';', ',', ':']);
    // 名称：便民服务中心 is a field of a form.
    let is_short = block.len() <= MAX_HEADING && !ends_open && !text.contains('：');
    (is_short && !is_unfilled(cx, title)).then_some(title)
}

/// True for headings with placeholders, which become different when they are filled in: 关于XXX事项,
/// 自　年　月　日.
fn is_unfilled(cx: &Context<'_>, title: Span) -> bool {
    let masks = cx.facts.masks();
    let next = masks.partition_point(|mark| mark.span.end() <= title.start());
    let has_mask = masks.get(next).is_some_and(|mask| mask.span.overlaps(title));
    has_mask || title.of(cx.doc.text()).contains(['\u{3000}', '_'])
}

/// The source of a clipped heading: the text below repeats the heading with the preposition that
/// the heading lacks, and continues the parallel that the heading breaks off: 思想认识上再深化，在工作措施上再细化
/// from 在思想认识上再深化，在工作措施上再细化、再精准.
fn clipped(cx: &Context<'_>, title: Span) -> Option<Span> {
    let text = cx.doc.text();
    let heading = title.of(text).trim_end_matches(['。', '.']);
    let body = cx.doc.blocks().get(cx.doc.block_at(title.start()) + 1)?.span;
    let reach = Span::new(body.start(), text.floor_char_boundary(body.end().min(body.start() + MAX_REACH)));
    let start = reach.start() + reach.of(text).find(heading)?;
    let found = Span::new(start, start + heading.len());
    let preposition = text[body.start()..start].chars().next_back().filter(|c| PREPOSITIONS.contains(c))?;
    let is_parallel = heading
        .match_indices(preposition)
        .any(|(at, _)| at > 0 && heading[..at].ends_with(['，', ',', '、']));
    (is_parallel && after(text, found.end()) == Some('、')).then_some(found)
}
