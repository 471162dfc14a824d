//! Durations compared with their first and last day, or with their beginning and end:
//! 租期三年，自2022年3月1日起至2025年2月28日止 ("lease of three years, from 1 March 2022 to 28 February 2025");
//! 工期150天，…开工日期…，竣工日期… ("150 days of work, … begun on …, completed on …");
//! 9时10分开始，11时30分结束，历时2小时20分 ("from 9:10 to 11:30, 2 h 20 min").

mod years;

use jiff::civil::Date as Day;

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::length::Length;
use crate::facts::date::times::{Half, TimeMention};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, Verdict};
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::phrases::Phrases;
use crate::text::span::Span;
use crate::words::rules::date::term::{self, PENALTIES, TERMS, UNTIL};
use crate::words::time;

static BUILT: Phrases = Phrases::of(&term::BUILT);
static OPENED: Phrases = Phrases::of(&term::OPENED);

/// Number of bytes before the first day that are searched for a sentence of a court.
const MAX_PENALTY: usize = 420;
/// Maximum number of bytes between a duration such as that of a lease and its first day.
const MAX_TERM: usize = 60;
/// Maximum number of bytes between the first and the last day of building works, and between these
/// days and the duration.
const MAX_BUILT: usize = 150;
/// Maximum number of bytes between two times of day, and between the second one and the duration.
const MAX_SESSION: usize = 90;
/// Maximum difference, in days, between the stated last day and the one that follows from the
/// duration. The last day may count or not, and months differ in length.
const MARGIN: i64 = 3;
/// Mean number of days in a month, times 100.
const MONTH: i64 = 3044;

/// Checks all durations of a document that have two days or times beside them.
pub(super) fn find<'d>(facts: &Facts<'d>) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    for (at, pair) in facts.dates().windows(2).enumerate() {
        if let Some([first, last]) = days(pair) {
            let spans = [pair[0].span, pair[1].span];
            let before = at.checked_sub(1).map(|before| facts.dates()[before].span.end());
            let is_alone = is_apart(facts.doc.text(), before, spans[0].start());
            let reader = Reader { facts, first, last, spans, is_alone };
            relations.extend(reader.term().or_else(|| reader.building()));
        }
    }
    for (at, pair) in facts.times().windows(2).enumerate() {
        // 9时至11时、14时至16时，共4小时 ("9 to 11, 14 to 16, 4 hours in all") has two intervals.
        let before = at.checked_sub(1).map(|before| facts.times()[before].span.end());
        if is_apart(facts.doc.text(), before, pair[0].span.start()) {
            relations.extend(session(facts, [&pair[0], &pair[1]]));
        }
    }
    relations.extend(years::find(facts));
    relations
}

/// True if a sentence ends between `before` and `start`.
fn is_apart(text: &str, before: Option<usize>, start: usize) -> bool {
    before.and_then(|before| text.get(before..start)).is_none_or(|gap| gap.contains(['。', '；', '\n']))
}

/// Days of two complete dates. `None` if the second is not later than the first.
fn days(pair: &[DateMention]) -> Option<[Day; 2]> {
    let [first, last] = [pair.first()?.day()?, pair.get(1)?.day()?];
    (first < last).then_some([first, last])
}

/// Reader of the duration that the text gives beside two dates, its first and last day.
struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    first: Day,
    last: Day,
    spans: [Span; 2],
    /// True if no other date precedes the two dates in their sentence.
    is_alone: bool,
}

impl<'d> Reader<'_, 'd> {
    /// Compares a duration with its first and last day: 有期徒刑一年六个月…自2021年3月2日起至2022年9月1日止 ("prison
    /// for one year and six months … from 2 March 2021 to 1 September 2022"); 租期三年，自… ("lease of
    /// three years, from …").
    fn term(&self) -> Option<Relation<'d>> {
        let text = self.facts.doc.text();
        let [first, last] = self.spans;
        let between = text.get(first.end()..last.start())?.trim();
        if !UNTIL.contains(&between) {
            return None;
        }
        let block = self.facts.doc.blocks()[self.facts.doc.block_at(first.start())].span;
        let before = &text[block.start()..first.start()];
        if let Some((length, at)) = last_of(&PENALTIES, tail(before, MAX_PENALTY), usize::MAX) {
            // Days in custody are deducted, so only a slip of whole months is reported.
            let apart = self.apart(&length)?;
            let months = (apart * 100 + MONTH / 2) / MONTH;
            let is_months = (months * MONTH / 100 - apart).abs() <= MARGIN;
            return self.relation(&length, first.start() - at, apart.abs() > MARGIN && is_months);
        }
        if let Some((length, at)) = last_of(&TERMS, tail(before, MAX_TERM), MAX_TERM) {
            return self.relation(&length, first.start() - at, true);
        }
        // 自…起至…止，共三年 ("from … to …, three years")
        let behind = text[last.end()..block.end()].trim_start_matches(['止', '，', ',', '（', '(']);
        let start = block.end() - behind.len();
        let lead = self.facts.words().of(&time::LASTING).start_of(behind).filter(|_| self.is_alone)?;
        let length = Length::at(&behind[lead.len()..])?;
        self.relation(&length, start + lead.len(), true)
    }

    /// Compares a time of construction with its first and last day:
    /// 工期150天，开工日期2024年3月1日，竣工日期2024年7月28日 ("150 days of work, begun on 1 March 2024, completed on
    /// 28 July 2024").
    fn building(&self) -> Option<Relation<'d>> {
        let text = self.facts.doc.text();
        let [first, last] = self.spans;
        let between = text.get(first.end()..last.start()).filter(|gap| gap.len() <= MAX_BUILT)?;
        let lead = tail(&text[..first.start()], MAX_TERM);
        let is_opened = OPENED.is_in(lead);
        if !is_opened || !BUILT.is_in(between) {
            return None;
        }
        let before = tail(&text[..first.start()], MAX_BUILT);
        if let Some((length, at)) = last_of(&TERMS, before, MAX_BUILT) {
            return self.relation(&length, first.start() - at, true);
        }
        // 开工日期…，竣工日期…。工期总日历天数：120天 ("begun on …, completed on …. Calendar days: 120")
        let behind = &text[last.end()..text.floor_char_boundary((last.end() + MAX_TERM).min(text.len()))];
        let (at, word) = TERMS
            .iter()
            .filter_map(|word| Some((behind.find(word)?, word)))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
        let length = Length::at(&behind[at + word.len()..])?;
        let start = last.end() + at + word.len() + length.skipped;
        self.relation(&length, start, true)
    }

    /// Number of days from the end that follows from the duration `length` to the stated end.
    fn apart(&self, length: &Length) -> Option<i64> {
        let end = length.end(self.first)?;
        Some(i64::from(end.until(self.last).ok()?.get_days()))
    }

    /// Creates the relation of the duration that begins at byte `start` with the two days.
    fn relation(&self, length: &Length, start: usize, is_unambiguous: bool) -> Option<Relation<'d>> {
        let apart = self.apart(length)?;
        let holds = apart.abs() <= if length.is_in_days() { 1 } else { MARGIN };
        let computed = Length::between(self.first, self.last, length.is_in_days())?;
        let formula = format!("{}—{}", self.first, self.last);
        let calculation = Calculation { formula, computed };
        let verdict = Verdict { holds, is_unambiguous };
        stated(self.facts, Span::new(start, start + length.bytes), calculation, verdict)
    }
}

/// Compares the duration of an event with its beginning and end: 上午9时10分开始，11时30分结束，历时2小时20分 ("from
/// 9:10 to 11:30, 2 h 20 min").
fn session<'d>(facts: &Facts<'d>, [first, last]: [&TimeMention; 2]) -> Option<Relation<'d>> {
    let text = facts.doc.text();
    let between = text.get(first.span.end()..last.span.start()).filter(|gap| gap.len() <= MAX_SESSION)?;
    let behind = &text[last.span.end()..];
    let behind = &behind[..behind.floor_char_boundary(MAX_SESSION)];
    let clause = behind.split(['。', '；', '\n']).next()?;
    let lasting = facts.words().of(&time::LASTING);
    let (at, lead) =
        clause.char_indices().find_map(|(at, _)| Some((at, lasting.start_of(&clause[at..])?)))?;
    // 最精彩的部分持续12分钟 ("the best part lasts 12 minutes") is about something else.
    let is_bare = clause[..at].is_empty() || clause[..at].ends_with(['，', ',', '（', '(', '、']);
    let length = Length::at(&clause[at + lead.len()..]).filter(|_| is_bare)?;
    let minutes = |time: &TimeMention| {
        let is_late = time.half == Some(Half::Afternoon) && time.hour < 12;
        (time.hour + if is_late { 12 } else { 0 }) * 60 + time.minute.unwrap_or(0)
    };
    let [from, to] = [minutes(first), minutes(last)];
    // 下午2时10分至4时 ("2:10 to 4 in the afternoon"): the half of the day is given only once.
    let to = if to < from && last.half.is_none() { to + 12 * 60 } else { to };
    let said = length.minutes()?;
    let took = to.checked_sub(from).filter(|took| *took > 0)?;
    // 9时至11时，14时至16时 ("9 to 11, 14 to 16"): there are other times, and some of these are not
    // recognised.
    let has_number = |words: &str| words.contains(|c: char| narrow(c).is_ascii_digit() || is_numeral(c));
    if between.contains(['。', '；', '\n']) || has_number(between) || has_number(&clause[..at]) {
        return None;
    }
    let start = last.span.end() + at + lead.len();
    let formula = format!("{}—{}", first.span.of(text), last.span.of(text));
    let computed = match (took / 60, took % 60) {
        (0, minutes) => format!("{minutes}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, minutes) => format!("{hours}小时{minutes}分钟"),
    };
    let calculation = Calculation { formula, computed };
    let verdict = Verdict { holds: took == said, is_unambiguous: true };
    stated(facts, Span::new(start, start + length.bytes), calculation, verdict)
}

/// End of `text`, at most `longest` bytes of it.
fn tail(text: &str, longest: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(longest))..]
}

/// Last duration in `text` that directly follows one of `words`. Also returns the distance in bytes
/// from its start to the end of `text`, which is at most `farthest`.
fn last_of(words: &[&str], text: &str, farthest: usize) -> Option<(Length, usize)> {
    let found = words.iter().filter_map(|word| {
        let (at, _) =
            text.rmatch_indices(word).find(|(at, _)| Length::at(&text[at + word.len()..]).is_some())?;
        Some(at + word.len())
    });
    let at = found.max()?;
    let length = Length::at(&text[at..])?;
    let is_near = text.len() - at <= farthest;
    is_near.then(|| {
        let skipped = length.skipped;
        (length, text.len() - at - skipped)
    })
}

/// Texts for the message: `formula` shows both ends of a duration, `computed` the duration between
/// them.
struct Calculation {
    formula: String,
    computed: String,
}

/// Creates the relation of the duration at `place` with the one that follows from its ends. `None`
/// if there is no exact figure at `place`.
fn stated<'d>(
    facts: &Facts<'d>,
    place: Span,
    calculation: Calculation,
    verdict: Verdict,
) -> Option<Relation<'d>> {
    let first = facts.quantities().partition_point(|quantity| quantity.span.start() < place.start());
    let inside =
        facts.quantities()[first..].iter().take_while(|quantity| quantity.span.start() < place.end());
    let mut inside = inside.filter(|quantity| !quantity.is_approximate);
    let stated = *inside.next()?;
    let operands = inside.map(|quantity| Operand::new("part", *quantity)).collect();
    let Calculation { formula, computed } = calculation;
    let Verdict { holds, is_unambiguous } = verdict;
    let reading = FigureReading::Term;
    Some(Relation { reading, stated, place, operands, holds, is_unambiguous, formula, computed })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_terms_from_their_ends() {
        let cases: [(&str, &[&str]); 15] = [
            ("租期三年，自2022年3月1日起至2024年2月29日止。", &["三年"]),
            ("判处有期徒刑一年六个月（刑期即自2021年3月2日起至2023年9月1日止）。", &["一年"]),
            ("计划工期：150日历天。\n开工日期：2024年3月1日。\n竣工日期：2024年9月28日。", &["150"]),
            ("会议上午9时10分开始，11时30分结束，历时3小时20分。", &["3小时"]),
            ("学校创办于1958年，几经变迁。2028年将迎来六十周年校庆。", &["六十周年"]),
            ("她1991年7月参加工作，到2023年7月退休，在讲台上站了整整二十三年。", &["二十三年"]),
            ("学校创办于1958年，几经变迁。2028年将迎来七十周年校庆。", &[]),
            ("她1991年7月参加工作，到2023年7月退休，在讲台上站了整整三十二年。", &[]),
            ("学校创办于1958年。2024年举办建党103周年活动。", &[]),
            ("租期三年，自2022年3月1日起至2025年2月28日止。", &[]),
            ("判处有期徒刑一年六个月（刑期即自2021年3月2日起至2022年8月12日止）。", &[]),
            ("判处有期徒刑一年六个月（刑期即自2021年3月2日起至2022年9月1日止）。", &[]),
            ("计划工期：150日历天。\n开工日期：2024年3月1日。\n竣工日期：2024年7月28日。", &[]),
            ("上午9时至11时，下午2时至4时，历时4小时。", &[]),
            ("会议下午2时10分开始，4时30分结束，历时2小时20分。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Term]), expected, "{text}");
        }
    }

    #[test]
    fn two_years_far_apart_belong_to_two_things() {
        let text = |blanks: usize| {
            let between = format!("参加工作{}{}，到", "教书".repeat(63), " ".repeat(blanks));
            (between.len(), format!("她1991年7月{between}2023年7月退休，整整二十三年。"))
        };
        let [(near, near_text), (far, far_text)] = [text(4), text(5)];
        assert_eq!((near, wrong(&near_text, &[FigureReading::Term]).len()), (400, 1));
        assert_eq!((far, wrong(&far_text, &[FigureReading::Term]).len()), (401, 0));
    }
}
