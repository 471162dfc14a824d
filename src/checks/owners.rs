//! Finds projects whose builder or site differs between running text and a table in another paper.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::people::Budget;
use crate::facts::set::owners::{Owners, ProjectRow, ProjectSentence};
use crate::text::chars::is_han;
use crate::text::shortened::may_be_one;
use crate::text::span::Span;

/// Number of characters at the start of a project's name that are used as a lookup key.
const KEY: usize = 6;
/// Maximum number of table rows stored per key.
const MAX_ROWS: usize = 16;
/// Number of characters that must agree at the start and at the end for two names of builders to be
/// similar.
const ALIKE: usize = 2;
/// Suffixes of place names: 区 (district), 县 (county), 镇 and 乡 (towns), 市 (city). Two sites are
/// compared by the names before the same suffix.
const SUFFIXES: [char; 5] = ['区', '县', '镇', '乡', '市'];
/// Minimum number of characters of a builder's name.
const MIN_NAME: usize = 4;
/// Words in the column of builders that show that a cell is not a name: 有关单位 ("the offices
/// concerned").
const UNNAMED: [&str; 4] = ["有关", "相关", "各", "等"];

/// A project whose builder or site differs between running text and a table.
pub(super) struct OwnerConflict {
    /// Index of the paper with the running text, and the span of the builder or site in it.
    pub(super) sentence: (usize, Span),
    /// Index of the paper with the table, and the span of the builder or site in its row.
    pub(super) row: (usize, Span),
}

/// Finds builders that differ between running text and a table of another paper. `budget` bounds
/// the text that is searched.
pub(super) fn owner_conflicts(papers: &[Paper<'_>], budget: &mut Budget) -> Vec<OwnerConflict> {
    let mut is_wrong = |name: &str, (paper, owner): (&Paper<'_>, &str)| {
        is_near(name, owner) && budget.holds(paper, name) == Some(false)
    };
    compare(papers, (&|it| &it.owner_rows, &|it| &it.owner_sentences), &mut is_wrong)
}

/// Finds sites that differ between running text and a table of another paper.
pub(super) fn site_conflicts(papers: &[Paper<'_>]) -> Vec<OwnerConflict> {
    compare(papers, (&|it| &it.site_rows, &|it| &it.site_sentences), &mut |name, (_, site)| {
        is_other_site(name, site)
    })
}

/// Two functions that select what is compared: the builders or sites in the table rows of a paper,
/// and those in its running text.
type Lists<'l> = (&'l dyn Fn(&Owners) -> &[ProjectRow], &'l dyn Fn(&Owners) -> &[ProjectSentence]);

/// Compares names in running text with those in the table rows of other papers, for projects named
/// in the same sentence. `is_wrong` decides if a name in running text contradicts the one in the
/// row.
fn compare(
    papers: &[Paper<'_>],
    (rows, sentences): Lists<'_>,
    is_wrong: &mut dyn FnMut(&str, (&Paper<'_>, &str)) -> bool,
) -> Vec<OwnerConflict> {
    // Rows by the first characters of their projects.
    let mut index: FxHashMap<Vec<char>, Vec<(usize, &ProjectRow)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for row in rows(&paper.facts.owners) {
            let list = index.entry(row.project.chars().take(KEY).collect()).or_default();
            if list.len() < MAX_ROWS {
                list.push((at, row));
            }
        }
    }
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        for sentence in sentences(&paper.facts.owners) {
            let (name, around) = (paper.doc.slice(sentence.span), paper.doc.slice(sentence.around));
            let characters: Vec<char> = around.chars().collect();
            let mut rows = characters.windows(KEY).filter_map(|key| index.get(key)).flatten();
            let row = rows.find(|(other, row)| {
                let it = &papers[*other];
                *other != at && around.contains(&*row.project) && is_wrong(name, (it, it.doc.slice(row.span)))
            });
            if let Some((other, row)) = row {
                found.push(OwnerConflict { sentence: (at, sentence.span), row: (*other, row.span) });
            }
        }
    }
    found
}

/// True if two sites are in different districts, counties or towns: 云浦区 ("Yunpu district"), 临溪区白鹭街道
/// ("Bailu street, Linxi district").
fn is_other_site(one: &str, other: &str) -> bool {
    let named = |text: &str, suffix: char| {
        let end = text.find(suffix)?;
        let from = text[..end].char_indices().rev().nth(ALIKE - 1)?.0;
        Some(text[from..end].to_owned())
    };
    SUFFIXES.iter().any(|suffix| {
        let names = (named(one, *suffix), named(other, *suffix));
        matches!(names, (Some(first), Some(second)) if first != second && !other.contains(&first) && !one.contains(&second))
    })
}

/// True if two names of builders are so similar that one is probably a slip: one contains all
/// characters of the other in another order, or both begin and end alike and differ in between.
/// False if one may be the short form of the other.
fn is_near(name: &str, owner: &str) -> bool {
    let characters = |text: &str| text.chars().filter(|c| is_han(*c)).collect::<Vec<char>>();
    let (one, other) = (characters(name), characters(owner));
    let is_named = one.len().min(other.len()) >= MIN_NAME && !UNNAMED.iter().any(|word| owner.contains(word));
    let is_moved = || one.iter().all(|c| other.contains(c));
    let is_like =
        || one[..ALIKE] == other[..ALIKE] && one[one.len() - ALIKE..] == other[other.len() - ALIKE..];
    is_named && !may_be_one(name, owner) && (is_moved() || is_like())
}
