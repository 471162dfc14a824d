//! Numbers of points, tasks and other listed things with their noun: 六项攻坚行动 ("six actions"), 指标16项
//! ("16 indicators"), and whether the clause says that they are those of another paper: 报告部署的六项行动
//! ("the six actions of the report").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::point_lists::Tense;
use crate::facts::set::wording::{Pair, Wording, near, pair};
use crate::facts::set::{ahead, head};
use crate::text::chars::{is_blank, is_han};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{count, set};

/// Number of characters behind a classifier in which the counted noun is looked for.
const MAX_TAIL: usize = 8;
/// Number of characters of the clause behind the classifier that are read as its words.
const MAX_REST: usize = 24;
/// Characters behind a noun that begin other words of the clause: 要 ("must"), 已 ("already").
static OTHER_WORDS: Signs = Signs::of("的要已都全将是在来等也均为被及和与并就把对");
/// Signs between the clauses of a sentence.
const CLAUSE_ENDS: [char; 9] = ['，', ',', '；', '：', ':', '。', '\n', '（', '！'];
/// Classifier whose noun stands behind 的: 六个方面的工作 ("work in six respects").
pub const RESPECTS: &str = "方面";
/// Nouns behind [`RESPECTS`] that say no more than the classifier: work, tasks, demands.
const ANY_WORK: [&str; 5] = ["工作", "任务", "要求", "意见", "举措"];
/// Words before a noun that do not tell it from others: 重点任务 ("key tasks").
const ANY_KIND: [&str; 5] = ["重点", "主要", "具体", "关键", "突出"];
/// Characters between a noun and its number: 材料共5份 ("papers, 5 in all").
static TOTAL: Signs = Signs::of("共计有了总为");
/// Words before a number of some of several things: 其中的三项 ("three of them").
const SOME: [&str; 4] = ["中的", "中", "再", "前"];
/// Number of characters before a number that may say that it is that of a part.
const MAX_SOME: usize = 4;
/// Words for the meeting of the papers.
const AT_MEETING: [&str; 3] = ["会上", "会议", "大会"];

/// Kinds of papers, as flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaperKinds(u8);

impl PaperKinds {
    /// Words for each kind, separated by spaces: report, speech, plan, table, decision.
    const WORDS: [&str; 5] = ["报告", "讲话", "方案 要点 规划 行动计划", "附表 本表 清单", "决定 通报"];

    /// Flag of tables, whose titles end with a word that has other uses: 代表 ("representative").
    const TABLE: Self = Self(1 << 3);

    /// Kinds that `words` name.
    fn in_words(words: &str) -> Self {
        let is_named = |kind: &str| kind.split(' ').any(|word| words.contains(word));
        Self(Self::WORDS.iter().rev().fold(0, |flags, kind| flags << 1 | u8::from(is_named(kind))))
    }

    /// True if no kind is named.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True if both have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A number of things with their noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCount {
    /// Span of the number.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// The classifier, such as 项.
    pub classifier: Box<str>,
    /// Last two characters of the noun, if its end is certain: 行动 ("action").
    pub noun: Option<Pair>,
    /// First two characters of the noun with the words before it, unless these are words such as 重点
    /// ("key"): 攻坚 in 攻坚行动 ("assault").
    pub kind: Option<Pair>,
    /// Name of the counted things in messages.
    pub name: Box<str>,
    /// Kinds of the papers that the clause names, and those that the rest of the sentence names.
    pub owner: PaperKinds,
    /// Kinds of the papers that the rest of the sentence names.
    pub owner_near: PaperKinds,
    /// True if the clause tells what somebody said or planned: 部署的六项任务 ("the six tasks assigned").
    pub is_told: bool,
    /// True if the sentence names the meeting.
    pub is_of_meeting: bool,
    /// True if the speaker says it of himself: 我讲四点 ("I make four points").
    pub is_of_host: bool,
    /// True if the things are listed behind the clause.
    pub begins_list: bool,
    /// Time of the work that is counted, by the clause or the heading above.
    pub tense: Option<Tense>,
    /// Words of the clause, and those before it.
    pub wording: Wording,
}

/// Kinds of this paper, by its title.
pub(super) fn kinds(facts: &Facts<'_>) -> PaperKinds {
    let of_line = |line: &str| {
        let table = if line.ends_with('表') { PaperKinds::TABLE.0 } else { 0 };
        PaperKinds::in_words(line).0 | table
    };
    let lines = head(facts).map(|line| of_line(line.of(facts.doc.text()).trim_end()));
    PaperKinds(lines.fold(0, |all, flags| all | flags))
}

/// Finds the numbers of things with a noun, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<NamedCount> {
    facts.counts().iter().filter_map(|count| read(facts, count)).collect()
}

/// Reads a number with its classifier and noun. `None` for the number of a part, and for the number
/// of what a list before it names.
fn read(facts: &Facts<'_>, stated: &Count) -> Option<NamedCount> {
    let (text, words) = (facts.doc.text(), facts.words());
    let (start, end) = (stated.number.start(), stated.number.end());
    let classifier = words.of(&set::COUNTED).start_of(&text[end..])?;
    let behind = &text[end + classifier.len()..];
    let sentence = facts.sentences().at(start)?;
    let before = near(text, sentence.start(), start);
    let clause = before.rsplit(CLAUSE_ENDS).next().unwrap_or_default();
    let rest = rest(behind);
    let begins_list = begins_list(&behind[rest.len()..]);
    let last_words = clause.char_indices().rev().take(MAX_SOME).last().map_or("", |(at, _)| &clause[at..]);
    let some_of = words.of(&set::SOME_OF);
    let is_part = words.of(&count::ORDINAL_BEFORE).end_of(clause).is_some()
        || some_of.start_of(clause.trim_start()).is_some()
        || some_of.is_in(&last_words.replace("当前", ""))
        || SOME.iter().any(|word| clause.ends_with(word))
        || clause.contains('、') && !clause.ends_with('、');
    if is_part {
        return None;
    }
    let (name, noun) = noun(clause, tail(behind));
    let kind = first(name).filter(|_| !ANY_KIND.iter().any(|word| name.starts_with(word)));
    noun.or(kind)?;
    let block = facts.doc.blocks().get(facts.doc.block_at(start))?.span;
    let paragraph = near(text, block.start(), sentence.start());
    let heading = heading(facts, start);
    let own = [clause, rest];
    let later = text[end..sentence.end().max(end)].char_indices().nth(MAX_REST * 2);
    let later = &text[end..later.map_or(sentence.end().max(end), |(at, _)| end + at)];
    Some(NamedCount {
        span: stated.number,
        number: stated.value,
        classifier: classifier.into(),
        noun,
        kind,
        name: name.into(),
        owner: PaperKinds::in_words(clause),
        owner_near: PaperKinds::in_words(&[before, later].concat()),
        is_told: words.of(&set::CONVEYING).is_in(clause),
        is_of_meeting: AT_MEETING.iter().any(|word| before.contains(word)),
        is_of_host: clause.contains('我'),
        begins_list,
        tense: Tense::read(&own.concat(), words).or_else(|| Tense::read(heading, words)),
        wording: Wording::new(&own, &[before, paragraph, heading]),
    })
}

/// Words of the clause behind a classifier.
fn rest(behind: &str) -> &str {
    let rest = ahead(behind, 0).split(CLAUSE_ENDS).next().unwrap_or_default();
    rest.char_indices().nth(MAX_REST).map_or(rest, |(end, _)| &rest[..end])
}

/// True if the words behind a clause begin a list of points.
fn begins_list(behind: &str) -> bool {
    let is_sign = |c: char| CLAUSE_ENDS.contains(&c) || is_blank(c) || c == '\n' || c == '*' || c == '#';
    let list = behind.trim_start_matches(['（', '，', ',']);
    let start = list.trim_start_matches(is_sign);
    let mut characters = start.trim_start_matches(['（', '(', '第']).chars();
    // 一、 (1.), 一是 ("the first is"), 第一 ("first")
    let is_first = characters.next().is_some_and(|c| matches!(c, '一' | '1'));
    let is_mark = characters.next().is_some_and(|c| "、.．）)是要，,件项条点".contains(c));
    behind.starts_with(['：', ':', '。', '\n']) && is_first && is_mark
}

/// Words of the heading above byte `at`.
fn heading<'t>(facts: &'t Facts<'_>, at: usize) -> &'t str {
    let headings = facts.headings();
    let behind = headings.partition_point(|heading| heading.span.start() <= at);
    headings[..behind].last().map_or("", |heading| heading.span.of(facts.doc.text()))
}

/// Chinese characters at the beginning of the words behind a classifier.
fn tail(behind: &str) -> &str {
    let behind = behind.trim_start_matches(['“', '的']);
    let end = behind.char_indices().take(MAX_TAIL).find(|(_, c)| !is_han(*c));
    let end = end.or_else(|| behind.char_indices().nth(MAX_TAIL)).map_or(behind.len(), |(end, _)| end);
    &behind[..end]
}

/// The counted things with the words for their kind, and the last two characters of the noun if its
/// end is certain. `tail` are the words behind the classifier; if there are none, the noun stands
/// before the number.
fn noun<'t>(clause: &'t str, tail: &'t str) -> (&'t str, Option<Pair>) {
    let respects = tail.strip_prefix(RESPECTS).map(|rest| rest.trim_start_matches('的'));
    let is_any = |rest: &&str| {
        let rest = ANY_KIND.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
        !ANY_WORK.iter().any(|noun| rest.starts_with(noun))
    };
    let name = respects.filter(|rest| rest.len() > 3 && is_any(rest)).unwrap_or(tail);
    if name.is_empty() {
        let before = clause.trim_end_matches(|c| TOTAL.contains(c));
        let from = before.char_indices().rev().take_while(|(_, c)| is_han(*c)).take(MAX_TAIL).last();
        let name = from.map_or("", |(from, _)| &before[from..]);
        return (name, last(name));
    }
    if respects.is_some() && name == tail {
        return (&tail[..RESPECTS.len()], last(RESPECTS));
    }
    let end = name.char_indices().skip(1).find(|(_, c)| OTHER_WORDS.contains(*c)).map(|(end, _)| end);
    match end {
        Some(end) => (&name[..end], last(&name[..end])),
        None => (name, last(name).filter(|_| name.chars().count() < MAX_TAIL)),
    }
}

/// Last two characters of a name.
fn last(name: &str) -> Option<Pair> {
    let mut characters = name.chars().rev();
    let second = characters.next()?;
    pair(characters.next()?, second)
}

/// First two characters of a name.
fn first(name: &str) -> Option<Pair> {
    let mut characters = name.chars();
    let first = characters.next()?;
    pair(first, characters.next()?)
}
