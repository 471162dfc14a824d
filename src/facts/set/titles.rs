//! Titles in 《》 and names of organisations, which are written in one way.

use crate::facts::Facts;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::set;

/// Shortest title that is compared, in characters: short ones are of many things.
const MIN_TITLE: usize = 8;
/// Longest title, in characters.
const MAX_TITLE: usize = 60;
/// Fewest characters of a name of an organisation before its last word.
const MIN_NAME: usize = 6;
/// Most characters of a name of an organisation.
const MAX_NAME: usize = 24;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A text, in 《》.
    Title,
    /// An organisation, by its last word; where it begins is not known.
    Organisation,
}

/// A name as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it is of.
    pub kind: Kind,
    /// Its characters.
    pub characters: Vec<char>,
}

/// All titles and names of organisations.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Name> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for (open, _) in text.match_indices('《') {
        let start = open + '《'.len_utf8();
        let end =
            text[start..].char_indices().take(MAX_TITLE + 1).find(|(_, c)| matches!(c, '》' | '\n' | '《'));
        let Some((length, '》')) = end else { continue };
        let span = Span::new(start, start + length);
        let characters: Vec<char> = span.of(text).chars().filter(|c| !c.is_whitespace()).collect();
        if characters.len() >= MIN_TITLE {
            found.push(Name { span, kind: Kind::Title, characters });
        }
    }
    let suffixes = facts.words().of(&set::ORGANISATION);
    for suffix in suffixes.iter() {
        for (at, _) in text.match_indices(suffix) {
            let end = at + suffix.len();
            // 有限公司 in 有限公司工会 is no end of a name.
            let before =
                text[..end].char_indices().rev().take(MAX_NAME).take_while(|(_, c)| is_han(*c)).last();
            let Some((start, _)) = before else { continue };
            let characters: Vec<char> = text[start..end].chars().collect();
            if characters.len() >= MIN_NAME + suffix.chars().count() {
                found.push(Name { span: Span::new(start, end), kind: Kind::Organisation, characters });
            }
        }
    }
    found.sort_by_key(|name| name.span);
    found
}
