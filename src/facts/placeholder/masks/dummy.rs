//! Dummy content: `活动内容：啊啊啊啊` ("content: ahhh"), `测试测试` ("test test"), `asdf`, `电话：12345678`
//! ("telephone: 12345678"), `投资000万元` ("investment of 000 yuan"), `AAA公司` ("Company AAA").
//!
//! It is recognised by its form and its place. Forms are one character or word repeated, keys in a
//! row of the keyboard, and digits in order. Places are a whole cell or the whole value of a label.

use memchr::memmem;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::placeholder::masks::Mask;
use crate::facts::placeholder::places::Surroundings;
use crate::facts::rare::Rare;
use crate::facts::tokens::{MaskScript, Token, TokenKind, Tokens};
use crate::text::chars::{after, before, is_blank, is_han, is_longer, is_stop};
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::{Words, dummy, field, note, time};

/// Letters of the keyboard's rows, to recognise keys that were hit in a row (asdf).
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Digits in ascending order, to recognise numbers such as 12345678.
const DIGITS: &str = "1234567890";
/// Maximum number of characters of a text that may be dummy content.
const MAX_VALUE: usize = 40;
/// Maximum number of characters of a label. A longer text before a colon is not a label.
const MAX_LABEL: usize = 12;
/// Minimum number of copies of one character that count as dummy content.
const FEW_COPIES: usize = 4;
/// Minimum number of digits in order that count as dummy content, not as chance.
const FEW_DIGITS: usize = 6;
/// Number of digits from which on copies of one digit are dummy content. Shorter ones may be
/// telephone numbers.
const LONG: usize = 9;
/// Number of bytes before and after zeros, letters and words for an unknown number that are read.
const REACH: usize = 60;

/// Finds dummy content, in no particular order.
pub(super) fn find(
    doc: &Document,
    (tokens, rare): (&Tokens, &Rare),
    said: &[(usize, &str)],
    words: &Words,
) -> Vec<Mask> {
    let mut found = Vec::new();
    found.extend(spoken(doc, said, words));
    let has_tabs = memchr::memchr(b'\t', doc.text().as_bytes()).is_some();
    let double_zero = memmem::Finder::new("00");
    let has_zeros = double_zero.find(doc.text().as_bytes()).is_some();
    for ((block, rare), tokens) in doc.blocks().iter().zip(rare.blocks()).zip(tokens.blocks()) {
        let text = doc.slice(block.span);
        let mut add = |span: Span| {
            let span = Span::new(block.span.start() + span.start(), block.span.start() + span.end());
            found.push(Mask { span, script: MaskScript::Letter, touches_digit: false });
        };
        if has_tabs && text.contains('\t') || may_hold_value(block, tokens) {
            values(text, block, words, &mut add);
        }
        if has_zeros {
            zeros(text, block, (&double_zero, words), &mut add);
        }
        let capitals = rare.iter().filter(|(_, c)| c.is_ascii_uppercase() && *c != 'X');
        for &(at, c) in capitals {
            letters(text, (at - block.span.start(), c), words, &mut add);
        }
    }
    found
}

/// Selects those of the words `said`, for a number that is not known yet, that stand for one:
/// 达到多少多少元 ("reached so and so many yuan").
fn spoken<'d>(
    doc: &'d Document,
    said: &'d [(usize, &'d str)],
    words: &'d Words,
) -> impl Iterator<Item = Mask> + 'd {
    let text = doc.text();
    said.iter().filter_map(move |&(at, word)| {
        let (low, end) = (text.floor_char_boundary(at.saturating_sub(REACH)), at + word.len());
        let high = text.floor_char_boundary((end + REACH).min(text.len()));
        let place = Surroundings::new(&text[low..at], &text[end..high], words);
        // 光说完成了多少多少亿元 ("they only say they completed so and so much") is about people who talk.
        let is_told = words.of(&dummy::TELLING).is_in(&text[low..at]);
        let is_number = place.precedes_measure() || text[end..].starts_with(['万', '亿']);
        let is_open = (is_number || place.follows_figure_verb() && place.precedes_figure()) && !is_told;
        is_open.then(|| Mask { span: Span::new(at, end), script: MaskScript::Letter, touches_digit: false })
    })
}

/// Fast test: returns false if a block without tabs certainly holds no cell and no label, because
/// no colon is near its beginning.
fn may_hold_value(block: &Block, tokens: &[Token]) -> bool {
    let end = block.span.start() + (MAX_LABEL + 1) * char::MAX_LEN_UTF8;
    let mut near = tokens.iter().take_while(|token| token.span().start() < end);
    matches!(block.kind, BlockKind::Cell(_)) || near.any(|token| token.kind == TokenKind::Colon)
}

/// Adds dummy content in cells and after labels.
fn values(text: &str, block: &Block, words: &Words, add: &mut impl FnMut(Span)) {
    let is_cell = matches!(block.kind, BlockKind::Cell(_));
    let mut start = 0;
    for column in text.split('\t') {
        let here = start;
        start += column.len() + 1;
        let is_column = is_cell || column.len() < text.len();
        let label = column.char_indices().take(MAX_LABEL + 1).find(|(_, c)| matches!(c, '：' | ':'));
        let (label, content) = match label {
            Some((at, c)) => (&column[..at], &column[at + c.len_utf8()..]),
            None if is_column => ("", column),
            None => continue,
        };
        let value = content.trim_matches(|c| is_blank(c) || is_stop(c));
        let is_long = is_longer(value, MAX_VALUE);
        if value.is_empty() || is_long || !label.is_empty() && !label.ends_with(is_han) {
            continue;
        }
        let is_free = words.of(&dummy::SECRET).is_in(label);
        let is_rated = words.of(&dummy::RATING).end_of(label).is_some();
        if !is_free && !is_rated && is_dummy(value, label, words) {
            let at = here + column.len() - content.len()
                + (content.len() - content.trim_start_matches(|c| is_blank(c) || is_stop(c)).len());
            add(Span::new(at, at + value.len()));
        }
    }
}

/// True if `value` as a whole is dummy content.
fn is_dummy(value: &str, label: &str, words: &Words) -> bool {
    let lower = value.to_ascii_lowercase();
    if value.chars().any(is_han) {
        // 他笑道：哈哈哈哈 ("he laughed: hahaha") is not an entry of a form.
        let classes = [&dummy::ENTRY, &field::NOUN, &note::MATERIAL];
        let is_entry =
            label.is_empty() || classes.into_iter().any(|class| words.of(class).end_of(label).is_some());
        if !is_entry {
            return false;
        }
        return words.of(&dummy::TEXT).contains(value)
            || copies(value, 1) >= FEW_COPIES
            || copies(value, 2) >= 2 && words.of(&dummy::UNIT).start_of(value).is_some()
            || copies(value, 2) >= 3
            || copies(value, 3) >= 3;
    }
    let is_text = words.of(&dummy::TEXT).contains(&lower);
    // Tables have columns of short codes.
    if label.is_empty() {
        return is_text && lower.len() > "test".len() || is_keys(&lower) && lower.len() >= FEW_DIGITS;
    }
    is_text || is_keys(&lower) || is_count(value)
}

/// Number of copies of the first `size` characters of which `value` consists; 0 if there is other
/// text in it.
fn copies(value: &str, size: usize) -> usize {
    let Some((length, _)) = value.char_indices().nth(size).or(Some((value.len(), ' '))) else { return 0 };
    let unit = &value[..length];
    let is_word = !unit.is_empty() && unit.chars().all(is_han);
    let is_copied = is_word
        && value.len().is_multiple_of(length)
        && value.as_bytes().chunks(length).all(|part| part == unit.as_bytes());
    if is_copied { value.len() / length } else { 0 }
}

/// True for keys in a row of the keyboard, repeated or not, and for one repeated letter: asdf,
/// qwerty, asdasd, aaaa.
fn is_keys(value: &str) -> bool {
    if value.len() < 4 || !value.bytes().all(|byte| byte.is_ascii_lowercase()) || value.starts_with('x') {
        return false;
    }
    let is_row = |part: &str| KEYS.iter().any(|row| row.contains(part));
    let is_copied = |size: usize| {
        let unit = &value[..size];
        value.len() >= 2 * size && value.as_bytes().chunks(size).all(|part| unit.as_bytes().starts_with(part))
    };
    let is_one = value.bytes().all(|byte| byte == value.as_bytes()[0]) && !value.starts_with('w');
    is_row(value)
        || is_one
        || (3..=4).any(|size| value.len() > size && is_row(&value[..size]) && is_copied(size))
}

/// True for a number that was typed without thought: digits in order (123456, 010-12345678), only
/// zeros, or many copies of one digit. Short ones are excluded, as services have such telephone
/// numbers.
fn is_count(value: &str) -> bool {
    let digits = value.rsplit('-').next().unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let cycle = || DIGITS.bytes().cycle();
    is_number
        && digits.len() >= FEW_DIGITS
        && (digits.bytes().zip(cycle()).all(|(one, other)| one == other)
            || digits.bytes().all(|byte| byte == b'0')
            || digits.len() >= LONG && digits.bytes().all(|byte| byte == digits.as_bytes()[0]))
}

/// Adds zeros in place of a number, without a digit or a point beside them: 投资000万元 ("investment of
/// 000 yuan"), 0000年00月00日.
fn zeros(
    text: &str,
    block: &Block,
    (double_zero, words): (&memmem::Finder<'_>, &Words),
    add: &mut impl FnMut(Span),
) {
    let mut end = 0;
    for at in double_zero.find_iter(text.as_bytes()) {
        if at < end {
            continue;
        }
        if let Some(length) = zero_value(text, block, at) {
            end = at + length;
            add(Span::new(at, end));
            continue;
        }
        let rest = &text[at..];
        end = at + rest.len() - rest.trim_start_matches('0').len();
        let touches = |c: Option<char>| {
            c.is_some_and(|c| {
                narrow(c).is_ascii_alphanumeric()
                    || matches!(
                        c,
                        '.' | '．'
                            | ','
                            | '，'
                            | ':'
                            | '：'
                            | '-'
                            | '－'
                            | '–'
                            | '—'
                            | '/'
                            | '〇'
                            | '%'
                            | '+'
                            | '×'
                            | '*'
                            | '~'
                            | '～'
                            | '#'
                    ) && c != '，'
                        && c != '：'
            })
        };
        if touches(before(text, at)) || touches(after(text, end)) && !text[end..].starts_with(['%', '-']) {
            continue;
        }
        let low = text.floor_char_boundary(at.saturating_sub(REACH));
        let high = text.floor_char_boundary((end + REACH).min(text.len()));
        let place = Surroundings::new(&text[low..at], &text[end..high], words);
        let length = end - at;
        let behind = &text[end..high];
        let is_date = behind.starts_with('年') && length == 4
            || length == 2 && behind.starts_with(['月', '日']) && before(text, at).is_some_and(is_han);
        let is_clock = words.of(&dummy::CLOCK).start_of(behind).is_some()
            || words.of(&time::PART).start_of(behind).is_some();
        let is_figure =
            !is_clock && place.precedes_figure() && before(text, at).is_some_and(|c| is_han(c) || c == '，');
        if is_date || is_figure {
            add(Span::new(at, end));
        }
    }
}

/// Length in bytes of the value at byte `at`, if it consists of zeros in place of a number:
/// 000,000.00 in a cell, 0000-0000000 as a telephone number. `None` for other values.
fn zero_value(text: &str, block: &Block, at: usize) -> Option<usize> {
    /// Minimum numbers of zeros: in a cell, and in a telephone number.
    const FEW: [usize; 2] = [3, 10];
    let value = text[at..].bytes().take_while(|byte| matches!(byte, b'0' | b',' | b'.' | b'-')).count();
    let value = &text[at..at + value];
    let zeros = value.bytes().filter(|byte| *byte == b'0').count();
    let (before, behind) = (before(text, at), after(text, at + value.len()));
    let is_column = before.is_none_or(|c| c == '\t') && behind.is_none_or(|c| c == '\t');
    let is_table = matches!(block.kind, BlockKind::Cell(_)) || before.is_some() || behind.is_some();
    let is_cell = is_column && is_table && zeros >= FEW[0] && !value.starts_with("0.");
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    let is_telephone = zeros >= FEW[1] && value.contains('-') && is_free(before) && is_free(behind);
    (is_cell || is_telephone).then_some(value.len())
}

/// Adds three or more copies of one capital letter, from the first at byte `start`, in place of a
/// name: AAA公司 ("Company AAA"), YYY同志 ("Comrade YYY"). X is always read as a mask instead, and
/// AAA企业 ("AAA company") is a rating.
fn letters(text: &str, (start, letter): (usize, char), words: &Words, add: &mut impl FnMut(Span)) {
    let end = text.len() - text[start..].trim_start_matches(letter).len();
    let is_joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    if end - start < 3 || is_joined(before(text, start)) || is_joined(after(text, end)) {
        return;
    }
    let low = text.floor_char_boundary(start.saturating_sub(REACH));
    let high = text.floor_char_boundary((end + REACH).min(text.len()));
    let place = Surroundings::new(&text[low..start], &text[end..high], words);
    let is_named = place.precedes_institution() && !text[end..].starts_with('企') || place.precedes_title();
    let is_called = place.follows_name_cue() || place.follows_name_hint();
    if is_named && is_called && before(text, start).is_some_and(is_han) {
        add(Span::new(start, end));
    }
}
