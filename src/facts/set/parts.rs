//! How many points a speech has, and how many others say that it has.

use rustc_hash::FxHashMap;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::outline::EntryKind;
use crate::facts::set::head;
use crate::text::span::Span;
use crate::words::set;

/// Longest sentence in which another paper tells of a speech, in characters.
const MAX_SENTENCE: usize = 120;
/// Longest words between a number and the noun of an honour, in characters.
const MAX_NOUN: usize = 6;

/// Words before the number of points of what was spoken.
const SPOKEN: [&str; 3] = ["讲了", "会上强调了", "会上提出了"];
/// The word for a speech.
const SPEECH: &str = "讲话";
/// Nouns of the points of a speech or a report.
const POINTS: [&str; 5] = ["任务", "工作", "要求", "意见", "举措"];

/// Characters before a number in which its year stands.
const MAX_YEAR: usize = 14;
/// Longest title of honour in quotation marks, and how far before its number 等 may be, in bytes.
const MAX_TITLE: usize = 600;
const MAX_LEAD: usize = 3000;

/// A number that somebody tells of a thing that other papers hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where the number stands.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// What is counted: the word for the speech, or an honour such as 先进个人.
    pub noun: String,
}

/// Points and honours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What others call the paper: 讲话, 工作报告. Empty if its title says no such thing.
    pub called: String,
    /// For each holder of items, how many it has, with the first of them. Those of the first level come first.
    pub points: Vec<(u64, Span)>,
    /// What it says of other papers: 讲话从四个方面, 报告提出的六项任务.
    pub of_others: Vec<Told>,
    /// Persons and offices that are honoured: 24名先进个人.
    pub honours: Vec<Told>,
}

/// The points and honours of a document.
pub(super) fn find(facts: &Facts<'_>) -> Parts {
    let text = facts.doc.text();
    let names = facts.words().of(&set::REPORT);
    let called = head(facts).find_map(|line| names.end_of(line.of(text))).unwrap_or_default().to_owned();
    Parts { called, points: points(facts), of_others: of_others(facts), honours: honours(facts) }
}

/// How many items each heading holds, the first level first; single ones are none.
fn points(facts: &Facts<'_>) -> Vec<(u64, Span)> {
    let mut places: FxHashMap<(Option<u32>, Option<Family>), usize> = FxHashMap::default();
    let mut counted: Vec<(Option<u32>, u64, Span)> = Vec::new();
    for entry in facts.outline() {
        let family = match entry.kind {
            EntryKind::Item(mark) => Some(facts.marks()[mark as usize].family),
            EntryKind::Heading(_) => None,
            EntryKind::Part(_) => continue,
        };
        let place = *places.entry((entry.parent, family)).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, count, _)) => *count += 1,
            None => counted.push((entry.parent, 1, entry.span)),
        }
    }
    counted.retain(|(_, count, _)| *count > 1);
    counted.sort_by_key(|(parent, ..)| *parent);
    counted.into_iter().map(|(_, count, span)| (count, span)).collect()
}

/// 讲话…从四个方面…, 报告提出的六项任务: numbers of points in sentences that tell of another paper.
fn of_others(facts: &Facts<'_>) -> Vec<Told> {
    let text = facts.doc.text();
    let [classifiers, names, telling] =
        [&set::POINTS, &set::REPORT, &set::TELLING].map(|class| facts.words().of(class));
    let told = facts.counts().iter().filter_map(|count| {
        let sentence = facts.sentences().at(count.number.start())?;
        let before = &text[sentence.start().min(count.number.start())..count.number.start()];
        let is_short = sentence.of(text).chars().nth(MAX_SENTENCE).is_none();
        let behind = &text[count.number.end()..];
        let classifier = classifiers.start_of(behind).filter(|_| is_short)?;
        // 从四个方面, 提出了三点, 部署的六项任务; 作了报告，七个方面的任务部署得很清楚
        let counted = behind[classifier.len()..].trim_start_matches(['的', '重', '点', '主', '要']);
        let is_told = telling.end_of(before).is_some()
            || before.ends_with(['，', ',']) && POINTS.iter().any(|noun| counted.starts_with(noun));
        // 在会上讲了五点意见: the speech.
        let is_spoken = SPOKEN.iter().any(|word| before.ends_with(word));
        let noun = last_of(before, |rest| names.start_of(rest)).or(is_spoken.then_some(SPEECH));
        let noun = noun.filter(|_| is_told)?.to_owned();
        Some(Told { span: count.number, number: count.value, noun })
    });
    told.collect()
}

/// The last word in a text that `word` finds; in 工作报告 no 报告.
fn last_of<'t>(text: &'t str, word: impl Fn(&'t str) -> Option<&'t str>) -> Option<&'t str> {
    let (mut at, mut last) = (0, None);
    while let Some(c) = text[at..].chars().next() {
        let found = word(&text[at..]);
        last = found.or(last);
        at += found.map_or(c.len_utf8(), str::len);
    }
    last
}

/// 26名先进个人, and 等24名同志“…先进个人”称号. Those of another year have it before them.
fn honours(facts: &Facts<'_>) -> Vec<Told> {
    let text = facts.doc.text();
    let nouns = facts.words().of(&set::HONOUR);
    let told = facts.counts().iter().filter_map(|count| {
        let sentence = facts.sentences().at(count.number.start())?;
        let before = &text[sentence.start().min(count.number.start())..count.number.start()];
        let near = before.char_indices().rev().take(MAX_YEAR).last().map_or("", |(at, _)| &before[at..]);
        let behind = &text[count.number.end()..sentence.end().max(count.number.end())];
        let unit = behind.chars().next().map_or(0, char::len_utf8);
        let plain = nouns.start_of(&behind[unit..]);
        // 等24名同志“2025年度全县先进个人”称号
        let mut opening = behind.char_indices().take(MAX_NOUN + 1);
        let quoted = opening.find(|(_, c)| *c == '“').and_then(|(open, _)| {
            let title = &behind[open..behind.floor_char_boundary(open + MAX_TITLE)];
            let title = &title[..title.find('”')?];
            let lead = &before[before.ceil_char_boundary(before.len().saturating_sub(MAX_LEAD))..];
            lead.contains('等').then(|| nouns.end_of(title)).flatten()
        });
        // 二、先进个人（20名）
        let listed = behind[unit..].starts_with(['）', ')']).then(|| before.strip_suffix(['（', '(']));
        let listed = listed.flatten().and_then(|before| nouns.end_of(before));
        // 议程共五项
        let counted = before.trim_end_matches(['共', '有', '为', '计', '总']);
        let before_number = (counted.len() < before.len()).then(|| nouns.end_of(counted)).flatten();
        // 请10名先进个人代表上台
        let plain = plain.filter(|noun| !behind[unit + noun.len()..].starts_with("代表"));
        // 受表彰的先进个人22名, and no 先进个人代表
        let block = facts.doc.kind_at(count.number.start());
        let is_of_all = sentence.len() <= MAX_SENTENCE * 3
            && !sentence.of(text).contains("代表")
            && !matches!(block, BlockKind::Cell(_));
        let named = nouns.end_of(before).filter(|_| is_of_all);
        let noun = plain.or(quoted).or(listed).or(before_number).or(named)?;
        let is_other_year = plain.is_some() && near.contains('年');
        (!is_other_year).then(|| Told { span: count.number, number: count.value, noun: noun.to_owned() })
    });
    told.collect()
}
