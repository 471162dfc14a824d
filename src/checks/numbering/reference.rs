//! `numbering/reference`: 详见附件3, and there are two; 见第五部分, and there are four; 本办法第四十条 of thirty; 前款 in the first
//! paragraph of an article.
//!
//! Only what is all there can lack something: articles that count from one to the last, captions and items without a gap. A
//! number that another text may have is none of this one's.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::numbering::captions::FORMULA;
use crate::facts::numbering::marks::{Family, Mark, Place, number};
use crate::facts::numbering::named;
use crate::facts::numbering::pieces;
use crate::facts::numbering::references::{Owner, Reference, Target};
use crate::facts::numbering::series::Series;
use crate::text::span::Span;
use crate::words::rules::numbering::reference::{BREACH, IN_FORCE, TO_FORMULA, TO_PART};
use crate::words::{mark, reference};

/// Blocks at the end of a text that tell whether it is whole.
const TAIL: usize = 12;
/// Most words with numbers whose references are looked for.
const MAX_LABELS: usize = 20;
/// Most blocks of an article, and marks before a place, that are looked at.
const MAX_BLOCKS: usize = 200;
/// Articles from which on a law is often kept in several files.
const LONG: usize = 60;
/// Longest article that only closes a text, in characters.
const MAX_CLOSING: usize = 40;
/// Fewest numbers that show that a text counts what is referred to.
const MIN_COUNTED: usize = 2;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(References))
}

struct References;

impl Check for References {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        labels(cx, out);
        for found in named::misnamed(cx.facts) {
            out.report(found.reference)
                .variant("named")
                .arg("last", "")
                .arg("title", cx.doc.slice(found.title))
                .arg("right", found.right)
                .related("title", found.title);
        }
        let references = cx.facts.references();
        if cx.facts.captions().iter().any(|caption| caption.kind == FORMULA) {
            formulas(cx, out, &Counted::read(cx));
        }
        if references.is_empty() {
            return;
        }
        let articles = Articles::read(cx);
        let counted = Counted::read(cx);
        for reference in references {
            let is_other = reference.owner == Owner::Other;
            match &reference.target {
                // 本方案 and 本文 have parts and no articles.
                Target::Part('部', number) => part(cx, out, reference, *number),
                _ if is_other => {}
                Target::Article { .. } => articles.judge(cx, out, reference, counted.highest),
                Target::ParagraphBefore => articles.paragraph_before(out, reference),
                Target::Part(unit, number) => {
                    chapter(cx, out, reference, (*unit, *number), articles.is_whole);
                }
                Target::Caption(kind, prefix, number) => {
                    counted.caption(out, reference, (*kind, prefix, *number));
                }
                Target::Attachment(number) => {
                    counted.exceeds(out, reference, ("attachment", counted.attachments), *number);
                }
                Target::Source(number) => {
                    counted.exceeds(out, reference, ("source", counted.sources), *number);
                }
            }
        }
    }
}

fn report(out: &mut Findings<'_>, span: Span, variant: &'static str, last: u32) {
    out.report(span).variant(variant).arg("last", u64::from(last));
}

/// The articles of a regulation.
struct Articles<'a> {
    /// Their marks, in order.
    marks: Vec<&'a Mark>,
    /// They count from one to the last.
    is_regular: bool,
    /// And the last ones close the text: it is no part of a longer one.
    is_whole: bool,
}

impl<'a> Articles<'a> {
    fn read(cx: &'a Context<'_>) -> Self {
        let is_article =
            |mark: &&Mark| mark.family == Family::Article('条') && !cx.facts.contents().holds(mark.block);
        let marks: Vec<&Mark> = cx.facts.marks().iter().filter(is_article).collect();
        let is_regular =
            marks.len() >= MIN_COUNTED && marks.iter().zip(1..).all(|(mark, number)| mark.ordinal == number);
        let closing = cx.facts.words().of(&reference::CLOSING);
        let is_closed = || {
            let last = marks[marks.len() - 1].block;
            let from = last.saturating_sub(TAIL / 4);
            let tail = &cx.doc.blocks()[from..(last + TAIL).min(cx.doc.blocks().len())];
            tail.iter().any(|block| closing.is_in(cx.doc.slice(block.span)))
        };
        let is_whole = is_regular && is_closed();
        Self { marks, is_regular, is_whole }
    }

    /// The last block of the article with this place among the marks, exclusive.
    fn end(&self, cx: &Context<'_>, at: usize) -> usize {
        let block = self.marks[at].block;
        let next = self.marks.get(at + 1).map_or(cx.doc.blocks().len(), |next| next.block);
        let piece = cx.facts.piece_of(block);
        let same = |&inner: &usize| cx.facts.piece_of(inner) == piece;
        (block..next).take(MAX_BLOCKS).take_while(same).last().map_or(block, |last| last + 1)
    }

    /// The highest item （一）… of an article, if its items count from one.
    fn last_item(&self, cx: &Context<'_>, at: usize) -> Option<u32> {
        let end = self.end(cx, at);
        let marks = cx.facts.marks();
        let from = marks.partition_point(|mark| mark.block < self.marks[at].block);
        let items = marks[from..].iter().enumerate().take_while(|(_, mark)| mark.block < end);
        let mut last = None;
        for (index, mark) in items.filter(|(_, mark)| is_item(mark.family)) {
            let (series, _) = cx.facts.place_of(from + index)?;
            if !series.is_regular() {
                return None;
            }
            last = last.max(Some(mark.ordinal));
        }
        last.filter(|&last| last as usize >= MIN_COUNTED)
    }

    fn judge(&self, cx: &Context<'_>, out: &mut Findings<'_>, found: &Reference, highest: u32) {
        let Target::Article { number, paragraph, item } = found.target else { return };
        if number == 0 {
            match (found.owner, paragraph, item) {
                (Owner::Before, None, Some(item)) if item > highest => listed_before(cx, out, found),
                (Owner::Article, Some(paragraph), _) => {
                    let at = self.marks.partition_point(|mark| mark.block <= found.block);
                    if let Some(at) = at.checked_sub(1) {
                        self.paragraph(cx, out, found, (at, paragraph));
                    }
                }
                _ => {}
            }
            return;
        }
        let is_known = match found.owner {
            // The first part of a long law ends like any other.
            Owner::Itself => self.is_whole || self.marks.len() < LONG || number as usize <= self.marks.len(),
            Owner::Bare => self.is_whole || number as usize <= self.marks.len(),
            _ => false,
        };
        if !is_known || !self.is_regular {
            return;
        }
        let last = self.marks.len() as u32;
        if number > last {
            report(out, found.span, "article", last);
        } else if let Some(item) = item
            && let Some(last) = self.last_item(cx, number as usize - 1)
            && item > last
        {
            report(out, found.span, "item", last);
        } else if let Some(paragraph) = paragraph {
            self.paragraph(cx, out, found, (number as usize - 1, paragraph));
        } else {
            self.in_force(cx, out, found, number as usize - 1);
        }
    }

    /// 违反第九条, where that says only when the text comes into force.
    fn in_force(&self, cx: &Context<'_>, out: &mut Findings<'_>, found: &Reference, at: usize) {
        let block = cx.doc.blocks()[self.marks[at].block].span;
        let before = &cx.doc.text()[cx.doc.blocks()[found.block].span.start..found.span.start];
        let text = cx.doc.slice(block);
        let is_short = text.chars().nth(MAX_CLOSING).is_none();
        let closes = || IN_FORCE.iter().any(|word| text.trim_end_matches('。').ends_with(word));
        let is_broken = || BREACH.iter().any(|word| before.ends_with(word));
        if is_short && is_broken() && closes() && self.end(cx, at) == self.marks[at].block + 1 {
            report(out, found.span, "force", self.marks.len() as u32);
        }
    }

    /// 第三款 of the article with this place among the marks. A paragraph is a block that is no item.
    fn paragraph(
        &self,
        cx: &Context<'_>,
        out: &mut Findings<'_>,
        found: &Reference,
        (at, number): (usize, u32),
    ) {
        let marks = cx.facts.marks();
        let blocks = self.marks[at].block + 1..self.end(cx, at);
        let is_listed = |block: usize| {
            let first = marks.partition_point(|mark| mark.block < block);
            marks
                .get(first)
                .is_some_and(|mark| mark.block == block && mark.place == Place::Head && is_item(mark.family))
        };
        let last = 1 + blocks.filter(|&block| !is_listed(block)).count() as u32;
        if self.marks.len() >= MIN_COUNTED && number > last && (last as usize) < MAX_BLOCKS {
            report(out, found.span, "paragraph", last);
        }
    }

    /// 前款 in the first paragraph of an article.
    fn paragraph_before(&self, out: &mut Findings<'_>, found: &Reference) {
        let at = self.marks.partition_point(|mark| mark.block <= found.block);
        let Some(mark) = at.checked_sub(1).map(|at| self.marks[at]) else { return };
        if mark.block == found.block && self.marks.len() >= MIN_COUNTED && mark.span.end <= found.span.start {
            report(out, found.span, "first", 1);
        }
    }
}

/// 由（3）, 代入（2）, where the formulas of the text count from one to fewer.
fn formulas(cx: &Context<'_>, out: &mut Findings<'_>, counted: &Counted<'_>) {
    let last = counted.captions.get(&(FORMULA, "")).copied().flatten();
    let Some(last) = last.filter(|&last| last as usize >= MIN_COUNTED) else { return };
    for block in cx.doc.blocks() {
        let text = cx.doc.slice(block.span);
        // 由（1）、（4）: the second is named like the first.
        let mut chain = 0;
        for (at, sign) in text.match_indices(['（', '(']) {
            let lead = text[..at].trim_end_matches(['、', '和', '与', '及']);
            let is_pointed = TO_FORMULA.iter().any(|word| text[..at].ends_with(word));
            let (number, end) = number::behind(text, at + sign.len());
            let Some(close) = text[end..].chars().next().filter(|c| matches!(c, '）' | ')')) else {
                continue;
            };
            if is_pointed || chain > 0 && lead.len() == chain {
                chain = end + close.len_utf8();
                if number.is_some_and(|number| number > last) {
                    let span = Span::new(block.span.start + at, block.span.start + chain);
                    report(out, span, "caption", last);
                }
            }
        }
    }
}

/// Items as articles and lists have them: （一） （1） 1. 一、
fn is_item(family: Family) -> bool {
    matches!(
        family,
        Family::HanBracket | Family::ArabicBracket | Family::Arabic | Family::HanPause | Family::Enclosed
    )
}

/// 上述第五项, where no series of the text has a fifth.
fn listed_before(cx: &Context<'_>, out: &mut Findings<'_>, found: &Reference) {
    let marks = cx.facts.marks();
    let before = marks.partition_point(|mark| mark.span.start < found.span.start);
    // The nearest list before it.
    let nearest =
        (0..before).rev().take(MAX_BLOCKS).filter(|&mark| is_item(marks[mark].family)).find_map(|mark| {
            let (series, _) = cx.facts.place_of(mark)?;
            (series.is_regular() && series.members.len() >= MIN_COUNTED).then(|| series.last_ordinal())
        });
    if let Some(last) = nearest {
        report(out, found.span, "item", last);
    }
}

/// 本办法第九章, where the chapters are all there.
fn chapter(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    found: &Reference,
    (unit, number): (char, u32),
    is_whole: bool,
) {
    if unit == '节' {
        section(cx, out, found, number);
    }
    if unit != '章' || found.owner != Owner::Itself && !is_whole {
        return;
    }
    let is_chapter =
        |mark: &&Mark| mark.family == Family::Article(unit) && !cx.facts.contents().holds(mark.block);
    let chapters: Vec<&Mark> = cx.facts.marks().iter().filter(is_chapter).collect();
    let is_regular = chapters.len() >= MIN_COUNTED
        && chapters.iter().zip(1..).all(|(mark, number)| mark.ordinal == number);
    if is_regular && number as usize > chapters.len() {
        report(out, found.span, "chapter", chapters.len() as u32);
    }
}

/// 本章第五节, where the sections of this chapter count from one.
fn section(cx: &Context<'_>, out: &mut Findings<'_>, found: &Reference, number: u32) {
    if !cx.doc.slice(found.span).starts_with("本章") {
        return;
    }
    let marks = cx.facts.marks();
    let here = marks.partition_point(|mark| mark.block <= found.block);
    let is_chapter = |mark: &Mark| mark.family == Family::Article('章');
    let before = marks[..here].iter().rev().take(MAX_BLOCKS).take_while(|mark| !is_chapter(mark)).count();
    let from = here - before;
    let sections = marks[from..].iter().take(2 * MAX_BLOCKS).take_while(|mark| !is_chapter(mark));
    let ordinals: Vec<u32> =
        sections.filter(|mark| mark.family == Family::Article('节')).map(|mark| mark.ordinal).collect();
    let is_regular = ordinals.len() >= MIN_COUNTED
        && ordinals.iter().zip(1..).all(|(&ordinal, expected)| ordinal == expected);
    if is_regular && number as usize > ordinals.len() && before < MAX_BLOCKS {
        report(out, found.span, "chapter", ordinals.len() as u32);
    }
}

/// 见步骤6, 按专栏5, 见附录D, where items with this word count from one.
fn labels(cx: &Context<'_>, out: &mut Findings<'_>) {
    let marks = cx.facts.marks();
    let is_whole = |series: &&Series| {
        matches!(series.family, Family::Label(_)) && series.is_regular() && series.members.len() > MIN_COUNTED
    };
    let mut all: FxHashMap<Family, Vec<&Series>> = FxHashMap::default();
    for series in cx.facts.series().iter().filter(is_whole) {
        all.entry(series.family).or_default().push(series);
    }
    let leads = cx.facts.words().of(&reference::TO_CAPTION);
    let amounts = cx.facts.words().of(&mark::QUANTITY);
    // One series of a word: of several, nobody can tell which is meant.
    for only in all.values().filter(|series| series.len() == 1).take(MAX_LABELS).map(|series| series[0]) {
        let first = &marks[only.members[0]];
        let word =
            cx.doc.slice(Span::new(first.span.start, first.number.start)).trim().trim_start_matches('【');
        let text = cx.doc.text();
        for (at, _) in text.match_indices(word).filter(|_| !word.is_empty()) {
            let block = cx.doc.blocks()[cx.doc.block_at(at)].span;
            let (number, end) = number::behind(&text[..block.end], at + word.len());
            let lead = text[block.start.min(at)..at].trim_end_matches(['（', '(', '“']);
            if let Some(number) = number
                && number > only.last_ordinal()
                && leads.end_of(lead).is_some()
                && amounts.start_of(&text[end..block.end]).is_none()
            {
                report(out, Span::new(at, end), "label", only.last_ordinal());
            }
        }
    }
}

/// 见第N部分, where the parts of the text are 一、 二、 … or 第一部分, 第二部分 ….
fn part(cx: &Context<'_>, out: &mut Findings<'_>, found: &Reference, number: u32) {
    let start = cx.doc.blocks()[found.block].span.start;
    let lead = &cx.doc.text()[start..found.span.start];
    let refers = found.owner == Owner::Itself || TO_PART.iter().any(|word| lead.ends_with(word));
    if let Some(last) = last_part(cx, found.block).filter(|&last| refers && number > last) {
        report(out, found.span, "part", last);
    }
}

/// The number of parts of the piece that holds a block: its outermost 一、 二、 … at the heads of blocks.
fn last_part(cx: &Context<'_>, block: usize) -> Option<u32> {
    let marks = cx.facts.marks();
    let piece = |block| pieces::of_block(cx.facts.pieces(), block);
    let of = |family: Family| {
        cx.facts.series().iter().filter(move |series| {
            let first = marks[series.members[0]];
            series.family == family && first.place == Place::Head && piece(first.block) == piece(block)
        })
    };
    let mut named = of(Family::Part('部'));
    let only = match named.next() {
        Some(only) => named.next().is_none().then_some(only)?,
        None => {
            let mut parts = of(Family::HanPause);
            let (only, other) = (parts.next()?, parts.next());
            other.is_none().then_some(only)?
        }
    };
    (only.is_regular() && only.members.len() >= MIN_COUNTED).then(|| only.last_ordinal())
}

/// What else a text counts: how far its numbers go, where they go on without a gap.
struct Counted<'a> {
    /// The highest number of any mark.
    highest: u32,
    /// For each kind of captions and what stands before their last number, the last one; `None` where one is missing.
    captions: FxHashMap<(char, &'a str), Option<u32>>,
    /// The highest attachment.
    attachments: Option<u32>,
    /// The last of the list of sources.
    sources: Option<u32>,
}

impl<'a> Counted<'a> {
    fn read(cx: &'a Context<'_>) -> Self {
        let mut captions: FxHashMap<(char, &str), Option<u32>> = FxHashMap::default();
        for caption in cx.facts.captions() {
            let last = captions.entry((caption.kind, caption.prefix.as_str())).or_insert(Some(0));
            *last = last.map(|last| last + 1).filter(|&next| next == caption.ordinal);
        }
        let mut lists = cx.facts.series().iter().filter(|series| series.family == Family::Square);
        let sources = match (lists.next(), lists.next()) {
            (Some(only), None) if only.is_regular() && only.members.len() > MIN_COUNTED => {
                Some(only.last_ordinal())
            }
            _ => None,
        };
        Self {
            highest: cx.facts.marks().iter().map(|mark| mark.ordinal).max().unwrap_or(0),
            captions,
            attachments: cx.facts.attachments().last_number(),
            sources,
        }
    }

    fn exceeds(
        &self,
        out: &mut Findings<'_>,
        found: &Reference,
        (variant, last): (&'static str, Option<u32>),
        number: u32,
    ) {
        if let Some(last) = last.filter(|&last| number > last) {
            report(out, found.span, variant, last);
        }
    }

    /// 见图N, where the captions count from one.
    fn caption(&self, out: &mut Findings<'_>, found: &Reference, (kind, prefix, number): (char, &str, u32)) {
        // Where numbers have no chapter, none has.
        let is_mixed = prefix.is_empty()
            && self.captions.keys().any(|&(other, prefix)| other == kind && !prefix.is_empty());
        let last = self.captions.get(&(kind, prefix)).copied().flatten();
        if let Some(last) = last.filter(|&last| !is_mixed && last as usize >= MIN_COUNTED) {
            self.exceeds(out, found, ("caption", Some(last)), number);
        }
    }
}
