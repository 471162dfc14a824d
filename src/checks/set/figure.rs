//! Rule `set/figure`: reports a figure that differs between papers: 完成投资12.58亿元 ("invested 1.258
//! billion yuan") in the report, 完成投资12.85亿元 ("1.285 billion") in the decision.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, Partners, StatedFact};
use crate::checks::entities::{NamedEntities, entities};
use crate::checks::rows::Rows;
use crate::checks::same_thing::{is_of_thing, is_one_area, is_other_sum, is_other_unit, is_row_of_several};
use crate::checks::slips::{
    MIN_DIGITS, is_close, is_long_swap, is_moved, is_rarely_slipped, is_slipped, is_within,
};
use crate::checks::{no_options, prizes};
use crate::facts::set::scope::Scope;
use crate::facts::set::stated_figure::{StatedFigure, SumOf, Unit};
use crate::facts::set::wording::{Pair, Wording};
use crate::text::decimal::Decimal;

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
/// Likeness above which one figure may lack a year, or only one may be preceded by a month.
const ALIKE: f32 = 0.55;
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
/// Largest difference of any two values of the same figure, in percent of the greater one: the
/// smaller one is at least a fourth. Values that differ more are about two things.
const FAR_WITHIN: u64 = 75;
/// Maximum number of differences examined. In a set with more, the papers do not belong together.
const MAX_JUDGED: usize = 4000;
/// Minimum number of differing figures if two papers count as being about different subjects.
const MIN_UNLIKE: usize = 4;
/// Factor by which the differing figures of two papers about different subjects must outnumber
/// those that agree.
const UNLIKE: usize = 2;
/// Minimum number of characters of a figure's name. Shorter names do not say what is measured.
const MIN_NAME: usize = 2;
/// Maximum value of a part, in tenths of its whole; see [`Figures::is_whole`].
const PART_OF_TEN: u64 = 8;
/// Units of numbers that identify a thing and do not measure it: issue, session, batch.
const ORDINAL: [Unit; 3] = [Unit::new("期"), Unit::new("届"), Unit::new("批")];
const SUM: Unit = Unit::new("元");
/// Minimum number of digits of a count that is compared between a table row and a sentence.
const MIN_COUNTED: u8 = 2;
const PERCENT: Unit = Unit::new("%");
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

struct Figure;

/// The figures of all papers of a set, sorted by paper, with what is needed to compare them.
struct Figures<'p> {
    all: Vec<(usize, &'p StatedFigure)>,
    /// Year of each figure, shifted if its paper means another year by 今年 ("this year") than most.
    years: Vec<Option<u32>>,
    /// Index of the first figure of each paper. The last element is the number of all figures.
    starts: Vec<usize>,
    /// The year that most papers are about.
    year: Option<u32>,
    /// Level of the area that most figures are about: 市 ("city") in 全市 ("the whole city").
    level: Option<char>,
    /// Places and organisations in the words of each figure.
    named: Vec<NamedEntities>,
    alignment: Alignment<'p>,
}

impl SetCheck for Figure {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let figures = Figures::new(papers);
        let mut reported = None;
        let mut judged = 0;
        let mut seen = FxHashSet::default();
        let may_be = |one: usize, other: usize| figures.may_be(one, other);
        let is_close = |one: usize, other: usize| is_close(figures.all[one].1, figures.all[other].1);
        let all = figures.alignment.partners(&may_be, &is_close);
        let unlike = figures.other_subjects(&all);
        for partners in all {
            let [(paper, earlier), (at, figure)] =
                [partners.first, partners.second].map(|at| figures.all[at]);
            if reported == Some(partners.second)
                || unlike.contains(&(paper, at))
                || !figures.is_wrong((earlier, figure), partners)
            {
                continue;
            }
            judged += 1;
            if judged > MAX_JUDGED {
                break;
            }
            if figures.is_also_stated(partners) {
                continue;
            }
            reported = Some(partners.second);
            seen.insert(partners.second);
            if let Some(finding) = out.contradiction((at, figure.span), (paper, earlier.span)) {
                finding.arg("label", &*earlier.name);
            }
        }
        for prizes::PrizeConflict { place, first, honour } in prizes::conflicts(papers) {
            if let Some(finding) = out.contradiction(place, first) {
                finding.arg("label", honour);
            }
        }
        for (first, second) in figures.other_sums().into_iter().chain(figures.other_rows()) {
            let [(paper, earlier), (at, figure)] = [first, second].map(|at| figures.all[at]);
            if seen.insert(second)
                && let Some(finding) = out.contradiction((at, figure.span), (paper, earlier.span))
            {
                finding.arg("label", &*earlier.name);
            }
        }
    }
}

impl<'p> Figures<'p> {
    fn new(papers: &[Paper<'p>]) -> Self {
        let mut all = Vec::new();
        let mut starts = Vec::with_capacity(papers.len() + 1);
        for (at, paper) in papers.iter().enumerate() {
            starts.push(all.len());
            all.extend(paper.facts.figures.iter().map(|figure| (at, figure)));
        }
        starts.push(all.len());
        let stated = |(paper, figure): &(usize, &'p StatedFigure)| StatedFact {
            paper: *paper,
            kind: figure.kind(),
            wording: &figure.wording,
        };
        let alignment = Alignment::new(all.iter().map(stated).collect());
        let year = usual_year(papers);
        let moved = |(paper, figure): &(usize, &'p StatedFigure)| {
            figure.scope.moved_year(papers[*paper].facts.year, year)
        };
        let years = all.iter().map(moved).collect();
        let entities = entities(papers);
        let named = all.iter().map(|(_, figure)| NamedEntities::new(&figure.wording, &entities)).collect();
        let level = usual_level(&all);
        Self { all, years, starts, year, level, named, alignment }
    }

    /// True if two figures may be the same one, judging by unit, time and place, but not by their
    /// words. If the same digits occur in another order, or a number of [`MIN_DIGITS`] digits has a
    /// slip, the time may differ: such numbers seldom resemble each other by chance, while the
    /// words for the time are sometimes misread.
    fn may_be(&self, one: usize, other: usize) -> bool {
        if !self.is_one_unit(one, other) {
            return false;
        }
        let (first, second) = (self.all[one].1, self.all[other].1);
        if is_other_sum(first, second) {
            return false;
        }
        let is_slip = || {
            is_long_swap(first, second)
                || first.digits.min(second.digits) >= MIN_DIGITS
                    && is_slipped(first, second)
                    && (self.is_one_year(one, other) || is_rarely_slipped(first, second))
        };
        let is_scope = first.aspects.may_be(second.aspects)
            && (first.aspects.is_fixed() || Scope::may_be(self.dated(one), self.dated(other), self.year));
        let is_owner = !self.named[one].is_other(&self.named[other]);
        let is_level = first.level.or(self.level) == second.level.or(self.level);
        if is_level && is_owner && is_scope {
            return true;
        }
        // Cheap conditions first. Two places may have values that resemble each other by chance,
        // but the row of a project also names the office in charge.
        let is_row = || is_of_thing(first, second) || is_of_thing(second, first);
        let may_have_owner = is_owner || is_long_swap(first, second) || is_slip() && is_row();
        let may_have_time = is_scope || self.is_one_year(one, other) || is_slip();
        if !may_have_owner || !may_have_time {
            return false;
        }
        let closeness = OnceCell::new();
        let is_close = || *closeness.get_or_init(|| is_close(first, second));
        // Properties of a thing may follow the month in which it is begun: 3月开工，设计流量35立方米每秒.
        let is_alike =
            || self.is_one_year(one, other) && is_close() && self.alignment.likeness(one, other) >= ALIKE;
        (is_level || is_close()) && (is_scope || is_alike() || is_slip())
    }

    /// Returns pairs of a total row in a table and a figure of another paper for the same number of
    /// things, if the values differ: 合计（14个） | 86400 ("total (14)"), 14个项目 ("14 projects").
    fn other_sums(&self) -> Vec<(usize, usize)> {
        let mut sums: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
        for (at, (_, figure)) in self.all.iter().enumerate() {
            if let Some(sum) = figure.sum.filter(|_| !figure.is_bare()) {
                sums.entry(sum.count).or_default().push(at);
            }
        }
        let is_total = |at: usize| self.all[at].1.sum.is_some_and(|sum| sum.is_total);
        let is_row = |at: usize| self.all[at].1.sum.is_some_and(|sum| sum.is_row);
        let mut found = Vec::new();
        for alike in sums.into_values() {
            let rows: Vec<usize> = alike.iter().copied().filter(|at| is_total(*at)).collect();
            for &sentence in alike.iter().filter(|at| !is_row(**at)) {
                let mut same = rows.iter().copied().filter(|row| self.is_one_sum(*row, sentence)).peekable();
                let first = same.peek().copied();
                if let Some(row) = first
                    && same.all(|row| !self.all[row].1.meets(self.all[sentence].1))
                {
                    found.push((row.min(sentence), row.max(sentence)));
                }
            }
        }
        found.sort_unstable_by_key(|(first, second)| (*second, *first));
        found
    }

    /// Returns pairs of a figure in a table row and one in a sentence about the same subject that
    /// contradict each other; for an example see `checks::rows`.
    fn other_rows(&self) -> Vec<(usize, usize)> {
        let rows = Rows::new(&self.all, &self.alignment);
        let mut found = Vec::new();
        let in_prose =
            |figure: &StatedFigure| figure.thing.is_empty() && figure.sum.is_none_or(|sum| !sum.is_row);
        for (sentence, _) in self.all.iter().enumerate().filter(|(_, (_, figure))| in_prose(figure)) {
            for figures in rows.of(sentence, &|row| self.is_one_of_row(row, sentence)) {
                // A row with two figures of this kind is ambiguous.
                let [row] = figures[..] else { continue };
                let (first, second) = (self.all[row].1, self.all[sentence].1);
                let is_wrong = !first.meets(second)
                    && (is_slipped(first, second) || is_within(FAR_WITHIN, first, second));
                if is_wrong && !self.tells_row(row, sentence) {
                    found.push((row.min(sentence), row.max(sentence)));
                }
            }
        }
        found.sort_unstable_by_key(|(first, second)| (*second, *first));
        found
    }

    /// True if a row and a sentence state the same cost, the same year's money or the same count.
    fn is_one_of_row(&self, row: usize, sentence: usize) -> bool {
        let (first, second) = (self.all[row].1, self.all[sentence].1);
        let is_money = [first, second].iter().any(|figure| figure.unit == SUM || figure.is_money);
        let is_kind = || match is_money {
            true => first.spent.is_some() && first.spent == second.spent,
            false => {
                let mut words =
                    first.wording.own().iter().filter(|pair| first.thing.binary_search(pair).is_err());
                first.unit == second.unit
                    && !first.unit.is_empty()
                    && first.unit != PERCENT
                    && first.digits.min(second.digits) >= MIN_COUNTED
                    && first.aspects.may_be(second.aspects)
                    && !first.is_beyond_addition(second)
                    && words
                        .any(|pair| second.wording.has(*pair) && second.thing.binary_search(pair).is_err())
            }
        };
        !first.is_bare()
            && self.is_one_unit(row, sentence)
            && self.is_one_year(row, sentence)
            && (first.scope.stretches == second.scope.stretches || is_slipped(first, second))
            && !second.scope.is_part
            && !second.scope.is_so_far
            && is_kind()
            && !self.is_whole(row, sentence)
    }

    /// True if the paper of the sentence also states the row's value near words of the row's name.
    fn tells_row(&self, row: usize, sentence: usize) -> bool {
        let (paper, _) = self.all[sentence];
        let first = self.all[row].1;
        (self.starts[paper]..self.starts[paper + 1]).any(|at| {
            let figure = self.all[at].1;
            let has = |pair: &&Pair| figure.wording.has(**pair) || figure.wording.is_near(**pair);
            figure.meets(first)
                && self.is_one_unit(row, at)
                && first.thing.iter().filter(has).count() * 2 >= first.thing.len()
        })
    }

    /// True if a total row of a table and a figure of another paper are the same total.
    fn is_one_sum(&self, row: usize, sentence: usize) -> bool {
        let [(paper, row_figure), (other, figure)] = [row, sentence].map(|at| self.all[at]);
        let is_named = |name: &str| {
            let name = Wording::new(&[name], &[]);
            !name.own().is_empty() && name.own().iter().all(|pair| figure.wording.has(*pair))
        };
        // 签约金额 ("amount signed") in the head, 签约总额 ("total signed") in the text
        let is_partly_named = |name: &str| {
            let name = Wording::new(&[name], &[]);
            is_slipped(row_figure, figure) && name.own().iter().any(|pair| figure.wording.has(*pair))
        };
        let is_sum = match (row_figure.sum.map(|sum| sum.of), figure.sum.map(|sum| sum.of)) {
            (Some(SumOf::Named), Some(_)) => is_named(&row_figure.name) || is_partly_named(&row_figure.name),
            (row, sentence) => row == sentence,
        };
        // The cost of all projects is the same in each year: 三年总投资 ("total of three years").
        let is_cost = row_figure.sum.is_some_and(|sum| sum.of == SumOf::Cost);
        paper != other
            && is_sum
            && self.is_one_unit(row, sentence)
            && self.is_one_year(row, sentence)
            && (figure.scope.stretches == row_figure.scope.stretches || is_cost)
            && (!figure.scope.is_part || figure.sum.is_some_and(|sum| sum.of == SumOf::Planned))
    }

    /// True if `at` is a row with the whole size of a thing (150公里, "150 km") and `other` the work
    /// done on it (今年改造90公里, "90 km renewed this year").
    fn is_whole(&self, at: usize, other: usize) -> bool {
        let [whole, part] = [at, other].map(|at| &self.all[at].1.scope);
        let (value, less) = self.all[at].1.numbers(self.all[other].1);
        let much_less = less.divided(Decimal::integer(PART_OF_TEN), 4).map(|tenth| tenth.shifted(1));
        whole.is_listed
            && !whole.is_year_said
            && (part.is_year_said || part.is_so_far)
            && much_less.is_some_and(|less| value > less)
    }

    /// Returns the time and place of a figure, and its year.
    fn dated(&self, at: usize) -> (&'p Scope, Option<u32>) {
        (&self.all[at].1.scope, self.years[at])
    }

    fn is_one_year(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.years[one], self.years[other]);
        one.is_none() || other.is_none() || one == other
    }

    fn is_one_unit(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.all[one].1, self.all[other].1);
        if one.change != other.change || one.bound != other.bound {
            return false;
        }
        let is_unit = one.unit == other.unit
            || one.unit.is_empty()
            || other.unit.is_empty()
            || one.is_counted && other.is_counted
            || is_other_unit(one, other);
        // 投资 ("investment") without a unit is not a length.
        let is_sum = |figure: &StatedFigure| figure.unit.is_empty() || figure.unit == SUM;
        let is_money = (!one.is_money || is_sum(other)) && (!other.is_money || is_sum(one));
        is_unit && is_money
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

    /// Returns pairs of papers about different subjects, such as the reports of two places: most of
    /// their common figures differ, while the papers of one meeting agree in most of them.
    fn other_subjects(&self, all: &[Partners]) -> FxHashSet<(usize, usize)> {
        let mut counted: FxHashMap<(usize, usize), (usize, usize)> = FxHashMap::default();
        for partners in all {
            let [(paper, first), (other, second)] = [partners.first, partners.second].map(|at| self.all[at]);
            let (alike, unlike) = counted.entry((paper, other)).or_default();
            *unlike += usize::from(self.is_wrong((first, second), *partners));
            *alike += usize::from(partners.likeness >= NEAR.likeness && first.meets(second));
        }
        let is_other = |(alike, unlike): (usize, usize)| unlike >= MIN_UNLIKE && unlike > alike * UNLIKE;
        counted.into_iter().filter(|(_, counts)| is_other(*counts)).map(|(papers, _)| papers).collect()
    }

    /// True if two matched figures contradict each other.
    fn is_wrong(&self, (first, second): (&StatedFigure, &StatedFigure), partners: Partners) -> bool {
        let is_named = |figure: &StatedFigure| {
            let is_ordinal = ORDINAL.contains(&figure.unit) && figure.digits < MIN_DIGITS;
            figure.name.chars().count() >= MIN_NAME && !is_ordinal
        };
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

/// Level of the area that most figures are about, such as 市 ("city").
fn usual_level(all: &[(usize, &StatedFigure)]) -> Option<char> {
    let mut times: FxHashMap<char, usize> = FxHashMap::default();
    for level in all.iter().filter_map(|(_, figure)| figure.level) {
        *times.entry(level).or_default() += 1;
    }
    times.into_iter().max_by_key(|(level, times)| (*times, *level)).map(|(level, _)| level)
}

/// The year that most papers are about; the latest one of equally frequent years.
fn usual_year(papers: &[Paper<'_>]) -> Option<u32> {
    let years = || papers.iter().filter_map(|paper| paper.facts.year);
    years().max_by_key(|year| (years().filter(|other| other == year).count(), *year))
}
