//! Words, marks, figures and clauses that are typed twice in a row: 进行进行, ，，, 2023年2023年.
//!
//! One pass finds all that stands twice in a row, whatever it is; the modules below say which of it is a slip.

mod clause;
mod figure;
mod office;
mod subject;
mod word;

use crate::document::Document;
use crate::facts::Facts;
use crate::text::chars::{Codes, is_han};
use crate::text::span::Span;
use crate::words::heads::Heads;
use crate::words::{Words, doubled};

/// Longest text that is looked for twice in a row, in bytes: a sentence.
const MAX_BYTES: usize = 720;
/// Places of the table that says where two characters stood last; a power of two.
const SLOTS: usize = 1 << 14;
/// Bytes of what joins two words: 加强和加强, 加强以及加强, 提高进一步提高.
const JOINTS: [usize; 3] = [3, 6, 9];
/// Bytes of a name between two offices.
const NAMES: [usize; 2] = [6, 9];
/// Most bytes of both.
const GAP: usize = 9;
/// Bytes that are compared at once.
const WORD: usize = 8;

/// What is typed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// Where it stands first.
    pub first: Span,
    /// What is to be deleted: the second place, with the word that joins it.
    pub extra: Span,
}

impl Doubled {
    /// True if something stands between the two places.
    pub fn is_apart(&self) -> bool {
        self.extra.len() != self.first.len() || self.extra.start() != self.first.end()
    }
}

impl Facts<'_> {
    /// What is typed twice in a row.
    pub fn doubled(&self) -> Vec<Doubled> {
        find(self.doc, self.words())
    }
}

/// Something that stands twice in a row, with the text around it.
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

    /// The text between the two places.
    fn between(&self) -> &'t str {
        &self.text[self.first.end()..self.second.start()]
    }

    /// The text of the block before the first place.
    fn before(&self) -> &'t str {
        &self.text[self.block.start()..self.first.start()]
    }

    /// The text of the block behind the second place.
    fn behind(&self) -> &'t str {
        &self.text[self.second.end()..self.block.end()]
    }

    /// Two words meet: the first ends, or the second begins, a longer one (现在在, 可以以书面形式).
    fn meets(&self) -> bool {
        let words = self.words.of(&doubled::NEIGHBOUR);
        let is_longer = |word: &str| word.len() > self.unit().len();
        words.end_of(&self.text[self.block.start()..self.first.end()]).is_some_and(is_longer)
            || words.start_of(&self.text[self.second.start()..self.block.end()]).is_some_and(is_longer)
    }

    /// The first place ends a longer word.
    fn ends_neighbour(&self) -> bool {
        let text = &self.text[self.block.start()..self.first.end()];
        self.words.of(&doubled::NEIGHBOUR).end_of(text).is_some()
    }

    /// A longer word ends before the first place: 已经 before what stands behind 经.
    fn follows_neighbour(&self) -> bool {
        self.words.of(&doubled::NEIGHBOUR).end_of(self.before()).is_some()
    }

    /// It stands a third time: a cry, or a figure of speech.
    fn is_row(&self) -> bool {
        self.before().ends_with(self.unit()) || self.behind().starts_with(self.unit())
    }
}

/// What is typed twice in a row in a document, in order.
pub fn find(doc: &Document, words: &Words) -> Vec<Doubled> {
    let text = doc.text();
    let mut found = Vec::new();
    let grounds = Heads::of(&[words.of(&doubled::GROUND)], "为");
    // Where each pair of characters ended last, in the lower half, and before that, by its hash.
    let mut last = vec![0u64; SLOTS];
    for block in doc.blocks().iter().map(|block| block.span) {
        let mut free = block.start();
        let mut previous = 0;
        for (at, end, code) in Codes::of(block.of(text)) {
            let (start, end) = (block.start() + at, block.start() + end);
            let slot = slot(previous, code);
            let places = last[slot];
            last[slot] = places << 32 | end as u64;
            let is_twin = code == previous;
            previous = code;
            // If the nearer place is out of reach, both are.
            let nearer = places as u32 as usize;
            if !is_twin && (nearer <= free || end - nearer > MAX_BYTES) {
                continue;
            }
            let reach = Reach { text, block, free, end, words, grounds: &grounds };
            let Some(c) = text[start..end].chars().next() else { continue };
            let twin = if is_twin { reach.twin(c) } else { None };
            let farther = (places >> 32) as usize;
            let nearer = || reach.doubled(nearer, c).or_else(|| reach.doubled(farther, c));
            if let Some(doubled) = twin.or_else(nearer) {
                found.push(doubled);
                free = end;
            }
        }
    }
    found.sort_unstable_by_key(|doubled| doubled.first.start());
    found
}

/// The end of what may stand twice, and the block up to it that is no part of an earlier finding.
struct Reach<'t> {
    text: &'t str,
    block: Span,
    free: usize,
    end: usize,
    words: &'t Words,
    /// First characters of what a subject may end before.
    grounds: &'t Heads,
}

impl<'t> Reach<'t> {
    fn pair(&self, first: Span, second: Span) -> Pair<'t> {
        Pair { text: self.text, block: self.block, first, second, words: self.words }
    }

    /// A character that stands twice.
    fn twin(&self, c: char) -> Option<Doubled> {
        let middle = self.end - c.len_utf8();
        let first = Span::new(middle.checked_sub(c.len_utf8()).filter(|start| *start >= self.free)?, middle);
        let pair = self.pair(first, Span::new(middle, self.end));
        word::is_character_slip(&pair, c).then_some(Doubled { first, extra: pair.second })
    }

    /// What ends at `place` and stands here again.
    #[inline]
    fn doubled(&self, place: usize, c: char) -> Option<Doubled> {
        let length = self.end - place;
        if place <= self.free || length <= c.len_utf8() || length > MAX_BYTES {
            return None;
        }
        let close = if self.may_be_close(place, length) { self.close(place, length) } else { None };
        let behind = &self.text[place..];
        let may_be_apart = || {
            c == '日'
                || behind.chars().next().is_some_and(|next| self.grounds.may_begin(next))
                    && subject::may_end(behind, self.words)
        };
        if close.is_some() || !may_be_apart() {
            return close;
        }
        self.apart(place, length, c)
    }

    /// What stands right before itself is as long as the way between the two ends, but for what joins them. The last bytes
    /// are compared alone first, as most pairs of characters stand behind different ones.
    #[inline]
    fn may_be_close(&self, place: usize, length: usize) -> bool {
        let bytes = self.text.as_bytes();
        let fewest = length.saturating_sub(GAP);
        let last = |end: usize| bytes[..end].last_chunk::<WORD>();
        place >= self.free + fewest
            && (fewest < WORD || last(place) == last(self.end))
            && bytes[place - fewest..place] == bytes[self.end - fewest..self.end]
    }

    /// How many bytes before `place` and before the end are the same.
    fn same(&self, place: usize, length: usize) -> usize {
        let bytes = self.text.as_bytes();
        let before = bytes[self.free.min(place)..place].iter().rev();
        before.zip(bytes[..self.end].iter().rev()).take(length).take_while(|(a, b)| a == b).count()
    }

    /// The last bytes before `place`, which stand before the end again.
    fn last(&self, place: usize, unit: usize) -> Option<Pair<'t>> {
        let (start, again) = (place - unit, self.end - unit);
        (unit > 0 && self.text.is_char_boundary(start) && self.text.is_char_boundary(again))
            .then(|| self.pair(Span::new(start, place), Span::new(again, self.end)))
    }

    /// What stands twice in a row, with a word or a name between at most.
    fn close(&self, place: usize, length: usize) -> Option<Doubled> {
        let same = self.same(place, length);
        let joined = |gap: usize| self.last(place, length.checked_sub(gap).filter(|unit| *unit <= same)?);
        if let Some(pair) = joined(0).filter(is_slip) {
            return Some(Doubled { first: pair.first, extra: pair.second });
        }
        if let Some(pair) = JOINTS.iter().find_map(|&gap| joined(gap).filter(is_joined_slip)) {
            return Some(Doubled { first: pair.first, extra: Span::new(pair.first.end(), self.end) });
        }
        // The name stays.
        let office = NAMES.iter().find_map(|&gap| joined(gap).filter(office::is_slip))?;
        Some(Doubled { first: office.first, extra: office.second })
    }

    /// A subject and a date that stand again further on in the sentence.
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

/// 加强和加强, and a clause that stands on both sides of a comma.
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

    /// What is doubled in a text.
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
