//! `date/festival`: 2020年春节（1月22日）, which was on the 25th; 2015年3月5日是除夕.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{Parts, no_options};
use crate::facts::date::calendar::festivals::{Festival, day, names};
use crate::facts::date::dates::DateMention;
use crate::facts::date::relations::Reading;
use crate::facts::lexicon::LiteralId;
use crate::text::span::Span;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    let words = names(parts.words).map(|(word, festival)| (parts.lexicon.add(word), festival));
    Ok(Box::new(Festivals { words: words.collect() }))
}

struct Festivals {
    words: Vec<(LiteralId, Festival)>,
}

impl Check for Festivals {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[Reading::Festival, Reading::FixedDay, Reading::SolarTerm]);
        for &(word, festival) in &self.words {
            for &name in cx.facts.occurrences(word) {
                let Some((year, said, span)) = named_first(cx, name) else { continue };
                if let Some(known) = day(festival, year).filter(|known| (known.month(), known.day()) != said)
                {
                    out.report(span)
                        .arg("year", u64::from(year.unsigned_abs()))
                        .arg("festival", cx.doc.slice(name))
                        .arg("date", format!("{}月{}日", known.month(), known.day()))
                        .related("festival", name);
                }
            }
        }
    }
}

fn month_and_day(date: &DateMention) -> Option<(i8, i8)> {
    Some((i8::try_from(date.known_month()?).ok()?, i8::try_from(date.known_day()?).ok()?))
}

/// `2020年春节（1月25日）`, `2020年春节是1月25日`.
fn named_first(cx: &Context<'_>, name: Span) -> Option<(i16, (i8, i8), Span)> {
    let text = cx.doc.text();
    let before = cx.facts.date_before(name.start).filter(|date| date.is_year());
    let rest = text[name.end..].strip_prefix('节').unwrap_or(&text[name.end..]);
    let rest = ["（", "(", "是", "为", "，即", "在"].iter().find_map(|lead| rest.strip_prefix(lead))?;
    let date = cx.facts.date_behind(text.len() - rest.len())?;
    // 除夕（2025年1月28日）
    let year = before.filter(|_| date.year.is_none()).unwrap_or(date).known_year()?;
    let is_range = text[date.span.end..].starts_with(['至', '到', '—', '-', '～', '、']);
    Some((i16::try_from(year).ok()?, month_and_day(date).filter(|_| !is_range)?, date.span))
}
