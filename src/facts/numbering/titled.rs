//! Numbers in a text that differ from the number in its title: 补充协议（三） … 本补充协议（四） ("Supplement (3)
//! … this Supplement (4)"); 第四批项目公示 … 申报第三批项目 ("4th batch of projects … apply for the 3rd batch").

use crate::facts::Facts;
use crate::facts::numbering::marks::number;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;

/// Maximum number of bytes of a title from which a number is read. Longer titles are skipped.
const MAX_TITLE: usize = 240;
/// Number of characters of the noun after the number in a title by which the same expression is
/// searched in the text: 项目 of 第四批项目 ("4th batch of projects").
const NOUN: usize = 2;
/// Maximum number of characters of the name before the bracket in a title that are searched in the
/// text: 补充协议 of 补充协议（三） ("Supplement (3)").
const MAX_NAME: usize = 6;
/// Maximum number of places of the text with the words of the title that are checked, to bound the
/// time.
const MAX_PLACES: usize = 60;

/// A number in the text that should be the one in the title but differs: 第三批项目 ("3rd batch of
/// projects") below the title 第四批项目 ("4th batch").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// Span of the number with the words around it.
    pub place: Span,
    /// Span of the title.
    pub title: Span,
}

/// Finds numbers in the text that should be the same as in its title.
pub fn otherwise(facts: &Facts<'_>) -> Vec<Otherwise> {
    let Some(title) = facts.title().filter(|title| title.len() <= MAX_TITLE) else { return Vec::new() };
    let found = different_bracket(facts, title).or_else(|| different_ordinal(facts, title));
    found.into_iter().map(|place| Otherwise { place, title }).collect()
}

/// Finds a number in brackets that differs from the title's: 本补充协议（四） ("this Supplement (4)") below
/// the title `补充协议（三）`.
fn different_bracket(facts: &Facts<'_>, title: Span) -> Option<Span> {
    let text = facts.doc.text();
    let written = title.of(text).trim_end_matches(is_blank);
    let (own, open) = bracket(written, written.rfind(['（', '('])?)?;
    let lead = &written[..open.start()];
    if open.end() != written.len() {
        return None;
    }
    let name = lead.char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c));
    let name = &lead[name.map(|(at, _)| at).filter(|at| lead[*at..].chars().nth(1).is_some()).min()?..];
    // The shortest suffix of the title that the text uses with 本 ("this"): 本|补充协议.
    let mut ends = name.char_indices().map(|(at, _)| &name[at..]).filter(|end| is_longer(end, 1));
    ends.find_map(|end| {
        let own_name = format!("本{end}");
        text[title.end()..].match_indices(&own_name).take(MAX_PLACES).find_map(|(at, word)| {
            let at = title.end() + at;
            let (other, place) = bracket(text, at + word.len())?;
            (other != own).then(|| Span::new(at, place.end()))
        })
    })
}

/// Number in the bracket that opens at byte `at`, and the span of the bracket.
fn bracket(text: &str, at: usize) -> Option<(u32, Span)> {
    let open = text[at..].chars().next().filter(|c| matches!(c, '（' | '('))?;
    let (value, end) = number::behind(text, at + open.len_utf8());
    let close = text[end..].chars().next().filter(|c| matches!(c, '）' | ')'))?;
    Some((value?, Span::new(at, end + close.len_utf8())))
}

/// Finds an ordinal in the text that differs from the one in the title: 第三批项目 ("3rd batch of
/// projects") below the title 第四批项目 ("4th batch"), if the text never has the ordinal of the title.
fn different_ordinal(facts: &Facts<'_>, title: Span) -> Option<Span> {
    let text = facts.doc.text();
    let written = title.of(text);
    let at = written.find('第')?;
    let (own, end) = number::behind(written, at + '第'.len_utf8());
    let own = own?;
    let unit = written[end..].chars().next().filter(|c| matches!(c, '批' | '届' | '期' | '轮'))?;
    let noun: String =
        written[end + unit.len_utf8()..].chars().take_while(|&c| is_han(c)).take(NOUN).collect();
    if noun.chars().count() < NOUN {
        return None;
    }
    let key = format!("{unit}{noun}");
    let mut other = None;
    for (at, _) in text[title.end()..].match_indices(&key).take(MAX_PLACES) {
        let at = title.end() + at;
        let lead = &text[title.end()..at];
        let Some(from) = lead.rfind('第').filter(|from| lead.len() - from <= 12) else { continue };
        let (value, end) = number::behind(text, title.end() + from + '第'.len_utf8());
        if end != at {
            continue;
        }
        match value {
            Some(value) if value == own => return None,
            Some(value) if value.abs_diff(own) == 1 && other.is_none() => {
                other = Some(Span::new(title.end() + from, at + key.len()));
            }
            // The text names several other numbers, so it compares them.
            _ => return None,
        }
    }
    other
}
