//! Compares the papers of each set with each other, and collects the findings for the papers that
//! are open in the editor.

use std::collections::BTreeSet;
use std::mem;

use gen_lsp_types::{Location, Range, Uri};

use crate::diagnostic::{Diagnostic, Elsewhere, Passage};
use crate::document::Document;
use crate::document::location;
use crate::engine::collection::Collection;
use crate::engine::report::FileReport;
use crate::engine::set;
use crate::language::Language;
use crate::lsp::background::papers::{KnownSet, LeftOut, MAX_PAPERS, MAX_TEXT, Paper};
use crate::lsp::background::{Comparison, OpenPaper};
use crate::lsp::company::{Company, Mirrored, Texts};
use crate::lsp::positions::{Encoding, Lines};
use crate::lsp::tasks::Outcome;
use crate::lsp::uri;
use crate::output::problem;
use crate::rule::ignore;
use crate::text::span::Span;

/// The papers of all sets that contain an open document. They are kept from one comparison to the
/// next.
pub(super) struct Papers {
    encoding: Encoding,
    sets: Vec<KnownSet>,
    /// Messages for the user that are not sent yet.
    pending: Vec<Outcome>,
    /// Messages for the user that were sent before, so that each is sent once.
    known: BTreeSet<String>,
}

impl Papers {
    /// Creates the state before any paper is read. `encoding` is the unit of columns in editor
    /// locations.
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding, sets: Vec::new(), pending: Vec::new(), known: BTreeSet::new() }
    }

    /// Takes the messages for the user that were not sent yet.
    pub(super) fn take_messages(&mut self) -> Vec<Outcome> {
        mem::take(&mut self.pending)
    }

    /// Compares the papers of all sets that contain an open document. Returns the findings for each
    /// open document, or `None` if `is_stale` became true in the meantime.
    pub(super) fn compare(
        &mut self,
        comparison: &Comparison,
        is_stale: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Company>> {
        let open = comparison.papers.as_slice();
        let plans = open.iter().filter_map(|paper| paper.setup.set.as_ref());
        let mut sets: Vec<KnownSet> = Vec::new();
        for plan in plans {
            if sets.iter().any(|set| set.plan.set == plan.set) {
                continue;
            }
            // A set read under earlier configurations may have other words.
            let is_same = |set: &KnownSet| set.plan.set == plan.set && set.plan.generation == plan.generation;
            let known = self.sets.iter().position(is_same).map(|at| self.sets.swap_remove(at));
            sets.push(known.unwrap_or_else(|| KnownSet::new(plan.clone())));
        }
        // Drops the papers of sets without an open document.
        self.sets = sets;
        let mut companies = Vec::new();
        for at in 0..self.sets.len() {
            let declared = self.sets[at].plan.set.clone();
            let is_own =
                |paper: &&OpenPaper| paper.setup.set.as_ref().is_some_and(|plan| plan.set == declared);
            let own: Vec<&OpenPaper> = open.iter().filter(is_own).collect();
            if comparison.is_disk_touched {
                self.sets[at].forget_paths();
            }
            let notes = self.sets[at].refresh(&own, is_stale)?;
            let language = own.first().map_or(Language::Chinese, |paper| paper.setup.language);
            for note in notes {
                let outcome = told(&note, &declared.glob, language);
                if self.known.insert(text_of(&outcome).to_owned()) {
                    self.pending.push(outcome);
                }
            }
            companies.extend(compared(&mut self.sets[at].papers, self.encoding));
        }
        (!is_stale()).then_some(companies)
    }
}

/// Compares the papers of one set with each other. Returns the findings of those that are open.
fn compared(papers: &mut [Paper], encoding: Encoding) -> Vec<Company> {
    let Some(rules) = papers.first().map(|paper| paper.held.rules.clone()) else { return Vec::new() };
    let mut reports: Vec<&mut FileReport> = papers.iter_mut().map(|paper| &mut paper.report).collect();
    set::compare(&mut reports, &rules);
    let mut collection = Collection::default();
    for paper in papers.iter_mut() {
        collection.add_under(&mut paper.report, &paper.held);
    }
    let found: Vec<Vec<Diagnostic>> = papers.iter_mut().map(findings).collect();
    let mut companies = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let (Some(snapshot), Ok(checked)) = (&paper.open, &paper.report.outcome) else { continue };
        let own = found[at].clone();
        let places = own.iter().flat_map(|found| &found.elsewhere);
        let places = places.filter_map(|elsewhere| place(elsewhere, papers, encoding)).collect();
        let mirrored = mirrored(at, papers, &found, encoding);
        let has_any = !own.is_empty() || !mirrored.is_empty();
        let texts = has_any.then(|| Texts {
            document: checked.document.text().to_owned(),
            editor: snapshot.text.to_string(),
        });
        let (uri, revision, texts) = (snapshot.uri.clone(), snapshot.revision, texts.unwrap_or_default());
        companies.push(Company { uri, revision, found: own, mirrored, places, texts });
    }
    companies
}

/// The findings of a paper that are neither declared right nor accepted.
fn findings(paper: &mut Paper) -> Vec<Diagnostic> {
    let Ok(checked) = &mut paper.report.outcome else { return Vec::new() };
    ignore::apply(&checked.document, &paper.held.ignores, &mut checked.diagnostics);
    if let Some(placed) = &paper.baseline {
        let name = placed.name(&paper.path.to_string_lossy());
        placed.baseline.filter(&name, checked, &|_| false);
    }
    mem::take(&mut checked.diagnostics)
}

/// Returns the findings of other papers that refer to a place in the paper with the index `at`.
/// Either side of a contradiction may be wrong, so both papers show it. A paragraph repeated in two
/// documents is reported only in the later one, as `hegao check` does.
fn mirrored(at: usize, papers: &[Paper], found: &[Vec<Diagnostic>], encoding: Encoding) -> Vec<Mirrored> {
    let own = papers[at].report.path.as_str();
    let mut mirrored = Vec::new();
    for (paper, list) in
        papers.iter().zip(found).enumerate().filter(|(other, _)| *other != at).map(|(_, it)| it)
    {
        let Ok(checked) = &paper.report.outcome else { continue };
        let rules = &paper.held.rules;
        for finding in list.iter().filter(|found| rules.compares_papers(found.rule.as_str())) {
            for elsewhere in finding.elsewhere.iter().filter(|elsewhere| &*elsewhere.path == own) {
                let location = elsewhere.passage.location;
                let doc = &checked.document;
                mirrored.push(Mirrored {
                    at: Span::new(location.start.byte, location.end.byte),
                    finding: finding.clone(),
                    from: Elsewhere {
                        name: elsewhere.name,
                        path: paper.report.path.as_str().into(),
                        passage: Passage::of(doc, finding.span),
                    },
                    there: located(paper, doc, &doc.locate(finding.span), encoding),
                });
            }
        }
    }
    mirrored
}

/// Converts a place in another paper to an editor location; also returns the place itself.
fn place(elsewhere: &Elsewhere, papers: &[Paper], encoding: Encoding) -> Option<(Elsewhere, Location)> {
    let paper = papers.iter().find(|paper| paper.report.path == *elsewhere.path)?;
    let doc = &paper.report.outcome.as_ref().ok()?.document;
    Some((elsewhere.clone(), located(paper, doc, &elsewhere.passage.location, encoding)))
}

/// Editor location of a place in a paper. Uses the editor's spelling of the address if the paper is
/// open. In formats without lines, the location is the start of the document.
fn located(paper: &Paper, doc: &Document, at: &location::Location, encoding: Encoding) -> Location {
    let own = paper.open.as_ref().map(|snapshot| snapshot.uri.clone());
    let address = Uri(own.unwrap_or_else(|| uri::of_path(&paper.path)));
    if !doc.origin().format.has_lines() {
        return Location { uri: address, range: Range::default() };
    }
    let view = doc.view();
    let byte = |at: location::Position| {
        let line = doc.lines().line_range(view, at.line);
        let columns = view[line.clone()].char_indices().nth(at.column - 1);
        columns.map_or(line.end, |(column, _)| line.start + column)
    };
    let (start, end) = (byte(at.start), byte(at.end));
    Location { uri: address, range: Lines::new(view).range(view, Span::new(start, end.max(start)), encoding) }
}

/// Message for the user on papers that were left out of the comparison of a set. `glob` is the glob
/// that declares the set.
fn told(left: &LeftOut, glob: &str, language: Language) -> Outcome {
    match left {
        LeftOut::TooMany(count) => Outcome::Shown(language.pick(
            format!(
                "together = [\"{glob}\"] 这一套有 {count} 份文稿，编辑器里只比较 {MAX_PAPERS} 份，先比打开的；全部比较用 hegao check。"
            ),
            format!(
                "the set together = [\"{glob}\"] has {count} documents; here only {MAX_PAPERS} are compared, open ones first. `hegao check` compares all."
            ),
        )),
        LeftOut::TooLong(count) => {
            let most = MAX_TEXT >> 20;
            Outcome::Shown(language.pick(
                format!(
                    "together = [\"{glob}\"] 这一套的文字超过 {most} MiB，有 {count} 份没有比较；全部比较用 hegao check。"
                ),
                format!(
                    "the set together = [\"{glob}\"] has more than {most} MiB of text; {count} documents are not compared. `hegao check` compares all."
                ),
            ))
        }
        LeftOut::Unread(path, reason) => {
            let reason = problem::message(reason, language);
            Outcome::Logged(language.pick(
                format!("{path}：{reason}，没有与同一套的文稿比较"),
                format!("{path}: {reason}; it is not compared with the documents of its set"),
            ))
        }
        LeftOut::Failed(failure) => Outcome::Logged(failure.text(language)),
    }
}

fn text_of(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Shown(text) | Outcome::Logged(text) => text,
        _ => "",
    }
}
