//! Rule `previous/stale`: reports years, dates and counts that were kept from last year's report
//! and are out of date: 2024年，召开会议12次 ("12 meetings in 2024") in the report of 2025; 第七届文化节
//! ("seventh culture festival") or 4月18日首次承办 ("hosted for the first time on 18 April") in both
//! reports.

use rustc_hash::FxHashMap;

use crate::check::{Context, Findings, PreviousCheck, Years};
use crate::checks::carried::{Carried, Reason};
use crate::checks::kept_events::Done;
use crate::checks::kept_sessions::Sessions;
use crate::checks::no_options;
use crate::checks::years::BEFORE;
use crate::facts::previous::comparison::Pair;
use crate::facts::previous::slots::{Kind, When};
use crate::facts::previous::{Part, Record};
use crate::text::span::Span;
use crate::words::previous;

/// Number of characters before a number of years, including the number, by which a sentence of last
/// year's report is recognised: 自2016年起连续9年 ("for 9 consecutive years since 2016").
const MIN_RUN: usize = 8;
/// Number of letters after a number of years by which a sentence of last year's report is
/// recognised, if those before it differ.
const MIN_BEHIND: usize = 4;
/// Words before the ordinal of a year in an unbroken run: 连续第|5年 ("for the 5th consecutive year").
const RUN: &str = "连续第";
/// Maximum length of the ordinal between [`RUN`] and 年 ("year"), in bytes.
const MAX_ORDINAL: usize = 9;
/// Maximum number of runs of years that are searched in the whole of last year's report, to bound
/// the time.
const MAX_RUNS: usize = 32;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn PreviousCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Stale))
}

struct Stale;

impl PreviousCheck for Stale {
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>) {
        let Some(apart) = years.comparison.apart else { return };
        let (old, new) = (years.comparison.old, &years.comparison.new);
        let (old_text, text) = (years.previous.document.text(), cx.doc.text());
        let sessions = Sessions::new(cx.facts.words(), (old, old_text), (new, text));
        let once = cx.facts.words().of(&previous::ONCE);
        let of_year = new.sentences.iter().filter(|sentence| sentence.part == Part::Year);
        let done =
            Done::new(of_year.map(|sentence| sentence.span.of(text)).filter(|words| once.is_in(words)));
        let deadlines = deadlines(old);
        let mut runs = 0;
        for sentence in &new.sentences {
            let pairs = years.comparison.pairs_of(sentence);
            let carried = Carried { cx, years, sentence, pairs: &pairs };
            let mut report =
                |(place, old): (Span, Span), variant: Option<&'static str>, year: Option<u32>| {
                    let mut finding = out.report(place);
                    if let Some(variant) = variant {
                        finding = finding.variant(variant);
                    }
                    if let Some(year) = year {
                        finding = finding.arg("year", u64::from(year));
                    }
                    finding.elsewhere(BEFORE, &years.previous.path, years.previous.passage(old));
                };
            let mut has_day = false;
            for pair in pairs.iter().filter(|pair| pair.is_same()) {
                if let Some((place, variant, year)) = slot(&carried, pair, &sessions) {
                    has_day |= variant.is_none();
                    report((place, pair.old.span), variant, year.map(|year| year + apart));
                }
            }
            carried.old_events(&sessions).for_each(|places| report(places, Some("session"), None));
            carried.old_turns().for_each(|places| report(places, Some("turn"), None));
            carried.old_disasters().for_each(|places| report(places, Some("disaster"), None));
            carried.disasters_of_earlier_year().for_each(|places| report(places, Some("earlier"), None));
            old_deadlines(&carried, &deadlines)
                .for_each(|(places, year)| report(places, Some("year"), Some(year + apart)));
            carried.old_plans(&done).for_each(|places| report(places, Some("done"), None));
            old_ordinals(&carried).for_each(|places| report(places, Some("session"), None));
            for places in old_runs(&carried, &mut runs) {
                report(places, Some("session"), None);
            }
            firsts(&carried).filter(|_| !has_day).for_each(|places| report(places, Some("first"), None));
        }
    }
}

/// Returns the finding for a slot (a date, figure or session number) that is the same in both
/// reports but should differ: its span, the variant of the message, and the outdated year. `None`
/// if the slot may be the same.
fn slot(
    carried: &Carried<'_, '_, '_>,
    pair: &Pair<'_>,
    sessions: &Sessions<'_>,
) -> Option<(Span, Option<&'static str>, Option<u32>)> {
    let reason = carried.reason(pair);
    let place = pair.new.span;
    match pair.new.kind {
        Kind::When(when) if reason == Some(Reason::Compared) || carried.is_old_year(pair, when) => {
            Some((place, Some("year"), when.year))
        }
        Kind::When(when) if carried.is_of_earlier_year(pair, when) => {
            let lead = "去年".len();
            Some((Span::new(place.start() - lead, place.end()), Some("earlier"), None))
        }
        Kind::When(when) if carried.is_old_day(pair, when) => Some((place, None, None)),
        Kind::Figure(_) if reason == Some(Reason::Session) => Some((place, Some("session"), None)),
        Kind::Session(_, unit)
            if reason == Some(Reason::Session) || carried.is_old_session(pair, unit, sessions) =>
        {
            let end = carried.text()[place.end()..].chars().next().map_or(0, char::len_utf8);
            Some((Span::new(place.start(), place.end() + end), Some("session"), None))
        }
        _ => None,
    }
}

/// Returns numbers of consecutive years that last year's report gives in another sentence:
/// 自2016年起连续9年 ("for 9 consecutive years since 2016"). The spans are those in the new and in the
/// old report. `looked_for` counts the searches, of which there are at most [`MAX_RUNS`].
fn old_runs(carried: &Carried<'_, '_, '_>, looked_for: &mut usize) -> Vec<(Span, Span)> {
    let comparison = carried.years.comparison;
    let (text, old_text) = (carried.text(), carried.years.previous.document.text());
    let clauses = carried.sentence.clauses.clone().filter(|_| carried.sentence.part == Part::Year);
    let mut found = Vec::new();
    for (at, slot) in
        clauses.flat_map(|at| comparison.new.clauses[at].slots.iter().map(move |slot| (at, slot)))
    {
        let lead = Span::new(comparison.new.clauses[at].span.start(), slot.span.start()).of(text);
        let is_run = matches!(slot.kind, Kind::Figure(_))
            && lead.ends_with("连续")
            && slot.span.of(text).ends_with('年');
        if !is_run || comparison.pair_of(at, slot).is_some() || *looked_for == MAX_RUNS {
            continue;
        }
        *looked_for += 1;
        let start = lead.char_indices().rev().nth(MIN_RUN - 1).map(|(at, _)| at);
        let words =
            start.map(|start| Span::new(slot.span.start() - lead.len() + start, slot.span.end()).of(text));
        let alike = words.and_then(|words| Some(old_text.find(words)? + words.len()));
        if let Some(old) = alike.or_else(|| run_before(text, slot.span, old_text)) {
            found.push((slot.span, Span::new(old - slot.span.len(), old)));
        }
    }
    found
}

/// Returns the end of the same run in last year's report, if the same words follow it there:
/// 连续五年|获评A级 ("rated A | for five consecutive years").
fn run_before(text: &str, run: Span, old_text: &str) -> Option<usize> {
    let behind = &text[run.end()..];
    let mut letters = behind.char_indices().take_while(|(_, c)| c.is_alphanumeric());
    let (last, c) = letters.nth(MIN_BEHIND - 1)?;
    let start = run.start() - "连续".len();
    let words = Span::new(start, run.end() + last + c.len_utf8()).of(text);
    Some(old_text.find(words)? + run.end() - start)
}

/// Deadlines in the plans of last year's report: the span of each by year, month and day.
fn deadlines(old: &Record) -> FxHashMap<(u32, Option<u32>, Option<u32>), Span> {
    let plans = old.clauses.iter().filter(|clause| old.sentences[clause.sentence].part == Part::Outlook);
    let slots = plans.flat_map(|clause| &clause.slots);
    slots
        .filter_map(|slot| match slot.kind {
            Kind::When(When { year: Some(year), month, day }) => Some(((year, month, day), slot.span)),
            _ => None,
        })
        .collect()
}

/// Returns deadlines in plans that were reworded while the date was kept: 确保2024年12月底前 ("ensure
/// before the end of December 2024") in the plans for 2025. Each with its spans in the new and in
/// the old report, and its year.
fn old_deadlines(
    carried: &Carried<'_, '_, '_>,
    known: &FxHashMap<(u32, Option<u32>, Option<u32>), Span>,
) -> impl Iterator<Item = ((Span, Span), u32)> {
    let comparison = carried.years.comparison;
    let (text, resolve) = (carried.text(), carried.words(&previous::RESOLVE));
    let is_plan = carried.sentence.part == Part::Outlook;
    let clauses = carried.sentence.clauses.clone().filter(move |_| is_plan);
    let slots = clauses.flat_map(|at| comparison.new.clauses[at].slots.iter().map(move |slot| (at, slot)));
    slots.filter_map(move |(at, slot)| {
        let Kind::When(When { year: Some(year), month, day }) = slot.kind else { return None };
        let is_past = comparison.new.year.is_some_and(|own| year <= own);
        if !is_past || comparison.pair_of(at, slot).is_some() {
            return None;
        }
        let clause = comparison.new.clauses[at].span;
        let before = Span::new(clause.start(), slot.span.start()).of(text);
        let behind = Span::new(slot.span.end(), clause.end()).of(text);
        let is_led = resolve.end_of(before).is_some_and(|word| word.len() == before.len());
        let is_end = ["底前", "前", "底", "末", "年底"].iter().any(|end| behind.starts_with(end));
        let old = known.get(&(year, month, day))?;
        (is_led && is_end).then_some(((slot.span, *old), year))
    })
}

/// Returns ordinals of a run of years in otherwise unchanged clauses: 连续第5年 ("for the 5th
/// consecutive year"), with the spans in the new and in the old report.
fn old_ordinals(carried: &Carried<'_, '_, '_>) -> impl Iterator<Item = (Span, Span)> {
    let comparison = carried.years.comparison;
    let (text, old_text) = (carried.text(), carried.years.previous.document.text());
    let kept = carried.sentence.clauses.clone().filter(move |&at| comparison.is_frame_kept(at));
    kept.filter_map(move |at| {
        let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
        let is_part = comparison.old.sentences[old.sentence].part == carried.sentence.part;
        let place = |text: &str, clause: Span| {
            let start = clause.start() + clause.of(text).find(RUN)? + RUN.len();
            let end =
                Span::new(start, clause.end()).of(text).find('年').filter(|length| *length <= MAX_ORDINAL)?;
            Some(Span::new(start, start + end + '年'.len_utf8()))
        };
        let (new, old) = (place(text, clause.span)?, place(old_text, old.span)?);
        (is_part && new.of(text) == old.of(old_text)).then_some((new, old))
    })
}

/// Returns words for something that happens for the first time, such as 首次 ("first"), in otherwise
/// unchanged clauses, with the spans in the new and in the old report.
fn firsts(carried: &Carried<'_, '_, '_>) -> impl Iterator<Item = (Span, Span)> {
    let comparison = carried.years.comparison;
    let words = carried.words(&previous::FIRST);
    let (text, old_text) = (carried.text(), carried.years.previous.document.text());
    let is_year = carried.sentence.part == Part::Year;
    let kept = carried.sentence.clauses.clone().filter(move |&at| is_year && comparison.is_frame_kept(at));
    kept.filter_map(move |at| {
        let (clause, old) = (&comparison.new.clauses[at], comparison.counterpart(at)?);
        let tells_year =
            clause.slots.iter().any(|slot| matches!(slot.kind, Kind::When(When { year: Some(_), .. })));
        let of_year = comparison.old.sentences[old.sentence].part == Part::Year;
        let word = words.iter().find(|word| clause.span.of(text).contains(word))?;
        let place = |text: &str, clause: Span| {
            let start = clause.start() + clause.of(text).find(word)?;
            Some(Span::new(start, start + word.len()))
        };
        let (new, old) = (place(text, clause.span)?, place(old_text, old.span)?);
        (of_year && !tells_year && !carried.is_in_quotes(new.start())).then_some((new, old))
    })
}
