//! Rule `date/conflict`: reports two statements that imply different current years: 去年（2019年）
//! ("last year (2019)") and 今年（2019年） ("this year (2019)") in one text.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::lexicon::LiteralId;
use crate::facts::numbering::pieces;
use crate::text::span::Span;
use crate::words::obligation;
use crate::words::rules::date::conflict::{COME, LEADS, NOW};

/// Words for years, each with its distance from the current year: two years ago, last year, this
/// year, next year, in two years.
const WORDS: [(&str, i64); 5] = [("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1), ("后年", 2)];
/// Names of the first three quarters, each with its last month.
const QUARTERS: [(&str, u32); 3] = [("一季度", 3), ("二季度", 6), ("三季度", 9)];
/// Last month of the year in which the name of a quarter without a year can only mean the current
/// year.
const LAST_MONTH: u32 = 10;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Conflict {
        words: WORDS.map(|(word, offset)| (input.lexicon.add(word), offset)),
        now: NOW.map(|word| input.lexicon.add(word)),
        quarters: QUARTERS.map(|(word, last)| (input.lexicon.add(word), last)),
    }))
}

struct Conflict {
    words: [(LiteralId, i64); 5],
    now: [LiteralId; NOW.len()],
    quarters: [(LiteralId, u32); 3],
}

/// A word for a year, followed by the number of the year: 去年（2019年） ("last year (2019)").
struct YearStatement {
    span: Span,
    piece: Option<usize>,
    /// Current year that follows from the word and the number: 2020 in this example.
    this: i64,
}

impl Check for Conflict {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut statements: Vec<YearStatement> = Vec::new();
        for (word, offset) in self.words {
            statements.extend(
                cx.facts.occurrences(word).iter().filter_map(|&span| year_statement(cx, span, offset)),
            );
        }
        statements.sort_by_key(|statements| statements.span);
        for pair in statements
            .windows(2)
            .filter(|pair| pair[0].piece == pair[1].piece && pair[0].this != pair[1].this)
        {
            let (first, second) = (pair[0].span, pair[1].span);
            out.report(second)
                .arg("first", cx.doc.slice(first))
                .arg("second", cx.doc.slice(second))
                .related("first", first);
        }
        self.quarters(cx, out);
        let readings = [
            DateReading::YearWord,
            DateReading::YearTold,
            DateReading::DayNow,
            DateReading::OneMeeting,
            DateReading::SummaryYear,
            DateReading::TitleWords,
            DateReading::PastOwn,
            DateReading::TitleEdition,
            DateReading::Registration,
            DateReading::Outlook,
        ];
        report(cx, out, &readings);
    }
}

impl Conflict {
    /// Reports a quarter that the text presents as coming although it is over: 为一季度稳住大盘作贡献
    /// ("contribute to a stable first quarter") in the same part as 现在临近10月份了 ("October is near
    /// now"). Not reported late in the year, if the next year's quarter may be meant.
    fn quarters(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, words) = (cx.doc.text(), cx.facts.words());
        let piece = |span: Span| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(span.start()));
        let month = |&now: &Span| {
            let lead = COME.iter().find(|lead| text[now.end()..].starts_with(**lead))?;
            let date = cx.facts.date_behind(now.end() + lead.len())?;
            let is_month = date.year.is_none() && date.day.is_none();
            Some((piece(now), now.join(date.span), date.known_month().filter(|_| is_month)?))
        };
        // First month that each part of the document states for "now".
        let mut months: Vec<_> =
            self.now.iter().flat_map(|&word| cx.facts.occurrences(word)).filter_map(month).collect();
        months.sort_unstable();
        months.dedup_by_key(|(piece, _, _)| *piece);
        for (word, last) in self.quarters {
            for &quarter in cx.facts.occurrences(word) {
                let before = text[..quarter.start()].trim_end_matches('第');
                let is_ahead =
                    before.ends_with('为') || words.of(&obligation::EFFORT).end_of(before).is_some();
                let here = piece(quarter);
                let Ok(at) = months.binary_search_by_key(&here, |(piece, _, _)| *piece) else { continue };
                let (_, now, month) = months[at];
                if is_ahead && last < month && month <= LAST_MONTH {
                    out.report(quarter)
                        .variant("quarter")
                        .arg("first", cx.doc.slice(now))
                        .arg("second", cx.doc.slice(quarter))
                        .related("first", now);
                }
            }
        }
    }
}

fn year_statement(cx: &Context<'_>, word: Span, offset: i64) -> Option<YearStatement> {
    let text = cx.doc.text();
    let rest = &text[word.end()..];
    let lead = LEADS.iter().find(|lead| rest.starts_with(**lead))?;
    let date = cx.facts.date_behind(word.end() + lead.len()).filter(|date| date.is_year())?;
    // 今年是2019年以来最好的一年 ("this year is the best since 2019") does not say that this year is 2019.
    let is_whole = text[date.span.end()..].starts_with(['）', ')', '，', '。', '；', '、', '！', '：']);
    let piece = pieces::of_block(cx.facts.pieces(), cx.doc.block_at(word.start()));
    let this = i64::from(date.known_year()?) - offset;
    let close =
        text[date.span.end()..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    is_whole.then(|| YearStatement { span: Span::new(word.start(), date.span.end() + close), piece, this })
}
