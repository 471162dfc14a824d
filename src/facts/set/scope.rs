//! Of what time and place a figure is, by the words of its sentence, of those before it and of the heading above.

use std::borrow::Cow;

use crate::facts::Facts;
use crate::facts::figure::relations::told::setting::period;
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
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
    pub area: Option<String>,
    /// True if its sentence names the year, and no heading or sentence before it.
    pub is_year_said: bool,
    /// True in the cell of a table, where words tell what a thing is altogether.
    pub is_listed: bool,
    /// True if the year is told by a word for this year, the last or the next.
    pub is_relative: bool,
    /// How many of the stretches the first clause of the sentence names, which hold for all others.
    pub(super) framed: Option<usize>,
}

impl Scope {
    /// Reads on in the words of a sentence. `own` is the year of the document. Titles in 《》 say nothing of the figure.
    pub fn read(&mut self, text: &str, words: &Words, own: Option<u32>) {
        let classes = [&time::SPAN, &measure::AIM, &set::WHOLE_YEAR, &measure::AREA];
        let [span, aim, whole, area] = classes.map(|class| words.of(class));
        let years = [(&set::LAST_YEAR, -1), (&set::THIS_YEAR, 0), (&set::NEXT_YEAR, 1)]
            .map(|(class, step)| (words.of(class), step));
        let mut is_fresh = false;
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let mut length = c.len_utf8();
            let spoken = || years.iter().find_map(|(class, step)| Some((class.start_of(rest)?.len(), *step)));
            if c == '《' {
                length = rest.find('》').unwrap_or(length);
            } else if ENDS.contains(&c) {
                is_fresh = true;
                (self.is_aim, self.is_so_far, self.area) = (false, false, None);
                let framed = *self.framed.get_or_insert(self.stretches.len());
                if matches!(c, '；' | ';' | '。') {
                    self.stretches.truncate(framed);
                }
                // 其中，…: the clause behind it is the part.
                self.is_part &= matches!(c, '，' | ',') && text[..at].ends_with("其中");
            } else if let Some(written) = record(rest).or_else(|| chance(rest)) {
                length = written;
            } else if let Some((year, written)) = year(rest) {
                self.set_year(Some(year));
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
                self.area = Some(word.to_owned());
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

    /// The same if this year is `meant` and not the year `own` that the paper seems to be of.
    #[must_use]
    pub fn moved(&self, own: Option<u32>, meant: Option<u32>) -> Cow<'_, Self> {
        match (self.year, own, meant) {
            (Some(year), Some(own), Some(meant)) if self.is_relative && own != meant => {
                let year = Some((year + meant).saturating_sub(own));
                Cow::Owned(Self { year, ..self.clone() })
            }
            _ => Cow::Borrowed(self),
        }
    }

    /// True if two figures may be of one time and place. `own` is the later year of their documents: what is done in it is told as an
    /// aim in one paper and as work in another.
    pub fn may_be(&self, other: &Self, own: Option<u32>) -> bool {
        let is_year = self.year == other.year || self.year.is_none() || other.year.is_none();
        let is_now = self.year.is_some() && self.year == own && other.year == own;
        // One that is named by one of them alone stands among its words.
        let is_area = self.area == other.area || self.area.is_none() || other.area.is_none();
        is_year
            && is_area
            && self.stretches == other.stretches
            && (is_now || self.is_aim == other.is_aim || self.year.is_none() || other.year.is_none())
    }
}

/// The year that a paper is of. One that does not say it is of the first year that is written near its head.
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

/// The length of words at the start for how rare something is, which say nothing of when it was: 1998年以来最大的.
fn record(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let behind = rest.strip_prefix("年以来").filter(|behind| behind.starts_with(['最', '首']))?;
    (rest.len() < text.len()).then(|| text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use crate::words::Words;

    fn scope(text: &str) -> Scope {
        let mut scope = Scope::default();
        scope.read(text, &Words::new(), Some(2026));
        scope
    }

    #[test]
    fn reads_years_stretches_and_aims() {
        assert_eq!(scope("去年全县完成投资").year, Some(2025));
        assert_eq!(scope("2025年完成，今年计划投资").year, Some(2026));
        assert_eq!(scope("去年前三季度完成投资").stretches, ["前三季度"]);
        assert_eq!(scope("2021年以来累计完成").year, None);
        assert!(scope("今年力争达到").is_aim && !scope("去年达到").is_aim);
        let (done, aim) = (scope("2026年全年完成改造"), scope("今年计划完成改造"));
        assert!(done.may_be(&aim, Some(2026)) && !done.may_be(&scope("去年完成改造"), Some(2026)));
        assert!(!scope("截至2月底完成").may_be(&scope("今年完成"), Some(2026)));
    }
}
