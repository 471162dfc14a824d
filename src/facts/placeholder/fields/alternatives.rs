//! Alternatives of which all but one should have been deleted: `同比增长（下降）  %` ("rose (fell) by
//! %"), `增长/下降3.1%` ("rose/fell"), `王芳先生/女士` ("Mr/Ms Wang Fang"), `综合评定：优秀/良好/合格` ("grade:
//! excellent/good/pass").

use crate::document::block::BlockKind;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{Certainty, Field, SearchedBlock};
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{is_blank, is_han, is_stop};
use crate::text::span::Span;
use crate::words::{dummy, person};

/// Maximum number of characters of the first of two alternatives.
const MAX_FIRST: usize = 4;
/// Minimum number of grades in a row (优秀/良好/合格, "excellent/good/pass") for the author to have a
/// choice between them.
const FEW: usize = 3;

/// Adds the alternatives of one block between which the author must choose. They are found by the
/// slashes and brackets between them.
pub(super) fn find(
    place: &SearchedBlock<'_>,
    tokens: &[Token],
    rare: &[(usize, char)],
    fields: &mut Vec<Field>,
) {
    use DocumentKind::{Examination, Form, Handbook, Manual, Tender};
    if matches!(place.block.kind, BlockKind::Cell(_)) {
        return;
    }
    let strokes = rare.iter().filter(|(_, c)| matches!(c, '/' | '／' | '或')).map(|(at, _)| *at);
    let brackets = tokens.iter().filter(|token| token.kind == TokenKind::Open);
    let brackets =
        brackets.map(|token| token.span()).filter(|span| matches!(span.of(place.text), "（" | "("));
    let mut found: Vec<Span> = Vec::new();
    for at in strokes.chain(brackets.map(Span::start)) {
        let span = change(place, at).or_else(|| address(place, at)).or_else(|| grades(place, at));
        found.extend(span);
    }
    let is_for_others = || matches!((place.kind)(), Some(Examination | Form | Handbook | Manual | Tender));
    if !found.is_empty() && !is_for_others() {
        fields.extend(found.into_iter().map(|span| Field { span, certainty: Certainty::Plain }));
    }
}

/// Finds two words that form a pair of `class`, with the sign at byte `at` between them: 先生/女士
/// ("Mr/Ms"). Returns the byte at which the pair begins and its length in bytes.
fn pair(
    place: &SearchedBlock<'_>,
    at: usize,
    class: &'static crate::words::class::Class,
) -> Option<(usize, usize)> {
    let head = &place.text[place.block.span.start()..at];
    let starts = head.char_indices().rev().take(MAX_FIRST).map(|(start, _)| place.block.span.start() + start);
    let pairs = place.words.of(class);
    starts
        .filter_map(|start| {
            let word = pairs.start_of(&place.text[start..place.block.span.end()])?;
            (start + word.len() > at).then_some((start, word.len()))
        })
        .max_by_key(|(_, length)| *length)
}

/// Span of both directions of a change before a rate, of which one must be deleted: 增长（下降）  %
/// ("rose (fell) by   %"), 增长/下降3.1%.
fn change(place: &SearchedBlock<'_>, at: usize) -> Option<Span> {
    let (start, length) = pair(place, at, &dummy::RISE)?;
    let rest = &place.text[start + length..place.block.span.end()];
    let number = rest.trim_start_matches(is_blank);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_unit = unit.starts_with(['%', '％']) || unit.starts_with("个百分点");
    // 每增长（下降）5%扣1分 ("1 point less for each rise (fall) of 5 %") is a rule, not a report.
    let head = &place.text[place.block.span.start()..start];
    let is_rule = head.ends_with(['每', '若', '或']) || head.ends_with("如果") || unit.contains('扣');
    let has_figures = head.contains(|c: char| c.is_ascii_digit());
    let stops = unit.contains(['。', '，', '；']);
    let is_open = is_unit && unit.len() < rest.len() && !is_rule && has_figures && stops;
    let sign = unit.chars().next().map_or(0, char::len_utf8);
    is_open.then(|| Span::new(start, start + length + rest.len() - unit.len() + sign))
}

/// Span of two forms of address after a name: 尊敬的王芳先生/女士 ("Dear Mr/Ms Wang Fang"). A surname must
/// begin two or three characters before.
fn address(place: &SearchedBlock<'_>, at: usize) -> Option<Span> {
    let (start, length) = pair(place, at, &dummy::ADDRESS)?;
    let head = &place.text[place.block.span.start()..start];
    let names =
        head.char_indices().rev().take(3).take_while(|(_, c)| is_han(*c)).map(|(name, _)| name).skip(1);
    let is_name = |name: usize| {
        let before = &head[..name];
        let is_called = before.is_empty() || before.ends_with("尊敬的") || before.ends_with(is_blank);
        is_called && place.words.of(&person::SURNAME).start_of(&head[name..]).is_some()
    };
    names.into_iter().any(is_name).then(|| Span::new(start, start + length))
}

/// Span of three or more grades after a label, read from the first slash: 综合评定：优秀/良好/合格 ("grade:
/// excellent/good/pass").
fn grades(place: &SearchedBlock<'_>, at: usize) -> Option<Span> {
    let grades = place.words.of(&dummy::GRADE);
    let head = &place.text[place.block.span.start()..at];
    let first = grades.end_of(head)?;
    let label = head[..head.len() - first.len()].strip_suffix(['：', ':'])?;
    let mut rest = &place.text[at..place.block.span.end()];
    let mut count = 1;
    while let Some(next) = rest.strip_prefix(['/', '／']) {
        rest = &next[grades.start_of(next)?.len()..];
        count += 1;
    }
    let end = place.block.span.end() - rest.len();
    let rest = rest.trim_start_matches(is_blank);
    let is_end = rest.is_empty() || rest.starts_with(|c| is_stop(c) || matches!(c, '，' | '（' | '('));
    (count >= FEW && is_end && label.ends_with(is_han)).then(|| Span::new(at - first.len(), end))
}
