//! Talk of writing assistants: 好的，以下是为您起草的讲话稿：, 如需调整，请随时告诉我。, 已深度思考（用时9秒）, 【4†source】.

use memchr::memchr_iter;

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::reading::{Piece, Role, Score, read, without_quotes};
use crate::facts::leftover::units::{self, Form, Unit};
use crate::facts::leftover::{Talk, apart};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::assistant;
use crate::words::class::Class;

/// Words that a unit is looked at for.
pub const TRIGGERS: [&Class; 11] = [
    &assistant::CITATION,
    &assistant::THIS,
    &assistant::NOTE,
    &assistant::MADE_UP,
    &assistant::SIGN,
    &assistant::YOU,
    &assistant::ME,
    &assistant::MODEL,
    &assistant::SAMPLE,
    &assistant::HANDOVER,
    &assistant::PROMPT,
];

const ROLES: [Role; 16] = [
    Role::new(&assistant::SIGN, 6, 1),
    Role::new(&assistant::YOU, 2, 1),
    Role::new(&assistant::ME, 1, 1),
    Role::new(&assistant::MODEL, 2, 1),
    Role::new(&assistant::SAMPLE, 1, 2),
    Role::new(&assistant::THIS, 1, 1),
    Role::new(&assistant::OPENING, 1, 1),
    Role::new(&assistant::HANDOVER, 1, 1),
    Role::new(&assistant::PRESENTING, 1, 1),
    Role::new(&assistant::PRODUCT, 1, 2),
    Role::new(&assistant::MAKE, 1, 2),
    Role::new(&assistant::OFFER, 1, 2),
    Role::new(&assistant::WISH, 1, 2),
    Role::new(&assistant::PROMPT, 2, 1),
    Role::new(&assistant::MADE_UP, 2, 1),
    Role::new(&assistant::GLUE, 0, 0),
];
const SIGN: usize = 0;
const YOU: usize = 1;
const ME: usize = 2;
const MODEL: usize = 3;
const SAMPLE: usize = 4;
const THIS: usize = 5;
const OPENING: usize = 6;
const HANDOVER: usize = 7;
const PRODUCT: usize = 9;
const MAKE: usize = 10;
const OFFER: usize = 11;
const WISH: usize = 12;
const PROMPT: usize = 13;
const MADE_UP: usize = 14;

/// Least weight of talk.
const ENOUGH: u32 = 6;
/// Least weight of talk that is nearly nothing else.
const ENOUGH_ALONE: u32 = 5;
/// Least share of such words in a unit, in percent.
const SHARE: usize = 65;
/// Least share of such words in a unit that is nearly nothing else, in percent.
const SHARE_ALONE: usize = 85;
/// Longest line of an assistant's window, in bytes.
const MAX_WINDOW: usize = 120;
/// Blocks at the head in which a request or a reply begins.
const HEAD: usize = 3;
/// Longest heading that has the words of a sample, in characters.
const MAX_HEADING: usize = 6;
/// Reach of a citation mark around the word that tells it, in bytes.
const MARK: usize = 80;

/// Finds the talk of assistants around `found`, places of words of [`TRIGGERS`], and the lines of their windows.
pub fn find(facts: &Facts<'_>, found: &[Span]) -> Vec<Talk> {
    let mut talk = Vec::new();
    let is_about = matches!(
        facts.kind(),
        Some(DocumentKind::Manual | DocumentKind::Regulation | DocumentKind::Judgment | DocumentKind::Form)
    );
    let mut seen: Vec<Span> = Vec::new();
    for word in found {
        if let Some(span) = citation(facts, *word) {
            talk.push(Talk { span, is_certain: true });
            continue;
        }
        for unit in units::around(facts, *word) {
            if seen.iter().rev().take(4).any(|known| *known == unit.span) {
                continue;
            }
            if units::is_quoted(facts, unit.span, *word) {
                continue;
            }
            seen.push(unit.span);
            if let Some(is_certain) = judge(facts, unit, is_about) {
                talk.push(Talk { span: unit.span, is_certain });
                break;
            }
        }
    }
    if !is_about {
        for (at, block) in units::short_lines(facts) {
            let span = units::trimmed(facts, block.span);
            let unit = Unit { span, form: Form::Line, is_at_edge: true };
            if units::is_edge(facts, at) && !seen.contains(&span) && !facts.doc.slice(span).contains('“') {
                let is_found = talk.iter().any(|found: &Talk| found.span.overlaps(span));
                let judged = if is_found { None } else { judge(facts, unit, false) };
                talk.extend(judged.map(|is_certain| Talk { span, is_certain }));
            }
        }
        talk.extend(notes(facts));
        talk.extend(windows(facts));
        talk.extend(lengths(facts));
    }
    apart(talk)
}

/// Whether a unit is talk, and if so whether that is certain.
fn judge(facts: &Facts<'_>, unit: Unit, is_about: bool) -> Option<bool> {
    let text = facts.doc.slice(unit.span);
    // What a person or a program is quoted with is content.
    let unquoted = if text.starts_with(['“', '「']) { text.to_owned() } else { without_quotes(text) };
    let text = unquoted.as_str();
    let pieces = read(text, &ROLES, facts.words());
    let score = Score::of(text, &pieces, &ROLES);
    if score.has(&[SIGN]) && (unit.form != Form::Line || score.characters() <= 60) {
        return Some(true);
    }
    if is_about {
        return None;
    }
    let is_me = pieces.iter().any(|piece| piece.role == Some(ME) && piece.span.len() > '我'.len_utf8());
    let block = facts.doc.block_at(unit.span.start);
    let begins = unit.span.start == units::trimmed(facts, facts.doc.blocks()[block].span).start;
    let is_first = block < HEAD && begins;
    // In the middle of a text people speak of each other too.
    let is_inside = unit.form != Form::Bracket && !unit.is_at_edge;
    // A tender asks its readers for documents.
    let is_tender = matches!(facts.kind(), Some(DocumentKind::Tender | DocumentKind::Contract));
    let discount = u32::from(is_inside) + u32::from(is_tender) * 2;
    let total = (score.total() + unit.bonus()).saturating_sub(discount);
    let is_enough =
        total >= ENOUGH && score.share() >= SHARE || total >= ENOUGH_ALONE && score.share() >= SHARE_ALONE;
    let is_text = score.has(&[PRODUCT, THIS]);
    let is_this = score.has(&[THIS]) || self_named(facts, text, &pieces);
    // 大模型可以为您写诗 speaks of assistants.
    let is_of_models = score.has(&[MODEL]) && !is_this && unit.form != Form::Bracket;
    let is_offer = score.has(&[OFFER, WISH, HANDOVER, SAMPLE, MADE_UP, OPENING]);
    let serves =
        (score.has(&[YOU]) || is_me) && (score.has(&[MAKE]) && (is_text || is_offer) || is_text && is_offer);
    let serves = serves && !facts.words().of(&assistant::AUDIENCE).is_in(text);
    // 如果你需要生成内容，那就使用云函数 stands in the middle of any handbook.
    let is_lost = unit.form == Form::Sentence && !unit.is_at_edge;
    let is_of_text = score.has(&[THIS, HANDOVER, SAMPLE, MADE_UP, OPENING]) || is_this;
    if serves && is_enough && !is_of_models && (!is_lost || is_of_text) {
        return Some(score.total() > ENOUGH);
    }
    if is_tender {
        return None;
    }
    let is_apart = unit.form == Form::Line && unit.is_at_edge && score.share() >= SHARE_ALONE;
    let asks = text.ends_with(['？', '?', '吗']);
    let is_closing = score.weight(WISH) > 1 && score.has(&[YOU])
        || is_me && score.has(&[OFFER]) && (asks || score.has(&[YOU]))
        || score.has(&[YOU]) && score.weight(OFFER) > 1 && is_asking(text);
    if is_apart && is_closing && !is_of_models && score.characters() <= 30 {
        return Some(false);
    }
    let hands_over = score.has(&[HANDOVER]) && score.has(&[MAKE]) && is_text && text.ends_with(['：', ':']);
    let replies =
        score.has(&[OPENING]) && score.has(&[HANDOVER]) && is_text && text.ends_with(['：', ':', '。']);
    if (hands_over && is_enough || replies && score.share() >= SHARE) && is_first {
        return Some(false);
    }
    let by_model = text.contains('由') || score.has(&[SAMPLE]);
    let is_bracket = unit.form == Form::Bracket;
    let is_label =
        score.has(&[MODEL]) && score.has(&[MAKE]) && (is_this || is_bracket || is_apart && by_model);
    let is_named = is_bracket && score.has(&[MODEL]) && score.share() == 100 && text.contains("来源");
    if is_named {
        return Some(true);
    }
    if is_label && score.share() >= SHARE_ALONE && total >= ENOUGH_ALONE - 1 {
        return Some(unit.form != Form::Sentence);
    }
    let is_sample = score.has(&[MADE_UP]) && is_text && (unit.form != Form::Sentence || score.has(&[SAMPLE]));
    // 示范文本 may be a heading.
    let is_sample = is_sample && (score.characters() > MAX_HEADING || unit.form == Form::Bracket);
    if is_sample && score.share() >= SHARE && total >= ENOUGH_ALONE {
        return Some(false);
    }
    // （可根据实际情况补充具体数据）
    let is_hint = is_bracket && score.has(&[SAMPLE]) && score.has(&[MAKE]) && score.has(&[PRODUCT]);
    let is_hint = is_hint && score.share() >= SHARE_ALONE && score.characters() <= 30;
    if is_hint && !units::is_note(facts, unit.span) {
        return Some(false);
    }
    // 说明：文中数据可根据实际情况调整。
    let words = facts.words();
    let points = pieces
        .iter()
        .any(|piece| piece.role == Some(THIS) && !piece.span.of(text).starts_with(['本', '此', '该']));
    let is_caveat = words
        .of(&assistant::CAVEAT)
        .start_of(text)
        .is_some_and(|word| text[word.len()..].starts_with(['：', ':']));
    let is_caveat = is_caveat && points && score.has(&[SAMPLE]) && score.has(&[MAKE]);
    if is_caveat && is_apart && score.share() >= SHARE {
        return Some(false);
    }
    // 以上内容仅供参考，请根据实际情况调整。
    let is_caution = is_this && score.weight(SAMPLE) > 1 && score.has(&[MAKE]);
    let is_length = is_this && has_length(text) && score.has(&[MAKE, SAMPLE, WISH, YOU]);
    let is_note = begins
        && facts
            .words()
            .of(&assistant::NOTE)
            .start_of(text.trim_start_matches(['【', '[', '（', '(']))
            .is_some()
        && score.has(&[MAKE, SAMPLE, PRODUCT])
        && text.contains(['：', ':', '】']);
    let stands = is_apart && score.share() >= SHARE_ALONE - 5 && (is_caution || is_length);
    // 喜欢这个回答吗？
    let is_answer = ["回答", "网页"].iter().any(|word| text.contains(word));
    let asks_back =
        is_apart && is_this && is_answer && (asks || score.has(&[SAMPLE])) && score.characters() <= 16;
    if stands
        || asks_back
        || is_note && unit.is_at_edge && score.share() >= SHARE && unit.form != Form::Bracket
    {
        return Some(false);
    }
    // 扩写成2000字，语气正式一些
    let first = pieces.first().filter(|first| first.span.start == 0).and_then(|first| first.role);
    let is_order = is_first && first == Some(MAKE) && unit.form == Form::Line && has_length(text);
    if is_order && score.share() >= SHARE {
        return Some(false);
    }
    let is_request = pieces.iter().find(|piece| piece.role.is_some()).is_some_and(|first| {
        first.role == Some(PROMPT)
            && (first.span.start == 0 || text.starts_with("用户") && first.span.start <= "用户：".len())
    }) && unit.form != Form::Bracket
        && units::is_edge(facts, block)
        && begins;
    (is_request
        && is_text
        && score.share() >= SHARE / 2
        && facts.kind() != Some(DocumentKind::Examination)
        && score.has(&[PROMPT]))
    .then_some(false)
}

/// True if the name of a text stands behind a word that points at it: 以上汇报, 这份讲话稿.
fn self_named(facts: &Facts<'_>, text: &str, pieces: &[Piece]) -> bool {
    let pointing = facts.words().of(&assistant::DEMONSTRATIVE);
    let products = pieces.iter().filter(|piece| piece.role == Some(PRODUCT));
    products.map(|piece| &text[..piece.span.start]).any(|before| pointing.end_of(before).is_some())
}

/// True if a number of characters is in a text: 约1500字.
fn has_length(text: &str) -> bool {
    text.match_indices('字').any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()))
}

/// 欢迎继续提问, 请随时告诉我: the reader is to ask.
fn is_asking(text: &str) -> bool {
    ["提问", "告诉", "告知", "追问", "指出"].iter().any(|word| text.contains(word))
}

/// The mark of a citation around a word: 【4†source】, `:contentReference[oaicite:0]{index=0}`, with the blank before it.
fn citation(facts: &Facts<'_>, word: Span) -> Option<Span> {
    let text = facts.doc.text();
    if !facts.words().of(&assistant::CITATION).contains(word.of(text)) {
        return None;
    }
    let block = facts.doc.blocks()[facts.doc.block_at(word.start)].span;
    let from = text.floor_char_boundary(word.start.saturating_sub(MARK)).max(block.start);
    let to = text.floor_char_boundary((word.end + MARK).min(text.len())).min(block.end);
    let is_mark =
        |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')') || ('\u{E000}'..='\u{F8FF}').contains(&c);
    let (before, behind) = (&text[from..word.start], &text[word.end..to]);
    let open = before.rfind(['【', '［']).filter(|at| !before[*at..].contains(['】', '］', '。', '，']));
    let close = behind.find(['】', '］']).filter(|at| !behind[..*at].contains(['。', '，', '【']));
    let (start, end) = match (open, close) {
        (Some(open), Some(close)) => (from + open, word.end + close + '】'.len_utf8()),
        _ => (from + before.trim_end_matches(is_mark).len(), to - behind.trim_start_matches(is_mark).len()),
    };
    let blanks = text[block.start..start].trim_end_matches(' ').len();
    Some(Span::new(block.start + blanks, end))
}

/// Marks of citations without a word: [^3^].
fn notes(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let mut talk = Vec::new();
    for at in memchr_iter(b'^', text.as_bytes()) {
        let Some(start) = at.checked_sub(1).filter(|start| text.as_bytes()[*start] == b'[') else { continue };
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && text[at + 1 + digits..].starts_with("^]") {
            talk.push(Talk { span: Span::new(start, at + digits + 3), is_certain: true });
        }
    }
    talk
}

/// Lines of an assistant's window: 已思考 12 秒, 已搜索到 15 个网页, 豆包：.
fn windows(facts: &Facts<'_>) -> Vec<Talk> {
    let words = facts.words();
    let (windows, tails) = (words.of(&assistant::WINDOW), words.of(&assistant::WINDOW_TAIL));
    let speakers = words.of(&assistant::SPEAKER);
    let mut talk = Vec::new();
    for (at, block) in units::short_lines(facts) {
        let span = units::trimmed(facts, block.span);
        let text = facts.doc.slice(span);
        if let Some(name) = speakers.start_of(text)
            && text[name.len()..].starts_with(['：', ':'])
            && at < HEAD
            && facts.doc.origin().format != Format::Markdown
        {
            let end = span.start + name.len() + text[name.len()..].chars().next().map_or(0, char::len_utf8);
            talk.push(Talk { span: Span::new(span.start, end), is_certain: false });
            continue;
        }
        let Some(word) = windows.start_of(text) else { continue };
        let mut tail = &text[word.len()..];
        let is_short = span.len() <= MAX_WINDOW && !text.ends_with(['。', '，', '；']);
        while let Some(c) = tail.chars().next() {
            let length = tails.start_of(tail).map_or(0, str::len);
            if length == 0 && is_han(c) && !is_numeral(c) {
                break;
            }
            tail = &tail[length.max(c.len_utf8())..];
        }
        let is_whole = tail.is_empty() && block.kind == BlockKind::Paragraph;
        let is_bare = text.len() == word.len();
        let is_telling = text.chars().any(|c| c.is_ascii_digit() || matches!(c, '…' | '.' | '：' | ':'));
        if is_short && is_whole && (is_telling || is_bare && units::is_edge(facts, at)) {
            talk.push(Talk { span, is_certain: true });
        }
    }
    talk
}

/// The length that an assistant tells of its text: （全文约1200字）, 字数：1523.
fn lengths(facts: &Facts<'_>) -> Vec<Talk> {
    let words = facts.words();
    let (leads, calls) = (words.of(&assistant::LENGTH), words.of(&assistant::CALL));
    let mut talk = Vec::new();
    for (at, block) in facts.doc.blocks().iter().enumerate() {
        let span = units::trimmed(facts, block.span);
        let text = facts.doc.slice(span);
        // Nothing stands behind the length in its block.
        let line = text.trim_end_matches(['。', '）', ')', '】', ']']);
        let line = line.strip_suffix("左右").unwrap_or(line);
        let Some(before) = line.strip_suffix('字').or_else(|| line.strip_suffix("个字")) else {
            let label = words.of(&assistant::LENGTH_LABEL).start_of(units::inside(text).unwrap_or(text));
            let is_lead = text.len() <= MAX_WINDOW && label.is_some();
            let inner = units::inside(text).unwrap_or(text);
            let behind = inner.trim_end_matches(|c: char| c.is_ascii_digit() || is_blank(c));
            if is_lead && behind.len() < inner.len() && behind.ends_with(['：', ':', '约']) {
                talk.push(Talk { span, is_certain: false });
            }
            continue;
        };
        let number = before.trim_end_matches(|c: char| {
            c.is_ascii_digit() || is_numeral(c) || is_blank(c) || c == ',' || c == '-'
        });
        if number.len() == before.len() {
            continue;
        }
        let is_bracketed = text.ends_with(['）', ')', '】', ']']);
        let start = if is_bracketed { number.rfind(['（', '(', '【', '[']) } else { Some(0) };
        let Some(start) = start else { continue };
        let mut lead = number[start..].trim_start_matches(['（', '(', '【', '[']);
        let is_empty = lead.is_empty();
        while let Some(c) = lead.chars().next() {
            let length = leads.start_of(lead).map_or(0, str::len);
            if length == 0 && c.is_alphanumeric() {
                break;
            }
            lead = &lead[length.max(c.len_utf8())..];
        }
        let is_own = lead.is_empty() && (!is_empty || is_bracketed && start == 0);
        if is_own && !calls.is_in(text) && (start == 0 || units::is_edge(facts, at)) {
            talk.push(Talk { span: Span::new(span.start + start, span.end), is_certain: start == 0 });
        }
    }
    talk
}
