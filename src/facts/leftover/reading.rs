//! How much of a text is made of the words of one language: 下面是小编为大家整理的范文 is nothing else, 群众上传的材料 is not.

use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::class::Class;

/// Characters before which 网 is no end of a name: 网站, 网络.
const IN_WEB: [char; 5] = ['站', '络', '页', '民', '友'];
/// Most roles of a language.
const MAX_ROLES: usize = 20;

/// What the words of a class count for.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// The words.
    pub class: &'static Class,
    /// Weight of each different word.
    pub weight: u32,
    /// Most different words that count.
    pub most: u32,
}

impl Role {
    /// The words of `class`, of which the first `most` weigh `weight` each.
    pub const fn new(class: &'static Class, weight: u32, most: u32) -> Self {
        Self { class, weight, most }
    }
}

/// A word of a role, or a run of characters that belong to none.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Index of the role; `None` for other text.
    pub role: Option<usize>,
    /// The place in the text that was read.
    pub span: Span,
    /// Letters and Chinese characters in it.
    pub characters: usize,
}

/// Cuts a text into words, the longest at each place; of equal ones that of the first role. Digits, punctuation and Latin
/// letters outside words are left out.
pub fn read(text: &str, roles: &[Role], words: &Words) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut best: Option<(usize, usize)> = None;
        for (role, known) in roles.iter().enumerate() {
            let found = words.of(known.class).start_of(&text[at..]).map_or(0, str::len);
            // 素材网 is a site, 素材网站 any.
            let is_cut =
                found > 0 && text[at..at + found].ends_with('网') && text[at + found..].starts_with(IN_WEB);
            let found = if is_cut { 0 } else { found };
            if found > best.map_or(0, |(_, length)| length) {
                best = Some((role, found));
            }
        }
        if let Some((role, length)) = best {
            let span = Span::new(at, at + length);
            let characters = span.of(text).chars().filter(|c| c.is_alphanumeric()).count();
            pieces.push(Piece { role: Some(role), span, characters });
            at += length;
            continue;
        }
        let end = at + c.len_utf8();
        if is_han(c) {
            match pieces.last_mut() {
                Some(last) if last.role.is_none() && last.span.end == at => {
                    last.span.end = end;
                    last.characters += 1;
                }
                _ => pieces.push(Piece { role: None, span: Span::new(at, end), characters: 1 }),
            }
        }
        at = end;
    }
    pieces
}

/// The text without what is in quotation marks: 改为“扎实推进”.
pub fn without_quotes(text: &str) -> String {
    let mut depth = 0;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        depth += i32::from(matches!(c, '“' | '「'));
        if depth == 0 {
            kept.push(c);
        }
        depth -= i32::from(matches!(c, '”' | '」') && depth > 0);
    }
    kept
}

/// What the words of a text weigh.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    weights: [u32; MAX_ROLES],
    known: usize,
    unknown: usize,
}

impl Score {
    /// Adds up the pieces of `text`: each different word of a role once, as many as count.
    pub fn of(text: &str, pieces: &[Piece], roles: &[Role]) -> Self {
        let mut score = Self::default();
        let mut counted = [0; MAX_ROLES];
        for (at, piece) in pieces.iter().enumerate() {
            let Some(role) = piece.role else {
                score.unknown += piece.characters;
                continue;
            };
            score.known += piece.characters;
            let is_counted =
                |earlier: &Piece| earlier.role == Some(role) && earlier.span.of(text) == piece.span.of(text);
            if counted[role] < roles[role].most && !pieces[..at].iter().any(is_counted) {
                counted[role] += 1;
                score.weights[role] += roles[role].weight;
            }
        }
        score
    }

    /// Weight of the words of one role.
    pub fn weight(&self, role: usize) -> u32 {
        self.weights[role]
    }

    /// True if a word of one of these roles is there.
    pub fn has(&self, roles: &[usize]) -> bool {
        roles.iter().any(|&role| self.weights[role] > 0)
    }

    /// Weight of all words.
    pub fn total(&self) -> u32 {
        self.weights.iter().sum()
    }

    /// Percentage of the characters that are in words of the language; 0 for a text without any.
    pub fn share(&self) -> usize {
        (self.known * 100).checked_div(self.known + self.unknown).unwrap_or(0)
    }

    /// Takes as many characters for known: they are a name.
    pub fn recognize(&mut self, characters: usize) {
        let characters = characters.min(self.unknown);
        self.known += characters;
        self.unknown -= characters;
    }

    /// Letters and Chinese characters of the text.
    pub fn characters(&self) -> usize {
        self.known + self.unknown
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, Score, read};
    use crate::words::{Words, site};

    #[test]
    fn counts_each_word_once_and_its_share() {
        let roles = [Role::new(&site::OWN, 4, 1), Role::new(&site::GLUE, 0, 0)];
        let text = "小编的小编，123";
        let pieces = read(text, &roles, &Words::new());
        let score = Score::of(text, &pieces, &roles);
        assert_eq!((pieces.len(), score.total(), score.share()), (3, 4, 100));
        let text = "小编走了很远的路";
        let score = Score::of(text, &read(text, &roles, &Words::new()), &roles);
        assert!(score.share() < 70);
    }
}
