//! Lengths of time compared with the two dates between which they are measured, anywhere in a
//! paragraph: 2009年5月任厂长，2021年5月 卸任。在任上的十二年间 ("director from May 2009, left in May 2021. In the
//! twelve years in office"); 合同约定6月30日完工，已于6月12日通过验收，提前18天 ("completion agreed for 30 June,
//! accepted on 12 June, 18 days early").
//!
//! The word before or after a length decides how it is compared; the words around the dates decide
//! which is a beginning and which an end. A length is compared only if its sentence, the sentence
//! before or the whole paragraph names exactly two dates.

mod compare;
mod others;

use crate::facts::date::lengths::LengthMention;
use crate::facts::date::relations::elapsed::compare::{YEARS, compare, days};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::Resolved;
use crate::text::chars::{is_blank, is_han};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes before and after a length that are searched for the word that relates it to
/// dates.
const MAX_WORD: usize = 30;
/// Number of bytes around a date that are read as its clause.
const MAX_CLAUSE: usize = 60;
/// Maximum number of dates of a sentence that are read; with more than two, the length of time is
/// not compared.
const MOST: usize = 3;
/// Number of characters of the name of a period before its length: 保修期 ("warranty period").
const TERM: usize = 3;
/// Maximum number of bytes of a sentence in which two dates are taken to be the ends of a length of
/// time. In a longer one, they may belong to something else.
const MAX_SENTENCE: usize = 480;
/// Maximum number of bytes of a paragraph in which two dates are taken to be the ends of a length
/// of time. In a longer one, they may belong to something else.
const MAX_BLOCK: usize = 700;
/// Adverbs and verbs between a word for a period and its length: 为 ("is"), 共 ("in all"), 已
/// ("already").
static LINKS: Signs = Signs::of("为是：:共了约已整满有达足暂定的");
/// Last characters of nouns for a term: 任期 ("term of office"), 学制 ("years of study"), 龄期 ("age").
static TERM_ENDS: Signs = Signs::of("期限制");
/// Characters after a length that change its meaning, so that it is not compared: 前 ("ago"), 多
/// ("more than").
static OTHER: Signs = Signs::of("前内级以制会度多余左上");

/// Relation between a stated length of time and the two dates with which it is compared, as the
/// word beside the length expresses it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LengthKind {
    /// The length is the time from a beginning to an end: 历时 ("lasted"), 任期 ("term of office"),
    /// 二十年间 ("in the twenty years").
    Lasting,
    /// The length is the time from a beginning to an end, with both the first and the last day
    /// counted: 前后40天 ("40 days from first to last").
    Both,
    /// The length is the number of years between two events, exactly the difference of their years:
    /// 时隔, 相隔 ("after an interval of").
    Apart,
    /// The length is the time between a planned and an actual date: 提前 ("early by"), 推迟 ("delayed
    /// by"), 到期前60日 ("60 days before expiry").
    Shifted,
}

/// Roles of a date that the words around it allow. More than one may be true.
#[derive(Clone, Copy, Default)]
struct Role {
    begins: bool,
    ends: bool,
    is_planned: bool,
    is_real: bool,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    others::in_order(scene, relations);
    for index in 1..scene.dates.len() {
        others::step(scene, index, relations);
    }
    for mention in scene.facts.lengths() {
        others::grade(scene, mention, relations);
        let Some(kind) = length_kind(scene, mention) else { continue };
        others::since(scene, (mention, kind), relations);
        let pair = ends(scene, mention).or_else(|| ends_in_later_sentence(scene, mention));
        let Some([one, other]) = pair.filter(|pair| fits(scene, (mention, kind), *pair)) else { continue };
        // 自…起至…止 ("from … to …") is read by `span`.
        let is_of_year = mention.length.whole_days().is_some_and(|days| YEARS.contains(&days));
        if scene.in_range(one) && scene.in_range(other) && !is_of_year {
            continue;
        }
        judge(scene, (mention, kind), [one, other], relations);
    }
}

/// True if two dates have the roles that the relation of the length needs: for a period, a
/// beginning and an end.
fn fits(
    scene: &Scene<'_, '_>,
    (mention, kind): (&LengthMention, LengthKind),
    [one, other]: [&Resolved; 2],
) -> bool {
    // 即至2026年5月9日 ("that is, until 9 May 2026") is computed from the length; `relative` reads it.
    let lead = scene.before(other.span.start(), MAX_WORD);
    if lead.trim_end_matches(['至', '到', '于']).ends_with('即') || lead.ends_with("也就是") {
        return false;
    }
    let [first, last] = [role(scene, one), role(scene, other)];
    match kind {
        LengthKind::Lasting | LengthKind::Both => {
            first.begins && last.ends || last.begins && first.ends && other.first() < one.first()
        }
        LengthKind::Shifted => {
            first.is_planned && last.is_real
                || first.is_real && last.is_planned
                || first.ends && last.is_planned
        }
        // 时隔八年，2025年… ("after eight years, in 2025 …"); 2025年，时隔八年
        LengthKind::Apart => [one, other].iter().any(|date| {
            let (from, to) = if date.span.start() > mention.span.start() {
                (mention.span.end(), date.span.start())
            } else {
                (date.span.end(), mention.span.start())
            };
            let gap = scene.text.get(from..to).unwrap_or("。");
            gap.trim_end_matches("时隔").trim_matches('，').is_empty()
        }),
    }
}

/// Roles of a date by the clause around it: a beginning in 自…起 ("from … on") and …启动 ("… started"),
/// an end in 竣工日期：… ("completed on: …").
fn role(scene: &Scene<'_, '_>, date: &Resolved) -> Role {
    let words = scene.facts.words();
    let lead = scene.before(date.span.start(), MAX_CLAUSE);
    let lead = lead.rsplit(['，', '。', '；', '、']).next().unwrap_or_default();
    let behind = scene.behind(date.span.end(), MAX_CLAUSE);
    let behind = behind.split(['，', '。', '；', '、']).next().unwrap_or_default();
    let has = |class| words.of(class).is_in(lead) || words.of(class).is_in(behind);
    // 从2012年的499亿元增长到2022年的1951亿元 ("grew from 49.9 billion yuan in 2012 to 195.1 billion in 2022")
    // compares values.
    let is_value = behind.starts_with('的');
    let is_from = lead.ends_with(['自', '从']) && !is_value || behind.starts_with(['起', '任']);
    let is_to = lead.ends_with(['至', '到', '止']) && !is_value || behind.starts_with(['止', '前']);
    Role {
        begins: is_from || has(&dating::BEGINS),
        ends: is_to || has(&dating::ENDS),
        is_planned: has(&dating::PLANNED),
        is_real: has(&dating::REAL),
    }
}

/// The two dates of a later sentence that names the same term as the length: the second sentence of
/// 质量保证期为24个月，自验收合格之日起计算。…8月15日验收，质量保证期于…届满 ("the warranty is 24 months from acceptance. … accepted
/// on 15 August, the warranty expires on …"). `None` if there is no such sentence with exactly two
/// dates.
fn ends_in_later_sentence<'f>(scene: &Scene<'f, '_>, mention: &LengthMention) -> Option<[&'f Resolved; 2]> {
    let lead = scene.before(mention.span.start(), MAX_WORD);
    let bare = lead.trim_end_matches(|c| is_blank(c) || LINKS.contains(c));
    let start = bare.len()
        - bare.chars().rev().take_while(|&c| is_han(c)).take(TERM).map(char::len_utf8).sum::<usize>();
    let term = &bare[start..];
    if term.chars().count() < TERM || !term.ends_with(|c| TERM_ENDS.contains(c)) {
        return None;
    }
    let sentence = scene.facts.sentences().at(mention.span.start())?;
    if !points(scene, sentence).is_empty() {
        return None;
    }
    let sentences = scene.facts.sentences().all();
    let next = sentences.partition_point(|other| other.start() < sentence.end());
    let later = sentences.get(next..)?.iter().take(2).filter(|later| later.len() <= MAX_SENTENCE);
    let found = later.into_iter().find(|later| later.of(scene.text).contains(term))?;
    let [one, other] = points(scene, *found)[..] else { return None };
    Some([one, other])
}

/// Kind of a length of time, by the words before and after it. `None` if these words do not relate
/// it to two dates.
fn length_kind(scene: &Scene<'_, '_>, mention: &LengthMention) -> Option<LengthKind> {
    let words = scene.facts.words();
    let lead = scene.before(mention.span.start(), MAX_WORD);
    let behind = scene.behind(mention.span.end(), MAX_WORD);
    if behind.starts_with(|c| OTHER.contains(c)) {
        return None;
    }
    let bare = lead.trim_end_matches(|c| is_blank(c) || LINKS.contains(c));
    let at_end = |class| words.of(class).end_of(lead).or_else(|| words.of(class).end_of(bare)).is_some();
    if at_end(&dating::SHIFTED) || bare.ends_with("期前") || bare.ends_with("满前") {
        return Some(LengthKind::Shifted);
    }
    if at_end(&dating::LYING_APART) {
        return Some(LengthKind::Apart);
    }
    if bare.ends_with("前后") {
        return Some(LengthKind::Both);
    }
    let is_term = bare.ends_with(|c| TERM_ENDS.contains(c)) && bare.chars().rev().take(2).all(is_han);
    let is_lasting = is_term || at_end(&dating::LASTING);
    (is_lasting || words.of(&dating::LASTED).start_of(behind).is_some()).then_some(LengthKind::Lasting)
}

/// The two dates between which a length is measured: those of its sentence, of the sentence before
/// or of the paragraph. `None` if none of these has exactly two dates with fitting roles.
fn ends<'f>(scene: &Scene<'f, '_>, mention: &LengthMention) -> Option<[&'f Resolved; 2]> {
    let sentence = scene.facts.sentences().at(mention.span.start())?;
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(mention.span.start())].span;
    if sentence.len() > MAX_SENTENCE {
        return None;
    }
    let inside = points(scene, sentence);
    let before = || {
        let last = sentence.start().checked_sub(1).filter(|last| *last >= block.start())?;
        let sentence = scene.facts.sentences().at(scene.text.floor_char_boundary(last))?;
        (sentence.len() <= MAX_SENTENCE).then(|| points(scene, sentence))
    };
    let near = match inside[..] {
        [one, other] => return Some([one, other]),
        [_] | [] => before().unwrap_or_default(),
        _ => return None,
    };
    // 历经17天审理 ("after 17 days of trial") gives days of work, not all days between.
    let behind = scene.behind(mention.span.end(), MAX_WORD);
    let is_years = mention.length.whole_years().is_some_and(|years| years > 0);
    let is_whole = is_years || !behind.starts_with(is_han);
    match (&near[..], &inside[..]) {
        ([one], [other]) | ([one, other], []) if is_whole => return Some([one, other]),
        _ => {}
    }
    if !is_years {
        return None;
    }
    let all = if block.len() <= MAX_BLOCK { points(scene, block) } else { Vec::new() };
    let [one, other] = all[..] else { return None };
    Some([one, other])
}

/// Dates within `span`, without those in titles of other documents (《…》).
fn points<'f>(scene: &Scene<'f, '_>, span: Span) -> Vec<&'f Resolved> {
    let first = scene.dates.partition_point(|date| date.span.start() < span.start());
    let inside = scene.dates[first..].iter().take_while(|date| date.span.end() <= span.end());
    let is_quoted = |date: &&Resolved| {
        let lead = Span::new(span.start(), date.span.start()).of(scene.text);
        lead.matches('《').count() > lead.matches('》').count()
    };
    let inside: Vec<&Resolved> = inside.filter(|date| !is_quoted(date)).take(MOST + 2).collect();
    // 2024年，…从1月1日到12月31日 ("in 2024, … from 1 January to 31 December"): the first date only gives
    // the year of the others.
    let is_year_of = |date: &Resolved| {
        let takes = |other: &&Resolved| {
            other.year.is_some_and(|year| year.place == Some(date.span) && other.span != date.span)
        };
        date.month.is_none() && inside.iter().any(takes)
    };
    inside.iter().copied().filter(|date| !is_year_of(date)).take(MOST).collect()
}

/// Compares a length with its two dates. Reports nothing if the dates are less exact than the
/// length.
fn judge(
    scene: &Scene<'_, '_>,
    (mention, kind): (&LengthMention, LengthKind),
    [one, other]: [&Resolved; 2],
    relations: &mut Vec<Relation>,
) {
    let Some(ends) = days(one, other) else { return };
    let Some((holds, computed)) = compare(&mention.length, [one, other], ends, kind) else { return };
    let reading = match kind {
        LengthKind::Lasting | LengthKind::Both => DateReading::Lasting,
        LengthKind::Apart => DateReading::LyingApart,
        LengthKind::Shifted => DateReading::Shifted,
    };
    relations.push(
        Relation::new(reading, mention.span, holds)
            .value("formula", format!("{}—{}", one.span.of(scene.text), other.span.of(scene.text)))
            .value("computed", computed)
            .value("printed", mention.span.of(scene.text))
            .related("first", one.span)
            .related("last", other.span),
    );
}
