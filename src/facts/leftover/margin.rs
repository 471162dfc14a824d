//! Notes separated from the text by signs: //别写金额 ("// do not write the amount"),
//! ======以下为农业局补充====== ("=== added by the agriculture bureau ===").

use memchr::memchr_iter;

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::leftover::Talk;
use crate::facts::leftover::editor::{MAX_NAME, MAX_REMARK, SHARE, heard};
use crate::facts::leftover::role::Role::{Check, Edit, Fact, Fault, Legal, Plain, Request, Target};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use crate::words::rules::leftover::remark;
use crate::words::{message, remark as words};

static FRAMES: Phrases = Phrases::of(&remark::FRAMES);

/// Maximum number of characters of a note after a sign. A longer text is not taken for a note.
const MAX_NOTE: usize = 30;
/// Minimum share of an editor's words in a note after a sign, in percent.
const NOTE_SHARE: usize = 25;
/// Minimum number of signs before and after a line in a frame: three in ---正文开始--- ("text begins").
const FRAME: usize = 3;
/// Maximum number of characters of the text between two rows of signs in a line.
const MAX_FRAMED: usize = 24;

/// Number of bytes after @ that are searched for a request.
const REACH: usize = 90;

/// Span of a label of change tracking with the formats that follow: 带格式的: 字体: 楷体, 小二 ("Formatted:
/// Font: …").
pub fn tracked(facts: &Facts<'_>, label: Span) -> Talk {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[facts.doc.block_at(label.start())].span;
    let formats = facts.words().of(&words::FORMAT);
    let mut end = label.end();
    while let Some(c) = text[end..block.end()].chars().next() {
        let length = formats.start_of(&text[end..block.end()]).map_or(0, str::len);
        let is_mark = c.is_ascii() || is_blank(c) || matches!(c, '：' | '，' | '、' | '“' | '”');
        if length == 0 && !is_mark {
            break;
        }
        end += length.max(c.len_utf8());
    }
    let end = label.start() + text[label.start()..end].trim_end_matches(|c| is_blank(c) || c == '，').len();
    Talk { span: Span::new(label.start(), end.max(label.end())), is_certain: true }
}

/// Finds notes to a colleague, a name followed by a request: @张三 核一下这段 ("@Zhang San check this
/// paragraph").
pub fn addressed(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let mut talk = Vec::new();
    for at in memchr_iter(b'@', text.as_bytes()) {
        let is_address = before(text, at).is_some_and(|c| c.is_ascii_alphanumeric());
        let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
        if is_address || !block.contains(Span::new(at, at + 1)) {
            continue;
        }
        let end = text.floor_char_boundary((at + REACH).min(text.len())).min(block.end());
        let behind = &text[at + 1..end];
        let name = behind.chars().take_while(|c| is_han(*c) || c.is_ascii_alphanumeric()).take(MAX_NAME + 1);
        let name: usize = name.map(char::len_utf8).sum();
        let rest = &behind[name..];
        let request = if name > 0 && rest.starts_with(|c| is_blank(c) || matches!(c, '：' | ':' | '，')) {
            rest
        } else {
            behind
        };
        let ends = ['。', '）', ')', '】', '；', '！', '？', '?'];
        let stop = request.find(ends).unwrap_or(request.len());
        // A second clause may belong to the text.
        let lead = request.len() - request.trim_start_matches(|c| is_blank(c) || c == '，').len();
        let clause = request[lead..stop].find('，').map_or(stop, |comma| lead + comma);
        let stop = if request[clause..stop].chars().count() > 15 { clause } else { stop };
        let is_asked = request[stop..].starts_with(['？', '?']);
        let request = &request[..stop];
        let score = heard(facts, request);
        let is_question = (is_asked || request.ends_with('吗')) && score.has(&[Target, Fact]);
        let asks = score.has(&[Edit, Check, Plain]) && score.has(&[Target, Fact, Request, Check, Plain]);
        let asks = asks || is_question;
        if asks && score.share() >= SHARE - 10 && score.characters() <= MAX_REMARK {
            let end = request.as_ptr() as usize - text.as_ptr() as usize + stop;
            let open = text[..at].chars().next_back().filter(|c| matches!(c, '（' | '(' | '【' | '['));
            let close = text[end..].chars().next().filter(|c| matches!(c, '）' | ')' | '】' | ']'));
            let span = match (open, close) {
                (Some(open), Some(close)) => Span::new(at - open.len_utf8(), end + close.len_utf8()),
                _ => Span::new(at, end),
            };
            talk.push(Talk { span, is_certain: true });
        }
    }
    talk
}

/// Finds notes after the comment signs of programming languages: `//`, `/* */`.
pub fn comments(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let is_page = matches!(facts.doc.origin().format, Format::Markdown | Format::Html);
    let mut talk = Vec::new();
    let mut end = 0;
    for sign in ["//", "/*"] {
        for at in facts.places_of(sign).take_while(|_| !is_page) {
            let block = facts.doc.blocks()[facts.doc.block_at(at)];
            let is_address = before(text, at).is_some_and(|c| c.is_ascii_graphic());
            if at < end || is_address || block.kind.is_apart() || !block.span.contains(Span::new(at, at + 2))
            {
                continue;
            }
            let note = &text[at + sign.len()..block.span.end()];
            let stop = note.find(['。', '*', '/']).unwrap_or(note.len());
            let note = note[..stop].trim_matches(is_blank);
            if !note.starts_with(is_han) || is_longer(note, MAX_NOTE) {
                continue;
            }
            let score = heard(facts, note);
            let asks = score.has(&[Edit, Check, Plain, Fault, Request, Target]) && !score.has(&[Legal]);
            if asks && score.share() >= NOTE_SHARE {
                let tail = &text[at + sign.len() + stop..block.span.end()];
                let close =
                    ["*/", "//"].iter().find(|sign| tail.starts_with(**sign)).map_or(0, |sign| sign.len());
                end = at + sign.len() + stop + close;
                talk.push(Talk { span: Span::new(at, end), is_certain: false });
            }
        }
        end = 0;
    }
    talk
}

/// Finds lines in a frame of signs that announce a part of the text: -----正文开始----- ("text
/// begins").
pub fn rulers(facts: &Facts<'_>) -> Vec<Talk> {
    let (parts, mails) = (facts.words().of(&words::RULER), facts.words().of(&message::SIGN));
    let mut talk = Vec::new();
    let lines = facts.short_lines().iter().filter(|line| line.kind == BlockKind::Paragraph);
    for span in lines.map(|line| line.span) {
        let line = facts.doc.slice(span);
        if !line.starts_with(is_rule) || !line.ends_with(is_rule) {
            continue;
        }
        let inner = line.trim_matches(is_rule);
        let count = |part: &str| part.chars().count();
        let lead = &line[..line.len() - line.trim_start_matches(is_rule).len()];
        let tail = &line[line.trim_end_matches(is_rule).len()..];
        let inner = inner.trim_matches(is_blank);
        let is_framed = count(lead) >= FRAME && count(tail) >= FRAME && count(inner) <= MAX_FRAMED;
        // ——以下无正文—— ("no text below") belongs to a contract.
        let is_end = FRAMES.is_in(inner);
        if is_framed && !is_end && parts.is_in(inner) && mails.start_of(inner).is_none() {
            talk.push(Talk { span, is_certain: false });
        }
    }
    talk
}

/// True for characters of a row of signs, such as = - # ~ —.
fn is_rule(c: char) -> bool {
    matches!(c, '=' | '-' | '#' | '~' | '+' | '_' | '—' | '─' | '═' | '━' | '＝' | '－' | '<' | '>' | '…')
}
