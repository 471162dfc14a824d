//! Rule `placeholder/blank`: reports blanks that were not filled in: `年　月　日` (a date without
//! numbers), `＿＿＿元` ("___ yuan"), `（　）`, `〔20  〕  号` (a document number).

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::Document;
use crate::document::block::Block;
use crate::facts::kind::DocumentKind;
use crate::facts::lexicon::LiteralId;
use crate::facts::placeholder::gaps::GapKind;
use crate::facts::placeholder::masks::Mask;
use crate::facts::placeholder::places::Surroundings;
use crate::facts::tokens::{MaskScript, Token, TokenKind};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::form;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    let mut gaps =
        |word: &str| [' ', '\u{3000}', '\u{A0}'].map(|blank| input.lexicon.add(&format!("{word}{blank}")));
    Ok(Box::new(Gaps { year: gaps("年"), month: gaps("月") }))
}

/// Entries of the dictionary for 年 ("year") and 月 ("month") before a blank, at which a number is
/// missing. Each is searched with three blank characters.
struct Gaps {
    year: [LiteralId; 3],
    month: [LiteralId; 3],
}

impl Check for Gaps {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut spans = Vec::new();
        let occurrences = |words: &[LiteralId; 3]| {
            words.map(|word| cx.facts.occurrences(word).iter()).into_iter().flatten()
        };
        for word in occurrences(&self.year).chain(occurrences(&self.month)) {
            spans.extend(date(cx.doc.text(), *word));
        }
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            for (at, token) in tokens.iter().enumerate() {
                match token.kind {
                    TokenKind::Mask(MaskScript::Underscore) => {
                        let line = underscores(cx.doc.text(), block, *token);
                        spans.extend(line.filter(|span| !is_mask(cx.facts.masks(), *span)));
                    }
                    TokenKind::Open => {
                        spans.extend(year(cx.doc.text(), *token));
                        let close = tokens.get(at + 1);
                        spans.extend(close.and_then(|close| brackets(cx.doc.text(), *token, *close)));
                    }
                    _ => {}
                }
            }
        }
        let spans = spans.into_iter().map(|span| (span, variant_of(cx.doc.text(), span)));
        // Labels of a form are to be filled in by others.
        let is_form = || cx.facts.kind() == Some(DocumentKind::Form);
        let gaps = cx.facts.gaps().iter().filter(|gap| gap.kind != GapKind::OpenLabel || !is_form());
        let gaps = gaps.filter_map(|gap| Some((gap.span, variant(gap.kind)?)));
        let mut blanks: Vec<(Span, &'static str)> = spans.chain(gaps).collect();
        // If two begin at the same place, the longer comes first.
        blanks.sort_unstable_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
        let mut others = None;
        blanks.retain(|(span, _)| !others.get_or_insert_with(|| Others::of(cx)).fill(cx, *span));
        let mut blanks = joined(cx.doc, blanks);
        if blanks.len() > FORM {
            let total = blanks.len() as u64;
            let mut places = blanks.drain(..).map(|(span, _)| span);
            if let Some(first) = places.next() {
                let form = out.report(first).variant("form").arg("blanks", total);
                places.take(NAMED).fold(form, |form, place| form.related("here", place));
            }
        }
        for (span, variant) in blanks {
            match variant {
                "" => out.report(span),
                "number" => out.report(span).variant(variant).arg("unit", unit_behind(cx, span)),
                "label" => out.report(span).variant(variant).arg("label", label_of(cx, span)),
                variant => out.report(span).variant(variant),
            };
        }
    }
}

/// Maximum number of blanks that are reported one by one. A text with more is treated as a form and
/// reported once.
const FORM: usize = 30;
/// Maximum number of further blanks of a form that the finding points at.
const NAMED: usize = 2;

/// Returns the unit after a blank, such as 元 ("yuan"). If no unit is known, the next character.
fn unit_behind(cx: &Context<'_>, span: Span) -> String {
    let text = cx.doc.text();
    let end = text.floor_char_boundary((span.end() + REACH).min(text.len()));
    let behind = text[span.end()..end].trim_start_matches(is_blank);
    let place = Surroundings::new("", behind, cx.facts.words());
    let unit = place.unit().map(str::to_owned);
    unit.unwrap_or_else(|| behind.chars().next().map(String::from).unwrap_or_default())
}

/// Returns the label of a blank, from inside the blank's span or from the text before it: 地址 for
/// 地址：　　 ("address: __").
fn label_of(cx: &Context<'_>, span: Span) -> String {
    let text = cx.doc.text();
    let start = text.floor_char_boundary(span.start().saturating_sub(REACH));
    let own = span.of(text).split(['：', ':']).next().unwrap_or_default();
    let head = if own.chars().any(is_han) { own } else { &text[start..span.start()] };
    let head = head.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '）' | ')'));
    let length: usize =
        head.chars().rev().take_while(|c| is_han(*c) || is_blank(*c)).map(char::len_utf8).sum();
    head[head.len() - length..].chars().filter(|c| !is_blank(*c)).collect()
}

/// Variant of the message for a blank that was found as a fact. It names the missing part. `None`
/// for kinds that other rules report.
fn variant(kind: GapKind) -> Option<&'static str> {
    Some(match kind {
        GapKind::OpenNumber => "number",
        GapKind::OpenOrdinal => "ordinal",
        GapKind::OpenSerial => "serial",
        GapKind::OpenLabel | GapKind::EmptyLabel => "label",
        GapKind::OpenName => "name",
        GapKind::OpenDate => "date",
        GapKind::OpenCell => "cell",
        GapKind::Item => "item",
        GapKind::Section => "section",
        GapKind::Hanging => "hanging",
        GapKind::Open => "",
        _ => return None,
    })
}

/// Variant of the message for a blank that this check found itself, by the characters in its span.
fn variant_of(text: &str, span: Span) -> &'static str {
    match span.of(text) {
        date if date.contains('年') || date.contains('月') => "date",
        year if year.starts_with('〔') => "serial",
        _ => "",
    }
}

/// Merges blanks of one line that overlap, or that are separated only by a label.
fn joined(doc: &Document, blanks: Vec<(Span, &'static str)>) -> Vec<(Span, &'static str)> {
    let mut all: Vec<(Span, &'static str)> = Vec::new();
    for (span, variant) in blanks {
        match all.last_mut() {
            Some((last, _)) if span.start() < last.end() => last.set_end(last.end().max(span.end())),
            Some((last, of)) if *of == variant && variant == "label" && is_label(doc, *last, span) => {
                last.set_end(span.end());
            }
            _ => all.push((span, variant)),
        }
    }
    all
}

/// True if there is nothing but one label between two blanks of a line: 地址：　　电话：　　 ("address: __
/// telephone: __").
fn is_label(doc: &Document, left: Span, right: Span) -> bool {
    const MAX: usize = 40;
    let is_near =
        right.start() - left.end() <= MAX && doc.block_at(left.start()) == doc.block_at(right.start());
    let between = if is_near { Span::new(left.end(), right.start()).of(doc.text()) } else { "" };
    between.ends_with(['：', ':']) && !between.contains(['。', '；'])
}

/// Maximum number of bytes before and after a blank that are read.
const REACH: usize = 200;
/// Number of lines at the start of a document that may contain its title.
const HEAD: usize = 3;

/// Recognises blanks that are meant to be filled in by other people: answers of an examination,
/// fields of a form, signatures by hand. They are not reported.
struct Others {
    /// True if the document is an examination or has questions to be answered.
    is_examination: bool,
    /// True if a line at the head says that the document is a specimen or an empty form.
    is_specimen: bool,
}

impl Others {
    fn of(cx: &Context<'_>) -> Self {
        let questions = cx.facts.words().of(&form::QUESTION);
        let mut blocks = cx.doc.blocks().iter().map(|block| cx.doc.slice(block.span));
        let asks = blocks.any(|text| questions.is_in(text) || is_choice(text));
        let kind = cx.facts.kind();
        let specimens = cx.facts.words().of(&form::SPECIMEN);
        let mut head = cx.doc.blocks().iter().take(HEAD).map(|block| cx.doc.slice(block.span));
        Self {
            is_examination: asks || kind == Some(DocumentKind::Examination),
            is_specimen: head.any(|line| specimens.is_in(line)),
        }
    }

    /// True if the blank at `span` is to be filled in by another person.
    fn fill(&self, cx: &Context<'_>, span: Span) -> bool {
        if self.is_examination || self.is_specimen {
            return true;
        }
        let block = cx.doc.blocks()[cx.doc.block_at(span.start())].span;
        let whole = cx.doc.text();
        let start = whole.floor_char_boundary(span.start().saturating_sub(REACH)).max(block.start());
        let end =
            whole.floor_char_boundary((span.end() + REACH).min(whole.len())).min(block.end()).max(span.end());
        let (text, head) = (&whole[start..end], &whole[start..span.start().max(start)]);
        let words = cx.facts.words();
        let label =
            head.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '（' | '(' | '_' | '＿'));
        let is_label = label.len() < head.len();
        // The parties of a contract are named in its text.
        let is_contract = cx.facts.kind() == Some(DocumentKind::Contract);
        let is_form = !is_contract
            && words
                .of(&form::PERSONAL)
                .iter()
                .any(|word| text.contains(&format!("{word}：")) || text.contains(&format!("{word}:")));
        let signed = label.trim_end_matches([')', '）']);
        let is_signed = words.of(&form::SIGNATURE).end_of(signed).is_some();
        // A date after （签字） ("(signature)") is written by hand together with the signature; other
        // dates are printed.
        let is_by_hand = is_signed && signed.len() < label.len();
        let is_date = span.of(cx.doc.text()).contains('年');
        if is_date && is_dated_by_hand(cx, span, signed) {
            return true;
        }
        is_label && (is_by_hand || !is_date && (is_form || is_signed))
    }
}

/// True if the person who signs also writes the date: 签订日期：　年　月　日 ("date of signing: __") near （签字）
/// ("(signature)") or （盖章） ("(seal)"). `label` is the text before the date.
fn is_dated_by_hand(cx: &Context<'_>, span: Span, label: &str) -> bool {
    /// Maximum number of blocks between the date and the place for a signature.
    const NEAR: usize = 4;
    /// Maximum length of a line of a signature block, in bytes.
    const LINE: usize = 200;
    let at = cx.doc.block_at(span.start());
    let block = cx.doc.blocks()[at].span;
    let is_line = cx.facts.words().of(&form::DATED).end_of(label).is_some();
    if !is_line || block.len() > LINE {
        return false;
    }
    let near = cx.doc.blocks().get(at.saturating_sub(NEAR)..).unwrap_or_default().iter().take(2 * NEAR + 1);
    let mut lines = near.map(|block| cx.doc.slice(block.span)).filter(|line| line.len() <= LINE);
    lines.any(|line| is_signed(line, cx))
}

/// True if the line has a place for a signature or a seal: 甲方（签字）： ("Party A (signature):"), 盖章：
/// ("seal:").
fn is_signed(line: &str, cx: &Context<'_>) -> bool {
    let mut labels = line.split(['：', ':', '）', ')']);
    let rest = labels.next_back();
    let signatures = cx.facts.words().of(&form::SIGNATURE);
    labels.any(|label| signatures.end_of(label).is_some()) && rest.is_some_and(|rest| !rest.ends_with('。'))
}

/// True if the text has the choices of an examination question: A.甲　B.乙.
fn is_choice(text: &str) -> bool {
    let after_letter =
        |letter: char| text.split(letter).skip(1).any(|rest| rest.starts_with(['.', '．', '、']));
    text.starts_with(['A', 'Ａ']) && after_letter('A') && after_letter('B')
}

/// True if the span overlaps a mask, such as `__月__日` ("month __ day __"), which another rule
/// reports.
fn is_mask(masks: &[Mask], span: Span) -> bool {
    let next = masks.partition_point(|mask| mask.span.end() <= span.start());
    masks.get(next).is_some_and(|mask| mask.span.overlaps(span))
}

/// Returns the text from byte `at`, without leading blanks.
fn skip(text: &str, at: usize) -> &str {
    text[at..].trim_start_matches(is_blank)
}

/// Returns the span of an empty date, from the year to 日 ("day"): `年　月　日`, `199　年　月　日`,
/// `2026年3月　日`. `word` is the span of 年 ("year") or 月 ("month") with the blank after it.
fn date(text: &str, word: Span) -> Option<Span> {
    let unit = text[word.start()..].chars().next()?;
    let mut rest = skip(text, word.start() + unit.len_utf8());
    if unit == '年' {
        rest = rest.strip_prefix('月')?;
    }
    // A date may end with 月 ("month"), but 按年 月度 ("by year, monthly") is not a date.
    let end = match rest.trim_start_matches(is_blank).strip_prefix('日') {
        Some(behind) => behind,
        None if unit == '年' && !rest.starts_with(is_han) => rest,
        None => return None,
    };
    Some(Span::new(start_of(text, word.start()), text.len() - end.len()))
}

/// Returns the start of an empty date: digits, 年 and blanks before its first gap belong to it.
/// `unit` is the offset of the 年 or 月 before the gap.
fn start_of(text: &str, unit: usize) -> usize {
    let is_written = |c: char| narrow(c).is_ascii_digit() || c == '年';
    let head = text[..unit].trim_end_matches(is_blank);
    let digits = head.trim_end_matches(is_written);
    if digits.len() < head.len() { digits.len() } else { unit }
}

/// Returns the span of underscores to be filled in, as in `＿＿元` ("__ yuan"). `None` for a short
/// run, for part of a year, and for a line of underscores that divides the page.
fn underscores(text: &str, block: &Block, token: Token) -> Option<Span> {
    if token.kind != TokenKind::Mask(MaskScript::Underscore) {
        return None;
    }
    let span = token.span();
    let run = span.of(text);
    let width: usize = run.chars().map(|c| if c == '＿' { 2 } else { 1 }).sum();
    let is_year = before(text, span.start()).is_some_and(|c| narrow(c).is_ascii_digit()) && width < 4;
    (width > 2 && !is_year && span != block.span).then_some(span)
}

/// Returns the span of the year brackets of a document number without a complete year: `〔20  〕`,
/// `〔　〕`.
fn year(text: &str, open: Token) -> Option<Span> {
    const REACH: usize = 48;
    let span = open.span();
    if open.kind != TokenKind::Open || span.of(text) != "〔" {
        return None;
    }
    let near = &text[span.end()..text.floor_char_boundary(text.len().min(span.end() + REACH))];
    let inside = &near[..near.find('〕')?];
    let gap = inside.trim_start_matches(|c| narrow(c).is_ascii_digit());
    // （鲁财农〔〕号） is a document number without a year, but “〔〕” only mentions the brackets.
    let behind = near[inside.len()..].strip_prefix('〕').map(|rest| rest.trim_start_matches(is_blank));
    let is_number = behind.is_some_and(|rest| rest.starts_with(|c: char| c == '号' || c.is_ascii_digit()));
    let is_open = gap.chars().all(is_blank) && (!gap.is_empty() || inside.is_empty() && is_number);
    is_open.then(|| Span::new(span.start(), span.end() + inside.len() + '〕'.len_utf8()))
}

/// Returns the span of a pair of brackets without content: `（　）`, `【  】`.
fn brackets(text: &str, open: Token, close: Token) -> Option<Span> {
    if (open.kind, close.kind) != (TokenKind::Open, TokenKind::Close) {
        return None;
    }
    let span = open.span().join(close.span());
    let inside = Span::new(open.span().end(), close.span().start()).of(text);
    let is_empty = inside.chars().all(is_blank);
    match open.span().of(text) {
        "（" if is_empty && close.span().of(text) == "）" => before(text, span.start())
            .is_none_or(|c| {
                let is_code = c.is_ascii_alphanumeric() && is_longer(inside, 1);
                is_han(c) || matches!(c, '。' | '，' | '；' | '：' | '、') || is_blank(c) || is_code
            })
            .then_some(span),
        "【" if is_empty => Some(span),
        _ => None,
    }
}
