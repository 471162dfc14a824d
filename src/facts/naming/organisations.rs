//! Organisations whose name occurs once or twice with one wrong character: 云江华贸纺织有限公司 in a text
//! with 云江华茂纺织有限公司 ("Yunjiang Huamao Textile Co., Ltd.").
//!
//! Nothing marks the beginning of such a name. The text before the word for its kind (公司,
//! "company") is compared from there to the left: a run of characters that recurs counts as a name,
//! and a run that differs from it inside, by one character, as its misspelling. Published texts
//! contain many pairs such as 由县级人民政府 ("by the county government") and 由省级人民政府 ("by the provincial
//! government"). Therefore a character that neither sounds nor looks like the other counts only
//! before kinds that always have a proper name.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::naming::difference::{self, Slip};
use crate::facts::naming::spelling::{MIN_USUAL, Misspelling, Scale};
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::{Words, naming};

/// Number of characters before the word for the kind of an organisation (公司, "company") that are
/// read as its name.
const REACH: usize = 12;
/// Minimum number of characters of a compared name, without the word for its kind (公司, "company").
const MIN_NAME: usize = 4;
/// Minimum number of characters of a name, without the word for its kind, if a character is missing
/// or additional, or if two characters neither sound nor look alike.
const MIN_NAME_UNLIKE: usize = 6;
/// Minimum number of characters of a name, without the word for its kind, if the two spellings
/// differ in the first character.
const MIN_NAME_AT_HEAD: usize = 5;
/// Number of characters directly before the word for the kind by which occurrences are grouped, to
/// find the names that recur.
const TAIL: usize = 3;
/// Maximum number of spellings before one word for a kind (公司, "company") whose occurrences are
/// counted, to bound the time.
const MAX_JUDGED: usize = 200;
/// Maximum number of names before one word for a kind (公司, "company") that others are compared
/// with, to bound the time.
const MAX_NAMES: usize = 64;

/// Characters before a word for the kind of an organisation (公司, "company"), from right to left,
/// with the position of the first byte of each.
struct Head {
    chars: Vec<char>,
    starts: Vec<usize>,
    kind: Span,
}

impl Head {
    fn read(doc: &Document, kind: Span) -> Self {
        let start = doc.blocks()[doc.block_at(kind.start())].span.start();
        let before = doc.text()[start..kind.start()].char_indices().rev();
        let (starts, chars) =
            before.take(REACH + 1).take_while(|(_, c)| is_han(*c)).map(|(at, c)| (start + at, c)).unzip();
        Self { chars, starts, kind }
    }

    /// Span of the last `count` characters before the word for the kind, with this word.
    fn span(&self, count: usize) -> Span {
        Span::new(self.starts[count - 1], self.kind.end())
    }

    /// Last `count` characters before the word for the kind, from left to right.
    fn window(&self, count: usize) -> Vec<char> {
        self.chars[..count].iter().rev().copied().collect()
    }
}

/// Finds names in an unusual spelling. `kinds` are the occurrences of one word for a kind of
/// organisation (公司, "company"), in text order.
pub fn find(doc: &Document, kinds: &[Span], words: &Words) -> Vec<Misspelling> {
    if kinds.len() <= MIN_USUAL {
        return Vec::new();
    }
    let heads: Vec<Head> = kinds.iter().map(|kind| Head::read(doc, *kind)).collect();
    let names = names(&heads);
    let is_proper = words.of(&naming::PROPER).contains(kinds[0].of(doc.text()));
    let mut found: Vec<Misspelling> = Vec::new();
    let mut judged = 0;
    let scale = Scale { text: doc.text(), words };
    for head in &heads {
        for &(name, count) in &names {
            let usual = &heads[name].chars[..count];
            if head.chars.starts_with(usual) {
                continue;
            }
            let slip = [count, count - 1, count + 1].into_iter().find_map(|length| {
                let is_whole = head.chars.len() == length;
                let same_beginning = head.chars.get(length - 1) == usual.last();
                if !same_beginning && !is_whole {
                    return None;
                }
                let difference = difference::of(&heads[name].window(count), &head.window(length), words)?;
                let is_slip = match difference.slip {
                    Slip::Alike if difference.before == 0 => is_whole && count >= MIN_NAME_AT_HEAD,
                    Slip::Alike | Slip::Swapped | Slip::Doubled => difference.before > 0,
                    Slip::Replaced | Slip::Count => {
                        is_proper && count >= MIN_NAME_UNLIKE && difference.before > 1
                    }
                };
                is_slip.then_some((length, difference))
            });
            let Some((length, difference)) = slip else { continue };
            if judged == MAX_JUDGED {
                return found;
            }
            judged += 1;
            if let Some(slip) = scale.judge(heads[name].span(count), head.span(length), difference) {
                found.push(slip);
                break;
            }
        }
    }
    found
}

/// Finds the names of organisations: runs of characters that recur before the word for the kind.
/// Returns for each name the index of one of its occurrences in `heads`, and its number of
/// characters.
fn names(heads: &[Head]) -> Vec<(usize, usize)> {
    let mut tails: FxHashMap<[char; TAIL], Vec<usize>> = FxHashMap::default();
    for (at, head) in heads.iter().enumerate() {
        if let Some(tail) = head.chars.first_chunk::<TAIL>() {
            tails.entry(*tail).or_default().push(at);
        }
    }
    let mut open: Vec<(usize, Vec<usize>)> =
        tails.into_values().filter(|group| group.len() >= MIN_USUAL).map(|group| (TAIL, group)).collect();
    open.sort_unstable_by_key(|(_, group)| (std::cmp::Reverse(group.len()), group[0]));
    open.truncate(MAX_NAMES);
    let mut names = Vec::new();
    while let Some((length, group)) = open.pop() {
        let mut next: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        if length < REACH {
            for &at in &group {
                if let Some(c) = heads[at].chars.get(length) {
                    next.entry(*c).or_default().push(at);
                }
            }
        }
        next.retain(|_, longer| longer.len() >= MIN_USUAL);
        let goes_on = next.values().any(|longer| longer.len() == group.len());
        if length >= MIN_NAME && !goes_on {
            names.push((group[0], length, group.len()));
        }
        open.extend(next.into_values().map(|longer| (length + 1, longer)));
    }
    names.sort_unstable_by_key(|&(first, length, count)| (std::cmp::Reverse(count), length, first));
    names.truncate(MAX_NAMES);
    names.into_iter().map(|(first, length, _)| (first, length)).collect()
}
