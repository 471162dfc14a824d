//! Slots: values that change from year to year. They are figures, dates, and numbers of sessions
//! (第七届, "the 7th term"; 八次全会, "the 8th plenary session").

use crate::facts::Facts;
use crate::facts::figure::changes::By;
use crate::facts::figure::measures::{Basis, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::change::since;
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::told::named;
use crate::facts::figure::relations::told::setting::OwnedSetting;
use crate::text::chars::is_han;
use crate::text::numeral::whole;
use crate::text::span::Span;
use crate::words::previous;

/// Words for meetings that may follow a number without the prefix 第: 全会 in 八次全会 ("8th plenary
/// session").
const SESSIONS: [&str; 5] = ["全会", "全体会议", "会议", "党代会", "代表大会"];
/// Last character of the name of a day, week, month or festival that recurs every year: 节 in 教师节
/// ("Teachers' Day"), 月 in 卫生月 ("Health Month").
const ANNUAL: [char; 4] = ['节', '日', '周', '月'];
/// Maximum number of characters of the name of an annual day.
const MAX_ANNUAL: usize = 14;
/// Minimum number of characters of the name of an annual day.
const MIN_ANNUAL: usize = 3;

/// A slot: a place in a clause whose value may change from year to year.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Span in the document's text.
    pub span: Span,
    /// Byte offset of the slot's sign in the frame.
    pub at: usize,
    /// Value of the slot: a figure, a date or the number of a session.
    pub kind: Kind,
}

/// Value of a slot.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A number with the thing that it counts.
    Figure(Box<Figure>),
    /// A date, or a part of one.
    When(When),
    /// Number of a meeting or a yearly day, with the unit after it: 届 in 第七届 ("7th term"), 次 in
    /// 八次全会 ("8th plenary session"), 个 in 第四十个教师节 ("the 40th Teachers' Day").
    Session(u32, char),
}

/// A date as written; parts that are not written are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The year.
    pub year: Option<u32>,
    /// The month.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
}

/// A figure that is independent of the document's text, so that the document can be dropped.
#[derive(Clone, Debug)]
pub struct Figure {
    quantity: Quantity<'static>,
    unit: String,
    /// Description of the figure by the words before it; `None` for lengths of time and bare
    /// numbers.
    pub named: Option<Naming>,
}

/// Description of a figure by the words before it.
#[derive(Clone, Debug)]
pub struct Naming {
    /// Name of the thing that the figure measures, such as 总产值 ("total output"). Words for time,
    /// verbs such as "complete" and words for the whole are left out.
    pub name: String,
    /// True if the name is in the figure's own words, not in those of a previous figure.
    pub is_own: bool,
    /// Role of the figure: the value itself, an earlier value, or a change.
    pub role: Role,
    /// Value that a change is compared with: the previous year's, for example.
    pub basis: Basis,
    /// Span of the verb that shows the role of the figure, such as 增长 ("grow").
    pub verb: Span,
    /// First byte of the text before the figure that was read as its description.
    pub start: usize,
    /// Place and time for which the figure holds.
    pub scope: OwnedSetting,
    /// True if a word for an aim (力争, "strive for") comes before the figure in its clause.
    pub is_aim: bool,
}

impl Naming {
    /// Direction of the change that the figure states, if it is one since the previous year or
    /// since a time that is not named; else `None`.
    pub fn change(&self) -> Option<Way> {
        match (self.role, self.basis) {
            (Role::By(way), Basis::Unsaid | Basis::YearBefore) => Some(way),
            _ => None,
        }
    }
}

impl Figure {
    /// The figure as a quantity.
    pub fn quantity(&self) -> Quantity<'_> {
        Quantity { unit: &self.unit, ..self.quantity }
    }

    /// Unit as written.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// True for a figure with a classifier that only this module reads: 锦旗37面 ("37 pennants").
    pub fn is_plain_count(&self) -> bool {
        self.named.is_none() && self.quantity.dimension.is_none() && !self.unit.is_empty()
    }

    /// True if `other` may be this figure with a typing error: two digits swapped, a decimal point
    /// moved, or one digit changed.
    pub fn is_slip_of(&self, other: &Self) -> bool {
        let (one, other) = (self.quantity(), other.quantity());
        one.scale == other.scale && is_slip(other.printed, one.printed)
    }

    /// Compares a stated change with the change that follows from two values. `from` is the value
    /// of the previous year, this figure is the value of this year, and `by` is the change that
    /// `text` states between them. `start` is the first byte of the words for this figure. `None`
    /// if the change is one from another base (a mean, constant prices) or cannot be computed.
    pub fn change_since<'f>(
        &'f self,
        text: &str,
        start: usize,
        (from, by): (&'f Self, By<'f>),
    ) -> Option<Relation<'f>> {
        since(text, start, (from.quantity(), self.quantity()), by)
    }

    /// True if two figures have the same digits, scale and unit.
    pub fn is_printed_as(&self, other: &Self) -> bool {
        let (one, other) = (self.quantity(), other.quantity());
        one.printed == other.printed
            && one.printed.decimals() == other.printed.decimals()
            && one.scale == other.scale
            && one.unit == other.unit
    }
}

/// Finds all slots of a document, in order and without overlaps. Their field `at` is set later,
/// when the frames are computed.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Slot> {
    let slot = |span, kind| Slot { span, at: 0, kind };
    let mut slots: Vec<Slot> = sessions(facts)
        .into_iter()
        .map(|(span, number, unit)| slot(span, Kind::Session(number, unit)))
        .collect();
    let text = facts.doc.text();
    for (span, year) in school_years(text).into_iter().chain(campaigns(text)).chain(cohorts(text)) {
        slots.push(slot(span, Kind::When(When { year: Some(year), month: None, day: None })));
    }
    for date in facts.dates().iter().filter(|date| !date.is_masked()) {
        let when = When { year: date.known_year(), month: date.known_month(), day: date.known_day() };
        slots.push(slot(date.span, Kind::When(when)));
    }
    let named = named(facts.doc.text(), facts.words(), facts.measures());
    let mut names = named.into_iter().peekable();
    for quantity in facts.quantities() {
        while names.next_if(|named| named.measure.quantity.span.start() < quantity.span.start()).is_some() {}
        let known = names.next_if(|named| named.measure.quantity.span.start() == quantity.span.start());
        // In a list, only the last figure has the unit.
        let quantity = known.as_ref().map_or(*quantity, |known| known.measure.quantity);
        let naming = known.map(|known| Naming {
            name: known.name,
            is_own: known.is_own,
            role: known.measure.role,
            basis: known.measure.basis,
            verb: known.measure.verb,
            start: known.measure.start,
            scope: known.scope,
            is_aim: false,
        });
        let mut unit = quantity.unit.to_owned();
        let mut quantity = Quantity { unit: "", ..quantity };
        // 锦旗37面 ("37 banners"): these classifiers are also nouns, so other modules do not read
        // them.
        let classifiers = facts.words().of(&previous::CLASSIFIER);
        if unit.is_empty()
            && let Some(word) = classifiers.start_of(&facts.doc.text()[quantity.span.end()..])
        {
            quantity.span.set_end(quantity.span.end() + word.len());
            word.clone_into(&mut unit);
        }
        slots.push(slot(quantity.span, Kind::Figure(Box::new(Figure { quantity, unit, named: naming }))));
    }
    // Of two slots with the same start the first kind wins: 八次 of 八次全会 is not a count.
    let rank = |slot: &Slot| match slot.kind {
        Kind::Session(..) => 0,
        Kind::When(_) => 1,
        Kind::Figure(_) => 2,
    };
    slots.sort_by_key(|slot| (slot.span.start(), rank(slot)));
    let mut end = 0;
    slots.retain(|slot| {
        let is_free = slot.span.start() >= end;
        end = if is_free { slot.span.end() } else { end };
        is_free
    });
    slots
}

/// True if a number is that of a session without the prefix 第: 八 in 十四届八次全会 ("8th plenary session
/// of the 14th term"), 三 in 五届人大三次会议 ("3rd session of the 5th people's congress"), 二 in 三届二次职代会
/// ("2nd staff assembly of the 3rd term"). `before` is the text before the number, `behind` the
/// text after 次.
fn is_session(facts: &Facts<'_>, before: &str, behind: &str) -> bool {
    let bodies = facts.words().of(&previous::ANNUAL_BODY);
    let term = bodies.end_of(before).map_or(before, |body| &before[..before.len() - body.len()]);
    let is_meeting = SESSIONS.iter().any(|word| behind.starts_with(word));
    term.ends_with('届') && (is_meeting || bodies.start_of(behind).is_some())
}

/// True if `words`, which follow a number and `unit`, begin with the name of an annual day, week,
/// month or festival: 教师节 ("Teachers' Day"), “世界水日” ("World Water Day"), 全国“安全生产月” ("National Work
/// Safety Month"). A 节 ("festival") counted with 届 is excluded, as it may be held every second
/// year.
pub fn is_annual_day(unit: char, words: &str) -> bool {
    // 全国“安全生产月”: the quotation marks may begin within the name.
    let letters = words.char_indices().filter(|(_, c)| !matches!(c, '“' | '‘' | '”' | '’' | '"'));
    let name = letters.take(MAX_ANNUAL).take_while(|(_, c)| is_han(*c)).skip(MIN_ANNUAL - 1);
    let mut ends = name.filter(|(_, c)| ANNUAL.contains(c) && !(unit == '届' && *c == '节'));
    let is_weekday =
        |name: &str| ["工作", "交易", "星期", "休息", "自然"].iter().any(|it| name.ends_with(it));
    matches!(unit, '个' | '届') && ends.any(|(at, _)| !is_weekday(&words[..at]))
}

/// School years, each as the span of its years and the first year: 2024—2025 and 2024 for
/// 2024—2025学年 ("school year 2024–2025").
fn school_years(text: &str) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("学年") {
        let before = &text[..at];
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let first = before[..at - digits].trim_end_matches(['—', '-', '–', '－', '~', '～', '至', '/']);
        let start = first.trim_end_matches('年');
        let year = start.get(start.len().saturating_sub(4)..).and_then(|year| year.parse::<u32>().ok());
        if let Some(year) =
            year.filter(|year| (1900..2200).contains(year) && digits >= 2 && first.len() < at - digits)
        {
            found.push((Span::new(start.len() - 4, at), year));
        }
    }
    found
}

/// Years of graduates or first-year students: 2024 in 2024届毕业生 ("class of 2024") and 2024级新生 ("new
/// students of 2024").
fn cohorts(text: &str) -> impl Iterator<Item = (Span, u32)> {
    text.match_indices(['届', '级']).filter_map(|(at, _)| {
        let before = &text[..at];
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let digits = Some(&before[start..]).filter(|digits| digits.len() == 4)?;
        let year = digits.parse().ok().filter(|year| (1990..2100).contains(year))?;
        Some((Span::new(start, at), year))
    })
}

/// Years at the beginning of a quoted name: 2024 in “2024春雷行动” ("2024 Operation Spring Thunder").
fn campaigns(text: &str) -> impl Iterator<Item = (Span, u32)> {
    text.match_indices(['“', '《']).filter_map(|(at, open)| {
        let start = at + open.len();
        let year =
            text.get(start..start + 4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let next = text[start + 4..].chars().next().filter(|c| is_han(*c) && !matches!(c, '年' | '—'))?;
        let is_scale = matches!(next, '万' | '亿' | '个' | '人' | '名' | '户' | '元');
        let year = year.parse().ok().filter(|year| (1990..2100).contains(year) && !is_scale)?;
        Some((Span::new(start, start + 4), year))
    })
}

/// Numbers of sessions and yearly days, with their spans and units: 七 in 第七届 ("7th term"), 十四 in
/// 十四届 ("14th term"), 八 in 八次全会 ("8th plenary session"), 四十 in 第四十个教师节 ("40th Teachers' Day").
fn sessions(facts: &Facts<'_>) -> Vec<(Span, u32, char)> {
    let text = facts.doc.text();
    let mut sessions = Vec::new();
    for token in facts.tokens().numbers() {
        let span = token.span();
        let (before, behind) = (&text[..span.start()], &text[span.end()..]);
        let is_ordinal = before.ends_with('第');
        let unit = match behind.chars().next() {
            Some('届') => '届',
            Some('次') if is_ordinal => '次',
            Some('个') if is_ordinal && is_annual_day('个', &behind['个'.len_utf8()..]) => '个',
            Some('次') if is_session(facts, before, &behind['次'.len_utf8()..]) => '次',
            Some('中') if before.ends_with('届') && behind.starts_with("中全会") => '次',
            _ => continue,
        };
        // 2024届毕业生 ("graduates of 2024") is a year.
        if let Some(number) = whole(span.of(text)).filter(|number| *number < 1000) {
            sessions.push((span, number, unit));
        }
    }
    sessions
}

#[cfg(test)]
mod tests {
    use super::cohorts;

    #[test]
    fn a_cohort_needs_a_year_of_four_digits_before_it() {
        let years = |text: &str| cohorts(text).map(|(_, year)| year).collect::<Vec<u32>>();
        assert_eq!(years("2024届毕业生和2025级新生"), [2024, 2025]);
        // The text before the word is shorter than a year.
        assert_eq!(years("级森林，7届，山级，12024届"), Vec::<u32>::new());
    }
}
