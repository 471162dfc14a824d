//! `count/announced`: 下面讲三点意见, and four follow; 扎紧“四个”口袋, and three follow.
//!
//! An announcement is a number with a classifier and a word for what is listed, directly before a series. It is judged
//! only by a series that starts at one right behind it; where none does, or where any reading agrees, all is well.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::{Family, Place};
use crate::facts::numbering::series::Series;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::Words;
use crate::words::announce;
use crate::words::members::Members;
use crate::words::rules::count::announced::TIME_OR_EACH;

/// Most items that are announced in numbers.
const MAX_ITEMS: u64 = 20;
/// Longest noun behind the classifier, in characters: 三项|重点任务.
const MAX_NOUN: usize = 8;
/// Longest noun that needs not be known behind 项 and 条, in characters.
const MAX_SHORT_NOUN: usize = 4;
/// Most sentences that may stand between the announcement and the first item in the same block.
const MAX_SENTENCES_BETWEEN: usize = 2;
/// Most bytes between them.
const MAX_BYTES_BETWEEN: usize = 1800;
/// Most series behind an announcement that are asked whether they agree with it.
const MAX_SERIES_NEARBY: usize = 50;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Announced))
}

struct Announced;

/// A number of items that the text promises.
#[derive(Clone, Copy)]
struct Announcement {
    /// From the number to the noun.
    span: Span,
    count: u64,
    block: usize,
    /// The list must begin right behind the colon that follows.
    is_direct: bool,
}

impl Check for Announced {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let announcements = announcements(cx).into_iter();
        let followed: Vec<(Announcement, usize)> = announcements
            .filter_map(|announcement| Some((announcement, following(cx, announcement)?)))
            .filter(|(announcement, index)| is_whole(cx, *announcement, &cx.facts.series()[*index]))
            .collect();
        for group in followed.chunk_by(|a, b| a.1 == b.1) {
            let index = group[0].1;
            let series = &cx.facts.series()[index];
            let agrees = |(announcement, _): &(Announcement, usize)| {
                announcement.count == u64::from(series.last_ordinal())
            };
            let (nearest, _) = group[group.len() - 1];
            if !group.iter().any(agrees) && !another_agrees(cx, nearest, index) {
                report(cx, out, nearest, series);
            }
        }
    }
}

/// True if the series has all of its members: it counts on, and one of 首先 and 其次 that is too short ends with 最后.
fn is_whole(cx: &Context<'_>, announcement: Announcement, series: &Series) -> bool {
    let last = cx.facts.marks()[series.members[series.members.len() - 1]];
    let is_short = u64::from(series.last_ordinal()) < announcement.count;
    let is_closed = series.family != Family::Discourse || cx.doc.slice(last.number) == "最后";
    series.is_regular() && (!is_short || is_closed)
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, announcement: Announcement, series: &Series) {
    let marks = cx.facts.marks();
    let listed: Vec<&str> = series
        .members
        .iter()
        .map(|&member| cx.doc.slice(marks[member].span).trim_end_matches(['，', ',', '、', '.', ' ']))
        .collect();
    let found = u64::from(series.last_ordinal());
    let (first, last) = (marks[series.members[0]].span, marks[series.members[series.members.len() - 1]].span);
    out.report(announcement.span)
        .variant(if found < announcement.count { "fewer" } else { "more" })
        .arg("announced", announcement.count)
        .arg("found", found)
        .arg("listed", listed.join("、"))
        .related("first", first)
        .related("last", last);
}

/// The numbers of items that are announced right before a series, whether it counts on or not.
pub(in crate::checks) fn before(cx: &Context<'_>, series: &Series) -> Vec<u64> {
    let marks = cx.facts.marks();
    let first = series.members[0];
    // Its first mark is the next one behind the announcement.
    let previous = first.checked_sub(1).map_or(0, |mark| marks[mark].span.start);
    let counts = cx.facts.counts();
    let from = counts.partition_point(|count| count.number.start < previous);
    let to = counts.partition_point(|count| count.number.start < marks[first].span.start);
    let announced = counts[from..to].iter().filter_map(|count| announcement(cx, count));
    announced.filter(|announcement| following(cx, *announcement).is_some()).map(|known| known.count).collect()
}

/// Every announcement, in order.
fn announcements(cx: &Context<'_>) -> Vec<Announcement> {
    cx.facts.counts().iter().filter_map(|count| announcement(cx, count)).collect()
}

fn announcement(cx: &Context<'_>, count: &Count) -> Option<Announcement> {
    let within = cx.doc.blocks()[count.block].span;
    let number = count.number;
    let before = &cx.doc.text()[within.start..number.start];
    let behind = &cx.doc.text()[number.end..within.end];
    let is_time_or_each = before.ends_with(TIME_OR_EACH);
    // Most numbers announce nothing: no item stands near behind them.
    let next = cx.facts.marks().partition_point(|mark| mark.span.start < number.end);
    let has_items = cx.facts.marks().get(next).is_some_and(|mark| mark.block <= count.block + 1);
    if !has_items || count.value > MAX_ITEMS || is_time_or_each || cx.facts.is_term(number.start) {
        return None;
    }
    let words = cx.facts.words();
    if before.ends_with('有') && behind.starts_with(['：', '，', '。']) {
        return Some(Announcement { span: number, count: count.value, block: count.block, is_direct: false });
    }
    if is_counted_before(before, count.value, words) || behind.starts_with("个月") {
        return None;
    }
    let tokens = cx.facts.tokens().in_block(count.block);
    let quoted = count.token.checked_sub(1).is_some_and(|open| is_quote(cx, tokens[open], number.start));
    let length = if quoted { quoted_length(behind, words) } else { plain_length(behind, words) };
    let (length, is_direct) = match length {
        Some(length) => (length, false),
        None => (colon_length(behind, quoted, words)?, true),
    };
    let is_led = behind[length..].starts_with(['：', ':']);
    if !is_led && refers_elsewhere(before, words) {
        return None;
    }
    let span = Span::new(number.start, number.end + length);
    Some(Announcement { span, count: count.value, block: count.block, is_direct })
}

/// True if the clause before a number says that it is settled elsewhere: 对照|验收五条标准, 围绕|三个目标; 党的|二十大. A verb of
/// saying or doing between the two takes the number back: 围绕增收抓好|三项工作.
fn refers_elsewhere(before: &str, words: &Words) -> bool {
    let clause = before.rfind(is_pause).map_or(before, |at| &before[at..]);
    let last = |class| words.of(class).iter().filter_map(|word| clause.rfind(word)).max();
    let refers = last(&announce::REFERS);
    let does = last(&announce::DOES);
    before.ends_with("党的") || refers.is_some_and(|refers| does.is_none_or(|does| does < refers))
}

/// True if the number counts what stands before it: 从增加供给和抑制需求|两方面入手, or belongs to a quoted name: “清河行动”|九项.
fn is_counted_before(before: &str, count: u64, words: &Words) -> bool {
    let clause = before.rfind(is_pause).map_or(before, |at| &before[at..]);
    let joint = clause.rfind(['和', '与', '及', '、']);
    let parts = clause.matches(['和', '与', '及', '、']).count() as u64 + 1;
    let verb = before.trim_end_matches(['了', '着', '好', '出', '这']);
    let is_apposed = joint.is_some() && words.of(&announce::DOES).end_of(verb).is_none();
    before.ends_with('”') || (is_apposed && parts == count)
}

/// Punctuation that ends a clause.
fn is_pause(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '！' | '？' | '：' | ':')
}

/// `四道关：`, `四个到位”：`: whatever is counted, where a colon stands directly behind it.
fn colon_length(behind: &str, quoted: bool, words: &Words) -> Option<usize> {
    let named = |text: &str| {
        text.chars().nth(MAX_SHORT_NOUN + 1).is_none() && text.chars().all(|c| is_han(c) && !is_numeral(c))
    };
    let near = behind.char_indices().take(MAX_NOUN + 4);
    let end = near
        .map(|(at, c)| (at, matches!(c, '：' | ':')))
        .find_map(|(at, is_colon)| is_colon.then_some(at))?;
    let counted = &behind[..end];
    let is_named = if quoted {
        counted.split_once('”').is_some_and(|(term, behind)| named(term) && named(behind))
    } else {
        let classes =
            [&announce::CLASSIFIER, &announce::CLASSIFIER_WITH_NOUN, &announce::CLASSIFIER_WITH_COLON];
        let mut classifiers = classes.iter().filter_map(|class| words.of(class).start_of(counted));
        classifiers.any(|word| named(&counted[word.len()..]))
    };
    is_named.then_some(end)
}

fn is_quote(cx: &Context<'_>, token: Token, end: usize) -> bool {
    token.kind == TokenKind::Open
        && token.span().end == end
        && matches!(cx.doc.slice(token.span()), "“" | "「" | "\"")
}

/// `四个”口袋`: a bare classifier, the closing mark, and a noun outside. A term (`四个意识”`) has its noun inside.
fn quoted_length(behind: &str, words: &Words) -> Option<usize> {
    let (classifier, _) = classifier(behind, words)?;
    let rest = behind[classifier.len()..].strip_prefix(['”', '」', '"'])?;
    let noun = noun(rest);
    let length = behind.len() - rest.len() + noun.len();
    (!noun.is_empty()).then_some(length)
}

/// The classifier at the start, and whether it announces a list by itself.
fn classifier<'w>(behind: &str, words: &'w Words) -> Option<(&'w str, bool)> {
    let strong = words.of(&announce::CLASSIFIER).start_of(behind).map(|word| (word, true));
    strong.or_else(|| Some((words.of(&announce::CLASSIFIER_WITH_NOUN).start_of(behind)?, false)))
}

/// `三点意见`, `四个方面`, `五项重点任务`; up to the next punctuation.
fn plain_length(behind: &str, words: &Words) -> Option<usize> {
    let (classifier, is_strong) = classifier(behind, words)?;
    let rest = &behind[classifier.len()..];
    if rest.starts_with('军') {
        // 四个方面军 are armies.
        return None;
    }
    let (noun, nouns) = (noun(rest), words.of(&announce::NOUN));
    let ends = rest[noun.len()..].chars().next().is_none_or(|c| !is_han(c));
    // 三项制度, 五条纪律: 项, 条 and 点 count what can be listed, whatever it is.
    let is_short = matches!(classifier, "项" | "条" | "点") && noun.chars().count() <= MAX_SHORT_NOUN;
    let is_listed = || is_short || (is_strong && noun.is_empty()) || has_listable(noun, nouns);
    let length = classifier.len() + noun.len();
    (ends && is_listed()).then_some(length).or_else(|| {
        // 从三个方面入手, 讲四点要求如下: the noun ends before a verb.
        let known = nouns.start_of(rest).map(str::len);
        let known =
            if is_strong && classifier.ends_with("方面") { Some(known.unwrap_or(0)) } else { known };
        known.map(|noun| classifier.len() + noun)
    })
}

/// True if a word for what can be listed stands in it.
fn has_listable(noun: &str, nouns: Members<'_>) -> bool {
    noun.char_indices().any(|(at, _)| nouns.start_of(&noun[at..]).is_some())
}

/// The Han characters at the start, as far as a noun may reach; no numerals.
fn noun(text: &str) -> &str {
    let end =
        text.char_indices().find(|(_, c)| !is_han(*c) || is_numeral(*c)).map_or(text.len(), |(at, _)| at);
    let noun = &text[..end];
    if noun.chars().count() > MAX_NOUN { "" } else { noun }
}

/// The index of the series that an announcement is followed by, if one starts right behind it; it may have breaks.
fn following(cx: &Context<'_>, announcement: Announcement) -> Option<usize> {
    let marks = cx.facts.marks();
    let next = marks.partition_point(|mark| mark.span.start < announcement.span.end);
    let first = marks.get(next)?;
    let end = match first.place {
        Place::Inline if first.block == announcement.block => first.span.start,
        Place::Head if first.block == announcement.block + 1 => cx.doc.blocks()[announcement.block].span.end,
        _ => return None,
    };
    let index = starting_from(cx.facts.series(), next);
    let series = cx.facts.series().get(index).filter(|series| series.members[0] == next)?;
    let is_list = first.ordinal == 1 && series.members.len() > 1;
    let between = Span::new(announcement.span.end, end);
    let is_near = if announcement.is_direct {
        between.of(cx.doc.text()).trim_matches(is_blank).chars().count() == 1
    } else {
        is_near(cx.doc.text(), between)
    };
    let only_part = cx.facts.words().of(&announce::PARTIAL).is_in(between.of(cx.doc.text()));
    (is_near && is_list && !only_part && !matches!(series.family, Family::Article(_))).then_some(index)
}

/// The index of the first series that begins at this mark or later; series are in the order of their first marks.
fn starting_from(series: &[Series], mark: usize) -> usize {
    series.partition_point(|series| series.members[0] < mark)
}

/// Few sentences end between an announcement and its list, or the end of its block.
fn is_near(text: &str, between: Span) -> bool {
    let sentences = || between.of(text).chars().filter(|c| matches!(c, '。' | '！' | '？')).count();
    between.len() <= MAX_BYTES_BETWEEN && sentences() <= MAX_SENTENCES_BETWEEN
}

/// Some other series, in the same place or in the next block, is as long as announced.
fn another_agrees(cx: &Context<'_>, announcement: Announcement, judged: usize) -> bool {
    let marks = cx.facts.marks();
    let next = marks.partition_point(|mark| mark.span.start < announcement.span.end);
    let first = starting_from(cx.facts.series(), next);
    let is_within = |series: &&Series| marks[series.members[0]].block <= announcement.block + 1;
    let is_inline = marks[cx.facts.series()[judged].members[0]].place == Place::Inline;
    // What stands at the heads of blocks is no part of a list within a sentence before them.
    let is_inside = |series: &Series| {
        series.parent == Some(judged) && !(is_inline && marks[series.members[0]].place == Place::Head)
    };
    let nearby = cx.facts.series()[first..].iter().take_while(is_within).take(MAX_SERIES_NEARBY);
    nearby.enumerate().any(|(offset, series)| {
        first + offset != judged
            && marks[series.members[0]].ordinal == 1
            && !is_inside(series)
            && u64::from(series.last_ordinal()) == announcement.count
    })
}
