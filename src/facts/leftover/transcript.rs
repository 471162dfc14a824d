//! Time stamps of a recorder before each turn of a transcript: `[00:12:33]` 说话人1： ("Speaker 1:"),
//! 00:00:01,000 --> 00:00:04,000, 发言人2 03:15 ("Speaker 2").

use crate::facts::Facts;
use crate::facts::leftover::{Talk, units};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::message;

/// First characters of names of speakers that may also be in a programme or a list, so that a time
/// must follow them: 发言人1 ("Speaker 1"), 用户2 ("User 2").
const PUBLIC: [char; 3] = ['发', '用', '讲'];
/// Minimum number of time stamps in a document that has no stamp with a speaker. A single one may
/// be something else.
const FEW: usize = 2;

/// Finds time stamps at the beginning of blocks.
pub fn find(facts: &Facts<'_>) -> Vec<Talk> {
    let speakers = facts.words().of(&message::SPEAKER);
    let mut talk = Vec::new();
    let mut bare: Vec<Talk> = Vec::new();
    for block in facts.doc.blocks().iter().filter(|block| !block.kind.is_apart()) {
        let span = units::trimmed(facts, block.span);
        let text = facts.doc.slice(span);
        let is_open = |c: char| c.is_ascii_digit() || matches!(c, '[' | '【' | '［' | '(' | '（');
        if !text.starts_with(is_open) && speakers.start_of(text).is_none() {
            continue;
        }
        let stamped = stamp(text);
        let rest = text[stamped.unwrap_or(0)..].trim_start_matches(is_blank);
        let named = speakers.start_of(rest).and_then(|word| {
            let behind = rest[word.len()..].trim_start_matches(is_blank);
            let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_numbered = number.len() < behind.len();
            let tail = number.trim_start_matches(is_blank);
            let clock = stamp(tail).unwrap_or(0);
            let colon = tail[clock..].chars().next().filter(|c| matches!(c, '：' | ':'));
            let end = text.len() - tail.len() + clock + colon.map_or(0, char::len_utf8);
            let is_recorder = clock > 0 || stamped.is_some() || !word.starts_with(PUBLIC);
            (is_numbered
                && is_recorder
                && (colon.is_some() || clock > 0 || end == text.len() || stamped.is_some()))
            .then_some(end)
        });
        let is_certain = true;
        if let Some(end) = named {
            talk.push(Talk { span: Span::new(span.start(), span.start() + end), is_certain });
        } else if let Some(end) = stamped {
            let span = Span::new(span.start(), span.start() + end);
            let is_range = text[..end].contains("-->");
            let found = Talk { span, is_certain };
            if is_range {
                talk.push(found);
            } else if text.starts_with(['[', '【', '［']) {
                bare.push(found);
            }
        }
    }
    if bare.len() >= FEW || !talk.is_empty() {
        talk.extend(bare);
    }
    talk
}

/// Length in bytes of a time stamp at the beginning of a text: `[00:12:33]`, `03:15`, `00:00:01,000
/// --> 00:00:04,000`.
fn stamp(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|c| matches!(c, '[' | '【' | '［' | '(' | '（'));
    let start = open.map_or(0, char::len_utf8);
    let mut end = start + clock(&text[start..])?;
    let arrow = text[end..].trim_start_matches(' ');
    if let Some(behind) = arrow.strip_prefix("-->") {
        let behind = behind.trim_start_matches(' ');
        end = text.len() - behind.len() + clock(behind)?;
    }
    let close = text[end..].chars().next().filter(|c| matches!(c, ']' | '】' | '］' | ')' | '）'));
    (open.is_some() == close.is_some()).then(|| end + close.map_or(0, char::len_utf8))
}

/// Length in bytes of a time at the beginning of a text: `12:33`, `00:12:33`, `00:00:01,000`.
fn clock(text: &str) -> Option<usize> {
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | ',' | '.');
    let clock = &text[..text.len() - text.trim_start_matches(is_clock).len()];
    let clock = clock.trim_end_matches([':', '：', ',', '.']);
    let mut parts = clock.split([':', '：', ',', '.']);
    let are_numbers =
        parts.clone().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let minutes = parts.clone().nth(1).is_some_and(|part| part.len() == 2);
    let is_short = parts.next().is_some_and(|part| part.len() <= 2);
    (are_numbers && minutes && is_short && clock.contains([':', '：'])).then_some(clock.len())
}

#[cfg(test)]
mod tests {
    use super::stamp;

    #[test]
    fn knows_stamps() {
        for text in ["[00:12:33]", "03:15", "00:00:01,000 --> 00:00:04,000", "（01:02）"] {
            assert_eq!(stamp(text), Some(text.len()), "{text}");
        }
        for text in ["3:2", "2024", "[3]", "1.25", "[03:15"] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}
