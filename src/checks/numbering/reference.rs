//! `numbering/reference`: 详见附件3, and there are two; 见第五部分, and there are four; 本办法第四十条 of thirty.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::lexicon::LiteralId;
use crate::facts::numbering::captions;
use crate::facts::numbering::marks::{Family, Mark, Place, number};
use crate::facts::numbering::pieces;
use crate::text::chars::is_blank;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::reference;
use crate::words::rules::numbering::reference::{TO_ATTACHMENT, TO_PART};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    let mut add = |word: &str| parts.lexicon.add(word);
    let regulations = parts.words.of(&reference::REGULATION);
    Ok(Box::new(Reference {
        itself: regulations.iter().map(|kind| add(&format!("本{kind}第"))).collect(),
        attachment: add("附件"),
        part: add("部分"),
        figure: add("见图"),
        table: add("见表"),
    }))
}

struct Reference {
    /// 本办法第, 本条例第: a regulation that speaks of itself.
    itself: Vec<LiteralId>,
    attachment: LiteralId,
    part: LiteralId,
    figure: LiteralId,
    table: LiteralId,
}

impl Check for Reference {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        self.articles(cx, out);
        self.attachments(cx, out);
        self.parts(cx, out);
        captions(cx, out, '图', cx.facts.occurrences(self.figure));
        captions(cx, out, '表', cx.facts.occurrences(self.table));
    }
}

fn report(out: &mut Findings<'_>, span: Span, variant: &'static str, last: u32) {
    out.report(span).variant(variant).arg("last", u64::from(last));
}

impl Reference {
    /// 本法第N条, where the articles from one to the last are all there.
    fn articles(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        if self.itself.iter().all(|&word| cx.facts.occurrences(word).is_empty()) {
            return;
        }
        let is_article =
            |mark: &&Mark| mark.family == Family::Article('条') && !cx.facts.contents().holds(mark.block);
        let articles: Vec<&Mark> = cx.facts.marks().iter().filter(is_article).collect();
        let is_whole = articles.iter().zip(1..).all(|(mark, number)| mark.ordinal == number);
        let Some(last) = articles.last().filter(|_| is_whole).map(|mark| mark.ordinal) else { return };
        for span in self.itself.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let text = block_text(cx, *span);
            let (number, end) = number::behind(text, span.end);
            if number.is_some_and(|number| number > last) && text[end..].starts_with('条') {
                report(out, Span::new(span.start, end + "条".len()), "article", last);
            }
        }
    }

    /// 附件N in running text, where a note or the attachments themselves say how many there are.
    fn attachments(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let attachments = cx.facts.attachments();
        let Some(last) = attachments.last_number() else { return };
        for &span in cx.facts.occurrences(self.attachment) {
            let text = block_text(cx, span);
            let (number, end) = number::behind(text, span.end);
            let start = cx.doc.blocks()[cx.doc.block_at(span.start)].span.start;
            let before =
                text[start..span.start].trim_end_matches(|c| is_blank(c) || matches!(c, '（' | '(' | '“'));
            let refers = TO_ATTACHMENT.iter().any(|word| before.ends_with(word));
            if refers && number.is_some_and(|number| number > last) {
                report(out, Span::new(span.start, end), "attachment", last);
            }
        }
    }

    /// 见第N部分, where the parts of the text are 一、 二、 ….
    fn parts(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for &span in cx.facts.occurrences(self.part) {
            let block = cx.doc.block_at(span.start);
            let start = cx.doc.blocks()[block].span.start;
            let before = &cx.doc.text()[start..span.start];
            let number_at = before.trim_end_matches(is_numeral).len();
            let (Some(number), _) = number::behind(&before[number_at..], 0) else { continue };
            let Some(lead) = before[..number_at].strip_suffix('第') else { continue };
            let refers = TO_PART.iter().any(|word| lead.ends_with(word));
            if let Some(last) = last_part(cx, block).filter(|&last| refers && number > last) {
                report(out, Span::new(start + lead.len(), span.end), "part", last);
            }
        }
    }
}

/// The number of parts of the piece that holds a block: its outermost 一、 二、 … at the heads of blocks.
fn last_part(cx: &Context<'_>, block: usize) -> Option<u32> {
    let marks = cx.facts.marks();
    let piece = |block| pieces::of_block(cx.facts.pieces(), block);
    let mut parts = cx.facts.series().iter().filter(|series| {
        let first = marks[series.members[0]];
        series.family == Family::HanPause && first.place == Place::Head && piece(first.block) == piece(block)
    });
    let (only, other) = (parts.next()?, parts.next());
    (other.is_none() && only.is_regular() && only.members.len() > 1).then(|| only.last_ordinal())
}

/// 见图N, where the captions count from one.
fn captions(cx: &Context<'_>, out: &mut Findings<'_>, kind: char, places: &[Span]) {
    for &span in places {
        let of_kind = || cx.facts.captions().iter().filter(|caption| caption.kind == kind);
        let is_whole = of_kind()
            .zip(1..)
            .all(|(caption, number)| caption.prefix.is_empty() && caption.ordinal == number);
        let last = of_kind().next_back().filter(|caption| is_whole && caption.ordinal > 1);
        let text = block_text(cx, span);
        let rest = text[span.end..].trim_start_matches(is_blank);
        let number = captions::number(rest).filter(|(prefix, _, _)| prefix.is_empty());
        if let (Some(last), Some((_, number, length))) = (last, number)
            && number > last.ordinal
        {
            let start = span.end - kind.len_utf8();
            report(out, Span::new(start, text.len() - rest.len() + length), "caption", last.ordinal);
        }
    }
}

/// The text up to the end of the block that holds a span.
fn block_text<'a>(cx: &'a Context<'_>, span: Span) -> &'a str {
    &cx.doc.text()[..cx.doc.blocks()[cx.doc.block_at(span.start)].span.end]
}
