//! Of what time and place a figure is, by the words of its sentence, of those before it and of the
//! heading above.

use crate::facts::Facts;
use crate::facts::figure::relations::told::setting::period;
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::words::first_chars::FirstChars;
use crate::words::members::Members;
use crate::words::{Words, measure, set, time};

/// Blocks from the top in which a date may say of which year a paper is.
const HEAD_BLOCKS: usize = 8;
/// Most stretches of time that one sentence is thought to speak of.
const MAX_STRETCHES: usize = 6;
/// Words of stretches that do not say which.
const NAMELESS: [&str; 5] = ["期间", "平均", "年来", "以来", "年间"];
/// Longest words from a year to 以来 behind it, in characters.
const MAX_SINCE: usize = 8;
/// Signs that end a clause.
const ENDS: [char; 7] = ['，', ',', '；', ';', '。', '：', ':'];
/// Words for the whole year: 一年下来.
const WHOLE: &str = "一年";

/// Characters that begin what is read besides words: numbers, ordinals, signs that end a clause,
/// 其中, 已.
const OTHERS: &str =
    "0123456789０１２３４５６７８９〇零一二两三四五六七八九廿卅卌十百千万亿第其已《，,；;。：:";

/// The words that say of what time and place a figure is.
pub(super) struct ScopeWords<'w> {
    span: Members<'w>,
    aim: Members<'w>,
    whole: Members<'w>,
    area: Members<'w>,
    /// Words for a year, each with how many years later than that of the document it is.
    years: [(Members<'w>, i32); 3],
    heads: FirstChars,
}

impl<'w> ScopeWords<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        let [span, aim, whole, area] =
            [&time::SPAN, &measure::AIM, &set::WHOLE_YEAR, &measure::AREA].map(|class| words.of(class));
        let years = [(&set::LAST_YEAR, -1), (&set::THIS_YEAR, 0), (&set::NEXT_YEAR, 1)]
            .map(|(class, step)| (words.of(class), step));
        let [(last, _), (this, _), (next, _)] = years;
        let heads = FirstChars::of(&[span, aim, whole, area, last, this, next], OTHERS);
        Self { span, aim, whole, area, years, heads }
    }
}

/// Of what time and place a figure is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The year. `None` if nothing says it.
    pub year: Option<u32>,
    /// Stretches of time that are less or more than the year, as written, in order: 前三季度, 6月.
    pub stretches: Vec<String>,
    /// True if it is meant to be and is not yet.
    pub is_aim: bool,
    /// True behind 已: what was done so far.
    pub is_so_far: bool,
    /// True behind 其中.
    pub is_part: bool,
    /// The place or part of the whole that was named.
    pub area: Option<Box<str>>,
    /// True if its sentence names the year, and no heading or sentence before it.
    pub is_year_said: bool,
    /// True in the cell of a table, where words tell what a thing is altogether.
    pub is_listed: bool,
    /// True if the year is told by a word for this year, the last or the next.
    pub is_relative: bool,
    /// How many of the stretches the first clause of the sentence names, which hold for all others.
    pub(super) framed: Option<u8>,
}

impl Scope {
    /// Reads on in the words of a sentence. `own` is the year of the document. Titles in 《》 say
    /// nothing of the figure.
    pub(super) fn read(&mut self, text: &str, words: &ScopeWords<'_>, own: Option<u32>) {
        let ScopeWords { span, aim, whole, area, years, heads } = words;
        let mut is_fresh = false;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let mut length = c.len_utf8();
            if !heads.may_begin(c) {
                at += length;
                continue;
            }
            let spoken = || years.iter().find_map(|(class, step)| Some((class.start_of(rest)?.len(), *step)));
            if c == '《' {
                length = rest.find('》').unwrap_or(length);
            } else if ENDS.contains(&c) {
                is_fresh = true;
                (self.is_aim, self.is_so_far, self.area) = (false, false, None);
                // There are six at most.
                let framed = *self.framed.get_or_insert(self.stretches.len() as u8);
                if matches!(c, '；' | ';' | '。') {
                    self.stretches.truncate(framed.into());
                }
                // 其中，…: the clause behind it is the part.
                self.is_part &= matches!(c, '，' | ',') && text[..at].ends_with("其中");
            } else if let Some(written) = record(rest).or_else(|| chance(rest)) {
                length = written;
            } else if let Some((year, written)) = year(rest) {
                if !is_compared(&text[..at]) {
                    self.set_year(Some(year));
                }
                length = written;
            } else if let Some((written, _)) = spoken().filter(|_| c == '去' && is_compared(&text[..at])) {
                length = written;
            } else if let Some((written, step)) = spoken() {
                self.set_year(own.and_then(|own| own.checked_add_signed(step)));
                self.is_relative = true;
                length = written;
            } else if let Some(word) = whole.start_of(rest) {
                self.stretches.clear();
                length = word.len();
            } else if let Some(word) =
                period(rest).filter(|word| *word != WHOLE).or_else(|| span.start_of(rest))
            {
                self.add(word, is_fresh);
                is_fresh = false;
                length = word.len();
            } else if let Some(word) = area.start_of(rest) {
                self.area = Some(word.into());
                length = word.len();
            } else if aim.start_of(rest).is_some() {
                self.is_aim = true;
            } else if c == '已' {
                self.is_so_far = true;
            } else if rest.starts_with("其中") {
                self.is_part = true;
            }
            at += length;
        }
    }

    /// A year begins anew what was said of stretches: 2024年前三季度…，2025年….
    fn set_year(&mut self, year: Option<u32>) {
        self.year = year;
        (self.is_year_said, self.is_relative) = (true, false);
        self.stretches.clear();
        self.is_aim = false;
    }

    /// Adds a stretch to those of its clause. 期间 and 平均 alone name none.
    fn add(&mut self, stretch: &str, is_fresh: bool) {
        if NAMELESS.contains(&stretch) {
            return;
        }
        if is_fresh {
            self.stretches.clear();
            self.framed = Some(0);
        }
        if self.stretches.len() < MAX_STRETCHES && !self.stretches.iter().any(|known| known == stretch) {
            self.stretches.push(stretch.to_owned());
        }
    }

    /// The year if this year is `meant` and not the year `own` that the paper seems to be of.
    pub fn moved_year(&self, own: Option<u32>, meant: Option<u32>) -> Option<u32> {
        match (self.year, own, meant) {
            (Some(year), Some(own), Some(meant)) if self.is_relative && own != meant => {
                Some((year + meant).saturating_sub(own))
            }
            (year, ..) => year,
        }
    }

    /// True if two figures may be of one time and place. `own` is the later year of their
    /// documents: what is done in it is told as an aim in one paper and as work in another. Each
    /// comes with its year, which may have been moved.
    pub fn may_be(
        (one, year): (&Self, Option<u32>),
        (other, next): (&Self, Option<u32>),
        own: Option<u32>,
    ) -> bool {
        let is_dated = year.is_some() && next.is_some();
        let is_year = year == next || !is_dated;
        let is_now = is_dated && year == own && next == own;
        // One that is named by one of them alone stands among its words.
        let is_area = one.area == other.area || one.area.is_none() || other.area.is_none();
        is_year
            && one.stretches == other.stretches
            && (is_now || one.is_aim == other.is_aim || !is_dated)
            && is_area
    }
}

/// True before a year that something is only compared with, and behind which the sentence goes on
/// in its own: 比去年增长5.2%. 比上年 is said of what the last year was, in the next.
fn is_compared(before: &str) -> bool {
    before.ends_with(['比', '较'])
}

/// The year that a paper is of. One that does not say it is of the first year that is written near
/// its head.
pub(super) fn year_of(facts: &Facts<'_>) -> Option<u32> {
    let end = facts.doc.blocks().get(HEAD_BLOCKS).map_or(usize::MAX, |block| block.span.start());
    let mut head = facts.dates().iter().take_while(|date| date.span.start() < end);
    facts
        .document_year()
        .map(|year| year.value)
        .or_else(|| head.find_map(crate::facts::date::dates::DateMention::known_year))
}

/// A year of four digits at the start, and the length of its words: 2025年, 2025年度.
fn year(text: &str) -> Option<(u32, usize)> {
    let digits: String = text.chars().map_while(|c| narrow(c).is_ascii_digit().then(|| narrow(c))).collect();
    let length = text.len() - text.trim_start_matches(|c: char| narrow(c).is_ascii_digit()).len();
    let unit = ["年度", "年"].into_iter().find(|unit| text[length..].starts_with(unit))?;
    // 1978年建站以来, 2021年起
    let behind = &text[length + unit.len()..];
    let clause = behind.split(ENDS).next().unwrap_or_default();
    let near = clause.char_indices().nth(MAX_SINCE).map_or(clause, |(end, _)| &clause[..end]);
    let is_since = near.contains("以来") || behind.starts_with('起');
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    (digits.len() == 4 && !is_since).then_some((year, length + unit.len()))
}

/// The length of words at the start for how seldom something comes: 百年一遇, 十年来最强.
fn chance(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit());
    let behind =
        ["年一遇", "年未遇", "年来最", "年以来最"].into_iter().find_map(|words| rest.strip_prefix(words))?;
    (rest.len() < text.len()).then(|| text.len() - behind.len())
}

/// The length of words at the start for how rare something is, which say nothing of when it was:
/// 1998年以来最大的.
fn record(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let behind = rest.strip_prefix("年以来").filter(|behind| behind.starts_with(['最', '首']))?;
    (rest.len() < text.len()).then(|| text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, Scope, ScopeWords};
    use crate::words::Words;

    fn scope(text: &str) -> Scope {
        let mut scope = Scope::default();
        scope.read(text, &ScopeWords::new(&Words::new()), Some(2026));
        scope
    }

    #[test]
    fn all_numerals_are_read() {
        use crate::text::fold::narrow;
        use crate::text::numeral::is_numeral;
        let is_number = |c: &char| narrow(*c).is_ascii_digit() || is_numeral(*c);
        assert!(('\0'..='\u{FFFF}').filter(is_number).all(|c| OTHERS.contains(c)));
    }

    #[test]
    fn reads_years_stretches_and_aims() {
        assert_eq!(scope("去年全县完成投资").year, Some(2025));
        assert_eq!(scope("2025年完成，今年计划投资").year, Some(2026));
        assert_eq!(scope("去年前三季度完成投资").stretches, ["前三季度"]);
        assert_eq!(scope("2021年以来累计完成").year, None);
        assert_eq!(scope("今年投资比去年增长5.2%；改造公路").year, Some(2026));
        assert_eq!(scope("今年产量较2024年翻一番，销量").year, Some(2026));
        assert!(scope("今年力争达到").is_aim && !scope("去年达到").is_aim);
        let (done, aim) = (scope("2026年全年完成改造"), scope("今年计划完成改造"));
        let may_be =
            |one: &Scope, other: &Scope| Scope::may_be((one, one.year), (other, other.year), Some(2026));
        assert!(may_be(&done, &aim) && !may_be(&done, &scope("去年完成改造")));
        assert!(!may_be(&scope("截至2月底完成"), &scope("今年完成")));
    }
}
