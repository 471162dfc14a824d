//! Annexes that a paper lists, those that it is or holds, and those that it refers to.

use crate::facts::Facts;
use crate::text::chars::is_han;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::members::Members;
use crate::words::set;

/// Blocks from the top in which a paper says which annex it is.
const HEAD_BLOCKS: usize = 3;
/// The word.
const ANNEX: &str = "附件";

/// An annex that the note of a paper lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAnnex {
    /// Where its title stands.
    pub span: Span,
    /// Its number.
    pub number: u32,
    /// Its title, without blanks and signs.
    pub title: String,
    /// False for 附表：….
    pub is_numbered: bool,
    /// True if it is said to come by another way: 另册印发, 会上印发.
    pub is_given_elsewhere: bool,
}

/// The annexes of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annexes {
    /// What its note lists.
    pub listed: Vec<ListedAnnex>,
    /// Numbers of the annexes that stand in the file. If the paper is one itself, the number is the only one.
    pub attached: Vec<u32>,
    /// True if the paper is an annex itself.
    pub is_annex: bool,
    /// The lines at its head, by which others may mean it.
    pub titles: Vec<String>,
    /// Numbers that the text refers to, each with its place.
    pub referred: Vec<(u32, Span)>,
}

/// The annexes of a document.
pub(super) fn find(facts: &Facts<'_>) -> Annexes {
    let doc = facts.doc;
    let text = doc.text();
    let known = facts.attachments();
    let elsewhere = facts.words().of(&set::GIVEN_ELSEWHERE);
    let noted = known.listed.iter().map(|listed| ListedAnnex {
        span: listed.title,
        number: listed.number.unwrap_or(1),
        title: plain(listed.title.of(text)),
        is_numbered: true,
        is_given_elsewhere: elsewhere.is_in(listed.title.of(text)),
    });
    let listed = noted.chain(doc.blocks().iter().filter_map(|block| sheet(text, block.span, elsewhere)));
    let head: Vec<Span> = doc.blocks().iter().take(HEAD_BLOCKS).map(|block| block.span).collect();
    let is_annex =
        head.first().is_some_and(|span| span.of(text).starts_with(ANNEX) && known.listed.is_empty());
    let mut attached: Vec<u32> = known.attached.iter().map(|attached| attached.number.unwrap_or(1)).collect();
    if is_annex && attached.is_empty() {
        attached.extend(
            head.first().and_then(|span| number(&span.of(text)[ANNEX.len()..])).map(|(number, _)| number),
        );
    }
    let titles = head.iter().map(|span| plain(span.of(text))).collect();
    let refers = facts.words().of(&set::BEFORE_ANNEX);
    let referred = text.match_indices(ANNEX).filter_map(|(at, _)| {
        let (number, length) = number(&text[at + ANNEX.len()..])?;
        let is_reference = refers.end_of(&text[..at]).is_some();
        is_reference.then(|| (number, Span::new(at, at + ANNEX.len() + length)))
    });
    Annexes { listed: listed.collect(), attached, is_annex, titles, referred: referred.collect() }
}

/// 附表：2025年重点工程计划表 on a line of its own.
fn sheet(text: &str, block: Span, elsewhere: Members<'_>) -> Option<ListedAnnex> {
    let line = block.of(text);
    let title =
        ["附表", "附图"].iter().find_map(|word| line.strip_prefix(word)?.strip_prefix(['：', ':']))?;
    let span = Span::new(block.end() - title.len(), block.end());
    (!title.trim().is_empty()).then(|| ListedAnnex {
        span,
        number: 0,
        title: plain(title),
        is_numbered: false,
        is_given_elsewhere: elsewhere.is_in(title),
    })
}

/// The number at the start, and its length: 附件3, 附件三.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        return Some((text[..digits].parse().ok()?, digits));
    }
    let numeral = text.len() - text.trim_start_matches(is_numeral).len();
    Some((u32::try_from(cardinal(&text[..numeral])?).ok()?, numeral))
}

/// The Han characters of a title.
fn plain(title: &str) -> String {
    title.chars().filter(|&c| is_han(c) || c.is_ascii_digit()).collect()
}
