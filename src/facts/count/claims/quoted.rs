//! Numbers of the characters of a quotation or an example: “坡、溪、篱”三个字 ("the three characters
//! 'slope, brook, fence'"), “快！快！”两个感叹号 ("'Quick! Quick!', two exclamation marks"), 由5位数字组成（如02147）
//! ("made of 5 digits (such as 02147)"), PDCA三个字母 ("the three letters PDCA").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes before and after the number that are searched for the quotation or the run of
/// letters.
const NEAR: usize = 240;
/// Number of bytes after a number of digits that are searched for an example: （如02147） ("(such as
/// 02147)").
const EXAMPLE: usize = 60;
/// Characters between a quotation and the number of its characters: 这 ("these"), 共 ("in all").
static LINKS: Signs = Signs::of("这共里中的连用了有");
/// Characters before a number of digits that counts only some of them: 后四位数字 ("the last four
/// digits").
static PARTIAL: Signs = Signs::of("后前末尾第和与、加");
/// Minimum number of characters of a run of letters or digits that is compared with the number.
/// Shorter ones are too common.
const MIN_RUN: usize = 3;

/// Reads the characters of the quotation or the example that the number counts.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let near = text.floor_char_boundary(block.end().min(of.number.end() + NEAR)).max(of.number.end());
    let behind = &text[of.number.end()..near];
    let from = text.ceil_char_boundary(block.start().max(of.number.start().saturating_sub(NEAR)));
    let before = Span::new(from, of.number.start());
    let (length, items) = if behind.starts_with("个字") && !behind.starts_with("个字母") {
        ("个字".len(), listed(text, before)?)
    } else if let Some(word) = ["位数字", "位数"].iter().find(|word| behind.starts_with(**word)) {
        (word.len(), digits(facts, of, before, word.len())?)
    } else {
        let rest = behind.strip_prefix('个')?;
        let sign = facts.words().of(&count::SIGN).start_of(rest);
        let letters = ["英文字母", "大写字母", "字母"].iter().find(|word| rest.starts_with(**word));
        match (sign, letters) {
            (Some(word), _) => ("个".len() + word.len(), signs(facts, text, before, word)?),
            (None, Some(word)) => ("个".len() + word.len(), letters_of(text, before)?),
            _ => return None,
        }
    };
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + length);
    (count > 0).then_some((
        place,
        Candidate {
            reading: CountReading::Quoted,
            found: count..=count,
            items,
            is_open: false,
            is_sure: true,
        },
    ))
}

/// Span of the quotation that ends before the number.
fn quotation(text: &str, before: Span) -> Option<Span> {
    let lead = before.of(text).trim_end_matches(|c| LINKS.contains(c));
    let inside = lead.strip_suffix('”')?;
    let open = inside.rfind('“')? + '“'.len_utf8();
    Some(Span::new(before.start() + open, before.start() + inside.len()))
}

/// Spans of the items of a quotation, if each is one character: `“坡、溪、篱”三个字` ("the three characters
/// 'slope, brook, fence'").
fn listed(text: &str, before: Span) -> Option<Vec<Span>> {
    let inside = quotation(text, before)?;
    let mut from = inside.start();
    let mut items = Vec::new();
    for item in inside.of(text).split('、') {
        items.push(Span::new(from, from + item.len()));
        from += item.len() + '、'.len_utf8();
    }
    let is_sign = |item: &Span| item.of(text).chars().count() == 1 && item.of(text).chars().all(is_han);
    (items.len() > 2 && items.iter().all(is_sign)).then_some(items)
}

/// Spans of the punctuation marks in a quotation that the number counts: `“快！快！”连用两个感叹号` ("'Quick!
/// Quick!', with two exclamation marks").
fn signs(facts: &Facts<'_>, text: &str, before: Span, word: &str) -> Option<Vec<Span>> {
    let inside = quotation(text, before)?;
    let value = facts.words().of(&count::SIGN).value(word)?;
    let sign = char::from_u32(value)?;
    let found = inside.of(text).match_indices(sign);
    Some(found.map(|(at, _)| Span::new(inside.start() + at, inside.start() + at + sign.len_utf8())).collect())
}

/// Spans of the letters in the only run of capitals before the number: `PDCA…三个字母` ("PDCA …, the
/// three letters").
fn letters_of(text: &str, before: Span) -> Option<Vec<Span>> {
    let lead = before.of(text);
    let mut runs = lead.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| !run.is_empty());
    let run =
        runs.next().filter(|run| run.len() >= MIN_RUN && run.bytes().all(|b| b.is_ascii_uppercase()))?;
    let at = before.start() + lead.find(run)?;
    runs.next().is_none().then(|| (at..at + run.len()).map(|at| Span::new(at, at + 1)).collect())
}

/// Spans of the digits in the example that follows: `由5位数字组成（如02147）` ("made of 5 digits (such as
/// 02147)"). Skips 后5位数字 ("the last 5 digits"), which counts only some of the digits, and 5位数字密码
/// ("5-digit password") with letters in its example.
fn digits(facts: &Facts<'_>, of: &Count, before: Span, length: usize) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    if before.of(text).ends_with(|c| PARTIAL.contains(c)) {
        return None;
    }
    let start = of.number.end() + length;
    let end = text.floor_char_boundary(block.end().min(start + EXAMPLE)).max(start);
    let behind = &text[start..end];
    let word = ["例如", "比如", "如："].iter().find_map(|word| Some(behind.find(word)? + word.len()));
    let at = word.or_else(|| Some(behind.find("（如")? + "（如".len()))?;
    let rest = &behind[at..];
    let run = rest.len() - rest.trim_start_matches(['“', '：', ' ']).len();
    let digits = rest[run..].bytes().take_while(u8::is_ascii_digit).count();
    let is_closed = rest[run + digits..].starts_with(['）', '，', '”', '。', '、', ')']);
    let from = start + at + run;
    (digits >= MIN_RUN && is_closed).then(|| (from..from + digits).map(|at| Span::new(at, at + 1)).collect())
}
