//! China's five-year plans compared with the years beside them: “十三五”（2015—2020年） ("13th five-year
//! plan (2015–2020)"); 2019年是“十三五”的收官之年 ("2019 is the last year of the 13th plan").

use crate::facts::date::calendar::plans::{PLANS, Plan};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::text::chars::is_longer;
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::plan;
use crate::words::rules::date::plan::{LINKS, PERIODS, REALIZED};

/// Maximum number of characters between a plan and its years. If they are farther apart, they are
/// not compared.
const MAX_BETWEEN: usize = 12;
/// Length of a plan's name without its quotation marks, in bytes (three Han characters).
const MAX_NAME: usize = 9;
/// Last character (五) of the names of all plans, and the closing quotation mark after it, as in
/// “十四五”.
const END: &str = "五”";

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    for start in scene.facts.places_of(END) {
        let head = scene.before(start, MAX_NAME);
        let Some((_, numeral)) = head.rsplit_once('“') else { continue };
        let end = start + END.len();
        let written = &scene.text[start - numeral.len()..end - '”'.len_utf8()];
        let Some(plan) = PLANS.into_iter().find(|plan| plan.name() == written) else { continue };
        let name = Span::new(start - numeral.len() - '“'.len_utf8(), end);
        // 八五普法 ("eighth five-year plan of legal education") has a numbering of its own.
        if !scene.text[end..].starts_with("普法") {
            period(scene, relations, plan, name);
            turn(scene, relations, plan, name);
        }
    }
}

fn relation(scene: &Scene<'_, '_>, (plan, name): (Plan, Span), years: Span, holds: bool) -> Relation {
    Relation::new(DateReading::Plan, years, holds)
        .value("plan", name.of(scene.text))
        .value("first", plan.first)
        .value("last", plan.last())
        .related("plan", name)
}

/// Compares the years beside a five-year plan with the years of the plan: `“十三五”时期（2016—2020年）`
/// ("period of the 13th plan (2016–2020)"), `2016—2020年“十三五”`.
fn period(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>, plan: Plan, name: Span) {
    let text = scene.text;
    let behind = &text[name.end()..];
    let behind = PERIODS.iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let inside = behind.strip_prefix(['（', '(']).and_then(|inside| years(text, text.len() - inside.len()));
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(name.start())].span;
    let before = || {
        let lead = text[block.start()..name.start()].strip_suffix('年')?;
        let start = lead
            .trim_end_matches(|c: char| narrow(c).is_ascii_digit() || is_dash(c) || c == '年' || c == '至')
            .len();
        years(text, block.start() + start)
    };
    let is_defined = inside.is_some();
    let Some((first, last, span)) = inside.or_else(before) else { return };
    // 2016—2018年“十三五”期间 ("2016–2018, during the 13th plan") may mean the first years of the plan;
    // years in brackets define the plan.
    let is_within = plan.first <= first && last <= plan.last();
    let holds = (first, last) == (plan.first, plan.last()) || !is_defined && is_within;
    relations.push(relation(scene, (plan, name), span, holds));
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '-' | '－' | '–' | '～' | '~')
}

/// Reads a range of years at byte `start`, and returns both years and their span: `2016—2020年`,
/// `2016年至2020年` ("2016 to 2020").
fn years(text: &str, start: usize) -> Option<(u32, u32, Span)> {
    let year = |text: &str| {
        text.get(..4)
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|year| year.parse::<u32>().ok())
    };
    let rest = &text[start..];
    let first = year(rest)?;
    let rest = rest[4..].trim_start_matches('年');
    let after = rest.trim_start_matches(|c| is_dash(c) || c == '至' || c == '到');
    let last = year(after).filter(|_| after.len() < rest.len())?;
    let end = text.len() - after.len() + 4;
    let end = if text[end..].starts_with('年') { end + "年".len() } else { end };
    Some((first, last, Span::new(start, end)))
}

/// Compares a year with the first or last year of a five-year plan: `2019年是“十三五”的收官之年` ("2019 is
/// the last year of the 13th plan"), `“十三五”收官之年（2019年）` (the same with the year in brackets).
fn turn(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>, plan: Plan, name: Span) {
    let text = scene.text;
    let behind = &text[name.end()..];
    let lead = ["规划", "计划", "时期", "的"]
        .iter()
        .fold(behind, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let lead = lead.strip_prefix('的').unwrap_or(lead);
    let words = scene.facts.words();
    let first = || Some((words.of(&plan::FIRST_YEAR).start_of(lead)?, plan.first));
    let last = || Some((words.of(&plan::LAST_YEAR).start_of(lead)?, plan.last()));
    let Some((word, expected)) = first().or_else(last) else { return };
    let end = text.len() - lead.len() + word.len();
    let said = date_in_brackets(scene, end)
        .or_else(|| date_before(scene, name.start()))
        .or_else(|| year_told(scene, name.start()));
    let Some((year, span)) = said else { return };
    // 2025年是“十四五”的开局之年 ("2025 is the first year of the 14th plan"): 2025 is the last year of the
    // plan, so the word 开局之年 is reported, not the year.
    let is_other = year == plan.first || year == plan.last();
    let place = if is_other && span.end() <= name.start() { Span::new(end - word.len(), end) } else { span };
    let variant = if expected == plan.first { "first" } else { "last" };
    relations.push(relation(scene, (plan, name), place, year == expected).variant(variant));
}

/// Year in brackets at byte `at`, with its span: `（2019年）`.
fn date_in_brackets(scene: &Scene<'_, '_>, at: usize) -> Option<(u32, Span)> {
    let inside = scene.text[at..].strip_prefix(['（', '('])?;
    let date = scene.facts.date_behind(scene.text.len() - inside.len()).filter(|date| date.is_year())?;
    Some((date.known_year()?, date.span))
}

/// Year before byte `at`, with its span: `2019年是` ("2019 is"), `2019年作为` ("2019 as").
fn date_before(scene: &Scene<'_, '_>, at: usize) -> Option<(u32, Span)> {
    let dates = scene.facts.dates();
    let next = dates.partition_point(|date| date.span.end() <= at);
    let date = dates[..next].last().filter(|date| date.is_year())?;
    let between = &scene.text[date.span.end()..at];
    let is_said = !is_longer(between, MAX_BETWEEN)
        && LINKS.iter().any(|link| between.starts_with(link))
        && !between.contains(['，', '。', '；', '、']);
    is_said.then(|| Some((date.known_year()?, date.span)))?
}

/// Year with which the sentence before byte `at` begins, with its span: `2011年是攻坚克难的一年，实现了` ("2011
/// was a year of hard work and achieved").
fn year_told(scene: &Scene<'_, '_>, at: usize) -> Option<(u32, Span)> {
    let text = scene.text;
    if !REALIZED.iter().any(|word| text[..at].ends_with(word)) {
        return None;
    }
    let sentence = scene.facts.sentences().at(at)?;
    let date =
        scene.facts.date_behind(sentence.start()).filter(|date| date.is_year() && date.span.end() < at)?;
    // 2020年是“十三五”收官之年，实现了“十四五”良好开局 ("2020 was the last year of the 13th plan and gave the 14th a
    // good start"): another plan is named before.
    let is_of = text[date.span.end()..].starts_with('是') && !text[date.span.end()..at].contains('“');
    let dates = scene.facts.dates();
    let next = dates.partition_point(|other| other.span.start() <= date.span.end());
    let other = dates.get(next).is_some_and(|other| other.span.end() < at);
    (is_of && !other).then(|| Some((date.known_year()?, date.span)))?
}
