//! `set/attachment`: annexes that one paper names and no paper is.

use rustc_hash::FxHashSet;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::no_options;
use crate::facts::set::annexes::ListedAnnex;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Attachment))
}

struct Attachment;

impl SetCheck for Attachment {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        // The highest number that any paper lists.
        let listed = papers.iter().flat_map(|paper| &paper.sayings.annexes.listed);
        let most = listed.filter(|listed| listed.is_numbered).map(|listed| listed.number).max();
        for (at, paper) in papers.iter().enumerate() {
            let annexes = &paper.sayings.annexes;
            let is_there = |listed: &ListedAnnex| {
                annexes.attached.contains(&listed.number)
                    || listed.is_given_elsewhere
                    || is_paper(papers, at, listed)
            };
            let (there, missing): (Vec<_>, Vec<_>) =
                annexes.listed.iter().partition(|listed| is_there(listed));
            // A set without any annex was put together without them.
            let has_annexes = papers.iter().any(|paper| paper.sayings.annexes.is_annex);
            for listed in missing.iter().filter(|_| !there.is_empty() || has_annexes) {
                if let Some(finding) = out.report(at, listed.span) {
                    let finding = finding.arg("number", u64::from(listed.number));
                    if !listed.is_numbered {
                        finding.variant("sheet");
                    }
                }
            }
            if !annexes.is_annex && !annexes.listed.is_empty() {
                continue;
            }
            // 见附件4 in an annex of a notice that lists three, or in a script beside it.
            let is_unknown =
                |number: u32| most.is_some_and(|most| number > most) && !annexes.attached.contains(&number);
            for &(number, span) in annexes.referred.iter().filter(|(number, _)| is_unknown(*number)) {
                if let Some(finding) = out.report(at, span) {
                    finding
                        .variant("referred")
                        .arg("number", u64::from(number))
                        .arg("most", u64::from(most.unwrap_or(0)));
                }
            }
        }
    }
}

/// True if another paper is this annex: it has the number and a like title, or the title.
fn is_paper(papers: &[Paper<'_>], own: usize, listed: &ListedAnnex) -> bool {
    papers.iter().enumerate().filter(|(at, _)| *at != own).any(|(_, paper)| {
        let annexes = &paper.sayings.annexes;
        let has_number = annexes.is_annex && annexes.attached.contains(&listed.number);
        annexes.titles.iter().any(|title| is_alike(title, &listed.title, if has_number { 2 } else { 4 }))
    })
}

/// True if so many fifths of the pairs of characters of the shorter title stand in the other.
fn is_alike(title: &str, listed: &str, fifths: usize) -> bool {
    let pairs = |text: &str| -> FxHashSet<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (one, other) = (pairs(title), pairs(listed));
    let least = one.len().min(other.len());
    least > 1 && one.intersection(&other).count() * 5 >= least * fifths
}
