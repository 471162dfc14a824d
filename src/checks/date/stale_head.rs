//! Rule `date/stale-head`: reports a year in the head of a document that was kept from an earlier
//! one: the title 2025年工作要点 ("work plan for 2025") above 2026年是… ("2026 is …"), or the document
//! number 〔2025〕8号 above a signature of May 2026.

use jiff::civil::Date as Day;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::date::dates::DateMention;
use crate::facts::date::own_date::{OwnDate, OwnDatePlace};
use crate::text::span::Span;
use crate::words::obligation;
use crate::words::rules::date::stale_head::PLANS;

/// Number of blocks at the top that belong to the head of the document.
const HEAD_BLOCKS: usize = 5;
/// Number of blocks at the start in which a plan names its year.
const OPENING_BLOCKS: usize = 12;
/// Maximum length of a title, in bytes.
const MAX_TITLE: usize = 200;
/// Maximum number of days between the dates in the head and in the signature of a document.
const MAX_WAIT: i32 = 180;
/// Number of bytes after a date that are searched for words about past or future.
const MAX_CLAUSE: usize = 120;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(StaleHead))
}

struct StaleHead;

impl Check for StaleHead {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let own = cx.facts.own_dates();
        let at = |place| own.iter().find(|own| own.place == place).and_then(|own| Some((own.day, own.span?)));
        let (signed, headed) = (at(OwnDatePlace::Signature), at(OwnDatePlace::Head));
        if let (Some((signed, signature)), Some((headed, head))) = (signed, headed)
            && days_between(headed, signed).abs() > MAX_WAIT
        {
            let (old, other) = if headed < signed { (head, signature) } else { (signature, head) };
            out.report(old).arg("other", cx.doc.slice(other)).related("other", other);
        }
        title(cx, signed, out);
        if let Some((signed, signature)) = signed {
            number(cx, signed, signature, out);
        }
        if let Some(own) = own.first() {
            past(cx, *own, out);
        }
    }
}

fn days_between(from: Day, to: Day) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Reports an old year in the title, such as 2025年工作要点 ("work plan for 2025"), if the text is
/// signed in 2026 or begins with 2026年是… ("2026 is …").
fn title(cx: &Context<'_>, signed: Option<(Day, Span)>, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    let blocks = cx.doc.blocks();
    let is_title = |span: Span| {
        span.len() <= MAX_TITLE
            && PLANS.iter().any(|word| span.of(text).contains(word))
            && !span.of(text).contains(['。', '，', '；'])
    };
    let Some(block) = blocks.iter().take(HEAD_BLOCKS).find(|block| is_title(block.span)) else { return };
    let years: Vec<&DateMention> =
        cx.facts.dates().iter().take_while(|date| date.span.end() <= block.span.end()).collect();
    let Some((named, year)) = years
        .iter()
        .filter(|date| date.is_year() && date.span.start() >= block.span.start())
        .filter_map(|date| Some((date.span, date.known_year()?)))
        .max_by_key(|(_, year)| *year)
        // 2025年度 ("the year 2025", as a period) may be the year under review.
        .filter(|(span, _)| !text[span.end()..].starts_with('度'))
    else {
        return;
    };
    let end = blocks.get(OPENING_BLOCKS).map_or(text.len(), |block| block.span.start());
    let is = |date: &&DateMention| date.is_year() && text[date.span.end()..].starts_with('是');
    let opening =
        cx.facts.dates()[years.len()..].iter().take_while(|date| date.span.start() < end).filter(is);
    let said: Vec<_> = opening.filter_map(|date| Some((date.known_year()?, date.span))).collect();
    let later = said.iter().find(|(said, _)| *said == year + 1).map(|(_, span)| *span);
    let later = later.filter(|_| said.iter().all(|(said, _)| *said != year));
    let signed = signed.filter(|(day, _)| u32::try_from(day.year()).is_ok_and(|signed| signed > year));
    if let Some(other) = later.or(signed.map(|(_, span)| span)) {
        out.report(named).arg("other", cx.doc.slice(other)).related("other", other);
    }
}

/// Reports a document number with an old year, such as 〔2025〕8号, if the signature is of a later
/// year. In January and February, numbers of the previous year may still be in use.
fn number(cx: &Context<'_>, signed: Day, signature: Span, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    for block in cx.doc.blocks().iter().take(HEAD_BLOCKS) {
        let line = block.span.of(text);
        let Some(open) = line.find('〔').filter(|_| line.ends_with('号') && line.len() < MAX_TITLE) else {
            continue;
        };
        let year = line[open + '〔'.len_utf8()..].split_once('〕').map(|(year, _)| year);
        let Some(written) = year.filter(|year| year.len() == 4) else { continue };
        let is_old = written.parse().is_ok_and(|year: i16| {
            year < signed.year() && !(year + 1 == signed.year() && signed.month() <= 2)
        });
        if is_old {
            let start = block.span.start() + open + '〔'.len_utf8();
            out.report(Span::new(start, start + written.len()))
                .variant("number")
                .arg("other", cx.doc.slice(signature))
                .related("other", signature);
        }
    }
}

/// Reports a signature date that is before a date that the text treats as past: 截至2026年2月底已完成…
/// ("completed by the end of February 2026") in a text dated March 2025.
fn past(cx: &Context<'_>, own: OwnDate, out: &mut Findings<'_>) {
    let text = cx.doc.text();
    let Some(signature) = own.span else { return };
    // 截至2027年底，力争… ("by the end of 2027, strive to …") is about the future.
    let looks_ahead = |clause: &str| {
        let mut classes = [&obligation::EFFORT, &obligation::INTENTION].into_iter();
        classes.any(|class| cx.facts.words().of(class).is_in(clause))
    };
    let told = cx.facts.dates().iter().find(|date| {
        let is_later = match (date.known_year(), date.known_month()) {
            (Some(year), Some(month)) => {
                (year, month)
                    > (u32::from(own.day.year().unsigned_abs()), u32::from(own.day.month().unsigned_abs()))
            }
            _ => false,
        };
        let clause = &text[date.span.end()..text.floor_char_boundary(date.span.end() + MAX_CLAUSE)];
        let clause = clause.split(['。', '；', '\n']).next().unwrap_or_default();
        is_later
            && text[..date.span.start()].ends_with("截至")
            && clause.contains('已')
            && !looks_ahead(clause)
    });
    if let Some(told) = told {
        out.report(signature)
            .variant("past")
            .arg("other", cx.doc.slice(told.span))
            .related("other", told.span);
    }
}
