//! Words, marks, figures and clauses that are typed twice in a row: 进行进行 ("carry out" twice), ，，,
//! 2023年2023年 ("the year 2023" twice).
//!
//! One pass finds every text that is repeated in a row; the submodules decide which of these are
//! slips.

mod clause;
mod figure;
mod office;
mod subject;
mod word;

use std::cell::Cell;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::chars::{Codes, after, is_han};
use crate::text::span::Span;
use crate::words::first_chars::FirstChars;
use crate::words::{Words, doubled};

/// Maximum number of bytes of a text that may be repeated in a row: about a sentence. Longer
/// repetitions are not looked for here.
const MAX_BYTES: usize = 720;
/// Number of slots in the hash table with the last occurrences of each pair of characters; a power
/// of two.
const SLOTS: usize = 1 << 14;
/// Possible lengths of the words between two occurrences, in bytes: 加强和加强 ("strengthen and
/// strengthen"), 加强以及加强 ("strengthen as well as strengthen"), 提高进一步提高 ("raise further raise").
const JOINTS: [usize; 3] = [3, 6, 9];
/// Possible lengths of a person's name between two offices, in bytes: two or three Han characters.
const NAMES: [usize; 2] = [6, 9];
/// Maximum number of bytes of the words or the name between two occurrences: the largest of
/// [`JOINTS`] and [`NAMES`].
const GAP: usize = 9;
/// Number of bytes that are compared at once by the first, fast test.
const WORD: usize = 8;

/// A text that is typed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// First occurrence of the repeated text.
    pub first: Span,
    /// Text to delete: the second occurrence, with the word that joins it.
    pub extra: Span,
}

impl Doubled {
    /// True if other text is between the two occurrences, so that a fix has to delete it too.
    pub fn is_apart(&self) -> bool {
        self.extra.len() != self.first.len() || self.extra.start() != self.first.end()
    }
}

impl Facts<'_> {
    /// Texts that are typed twice in a row by mistake, in text order.
    pub fn doubled(&self) -> Vec<Doubled> {
        find(self.doc, self.words())
    }
}

/// A text that occurs twice in a row, with the text around it.
#[derive(Clone, Copy)]
struct Pair<'t> {
    text: &'t str,
    block: Span,
    first: Span,
    second: Span,
    words: &'t Words,
}

impl<'t> Pair<'t> {
    fn unit(&self) -> &'t str {
        self.first.of(self.text)
    }

    /// The text between the two occurrences.
    fn between(&self) -> &'t str {
        &self.text[self.first.end()..self.second.start()]
    }

    /// The text of the block before the first occurrence.
    fn before(&self) -> &'t str {
        &self.text[self.block.start()..self.first.start()]
    }

    /// The text of the block after the second occurrence.
    fn behind(&self) -> &'t str {
        &self.text[self.second.end()..self.block.end()]
    }

    /// True if one of the occurrences is a part of a longer word, so that nothing is repeated: 在 in
    /// 现在在 (现在 "now" + 在 "at"), 以 in 可以以书面形式 (可以 "may" + 以 "in" writing).
    fn meets(&self) -> bool {
        let words = self.words.of(&doubled::NEIGHBOUR);
        let is_longer = |word: &str| word.len() > self.unit().len();
        words.end_of(&self.text[self.block.start()..self.first.end()]).is_some_and(is_longer)
            || words.start_of(&self.text[self.second.start()..self.block.end()]).is_some_and(is_longer)
    }

    /// True if the first occurrence is the end of a longer word: 在 in 现在 ("now").
    fn ends_neighbour(&self) -> bool {
        let text = &self.text[self.block.start()..self.first.end()];
        self.words.of(&doubled::NEIGHBOUR).end_of(text).is_some()
    }

    /// True if the text before the first occurrence ends with a longer word: 已经 ("already"), not
    /// only 经 ("by").
    fn follows_neighbour(&self) -> bool {
        self.words.of(&doubled::NEIGHBOUR).end_of(self.before()).is_some()
    }

    /// True if the repeated text occurs a third time directly before or after the pair, so that it
    /// is an exclamation or a figure of speech.
    fn is_row(&self) -> bool {
        self.before().ends_with(self.unit()) || self.behind().starts_with(self.unit())
    }
}

/// Finds the texts that are typed twice in a row by mistake, in order.
pub fn find(doc: &Document, words: &Words) -> Vec<Doubled> {
    let text = doc.text();
    let mut found = Vec::new();
    let grounds = FirstChars::of(&[words.of(&doubled::GROUND)], "为");
    let mut last = Last::taken(text.len());
    for block in doc.blocks().iter().map(|block| block.span) {
        let mut free = block.start();
        let mut previous = 0;
        for (_, end, code) in Codes::of(block.of(text)) {
            let end = block.start() + end;
            let ends = last.replaced(slot(previous, code), end);
            let is_twin = code == previous;
            previous = code;
            // If the nearer occurrence is out of reach, so is the farther.
            if !is_twin && !last.is_within_reach(ends, end) {
                continue;
            }
            let [nearer, farther] = last.places(ends);
            let Some(c) = char::from_u32(code).filter(|_| is_twin || nearer > free) else { continue };
            let search = Search { text, block, free, end, words, grounds: &grounds };
            let twin = if is_twin { search.twin(c) } else { None };
            let nearer = || search.doubled(nearer, c).or_else(|| search.doubled(farther, c));
            if let Some(doubled) = twin.or_else(nearer) {
                found.push(doubled);
                free = end;
            }
        }
    }
    found.sort_unstable_by_key(|doubled| doubled.first.start());
    last.put_back(text.len());
    found
}

/// The last two occurrences of each pair of characters, by the hash of the pair.
///
/// A thread keeps its table for the next text, because a new one of 128 KiB costs more than the
/// search in a short text. It is not cleared: the places of the next text are counted from the end
/// of this one, so that those of this one are before its start.
#[derive(Debug)]
struct Last {
    /// For each hash, the end of the last occurrence in the lower 32 bits, and of the one before in
    /// the upper, both counted from `base`.
    ends: Box<[u64; SLOTS]>,
    base: usize,
}

thread_local! {
    static LAST: Cell<Option<Last>> = const { Cell::new(None) };
}

impl Last {
    /// The table of this thread for a text of this length; a new one if the places of the text
    /// would not fit into 32 bits.
    fn taken(length: usize) -> Self {
        let fits = |last: &Self| u32::try_from(last.base).ok()?.checked_add(u32::try_from(length).ok()?);
        let kept = LAST.take().filter(|last| fits(last).is_some());
        kept.unwrap_or_else(|| Self { ends: Box::new([0; SLOTS]), base: 0 })
    }

    /// Keeps the table for the next text of this thread.
    fn put_back(self, length: usize) {
        LAST.set(Some(Self { base: self.base + length, ..self }));
    }

    /// Adds an occurrence that ends at `end`. Returns the entry that was there before: the ends of
    /// the last two occurrences.
    #[inline]
    fn replaced(&mut self, slot: usize, end: usize) -> u64 {
        let ends = self.ends[slot];
        self.ends[slot] = ends << 32 | (self.base + end) as u64;
        ends
    }

    /// Fast test: returns false only if the last occurrence of the entry `ends` is more than
    /// [`MAX_BYTES`] before `end`. Few pairs of characters come again so soon.
    #[inline]
    fn is_within_reach(&self, ends: u64, end: usize) -> bool {
        ((self.base + end) as u32).wrapping_sub(ends as u32) <= MAX_BYTES as u32
    }

    /// The ends of the last two occurrences of an entry, the nearer first; 0 if there is none.
    #[inline]
    fn places(&self, ends: u64) -> [usize; 2] {
        let place = |end: u32| (end as usize).saturating_sub(self.base);
        [place(ends as u32), place((ends >> 32) as u32)]
    }
}

/// The search at one position of a block, at which the second occurrence of a repeated text may
/// end. The part of the block before `free` is used by earlier findings.
struct Search<'t> {
    text: &'t str,
    block: Span,
    free: usize,
    end: usize,
    words: &'t Words,
    /// First characters of the words that begin a purpose or a ground after a subject, such as 根据
    /// ("according to").
    grounds: &'t FirstChars,
}

impl<'t> Search<'t> {
    fn pair(&self, first: Span, second: Span) -> Pair<'t> {
        Pair { text: self.text, block: self.block, first, second, words: self.words }
    }

    /// Returns a finding if the character `c`, which ends at `end`, was typed twice in a row by
    /// mistake.
    fn twin(&self, c: char) -> Option<Doubled> {
        let middle = self.end - c.len_utf8();
        let first = Span::new(middle.checked_sub(c.len_utf8()).filter(|start| *start >= self.free)?, middle);
        let pair = self.pair(first, Span::new(middle, self.end));
        word::is_character_slip(&pair, c).then_some(Doubled { first, extra: pair.second })
    }

    /// Returns a finding if a text that ends at byte `place` is repeated by a text that ends at
    /// `end`. `c` is the last character of both.
    #[inline]
    fn doubled(&self, place: usize, c: char) -> Option<Doubled> {
        let length = self.end - place;
        if place <= self.free || length <= c.len_utf8() || length > MAX_BYTES {
            return None;
        }
        if self.may_be_close(place, length)
            && let Some(doubled) = self.close(place, length)
        {
            return Some(doubled);
        }
        if self.may_be_apart(place, length, c) { self.apart(place, length, c) } else { None }
    }

    /// Fast test: returns false only if no subject and no date that ends at `place` is repeated
    /// further on in the sentence, before `end`.
    #[inline]
    fn may_be_apart(&self, place: usize, length: usize, c: char) -> bool {
        c == '日'
            || subject::DISTANCE.contains(&length)
                && after(self.text, place).is_some_and(|next| self.grounds.may_begin(next))
                && subject::may_end(&self.text[place..], self.words)
    }

    /// Fast test: returns false only if no text that ends at `place` is repeated directly before
    /// `end`.
    ///
    /// If it is, all bytes from the end of the word between the two to `end` are equal to those
    /// before `place`. `length` is the distance between the two ends. The last bytes are compared
    /// first, as in most cases already these differ.
    #[inline]
    fn may_be_close(&self, place: usize, length: usize) -> bool {
        let bytes = self.text.as_bytes();
        let fewest = length.saturating_sub(GAP);
        let last = |end: usize| bytes[..end].last_chunk::<WORD>();
        place >= self.free + fewest
            && (fewest < WORD || last(place) == last(self.end))
            && bytes[place - fewest..place] == bytes[self.end - fewest..self.end]
    }

    /// Number of equal bytes before `place` and before `end`, counted backwards up to `length`.
    fn same(&self, place: usize, length: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = bytes[self.free.min(place)..place].iter().rev();
        before.zip(bytes[..self.end].iter().rev()).take(length).take_while(|(a, b)| a == b).count()
    }

    /// The texts of `unit` bytes that end at `place` and at `end`, as a pair. `None` if one of them
    /// begins within a character.
    fn last(&self, place: usize, unit: usize) -> Option<Pair<'t>> {
        let (start, again) = (place - unit, self.end - unit);
        (unit > 0 && self.text.is_char_boundary(start) && self.text.is_char_boundary(again))
            .then(|| self.pair(Span::new(start, place), Span::new(again, self.end)))
    }

    /// Finds a text that is repeated in a row, with at most a word or a person's name between.
    fn close(&self, place: usize, length: usize) -> Option<Doubled> {
        let same = self.same(place, length);
        let joined = |gap: usize| self.last(place, length.checked_sub(gap).filter(|unit| *unit <= same)?);
        if let Some(pair) = joined(0).filter(is_slip) {
            return Some(Doubled { first: pair.first, extra: pair.second });
        }
        if let Some(pair) = JOINTS.iter().find_map(|&gap| joined(gap).filter(is_joined_slip)) {
            return Some(Doubled { first: pair.first, extra: Span::new(pair.first.end(), self.end) });
        }
        // The name is kept.
        let office = NAMES.iter().find_map(|&gap| joined(gap).filter(office::is_slip))?;
        Some(Doubled { first: office.first, extra: office.second })
    }

    /// Finds a subject or a date that is repeated further on in the sentence.
    fn apart(&self, place: usize, length: usize, c: char) -> Option<Doubled> {
        let start = self.text.ceil_char_boundary(self.end - self.same(place, length));
        let pair = self.last(place, self.end - start)?;
        let extra = if c == '日' { figure::date_again(&pair)? } else { subject::again(&pair)? };
        Some(Doubled { first: pair.first, extra })
    }
}

fn slot(first: u32, second: u32) -> usize {
    let hash = (first.wrapping_mul(0x9E37_79B1) ^ second).wrapping_mul(0x85EB_CA6B);
    hash as usize >> 7 & (SLOTS - 1)
}

fn is_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    if unit.chars().all(is_han) {
        word::is_slip(pair)
    } else if unit.starts_with(|c: char| c.is_ascii_digit()) {
        figure::is_slip(pair)
    } else {
        clause::is_slip(pair)
    }
}

/// True if a word repeated after 和 (加强和加强, "strengthen and strengthen"), or a clause repeated after
/// a comma, is a mistake.
fn is_joined_slip(pair: &Pair<'_>) -> bool {
    let joint = pair.between();
    match joint {
        "，" | "；" => {
            clause::is_joined_slip(pair) || figure::is_joined_slip(pair) || word::is_said_twice(pair)
        }
        "、" => word::is_listed_slip(pair) || figure::is_joined_slip(pair) || word::is_verb_twice(pair),
        _ if pair.words.of(&doubled::ALTERNATIVE).contains(joint) => word::is_alternative_slip(pair),
        _ if pair.words.of(&doubled::MODIFIER).contains(joint) => word::is_stressed_slip(pair),
        _ => pair.words.of(&doubled::JOINER).contains(joint) && word::is_joined_slip(pair),
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::readers;
    use crate::words::Words;

    /// Texts that are found as typed twice in `text`.
    fn doubled(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Words::new());
        found.iter().map(|doubled| doubled.first.join(doubled.extra).of(doc.text()).to_owned()).collect()
    }

    #[test]
    fn a_function_word_is_never_doubled() {
        assert_eq!(doubled("好办法不能留在在纸上，各村要要照着做。"), ["在在", "要要"]);
        assert_eq!(
            doubled("检查组在在建工地抽问，现在在册的都要要求持证，群众可以以信函反映。")[..],
            [""; 0]
        );
        assert_eq!(doubled("实实在在的成效，对对方负责，持有有效证件，首都都市圈。")[..], [""; 0]);
    }

    #[test]
    fn a_word_is_doubled_by_mistake_unless_it_may_be_reduplicated() {
        assert_eq!(
            doubled("不断不断提高，加强加强管理，召开召开了会议"),
            ["不断不断", "加强加强", "召开召开"]
        );
        assert_eq!(doubled("大家研究研究，讨论讨论，许多许多的办法，一步一步走")[..], [""; 0]);
        assert_eq!(doubled("会议研究研究了方案"), ["研究研究"]);
        assert_eq!(doubled("认真做好群众群众的工作，分管工作工作方案"), ["群众群众"]);
        assert_eq!(doubled("刑警支队支队长，基金基金经理，年度年度报告，产业产业链")[..], [""; 0]);
        assert_eq!(doubled("加油加油加油，推进、推进、再推进")[..], [""; 0]);
    }

    #[test]
    fn figures_and_units_are_typed_twice() {
        assert_eq!(
            doubled("2023年2023年，出口4亿美元亿美元，增长15%%。"),
            ["2023年2023年", "亿美元亿美元", "%%"]
        );
        assert_eq!(doubled("2个2个地数，2023年年底，5人人手一册，3项项目")[..], [""; 0]);
    }

    #[test]
    fn marks_and_clauses_are_typed_twice() {
        assert_eq!(doubled("各镇，，要落实。。抓好。"), ["，，", "。。"]);
        assert_eq!(doubled("他说。。。算了")[..], [""; 0]);
        assert_eq!(
            doubled("要把苗情逐块查清，要把苗情逐块查清，不留死角。"),
            ["要把苗情逐块查清，要把苗情逐块查清，"]
        );
        assert_eq!(doubled("抓落实，抓落实，再抓落实。")[..], [""; 0]);
    }

    #[test]
    fn words_and_offices_stand_on_both_sides() {
        assert_eq!(
            doubled("继续强化和强化训练，副市长周大川副市长讲话"),
            ["强化和强化", "副市长周大川副市长"]
        );
        assert_eq!(doubled("企业和企业之间，书记周大川、书记李明到会")[..], [""; 0]);
    }
}
