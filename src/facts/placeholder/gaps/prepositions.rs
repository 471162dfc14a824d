//! Prepositions without an object: 由负责 ("responsible: by"), 定于召开 ("to be held on"), 自起施行 ("in force
//! from"), 授予同志 ("award to Comrade"), 位于， ("located in,").

use crate::facts::placeholder::gaps::around::Around;
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::text::chars::after;
use crate::text::span::Span;
use crate::words::gap;

/// Maximum number of consecutive verbs after 由 ("by"): two in 由牵头负责 ("led and managed by").
const VERBS: usize = 2;

/// Reads the gap after a preposition. The character `c` at byte `at` is the preposition or, with
/// `before`, its end: 于 of 定于 ("set for").
pub(super) fn read(around: &Around<'_>, (at, c): (usize, char), before: char) -> Option<GapCandidate> {
    match c {
        '由' => agent(around, at),
        '于' if matches!(before, '定' | '拟' | '将' | '订' | '已' | '曾') => date(around, at, before),
        '起' if matches!(before, '自' | '从') => since(around, at, before),
        '同' => person(around, at),
        _ => None,
    }
}

/// Reads verbs after 由 ("by") without an agent, at the end of a clause: 由负责， ("responsible: by,"),
/// 由牵头办理。 ("led and handled by.").
fn agent(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let start = at + '由'.len_utf8();
    let handling = around.words.of(&gap::HANDLING);
    let first = handling.start_of(around.behind(start))?;
    let mut end = start + first.len();
    for _ in 1..VERBS {
        end += handling.start_of(around.behind(end)).map_or(0, str::len);
    }
    let is_over =
        after(&around.text[..around.block.span.end()], end).is_some_and(|c| matches!(c, '，' | '。' | '；'));
    // 自由 ("free"), 理由 ("reason").
    let is_word = around.words.of(&gap::REASON).end_of(around.before(start)).is_some();
    (is_over && !is_word).then(|| GapCandidate::certain(GapKind::OpenName, Span::new(at, end)))
}

/// Reads an event without its date: 定于召开 ("to be held on"), 将于举行 ("will take place on").
fn date(around: &Around<'_>, at: usize, before: char) -> Option<GapCandidate> {
    let end = at + '于'.len_utf8();
    let verb = around.words.of(&gap::EVENT).start_of(around.behind(end))?;
    let end = end + verb.len();
    // 将于开标前一日 ("on the day before the bids are opened"), 定于开业当天 ("set for the opening day"): the
    // event itself gives the date.
    let is_time = around.words.of(&gap::TIME_OF_EVENT).start_of(around.behind(end)).is_some();
    (!is_time).then(|| GapCandidate::certain(GapKind::Date, Span::new(at - before.len_utf8(), end)))
}

/// Reads a beginning of validity without its date: 自起施行 ("in force from").
fn since(around: &Around<'_>, at: usize, before: char) -> Option<GapCandidate> {
    let end = at + '起'.len_utf8();
    let verb = around.words.of(&gap::TAKES_EFFECT).start_of(around.behind(end))?;
    Some(GapCandidate::certain(GapKind::Date, Span::new(at - before.len_utf8(), end + verb.len())))
}

/// Reads 同志 ("comrade") directly after a verb that needs a name: 授予同志荣誉称号 ("award Comrade the
/// title").
fn person(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let behind = around.behind(at).strip_prefix("同志")?;
    let verb = around.words.of(&gap::BESTOWING).end_of(around.before(at))?;
    let is_all = behind.starts_with(['们', '，', '。', '、', '以']);
    (!is_all).then(|| GapCandidate::certain(GapKind::OpenName, around.with_word(verb, at, at + "同志".len())))
}

/// Reads punctuation at byte `at` after a word that needs an object: 位于， ("located in,"), 截至。 ("as
/// of.").
pub(super) fn stopped(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let word = around.words.of(&gap::LEADING).end_of(around.before(at))?;
    // 截至，意为… ("'as of' means …"): the text explains the word.
    if around.block.span.start() + word.len() == at {
        return None;
    }
    Some(GapCandidate::certain(GapKind::Hanging, around.with_word(word, at, at)))
}
