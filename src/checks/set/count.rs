//! Rule `set/count`: reports numbers of points, tasks and honours that differ between papers: 从四个方面
//! ("in four respects") about a speech with three points, 26名先进个人 ("26 model workers") beside a
//! decision that names 24.

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::named_counts::{self, CountConflict};
use crate::checks::no_options;
use crate::facts::set::attendance::Attendance;
use crate::facts::set::point_lists::PointList;
use crate::facts::set::programme::{Part, PlanCount};
use crate::facts::set::stated_count::StatedCount;
use crate::text::span::Span;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Count))
}

/// Word for a report.
const REPORT: &str = "报告";
/// Word for the annual report of a government or committee.
const WORK_REPORT: &str = "工作报告";
/// Noun of the messages about those who take part.
const PERSONS: &str = "参会人员";
/// Word for a speech.
const SPEECH: &str = "讲话";

struct Count;

impl SetCheck for Count {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        points(papers, out);
        plans(papers, out);
        honours(papers, out);
        attendances(papers, out);
        for CountConflict { place: (at, count), first: (other, first) } in named_counts::conflicts(papers) {
            if let Some(finding) = out.contradiction((at, count.span), (other, first.span)) {
                let finding = finding.arg("noun", &*first.name).arg("number", count.number);
                finding.arg("first", first.number);
            }
        }
    }
}

/// Compares the number of actions and tasks of a plan that papers state with the number in the plan
/// itself. A paper with two numbers is skipped, because it is about two plans.
fn plans(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for part in Part::ALL {
        let of = |at: usize| papers[at].facts.plan_counts.iter().filter(move |count| count.part == part);
        let only = |at: usize| {
            // Counted headings are used only if the paper gives no number itself.
            let count = of(at).find(|count| !count.is_counted).or_else(|| of(at).next())?;
            of(at).all(|other| other.is_counted || other.number == count.number).then_some((at, count))
        };
        let stated: Vec<(usize, &PlanCount)> = (0..papers.len()).filter_map(only).collect();
        let mut plans = stated.iter().filter(|(_, count)| count.is_own);
        let (plan, other_plan) = (plans.next(), plans.next());
        let Some(&(first, right)) = plan.or(stated.first()).filter(|_| other_plan.is_none()) else {
            continue;
        };
        for &(at, count) in stated.iter().filter(|(_, count)| count.number != right.number) {
            let Some(finding) = out.contradiction((at, count.span), (first, right.span)) else { continue };
            let finding = finding.variant("programme").arg("noun", part.name()).arg("number", count.number);
            finding.arg("first", right.number);
        }
    }
}

/// Compares the number of points that a paper states for another paper with the points of that
/// paper. Reports only if no paper of that type has so many points.
fn points(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        for stated in &paper.facts.counts.of_others {
            let is_called = |(other, it): &(usize, &Paper<'_>)| {
                let called = it.facts.counts.called.as_str();
                // The report of a meeting is called 工作报告 ("work report"), whatever its title is.
                *other != at
                    && (called.ends_with(&stated.noun) || called == REPORT && stated.noun == WORK_REPORT)
            };
            // 讲话从三个方面 ("the speech, in three respects") counts the first level of the speech;
            // 报告部署的六项任务 ("the six tasks of the report") may count any level.
            let levels =
                |it: &Paper<'_>| if stated.noun == SPEECH { 1 } else { it.facts.counts.points.len() };
            // The points of the work to come are not those of the work that was done.
            let is_of_time = |list: &&PointList| {
                stated.noun == SPEECH
                    || stated.tense.is_none()
                    || list.tense.is_none()
                    || stated.tense == list.tense
            };
            let has = |it: &Paper<'_>| {
                let points = &it.facts.counts.points;
                let mut counted = points.iter().take(levels(it)).filter(is_of_time);
                points.is_empty() || counted.any(|list| list.number == stated.number)
            };
            if let Some((other, first)) = announced((at, stated), papers, &is_called) {
                let rival = Rival { paper: other, number: first.number, place: first.span };
                report(out, at, stated, &rival, None);
                continue;
            }
            let mut meant = papers.iter().enumerate().filter(is_called).peekable();
            let Some((other, it)) = meant.peek().copied() else { continue };
            let points = &it.facts.counts.points;
            let is_meant = |list: &&PointList| stated.noun != SPEECH && list.tense == stated.tense;
            let same_time = points.iter().find(|list| stated.tense.is_some() && is_meant(list));
            if let Some(list) = same_time.or(points.first())
                && !meant.any(|(_, it)| has(it))
            {
                let rival = Rival { paper: other, number: list.number, place: list.first };
                report(out, at, stated, &rival, same_time.is_none().then_some("points"));
            }
        }
    }
}

/// Returns the number that the papers referred to announce under the same noun (such as 任务,
/// "tasks"), with the index of the paper. `None` if they announce no number, several numbers, or
/// the one in `stated`.
fn announced<'p>(
    (at, stated): (usize, &StatedCount),
    papers: &[Paper<'p>],
    is_called: &dyn Fn(&(usize, &Paper<'_>)) -> bool,
) -> Option<(usize, &'p StatedCount)> {
    let meant = papers.iter().enumerate().filter(|paper| paper.0 != at && is_called(paper));
    let mut all = meant.flat_map(|(other, it)| {
        let announced = it.facts.counts.announced.iter();
        announced
            .filter(|one| !stated.points.is_empty() && one.points == stated.points)
            .map(move |one| (other, one))
    });
    let first = all.next()?;
    let is_one = all.all(|(_, one)| one.number == first.1.number);
    (is_one && first.1.number != stated.number).then_some(first)
}

/// Compares the number of each honour, such as 先进个人 ("model workers"), with the first one in an
/// earlier paper.
fn honours(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let all: Vec<(usize, &StatedCount)> = papers
        .iter()
        .enumerate()
        .flat_map(|(at, paper)| paper.facts.counts.honours.iter().map(move |stated| (at, stated)))
        .collect();
    for (number, &(at, stated)) in all.iter().enumerate() {
        if all[..number].iter().any(|(other, it)| *other == at && it.noun == stated.noun) {
            continue;
        }
        let mut earlier =
            all[..number].iter().filter(|(other, first)| *other != at && first.noun == stated.noun);
        let Some(&(other, first)) = earlier.next() else { continue };
        // A paper with two numbers of one honour is about two years or kinds.
        let is_one = |paper: usize, number: u64| {
            all.iter()
                .filter(|(at, it)| *at == paper && it.noun == stated.noun)
                .all(|(_, it)| it.number == number)
        };
        if first.number != stated.number && is_one(at, stated.number) && is_one(other, first.number) {
            let rival = Rival { paper: other, number: first.number, place: first.span };
            report(out, at, stated, &rival, None);
        }
    }
}

/// Compares the number of all who take part with that in an earlier paper. Fewer may come than were
/// expected, and more may not. A paper with two numbers of one kind is skipped.
fn attendances(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let is_kind = |one: &Attendance, other: &Attendance| {
        (one.is_present, one.is_hall) == (other.is_present, other.is_hall)
    };
    let mut earlier: Vec<(usize, &Attendance)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let own = &paper.facts.attendances;
        let is_only =
            |one: &&Attendance| own.iter().all(|other| !is_kind(one, other) || one.number == other.number);
        let mut reported = false;
        for one in own.iter().filter(is_only) {
            let known = earlier.iter().find(|(_, other)| other.is_hall == one.is_hall && !other.agrees(one));
            if let Some(&(other, first)) = known.filter(|_| !reported) {
                reported = true;
                let Some(finding) = out.contradiction((at, one.span), (other, first.span)) else { continue };
                finding.arg("noun", PERSONS).arg("number", one.number).arg("first", first.number);
            }
        }
        earlier.extend(own.iter().filter(is_only).map(|one| (at, one)));
    }
}

/// A different number that another paper gives for the same thing.
struct Rival {
    /// Index of the other paper.
    paper: usize,
    number: u64,
    place: Span,
}

/// Reports the number of the paper at index `at`, which contradicts that of another paper.
fn report(
    out: &mut SetFindings<'_>,
    at: usize,
    stated: &StatedCount,
    rival: &Rival,
    variant: Option<&'static str>,
) {
    let Some(finding) = out.contradiction((at, stated.span), (rival.paper, rival.place)) else { return };
    let finding =
        finding.arg("noun", stated.noun.as_str()).arg("number", stated.number).arg("first", rival.number);
    if let Some(variant) = variant {
        finding.variant(variant);
    }
}
