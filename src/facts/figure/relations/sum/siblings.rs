//! Parts whose names together are a whole: 上半年 and 下半年 ("first and second half-year"), 城镇 and 乡村
//! ("town and country"), the three sectors, the quarters of a year.

use crate::facts::figure::measures::{Measures, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sum::{ENDS, Reader, Sum};
use crate::facts::figure::relations::{Relation, are_alike, is_value};
use crate::text::chars::{Codes, is_han};
use crate::words::dimension::Dimension;
use crate::words::rules::figure::sum::{BESIDE, OPEN};
use crate::words::{measure, total};

/// Number of figures before the first part and after the last that are searched for the total.
const MAX_REACH: usize = 8;
/// Maximum number of runs of parts that are followed at the same time while a text is read.
const MAX_RUNS: usize = 6;
/// Maximum number of words before one figure that are tried as the name of its part.
const MAX_SETS: usize = 3;
/// Number of figures after the parts of a set that are tried as further parts, if the set alone
/// does not add up to the whole.
const MAX_MORE: usize = 3;
/// Number of bytes before a figure that are searched for the word that names the part.
const MAX_HEAD: usize = 120;

/// Word that names a part. It belongs to a set of words that together are a whole: 男 ("men") to the
/// set of men and women.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sibling {
    /// Number of its set. Words with the same number belong to the same set.
    set: u32,
    /// Number of words in its set.
    size: u32,
    /// Number of the word within its set, from 1 on.
    member: u32,
    /// Position of the word in the text.
    at: usize,
    length: usize,
}

pub(super) fn find<'w>(reader: &Reader<'_, 'w>, before: Option<Measures<'_, 'w>>) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    // One run for each unit and each set: 第一批4个村358户 ("first batch 4 villages, 358 households"),
    // 第二批7个村476户.
    let mut runs: Vec<Vec<(usize, Sibling)>> = Vec::new();
    let mut last: (usize, Vec<Sibling>) = (0, Vec::new());
    for at in 0..reader.list.len() {
        let measure = &reader.list[at];
        if !is_value(measure) || measure.quantity.dimension == Some(Dimension::Length) {
            continue;
        }
        let mut siblings: Vec<Sibling> = reader.siblings(at).take(MAX_SETS).collect();
        let known = &reader.list[last.0];
        if siblings.is_empty() && known.sentence == measure.sentence && !are_alike(known, measure) {
            siblings = last.1;
        }
        let of_unit = |run: &Vec<(usize, Sibling)>| {
            run.last().is_some_and(|(known, _)| are_alike(&reader.list[*known], measure))
        };
        let (own, others): (Vec<_>, Vec<_>) = std::mem::take(&mut runs).into_iter().partition(of_unit);
        runs = others;
        for &sibling in &siblings {
            let goes_on = own.iter().find(|run| {
                run.iter().all(|(known, other)| {
                    other.set == sibling.set
                        && other.member != sibling.member
                        && reader.list[*known].depth == measure.depth
                })
            });
            let mut run = goes_on.cloned().unwrap_or_default();
            run.push((at, sibling));
            if sibling.size as usize == run.len() {
                relations.extend(reader.split(&run, before));
            } else if runs.len() < MAX_RUNS {
                runs.push(run);
            }
        }
        last = (at, siblings);
    }
    relations
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Word before a figure that names the part: the last one between the previous figure and this
    /// one.
    fn sibling(&self, at: usize) -> Option<Sibling> {
        self.siblings(at).next()
    }

    /// Words around the figure with index `at` that may name its part: those between the previous
    /// figure and this one, the last first, or else those after it. The words in 进出口 ("trade") do
    /// not count, as it is the whole of 进口 ("imports") and 出口 ("exports"), nor do those of 3例为本土病例，
    /// ("3 are local cases,"), which describe the previous figure.
    fn siblings(&self, at: usize) -> impl Iterator<Item = Sibling> {
        let own = self.own(at);
        let found = self.members(own, self.list[at].quantity.span.start() - own.len());
        let behind = found.is_empty().then(|| self.members(self.tail(at), self.list[at].quantity.span.end()));
        found.into_iter().rev().chain(behind.into_iter().flatten())
    }

    /// Words before a figure, after the clause of the previous figure.
    fn own(&self, at: usize) -> &'a str {
        let gap = self.gap(at);
        let near = &gap[gap.ceil_char_boundary(gap.len().saturating_sub(MAX_HEAD))..];
        let is_behind_figure = at > 0 && self.list[at - 1].sentence == self.list[at].sentence;
        let clause = gap.find(ENDS).filter(|sign| is_behind_figure && gap.len() - sign <= near.len());
        clause.map_or(near, |sign| &gap[sign..])
    }

    /// Words of `text` that name parts, in order. `start` is the position of the text.
    fn members(&self, text: &str, start: usize) -> Vec<Sibling> {
        let members = self.words.of(&total::SIBLING);
        let mut found = Vec::new();
        let mut next = 0;
        for (at, end, _) in Codes::of(text).filter(|(_, _, code)| members.may_begin_code(*code)) {
            if at < next {
                continue;
            }
            let word = members.start_of(&text[at..]);
            let length = word.map_or(end - at, str::len);
            if let Some(value) = word.and_then(|word| members.value(word)).filter(|value| value % 10 > 0) {
                let (set, size, member) = (value / 100, value / 10 % 10, value % 10);
                found.push(Sibling { set, size, member, at: start + at, length });
            }
            next = at + length;
        }
        found
    }

    /// True for two figures whose words together are the whole: 男, 女 ("men", "women"); 合格, 不合格
    /// ("passed", "failed").
    pub(super) fn are_opposites(&self, one: usize, other: usize) -> bool {
        if let Some((one, other)) = self.sibling(one).zip(self.sibling(other))
            && one.set == other.set
            && one.size == 2
            && one.member != other.member
        {
            return true;
        }
        let name = |at: usize| {
            let name = self.lead(at).trim_matches(|c: char| !is_han(c));
            name.strip_prefix("其中").unwrap_or(name)
        };
        let (first, second) = (name(one), name(other));
        let is_denied = |a: &str, b: &str| {
            !a.is_empty() && ['不', '非', '未'].iter().any(|not| b.strip_prefix(*not) == Some(a))
        };
        is_denied(first, second)
            || is_denied(second, first)
            || first.contains('已') && second.contains('未')
            || self.are_opposite_behind([self.tail(one), self.tail(other)])
    }

    /// True if the words after two figures together are the whole: 278个已完工，39个正在施工 ("278 finished,
    /// 39 in progress"); 8个为重点镇，5个为一般镇 ("8 key towns, 5 ordinary ones").
    fn are_opposite_behind(&self, [one, other]: [&str; 2]) -> bool {
        let is_done = self.words.of(&measure::DONE).is_in(one);
        let is_rest = self.words.of(&measure::REST).is_in(other);
        let sibling = |tail: &str| {
            let members = self.words.of(&total::SIBLING);
            let word = tail.char_indices().find_map(|(at, _)| members.start_of(&tail[at..]))?;
            members.value(word)
        };
        let are_siblings = sibling(one)
            .zip(sibling(other))
            .is_some_and(|(one, other)| one / 10 == other / 10 && one / 10 % 10 == 2 && one != other);
        is_done && is_rest || are_siblings
    }

    /// Remainder of a part's name after the word of its set: 生 ("pupils") for 男生 ("boys").
    fn core(&self, (at, sibling): (usize, Sibling)) -> &'a str {
        let name = self.list[at].name;
        let start = (sibling.at + sibling.length).clamp(name.start(), name.end());
        self.text[start..name.end()].trim_matches(|c: char| !is_han(c))
    }

    /// Relation of a whole with the parts in `run`, which have all words of one set. `None` if no
    /// total is found.
    fn split(&self, run: &[(usize, Sibling)], before: Option<Measures<'_, 'w>>) -> Option<Relation<'w>> {
        let (first, last) = (run.first()?.0, run.last()?.0);
        if run.iter().any(|(at, _)| !self.is_addend(*at) || self.is_no_part(*at)) {
            return None;
        }
        let parts: Vec<_> = run.iter().map(|(at, _)| &self.list[*at]).collect();
        let most = parts.iter().map(|part| part.quantity.value).max()?;
        let alike = |at: &usize| self.is_addend(*at) && are_alike(&self.list[*at], &self.list[first]);
        let is_outer = |at: &usize| alike(at) && self.list[*at].depth <= self.list[first].depth;
        let earlier: Vec<usize> = (first.saturating_sub(MAX_REACH)..first).rev().filter(is_outer).collect();
        let behind = (last + 1..self.list.len().min(last + 1 + MAX_REACH)).find(alike);
        let behind = behind.filter(|&at| self.is_whole_behind(at));
        let mut outside = before.filter(|_| first == 0).into_iter().flat_map(|block| block.list);
        let outside = outside.rfind(|total| is_value(total) && are_alike(total, &self.list[first]));
        let core = self.core(run[0]);
        let outside =
            outside.filter(|total| core.chars().count() > 2 && total.name.of(self.text).contains(core));
        let sum = |total| Sum { total, parts: parts.clone() };
        // 三次产业 ("the three sectors") and 居民生活 ("households") use the power: a set may be the whole
        // only with further figures.
        let others: Vec<usize> = (last + 1..self.list.len().min(last + 1 + MAX_MORE)).filter(alike).collect();
        let is_more = (1..=others.len()).any(|count| {
            let more = others[..count].iter().map(|&at| &self.list[at]);
            let parts: Vec<_> = parts.iter().copied().chain(more).collect();
            earlier.iter().any(|&at| Sum { total: &self.list[at], parts: parts.clone() }.holds())
        });
        let holds = is_more
            || earlier.iter().chain(&behind).any(|&at| sum(&self.list[at]).holds())
            || outside.is_some_and(|total| sum(total).holds());
        let is_told = earlier.first().is_some_and(|&whole| self.is_split_of(whole, run));
        let behind = behind.filter(|_| !is_told);
        let nearest = behind.or(earlier.first().copied()).map(|at| &self.list[at]).or(outside)?;
        let sum = sum(nearest);
        let are_named_alike = run.iter().all(|part| {
            let own = self.core(*part);
            own.is_empty() || core.contains(own)
        });
        let is_open = run.iter().any(|(at, _)| OPEN.iter().any(|word| self.gap(*at).contains(word)));
        let is_slipped = sum.is_slip() || sum.is_slipped();
        let is_fit = most <= nearest.quantity.value || is_slipped;
        let is_beside = BESIDE.iter().any(|word| nearest.name.of(self.text).contains(word));
        let is_sure = are_named_alike && sum.is_near() || is_slipped;
        // 共90亿元，其中甲8亿元，中央1亿元，地方70亿元 ("9 billion yuan, of these A 0.8, the centre 0.1, the regions
        // 7"): the nearest figure is a part as well.
        let value = sum.value();
        let is_part =
            nearest.quantity.value < value && earlier.iter().any(|&at| self.list[at].quantity.value > value);
        let is_unambiguous = !is_part && is_sure && !is_open && is_fit && !is_beside;
        Some(
            sum.relation(
                FigureReading::Siblings,
                (holds, is_unambiguous || is_told && !is_open && !is_beside),
            ),
        )
    }

    /// True if the parts in `run` directly follow the whole, connected by words such as 其中 ("of
    /// these") and without other figures of this kind among them: 新增9例，其中境外6例，本土3例 ("9 new cases,
    /// of these 6 from abroad, 3 local").
    fn is_split_of(&self, whole: usize, run: &[(usize, Sibling)]) -> bool {
        let Some(&(first, _)) = run.first() else { return false };
        let is_said = |at: usize| {
            let measure = &self.list[at];
            let is_change = matches!(measure.role, Role::By(_) | Role::Against);
            measure.quantity.is_rate()
                || is_change && !are_alike(measure, &self.list[first])
                || measure.depth > self.list[first].depth
        };
        let is_beside = run.windows(2).all(|pair| {
            let between = pair[0].0 + 1..pair[1].0;
            between.into_iter().all(|at| is_said(at) || !are_alike(&self.list[at], &self.list[first]))
        });
        is_beside && self.link(whole, first).is_some() && (whole + 1..first).all(is_said)
    }

    /// True if the words before a figure sum up the parts before it: 全年 ("the whole year"), 累计, 合计
    /// ("in all").
    fn is_whole_behind(&self, at: usize) -> bool {
        let gap = self.gap(at);
        self.has_total(self.lead(at)) || self.words.of(&total::RUNNING).is_in(gap)
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;
    use crate::words::{Words, total};

    const READINGS: [FigureReading; 2] = [FigureReading::Parts, FigureReading::Siblings];

    /// Blocks with one figure are not searched for parts.
    #[test]
    fn no_set_has_a_single_part() {
        let words = Words::new();
        let members = words.of(&total::SIBLING);
        for word in members.iter() {
            let size = members.value(word).unwrap() / 10 % 10;
            assert!((2..=9).contains(&size), "{word}");
        }
    }

    #[test]
    fn knows_what_leaves_nothing_beside_it() {
        let cases: [(&str, &[&str]); 8] = [
            ("通报新增病例18例，其中境外输入14例，本土4例。", &[]),
            ("通报新增病例18例，其中境外输入41例，本土4例。", &["18例"]),
            ("通报新增病例18例，其中14例为境外输入病例，9例为本土病例；现有病例320例。", &["18例"]),
            ("全厂职工310人，其中男工程师180人、男技师117人。", &[]),
            ("外贸进出口36.4亿元，增长2%。其中，进口12.1亿元，出口42.3亿元。", &["36.4亿元"]),
            ("收入33亿元（不含开发区9亿元），其中：税收收入21亿元，增长3%；非税收入82亿元。", &["33亿元"]),
            ("发行一般债券8.6亿元，专项债券21.5亿元，共30.1亿元，用于道路。", &[]),
            ("发行债券30.1亿元，其中一般债券8.6亿元，专项债券51.5亿元。", &["30.1亿元"]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
