//! `set/date`: the day, the weekday and the hour of one meeting in two papers.

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, Saying};
use crate::checks::{meetings, no_options};
use crate::facts::date::resolved::day;
use crate::facts::date::times::Half;
use crate::facts::set::deadlines::SaidDate;
use crate::facts::set::statement::What;

/// Likeness of the words from which on two dates are held to be of one thing.
const ALIKE: f32 = 0.5;
/// Share of the likeness of two dates that another one with the right day has, which then is the one that is meant.
const TOLD: f32 = 0.5;
/// Fewest pairs of characters that say what happens on a date.
const MIN_WORDS: usize = 4;
/// Minutes of half a day.
const NOON: u32 = 12 * 60;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Date))
}

struct Date;

impl SetCheck for Date {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        meetings::compare(papers, out, &is_day, &is_same_day);
        let is_time = |what: &What| matches!(what, What::Time(_) | What::Half(_));
        meetings::compare(papers, out, &is_time, &is_same_time);
        weekdays(papers, out);
        deadlines(papers, out);
    }
}

/// Holds the days and months of one thing against each other: 8月底竣工, 12月竣工.
fn deadlines(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut all: Vec<(usize, &SaidDate)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        all.extend(paper.sayings.dates.iter().map(|date| (at, date)));
    }
    let sayings = all.iter().map(|(paper, date)| Saying { paper: *paper, wording: &date.wording });
    let alignment = Alignment::new(sayings.collect());
    let is_kind = |one: usize, other: usize| {
        let [(_, one), (_, other)] = [one, other].map(|at| all[at]);
        one.is_limit == other.is_limit && one.when.is_alike(other.when)
    };
    for partners in alignment.partners(&is_kind, &|_, _| false) {
        let [(paper, earlier), (at, date)] = [partners.first, partners.second].map(|at| all[at]);
        let is_said = [earlier, date].iter().all(|date| date.wording.own().len() >= MIN_WORDS);
        let is_wrong = is_said && partners.likeness >= ALIKE && !earlier.when.meets(date.when);
        // A paper that tells both days of like things speaks of two.
        let tells = |paper: usize, told: usize| {
            let mut others = all.iter().enumerate().filter(|(_, (at, _))| *at == paper);
            others.any(|(other, (_, date))| {
                date.when.meets(all[told].1.when)
                    && alignment.likeness(other, told) >= partners.likeness * TOLD
            })
        };
        if is_wrong
            && !tells(paper, partners.second)
            && !tells(at, partners.first)
            && let Some(finding) = out.contradiction((at, date.span), (paper, earlier.span))
        {
            finding.variant("deadline");
        }
    }
}

fn is_day(what: &What) -> bool {
    matches!(what, What::Day(..))
}

fn is_same_day(one: &What, other: &What) -> bool {
    let (What::Day(one_year, one, first), What::Day(other_year, other, second)) = (one, other) else {
        return false;
    };
    let is_year = one_year == other_year || one_year.is_none() || other_year.is_none();
    is_year && (one, first) == (other, second)
}

fn is_same_time(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Half(half), What::Time(minutes)) | (What::Time(minutes), What::Half(half)) => {
            (*half == Half::Morning) == (*minutes < NOON)
        }
        _ => one == other,
    }
}

/// Holds 今天是星期四 in one paper against the day that the others tell.
fn weekdays(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let Some(agreed) = meetings::agreed(papers, &is_day, &is_same_day) else { return };
    let right = agreed.right;
    let What::Day(written, month, date) = right.1.what else { return };
    let Some(meant) = written.or(papers[right.0].sayings.year).and_then(|year| day(year, month, date)) else {
        return;
    };
    for (at, paper) in papers.iter().enumerate().filter(|(at, _)| *at != right.0) {
        for one in &paper.sayings.occasion.statements {
            let What::Weekday(weekday) = one.what else { continue };
            if weekday != meant.weekday().to_monday_one_offset() {
                out.contradiction((at, one.span), (right.0, right.1.span));
            }
        }
    }
}
