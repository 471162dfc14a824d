//! `date/lunar`: 2026年9月25日（农历八月十六）, which was the fifteenth; 端午节（农历五月初六）; 2026年（乙巳年）.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::date::calendar::festivals::{self, Festival};
use crate::facts::date::calendar::lunar::{LunarDay, common, of};
use crate::facts::date::calendar::sexagenary;
use crate::facts::date::dates::DateMention;
use crate::facts::date::lunar_days::LunarMention;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::after;
use crate::text::numeral::item;
use crate::text::span::Span;

/// What stands between a day and its other name.
const LEADS: [&str; 7] = ["（", "(", "，", "，即", "是", "为", ""];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Lunar { years: sexagenary::names().map(|name| parts.lexicon.add(&name)) }))
}

struct Lunar {
    years: [LiteralId; 60],
}

impl Check for Lunar {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for mention in cx.facts.lunar_days() {
            if !day_of(cx, *mention, out) && !festival_of(cx, *mention, out) {
                exists(cx, *mention, out);
            }
        }
        for (place, &year) in self.years.iter().enumerate() {
            for &name in cx.facts.occurrences(year) {
                year_of(cx, place, name, out);
            }
        }
    }
}

/// `2026年9月25日（农历八月十六）`, `农历八月十六（2026年9月25日）`: true where the other name of the day is given.
fn day_of(cx: &Context<'_>, mention: LunarMention, out: &mut Findings<'_>) -> bool {
    let before = beside(cx, mention.span.start, |at| cx.facts.date_before(at).and_then(whole));
    let behind = || {
        let rest = &cx.doc.text()[mention.span.end..];
        let lead = ["（", "("].iter().find(|lead| rest.starts_with(**lead))?;
        cx.facts.date_behind(mention.span.end + lead.len()).and_then(whole)
    };
    let Some((day, span)) = before.or_else(behind) else { return false };
    if let Some(is) = of(day).filter(|is| *is != mention.day) {
        out.report(mention.span)
            .arg("date", span.of(cx.doc.text()))
            .arg("is", name(is))
            .related("date", span);
    }
    true
}

fn whole(date: &DateMention) -> Option<(jiff::civil::Date, Span)> {
    Some((date.day()?, date.span))
}

/// `端午节（农历五月初六）`.
fn festival_of(cx: &Context<'_>, mention: LunarMention, out: &mut Findings<'_>) -> bool {
    let text = cx.doc.text();
    let found = beside(cx, mention.span.start, |at| {
        let lead = text[..at].strip_suffix('节').unwrap_or(&text[..at]);
        let (word, festival) = festivals::before(lead, cx.facts.words())?;
        Some((festival, Span::new(lead.len() - word.len(), at)))
    });
    let Some((festival, span)) = found else { return false };
    let is = match festival {
        Festival::Eve if matches!((mention.day.month, mention.day.day), (12, 29 | 30)) => None,
        Festival::Eve => Some("腊月廿九或三十".to_owned()),
        _ => festival.lunar().filter(|is| *is != mention.day).map(name),
    };
    if let Some(is) = is {
        out.report(mention.span).arg("date", span.of(text)).arg("is", is).related("date", span);
    }
    true
}

/// What stands before `at` behind one of the leads.
fn beside<T>(cx: &Context<'_>, at: usize, find: impl Fn(usize) -> Option<T>) -> Option<T> {
    let before = &cx.doc.text()[..at];
    LEADS.iter().find_map(|lead| find(before.strip_suffix(lead)?.len()))
}

/// `2026年腊月三十`, `2025年闰四月初一`: the year has no such day. Its last weeks are said of either year.
fn exists(cx: &Context<'_>, mention: LunarMention, out: &mut Findings<'_>) {
    let year = cx.facts.date_before(mention.span.start).filter(|date| date.is_year());
    let year = year.and_then(DateMention::known_year).and_then(|year| i16::try_from(year).ok());
    if mention.day.day > 30 {
        out.report(mention.span).variant("none");
    } else if let Some(year) = year
        // Out of the table nothing is known.
        && common(year, LunarDay::plain(1, 1)).is_some()
        && common(year - 1, LunarDay::plain(1, 1)).is_some()
        && common(year, mention.day).is_none()
        && common(year - 1, mention.day).is_none()
    {
        out.report(mention.span).variant("absent").arg("year", u64::from(year.unsigned_abs()));
    }
}

/// `2026年（乙巳年）`, `甲辰蛇年`.
fn year_of(cx: &Context<'_>, place: usize, name: Span, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    let animal = after(text, name.end).filter(|&c| sexagenary::is_animal(c));
    let end = name.end + animal.map_or(0, char::len_utf8);
    if after(text, end) != Some('年') {
        return;
    }
    let span = Span::new(name.start, end + '年'.len_utf8());
    let known = sexagenary::names();
    if let Some(animal) = animal.filter(|&animal| animal != sexagenary::animal(place)) {
        out.report(span)
            .variant("animal")
            .arg("year", known[place].as_str())
            .arg("is", sexagenary::animal(place).to_string())
            .arg("said", animal.to_string());
        return;
    }
    let lead = text[..span.start].strip_suffix("农历").unwrap_or(&text[..span.start]);
    let before = LEADS.iter().find_map(|word| cx.facts.date_before(lead.strip_suffix(word)?.len()));
    let behind =
        || cx.facts.date_behind(span.end + text[span.end..].strip_prefix('（').map(|_| '（'.len_utf8())?);
    let Some(date) = before.or_else(behind).filter(|date| date.is_year()) else { return };
    if let Some(year) = date.known_year().filter(|&year| sexagenary::of(year) != place) {
        out.report(span)
            .variant("cycle")
            .arg("year", u64::from(year))
            .arg("is", known[sexagenary::of(year)].as_str())
            .related("date", date.span);
    }
}

/// 农历八月十五.
fn name(day: LunarDay) -> String {
    let month = match day.month {
        1 => "正月".to_owned(),
        12 => "腊月".to_owned(),
        month => format!("{}月", item(month.into())),
    };
    let early = if day.day <= 10 { "初" } else { "" };
    format!("{}{month}{early}{}", if day.is_leap { "闰" } else { "" }, item(day.day.into()))
}
