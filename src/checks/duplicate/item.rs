//! `duplicate/item`: 甲镇、乙镇、丙镇、甲镇; 一是加强领导；二是…；三是加强领导.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::duplicate::names::is_person;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, Place};
use crate::facts::numbering::series::Series;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::doubled;
use crate::words::rules::duplicate::item::{BEGINNINGS, NO_NAMES};

/// Items of a list whatever they are; shorter ones are rhetoric (落实、落实、再落实), unless they name offices and places.
const MIN_ITEMS: usize = 4;
/// Most items of one list.
const MAX_ITEMS: usize = 64;
/// Han characters of an item that is a paragraph of its own.
const MIN_PARAGRAPH: usize = 4;
/// Characters of the name of an office or a place before the word for its kind, and of all of it.
const MIN_NAME: usize = 1;
const MAX_NAME: usize = 20;
/// And of the name of an attachment.
const MIN_ATTACHED: usize = 3;
/// Characters of the clause that an item begins with, if it is compared alone.
const MIN_HEAD: usize = 6;
/// Longest title in 《》, in bytes.
const MAX_TITLE: usize = 150;
/// Characters of the name of a person, and of a telephone number.
const MAX_PERSON: usize = 3;
const MIN_PHONE: usize = 7;
/// Bytes of a task between commas, and fewest characters of one that stands twice.
const TASK_BYTES: std::ops::RangeInclusive<usize> = 12..=48;
const MIN_TASK: usize = 5;
/// Characters of an item of a list, and of an item of a series.
const MIN_LIST_ITEM: usize = 2;
const MIN_SERIES_ITEM: usize = 4;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Item))
}

struct Item;

impl Check for Item {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            lists(block.span, tokens, |items| compare_list(cx, items, out));
            lists_of_offices(cx, block.span, tokens, out);
            lists_of_titles(cx, block.span, out);
            lists_of_tasks(cx, block.span, tokens, out);
        }
        for series in cx.facts.series() {
            compare_series(cx, series, out);
        }
        for rows in cx.facts.equal_rows() {
            out.report(rows.second).related("first", rows.first);
        }
    }
}

/// True for what ends an item of a list.
fn divides(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Pause
            | TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Colon
            | TokenKind::Open
            | TokenKind::Close
    )
}

/// Hands on the items of each enumeration with 、.
fn lists(block: Span, tokens: &[Token], mut hand_on: impl FnMut(&[Span])) {
    let mut items: Vec<Span> = Vec::new();
    let mut start = block.start;
    let ends = tokens.iter().filter(|token| divides(token.kind)).map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end, block.end), TokenKind::Stop)]) {
        items.push(Span::new(start, at.start.max(start)));
        start = at.end;
        if kind != TokenKind::Pause {
            if items.len() >= 2 {
                hand_on(&items[..items.len().min(MAX_ITEMS)]);
            }
            items.clear();
        }
    }
}

/// Reports titles that stand twice in a row of them: 《甲》、《乙》、《甲》.
fn lists_of_titles(cx: &Context<'_>, block: Span, out: &mut Findings<'_>) {
    let text = block.of(cx.doc.text());
    let mut titles: Vec<Span> = Vec::new();
    for (at, open) in text.match_indices('《') {
        let reach = &text[at..text.ceil_char_boundary((at + MAX_TITLE).min(text.len()))];
        let Some(length) = reach.find('》') else { continue };
        let title = Span::new(block.start + at, block.start + at + length + open.len());
        // 《…《…》…》: the inner title is part of the outer one.
        if titles.last().is_some_and(|last| last.end > title.start) {
            continue;
        }
        let between = titles.last().map(|last| &cx.doc.text()[last.end..title.start]);
        if !matches!(between, Some("、" | "，" | "" | "和" | "及")) {
            titles.clear();
        }
        let same = |known: &&Span| cx.doc.slice(**known) == cx.doc.slice(title);
        // Two in a row are for `duplicate/word`.
        if let Some(&first) = titles.iter().rev().skip(1).take(MAX_ITEMS).find(same) {
            out.report(title).related("first", first);
        }
        titles.push(title);
    }
}

/// Reports offices that stand twice between commas: 主送：市教育局，市公安局，市教育局.
fn lists_of_offices(cx: &Context<'_>, block: Span, tokens: &[Token], out: &mut Findings<'_>) {
    let mut names: Vec<Span> = Vec::new();
    let mut start = block.start;
    let mut has_comma = false;
    let ends = tokens.iter().filter(|token| divides(token.kind)).map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end, block.end), TokenKind::Stop)]) {
        let name = Span::new(start, at.start.max(start));
        start = at.end;
        if is_organisation(cx, cx.doc.slice(name)) && names.len() < MAX_ITEMS {
            let same = names.iter().rfind(|known| cx.doc.slice(**known) == cx.doc.slice(name));
            if let Some(&first) = same.filter(|_| has_comma) {
                out.report(name).related("first", first);
            }
            names.push(name);
            has_comma |= kind == TokenKind::Comma;
        } else {
            names.clear();
        }
        if !matches!(kind, TokenKind::Comma | TokenKind::Pause) {
            names.clear();
        }
        if names.is_empty() {
            has_comma = false;
        }
    }
}

/// Reports tasks that stand twice between commas: 主要做了：协助采购，管理档案，组织培训，协助采购.
fn lists_of_tasks(cx: &Context<'_>, block: Span, tokens: &[Token], out: &mut Findings<'_>) {
    let mut tasks: Vec<Span> = Vec::new();
    let mut is_announced = false;
    let mut start = block.start;
    let ends = tokens.iter().filter(|token| divides(token.kind) && token.kind != TokenKind::Pause);
    let ends = ends.map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end, block.end), TokenKind::Stop)]) {
        let task = Span::new(start, at.start.max(start));
        start = at.end;
        if TASK_BYTES.contains(&task.len())
            && cx.doc.slice(task).chars().all(is_han)
            && tasks.len() < MAX_ITEMS
        {
            tasks.push(task);
        } else {
            tasks.clear();
        }
        if kind != TokenKind::Comma {
            compare_tasks(cx, &tasks, is_announced, out);
            tasks.clear();
            is_announced = kind == TokenKind::Colon;
        }
    }
}

fn compare_tasks(cx: &Context<'_>, tasks: &[Span], is_announced: bool, out: &mut Findings<'_>) {
    if tasks.len() < MIN_ITEMS {
        return;
    }
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, &task) in tasks.iter().enumerate() {
        let text = cx.doc.slice(task);
        match seen.insert(text, at) {
            Some(first)
                if first + 1 < at && is_plain(text, MIN_TASK) && (is_announced || is_task(cx, text)) =>
            {
                out.report(task).related("first", tasks[first]);
            }
            _ => {}
        }
    }
}

/// Reports items that stand before in the same list. Words may lead up to the first item, and go on behind the last.
fn compare_list(cx: &Context<'_>, items: &[Span], out: &mut Findings<'_>) {
    let text = |item: Span| cx.doc.slice(item).trim();
    // The evidence of a judgment and the acts that a law names recur.
    if matches!(cx.facts.kind(), Some(DocumentKind::Judgment | DocumentKind::Regulation)) {
        return;
    }
    // Results in a row recur too (正面、反面、正面), names of offices and places do not.
    let mut known: Vec<&str> = items.iter().map(|item| text(*item)).collect();
    known.sort_unstable();
    known.dedup();
    let is_list = items.len() >= MIN_ITEMS && known.len() * 2 > items.len() + 1;
    let verbs = cx.facts.words().of(&doubled::VERB);
    let actions = cx.facts.words().of(&doubled::ACTION);
    let same = |first: usize, item: &str| {
        let known = text(items[first]);
        let is_led = |lead: &str| {
            let is_verb = verbs.end_of(lead).is_some() || actions.end_of(lead).is_some();
            item.chars().nth(MIN_LIST_ITEM).is_some() || is_verb
        };
        known == item || first == 0 && known.strip_suffix(item).is_some_and(is_led)
    };
    let are_persons =
        items.iter().all(|item| is_person(text(*item)) && text(*item).chars().count() <= MAX_PERSON);
    for (at, &item) in items.iter().enumerate().skip(1) {
        let whole = text(item);
        let is_last = at + 1 == items.len();
        let name = match is_last {
            true => whole.split(['的', '等']).next().unwrap_or(whole),
            false => whole,
        };
        // Words go on behind the last: 县财政局负责.
        let name = if is_last { named(cx, name).unwrap_or(name) } else { name };
        if (is_list && is_plain(name, MIN_LIST_ITEM)
            || is_organisation(cx, name)
            || are_persons && is_plain(name, MIN_LIST_ITEM)
            || is_phone(name))
            && let Some(first) = (0..at).rev().find(|&first| same(first, name))
            && !items[first + 1..at].iter().any(|&item| text(item).contains(BEGINNINGS))
        {
            let start = item.start + (cx.doc.slice(item).len() - cx.doc.slice(item).trim_start().len());
            out.report(Span::new(start, start + name.len())).related("first", items[first]);
        }
    }
}

/// A telephone number or another number of many digits.
fn is_phone(name: &str) -> bool {
    name.len() >= MIN_PHONE && name.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// 县财政局, 柳河镇, 安平公司, but not 全县 or 各镇.
fn is_organisation(cx: &Context<'_>, name: &str) -> bool {
    let ending = cx.facts.words().of(&doubled::ORGANISATION).end_of(name);
    ending.is_some_and(|ending| name[..name.len() - ending.len()].chars().count() >= MIN_NAME)
        && name.chars().count() <= MAX_NAME
        && name.chars().all(|c| is_han(c) && c != '某')
        && !name.starts_with(NO_NAMES)
        && !name.contains(BEGINNINGS)
}

/// The name of an organisation that `text` begins with, and that something goes on behind.
fn named<'t>(cx: &Context<'_>, text: &'t str) -> Option<&'t str> {
    let words = cx.facts.words();
    text.char_indices().skip(1).take(MAX_NAME).map(|(at, _)| text.split_at(at)).find_map(|(name, rest)| {
        let is_start = |class| words.of(class).start_of(rest).is_some();
        let goes_on =
            || is_start(&doubled::VERB) || is_start(&doubled::BOUNDARY) || is_start(&doubled::MODIFIER);
        (is_organisation(cx, name) && goes_on()).then_some(name)
    })
}

/// Reports items of a series that are the same to their ends: within a paragraph (一是…；二是…), and paragraphs of their own.
fn compare_series(cx: &Context<'_>, series: &Series, out: &mut Findings<'_>) {
    // One item is like no other; 第一，第一，… is a series each time.
    if series.members.len() < 2 {
        return;
    }
    let marks = cx.facts.marks();
    let is_article = matches!(series.family, Family::Article(_));
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    let mut twice: Vec<(Span, Span, bool)> = Vec::new();
    // The block of the last item, and where the last 。 or ； stands in it.
    let mut known: Option<(usize, Option<usize>)> = None;
    for &member in series.members.iter().filter(|_| !is_article) {
        let block = marks[member].block;
        let is_followed = marks.get(member + 1).is_some_and(|next| next.block == block);
        if marks[member].place != Place::Inline && !is_followed {
            continue;
        }
        let stop = match known {
            Some((of, stop)) if of == block => stop,
            _ => last_stop(cx, block),
        };
        known = Some((block, stop));
        let Some(whole) = stop.and_then(|stop| content(cx, member, stop)) else { continue };
        // 一是加强组织领导，明确分工；三是加强组织领导，形成合力.
        let head = cx.doc.slice(whole).split(['，', ',']).next().unwrap_or_default();
        let is_head = head.chars().nth(MIN_HEAD - 1).is_some();
        let item = if is_head { Span::new(whole.start, whole.start + head.len()) } else { whole };
        let is_part = item.end != whole.end;
        let text = cx.doc.slice(item);
        match seen.get(text) {
            Some(_)
                if !is_plain(&text.replace(['，', '、'], ""), MIN_SERIES_ITEM)
                    || is_part && !is_task(cx, text) => {}
            Some(&first) => twice.push((first, item, is_part)),
            None => _ = seen.insert(text, item),
        }
    }
    // What three items begin with is a refrain.
    let mut times: FxHashMap<usize, usize> = FxHashMap::default();
    for (first, ..) in &twice {
        *times.entry(first.start).or_default() += 1;
    }
    for (first, item, is_part) in twice {
        if !is_part || times.get(&first.start) == Some(&1) {
            out.report(item).related("first", first);
        }
    }
    if !matches!(cx.facts.kind(), Some(kind) if recurs(kind)) {
        compare_paragraphs(cx, series, out);
    }
}

/// 加强组织领导: a task, which is given once.
fn is_task(cx: &Context<'_>, text: &str) -> bool {
    cx.facts.words().of(&doubled::VERB).start_of(text).is_some()
}

/// Kinds of documents whose items recur.
fn recurs(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Regulation
            | DocumentKind::Judgment
            | DocumentKind::Bulletin
            | DocumentKind::Manual
            | DocumentKind::Form
            | DocumentKind::Examination
            | DocumentKind::Tender
    )
}

/// Reports items that are paragraphs of their own and say the same; headings are for `duplicate/heading`.
fn compare_paragraphs(cx: &Context<'_>, series: &Series, out: &mut Findings<'_>) {
    let mut seen: FxHashMap<&str, (Span, bool)> = FxHashMap::default();
    let marks = cx.facts.marks();
    // 附件：1.任务分解表 and the lines below it.
    let before = marks[series.members[0]].block;
    let is_attached = [before, before.saturating_sub(1)]
        .iter()
        .any(|&block| cx.doc.slice(cx.doc.blocks()[block].span).starts_with("附件"));
    let is_last = |member: usize| marks.get(member + 1).is_none_or(|next| next.block != marks[member].block);
    let whole =
        series.members.iter().filter(|&&member| marks[member].place == Place::Head || is_last(member));
    let contents = cx.facts.contents();
    for mark in whole.map(|&member| &marks[member]).filter(|mark| !contents.holds(mark.block)) {
        let block = cx.doc.blocks()[mark.block].span;
        let text = Span::new(mark.span.end.min(block.end), block.end).of(cx.doc.text()).trim_start();
        let item = Span::new(block.end - text.len(), block.end);
        let key = text.trim_end_matches(['。', '；', '，', ';', '.', ' ']);
        let is_heading = key.chars().nth(MIN_PARAGRAPH - 1).is_some()
            && mark.place == Place::Head
            && !matches!(series.family, Family::Article(_))
            && !text.ends_with(['；', '，', ';']);
        // A title that an item announced (公告；) stands again above its text.
        let is_title = !text.ends_with(['。', '；', '，', ';']);
        let is_entry = is_title && !is_attached && !matches!(series.family, Family::Article(_));
        match seen.get(key) {
            Some(&(first, was_heading))
                if !(is_heading && was_heading || is_entry)
                    && is_worded(key, if is_attached { MIN_ATTACHED } else { MIN_PARAGRAPH })
                    && !cx.facts.is_copied(item) =>
            {
                out.report(Span::new(item.start, item.start + key.len())).related("first", first);
            }
            Some(_) => {}
            None => _ = seen.insert(key, (item, is_heading)),
        }
    }
}

/// Words enough for an item that stands once, and nothing in it to be filled in.
fn is_worded(item: &str, fewest: usize) -> bool {
    item.chars().filter(|c| is_han(*c)).nth(fewest - 1).is_some()
        && !item.ends_with(['：', ':'])
        && !item.contains(['_', '×', '某', '\u{3000}', '\u{FFFC}', '…'])
}

/// Where the last 。 or ； of a block stands.
fn last_stop(cx: &Context<'_>, block: usize) -> Option<usize> {
    let tokens = cx.facts.tokens().in_block(block);
    tokens.iter().rfind(|token| token.kind == TokenKind::Stop).map(|token| token.span().start)
}

/// What stands behind a mark and the punctuation that is slipped in there (（二）、), to the 。 or ； or the next mark; `last` is the last 。 or ； of the block, behind which nothing ends.
fn content(cx: &Context<'_>, member: usize, last: usize) -> Option<Span> {
    let mark = &cx.facts.marks()[member];
    if last < mark.span.end {
        return None;
    }
    let tokens = cx.facts.tokens().in_block(mark.block);
    let first = tokens.partition_point(|token| token.span().start < mark.span.end);
    let next = cx.facts.marks().get(member + 1).map_or(last, |next| next.span.start.min(last));
    let mut item = tokens[first..].iter().take_while(|token| token.span().start < next);
    let end = item.find(|token| token.kind == TokenKind::Stop).map_or(next, |token| token.span().start);
    let text = Span::new(mark.span.end, end.max(mark.span.end)).of(cx.doc.text());
    let behind = text.trim_start_matches(['，', ',', '、', '.', '．']);
    let start = mark.span.end + (text.len() - behind.len());
    Some(Span::new(start, start + behind.trim_end_matches(['，', ',', '、']).len()))
}

/// Figures, masks and names that are masked (王某) are alike by chance.
fn is_plain(item: &str, min_chars: usize) -> bool {
    item.chars().all(|c| is_han(c) && !is_numeral(c) && c != '某')
        && item.chars().nth(min_chars - 1).is_some()
}
