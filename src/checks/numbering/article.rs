//! Rule `numbering/article`: reports missing, repeated and misplaced articles of a regulation: 第七条
//! ("Article 7") directly after 第五条 ("Article 5"). Parts, chapters and sections are checked in the
//! same way.

use crate::check::{Check, Context, Findings};
use crate::checks::running_numbers;
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::marks::number::leading;
use crate::facts::numbering::marks::{Family, Mark};
use crate::facts::numbering::pieces;
use crate::facts::numbering::series::breaks::{Break, BreakKind, breaks};
use crate::text::span::Span;
use crate::words::rules::numbering::article::EXTRACT;

/// Divisions of a regulation, the largest first: 编 (part), 章 (chapter), 节 (section). The numbers of
/// a division restart in each larger one. Those of articles (条) do not.
const DIVISIONS: [char; 3] = ['编', '章', '节'];
/// Minimum number of articles per break in the numbers. With at most one break in this many
/// articles, the breaks are slips; if there are more, the text is an extract.
const ARTICLES_A_BREAK: usize = 8;

/// Maximum number of blocks between two articles of a continuous passage.
const NEAR: usize = 12;
/// Number of blocks before a passage that are searched for a word that announces an extract.
const HEAD: usize = 6;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Article))
}

struct Article;

impl Check for Article {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let divisions = DIVISIONS.iter().enumerate().map(|(at, unit)| (*unit, &DIVISIONS[..at]));
        for (unit, resets) in divisions.chain([('条', &[][..])]) {
            for run in runs(cx, unit, resets) {
                judge(cx, out, &run);
            }
        }
        restarts(cx, out);
    }
}

/// Reports a chapter whose articles restart at 第一条 ("Article 1"), although those of an earlier
/// chapter continued the numbers of the chapter before it.
fn restarts(cx: &Context<'_>, out: &mut Findings<'_>) {
    let is_part = |mark: &&Mark| {
        matches!(mark.family, Family::Article('章' | '条')) && !cx.facts.contents().holds(mark.block)
    };
    let piece = |mark: &Mark| pieces::of_block(cx.facts.pieces(), mark.block);
    let (mut last, mut chapter, mut is_new, mut goes_on): (Option<&Mark>, u32, bool, bool) =
        (None, 0, false, false);
    for mark in cx.facts.marks().iter().filter(is_part) {
        if last.is_some_and(|last| piece(last) != piece(mark)) {
            (last, chapter, is_new, goes_on) = (None, 0, false, false);
        }
        if mark.family == Family::Article('章') {
            is_new = mark.ordinal == chapter + 1 && chapter > 0;
            goes_on &= mark.ordinal == chapter + 1;
            chapter = mark.ordinal;
            continue;
        }
        if let Some(before) = last.filter(|_| is_new) {
            if mark.ordinal == 1 && goes_on && before.ordinal > 1 {
                out.report(mark.span)
                    .variant("disorder")
                    .arg("previous", cx.doc.slice(before.span))
                    .arg("expected", mark.with_ordinal(cx.doc, before.ordinal + 1))
                    .arg("found", cx.doc.slice(mark.span))
                    .related("previous", before.span);
            }
            goes_on |= mark.ordinal == before.ordinal + 1;
        }
        (last, is_new) = (Some(mark), false);
    }
}

/// Splits the marks of one unit, such as 条 ("article"), into runs of consecutive numbers. A run
/// ends before the next number 1, at a unit in `resets`, and at the end of a part of the document.
fn runs<'a>(cx: &'a Context<'_>, unit: char, resets: &[char]) -> Vec<Vec<&'a Mark>> {
    let mut runs: Vec<Vec<&Mark>> = Vec::new();
    let mut piece = None;
    let mut is_open = false;
    let marks = cx.facts.marks().iter();
    for mark in marks.filter(|mark| !cx.facts.contents().holds(mark.block)) {
        let Family::Article(found) = mark.family else { continue };
        let here = pieces::of_block(cx.facts.pieces(), mark.block);
        is_open &= here == piece && !resets.contains(&found);
        piece = here;
        if found == unit {
            if !is_open || mark.ordinal == 1 {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(mark);
            }
            is_open = true;
        }
    }
    runs
}

fn judge(cx: &Context<'_>, out: &mut Findings<'_>, run: &[&Mark]) {
    let ordinals: Vec<u32> = run.iter().map(|mark| mark.ordinal).collect();
    let found: Vec<Break> =
        breaks(&ordinals).into_iter().filter(|found| !is_in_other_form(cx, run, found)).collect();
    let is_extract = ordinals[0] != 1 && run.len() < ARTICLES_A_BREAK && !is_passage(cx, run, &found);
    if !is_extract && running_numbers::are_slips(&ordinals, &found, ARTICLES_A_BREAK) {
        let places: Vec<Span> = run.iter().map(|mark| mark.span).collect();
        running_numbers::report(cx, out, &places, &found, |found| {
            run[found.at].with_ordinal(cx.doc, found.expected)
        });
    }
}

/// True if the run is a continuous passage with a single slip: one number is repeated or comes too
/// early, or one number is missing and no word before the passage announces a selection of
/// articles.
fn is_passage(cx: &Context<'_>, run: &[&Mark], found: &[Break]) -> bool {
    let [found] = found else { return false };
    let is_near = run[found.at].block <= run[found.at - 1].block + NEAR;
    let before = cx.doc.blocks()[..=run[0].block].iter().rev().take(HEAD);
    is_near
        && match found.kind {
            BreakKind::Repeats | BreakKind::Swapped(_) | BreakKind::Differs => true,
            BreakKind::Skips => {
                run[found.at].ordinal == found.expected + 1
                    && found.at > 1
                    && !before
                        .into_iter()
                        .any(|block| EXTRACT.iter().any(|word| cx.doc.slice(block.span).contains(word)))
            }
            BreakKind::Back => false,
        }
}

/// True if the missing number begins a block in another form, so that it is not missing: 第十条（删除）
/// ("Article 10 (deleted)"), 第十条之一 ("Article 10 bis").
fn is_in_other_form(cx: &Context<'_>, run: &[&Mark], found: &Break) -> bool {
    let between = run[found.at - 1].block + 1..run[found.at].block;
    // A heading 第三章 ("chapter 3") does not account for a missing 第三条 ("article 3").
    let is_other = |block: usize| {
        let first = cx.facts.marks().partition_point(|mark| mark.block < block);
        let head = cx.facts.marks().get(first).filter(|mark| mark.block == block);
        head.is_some_and(|mark| matches!(mark.family, Family::Article(_)))
    };
    let heads = || {
        let others = between.clone().filter(|&block| !is_other(block));
        others.filter_map(|block| leading(cx.doc.slice(cx.doc.blocks()[block].span)))
    };
    found.kind == BreakKind::Skips
        && (found.expected..run[found.at].ordinal).all(|number| heads().any(|head| head == number))
}
