//! Rule `set/figure`: reports a figure that differs between papers: 完成投资12.58亿元 ("invested
//! 1.258 billion yuan") in the report, 完成投资12.85亿元 ("1.285 billion") in the decision.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::Partners;
use crate::checks::evidence::{Odds, POSSIBLE, SURE};
use crate::checks::figures::{ALIKE, Figures};
use crate::checks::same_thing::{is_one_area, is_other_unit, is_row_of_several};
use crate::checks::slips::{
    MIN_DIGITS, is_close, is_long_swap, is_moved, is_rarely_slipped, is_slipped, is_within,
};
use crate::checks::table_figures::FAR_WITHIN;
use crate::checks::{no_options, values};
use crate::facts::set::stated_figure::{StatedFigure, Unit};
use crate::text::span::Span;

/// Minimum likeness of the words to report two long numbers with the same digits in another order.
/// The more surely a slip explains the difference, the less the words must agree.
const PERMUTED: f32 = 0.22;
/// Minimum likeness if two digits are swapped or the decimal point is moved; see [`PERMUTED`].
const SWAPPED: f32 = 0.28;
/// Minimum likeness if one digit is replaced or left out; see [`PERMUTED`].
const SLIPPED: f32 = 0.34;
/// Minimum likeness if a number of two digits has a slip.
const SLIPPED_SHORT: f32 = 0.36;
/// Minimum agreement of the words for two values that are near each other (see [`NEAR_WITHIN`]) and
/// differ by no typing slip.
const NEAR: Agreement = Agreement { likeness: 0.34, least: 0.2 };
/// Minimum agreement of the words for two values that are farther apart and differ by no typing
/// slip.
const FAR: Agreement = Agreement { likeness: 0.4, least: 0.28 };
/// Minimum agreement of the words for two values that differ by no typing slip, if the units
/// differ, for example because one has none.
const FAR_BARE: Agreement = Agreement { likeness: 0.6, least: 0.35 };
/// Minimum likeness of two limits of which neither has a year.
const LIMITED: f32 = 0.5;
/// Minimum likeness if the values are further apart and neither figure has a year.
const UNDATED: f32 = 0.6;
/// Minimum likeness if the values are further apart and only one figure has a year.
const HALF_DATED: f32 = 0.7;
/// Likeness above which figures of two digits with a slip may differ in a word like 新增 ("new").
const SAME: f32 = 0.9;
/// Largest difference of two values if a year is missing, in percent of the greater one.
const UNDATED_WITHIN: u64 = 10;
/// Largest difference of two values of which only one has a year, in percent of the greater one.
const HALF_DATED_WITHIN: u64 = 25;
/// Largest difference of two values near each other ([`NEAR`]), in percent of the greater one.
const NEAR_WITHIN: u64 = 20;
/// Maximum number of differences examined. In a set with more, the papers do not belong together.
const MAX_JUDGED: usize = 4000;
/// Minimum number of differing figures if two papers count as being about different subjects.
const MIN_UNLIKE: usize = 4;
/// Factor by which the differing figures of two papers about different subjects must outnumber
/// those that agree.
const UNLIKE: usize = 2;
/// Minimum number of characters of a figure's name. Shorter names do not say what is measured.
const MIN_NAME: usize = 2;
/// Units of numbers that identify a thing and do not measure it: issue, session, batch.
const ORDINAL: [Unit; 3] = [Unit::new("期"), Unit::new("届"), Unit::new("批")];
/// Fraction of the likeness of two figures that differ. If one of the papers also has the other's
/// value with words that reach this fraction, the figures are about two things, and nothing is
/// reported.
const ALSO_STATED: f32 = 0.6;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Figure))
}

/// Minimum likeness of two figures, and minimum share of either's words that the other must have.
struct Agreement {
    likeness: f32,
    least: f32,
}

/// Numbers of figures that two papers have in common.
#[derive(Clone, Copy, Default)]
struct CommonFigures {
    /// Best matches with the same value, and with different values.
    alike: usize,
    unlike: usize,
    /// Figures that differ by all evidence.
    likely: usize,
}

impl CommonFigures {
    /// True if too many figures differ for two papers of one meeting.
    fn are_of_others(self) -> bool {
        let Self { alike, unlike, likely } = self;
        unlike >= MIN_UNLIKE && unlike > alike * UNLIKE || likely >= MIN_UNLIKE && likely > alike
    }
}

struct Figure;

impl SetCheck for Figure {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let figures = Figures::new(papers);
        let may_be = |one: usize, other: usize| figures.may_be(one, other);
        let is_close = |one: usize, other: usize| is_close(figures.all[one].1, figures.all[other].1);
        let all = figures.alignment.partners(&may_be, &is_close);
        let odds = figures.odds();
        let (worded, likely) = (figures.worded(&all, &odds), figures.likely(&odds, &counted(papers)));
        let unlike = figures.other_subjects(&all, &likely);
        let by_paper = |(first, second): &(usize, usize)| {
            !unlike.contains(&(figures.all[*first].0, figures.all[*second].0))
        };
        let found = worded.into_iter().chain(likely).filter(by_paper);
        let mut seen = FxHashSet::default();
        for (first, second) in found.chain(figures.other_sums()).chain(figures.other_rows()) {
            let [(paper, earlier), (at, figure)] = [first, second].map(|at| figures.all[at]);
            if seen.insert(second)
                && let Some(finding) = out.contradiction((at, figure.span), (paper, earlier.span))
            {
                let name = if has_name(earlier) { &earlier.name } else { &figure.name };
                finding.arg("label", &**name);
            }
        }
        values::report(papers, &unlike, out);
    }
}

impl Figures<'_> {
    /// Returns the pairs of best matches that contradict each other because their words agree.
    fn worded(&self, all: &[Partners], odds: &[Odds]) -> Vec<(usize, usize)> {
        let odds: FxHashMap<(usize, usize), f32> =
            odds.iter().map(|odds| ((odds.first, odds.second), odds.logarithm)).collect();
        let is_possible = |partners: &Partners| {
            odds.get(&(partners.first, partners.second)).is_none_or(|odds| *odds > POSSIBLE)
        };
        let wrong = all.iter().filter(|partners| {
            let figures = [partners.first, partners.second].map(|at| self.all[at].1);
            self.is_wrong((figures[0], figures[1]), **partners)
        });
        let own = wrong
            .take(MAX_JUDGED)
            .filter(|partners| is_possible(partners) && !self.is_also_stated(**partners));
        own.map(|partners| (partners.first, partners.second)).collect()
    }

    /// Returns the pairs that contradict each other because all evidence together says so: for each
    /// figure the likeliest one. `counted` are the numbers that `set/count` compares.
    fn likely(&self, odds: &[Odds], counted: &FxHashSet<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut found: Vec<&Odds> = Vec::new();
        let is_known = |at: usize| {
            let (paper, figure) = self.all[at];
            counted.contains(&(paper, figure.span.start())) || is_ordinal(figure)
        };
        let likely = odds.iter().filter(|odds| {
            let Odds { first, second, logarithm } = **odds;
            let is_named = has_name(self.all[first].1) || has_name(self.all[second].1);
            // Numbers of one digit differ for many reasons.
            let is_long = [first, second].iter().all(|at| self.all[*at].1.digits > 1);
            logarithm > SURE && is_long && is_named && !is_known(first) && !is_known(second)
        });
        for odds in likely {
            match found.last_mut().filter(|last| last.second == odds.second) {
                Some(last) if last.logarithm < odds.logarithm => *last = odds,
                Some(_) => {}
                None => found.push(odds),
            }
        }
        found.into_iter().map(|odds| (odds.first, odds.second)).collect()
    }

    /// True if one of the two papers also contains the other's value for something similar, so that
    /// the two figures are about two things.
    fn is_also_stated(&self, partners: Partners) -> bool {
        let tells = |at: usize, value: usize| {
            let (paper, figure) = self.all[at];
            if is_other_unit(figure, self.all[value].1) {
                return false;
            }
            (self.starts[paper]..self.starts[paper + 1]).any(|other| {
                let [stated, value_stated] = [other, value].map(|at| self.all[at].1);
                !stated.is_approximate
                    && stated.digits >= value_stated.digits.min(MIN_DIGITS)
                    && self.is_one_unit(other, value)
                    && self.is_one_year(other, value)
                    && self.all[other].1.meets(self.all[value].1)
                    && self.alignment.likeness(other, value) >= partners.likeness * ALSO_STATED
            })
        };
        tells(partners.first, partners.second) || tells(partners.second, partners.first)
    }

    /// Returns pairs of papers about different subjects, such as the reports of two places or of
    /// two years: most of their common figures differ, while the papers of one meeting agree in
    /// most of them. `likely` are the pairs that differ by all evidence.
    fn other_subjects(&self, all: &[Partners], likely: &[(usize, usize)]) -> FxHashSet<(usize, usize)> {
        let mut counted: FxHashMap<(usize, usize), CommonFigures> = FxHashMap::default();
        let papers = |first: usize, second: usize| (self.all[first].0, self.all[second].0);
        for partners in all {
            let [first, second] = [partners.first, partners.second].map(|at| self.all[at].1);
            let counts = counted.entry(papers(partners.first, partners.second)).or_default();
            counts.unlike += usize::from(self.is_wrong((first, second), *partners));
            counts.alike += usize::from(partners.likeness >= NEAR.likeness && first.meets(second));
        }
        for (first, second) in likely {
            counted.entry(papers(*first, *second)).or_default().likely += 1;
        }
        counted.into_iter().filter(|(_, counts)| counts.are_of_others()).map(|(papers, _)| papers).collect()
    }

    /// True if two matched figures contradict each other.
    fn is_wrong(&self, (first, second): (&StatedFigure, &StatedFigure), partners: Partners) -> bool {
        if !is_named(first) || !is_named(second) {
            return false;
        }
        if is_other_unit(first, second) {
            return partners.likeness >= SLIPPED;
        }
        if first.meets(second) {
            return false;
        }
        if is_long_swap(first, second) {
            return partners.likeness >= PERMUTED;
        }
        self.is_slip((first, second), partners) || self.is_far((first, second), partners)
    }

    /// True if a typing slip explains the difference of the values, and the words agree enough.
    fn is_slip(&self, (first, second): (&StatedFigure, &StatedFigure), partners: Partners) -> bool {
        let is_short = first.digits.min(second.digits) < MIN_DIGITS;
        let is_sure = is_moved(first, second) && partners.likeness >= UNDATED;
        let is_same = first.aspects == second.aspects || partners.likeness >= SAME || is_sure;
        let needed = match () {
            () if is_short => SLIPPED_SHORT,
            () if is_rarely_slipped(first, second) => SWAPPED,
            () => SLIPPED,
        };
        is_slipped(first, second) && (!is_short || is_same) && partners.likeness >= needed
    }

    /// True if no slip explains the difference, but time, place, owner and words are the same.
    fn is_far(&self, (first, second): (&StatedFigure, &StatedFigure), partners: Partners) -> bool {
        let [(one, year), (other, next)] = [partners.first, partners.second].map(|at| self.dated(at));
        let is_whole =
            self.is_whole(partners.first, partners.second) || self.is_whole(partners.second, partners.first);
        let is_dated = match (year, next) {
            _ if first.aspects.is_fixed() => true,
            (Some(one), Some(other)) => one == other,
            _ if partners.likeness >= ALIKE && is_within(UNDATED_WITHIN, first, second) => true,
            (None, None) if first.bound.is_some() && is_within(UNDATED_WITHIN, first, second) => {
                first.bound == second.bound && partners.likeness >= LIMITED
            }
            _ if one.is_planned() != other.is_planned() => false,
            (None, None) => partners.likeness >= UNDATED,
            _ => partners.likeness >= HALF_DATED && is_within(HALF_DATED_WITHIN, first, second),
        };
        let needed = match first.unit == second.unit {
            true if is_within(NEAR_WITHIN, first, second) => NEAR,
            true => FAR,
            false => FAR_BARE,
        };
        partners.likeness.min(partners.around) >= needed.likeness
            && partners.least >= needed.least
            && is_within(FAR_WITHIN, first, second)
            && is_dated
            && is_one_area((one, first), (other, second))
            && (one.is_part == other.is_part || partners.likeness >= ALIKE)
            && first.is_of_item == second.is_of_item
            && is_row_of_several(first) == is_row_of_several(second)
            && first.aspects == second.aspects
            && !is_whole
            && self.named[partners.first].is_one(&self.named[partners.second])
    }
}

/// Numbers of points, persons and tasks, by their papers and their first bytes.
fn counted(papers: &[Paper<'_>]) -> FxHashSet<(usize, usize)> {
    let of_paper = |(at, paper): (usize, &Paper<'_>)| {
        let counts = &paper.facts.counts;
        let stated = [&counts.of_others, &counts.announced, &counts.honours].into_iter().flatten();
        let planned = paper.facts.plan_counts.iter().map(|count| count.span);
        let spans: Vec<Span> = stated.map(|count| count.span).chain(planned).collect();
        spans.into_iter().map(move |span| (at, span.start()))
    };
    papers.iter().enumerate().flat_map(of_paper).collect()
}

/// True if a figure says what it measures, and does not number a thing.
fn is_named(figure: &StatedFigure) -> bool {
    has_name(figure) && !is_ordinal(figure)
}

/// True if the words before a figure say what it measures.
fn has_name(figure: &StatedFigure) -> bool {
    figure.name.chars().count() >= MIN_NAME
}

/// True for a number that tells one thing from others, and does not count: 第15期 ("number 15").
fn is_ordinal(figure: &StatedFigure) -> bool {
    ORDINAL.contains(&figure.unit) && figure.digits < MIN_DIGITS
}
