//! `date/weekday`: 2026年3月5日（星期三）, a Thursday; 2026年中秋节（星期四）, a Friday.

use jiff::civil::Date as Day;

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{Parts, no_options};
use crate::facts::date::calendar::festivals::{Festival, day, names};
use crate::facts::date::relations::Reading;
use crate::facts::date::relations::weekday::weekday;
use crate::facts::lexicon::LiteralId;
use crate::text::span::Span;
use crate::words::rules::date::weekday::{DAYS, LEADS, MORE};

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    let festivals = names(parts.words).map(|(word, festival)| (parts.lexicon.add(word), festival));
    Ok(Box::new(WeekdayOf { festivals: festivals.collect() }))
}

struct WeekdayOf {
    festivals: Vec<(LiteralId, Festival)>,
}

impl Check for WeekdayOf {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        report(cx, out, &[Reading::Weekday, Reading::WeekdayBefore, Reading::WeekdayTold, Reading::Weekly]);
        for &(word, festival) in &self.festivals {
            for &name in cx.facts.occurrences(word) {
                let year = cx.facts.date_before(name.start).filter(|date| date.is_year());
                let Some(year) = year.and_then(|date| Some((date.span, date.known_year()?))) else {
                    continue;
                };
                let Some(day) = i16::try_from(year.1).ok().and_then(|year| day(festival, year)) else {
                    continue;
                };
                let end = name.end
                    + if cx.doc.text()[name.end..].starts_with('节') { '节'.len_utf8() } else { 0 };
                compare(cx, day, Span::new(year.0.start, end), out);
            }
        }
    }
}

/// Reports the weekday right behind `named` where `day` is another.
fn compare(cx: &Context<'_>, day: Day, named: Span, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    let rest = text[named.end..].trim_start_matches(['（', '(', '，', ',', ' ', '、']);
    let start = text.len() - rest.len();
    let Some(lead) = LEADS.iter().find(|lead| rest.starts_with(**lead)) else { return };
    let written = rest[lead.len()..].chars().next();
    let Some((last, said)) = written.and_then(|c| Some((c, weekday(c)?))) else { return };
    let end = start + lead.len() + last.len_utf8();
    // 周一至周五, 周三（…）两天 speak of more days.
    let is_alone = start - named.end <= 2 * "（".len() && !text[end..].starts_with(MORE);
    if is_alone && said != day.weekday() {
        let is = DAYS.into_iter().find(|&c| weekday(c) == Some(day.weekday())).unwrap_or('?');
        out.report(Span::new(start, end))
            .arg("date", named.of(text))
            .arg("weekday", format!("{lead}{is}"))
            .related("date", named);
    }
}
