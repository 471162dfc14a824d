//! `set/figure`: 完成投资12.58亿元 in the report, 完成投资12.85亿元 in the decision.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, Partners, Saying};
use crate::checks::entities::{NamedEntities, entities};
use crate::checks::no_options;

use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::set::said::SaidFigure;
use crate::facts::set::scope::Scope;
use crate::facts::set::wording::Wording;
use crate::text::decimal::Decimal;
use crate::words::dimension::Dimension;

/// Digits from which on two numbers have the same ones in another order by no chance.
const LONG: usize = 4;
/// Fewest digits of numbers of which one digit may be other by a slip.
const MIN_DIGITS: usize = 3;
/// Likeness of the words from which on two figures are held to be one, by how the values differ: long numbers with the same digits in
/// another order; two digits swapped or the point moved; one digit other or left out; the same in numbers of two digits.
const PERMUTED: f32 = 0.22;
const SWAPPED: f32 = 0.28;
const SLIPPED: f32 = 0.34;
const SLIPPED_SHORT: f32 = 0.36;
/// The same for values that no slip explains, and the share of the words of either that the other has at least: values near each
/// other, others, and those of which the unit of one is not told.
const NEAR: Agreement = Agreement { likeness: 0.34, least: 0.2 };
const FAR: Agreement = Agreement { likeness: 0.4, least: 0.28 };
const FAR_BARE: Agreement = Agreement { likeness: 0.6, least: 0.35 };
/// Likeness from which on two figures are one even if nothing says the year of one, or a month stands before one alone.
const ALIKE: f32 = 0.55;
/// Likeness from which on 新增 and the like do not matter if a number of two digits is slipped.
const SAME: f32 = 0.9;
/// Percentage of the greater of two values that lies between them at most, by how much the words must have in common: values of one
/// thing drift apart, but seldom to a fourth.
const UNDATED_WITHIN: u64 = 10;
const NEAR_WITHIN: u64 = 20;
const FAR_WITHIN: u64 = 75;
/// Differences of a set that are looked at; with more of them, its papers are no set.
const MAX_JUDGED: usize = 4000;
/// Fewest characters of a name that says what is measured.
const MIN_NAME: usize = 2;
/// Tenths of a whole that a part of it has at most.
const PART_OF_TEN: u64 = 8;
/// Units that number things.
const ORDINAL: [&str; 3] = ["期", "届", "批"];
/// Share of the likeness of two figures that another one with the right value has, which then is the one that is meant.
const TOLD: f32 = 0.6;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Figure))
}

/// How much the words of two figures must agree.
struct Agreement {
    likeness: f32,
    least: f32,
}

struct Figure;

/// The figures of a set, those of the first paper first.
struct Figures<'p> {
    all: Vec<(usize, &'p SaidFigure)>,
    /// Of what time and place each is, if what this year means is what it means for most papers.
    scopes: Vec<Cow<'p, Scope>>,
    /// Where those of each paper begin, and the end.
    starts: Vec<usize>,
    /// The year that most papers are of.
    year: Option<u32>,
    /// What most figures are the whole of, if they say it: the 市 of 全市.
    level: Option<char>,
    /// Those of the words of each figure.
    named: Vec<NamedEntities>,
    alignment: Alignment<'p>,
}

impl SetCheck for Figure {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let figures = Figures::new(papers);
        let mut reported = None;
        let mut judged = 0;
        let may_be = |one: usize, other: usize| figures.may_be(one, other);
        let is_close = |one: usize, other: usize| is_close(figures.all[one].1, figures.all[other].1);
        for partners in figures.alignment.partners(&may_be, &is_close) {
            let [(paper, earlier), (at, figure)] =
                [partners.first, partners.second].map(|at| figures.all[at]);
            if reported == Some(partners.second) || !figures.is_wrong((earlier, figure), partners) {
                continue;
            }
            judged += 1;
            if judged > MAX_JUDGED {
                break;
            }
            if figures.is_told(partners) {
                continue;
            }
            reported = Some(partners.second);
            if let Some(finding) = out.contradiction((at, figure.span), (paper, earlier.span)) {
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
            all.extend(paper.sayings.figures.iter().map(|figure| (at, figure)));
        }
        starts.push(all.len());
        let sayings = all.iter().map(|(paper, figure)| Saying { paper: *paper, wording: &figure.wording });
        let alignment = Alignment::new(sayings.collect());
        let year = usual_year(papers);
        let scope =
            |(paper, figure): &(usize, &'p SaidFigure)| figure.scope.moved(papers[*paper].sayings.year, year);
        let scopes = all.iter().map(scope).collect();
        let entities = entities(papers);
        let named = all.iter().map(|(_, figure)| NamedEntities::new(&figure.wording, &entities)).collect();
        let level = usual_level(&all);
        Self { all, scopes, starts, year, level, named, alignment }
    }

    /// True if two figures may be of one thing by all but their words: unit, time and place. Of long numbers with the same digits in
    /// another order, whatever the sentences say of the time.
    fn may_be(&self, one: usize, other: usize) -> bool {
        let [(_, first), (_, second)] = [one, other].map(|at| self.all[at]);
        let closeness = OnceCell::new();
        // Asked last: digits are compared as text.
        let is_close = || *closeness.get_or_init(|| is_close(first, second));
        let is_scope = || {
            first.aspects.may_be(second.aspects)
                && (first.aspects.is_fixed() || self.scopes[one].may_be(&self.scopes[other], self.year))
        };
        // What a thing has is told with the month in which it is begun: 3月开工，设计流量35立方米每秒.
        let is_alike =
            || self.is_one_year(one, other) && is_close() && self.alignment.likeness(one, other) >= ALIKE;
        self.is_one_unit(one, other)
            && (first.level.or(self.level) == second.level.or(self.level) || is_close())
            && (!self.named[one].is_other(&self.named[other]) || is_long_swap(first, second))
            && (is_scope() || is_alike() || is_long_swap(first, second))
    }

    /// True for a row that tells how much there is of a thing, beside what is done of it in a year: 150公里, 今年改造90公里.
    fn is_whole(&self, at: usize, other: usize) -> bool {
        let [whole, part] = [at, other].map(|at| &*self.scopes[at]);
        let (value, less) = self.all[at].1.numbers(self.all[other].1);
        let much_less = less.divided(Decimal::integer(PART_OF_TEN), 4).map(|tenth| tenth.shifted(1));
        whole.is_listed
            && !whole.is_year_said
            && (part.is_year_said || part.is_so_far)
            && much_less.is_some_and(|less| value > less)
    }

    fn is_one_year(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|at| self.scopes[at].year);
        one.is_none() || other.is_none() || one == other
    }

    fn is_one_unit(&self, one: usize, other: usize) -> bool {
        let [(_, one), (_, other)] = [one, other].map(|at| self.all[at]);
        let is_unit = one.unit == other.unit
            || one.unit.is_empty()
            || other.unit.is_empty()
            || one.is_counted && other.is_counted
            || is_other_unit(one, other);
        // 投资 without a unit is no length.
        let is_sum = |figure: &SaidFigure| figure.unit.is_empty() || &*figure.unit == "元";
        let is_money = (!one.is_money || is_sum(other)) && (!other.is_money || is_sum(one));
        is_unit && is_money && one.change == other.change && one.bound == other.bound
    }

    /// True if the paper of one tells the value of the other of something like it: there are two things of like names.
    fn is_told(&self, partners: Partners) -> bool {
        let tells = |at: usize, value: usize| {
            let (paper, figure) = self.all[at];
            if is_other_unit(figure, self.all[value].1) {
                return false;
            }
            (self.starts[paper]..self.starts[paper + 1]).any(|other| {
                let [told, value_told] = [other, value].map(|at| self.all[at].1);
                !told.is_approximate
                    && told.digits >= value_told.digits.min(MIN_DIGITS)
                    && self.is_one_unit(other, value)
                    && self.is_one_year(other, value)
                    && self.all[other].1.meets(self.all[value].1)
                    && self.alignment.likeness(other, value) >= partners.likeness * TOLD
            })
        };
        tells(partners.first, partners.second) || tells(partners.second, partners.first)
    }

    /// True if two partners differ as one figure cannot.
    fn is_wrong(&self, (first, second): (&SaidFigure, &SaidFigure), partners: Partners) -> bool {
        let is_named = |figure: &SaidFigure| {
            let is_ordinal = ORDINAL.contains(&&*figure.unit) && figure.digits < MIN_DIGITS;
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

    /// True if one value comes of the other by a slip, and the words of both have enough in common.
    fn is_slip(&self, (first, second): (&SaidFigure, &SaidFigure), partners: Partners) -> bool {
        let is_short = first.digits.min(second.digits) < MIN_DIGITS;
        let is_same = first.aspects == second.aspects || partners.likeness >= SAME;
        let needed = match () {
            () if is_short => SLIPPED_SHORT,
            () if is_rarely_slipped(first, second) => SWAPPED,
            () => SLIPPED,
        };
        is_slipped(first, second) && (!is_short || is_same) && partners.likeness >= needed
    }

    /// True if two values that no slip explains are those of one figure by time, place, owner and words.
    fn is_far(&self, (first, second): (&SaidFigure, &SaidFigure), partners: Partners) -> bool {
        let [one, other] = [partners.first, partners.second].map(|at| &self.scopes[at]);
        let is_whole =
            self.is_whole(partners.first, partners.second) || self.is_whole(partners.second, partners.first);
        let is_dated = match (one.year, other.year) {
            _ if first.aspects.is_fixed() => true,
            (Some(one), Some(other)) => one == other,
            _ => partners.likeness >= ALIKE && is_within(UNDATED_WITHIN, first, second),
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
            && first.aspects == second.aspects
            && !is_whole
            && self.named[partners.first].is_one(&self.named[partners.second])
    }
}

/// True if two figures are of one place or part of the whole. A stage of a project, 二期, may stand among the words of the other.
fn is_one_area((one, first): (&Scope, &SaidFigure), (other, second): (&Scope, &SaidFigure)) -> bool {
    let area = |scope: &Scope, figure: &SaidFigure| {
        let told = |area: &String| {
            area.ends_with('期')
                && Wording::new(&[area], &[]).own().iter().all(|pair| figure.wording.has(*pair))
        };
        scope.area.clone().filter(|area| !told(area))
    };
    area(one, second) == area(other, first)
}

/// The level of which most figures that say one are.
fn usual_level(all: &[(usize, &SaidFigure)]) -> Option<char> {
    let mut times: FxHashMap<char, usize> = FxHashMap::default();
    for level in all.iter().filter_map(|(_, figure)| figure.level) {
        *times.entry(level).or_default() += 1;
    }
    times.into_iter().max_by_key(|(level, times)| (*times, *level)).map(|(level, _)| level)
}

/// The year that most papers are of, the latest of several.
fn usual_year(papers: &[Paper<'_>]) -> Option<u32> {
    let years = || papers.iter().filter_map(|paper| paper.sayings.year);
    years().max_by_key(|year| (years().filter(|other| other == year).count(), *year))
}

/// True if two values are one, or one of them is a slip of the other.
fn is_close(first: &SaidFigure, second: &SaidFigure) -> bool {
    let is_about = first.is_approximate || second.is_approximate;
    !is_about && first.meets(second) || is_long_swap(first, second) || is_slipped(first, second)
}

/// True if two values are so near each other that less than that percentage of the greater one lies between them: 74.4, 78.6.
fn is_within(percentage: u64, first: &SaidFigure, second: &SaidFigure) -> bool {
    let (one, other) = first.numbers(second);
    let (less, more) = if one < other { (one, other) } else { (other, one) };
    let part = |of: Decimal, part: u64| of.times(Decimal::integer(part));
    part(more.minus(less), 100).zip(part(more, percentage)).is_some_and(|(far, most)| far < most)
}

/// True if one value is the other with two digits swapped, the point moved, one digit other, or one left out.
fn is_slipped(first: &SaidFigure, second: &SaidFigure) -> bool {
    if first.is_approximate || second.is_approximate {
        return false;
    }
    let digits = first.digits.min(second.digits);
    let (one, other) = first.numbers(second);
    match slip(other, one) {
        Some(Slip::Swapped | Slip::Moved) => digits >= 2,
        Some(Slip::Digit) => digits >= MIN_DIGITS,
        None => digits >= MIN_DIGITS && lacks_a_digit(one, other),
    }
}

/// True if one value is the other with two digits swapped or the point moved, which seldom comes by chance.
fn is_rarely_slipped(first: &SaidFigure, second: &SaidFigure) -> bool {
    let (one, other) = first.numbers(second);
    matches!(slip(other, one), Some(Slip::Swapped | Slip::Moved))
}

/// True if one number is the other without one of its digits: 86.4, 186.4.
fn lacks_a_digit(one: Decimal, other: Decimal) -> bool {
    let digits =
        |number: Decimal| number.to_string().chars().filter(char::is_ascii_digit).collect::<Vec<char>>();
    let (one_digits, other_digits) = (digits(one), digits(other));
    let (short, long) = if one_digits.len() < other_digits.len() {
        (one_digits, other_digits)
    } else {
        (other_digits, one_digits)
    };
    let is_left_out =
        |at: usize| long.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| c).eq(&short);
    one.decimals() == other.decimals() && long.len() == short.len() + 1 && (0..long.len()).any(is_left_out)
}

/// True if one number is told with two units of one kind: 3.28万亩, 3.28万公顷.
fn is_other_unit(first: &SaidFigure, second: &SaidFigure) -> bool {
    let is_measured = first.dimension.is_some_and(|dimension| dimension != Dimension::Count);
    let is_number = first.printed == second.printed && (first.digits >= 2 || first.printed.has_decimals());
    is_measured && is_number && first.dimension == second.dimension && first.unit != second.unit
}

/// True if two long numbers have the same digits in another order, as far as the shorter one is told: 3862.4, 3682.
fn is_long_swap(first: &SaidFigure, second: &SaidFigure) -> bool {
    let is_printed_alike = first.shift == second.shift;
    let (one, other) = if is_printed_alike { (first.printed, second.printed) } else { first.numbers(second) };
    let decimals = one.decimals().min(other.decimals());
    first.digits.min(second.digits) >= LONG && is_permuted(one.rounded(decimals), other.rounded(decimals))
}

/// True if two numbers of many digits have the same digits in another order, with as many behind the point: 94.36, 96.34.
fn is_permuted(one: Decimal, other: Decimal) -> bool {
    let digits = |number: Decimal| {
        let mut digits: Vec<char> = number.to_string().chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    one != other && one.decimals() == other.decimals() && digits(one) == digits(other)
}
