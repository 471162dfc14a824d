//! Rule `duplicate/heading`: reports a heading that occurs twice under the same heading, as in
//! （一）加强领导 … （三）加强领导 ("(1) strengthen leadership … (3) strengthen leadership"), and a heading that
//! was cut out of the text below it incompletely.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::OPAQUE;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::outline::{Entry, EntryKind};
use crate::text::chars::{after, is_blank};
use crate::text::fingerprint::letter;
use crate::text::span::Span;
use crate::words::rules::duplicate::heading::PREPOSITIONS;

/// Minimum number of letters of a repeated heading. Shorter ones, such as 目标 ("aims") and 时间
/// ("time"), may be repeated with good reason.
const MIN_HEADING: usize = 4;
/// Minimum number of letters of a heading that is searched in the text below it.
const MIN_CLIPPED: usize = 10;
/// Maximum length of a heading, in bytes.
const MAX_HEADING: usize = 150;
/// Number of bytes below a heading in which its words are searched.
const MAX_REACH: usize = 600;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
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

/// Returns the text of a heading as it is in the file. The document's text replaces code by a
/// placeholder; here the code itself is needed, so that different code makes different headings.
fn as_written<'d>(cx: &Context<'d>, title: Span) -> &'d str {
    let text = cx.doc.slice(title);
    if text.contains(OPAQUE) { cx.doc.in_view(title).of(cx.doc.view()) } else { text }
}

/// Scope within which headings must differ: a numbered series, or all headings under one heading. A
/// series that restarts (the next form of a file, the next speech) is a new scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum List {
    /// A numbered series, identified by the index of its first mark.
    Series(usize),
    /// The headings under an entry of the outline, identified by its index; `None` at the top
    /// level.
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

/// Returns the span of an entry's heading without its number. `None` if it shares its block with
/// other text, is too long, or is not filled in yet.
fn title(cx: &Context<'_>, entry: &Entry) -> Option<Span> {
    let block = cx.doc.blocks()[cx.doc.block_at(entry.span.start())].span;
    let start = match entry.kind {
        EntryKind::Part(_) => return None,
        EntryKind::Heading(_) => block.start(),
        EntryKind::Item(mark) => {
            let mark = &cx.facts.marks()[mark as usize];
            let is_heading = mark.place == MarkPlace::Head
                && !matches!(mark.family, Family::Article(_) | Family::Label(_) | Family::Part(_));
            is_heading.then_some(mark.span.end())?
        }
    };
    let text = Span::new(start, block.end()).of(cx.doc.text());
    let start = block.end() - text.trim_start_matches(is_blank).len();
    let title = Span::new(start, block.end());
    let ends_open = text.ends_with(['；', '，', '、', ';', ',', ':']);
    // 名称：便民服务中心 ("name: service centre") is a field of a form.
    let is_short = block.len() <= MAX_HEADING && !ends_open && !text.contains('：');
    (is_short && !is_unfilled(cx, title)).then_some(title)
}

/// True for headings with placeholders, such as 关于XXX事项 ("on the matter XXX") or an empty date.
/// They become different when they are filled in.
fn is_unfilled(cx: &Context<'_>, title: Span) -> bool {
    let masks = cx.facts.masks();
    let next = masks.partition_point(|mark| mark.span.end() <= title.start());
    let has_mask = masks.get(next).is_some_and(|mask| mask.span.overlaps(title));
    has_mask || title.of(cx.doc.text()).contains(['\u{3000}', '_'])
}

/// Returns the text that a heading was cut from, if the cut is incomplete. The heading
/// 思想认识上再深化，在工作措施上再细化 lacks the preposition 在 ("in") and the last item of 在思想认识上再深化，在工作措施上再细化、再精准
/// ("more depth in thinking, more detail and precision in measures").
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
