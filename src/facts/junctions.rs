//! Junctions: places where two adjacent characters suggest that content between them was deleted or
//! never filled in, such as 成 and 亿 in 完成亿元 ("completed hundred million yuan").
//!
//! A word before a gap has one of a few last characters, and a word after it one of a few first
//! characters. Each character therefore has two sets of [`Kinds`]: the gaps that may begin with it,
//! and those that may follow it. Two adjacent characters are a junction if the sets share a kind.
//! This excludes nearly all places by two table lookups, in the pass over the text that
//! [`skim`](super::skim) makes anyway; the readers of gaps visit only the remaining ones.

use std::ops::BitOr;
use std::sync::LazyLock;

#[cfg(test)]
use crate::document::Document;
use crate::facts::Facts;
use crate::text::chars::BLANKS;
use crate::words::class::Class;
use crate::words::{Words, gap};

/// Units that need a number after any word: 个百分点 ("percentage points"), 公里 and 千米 ("km").
pub const ANYWHERE: [&str; 4] = ["个百分点", "公里", "千米", "万公里"];

/// Set of kinds of gaps, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

impl Kinds {
    /// No kind.
    const NONE: Self = Self(0);
    /// Signs that are read after any character: 第, 年, ：, 《.
    const ANY: Self = Self(1);
    /// Signs that are read after a Chinese character: %, 、, ….
    const AFTER_HAN: Self = Self(1 << 1);
    /// Digits, which are read from the first of a number on.
    const NUMBER: Self = Self(1 << 2);
    /// Blanks, which are read from the first of several on.
    const BLANKS: Self = Self(1 << 3);
    /// 号 ("No.") after the bracket with a year: 〔2026〕号.
    const SERIAL: Self = Self(1 << 4);
    /// A classifier after 、.
    const LISTED: Self = Self(1 << 5);
    /// A unit after a colon.
    const LABELLED: Self = Self(1 << 6);
    /// A punctuation mark after a word that needs an object.
    pub const STOPPED: Self = Self(1 << 7);
    /// 于 after a word such as 定 ("set for").
    const DATED: Self = Self(1 << 8);
    /// 起 after 自 or 从 ("from").
    const SINCE: Self = Self(1 << 9);
    /// A unit after a Chinese character, which needs a number after any word.
    pub const BARE: Self = Self(1 << 10);
    /// A unit after a noun or verb for a quantity: 完成亿元.
    pub const MEASURED: Self = Self(1 << 11);
    /// A unit of length, before which a distance is expected: 距县城公里.
    pub const DISTANT: Self = Self(1 << 12);
    /// A unit of time after a word for a duration: 为期年.
    pub const LASTING: Self = Self(1 << 13);
    /// A classifier after a verb of counting: 辖个.
    pub const COUNTING: Self = Self(1 << 14);
    /// A classifier after a noun: 党员名.
    pub const COUNTED: Self = Self(1 << 15);
    /// A unit of copies: 一式份.
    pub const COPIES: Self = Self(1 << 16);
    /// A time of day: 日时许.
    pub const CLOCK: Self = Self(1 << 17);
    /// The end of a range: 自至.
    pub const RANGE: Self = Self(1 << 18);
    /// A limit: 增长以上.
    pub const BOUND: Self = Self(1 << 19);
    /// A multiple: 的倍.
    pub const TIMES: Self = Self(1 << 20);
    /// A unit after 从 ("from").
    pub const CHANGE: Self = Self(1 << 21);
    /// A unit after a word for the people present: 应到人.
    pub const TALLY: Self = Self(1 << 22);
    /// Two units of one subject: 人口户、人.
    pub const TWINS: Self = Self(1 << 23);
    /// A time limit: 后日内.
    pub const DEADLINE: Self = Self(1 << 24);
    /// A unit after a character with which a word before a lost number ends. It does not make a
    /// junction by itself, but some readers require it.
    pub const UNIT: Self = Self(1 << 25);
    /// A word for a limit after a character with which a word before a lost number ends. It does
    /// not make a junction by itself, but some readers require it.
    pub const LIMIT: Self = Self(1 << 26);

    /// True if both sets share a kind.
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 > 0
    }

    /// The kinds that both sets share.
    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// True if a gap may be at a place with these kinds.
    const fn is_junction(self) -> bool {
        self.0 & !(Self::UNIT.0 | Self::LIMIT.0) > 0
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A place at which a gap may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Junction {
    /// Byte offset in the text of the character after the place.
    pub at: usize,
    /// Character before the place; `'\0'` at the beginning of a block.
    pub before: char,
    /// Kinds of gaps that the two characters allow.
    pub kinds: Kinds,
}

/// Junctions of a document, grouped by block.
#[derive(Debug, Default)]
pub struct Junctions {
    list: Vec<Junction>,
    /// For each block, the number of junctions up to its end.
    ends: Vec<usize>,
}

impl Junctions {
    /// Adds the place before the character at byte `at`, if it is a junction. `first` is the number
    /// of this character's set in `edges`, `before` the code of the character before it.
    #[inline(never)]
    pub(super) fn look_at(&mut self, edges: &Edges, at: usize, first: u8, before: u32) {
        let kinds = edges.first.sets[usize::from(first)].and(edges.last.kinds(before));
        if kinds.is_junction() {
            self.list.push(Junction { at, before: char::from_u32(before).unwrap_or_default(), kinds });
        }
    }

    /// Ends the current block and begins the next one.
    pub(super) fn end_block(&mut self) {
        self.ends.push(self.list.len());
    }

    /// Junctions of each block, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &[Junction]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.list[std::mem::replace(&mut start, end)..end])
    }
}

impl Facts<'_> {
    /// Places of the document at which gaps may be.
    pub fn junctions(&self) -> &Junctions {
        &self.skim().junctions
    }
}

/// Number of characters of the Basic Multilingual Plane.
const SIZE: usize = 0x1_0000;

/// Set of kinds for each character of the Basic Multilingual Plane. Only a few different sets
/// exist, so the table of characters holds their numbers, one byte each.
#[derive(Debug)]
struct Table {
    groups: Box<[u8; SIZE]>,
    sets: Vec<Kinds>,
    /// Kinds of characters outside of the plane.
    beyond: Kinds,
}

impl Table {
    /// Creates the table in which all characters of the plane have the kinds `set`, and all others
    /// the kinds `beyond`.
    fn of(set: Kinds, beyond: Kinds) -> Self {
        Self { groups: Box::new([0; SIZE]), sets: vec![set], beyond }
    }

    /// Adds kinds to the set of one character.
    fn put(&mut self, c: char, kinds: Kinds) {
        if let Some(&group) = self.groups.get(c as usize) {
            self.groups[c as usize] = self.number(self.sets[usize::from(group)] | kinds);
        }
    }

    /// Number of a set, which is added if it is new.
    ///
    /// If the words of a configuration lead to more than 256 different sets, the last one holds all
    /// kinds and stands for the rest. The readers then look at a few places more.
    fn number(&mut self, set: Kinds) -> u8 {
        const LAST: usize = u8::MAX as usize;
        let at = self.sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            let at = self.sets.len().min(LAST);
            self.sets.truncate(LAST);
            self.sets.push(if at == LAST { Kinds(u32::MAX) } else { set });
            at
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// Kinds of the character with this code.
    #[inline]
    fn kinds(&self, code: u32) -> Kinds {
        self.groups.get(code as usize).map_or(self.beyond, |group| self.sets[usize::from(*group)])
    }
}

/// Kinds of all characters, as the character after a junction and as the one before it.
#[derive(Debug)]
pub struct Edges {
    first: Table,
    last: Table,
}

/// The kinds for the built-in words, computed once. They are used for documents without words of
/// the user.
pub(super) static PLAIN: LazyLock<Edges> = LazyLock::new(|| Edges::of(&Words::new()));

impl Edges {
    /// Collects the kinds from the words of a document.
    pub(super) fn of(words: &Words) -> Self {
        let mut edges = Self { first: Table::of(Kinds::NONE, Kinds::NONE), last: any_last() };
        edges.add_signs();
        for (kinds, firsts, lasts) in CLASSES {
            let firsts = firsts.iter().flat_map(|class| words.of(class).first_chars());
            firsts.for_each(|c| edges.first.put(c, kinds));
            let lasts = lasts.iter().flat_map(|class| words.of(class).last_chars());
            lasts.for_each(|c| edges.last.put(c, kinds));
        }
        let lengths = words.of(&gap::MEASURE).iter().filter(|unit| is_length(unit));
        lengths.filter_map(|unit| unit.chars().next()).for_each(|c| edges.first.put(c, Kinds::DISTANT));
        for c in ANYWHERE.iter().flat_map(|unit| unit.chars().next()).chain(['個']) {
            if edges.first.kinds(c.into()).has(Kinds::UNIT) {
                edges.first.put(c, Kinds::BARE);
            }
        }
        edges
    }

    /// Adds signs and other single characters, by kind: those after a junction, and those before
    /// it.
    fn add_signs(&mut self) {
        let mut add = |kinds: Kinds, firsts: &str, lasts: &str| {
            firsts.chars().for_each(|c| self.first.put(c, kinds));
            lasts.chars().for_each(|c| self.last.put(c, kinds));
        };
        add(Kinds::ANY, "第年月星由同：:[［《〈“", "");
        add(Kinds::AFTER_HAN, "%％‰.．…～~、", "");
        add(Kinds::NUMBER, "0123456789０１２３４５６７８９", "");
        add(Kinds::BLANKS, BLANKS, "");
        add(Kinds::SERIAL, "号", "〕]］");
        add(Kinds::LISTED, "", "、");
        add(Kinds::LABELLED, "", "：:");
        add(Kinds::STOPPED, "，。；、", "是要");
        add(Kinds::DATED, "于", "定拟将订已曾");
        add(Kinds::SINCE, "起", "自从");
        add(Kinds::MEASURED, "", "了到至");
        add(Kinds::RANGE, "", "年月日");
        add(Kinds::CHANGE, "", "从由自");
        add(Kinds::UNIT, "", "了到至年月日从由自是要");
        add(Kinds::LIMIT, "", "年月日");
    }

    /// Number of the set of kinds of each character after a place; 0 if no gap can begin with it.
    pub(super) fn firsts(&self) -> &[u8; SIZE] {
        &self.first.groups
    }
}

/// Kinds that any character before a place allows, without regard to words: those for a Chinese
/// character, a digit, a blank, or another character.
fn any_last() -> Table {
    let others = Kinds::ANY | Kinds::NUMBER | Kinds::BLANKS;
    let han = others | Kinds::AFTER_HAN | Kinds::BARE | Kinds::DISTANT;
    let mut last = Table::of(others, han);
    let group = last.number(han);
    for (from, to) in [
        ('\u{3007}', '\u{3007}'),
        ('\u{3400}', '\u{4DBF}'),
        ('\u{4E00}', '\u{9FFF}'),
        ('\u{F900}', '\u{FAFF}'),
    ] {
        last.groups[from as usize..=to as usize].fill(group);
    }
    let digit = last.number(Kinds::ANY | Kinds::BLANKS);
    ('0'..='9').chain('０'..='９').for_each(|c| last.groups[c as usize] = digit);
    let blank = last.number(Kinds::ANY | Kinds::NUMBER);
    BLANKS.chars().for_each(|c| last.groups[c as usize] = blank);
    last
}

/// True for a unit in which distances are given. 米 ("metre") alone also ends other words: 玉米
/// ("maize").
pub fn is_length(unit: &str) -> bool {
    unit.ends_with('里') || unit.starts_with('千') && unit.ends_with('米')
}

/// Classes of words, by kind: those after a junction, and those before it.
const CLASSES: [(Kinds, &[&Class], &[&Class]); 19] = [
    (Kinds::LISTED, &[&gap::CLASSIFIER], &[]),
    (Kinds::LABELLED, &[&gap::MEASURE], &[]),
    (Kinds::STOPPED, &[], &[&gap::GROWTH, &gap::FRACTION, &gap::HANGING, &gap::LEADING]),
    (Kinds::BARE, &[&gap::BARE], &[]),
    (Kinds::MEASURED, &[&gap::MEASURE], &[&gap::SUBJECT, &gap::QUANTITY]),
    (Kinds::LASTING, &[&gap::PERIOD], &[&gap::LASTING]),
    (Kinds::COUNTING, &[&gap::CLASSIFIER], &[&gap::COUNTING]),
    (Kinds::COUNTED, &[&gap::CLASSIFIER], &[&gap::COUNTED]),
    (Kinds::COPIES, &[&gap::COPY_UNIT], &[&gap::COPY]),
    (Kinds::CLOCK, &[&gap::CLOCK], &[&gap::BEFORE_CLOCK]),
    (Kinds::RANGE, &[&gap::RANGE_END], &[&gap::RANGE_START]),
    (Kinds::BOUND, &[&gap::BOUND], &[&gap::GROWTH, &gap::BOUNDED]),
    (Kinds::TIMES, &[&gap::MULTIPLE], &[&gap::MULTIPLIED, &gap::GROWTH]),
    (Kinds::CHANGE, &[&gap::MEASURE, &gap::CLASSIFIER], &[]),
    (Kinds::TALLY, &[&gap::TALLY_UNIT], &[&gap::TALLY]),
    (Kinds::TWINS, &[&gap::CLASSIFIER, &gap::TALLY_UNIT], &[&gap::SUBJECT, &gap::COUNTED]),
    (Kinds::DEADLINE, &[&gap::DEADLINE], &[&gap::SINCE]),
    (Kinds::LIMIT, &[&gap::RANGE_END, &gap::BOUND], &[&gap::RANGE_START, &gap::GROWTH, &gap::BOUNDED]),
    (Kinds::UNIT, &UNITS, &BEFORE_UNITS),
];

/// Units that need a number.
const UNITS: [&Class; 9] = [
    &gap::MEASURE,
    &gap::CLASSIFIER,
    &gap::PERIOD,
    &gap::BARE,
    &gap::COPY_UNIT,
    &gap::CLOCK,
    &gap::MULTIPLE,
    &gap::TALLY_UNIT,
    &gap::DEADLINE,
];

/// Words before which a unit without its number shows a gap.
const BEFORE_UNITS: [&Class; 16] = [
    &gap::QUANTITY,
    &gap::COUNTING,
    &gap::SUBJECT,
    &gap::LASTING,
    &gap::COPY,
    &gap::BEFORE_CLOCK,
    &gap::RANGE_START,
    &gap::GROWTH,
    &gap::BOUNDED,
    &gap::MULTIPLIED,
    &gap::TALLY,
    &gap::SINCE,
    &gap::COUNTED,
    &gap::DISTANCE,
    &gap::RISE,
    &gap::MAGNITUDE,
];

#[cfg(test)]
impl Junctions {
    /// Every place of a document as a junction of all kinds, to compare the gaps that are found
    /// there with those that are found at the junctions.
    pub fn everywhere(doc: &Document) -> Self {
        let mut all = Self::default();
        for block in doc.blocks() {
            let mut before = '\0';
            for (at, c) in doc.slice(block.span).char_indices() {
                let own = PLAIN.first.kinds(c.into()).and(PLAIN.last.kinds(before.into()));
                let needed = Kinds::UNIT | Kinds::LIMIT;
                let kinds = Kinds(!needed.0) | own.and(needed);
                all.list.push(Junction { at: block.span.start() + at, before, kinds });
                before = c;
            }
            all.end_block();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{Edges, Kinds, PLAIN, Table, any_last};
    use crate::text::chars::{is_blank, is_han};
    use crate::text::fold::narrow;
    use crate::words::{Words, gap};

    #[test]
    fn the_character_before_a_place_counts_by_its_class() {
        let last = any_last();
        for c in '\0'..='\u{FFFF}' {
            let kinds = last.kinds(c.into());
            assert!(kinds.has(Kinds::ANY), "{c:?}");
            assert_eq!(kinds.has(Kinds::AFTER_HAN), is_han(c), "{c:?}");
            assert_eq!(kinds.has(Kinds::NUMBER), !narrow(c).is_ascii_digit(), "{c:?}");
            assert_eq!(kinds.has(Kinds::BLANKS), !is_blank(c), "{c:?}");
        }
        assert!(last.kinds('\u{20BB7}'.into()).has(Kinds::AFTER_HAN));
        assert_eq!(PLAIN.first.kinds('\u{20BB7}'.into()), Kinds::NONE);
    }

    #[test]
    fn words_of_the_user_make_junctions() {
        let mut words = Words::default();
        words.add(&gap::MEASURE, ["\u{4DFE}新单位".to_owned()]);
        words.add(&gap::SUBJECT, ["新数量\u{4DFF}".to_owned()]);
        let kinds =
            |edges: &Edges| edges.first.kinds('\u{4DFE}'.into()).and(edges.last.kinds('\u{4DFF}'.into()));
        assert!(kinds(&Edges::of(&words)).has(Kinds::MEASURED) && !kinds(&PLAIN).is_junction());
    }

    #[test]
    fn more_sets_than_numbers_are_one_set_of_all_kinds() {
        let mut table = Table::of(Kinds::NONE, Kinds::NONE);
        for (at, c) in ('\u{4E00}'..).take(300).enumerate() {
            table.put(c, Kinds(at as u32 + 1));
        }
        for (at, c) in ('\u{4E00}'..).take(300).enumerate() {
            let expected = if at < 254 { Kinds(at as u32 + 1) } else { Kinds(u32::MAX) };
            assert_eq!(table.kinds(c.into()), expected);
        }
    }
}
