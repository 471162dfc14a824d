//! `date/weekday`: 2026年3月5日（星期三）, a Thursday.

use jiff::civil::Weekday;

use crate::checks::{Parts, no_options};
use crate::rule::check::{Check, Context, Findings};
use crate::text::span::Span;

/// The days by their last character, from Monday on.
const DAYS: [(char, Weekday); 8] = [
    ('一', Weekday::Monday),
    ('二', Weekday::Tuesday),
    ('三', Weekday::Wednesday),
    ('四', Weekday::Thursday),
    ('五', Weekday::Friday),
    ('六', Weekday::Saturday),
    ('日', Weekday::Sunday),
    ('天', Weekday::Sunday),
];

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(WeekdayOf))
}

struct WeekdayOf;

impl Check for WeekdayOf {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.text();
        for date in cx.facts.dates() {
            let Some(day) = date.day() else { continue };
            let rest = text[date.span.end..].trim_start_matches(['（', '(', '，', ',', ' ', '、']);
            let start = text.len() - rest.len();
            let Some(lead) = ["星期", "周", "礼拜"].iter().find(|lead| rest.starts_with(**lead)) else {
                continue;
            };
            let written = rest[lead.len()..].chars().next();
            let Some((last, said)) = DAYS.iter().find(|(c, _)| Some(*c) == written) else { continue };
            let end = start + lead.len() + last.len_utf8();
            // 周一至周五, 周三（…）两天 speak of more days.
            let is_alone = start - date.span.end <= 2 * "（".len()
                && !text[end..].starts_with(['至', '到', '、', '—', '-', '和', '期', '年', '岁']);
            if is_alone && *said != day.weekday() {
                let is = DAYS.iter().find(|(_, known)| *known == day.weekday()).map_or('?', |(c, _)| *c);
                out.report(Span::new(start, end))
                    .arg("date", date.span.of(text))
                    .arg("weekday", format!("{lead}{is}"))
                    .related("date", date.span);
            }
        }
    }
}
