//! Days in the names of events, as 9·30特大洪水 ("great flood of 30 September"): a day such as 11·31
//! does not exist.

use crate::facts::date::dates::{DateMention, Part};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::tokens::TokenKind;
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes after the month and day that are read of an event's name: 9·30特大洪水 ("great flood
/// of 30 September").
const MAX_BEHIND: usize = 18;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let text = scene.text;
    for tokens in scene.facts.tokens().blocks() {
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Digits {
                continue;
            }
            // 11.31 is one token, 12·32 are two.
            let written = token.span().of(text);
            if written.len() == 8 {
                packed(scene, token.span(), relations);
                continue;
            }
            let (span, month, day) = if let Some((month, day)) = written.split_once('.') {
                (token.span(), month, day)
            } else if let Some(next) = tokens.get(at + 1).filter(|next| next.kind == TokenKind::Digits)
                && matches!(text.get(token.span().end()..next.span().start()), Some("·" | "•" | "・" | "．"))
            {
                (token.span().join(next.span()), written, next.span().of(text))
            } else {
                continue;
            };
            let behind = scene.behind(span.end(), MAX_BEHIND).trim_start_matches(['”', '"']);
            let is_before_number =
                text[..span.start()].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '第');
            if day.len() != 2
                || month.len() > 2
                || is_before_number
                || scene.facts.words().of(&dating::EVENT_NOUN).start_of(behind).is_none()
            {
                continue;
            }
            let (Ok(month), Ok(day)) = (month.parse(), day.parse::<u32>()) else { continue };
            let known = |value| Some(Part::Known(value));
            let date = DateMention { span, month: known(month), day: known(day), ..DateMention::default() };
            relations
                .push(Relation::new(DateReading::NamedBy, span, date.fault().is_none()).variant("event"));
        }
    }
}

/// Checks that a date of eight digits exists: 启用日期：20230229 ("in use since 29 February 2023").
fn packed(scene: &Scene<'_, '_>, span: Span, relations: &mut Vec<Relation>) {
    let written = span.of(scene.text);
    let lead = scene.before(span.start(), MAX_BEHIND).trim_end_matches(['：', ':', ' ', '为']);
    let part = |range: std::ops::Range<usize>| written.get(range)?.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else { return };
    if !(1900..2100).contains(&year) || !lead.ends_with("日期") {
        return;
    }
    let known = |value| Some(Part::Known(value));
    let date = DateMention {
        span,
        year: known(year),
        month: known(month),
        day: known(day),
        ..DateMention::default()
    };
    relations.push(Relation::new(DateReading::NamedBy, span, date.fault().is_none()).variant("event"));
}
