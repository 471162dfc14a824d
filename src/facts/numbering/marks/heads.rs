//! Marks that occur only at the beginnings of blocks and are recognised by their neighbours: 1.2.3,
//! 任务一： ("Task 1:"), 第二部分 ("Part 2"), A., 甲、 ("A."), 第十条之一 ("Article 10-1").
//!
//! This module reads candidates. When all are known, `marks::company` decides which of them are
//! marks.

use crate::facts::numbering::marks::number::{enclosed, letter, roman, small_roman, stem};
use crate::facts::numbering::marks::reader::{Found, Number, Reader};
use crate::facts::numbering::marks::{Family, Mark, Path};
use crate::text::chars::{after, is_blank, is_han};
use crate::text::fold::{is_common_han, narrow};
use crate::text::hash::{START, fnv};
use crate::text::numeral::{STEMS, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::mark;

/// Maximum number of parts of a decimal number such as 1.2.3.
const MAX_LEVELS: usize = 6;
/// Maximum number of characters of the word beside a number: 任务 of 任务一 ("Task 1"), 小组 of 第一小组
/// ("first group").
const MAX_WORD: usize = 6;
/// Maximum number of characters between the brackets that may come between the number of a part and
/// its colon: （3月至4月） in 第一阶段（3月至4月）： ("stage 1 (March to April):").
const MAX_BRACKET: usize = 40;
/// Maximum value of each part of a decimal number such as 2.13. A number with a greater part is not
/// the number of an item.
const MAX_STEP: u32 = 199;

/// The heavenly stems, for a quick check if a block begins with one.
static STEM: Signs = Signs::of(STEMS);

/// Reads a candidate for a mark at the beginning of a block, at byte `start`.
pub(super) fn read(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let first = after(reader.text, start)?;
    // Nearly all blocks begin with Han text, which is read for three kinds of marks only.
    if is_common_han(first) {
        let part = if first == '第' { part(reader, start) } else { None };
        let found = part.or_else(|| label(reader, start));
        return found.or_else(|| if STEM.contains(first) { letters(reader, start) } else { None });
    }
    decimal(reader, start)
        .or_else(|| part(reader, start))
        .or_else(|| label(reader, start))
        .or_else(|| letters(reader, start))
        .or_else(|| square(reader, start))
}

/// True for a character with which a title may begin directly after its number, without
/// punctuation.
fn opens_title(c: char) -> bool {
    is_han(c) || c.is_ascii_alphabetic() || matches!(c, '《' | '“' | '「' | '（' | '(' | '"' | '【')
}

/// Reads a decimal number that was typed with a blank inside, such as `19. 4`. `arabic` is the mark
/// 19. at its beginning, as which it was read before. `None` if no title follows.
pub(super) fn spaced(reader: &Reader<'_>, arabic: &Mark) -> Option<Found> {
    let text = reader.text;
    let is_dotted = arabic.family == Family::Arabic && text[..arabic.span.end()].ends_with(['.', '．']);
    let rest = text[arabic.span.end()..].strip_prefix([' ', '\u{3000}']).filter(|_| is_dotted)?;
    let at = text.len() - rest.len();
    let number = reader.number(at).filter(|number| !number.is_han)?;
    let behind = &text[number.span.end()..];
    let is_title = behind.trim_start_matches(is_blank).starts_with(opens_title)
        && reader.words.of(&mark::QUANTITY).start_of(behind.trim_start_matches(is_blank)).is_none();
    let under = fnv(START, arabic.ordinal.to_string().as_bytes());
    let own = fnv(fnv(under, b"."), number.value.to_string().as_bytes());
    let found = number.mark(Family::Decimal(2), number.span.end()).filter(|_| is_title)?;
    Some(Found { path: Path { under, own }, ..found })
}

/// The parts of a decimal number such as 1.2.3.
struct Levels {
    /// Byte offset of the end of the last part.
    at: usize,
    path: Path,
    /// Number of parts: 3 in 1.2.3.
    levels: usize,
    /// Span of the last part of the number.
    last: Span,
    ordinal: u32,
    /// Sign between the parts of the number.
    divider: Option<char>,
}

/// Reads the parts of a decimal number and the signs between them.
fn levels(text: &str, start: usize) -> Option<Levels> {
    let first = after(text, start)?;
    let mut at = start;
    let mut own = START;
    let mut under = 0;
    let mut levels = 0;
    let mut last = Span::new(start, start);
    let mut divider = None;
    if first.is_ascii_uppercase() {
        own = fnv(own, &[first as u8]);
        at += 1;
        levels = 1;
    } else if !narrow(first).is_ascii_digit() {
        return None;
    }
    let mut ordinal = 0;
    loop {
        if levels > 0 {
            let c = after(text, at).filter(|&c| matches!(narrow(c), '.' | '-') || matches!(c, '–'));
            let Some(c) = c.filter(|&c| divider.is_none_or(|known| known == c)) else { break };
            let next = at + c.len_utf8();
            if !after(text, next).is_some_and(|c| narrow(c).is_ascii_digit()) {
                break;
            }
            divider = Some(c);
            at = next;
            under = own;
            own = fnv(own, b".");
        }
        let length: usize =
            text[at..].chars().take(4).take_while(|&c| narrow(c).is_ascii_digit()).map(char::len_utf8).sum();
        last = Span::new(at, at + length);
        let digits: String = last.of(text).chars().map(narrow).collect();
        ordinal = digits.parse().ok().filter(|&number: &u32| number <= MAX_STEP)?;
        own = fnv(own, ordinal.to_string().as_bytes());
        at += length;
        levels += 1;
        if levels > MAX_LEVELS {
            return None;
        }
    }
    Some(Levels { at, path: Path { under, own }, levels, last, ordinal, divider })
}

/// Reads a decimal mark: `1.2`, `1.2.3`, `A.0.1`, `1-1`, and `1` before a blank.
fn decimal(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let text = reader.text;
    let first = after(text, start)?;
    let Levels { at, path, levels, last, ordinal, divider } = levels(text, start)?;
    if ordinal == 0 || last.start() == start && levels > 1 {
        return None;
    }
    let is_path = levels > 1 && last.start() > start;
    let closed = after(text, at).filter(|c| is_path && matches!(c, '.' | '．' | '、'));
    let end = at + closed.map_or(0, char::len_utf8);
    let rest = &text[end..];
    // 4.3.l: a letter typed for a figure.
    if closed.is_some() && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let behind = rest.trim_start_matches(is_blank);
    let is_set_off = behind.len() < rest.len() || closed.is_some();
    let is_title = match behind.chars().next() {
        None => is_path,
        Some(c) => (opens_title(c) || (is_path && is_set_off)) && (is_set_off || is_path && is_han(c)),
    };
    // 1-1, 1-3: scores and codes are not followed by a title.
    if divider.is_some_and(|c| c != '.') && first.is_ascii_digit() && !behind.starts_with(opens_title) {
        return None;
    }
    let is_quantity =
        reader.words.of(&mark::QUANTITY).start_of(behind).is_some() && (!is_set_off || !is_path);
    if !is_title || is_quantity {
        return None;
    }
    let family = Family::Decimal(levels as u8);
    Some(Found { family, ordinal, number: last, end, path })
}

/// Reads a mark that begins with the ordinal prefix 第: `第二部分 …` ("Part 2 …"), `第三讲：…` ("Lecture 3:
/// …"), `第十条之一 …` ("Article 10-1 …").
fn part(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let text = reader.text;
    let quoted = text[start..].strip_prefix('“').unwrap_or(&text[start..]);
    let rest = quoted.strip_prefix('第')?;
    let at = text.len() - rest.len();
    let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
    let number = reader.number(at + blanks)?;
    let behind = text[number.span.end()..].trim_start_matches(is_blank);
    let unit = behind.chars().next()?;
    let unit_at = text.len() - behind.len();
    if let Some(inner) = behind[unit.len_utf8()..].strip_prefix('之')
        && matches!(unit, '条' | '章' | '节' | '款')
    {
        let inner = reader.number(text.len() - inner.len())?;
        let is_end = after(text, inner.span.end()).is_none_or(is_blank);
        let under = fnv(START, &number.value.to_le_bytes());
        let found = inner.mark(Family::Inserted(unit), inner.span.end()).filter(|_| is_end)?;
        return Some(Found { path: Path { under, own: 0 }, ..found });
    }
    if quoted.len() < text.len() - start {
        return None;
    }
    let known = reader.words.of(&mark::PART).start_of(behind);
    let word = known.or_else(|| word_before_colon(reader, behind))?;
    let end = unit_at + word.len();
    let closed = after(text, end);
    let is_head = closed.is_none_or(|c| is_blank(c) || matches!(c, '：' | ':' | '、' | '—'))
        || is_bracketed_head(&text[end..]);
    number.mark(Family::Part(unit), end).filter(|_| is_head)
}

/// Word between a number with 第 and a colon: 小组 of 第一小组： ("first group:"). `None` for words after
/// which the number is not that of an item, such as days and ranks (第一天：, "first day:").
fn word_before_colon<'t>(reader: &Reader<'_>, text: &'t str) -> Option<&'t str> {
    let end = text.char_indices().take(MAX_WORD + 1).find(|(_, c)| !is_han(*c)).map(|(at, _)| at)?;
    let word = &text[..end];
    let is_closed = text[end..].starts_with(['：', ':']);
    let outside = reader.words.of(&mark::OUTSIDE).start_of(word);
    let is_other = outside == Some(word) || word.starts_with(['天', '周', '日', '月', '年']);
    (end > 0 && is_closed && !is_other).then_some(word)
}

/// True if `text`, which follows the number of a part, begins with a bracket and a colon or blank:
/// （3月至4月）： in 第一阶段（3月至4月）： ("stage 1 (March to April):").
fn is_bracketed_head(text: &str) -> bool {
    let Some(inner) = text.strip_prefix(['（', '(']) else { return false };
    let close = inner.char_indices().take(MAX_BRACKET).find(|(_, c)| matches!(c, '）' | ')'));
    let behind = close.and_then(|(at, sign)| after(inner, at + sign.len_utf8()));
    behind.is_some_and(|c| matches!(c, '：' | ':') || is_blank(c))
}

/// Reads a mark that begins with a label: `任务一：` ("Task 1:"), `专栏2 …` ("Box 2 …"), `Q3：`.
fn label(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let text = reader.text;
    let rest = text[start..].strip_prefix('【').unwrap_or(&text[start..]);
    let known = reader.words.of(&mark::LABEL).start_of(rest);
    let word = known.or_else(|| any_word(reader, rest))?;
    let behind = rest[word.len()..].trim_start_matches(is_blank);
    let number_at = text.len() - behind.len();
    let number =
        reader.number(number_at).or_else(|| capital(text, number_at)).or_else(|| ringed(text, number_at))?;
    let end = number.span.end();
    let next = after(text, end);
    // Any word may begin items if a colon closes the number: 焦点一： ("Focus 1:"), 镜头3： ("Shot 3:").
    // 比分3：2 ("score 3:2") is not an item.
    let is_closed = matches!(next, Some('：' | ':'))
        && !after(text, end + next.map_or(0, char::len_utf8)).is_some_and(starts_number);
    if known.is_none() && !is_closed {
        return None;
    }
    // 附录A（规范性） ("Appendix A (normative)").
    let is_attached = known.is_some_and(|word| word.starts_with('附')) && matches!(next, Some('（' | '('));
    let is_head =
        is_attached || next.is_none_or(|c| is_blank(c) || matches!(c, '：' | ':' | '】' | '．' | '、'));
    // `注1 ` ("Note 1") and `例2.` ("Example 2.") alone are marks; 问题1、2 ("questions 1 and 2") are
    // two.
    let is_pair = next == Some('、') && after(text, end + '、'.len_utf8()).is_some_and(starts_number);
    let script = u32::from(number.is_han);
    let family = Family::Label(((fnv(START, word.as_bytes()) as u32) << 1) | script);
    let sign = next.filter(|c| matches!(c, '：' | ':' | '】' | '．' | '、')).map_or(0, char::len_utf8);
    number.mark(family, end + sign).filter(|_| is_head && !is_pair)
}

/// Word before a number at the beginning of a block: 焦点 ("Focus") in 焦点一. Weekdays, grades and days
/// are excluded, as these are counted in the same way.
fn any_word<'t>(reader: &Reader<'_>, text: &'t str) -> Option<&'t str> {
    let is_word = |c: char| is_han(c) && !is_numeral(c);
    let end = text.char_indices().take(MAX_WORD + 1).find(|(_, c)| !is_word(*c)).map(|(at, _)| at)?;
    let word = &text[..end];
    let is_other = word.starts_with(['第', '其']) || reader.words.of(&mark::COUNTED).end_of(word).is_some();
    (end > 0 && !is_other).then_some(word)
}

/// Reads a capital letter as a number: the A of 附录A ("Appendix A").
fn capital(text: &str, at: usize) -> Option<Number> {
    let c = after(text, at).filter(char::is_ascii_uppercase)?;
    let is_alone = !after(text, at + 1).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
    let value = u64::from(c as u32 - 'A' as u32 + 1);
    is_alone.then(|| Number { value, span: Span::new(at, at + 1), is_han: false })
}

/// Reads a ringed number: the ① of 注① ("Note 1").
fn ringed(text: &str, at: usize) -> Option<Number> {
    let c = after(text, at)?;
    Some(Number { value: u64::from(enclosed(c)?), span: Span::new(at, at + c.len_utf8()), is_han: false })
}

/// Reads a label (word, number and colon, as in 任务一：, "Task 1:") at byte `start`, after the end of
/// a clause within a block.
pub(super) fn inline(reader: &Reader<'_>, start: usize) -> Option<Found> {
    label(reader, start).filter(|found| reader.text[..found.end].ends_with(['：', ':']))
}

fn starts_number(c: char) -> bool {
    narrow(c).is_ascii_digit() || is_numeral(c)
}

/// Reads a letter as a mark: `A.`, `a)`, `(a)`, `Ⅰ.`, `II、`, `甲、` (the first of the stems, used as
/// A).
fn letters(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let text = reader.text;
    let first = after(text, start)?;
    let open = if matches!(first, '(' | '（') { first.len_utf8() } else { 0 };
    let at = start + open;
    let c = after(text, at)?;
    let is_letter = |c: char| narrow(c).is_ascii_alphabetic();
    let single = &text[at..at + c.len_utf8()];
    let length: usize = match roman(single).or_else(|| small_roman(single)) {
        Some(_) if !c.is_ascii() => c.len_utf8(),
        _ if is_letter(c) => {
            text[at..].chars().take(6).take_while(|&c| is_letter(c)).map(char::len_utf8).sum()
        }
        _ if stem(c).is_some() => c.len_utf8(),
        _ => return None,
    };
    let written = &text[at..at + length];
    let close = after(text, at + length)?;
    let is_closed = match open {
        0 => matches!(close, '.' | '．' | '、' | ')' | '）'),
        _ => matches!(close, ')' | '）'),
    };
    let end = at + length + close.len_utf8();
    let next = after(text, end);
    let is_dotted =
        close == '.' && next.is_some_and(|c| !is_blank(c) && !is_han(c) && !matches!(c, '《' | '“' | '（'));
    if !is_closed || is_dotted || next.is_none() {
        return None;
    }
    let is_bracketed = matches!(close, ')' | '）');
    let (family, value) = if let Some(value) = stem(c) {
        // 甲、乙类 ("classes A and B") names two.
        if open > 0 {
            (Family::LetterBracket('甲'), value)
        } else if close != '、' || next.is_some_and(|c| stem(c).is_some()) {
            return None;
        } else {
            (Family::Stem, value)
        }
    } else if let Some(value) = roman(written).filter(|_| !c.is_ascii() || length > 1) {
        (Family::Roman, value)
    } else if let Some(value) = small_roman(written).filter(|_| !c.is_ascii() || length > 1) {
        (if is_bracketed { Family::LetterBracket('i') } else { Family::Letter('i') }, value)
    } else {
        let value = letter(written)?;
        let kind = if narrow(c).is_ascii_uppercase() { 'A' } else { 'a' };
        (if is_bracketed { Family::LetterBracket(kind) } else { Family::Letter(kind) }, value)
    };
    let number = Number { value: u64::from(value), span: Span::new(at, at + length), is_han: false };
    number.mark(family, end)
}

/// Reads the number of a source in a list of sources: `[1]`.
fn square(reader: &Reader<'_>, start: usize) -> Option<Found> {
    let text = reader.text;
    let open = after(text, start).filter(|c| matches!(c, '[' | '［'))?;
    let number = reader.number(start + open.len_utf8()).filter(|number| !number.is_han)?;
    let close = after(text, number.span.end()).filter(|c| matches!(c, ']' | '］'))?;
    let end = number.span.end() + close.len_utf8();
    let is_entry = after(text, end).is_some_and(|c| !matches!(c, '，' | '。' | '、' | '；' | '[' | '-'));
    number.mark(Family::Square, end).filter(|_| is_entry)
}
