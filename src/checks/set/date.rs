//! Rule `set/date`: reports days, weekdays, hours and deadlines that differ between the papers of a
//! meeting.

use jiff::Span;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::events::Events;
use crate::checks::{meetings, moments, no_options, stages};
use crate::facts::date::resolved::day;
use crate::facts::date::times::Half;
use crate::facts::set::meeting_statement::MeetingDetail;
use crate::facts::set::part_start::PartStart;
use crate::facts::set::periods::Period;
use crate::facts::set::submissions::{DueDay, SubmissionDeadline};
use crate::text::shortened::may_be_one;

/// Noon, in minutes since midnight.
const NOON: u32 = 12 * 60;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Date))
}

struct Date;

impl SetCheck for Date {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        meetings::compare(papers, out, &is_day, &is_same_day);
        let is_time =
            |detail: &MeetingDetail| matches!(detail, MeetingDetail::Time(_) | MeetingDetail::Half(_));
        meetings::compare(papers, out, &is_time, &is_same_time);
        weekdays(papers, out);
        for stage in stages::conflicts(papers) {
            if let Some(finding) = out.contradiction(stage.place, stage.first) {
                finding.variant("deadline");
            }
        }
        for event in Events::new(papers).dates() {
            if let Some(finding) = out.contradiction(event.place, event.first) {
                finding.variant("deadline");
            }
        }
        hours(papers, out);
        dues(papers, out);
        periods(papers, out);
        for conflict in moments::conflicts(papers) {
            if !out.is_reported(&[conflict.place], &[conflict.first])
                && let Some(finding) = out.contradiction(conflict.place, conflict.first)
            {
                finding.variant("deadline");
            }
        }
    }
}

/// Compares the first and the last day of periods with a name: 4月1日至6月30日为禁渔期 ("from 1 April to
/// 30 June fishing is forbidden"). A paper that also has the other's days speaks of two periods.
fn periods(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let is_only = |at: usize, days: &Period, other: &Period| {
        let mut alike = papers[at].facts.periods.iter().filter(|it| it.is_same(days) || it.is_same(other));
        alike.all(|it| (it.first, it.last) == (days.first, days.last))
    };
    for (at, paper) in papers.iter().enumerate() {
        for days in &paper.facts.periods {
            let earlier = (0..at).find_map(|other| {
                let mut alike = papers[other].facts.periods.iter().filter(|it| it.is_same(days));
                let first = alike.find(|it| it.differs_once(days))?;
                (is_only(at, days, first) && is_only(other, first, days)).then_some((other, first))
            });
            if let Some((other, earlier)) = earlier
                && let Some(finding) = out.contradiction((at, days.span), (other, earlier.span))
            {
                finding.variant("deadline");
            }
        }
    }
}

/// Compares the hour or day at which each part of a meeting begins. Papers that give several for
/// one part are skipped.
fn hours(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let hours = |at: usize| papers[at].facts.part_starts.iter();
    let is_only = |at: usize, hour: &PartStart| {
        hours(at).all(|other| !other.is_same(hour) || other.begins == hour.begins)
    };
    let has_meeting = |at: usize| papers[at].facts.occasion.meeting.is_some();
    for at in 0..papers.len() {
        let mut seen: Vec<&PartStart> = Vec::new();
        for hour in hours(at).filter(|hour| is_only(at, hour)) {
            // An hour that occurs twice is reported once.
            if seen.iter().any(|other| other.is_same(hour)) {
                continue;
            }
            seen.push(hour);
            let earlier = (0..at).filter(|other| has_meeting(at) || has_meeting(*other)).find_map(|other| {
                let earlier = hours(other).find(|earlier| earlier.is_same(hour))?;
                is_only(other, earlier).then_some((other, earlier))
            });
            if let Some((other, earlier)) = earlier
                && earlier.begins != hour.begins
                && earlier.begins.is_near(hour.begins)
                && let Some(finding) = out.contradiction((at, hour.span), (other, earlier.span))
            {
                finding.variant("deadline");
            }
        }
    }
}

/// Compares the days by which a text is to be handed in at an office.
fn dues(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let meeting = meetings::agreed(papers, &is_day, &is_same_day).and_then(|agreed| {
        let MeetingDetail::Day(written, month, date) = agreed.right.1.detail else { return None };
        day(written.or(papers[agreed.right.0].facts.year)?, month, date)
    });
    let is_due = |due: &SubmissionDeadline| match due.day {
        DueDay::Day(month, day) => Some((month, day)),
        DueDay::NextWeek(weekday) => {
            let meeting = meeting?;
            let days = 7 + i64::from(weekday - meeting.weekday().to_monday_one_offset());
            let due = meeting.checked_add(Span::new().days(days)).ok()?;
            Some((u32::try_from(due.month()).ok()?, u32::try_from(due.day()).ok()?))
        }
    };
    for (at, paper) in papers.iter().enumerate() {
        for due in &paper.facts.submissions {
            let Some(day) = is_due(due) else { continue };
            let is_one = |other: &SubmissionDeadline| {
                may_be_one(&due.recipient, &other.recipient) && due.is_like(other)
            };
            let earlier = papers[..at].iter().enumerate().find_map(|(other, paper)| {
                let mut alike = paper.facts.submissions.iter().filter(|other| is_one(other));
                let first = alike.clone().next()?;
                let is_also_stated = alike.any(|other| is_due(other).is_none_or(|other| other == day));
                (!is_also_stated).then_some((other, first))
            });
            if let Some((other, earlier)) = earlier
                && let Some(finding) = out.contradiction((at, due.span), (other, earlier.span))
            {
                finding.variant("deadline");
            }
        }
    }
}

fn is_day(detail: &MeetingDetail) -> bool {
    matches!(detail, MeetingDetail::Day(..))
}

fn is_same_day(one: &MeetingDetail, other: &MeetingDetail) -> bool {
    let (MeetingDetail::Day(one_year, one, first), MeetingDetail::Day(other_year, other, second)) =
        (one, other)
    else {
        return false;
    };
    let is_year = one_year == other_year || one_year.is_none() || other_year.is_none();
    is_year && (one, first) == (other, second)
}

fn is_same_time(one: &MeetingDetail, other: &MeetingDetail) -> bool {
    match (one, other) {
        (MeetingDetail::Half(half), MeetingDetail::Time(minutes))
        | (MeetingDetail::Time(minutes), MeetingDetail::Half(half)) => {
            (*half == Half::Morning) == (*minutes < NOON)
        }
        _ => one == other,
    }
}

/// Compares a weekday in one paper, such as 今天是星期四 ("today is Thursday"), with the day of the
/// meeting in the others.
fn weekdays(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let Some(agreed) = meetings::agreed(papers, &is_day, &is_same_day) else { return };
    let right = agreed.right;
    let MeetingDetail::Day(written, month, date) = right.1.detail else { return };
    let Some(meant) = written.or(papers[right.0].facts.year).and_then(|year| day(year, month, date)) else {
        return;
    };
    for (at, paper) in papers.iter().enumerate().filter(|(at, _)| *at != right.0) {
        for one in &paper.facts.occasion.statements {
            let MeetingDetail::Weekday(weekday) = one.detail else { continue };
            // A meeting of several days has several weekdays.
            let is_later = agreed.statements.iter().any(|(paper, other)| {
                let MeetingDetail::Day(_, month, date) = other.detail else { return false };
                let other = day(i32::from(meant.year()).unsigned_abs(), month, date);
                *paper == right.0
                    && other.is_some_and(|other| other.weekday().to_monday_one_offset() == weekday)
            });
            if weekday != meant.weekday().to_monday_one_offset() && !is_later {
                out.contradiction((at, one.span), (right.0, right.1.span));
            }
        }
    }
}
