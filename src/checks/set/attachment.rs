//! Rule `set/attachment`: reports annexes that a paper of a set lists or refers to but that are not
//! in the set, and annexes with another number than in the list.

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::no_options;
use crate::checks::shared_pairs::{is_alike, pairs};
use crate::facts::set::annexes::{ANNEX, ListedAnnex, Reference, plain};
use crate::text::shortened::is_short_for;
use crate::text::span::Span;

/// Number of fifths of the character pairs that two titles must share to be the same annex.
const SAME: usize = 4;
/// Maximum number of characters by which a line that is the heading of an annex may be longer than
/// the annex's title.
const MAX_BESIDE: usize = 14;
/// Maximum number of lines that begin with 附件 ("annex") and are compared with a listed title.
const MAX_HEADINGS: usize = 64;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Attachment))
}

struct Attachment;

impl SetCheck for Attachment {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        own_numbers(papers, out);
        titled(papers, out);
        sheets(papers, out);
        enclosed(papers, out);
        // The highest number that any paper lists.
        let listed = papers.iter().flat_map(|paper| &paper.facts.annexes.listed);
        let most = listed.filter(|listed| listed.is_numbered).map(|listed| listed.number).max();
        // The papers with an annex that is a paper of the set.
        let brings = |at: &usize| {
            let listed = &papers[*at].facts.annexes.listed;
            listed.iter().any(|listed| is_paper(papers, *at, listed))
        };
        let bringing: Vec<usize> = (0..papers.len()).filter(brings).collect();
        for (at, paper) in papers.iter().enumerate() {
            let annexes = &paper.facts.annexes;
            let is_there = |listed: &ListedAnnex| {
                annexes.attached.contains(&listed.number)
                    || listed.is_given_elsewhere
                    || has_heading(paper, listed)
                    || is_paper(papers, at, listed)
            };
            let (there, missing): (Vec<_>, Vec<_>) =
                annexes.listed.iter().partition(|listed| is_there(listed));
            // If the set contains no annex at all, or only those of other papers, annexes were left
            // out on purpose.
            let is_of_other = || bringing.iter().any(|other| *other != at);
            let has_annexes = papers.iter().any(|paper| paper.facts.annexes.is_annex) && !is_of_other();
            // If most annexes of a paper are missing, they were left out on purpose.
            let are_brought = if there.is_empty() { has_annexes } else { missing.len() <= there.len() };
            for listed in missing.iter().filter(|_| are_brought) {
                if let Some(finding) = out.report(at, listed.span) {
                    let finding = finding.arg("number", u64::from(listed.number));
                    if !listed.is_numbered {
                        finding.variant("sheet");
                    }
                }
            }
            let has_own = !annexes.is_annex && !annexes.listed.is_empty();
            for reference in &annexes.referred {
                let owner = owner(papers, at, &reference.owner);
                // 见附件4 ("see annex 4") in an annex of a notice that lists three, or in a script
                // beside it.
                let last = match owner {
                    Some((_, last)) => Some(last),
                    None => most.filter(|_| !has_own && !annexes.attached.contains(&reference.number)),
                };
                if let Some(last) = last.filter(|last| reference.number > *last) {
                    if let Some(finding) = out.report(at, reference.span) {
                        let finding = finding.variant("referred").arg("number", u64::from(reference.number));
                        finding.arg("most", u64::from(last));
                    }
                } else if let Some((other, meant)) = owner.and_then(|(other, _)| {
                    let listed = &papers[other].facts.annexes.listed;
                    meant(listed, reference).map(|meant| (other, meant))
                }) && let Some(finding) =
                    out.contradiction((at, reference.span), (other, meant.span))
                {
                    finding.variant("own").arg("number", u64::from(meant.number));
                }
            }
        }
    }
}

/// Returns the annex of a list that a reference means if it has another number: 分组名单见附件3 ("for the
/// groups see annex 3"), although annex 3 is a form and annex 2 the list of the groups.
fn meant<'l>(listed: &'l [ListedAnnex], reference: &Reference) -> Option<&'l ListedAnnex> {
    let about = pairs(&reference.about);
    let shares = |one: &ListedAnnex| pairs(&one.title).intersection(&about).count() > 0;
    let own = listed.iter().find(|one| one.is_numbered && one.number == reference.number)?;
    let first = listed.iter().take(MAX_HEADINGS);
    let mut others = first.filter(|one| one.is_numbered && shares(one));
    let (Some(meant), None) = (others.next(), others.next()) else { return None };
    (!shares(own)).then_some(meant)
}

/// True if a line of the paper below the list begins with 附件 ("annex") and the title.
fn has_heading(paper: &Paper<'_>, listed: &ListedAnnex) -> bool {
    let lines = paper.doc.blocks().iter().map(|block| block.span);
    let below = lines.filter(|line| line.start() > listed.span.end());
    let titles = below.filter_map(|line| paper.doc.slice(line).strip_prefix(ANNEX).map(plain));
    titles.take(MAX_HEADINGS).any(|title| is_alike(&title, &listed.title, SAME))
}

/// Returns the paper that a reference names by its noun, as in 会议通知附件3 ("annex 3 of the notice"),
/// with the highest number of its annexes. `None` if not exactly one other paper with a list of
/// annexes has this noun at the end of its title.
fn owner(papers: &[Paper<'_>], at: usize, noun: &str) -> Option<(usize, u32)> {
    let others = papers.iter().enumerate().filter(|(other, _)| *other != at && !noun.is_empty());
    let annexes = others.map(|(other, paper)| (other, &paper.facts.annexes));
    let mut meant = annexes.filter(|(_, annexes)| annexes.titles.iter().any(|title| title.ends_with(noun)));
    let (Some((other, annexes)), None) = (meant.next(), meant.next()) else { return None };
    let listed = annexes.listed.iter().filter(|listed| listed.is_numbered).map(|listed| listed.number);
    let last = listed.max()?;
    Some((other, annexes.attached.iter().copied().fold(last, u32::max)))
}

/// Compares the number at the head of each annex with the number in another paper's list.
fn own_numbers(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        let Some(mark) = &paper.facts.annexes.mark else { continue };
        let titles = &paper.facts.annexes.titles;
        let is_this = |listed: &&ListedAnnex| {
            listed.is_numbered && titles.iter().any(|title| is_alike(title, &listed.title, SAME))
        };
        let is_owner = |(other, it): &(usize, &Paper<'_>)| {
            let annexes = &it.facts.annexes;
            *other != at
                && (mark.owner.is_empty()
                    || it.facts.counts.called.ends_with(&mark.owner)
                    || annexes.titles.iter().any(|title| title.contains(&mark.owner)))
        };
        // The annexes of two papers are numbered separately.
        let owners = papers.iter().enumerate().filter(is_owner);
        let mut listed = owners.flat_map(|(other, it)| {
            it.facts.annexes.listed.iter().filter(is_this).map(move |listed| (other, listed))
        });
        let Some((other, first)) = listed.next() else { continue };
        let is_number_listed =
            first.number == mark.number || listed.any(|(_, listed)| listed.number == mark.number);
        if !is_number_listed && let Some(finding) = out.contradiction((at, mark.span), (other, first.span)) {
            finding.variant("own").arg("number", u64::from(first.number));
        }
    }
}

/// Compares the numbers of annexes that are referred to by title with the numbers in the lists of
/// other papers.
fn titled(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        for (number, span, title) in &paper.facts.annexes.titled {
            let lists = papers.iter().enumerate().filter(|(other, _)| *other != at);
            let mut listed = lists.flat_map(|(other, it)| {
                let listed = it.facts.annexes.listed.iter();
                let listed = listed.filter(|one| one.is_numbered && is_alike(title, &one.title, SAME));
                listed.map(move |one| (other, one))
            });
            let Some((other, first)) = listed.next() else { continue };
            let is_number_listed =
                first.number == *number || listed.any(|(_, listed)| listed.number == *number);
            if !is_number_listed && let Some(finding) = out.contradiction((at, *span), (other, first.span)) {
                finding.variant("own").arg("number", u64::from(first.number));
            }
        }
    }
}

/// Reports references to a sheet beyond the last sheet of the paper that is referred to.
fn sheets(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        for sheet in &paper.facts.annexes.other_sheets {
            let is_meant = |(other, it): &(usize, &Paper<'_>)| {
                let titles = &it.facts.annexes.titles;
                *other != at && titles.iter().any(|title| title.ends_with(&sheet.of))
            };
            let mut meant = papers.iter().enumerate().filter(is_meant);
            let (Some((_, it)), None) = (meant.next(), meant.next()) else { continue };
            let most = it.facts.annexes.sheets;
            if most > 0
                && sheet.number > most
                && let Some(finding) = out.report(at, sheet.span)
            {
                let finding = finding.variant("sheets").arg("file", &**it.path);
                finding.arg("most", u64::from(most));
            }
        }
    }
}

/// Reports titles that a list says are enclosed, but that no paper has.
fn enclosed(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    for (at, paper) in papers.iter().enumerate() {
        for span in &paper.facts.annexes.enclosed {
            let title = plain(paper.doc.slice(*span));
            let length = title.chars().count();
            // A line that is little more than the title: 附件1　2025年度先进集体名单（12个） ("annex 1: list of
            // model groups of 2025 (12)"). A sentence that contains the title only mentions it.
            let is_title =
                |line: &str| is_short_for(&title, line) && line.chars().count() <= length + MAX_BESIDE;
            let is_there = papers.iter().enumerate().any(|(number, other)| {
                let is_own =
                    |block: Span| number == at && block.start() <= span.start() && span.end() <= block.end();
                let blocks = other.doc.blocks().iter().map(|block| block.span);
                let mut lines = blocks.filter(|block| !is_own(*block)).map(|block| other.doc.slice(block));
                lines.any(|line| is_title(&plain(line)))
            });
            if !is_there && let Some(finding) = out.report(at, *span) {
                finding.variant("sheet").arg("number", 0u64);
            }
        }
    }
}

/// True if another paper of the set is this annex: it has the same number and a similar title, or
/// nearly the same title.
fn is_paper(papers: &[Paper<'_>], own: usize, listed: &ListedAnnex) -> bool {
    papers.iter().enumerate().filter(|(at, _)| *at != own).any(|(_, paper)| {
        let annexes = &paper.facts.annexes;
        let has_number = annexes.is_annex && annexes.attached.contains(&listed.number);
        annexes.titles.iter().any(|title| is_alike(title, &listed.title, if has_number { 2 } else { 4 }))
    })
}
