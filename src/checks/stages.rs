//! Finds stages of a project that have different dates in two papers: 8月底竣工 ("completed by the end
//! of August") in a report, 竣工时间 2026年12月 ("completion: December 2026") in a table.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::stages::ProjectStage;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Number of consecutive characters used as a lookup key for statements about the same project.
const KEY: usize = 4;
/// Minimum number of consecutive characters that two statements must share to be about the same
/// project.
const MIN_RUN: usize = 6;
/// Minimum number of shared characters if the name certainly begins with them in both statements.
/// `MIN_WHOLE` is the minimum if it certainly ends with them too.
const MIN_SHORT: usize = 5;
const MIN_WHOLE: usize = 4;
/// Maximum number of characters of a word that one of two names leaves out: 码头 ("dock") in
/// 东屿三期|码头|自动化改造 ("automation of Dongyu phase three | dock").
const MAX_LEFT_OUT: usize = 4;
/// Minimum number of common characters before the word that one of two names leaves out.
const MIN_BEFORE: usize = 3;
/// Maximum number of statements stored per key.
const MAX_LIKE: usize = 32;
/// Maximum number of statements that each one is compared with.
const MAX_COMPARED: usize = 12;
/// Characters after which the name of a project begins in running text: prepositions, verbs and the
/// like, such as 对 ("for") and 的 ("of").
const BEFORE_NAME: &str = "的将由把抓使让在对和及与成进快动设施其中是为到";
/// Characters before which the name of a project ends in running text.
const BEHIND_NAME: &str = "于将在已正拟预计要也就可建竣完通开投启落动工项倒确力顺全这该总是";
/// Characters after a number that make it a part of a name: 二期 ("phase two").
const PARTS: [char; 5] = ['期', '号', '标', '段', '批'];

/// A stage of a project that has different dates in two papers.
pub(super) struct StageConflict {
    /// Index of the later paper, and the span of the date in it. The finding is reported here.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other date in it.
    pub(super) first: (usize, Span),
}

/// The statements of all papers about stages of projects, each with its best matches in the other
/// papers.
struct Stages<'p> {
    all: Vec<(usize, &'p ProjectStage)>,
    /// For a statement and another paper: the length of the longest run of characters they share,
    /// and the statements of that paper with such a run.
    best: FxHashMap<(usize, usize), (usize, Vec<usize>)>,
}

/// Finds all stages with different dates in two papers, sorted by the later paper.
pub(super) fn conflicts(papers: &[Paper<'_>]) -> Vec<StageConflict> {
    let stages = Stages::new(papers);
    let place = |at: usize| (stages.all[at].0, stages.all[at].1.span);
    let later = 0..stages.all.len();
    let wrong = later.filter_map(|at| {
        let first = (0..stages.all[at].0).find_map(|paper| stages.wrong(at, paper))?;
        Some(StageConflict { place: place(at), first: place(first) })
    });
    wrong.collect()
}

impl<'p> Stages<'p> {
    fn new(papers: &[Paper<'p>]) -> Self {
        let mut all: Vec<(usize, &ProjectStage)> = Vec::new();
        for (at, paper) in papers.iter().enumerate() {
            all.extend(paper.facts.project_stages.iter().map(|stage| (at, stage)));
        }
        let mut stages = Self { all, best: FxHashMap::default() };
        for (one, other, run) in runs(&stages.all) {
            stages.add(one, other, run);
            stages.add(other, one, run);
        }
        stages
    }

    /// Records that the statements `of` and `other` share a run of `run` characters, if no longer
    /// run is known for that paper.
    fn add(&mut self, of: usize, other: usize, run: usize) {
        let (longest, list) = self.best.entry((of, self.all[other].0)).or_default();
        match run.cmp(longest) {
            Ordering::Greater => (*longest, *list) = (run, vec![other]),
            Ordering::Equal if !list.contains(&other) => list.push(other),
            _ => {}
        }
    }

    /// Returns the best matches of a statement in a paper.
    fn partners(&self, of: usize, paper: usize) -> &[usize] {
        self.best.get(&(of, paper)).map_or(&[], |(_, list)| list)
    }

    /// Returns the statement of an earlier paper that gives another date for the same stage. `None`
    /// if one of the papers gives both dates, because they are then about two projects.
    fn wrong(&self, at: usize, paper: usize) -> Option<usize> {
        let partners = self.partners(at, paper);
        let first = *partners.first()?;
        let back = self.partners(first, self.all[at].0);
        let gives_both_dates = partners.iter().any(|other| self.agree(*other, at))
            || back.iter().any(|other| self.agree(*other, first));
        let [one, other] = [at, first].map(|at| self.all[at].1);
        let is_one = !one.stages.is_in_force() || one.year == other.year;
        (back.contains(&at) && !gives_both_dates && is_one).then_some(first)
    }

    /// True if two statements do not contradict each other: the month is the same, and year and day
    /// are the same or missing.
    fn agree(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|at| self.all[at].1);
        let is_one = |one: Option<u32>, other: Option<u32>| one.is_none() || other.is_none() || one == other;
        is_one(one.year, other.year) && one.month == other.month && is_one(one.day, other.day)
    }
}

/// Returns all pairs of statements of different papers that may be about the same stage of the same
/// project: the index of the earlier one, of the later one, and the number of characters they
/// share.
fn runs(all: &[(usize, &ProjectStage)]) -> Vec<(usize, usize, usize)> {
    let mut postings: FxHashMap<&[char], Vec<(usize, usize)>> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, (paper, stage)) in all.iter().enumerate() {
        for part in &stage.parts {
            let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
            for key in part.windows(KEY) {
                for &(other, place) in postings.get(key).into_iter().flatten() {
                    if all[other].0 != *paper && all[other].1.stages.meets(stage.stages) {
                        *shared.entry((other, place)).or_default() += 1;
                    }
                }
            }
            let mut shared: Vec<_> = shared.into_iter().collect();
            shared.sort_unstable_by_key(|(place, count)| (usize::MAX - count, *place));
            for ((other, place), _) in shared.into_iter().take(MAX_COMPARED) {
                let run = common_run(part, &all[other].1.parts[place]);
                found.extend(run.map(|run| (other, at, run)));
            }
        }
        for (place, part) in stage.parts.iter().enumerate() {
            for key in part.windows(KEY) {
                let list = postings.entry(key).or_default();
                if list.len() < MAX_LIKE {
                    list.push((at, place));
                }
            }
        }
    }
    found
}

/// Number of characters in the longest common run, if it may be the name of a project. `None` if it
/// is too short, if it begins inside both names (南渡镇|区域性养老服务中心, "Nandu town | regional care
/// centre"), or if different numbers follow (|一期, |二期).
fn common_run(first: &[char], second: &[char]) -> Option<usize> {
    let (mut length, mut ends) = (0, (0, 0));
    let mut lengths = vec![0; second.len() + 1];
    for (at, c) in first.iter().enumerate() {
        for other in (0..second.len()).rev() {
            lengths[other + 1] = if second[other] == *c { lengths[other] + 1 } else { 0 };
            if lengths[other + 1] > length {
                (length, ends) = (lengths[other + 1], (at + 1, other + 1));
            }
        }
    }
    // One name may leave out a word: 东屿三期自动化改造, 东屿三期|码头|自动化改造 ("automation of Dongyu phase three |
    // dock").
    let left_out = left_out([&first[..ends.0 - length], &second[..ends.1 - length]]);
    let sides = [(first, ends.0), (second, ends.1)];
    let is_begun = |(at, (all, end)): (usize, (&[char], usize))| {
        let start = end - length - left_out.map_or(0, |left_out| left_out[at]);
        // 省道S463云渡大桥 ("Yundu Bridge of provincial road S463")
        all[..start]
            .last()
            .is_none_or(|before| BEFORE_NAME.contains(*before) || before.is_ascii_alphanumeric())
    };
    let is_numbered = |(all, end): (&[char], usize)| {
        let [number, unit, ..] = all[end..] else { return false };
        (is_numeral(number) || number.is_ascii_digit()) && PARTS.contains(&unit)
    };
    let begun = sides.into_iter().enumerate().filter(|side| is_begun(*side)).count();
    let run = length + left_out.map_or(0, |left_out| left_out[0].min(left_out[1]));
    // A short run is a name only if it begins like one on both sides: 青石渡大桥.
    let is_ended =
        |(all, end): &(&[char], usize)| all.get(*end).is_none_or(|behind| BEHIND_NAME.contains(*behind));
    let least = if sides.iter().all(is_ended) { MIN_WHOLE } else { MIN_SHORT };
    let is_name = run >= MIN_RUN && begun > 0 || run >= least && begun == sides.len();
    (is_name && !sides.into_iter().any(is_numbered)).then_some(run)
}

/// Extends a common run to the left over a word that one of two names leaves out. Returns, for both
/// names, the number of characters before the run that belong to it: the omitted word, and the
/// common characters before that. `None` if no such word is found.
fn left_out(before: [&[char]; 2]) -> Option<[usize; 2]> {
    let alike = |one: &[char], other: &[char]| {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    };
    (1..=MAX_LEFT_OUT).flat_map(|gap| [[gap, 0], [0, gap]]).find_map(|gaps| {
        let cut = |at: usize| before[at].len().checked_sub(gaps[at]).map(|end| &before[at][..end]);
        let alike = alike(cut(0)?, cut(1)?);
        (alike >= MIN_BEFORE).then(|| gaps.map(|gap| gap + alike))
    })
}
