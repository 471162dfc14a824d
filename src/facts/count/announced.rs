//! Announcements: a number of items directly before a series of numbered items: 下面讲三点意见 ("I will
//! now make three points"), 扎紧“四个”口袋 ("tie up the 'four' pockets").
//!
//! An announcement is a number with a classifier and a word for things that can be listed. It is
//! compared only with a series that follows directly and starts at 1. Nothing is reported if there
//! is no such series, or if the number is right in any way of reading the text.

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::series::Series;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::members::Members;
use crate::words::rules::count::announced::TIME_OR_EACH;
use crate::words::{Words, announce, count};

/// Maximum number of blocks from an announcement to the list that it means, if that list is at the
/// heads of blocks and another list begins inside the block of the announcement.
const MAX_BLOCKS_TO_LIST: usize = 3;
/// Maximum number of items that an announcement may name. A larger number is an amount, which no
/// list follows.
const MAX_ITEMS: u64 = 20;
/// Maximum number of characters of the noun after the classifier: 重点任务 ("key tasks") in 三项|重点任务. If
/// it is longer, the noun counts as unknown.
const MAX_NOUN: usize = 8;
/// Maximum number of characters of an unknown noun after the classifiers 项 ("items"), 条
/// ("articles") and 点 ("points"). After other classifiers, the noun must be a known word.
const MAX_SHORT_NOUN: usize = 4;
/// Maximum number of sentences between the announcement and the first item, or between the
/// announcement and the end of its block.
const MAX_SENTENCES_BETWEEN: usize = 2;
/// Maximum number of bytes between the announcement and the first item, or between it and the end
/// of its block.
const MAX_BYTES_BETWEEN: usize = 1800;
/// Maximum number of series after an announcement that are compared with it, to bound the time.
const MAX_SERIES_NEARBY: usize = 50;
/// Maximum number of bytes between a number and the colon that ends its block and introduces the
/// list.
const MAX_LED: usize = 72;
/// Words for a table, whose rows are no numbered list.
const TABLES: [&str; 4] = ["本表", "下表", "附表", "表中"];
/// Number of bytes of the clause before a number that are read.
const MAX_CLAUSE: usize = 300;

/// A number of items that the text promises: 三点意见 ("three points").
#[derive(Clone, Copy, Debug)]
struct Announcement {
    /// Span from the number to the noun.
    span: Span,
    count: u64,
    block: usize,
    /// True if the list must begin directly after the colon that follows the announcement.
    is_direct: bool,
    /// True if a colon at the end of the block is the only sign that a list follows. Such a number
    /// is reported only if it differs from the list by one, because otherwise it hardly announces
    /// this list.
    is_loose: bool,
}

/// An announced number of items, such as 三点意见 ("three points"), that differs from the number of
/// items in the series after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unkept {
    /// Span from the number to the noun.
    pub place: Span,
    /// Number of items that the text announces.
    pub announced: u64,
    /// Index of the series of items that follows. It has another number of items than announced.
    pub series: usize,
}

/// Finds announcements that no series nearby agrees with, at most one for each series.
pub fn unkept(facts: &Facts<'_>) -> Vec<Unkept> {
    let announcements = facts.counts().iter().filter_map(|count| announcement(facts, count));
    let followed: Vec<(Announcement, usize)> = announcements
        .filter_map(|announcement| Some((announcement, following(facts, announcement)?)))
        .filter(|(announcement, index)| is_whole(facts, *announcement, &facts.series()[*index]))
        .collect();
    let groups = followed.chunk_by(|a, b| a.1 == b.1).filter_map(|group| {
        let (nearest, index) = *group.last()?;
        let last = u64::from(facts.series()[index].last_ordinal());
        let is_kept = group.iter().any(|(announcement, _)| announcement.count == last)
            || nearest.is_loose && nearest.count.abs_diff(last) > 1
            // 实施“六大行动”，共18项任务 ("six actions with 18 tasks in all")
            || has_number_before(facts, nearest, last);
        let found = Unkept { place: nearest.span, announced: nearest.count, series: index };
        (!is_kept && !another_agrees(facts, nearest, index)).then_some(found)
    });
    groups.collect()
}

/// True if the sentence of an announcement names this number of things before it.
fn has_number_before(facts: &Facts<'_>, announcement: Announcement, number: u64) -> bool {
    let start = announcement.span.start();
    let counts = facts.counts();
    let behind = counts.partition_point(|count| count.number.start() < start);
    let near = counts[..behind].iter().rev().take_while(|count| {
        let between = &facts.doc.text()[count.number.end()..start];
        count.block == announcement.block && between.len() < MAX_LED && !between.contains(['。', '；'])
    });
    near.into_iter().any(|count| count.value == number)
}

/// True if the number of items in the series can be compared: its ordinals are consecutive. A
/// series of words such as 首先 ("first") and 其次 ("next") that has fewer items than announced must
/// also end with 最后 ("last").
fn is_whole(facts: &Facts<'_>, announcement: Announcement, series: &Series) -> bool {
    let last = facts.marks()[series.members[series.members.len() - 1]];
    let is_short = u64::from(series.last_ordinal()) < announcement.count;
    let is_closed = series.family != Family::Discourse || facts.doc.slice(last.number) == "最后";
    series.is_regular() && (!is_short || is_closed)
}

/// Numbers of items that the text announces directly before `series`, even if its ordinals are not
/// consecutive.
pub fn before(facts: &Facts<'_>, series: &Series) -> Vec<u64> {
    let marks = facts.marks();
    let first = series.members[0];
    // The first mark of the series must be the first mark after the announcement.
    let previous = first.checked_sub(1).map_or(0, |mark| marks[mark].span.start());
    let counts = facts.counts();
    let from = counts.partition_point(|count| count.number.start() < previous);
    let to = counts.partition_point(|count| count.number.start() < marks[first].span.start());
    let announced = counts[from..to].iter().filter_map(|count| announcement(facts, count));
    announced
        .filter(|announcement| following(facts, *announcement).is_some())
        .map(|known| known.count)
        .collect()
}

fn announcement(facts: &Facts<'_>, count: &Count) -> Option<Announcement> {
    let within = facts.doc.blocks()[count.block].span;
    let number = count.number;
    let before = &facts.doc.text()[within.start()..number.start()];
    let behind = &facts.doc.text()[number.end()..within.end()];
    let is_time_or_each = before.ends_with(TIME_OR_EACH);
    // Most numbers announce nothing: no item follows nearby.
    let next = facts.marks().partition_point(|mark| mark.span.start() < number.end());
    let has_items = facts.marks().get(next).is_some_and(|mark| mark.block <= count.block + 1);
    if !has_items || count.value > MAX_ITEMS || is_time_or_each || facts.is_term(number.start()) {
        return None;
    }
    let words = facts.words();
    if before.ends_with('有') && behind.starts_with(['：', '，', '。']) {
        return Some(Announcement {
            span: number,
            count: count.value,
            block: count.block,
            is_direct: false,
            is_loose: false,
        });
    }
    if behind.starts_with("个月")
        || is_in_brackets(before, behind)
        || is_counted_before(before, count.value, words)
    {
        return None;
    }
    let tokens = facts.tokens().in_block(count.block);
    let quoted = count.token.checked_sub(1).is_some_and(|open| is_quote(facts, tokens[open], number.start()));
    let length = if quoted { quoted_length(behind, words) } else { plain_length(behind, words) };
    let (length, is_direct, is_loose) = match length {
        Some(length) => (length, false, false),
        None => match colon_length(behind, quoted, words) {
            Some(length) => (length, true, false),
            None => (last_length(facts, count, before, behind)?, false, true),
        },
    };
    let is_led = behind[length..].starts_with(['：', ':']);
    // 本表共分六个方面 ("this table has six parts"): the parts are rows.
    // 每个行动3项 ("3 for each action")
    if clause(before).contains('每') || TABLES.iter().any(|table| clause(before).contains(table)) {
        return None;
    }
    if !is_led && (refers_elsewhere(before, words) || is_done(behind, words) || is_compound(behind, words)) {
        return None;
    }
    let span = Span::new(number.start(), number.end() + length);
    Some(Announcement { span, count: count.value, block: count.block, is_direct, is_loose })
}

/// True for a number in brackets that close before a list can begin: 附表二（外贸类8项） ("table 2 (8 items
/// on foreign trade)").
fn is_in_brackets(before: &str, behind: &str) -> bool {
    let near = clause(before);
    let open = near.rfind(['（', '(']);
    let is_open = open.is_some_and(|open| !near[open..].contains(['）', ')']));
    // 下列条件（三项）：（一） ("the following conditions (three):") announces a list.
    let closed = behind.split_once(['）', ')']).filter(|_| is_open);
    closed.is_some_and(|(_, rest)| !rest.starts_with(['：', ':']))
}

/// True if the classifier and the noun behind a number are part of a word for something else: 5个工作日
/// ("5 working days").
fn is_compound(behind: &str, words: &Words) -> bool {
    let rest = classifier(behind, words).map(|(classifier, _)| &behind[classifier.len()..]);
    rest.is_some_and(|rest| words.of(&announce::NO_NOUN).start_of(rest).is_some())
}

/// True if the sentence says that what is counted was done: 年初确定的12件实事全部完成 ("the 12 tasks set at
/// the beginning of the year were all done").
fn is_done(behind: &str, words: &Words) -> bool {
    let sentence = behind.split(['。', '；', '：', ':']).next().unwrap_or_default();
    let near = &sentence[..sentence.floor_char_boundary(MAX_CLAUSE)];
    words.of(&announce::DONE).is_in(near)
}

/// True if the clause before a number refers to something that another text defines: 对照|验收五条标准 ("by
/// the five standards of acceptance"), 围绕|三个目标 ("for the three goals"), 党的|二十大 ("the Party's 20th
/// congress"). A verb of saying or doing between the two makes it false: 围绕增收抓好|三项工作 ("for higher
/// incomes, do three tasks").
fn refers_elsewhere(before: &str, words: &Words) -> bool {
    let clause = clause(before);
    let last = |class| words.of(class).last_in(clause);
    let refers = last(&announce::REFERS);
    let does = last(&announce::DOES);
    before.ends_with("党的") || refers.is_some_and(|refers| does.is_none_or(|does| does < refers))
}

/// True if the number does not announce a list, because it counts the words before it:
/// 从增加供给和抑制需求|两方面入手 ("from two sides, raising supply and curbing demand"), or belongs to a quoted
/// name: “清河行动”|九项 ("nine items of 'Operation Clean River'").
fn is_counted_before(before: &str, count: u64, words: &Words) -> bool {
    let clause = clause(before);
    let joint = clause.rfind(['和', '与', '及', '、']);
    let parts = clause.matches(['和', '与', '及', '、']).count() as u64 + 1;
    let verb = before.trim_end_matches(['了', '着', '好', '出', '这']);
    let is_apposed = joint.is_some() && words.of(&announce::DOES).end_of(verb).is_none();
    before.ends_with('”') || (is_apposed && parts == count)
}

/// Last clause of the text before a number, at most [`MAX_CLAUSE`] bytes of it.
fn clause(before: &str) -> &str {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(MAX_CLAUSE))..];
    near.rfind(is_pause).map_or(near, |at| &near[at..])
}

/// Punctuation that ends a clause.
fn is_pause(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '！' | '？' | '：' | ':')
}

/// Length in bytes of the classifier and noun after the last number of a block that ends with a
/// colon: `四名代表：` ("four delegates:"), `选了五株树，分别挂牌：` ("chose five trees and put signs on each:").
/// The noun may be any word.
fn last_length(facts: &Facts<'_>, of: &Count, before: &str, behind: &str) -> Option<usize> {
    let measure = facts.words().of(&count::MEASURE).start_of(behind)?;
    let rest = &behind[measure.len()..];
    let noun = noun(rest);
    let is_measure = facts.words().of(&count::NO_MEASURE).start_of(rest).is_some();
    let counts = facts.counts();
    let at = counts.partition_point(|other| other.number.start() <= of.number.start());
    let is_last = counts.get(at).is_none_or(|next| next.block != of.block);
    // 第二、三款 ("paragraphs 2 and 3"), 每三人 ("every three people").
    let is_ordinal =
        before.ends_with('、') || facts.words().of(&count::ORDINAL_BEFORE).end_of(before).is_some();
    let is_led = behind.ends_with(['：', ':']) && behind.len() <= MAX_LED && !behind.contains(['。', '；']);
    (is_last && is_led && !is_measure && !is_ordinal).then_some(measure.len() + noun.len())
}

/// Length in bytes of the words up to a colon that directly follows the counted thing: `四道关：`
/// ("four barriers:"), `四个到位”：` ("'four in place':").
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

fn is_quote(facts: &Facts<'_>, token: Token, end: usize) -> bool {
    token.kind == TokenKind::Open
        && token.span().end() == end
        && matches!(facts.doc.slice(token.span()), "“" | "「" | "\"")
}

/// Length in bytes of a classifier, the closing quotation mark and a noun after it: `四个”口袋`
/// ("'four' pockets"). In contrast, a quoted term has its noun before the quotation mark (`四个意识”`,
/// "'four awarenesses'").
fn quoted_length(behind: &str, words: &Words) -> Option<usize> {
    let (classifier, _) = classifier(behind, words)?;
    let rest = behind[classifier.len()..].strip_prefix(['”', '」', '"'])?;
    let noun = noun(rest);
    let length = behind.len() - rest.len() + noun.len();
    (!noun.is_empty()).then_some(length)
}

/// Classifier at the start of `behind`, the text after a number, and true if this classifier
/// announces a list even without a noun.
fn classifier<'w>(behind: &str, words: &'w Words) -> Option<(&'w str, bool)> {
    let strong = words.of(&announce::CLASSIFIER).start_of(behind).map(|word| (word, true));
    strong.or_else(|| Some((words.of(&announce::CLASSIFIER_WITH_NOUN).start_of(behind)?, false)))
}

/// Length in bytes of the classifier and noun, up to the next punctuation: `三点意见` ("three points"),
/// `四个方面` ("four aspects"), `五项重点任务` ("five key tasks").
fn plain_length(behind: &str, words: &Words) -> Option<usize> {
    let (classifier, is_strong) = classifier(behind, words)?;
    let rest = &behind[classifier.len()..];
    if rest.starts_with('军') {
        // 四个方面军 are four armies, not four 方面 ("aspects").
        return None;
    }
    let (noun, nouns) = (noun(rest), words.of(&announce::NOUN));
    let ends = rest[noun.len()..].chars().next().is_none_or(|c| !is_han(c));
    // 三项制度 ("three systems"), 五条纪律 ("five rules"): 项, 条 and 点 count things that can be listed,
    // whatever the noun is.
    let is_short = matches!(classifier, "项" | "条" | "点") && noun.chars().count() <= MAX_SHORT_NOUN;
    let is_listed = || is_short || (is_strong && noun.is_empty()) || has_listable(noun, nouns);
    let length = classifier.len() + noun.len();
    (ends && is_listed()).then_some(length).or_else(|| {
        // 从三个方面入手 ("start from three sides"), 讲四点要求如下 ("state four demands as follows"): the noun
        // ends before a verb.
        let known = nouns.start_of(rest).map(str::len);
        let known =
            if is_strong && classifier.ends_with("方面") { Some(known.unwrap_or(0)) } else { known };
        known.map(|noun| classifier.len() + noun)
    })
}

/// True if `noun` contains a word for things that can be listed (意见, "points"; 任务, "tasks").
fn has_listable(noun: &str, nouns: Members<'_>) -> bool {
    noun.char_indices().any(|(at, _)| nouns.start_of(&noun[at..]).is_some())
}

/// Han characters at the start of `text` that may be a noun, up to a numeral. Empty if there are
/// more than [`MAX_NOUN`].
fn noun(text: &str) -> &str {
    let end =
        text.char_indices().find(|(_, c)| !is_han(*c) || is_numeral(*c)).map_or(text.len(), |(at, _)| at);
    let noun = &text[..end];
    if noun.chars().count() > MAX_NOUN { "" } else { noun }
}

/// Index of the series that starts directly after an announcement; `None` if none does. Its
/// ordinals may have gaps.
fn following(facts: &Facts<'_>, announcement: Announcement) -> Option<usize> {
    let marks = facts.marks();
    let next = marks.partition_point(|mark| mark.span.start() < announcement.span.end());
    let first = marks.get(next)?;
    let end = match first.place {
        MarkPlace::Inline if first.block == announcement.block => first.span.start(),
        MarkPlace::Head if first.block == announcement.block + 1 => {
            facts.doc.blocks()[announcement.block].span.end()
        }
        _ => return None,
    };
    let index = starting_from(facts.series(), next);
    let series = facts.series().get(index).filter(|series| series.members[0] == next)?;
    // 附表一 ("table 1") is a table and no item.
    let is_table = facts.doc.slice(first.span).starts_with('附');
    let is_list = first.ordinal == 1 && series.members.len() > 1 && !is_table;
    let between = Span::new(announcement.span.end(), end);
    let is_near = if announcement.is_direct {
        between.of(facts.doc.text()).trim_matches(is_blank).chars().count() == 1
    } else {
        is_near(facts.doc.text(), between)
    };
    // 六大工程要抓实。我再提几条要求 ("the six works must be done. I add a few demands"): the list is that of
    // the demands.
    let is_other = [&announce::PARTIAL, &announce::SOME]
        .iter()
        .any(|class| facts.words().of(class).is_in(between.of(facts.doc.text())));
    (is_near && is_list && !is_other && !matches!(series.family, Family::Article(_))).then_some(index)
}

/// Index of the first series that begins at this mark or later. Series are in the order of their
/// first marks.
fn starting_from(series: &[Series], mark: usize) -> usize {
    series.partition_point(|series| series.members[0] < mark)
}

/// True if `between`, the text between an announcement and its list or the end of its block, is
/// within [`MAX_BYTES_BETWEEN`] and [`MAX_SENTENCES_BETWEEN`].
fn is_near(text: &str, between: Span) -> bool {
    let sentences = || between.of(text).chars().filter(|c| matches!(c, '。' | '！' | '？')).count();
    between.len() <= MAX_BYTES_BETWEEN && sentences() <= MAX_SENTENCES_BETWEEN
}

/// True if a series other than `judged` has the announced number of items, so that the announcement
/// may mean that one. It begins in the same block or the next. If `judged` begins inside the block
/// of the announcement, the other series may begin some blocks later: 下面讲三点意见。防汛无非两句话，一是早，二是细。 ("I
/// will make three points. Flood control is two things: early and careful."), then a paragraph,
/// then 一、.
fn another_agrees(facts: &Facts<'_>, announcement: Announcement, judged: usize) -> bool {
    let marks = facts.marks();
    let next = marks.partition_point(|mark| mark.span.start() < announcement.span.end());
    let first = starting_from(facts.series(), next);
    let judged_first = marks[facts.series()[judged].members[0]];
    let is_inline = judged_first.place == MarkPlace::Inline;
    let reach = if is_inline { MAX_BLOCKS_TO_LIST } else { 1 };
    let is_within = |series: &&Series| marks[series.members[0]].block <= announcement.block + reach;
    // A series at the heads of blocks is not part of a list inside an earlier sentence.
    let is_inside = |series: &Series| {
        series.parent == Some(judged) && !(is_inline && marks[series.members[0]].place == MarkPlace::Head)
    };
    // 主要从四个方面入手： ("in four respects:") before a list some blocks later announces that list.
    let is_led = |block: usize| {
        let lead = block.checked_sub(1).filter(|lead| *lead > announcement.block);
        lead.is_some_and(|lead| facts.doc.slice(facts.doc.blocks()[lead].span).ends_with(['：', ':']))
    };
    let nearby = facts.series()[first..].iter().take_while(is_within).take(MAX_SERIES_NEARBY);
    nearby.enumerate().any(|(offset, series)| {
        let mark = marks[series.members[0]];
        first + offset != judged
            && mark.ordinal == 1
            && (mark.place == MarkPlace::Head || mark.block <= announcement.block + 1)
            && !is_inside(series)
            && !is_led(mark.block)
            && u64::from(series.last_ordinal()) == announcement.count
    })
}
