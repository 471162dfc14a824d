//! Congresses and sessions compared with the year and month beside them: 2013年10月，党的十八届四中全会
//! ("October 2013, 4th plenary session of the 18th Central Committee"), which was in 2014.

use crate::facts::date::calendar::meetings;
use crate::facts::date::dates::DateMention;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::text::chars::is_blank;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use crate::words::rules::date::session::{
    self, AFTER, BEHIND, CLOSES, CONGRESSES, LEADS, OTHERS, PARTY, TRAILS,
};

static MET: Phrases = Phrases::of(&session::MET);

/// Maximum number of bytes between a date and the words for a session that takes place on it, such
/// as 全会在北京举行 ("the plenary session was held in Beijing").
const MAX_MEETING: usize = 90;

/// A congress or session named in the text, with the year and the month in which it took place.
struct Named {
    span: Span,
    year: u32,
    month: Option<u32>,
}

/// Compares every congress and session in the text with the date next to it.
pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    if scene.dates.is_empty() {
        return;
    }
    let places = |word: &'static str| {
        let found = scene.facts.places_of(word);
        found.map(|start| Span::new(start, start + word.len())).collect::<Vec<_>>()
    };
    let plenums = places("中全会").into_iter().filter_map(|word| plenum(scene, word));
    let sessions = CONGRESSES.iter().flat_map(|word| places(word)).filter_map(|word| congress(scene, word));
    let parties = PARTY.iter().flat_map(|word| places(word)).filter_map(|word| party(scene, word));
    for named in plenums.chain(sessions).chain(parties) {
        let date = date_before(scene, named.span)
            .or_else(|| date_behind(scene, named.span))
            .or_else(|| date_below(scene, named.span));
        let Some(date) = date else { continue };
        let is_other_year = date.known_year().is_some_and(|year| year != named.year);
        let is_other_month = date.known_month().zip(named.month).is_some_and(|(said, known)| said != known);
        let month = named.month.filter(|_| date.month.is_some());
        let month = month.map_or(String::new(), |month| format!("{month}月"));
        relations.push(
            Relation::new(DateReading::Session, date.span, !is_other_year && !is_other_month)
                .value("session", named.span.of(scene.text))
                .value("date", format!("{}年{month}", named.year))
                .related("session", named.span),
        );
    }
}

/// Value of the numeral that ends at byte `at`, and the byte at which the numeral begins.
fn numeral_before(text: &str, at: usize) -> Option<(u32, usize)> {
    let start = text[..at].trim_end_matches(is_numeral).len();
    let value = cardinal(&text[start..at])?;
    Some((u32::try_from(value).ok()?, start))
}

/// Reads the name of a national congress of the Party, of which `word` is the beginning: 党的 of
/// 党的二十大 ("the Party's 20th congress").
fn party(scene: &Scene<'_, '_>, word: Span) -> Option<Named> {
    let text = scene.text;
    let rest = &text[word.end()..];
    let length = rest.find(|c| !is_numeral(c)).filter(|length| *length > 0)?;
    let behind = rest[length..].strip_prefix('大')?;
    // 党的二十大报告 ("report to the 20th congress"), 党的十八大以来 ("since the 18th congress"), 党的十八大闭幕不到一个月
    // ("not a month after the 18th congress")
    let is_over = AFTER.iter().any(|word| behind.trim_start_matches(BEHIND).starts_with(word));
    let is_meeting = behind.starts_with(BEHIND) && !is_over;
    let (year, month) = meetings::party(u32::try_from(cardinal(&rest[..length])?).ok()?)?;
    let end = word.end() + length + '大'.len_utf8();
    is_meeting.then_some(Named { span: Span::new(word.start(), end), year, month: Some(month) })
}

/// Reads the name of a plenary session of the Central Committee, of which `word` is the end: 中全会 of
/// 十八届四中全会 ("4th plenary session of the 18th").
fn plenum(scene: &Scene<'_, '_>, word: Span) -> Option<Named> {
    let text = scene.text;
    let (session, at) = numeral_before(text, word.start())?;
    let congress_end = text[..at].strip_suffix('届')?.len();
    let (congress, start) = numeral_before(text, congress_end)?;
    // 团的十八届五中全会 (of the Youth League), 县委十六届四中全会 (of a county): other bodies have their own
    // numbers.
    if OTHERS.iter().any(|body| text[..start].ends_with(body)) {
        return None;
    }
    let (year, month) = meetings::plenum(congress, session)?;
    Some(Named { span: Span::new(start, word.end()), year, month: Some(month) })
}

/// Reads the name of a session of the National People's Congress or of the Political Consultative
/// Conference: `十二届全国人大五次会议` ("5th session of the 12th National People's Congress"), `全国政协十四届三次会议`.
/// `word` is the part that names the body: 届全国人大 or 全国政协.
fn congress(scene: &Scene<'_, '_>, word: Span) -> Option<Named> {
    let text = scene.text;
    let behind = |at: usize| -> Option<(u32, usize)> {
        let rest = text[at..].strip_prefix('第').unwrap_or(&text[at..]);
        let length = rest.find(|c| !is_numeral(c))?;
        let number = u32::try_from(cardinal(&rest[..length])?).ok()?;
        Some((number, text.len() - rest.len() + length))
    };
    let (congress, start, at) = if word.of(scene.text).starts_with('届') {
        let (congress, start) = numeral_before(text, word.start())?;
        (congress, start, word.end())
    } else {
        let (congress, end) = behind(word.end())?;
        (congress, word.start(), end + text[end..].strip_prefix('届').map(|_| "届".len())?)
    };
    let (session, end) = behind(at)?;
    let rest = text[end..].strip_prefix("次")?;
    let end = text.len() - rest.strip_prefix("会议").unwrap_or(rest).len();
    Some(Named { span: Span::new(start, end), year: meetings::session(congress, session)?, month: None })
}

/// Date before the name of a session: `2014年10月，党的` ("in October 2014, the Party's").
fn date_before<'a>(scene: &Scene<'a, '_>, session: Span) -> Option<&'a DateMention> {
    let dates = scene.facts.dates();
    let next = dates.partition_point(|date| date.span.end() <= session.start());
    let date = dates[..next].last()?;
    let between = scene.text[date.span.end()..session.start()].trim_matches(is_blank);
    let lead = between.trim_end_matches('第');
    (date.year.is_some() && (lead.is_empty() || LEADS.contains(&lead))).then_some(date)
}

/// Date after the name of a session: `于2014年10月举行` ("was held in October 2014"), `（2014年10月）`.
fn date_behind<'a>(scene: &Scene<'a, '_>, session: Span) -> Option<&'a DateMention> {
    let text = scene.text;
    let trail = TRAILS
        .iter()
        .filter(|trail| text[session.end()..].starts_with(**trail))
        .max_by_key(|trail| trail.len())?;
    let date = scene.facts.date_behind(session.end() + trail.len()).filter(|date| date.year.is_some())?;
    let rest = &text[date.span.end()..];
    let is_of = CLOSES.iter().any(|word| rest.starts_with(word));
    is_of.then_some(date)
}

/// Date in the sentence after the one that names the session: `2024年7月15日至18日，全会在北京举行` ("from 15 to
/// 18 July 2024 the session was held in Beijing").
fn date_below<'a>(scene: &Scene<'a, '_>, session: Span) -> Option<&'a DateMention> {
    let text = scene.text;
    let sentence = scene.facts.sentences().at(session.start())?;
    let next = scene.facts.sentences().at(sentence.end())?;
    let date =
        scene.facts.date_behind(next.start()).filter(|date| date.year.is_some() && date.month.is_some())?;
    let clause =
        &text[date.span.end()..text.floor_char_boundary((date.span.end() + MAX_MEETING).min(next.end()))];
    let is_meeting = clause.contains("，全会在") && MET.is_in(clause);
    is_meeting.then_some(date)
}
