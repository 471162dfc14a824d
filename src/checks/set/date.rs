//! `set/date`: the day, the weekday and the hour of one meeting in two papers.

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::{meetings, no_options};
use crate::facts::date::resolved::day;
use crate::facts::date::times::Half;
use crate::facts::set::statement::What;

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
