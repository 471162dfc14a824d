//! `duplicate/heading`: （一）加强领导 … （三）加强领导 under the same heading, and a heading that was clipped from the body.

use rustc_hash::FxHashMap;

use crate::checks::{Parts, no_options};
use crate::facts::marks::{Family, Place};
use crate::facts::outline::{Entry, EntryKind};
use crate::rule::check::{Check, Context, Findings};
use crate::text::chars::{after, is_blank};
use crate::text::fingerprint::letter;
use crate::text::span::Span;

/// Letters of a heading that may not stand twice: shorter ones (目标, 时间) name the same thing each time.
const MIN_HEADING: usize = 4;
/// Letters of a heading that is looked for in the body.
const MIN_CLIPPED: usize = 10;
/// Longest heading, in bytes.
const MAX_HEADING: usize = 150;
/// How far into the body the heading is looked for, in bytes.
const MAX_REACH: usize = 600;
/// Words before the clipping without which it is no phrase: 在思想认识上再深化.
const PREPOSITIONS: &str = "在从对把将以用向为按";

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Heading))
}

struct Heading;

impl Check for Heading {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut seen: FxHashMap<(Option<usize>, Vec<char>), Span> = FxHashMap::default();
        for entry in cx.facts.outline() {
            let Some(title) = title(cx, entry) else { continue };
            let letters: Vec<char> = cx.doc.slice(title).chars().filter_map(letter).collect();
            if letters.len() < MIN_HEADING {
                continue;
            }
            if let Some(&first) = seen.get(&(entry.parent, letters.clone())) {
                out.report(title).arg("line", cx.doc.locate_start(first).line as u64).related("first", first);
                continue;
            }
            if letters.len() >= MIN_CLIPPED
                && let Some(source) = clipped(cx, title)
            {
                out.report(title).variant("clipped").related("source", source);
            }
            seen.insert((entry.parent, letters), title);
        }
    }
}

/// The heading of an entry that has its block to itself, without its mark.
fn title(cx: &Context<'_>, entry: &Entry) -> Option<Span> {
    let block = cx.doc.blocks()[cx.doc.block_at(entry.span.start)].span;
    let start = match entry.kind {
        EntryKind::Part(_) => return None,
        EntryKind::Heading(_) => block.start,
        EntryKind::Item(mark) => {
            let mark = &cx.facts.marks()[mark];
            let is_heading = mark.place == Place::Head && !matches!(mark.family, Family::Article(_));
            is_heading.then_some(mark.span.end)?
        }
    };
    let text = Span::new(start, block.end).of(cx.doc.text());
    let start = block.end - text.trim_start_matches(is_blank).len();
    let is_short = block.len() <= MAX_HEADING && !text.ends_with(['；', '，', '、', ';', ',']);
    is_short.then(|| Span::new(start, block.end))
}

/// Where the body says the same with the preposition that the heading lacks, and goes on with the parallel that the heading
/// breaks off: 思想认识上再深化，在工作措施上再细化 from 在思想认识上再深化，在工作措施上再细化、再精准.
fn clipped(cx: &Context<'_>, title: Span) -> Option<Span> {
    let text = cx.doc.text();
    let heading = title.of(text).trim_end_matches(['。', '.']);
    let body = cx.doc.blocks().get(cx.doc.block_at(title.start) + 1)?.span;
    let reach = Span::new(body.start, text.floor_char_boundary(body.end.min(body.start + MAX_REACH)));
    let start = reach.start + reach.of(text).find(heading)?;
    let found = Span::new(start, start + heading.len());
    let preposition = text[body.start..start].chars().next_back().filter(|c| PREPOSITIONS.contains(*c))?;
    let is_parallel = heading
        .match_indices(preposition)
        .any(|(at, _)| at > 0 && heading[..at].ends_with(['，', ',', '、']));
    (is_parallel && after(text, found.end) == Some('、')).then_some(found)
}
