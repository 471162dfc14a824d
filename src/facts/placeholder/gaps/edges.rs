//! Sets of characters that begin a gap or precede one. Most of a text is skipped by testing one bit
//! per character.

use std::sync::LazyLock;

use crate::text::chars::BLANKS;
use crate::text::numeral::is_numeral;
use crate::words::class::Class;
use crate::words::{Words, gap};

/// Characters at which a gap may begin, apart from those with which the units and other word
/// classes begin.
const SIGNS: &str = "由于起同第年月%％‰星.．…～~，。；、：:[［《〈“号0123456789０１２３４５６７８９";
/// Units that need a number after any word: 个百分点 ("percentage points"), 公里 and 千米 ("km").
const ANYWHERE: [&str; 4] = ["个百分点", "公里", "千米", "万公里"];
/// Characters that may be before a lost number with its unit, apart from the last characters of
/// word classes: 到 of 提高到元 ("raised to yuan"), 日 of 日时许 ("at about o'clock").
const ENDS: &str = "了到至年月日从由自是要";

/// The sets of the built-in words, computed once. They are used for documents without words of the
/// user.
pub(super) static PLAIN: LazyLock<Edges> = LazyLock::new(|| Edges::of(&Words::new()));

/// Sets of the characters between which content may have been deleted. Most positions of a text are
/// excluded by them, without a search for words.
pub(super) struct Edges {
    /// Characters at which a gap may begin.
    first_of_gap: Set,
    /// First characters of units (元, "yuan"), before which a number may be missing.
    units: Set,
    /// Last characters of words before which a unit without its number shows a gap: 成 of 完成
    /// ("complete") in 完成亿元.
    last_before_unit: Set,
    /// First characters of words for a limit (以上, "at least"), before which a number may be
    /// missing.
    bounds: Set,
    /// Last characters of words before a lost number that is followed by a word whose first
    /// character is in `bounds`.
    last_before_bound: Set,
    /// Last characters of words after which content must follow: 是 ("is"), 要 ("must"). If
    /// punctuation follows instead, the content may be missing.
    last_before_punctuation: Set,
}

impl Edges {
    /// Builds the sets from the words of a document.
    pub(super) fn of(words: &Words) -> Self {
        let units: [&Class; 9] = [
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
        let before: [&Class; 16] = [
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
        let stops: [&Class; 4] = [&gap::GROWTH, &gap::FRACTION, &gap::HANGING, &gap::LEADING];
        let firsts = |classes: &[&'static Class], set: &mut Set| {
            let members = classes.iter().flat_map(|class| words.of(class).iter());
            members.filter_map(|word| word.chars().next()).for_each(|c| set.put(c));
        };
        let lasts = |classes: &[&'static Class], set: &mut Set| {
            let members = classes.iter().flat_map(|class| words.of(class).iter());
            members.filter_map(|word| word.chars().next_back()).for_each(|c| set.put(c));
        };
        let mut edges = Self {
            first_of_gap: Set::of(SIGNS),
            units: Set::of(""),
            last_before_unit: Set::of(ENDS),
            bounds: Set::of(""),
            last_before_bound: Set::of("年月日"),
            last_before_punctuation: Set::of("是要"),
        };
        BLANKS.chars().for_each(|c| edges.first_of_gap.put(c));
        firsts(&units, &mut edges.first_of_gap);
        firsts(&units, &mut edges.units);
        firsts(&[&gap::RANGE_END, &gap::BOUND], &mut edges.first_of_gap);
        firsts(&[&gap::RANGE_END, &gap::BOUND], &mut edges.bounds);
        lasts(&before, &mut edges.last_before_unit);
        lasts(&[&gap::RANGE_START, &gap::GROWTH, &gap::BOUNDED], &mut edges.last_before_bound);
        lasts(&stops, &mut edges.last_before_punctuation);
        edges
    }

    /// True if a gap may begin at the character with this code.
    #[inline]
    pub(super) fn begins(&self, code: u32) -> bool {
        self.first_of_gap.holds(code)
    }

    /// True if a number may be missing between the character `before` and `rest`, by these two
    /// characters alone. `c` is the first character of `rest`: that of a unit or of a word for a
    /// limit.
    pub(super) fn may_lack(&self, before: char, (c, rest): (char, &str), words: &Words) -> bool {
        let is_bare = || {
            words.of(&gap::BARE).start_of(rest).is_some()
                || ANYWHERE.iter().any(|unit| rest.starts_with(unit))
        };
        let is_unit = self.units.has(c) && (self.last_before_unit.has(before) || is_bare());
        (is_unit || self.bounds.has(c) && self.last_before_bound.has(before)) && !is_numeral(before)
    }

    /// True if content may be missing between the character `before` and a punctuation mark.
    pub(super) fn may_stop(&self, before: char) -> bool {
        self.last_before_punctuation.has(before)
    }
}

/// Set of characters of the Basic Multilingual Plane, one bit for each.
struct Set(Box<[u64; 1024]>);

impl Set {
    fn of(text: &str) -> Self {
        let mut set = Self(Box::new([0; 1024]));
        text.chars().for_each(|c| set.put(c));
        set
    }

    fn put(&mut self, c: char) {
        if let Some(bits) = self.0.get_mut(c as usize / 64) {
            *bits |= 1 << (c as usize % 64);
        }
    }

    #[inline]
    fn has(&self, c: char) -> bool {
        self.holds(c as u32)
    }

    #[inline]
    fn holds(&self, code: u32) -> bool {
        self.0.get(code as usize / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }
}
