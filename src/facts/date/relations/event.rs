//! Days that events are named by: 9·30特大洪水. No calendar has 11·31.

use crate::facts::date::dates::{DateMention, Part};
use crate::facts::date::relations::{Reading, Relation, Scene};
use crate::facts::tokens::TokenKind;
use crate::words::dating;

/// Bytes behind the month and the day.
const MAX_BEHIND: usize = 18;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let text = scene.text;
    for tokens in scene.facts.tokens().blocks() {
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Digits {
                continue;
            }
            // 11.31 is one number, 12·32 are two.
            let written = token.span().of(text);
            let (span, month, day) = if let Some((month, day)) = written.split_once('.') {
                (token.span(), month, day)
            } else if let Some(next) = tokens.get(at + 1).filter(|next| next.kind == TokenKind::Digits)
                && matches!(text.get(token.span().end..next.span().start), Some("·" | "•" | "・" | "．"))
            {
                (token.span().join(next.span()), written, next.span().of(text))
            } else {
                continue;
            };
            let behind = scene.behind(span.end, MAX_BEHIND).trim_start_matches(['”', '"']);
            let is_before_number =
                text[..span.start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '第');
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
            relations.push(Relation::new(Reading::NamedBy, span, date.fault().is_none()).variant("event"));
        }
    }
}
