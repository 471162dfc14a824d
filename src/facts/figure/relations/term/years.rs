//! Numbers of years between two years: 学校创办于1958年…2028年将迎来七十周年 ("the school, founded in 1958 … will
//! be seventy in 2028"); 1991年参加工作…到2023年退休，整整三十二年 ("worked since 1991 … retired in 2023, exactly
//! thirty-two years").

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::term::{Calculation, stated, tail};
use crate::facts::figure::relations::{Relation, Verdict};
use crate::words::rules::date::term::{ENDS, FOUNDED, WHOLE};

/// Maximum number of bytes between the year of a founding and its verb.
const MAX_VERB: usize = 60;
/// Maximum number of bytes between the second year and the number of years.
const MAX_BEHIND: usize = 120;
/// Maximum number of bytes of a season after a year: 秋天 ("in autumn").
const MAX_SEASON: usize = 12;
/// Maximum number of bytes between the two years.
const MAX_BETWEEN: usize = 400;
/// Particles before a number of years.
const FILLERS: [char; 5] = ['了', '的', '第', '其', ' '];
/// Word before an exact number of years: 整整三十二年 ("exactly thirty-two years"). This number must be
/// the difference of the two years.
const EXACTLY: &str = "整整";
/// Number of dates before the number of years that are searched.
const REACH: usize = 4;

/// Checks the numbers of years that are given with two years.
pub(super) fn find<'d>(facts: &Facts<'d>) -> Vec<Relation<'d>> {
    let quantities = facts.quantities().iter();
    let years =
        quantities.filter(|years| matches!(years.unit, "周年" | "年" | "个年头") && !years.is_approximate);
    years.filter_map(|years| count(facts, years)).collect()
}

/// Compares a number of years with the two years before it.
fn count<'d>(facts: &Facts<'d>, years: &Quantity<'d>) -> Option<Relation<'d>> {
    let text = facts.doc.text();
    let start = years.span.start();
    let block = facts.doc.blocks()[facts.doc.block_at(start)].span;
    let is_jubilee = years.unit == "周年";
    let lead = tail(text.get(block.start()..start)?, MAX_BEHIND);
    if years.is_calendar(text) || !is_jubilee && !WHOLE.iter().any(|word| lead.ends_with(word)) {
        return None;
    }
    let known = facts.dates().partition_point(|date| date.span.start() < start);
    let mut dates =
        facts.dates()[..known].iter().rev().take(REACH).filter(|date| date.span.start() >= block.start());
    let last = dates.next().filter(|date| start - date.span.end() <= MAX_BEHIND)?;
    // 2019年7月入职，2024年7月离职，整整五年 ("joined in July 2019, left in July 2024, exactly five years"): the
    // sentence has no other date. The number may begin the next sentence.
    let sentence = facts.sentences().at(start);
    let is_begun =
        sentence.is_some_and(|sentence| WHOLE.iter().any(|word| &text[sentence.start()..start] == *word));
    let sentence = sentence.and_then(|sentence| {
        if is_begun {
            facts.sentences().at(sentence.start().checked_sub("。".len())?)
        } else {
            Some(sentence)
        }
    });
    let inside = facts.dates()[..known].iter().rev().take(REACH);
    let inside = inside.filter(|date| sentence.is_some_and(|sentence| sentence.contains(date.span)));
    let is_pair = inside.filter(|date| date.known_year().is_some()).count() == 2;
    let is_apart = text[last.span.end()..start].contains(['。', '；', '\n']) && !(is_pair && is_begun);
    let is_end = is_jubilee || is_pair || text[..last.span.start()].ends_with(['到', '至']);
    if is_apart || !is_end {
        return None;
    }
    // 建党103周年 ("103rd anniversary of the Party") is the anniversary of something else.
    let name = lead.trim_end_matches(FILLERS);
    let is_own = !is_jubilee || ENDS.iter().any(|word| name.ends_with(word));
    let first = dates.filter(|_| is_own).find(|date| !is_jubilee || is_founding(text, date))?;
    let is_near = last.span.start().checked_sub(first.span.end())? <= MAX_BETWEEN;
    let passed =
        last.known_year()?.checked_sub(first.known_year()?).filter(|passed| *passed > 0 && is_near)?;
    let said = u32::try_from(years.value.to_string().parse::<u64>().ok()?).ok()?;
    // The first year and the last may both count.
    let margin = if is_jubilee { 0 } else { 1 };
    let month = |date: &DateMention| Some(date.known_year()? * 12 + date.known_month()?);
    // Four years from May to May are never three.
    let months = month(first).zip(month(last)).map(|(first, last)| last.saturating_sub(first));
    let is_exact = is_pair && lead.ends_with(EXACTLY) && months.is_some_and(|months| months % 12 == 0);
    let holds = said == passed || !is_exact && said.abs_diff(passed) <= margin;
    let formula = format!("{}—{}", first.span.of(text), last.span.of(text));
    let calculation = Calculation { formula, computed: format!("{passed}{}", years.unit) };
    stated(facts, years.span, calculation, Verdict { holds, is_unambiguous: true })
}

/// True if the words beside a year say that something began: 创办于1958年 ("founded in 1958"), 1958年成立.
fn is_founding(text: &str, date: &DateMention) -> bool {
    let before = tail(&text[..date.span.start()], MAX_VERB).trim_end_matches(['于', '在']);
    let behind = &text[date.span.end()..];
    let behind = &behind[..behind.floor_char_boundary(MAX_VERB)];
    let mut clauses = behind.split(['。', '；', '，', '\n']);
    let first = clauses.next().unwrap_or_default();
    // 1956年秋天，学校…奠基 ("in autumn 1956 the school's foundation was laid")
    let second = clauses.next().filter(|_| first.len() <= MAX_SEASON).unwrap_or_default();
    FOUNDED.iter().any(|word| before.ends_with(word) || first.contains(word) || second.contains(word))
}
