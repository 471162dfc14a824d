//! Web addresses inserted between the words of a sentence by a site from which the text was copied:
//! 把群众的(www.example.com)安危放在心上 ("keep the people's (www.example.com) safety at heart").

use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::leftover::Talk;
use crate::text::chars::{before, is_han};
use crate::text::span::Span;
use crate::words::rules::leftover::site::{ADDRESSES, PARTICLES};
use crate::words::site;

/// Number of bytes before and after an address that are searched for words about sites.
const REACH: usize = 90;

/// Finds web addresses that a site inserted into the text. An address after a name (官网www.…, "web
/// site www.…") or in a sentence about web sites belongs to the document and is left out.
pub fn find(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let is_page = matches!(facts.doc.origin().format, Format::Markdown | Format::Html);
    let mut talk = Vec::new();
    let mut end = 0;
    for sign in ADDRESSES {
        for at in facts.places_of(sign).take_while(|_| !is_page) {
            let block = facts.doc.blocks()[facts.doc.block_at(at)];
            if at < end || block.kind.is_apart() || !block.span.contains(Span::new(at, at + sign.len())) {
                continue;
            }
            let is_part =
                |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ':' | '_' | '?' | '=');
            let lead = &text[block.span.start()..at];
            let mut start = block.span.start() + lead.trim_end_matches(is_part).len();
            let rest = &text[at..block.span.end()];
            end = block.span.end() - rest.trim_start_matches(is_part).len();
            let open = text[block.span.start()..start]
                .chars()
                .next_back()
                .filter(|c| matches!(c, '(' | '（' | '[' | '【'));
            let close =
                text[end..block.span.end()].chars().next().filter(|c| matches!(c, ')' | '）' | ']' | '】'));
            let is_bracketed = open.is_some() && close.is_some();
            if let (Some(open), Some(close)) = (open, close) {
                start -= open.len_utf8();
                end += close.len_utf8();
            }
            let left = before(text, start).filter(|_| start > block.span.start());
            let right = text[end..block.span.end()].chars().next();
            let is_inside = left.is_some_and(is_han) && right.is_some_and(is_han);
            let is_torn = !is_bracketed || left.is_some_and(|c| PARTICLES.contains(&c));
            let from = text.floor_char_boundary(start.saturating_sub(REACH)).max(block.span.start());
            let to = text.ceil_char_boundary((end + REACH).min(text.len())).min(block.span.end());
            let around = [&text[from..start], &text[end..to]];
            let words = facts.words();
            let classes =
                [&site::CHANNEL, &site::ACTION, &site::USE, &site::WEB].map(|class| words.of(class));
            let is_spoken_of = || around.iter().any(|text| classes.iter().any(|class| class.is_in(text)));
            if is_inside && is_torn && !is_spoken_of() {
                talk.push(Talk { span: Span::new(start, end), is_certain: false });
            }
        }
        end = 0;
    }
    talk
}
