//! Lists of parts: figures with the same unit between separators of the same strength. A full stop
//! is stronger than ；, which is stronger than ， and 、.

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::are_alike;
use crate::facts::figure::relations::sum::{ENDS, Reader};
use crate::words::rules::figure::sum::{ACROSS, OVERLAPPING};
use crate::words::total;

/// Number of figures after the first part that are searched for further parts. Figures that are not
/// parts count too.
const MAX_FIGURES: usize = 96;
/// Maximum number of parts of a list.
const MAX_PARTS: usize = 24;

/// Strength of a separator, in ascending order: 、 is the weakest, followed by ， and ；, and a full
/// stop is the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    None,
    Pause,
    Comma,
    Semicolon,
    Stop,
}

/// A list of figures that may be the parts of one whole.
pub(super) struct List {
    /// Indices of the figures in the measures of the block.
    pub(super) parts: Vec<usize>,
    /// Strength of the separators between the figures.
    pub(super) level: Level,
}

impl Reader<'_, '_> {
    /// Strongest separator between two figures. Brackets that neither of the two is in are ignored.
    pub(super) fn level(&self, from: usize, to: usize) -> Level {
        if self.list[from].sentence != self.list[to].sentence {
            return Level::Stop;
        }
        let between = &self.text[self.list[from].quantity.span.end()..self.list[to].quantity.span.start()];
        let mut depth = 0isize;
        let mut level = Level::None;
        for sign in between.chars() {
            let found = match sign {
                '（' | '(' => {
                    depth += 1;
                    continue;
                }
                '）' | ')' => {
                    depth -= 1;
                    continue;
                }
                '；' | ';' => Level::Semicolon,
                '，' | ',' | '：' | ':' => Level::Comma,
                '、' | '和' | '及' => Level::Pause,
                _ => continue,
            };
            if depth <= 0 {
                level = level.max(found);
            }
        }
        level
    }

    /// Lists that begin with the figure with index `first`, those with the weakest separators
    /// first.
    pub(super) fn lists(&self, first: usize) -> Vec<List> {
        let levels = [Level::Pause, Level::Comma, Level::Semicolon];
        let lists = levels.into_iter().map(|level| List { parts: self.list_at(first, level), level });
        let mut found: Vec<List> = Vec::new();
        for list in lists.filter(|list| list.parts.len() > 1) {
            if found.last().is_none_or(|last| last.parts.len() < list.parts.len()) {
                found.push(list);
            }
        }
        found
    }

    /// Indices of the parts of a list: the figures from `first` on that have the same unit and are
    /// divided by separators of the strength `level`. Figures that describe the part before them
    /// are skipped: rates, amounts of growth, and figures with another unit after a weaker
    /// separator.
    fn list_at(&self, first: usize, level: Level) -> Vec<usize> {
        let depth = self.list[first].depth;
        let mut parts = vec![first];
        let mut last = first;
        for at in first + 1..self.list.len().min(first + MAX_FIGURES) {
            let measure = &self.list[at];
            if measure.depth > depth {
                continue;
            }
            if measure.depth < depth || parts.len() == MAX_PARTS {
                break;
            }
            let divided = self.level(last, at);
            last = at;
            if divided > level {
                break;
            }
            let is_said = matches!(measure.role, Role::By(_) | Role::Against) || measure.quantity.is_rate();
            if is_said || divided < level && !self.is_other_part(at, first) {
                continue;
            }
            if divided < level
                || !self.is_addend(at)
                || !are_alike(measure, &self.list[first])
                || self.is_odd(at)
            {
                break;
            }
            parts.push(at);
        }
        parts
    }

    /// True for a figure after a weaker separator that has the unit of the list. The separators of
    /// the list then have different strengths: 甲3人、乙4人，丙5人 ("A 3, B 4; C 5") is not a list of two
    /// parts.
    fn is_other_part(&self, at: usize, first: usize) -> bool {
        self.is_addend(at) && are_alike(&self.list[at], &self.list[first])
    }

    /// True for 其中 ("of these"), 含 or 包括 ("including"): the next figure is a part of the previous
    /// one.
    fn leads_deeper(&self, gap: &str) -> bool {
        let lists = self.words.of(&total::LIST);
        gap.contains("其中") || gap.split(ENDS).any(|clause| lists.start_of(clause.trim()).is_some())
    }

    /// True for a figure that cannot be a part of the list: a group that overlaps the other parts,
    /// a mean, a target, or a part of the part before it.
    fn is_odd(&self, at: usize) -> bool {
        let lead = self.lead(at);
        ACROSS.iter().chain(&OVERLAPPING).any(|word| lead.contains(word))
            || self.is_no_part(at)
            || self.leads_deeper(self.gap(at))
    }
}
