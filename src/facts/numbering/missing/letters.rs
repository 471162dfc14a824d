//! Checks references to classes with letters: D类 ("class D") in a text with 分为A、B、C三类 ("divided
//! into three classes A, B and C").

use crate::facts::Facts;
use crate::facts::numbering::missing::{Lack, MIN_COUNTED, Missing};
use crate::text::chars::after;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Nouns of one character for things that are named by letters: 类 ("class"), 级 ("grade"), 组
/// ("group").
static KINDS: Signs = Signs::of("类级组栏区款型档队班岗");
/// Maximum number of lists of letters that are read, to bound the time.
const MAX_LISTS: usize = 20;
/// Maximum number of occurrences of one letter that are checked, to bound the time.
const MAX_PLACES: usize = 200;

/// Adds references to the letter after the last one of a list: D类 ("class D") in a text with
/// 分为A、B、C三类 ("divided into three classes A, B and C").
pub(super) fn read(facts: &Facts<'_>, out: &mut Vec<Missing>) {
    let text = facts.doc.text();
    let mut known: Vec<char> = Vec::new();
    for at in facts.places_of("A、B").take(MAX_LISTS) {
        let Some((last, kind)) = list(&text[at..]).filter(|(last, _)| *last as usize > MIN_COUNTED) else {
            continue;
        };
        let next = char::from(b'A' + last.min(25) as u8);
        // With two lists of one kind, a reference may mean either.
        if known.contains(&kind) {
            continue;
        }
        known.push(kind);
        let word = format!("{next}{kind}");
        for (place, _) in text[at..].match_indices(&word).take(MAX_PLACES) {
            let start = at + place;
            let is_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '、');
            if !is_word {
                Missing::push(out, Span::new(start, start + word.len()), Lack::Letter, last);
            }
        }
    }
}

/// Reads a list of letters that begins with A: for A、B、C三类 ("three classes A, B and C") the number
/// of letters, 3, and the noun 类 ("class"). `None` if no such noun follows.
fn list(text: &str) -> Option<(u32, char)> {
    let mut last = 1;
    let mut end = 1;
    loop {
        let next = char::from(b'A' + u8::try_from(last).ok().filter(|last| *last < 26)?);
        let sign = after(text, end).filter(|c| matches!(c, '、' | '和' | '及' | '与'));
        let Some(sign) = sign.filter(|sign| text[end + sign.len_utf8()..].starts_with(next)) else { break };
        end += sign.len_utf8() + 1;
        last += 1;
    }
    let rest = text[end..].trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit());
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    let kind = after(rest, 0).filter(|c| KINDS.contains(*c))?;
    // A、B类 ("classes A and B"): may be only some of the classes.
    (rest.len() < text[end..].len() || last > 2).then_some((last, kind))
}
