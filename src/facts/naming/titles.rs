//! Titles in 《》 that occur once or twice with one wrong character: 《城市绿化条列》 in a text with 《城市绿化条例》
//! ("Regulation on Urban Greening").

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::naming::difference::{self, Slip, SpellingDifference};
use crate::facts::naming::spelling::{MAX_RARE, Misspelling, Scale};
use crate::text::span::Span;
use crate::words::Words;

/// Maximum number of bytes of a title that is compared. A longer one is not.
const MAX_LENGTH: usize = 180;
/// Maximum number of titles whose occurrences are counted, to bound the time.
const MAX_JUDGED: usize = 200;
/// Maximum number of frequent titles with which the others are compared, to bound the time.
const MAX_USUAL: usize = 64;
/// Minimum number of characters of a title if the wrong character sounds or looks like the right
/// one.
const MIN_ALIKE: usize = 4;
/// Minimum number of characters of a title if two characters are swapped. The first is not among
/// them: 中俄 and 俄中 ("Sino-Russian", "Russo-Chinese") are both right.
const MIN_SWAPPED: usize = 5;
/// Minimum number of characters of a title if the wrong character is any other one. It must not be
/// the first.
const MIN_OTHER: usize = 8;

/// A title with the number of its occurrences.
struct Title {
    chars: Vec<char>,
    first: Span,
    places: Vec<Span>,
}

impl Facts<'_> {
    /// Titles in an unusual spelling, in text order.
    pub fn misspelt_titles(&self) -> &[Misspelling] {
        self.cells.misspelt_titles.get_or_init(|| find(self.doc, self.words()))
    }
}

fn find(doc: &Document, words: &Words) -> Vec<Misspelling> {
    let titles = titles(doc);
    let mut usual: Vec<&Title> = titles.iter().collect();
    usual.sort_by_key(|title| std::cmp::Reverse(title.places.len()));
    usual.truncate(MAX_USUAL);
    let mut found = Vec::new();
    let mut judged = 0;
    let scale = Scale { text: doc.text(), words };
    for title in titles.iter().filter(|title| title.places.len() <= MAX_RARE) {
        let slip_of = |usual: &&Title| {
            let difference = difference::of(&usual.chars, &title.chars, words)?;
            is_slip(&usual.chars, difference).then_some((usual.first, difference))
        };
        let Some((usual, difference)) = usual.iter().find_map(slip_of) else { continue };
        if judged == MAX_JUDGED {
            break;
        }
        judged += 1;
        // A title also occurs without its marks.
        if let Some(slip) = scale.judge(usual, title.first, difference) {
            found.extend(title.places.iter().map(|span| Misspelling { span: *span, ..slip }));
        }
    }
    found.sort_unstable_by_key(|misspelling| misspelling.span);
    found
}

/// Titles of a document, in the order of their first occurrences.
fn titles(doc: &Document) -> Vec<Title> {
    let text = doc.text();
    let mut titles: Vec<Title> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for open in memmem::find_iter(text.as_bytes(), "《") {
        let start = open + '《'.len_utf8();
        let reach = text.floor_char_boundary((start + MAX_LENGTH).min(text.len()));
        let Some(length) = text[start..reach].find(['》', '《', '\n']) else { continue };
        let span = Span::new(start, start + length);
        if !text[span.end()..].starts_with('》') || span.is_empty() {
            continue;
        }
        match known.get(span.of(text)) {
            Some(&at) => titles[at].places.push(span),
            None => {
                known.insert(span.of(text), titles.len());
                let chars = span.of(text).chars().collect();
                titles.push(Title { chars, first: span, places: vec![span] });
            }
        }
    }
    titles
}

fn is_slip(usual: &[char], difference: SpellingDifference) -> bool {
    match difference.slip {
        Slip::Alike | Slip::Doubled => usual.len() >= MIN_ALIKE,
        Slip::Swapped => usual.len() >= MIN_SWAPPED && difference.before > 0,
        Slip::Replaced => usual.len() >= MIN_OTHER && difference.before > 0,
        Slip::Count => usual.len() >= MIN_OTHER && difference.before > 0 && difference.behind > 0,
    }
}
