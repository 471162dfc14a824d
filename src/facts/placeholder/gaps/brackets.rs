//! Empty brackets in place of content: [　　], 《　　》.

use crate::facts::placeholder::gaps::around::{Around, is_mark};
use crate::facts::placeholder::gaps::open::width;
use crate::facts::placeholder::gaps::{GapCandidate, GapKind};
use crate::text::chars::{after, is_blank, is_han};
use crate::text::span::Span;
use crate::words::{gap, time};

/// Width of the blanks between brackets from which on they may be in place of a name, in half-width
/// characters.
const WIDE: usize = 2;

/// Reads empty brackets that open at byte `at`: [　　], 《　　》. `None` if they contain more than
/// blanks, or if empty brackets are normal there (a box to tick).
pub(super) fn empty(around: &Around<'_>, at: usize) -> Option<GapCandidate> {
    let (close, behind) = inside(around, at)?;
    let content = &around.text[at..close];
    let wide: usize = content.chars().filter(|c| is_blank(*c)).map(width).sum();
    let is_square = content.starts_with(['[', '［']);
    if is_square && behind.starts_with(['年', '月', '日']) {
        return date(around, at, close).map(|span| GapCandidate::certain(GapKind::OpenDate, span));
    }
    let is_first = at == around.block.span.start();
    let is_unit = around.words.of(&gap::MEASURE).start_of(behind).is_some()
        || around.words.of(&gap::CLASSIFIER).start_of(behind).is_some();
    // [ ] before an item is a box to tick, and “ ” may mention a blank.
    let is_tick = is_square && !is_unit && (wide < WIDE + 1 || is_first && wide < 2 * WIDE);
    let is_sign = !is_square && (1..WIDE * 2).contains(&wide) && (wide < WIDE || content.starts_with('“'));
    // A text about punctuation mentions the marks.
    let is_spoken_of = |text: &str| around.words.of(&gap::ON_MARKS).is_in(text);
    if wide == 0
        && !is_square
        && (is_spoken_of(around.before(at)) || is_spoken_of(behind) || !is_beside_words(around, at, behind))
    {
        return None;
    }
    (!is_tick && !is_sign).then(|| GapCandidate::certain(GapKind::OpenName, Span::new(at, close)))
}

/// True if a word or a mark is before the brackets, and a word, a mark or the end of the block
/// after them. `behind` is the text after them.
fn is_beside_words(around: &Around<'_>, at: usize, behind: &str) -> bool {
    let is_word = |c: char| is_han(c) || is_mark(c);
    let is_name = |c: char| is_word(c) || c == '》';
    around.before(at).ends_with(is_name) && behind.chars().next().is_none_or(is_word)
}

/// End of the empty brackets that open at byte `at`, and the text after them.
fn inside<'t>(around: &Around<'t>, at: usize) -> Option<(usize, &'t str)> {
    let open = after(around.text, at)?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        _ => return None,
    };
    let start = at + open.len_utf8();
    after(&around.text[..around.block.span.end()], start).filter(|c| is_blank(*c) || *c == close)?;
    let behind = around.behind(start);
    let rest = behind.trim_start_matches(is_blank);
    let rest = rest.strip_prefix(close)?;
    let end = at + open.len_utf8() + behind.len() - rest.len();
    Some((end, rest))
}

/// Span of a date with empty brackets, [ ]年[ ]月[ ]日 (year, month, day). `close` is the end of its
/// first pair.
fn date(around: &Around<'_>, at: usize, close: usize) -> Option<Span> {
    let mut end = close;
    let mut close = close;
    // A date has three parts.
    for _ in 0..3 {
        let part = around.words.of(&time::PART).start_of(around.behind(close));
        let Some(part) = part else { break };
        end = close + part.len();
        match inside(around, end) {
            Some((next, _)) => close = next,
            None => break,
        }
    }
    Some(Span::new(at, end))
}
