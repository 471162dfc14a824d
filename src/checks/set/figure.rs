//! Rule `set/figure`: reports a figure that differs between papers: 完成投资12.58亿元 ("invested
//! 1.258 billion yuan") in the report, 完成投资12.85亿元 ("1.285 billion") in the decision.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::evidence::{Odds, POSSIBLE, SURE};
use crate::checks::figures::Figures;
use crate::checks::overlap::Link;
use crate::checks::slips::MIN_DIGITS;
use crate::checks::{meetings, named_counts, no_options, values};
use crate::facts::set::stated_figure::{StatedFigure, Unit};
use crate::text::span::Span;

/// Minimum agreement of the words of two equal figures that count as the same figure.
const ALIKE: f32 = 0.34;
/// Minimum number of differing figures if two papers count as being about different subjects.
const MIN_UNLIKE: usize = 4;
/// Factor by which the differing figures of two papers about different subjects must outnumber
/// those that agree.
const UNLIKE: usize = 2;
/// Minimum number of characters of a figure's name. Shorter names do not say what is measured.
const MIN_NAME: usize = 2;
/// Units of numbers that identify a thing and do not measure it: issue, session, batch.
const ORDINAL: [Unit; 3] = [Unit::new("期"), Unit::new("届"), Unit::new("批")];

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Figure))
}

/// Numbers of figures that two papers have in common.
#[derive(Clone, Copy, Default)]
struct CommonFigures {
    alike: usize,
    unlike: usize,
}

struct Figure;

impl SetCheck for Figure {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let figures = Figures::new(papers);
        let links = figures.links();
        let odds = figures.odds(&links);
        let likely = figures.likely(&odds, &counted(papers));
        let unlike = if meetings::have_one(papers) {
            FxHashSet::default()
        } else {
            figures.other_subjects(&links, &odds)
        };
        let mut seen = FxHashSet::default();
        for (first, second) in likely.into_iter().chain(figures.other_totals()) {
            let [(paper, earlier), (at, figure)] = [first, second].map(|at| figures.all[at]);
            if !unlike.contains(&(paper, at))
                && seen.insert(second)
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
    /// Returns the pairs that contradict each other: for each figure the likeliest one. `counted`
    /// are the numbers that `set/count` compares.
    fn likely(&self, odds: &[Odds], counted: &FxHashSet<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut found: Vec<&Odds> = Vec::new();
        let is_known = |at: usize| {
            let (paper, figure) = self.all[at];
            counted.contains(&(paper, figure.span.start())) || is_ordinal(figure)
        };
        let likely = odds.iter().filter(|odds| {
            let Odds { first, second, logarithm } = **odds;
            let is_named = || has_name(self.all[first].1) || has_name(self.all[second].1);
            logarithm > SURE && is_named() && !is_known(first) && !is_known(second)
        });
        for odds in likely {
            match found.last_mut().filter(|last| last.second == odds.second) {
                Some(last) if last.logarithm < odds.logarithm => *last = odds,
                Some(_) => {}
                None => found.push(odds),
            }
        }
        // Of several figures of a paper that contradict one figure, only the likeliest one may.
        let key = |odds: &Odds| (odds.first, self.all[odds.second].0);
        let mut best: FxHashMap<(usize, usize), f32> = FxHashMap::default();
        for odds in &found {
            let best = best.entry(key(odds)).or_insert(odds.logarithm);
            *best = best.max(odds.logarithm);
        }
        found.retain(|odds| odds.logarithm >= best[&key(odds)]);
        found.into_iter().map(|odds| (odds.first, odds.second)).collect()
    }

    /// Returns pairs of papers about different subjects, such as the reports of two places or of
    /// two years: most of their common figures differ, while the papers of one meeting agree in
    /// most of them.
    fn other_subjects(&self, links: &[Link], odds: &[Odds]) -> FxHashSet<(usize, usize)> {
        let mut counted: FxHashMap<(usize, usize), CommonFigures> = FxHashMap::default();
        // Each figure counts once for each earlier paper.
        let mut seen = FxHashSet::default();
        let mut count = |first: usize, second: usize, is_alike: bool| {
            let paper = self.all[first].0;
            if seen.insert((paper, second, is_alike)) {
                let counts = counted.entry((paper, self.all[second].0)).or_default();
                *(if is_alike { &mut counts.alike } else { &mut counts.unlike }) += 1;
            }
        };
        for link in links.iter().filter(|link| link.is_equal && link.overlap.strength >= ALIKE) {
            count(link.first, link.second, true);
        }
        for odds in odds.iter().filter(|odds| odds.logarithm > POSSIBLE) {
            count(odds.first, odds.second, false);
        }
        let are_of_others =
            |counts: &CommonFigures| counts.unlike >= MIN_UNLIKE && counts.unlike > counts.alike * UNLIKE;
        counted.into_iter().filter(|(_, counts)| are_of_others(counts)).map(|(papers, _)| papers).collect()
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
    let named =
        named_counts::conflicts(papers).into_iter().flat_map(|conflict| [conflict.place, conflict.first]);
    let named = named.map(|(at, count)| (at, count.span.start()));
    papers.iter().enumerate().flat_map(of_paper).chain(named).collect()
}

/// True if the words before a figure say what it measures.
fn has_name(figure: &StatedFigure) -> bool {
    figure.name.chars().count() >= MIN_NAME
}

/// True for a number that tells one thing from others, and does not count: 第15期 ("number 15").
fn is_ordinal(figure: &StatedFigure) -> bool {
    ORDINAL.contains(&figure.unit) && figure.digits < MIN_DIGITS
}
