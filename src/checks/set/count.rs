//! Rule `set/count`: reports numbers of points, tasks and honours that differ between papers: 从四个方面
//! ("in four respects") about a speech with three points, 26名先进个人 ("26 model workers") beside a
//! decision that names 24.

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::no_options;
use crate::facts::set::programme::{Part, SaidParts};
use crate::facts::set::told::Told;
use crate::text::span::Span;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Count))
}

/// Word for a report.
const REPORT: &str = "报告";
/// Word for the annual report of a government or committee.
const WORK_REPORT: &str = "工作报告";
/// Word for a speech.
const SPEECH: &str = "讲话";

struct Count;

impl SetCheck for Count {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        parts(papers, out);
        programme(papers, out);
        honours(papers, out);
    }
}

/// Compares the number of actions and tasks of a plan that papers state with the number in the plan
/// itself. A paper with two numbers is skipped, because it is about two plans.
fn programme(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for part in Part::ALL {
        let of = |at: usize| papers[at].facts.programme.iter().filter(move |said| said.part == part);
        let only = |at: usize| {
            // Counted headings are used only if the paper gives no number itself.
            let said = of(at).find(|said| !said.is_counted).or_else(|| of(at).next())?;
            of(at).all(|other| other.is_counted || other.number == said.number).then_some((at, said))
        };
        let told: Vec<(usize, &SaidParts)> = (0..papers.len()).filter_map(only).collect();
        let mut plans = told.iter().filter(|(_, said)| said.is_own);
        let (plan, other_plan) = (plans.next(), plans.next());
        let Some(&(first, right)) = plan.or(told.first()).filter(|_| other_plan.is_none()) else { continue };
        for &(at, said) in told.iter().filter(|(_, said)| said.number != right.number) {
            let Some(finding) = out.contradiction((at, said.span), (first, right.span)) else { continue };
            let finding = finding.variant("programme").arg("noun", part.name()).arg("number", said.number);
            finding.arg("first", right.number);
        }
    }
}

/// Compares the number of points that a paper states for another paper with the points of that
/// paper. Reports only if no paper of that type has so many points.
fn parts(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        for told in &paper.facts.parts.of_others {
            let is_called = |(other, it): &(usize, &Paper<'_>)| {
                let called = it.facts.parts.called.as_str();
                // The report of a meeting is called 工作报告 ("work report"), whatever its title is.
                *other != at && (called.ends_with(&told.noun) || called == REPORT && told.noun == WORK_REPORT)
            };
            // 讲话从三个方面 ("the speech, in three respects") counts the first level of the speech;
            // 报告部署的六项任务 ("the six tasks of the report") may count any level.
            let levels = |it: &Paper<'_>| if told.noun == SPEECH { 1 } else { it.facts.parts.points.len() };
            let has = |it: &Paper<'_>| {
                let points = &it.facts.parts.points;
                points.is_empty() || points.iter().take(levels(it)).any(|(count, _)| *count == told.number)
            };
            if let Some((other, first)) = announced((at, told), papers, &is_called) {
                let rival = Rival { paper: other, number: first.number, place: first.span };
                report(out, at, told, &rival, None);
                continue;
            }
            let mut meant = papers.iter().enumerate().filter(is_called).peekable();
            let first = meant.peek().and_then(|(other, it)| Some((*other, *it.facts.parts.points.first()?)));
            if let Some((other, (count, span))) = first
                && !meant.any(|(_, it)| has(it))
            {
                let rival = Rival { paper: other, number: count, place: span };
                report(out, at, told, &rival, Some("points"));
            }
        }
    }
}

/// Returns the number that the papers referred to announce under the same noun (such as 任务,
/// "tasks"), with the index of the paper. `None` if they announce no number, several numbers, or
/// the one in `told`.
fn announced<'p>(
    (at, told): (usize, &Told),
    papers: &[Paper<'p>],
    is_called: &dyn Fn(&(usize, &Paper<'_>)) -> bool,
) -> Option<(usize, &'p Told)> {
    let meant = papers.iter().enumerate().filter(|paper| paper.0 != at && is_called(paper));
    let mut all = meant.flat_map(|(other, it)| {
        let announced = it.facts.parts.announced.iter();
        announced
            .filter(|one| !told.points.is_empty() && one.points == told.points)
            .map(move |one| (other, one))
    });
    let first = all.next()?;
    let is_one = all.all(|(_, one)| one.number == first.1.number);
    (is_one && first.1.number != told.number).then_some(first)
}

/// Compares the number of each honour, such as 先进个人 ("model workers"), with the first one in an
/// earlier paper.
fn honours(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let all: Vec<(usize, &Told)> = papers
        .iter()
        .enumerate()
        .flat_map(|(at, paper)| paper.facts.parts.honours.iter().map(move |told| (at, told)))
        .collect();
    for (number, &(at, told)) in all.iter().enumerate() {
        if all[..number].iter().any(|(other, it)| *other == at && it.noun == told.noun) {
            continue;
        }
        let mut earlier =
            all[..number].iter().filter(|(other, first)| *other != at && first.noun == told.noun);
        let Some(&(other, first)) = earlier.next() else { continue };
        // A paper with two numbers of one honour is about two years or kinds.
        let is_one = |paper: usize, number: u64| {
            all.iter()
                .filter(|(at, it)| *at == paper && it.noun == told.noun)
                .all(|(_, it)| it.number == number)
        };
        if first.number != told.number && is_one(at, told.number) && is_one(other, first.number) {
            let rival = Rival { paper: other, number: first.number, place: first.span };
            report(out, at, told, &rival, None);
        }
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
fn report(out: &mut SetFindings<'_>, at: usize, told: &Told, rival: &Rival, variant: Option<&'static str>) {
    let Some(finding) = out.contradiction((at, told.span), (rival.paper, rival.place)) else { return };
    let finding =
        finding.arg("noun", told.noun.as_str()).arg("number", told.number).arg("first", rival.number);
    if let Some(variant) = variant {
        finding.variant(variant);
    }
}
