//! What a text says of its dates, held against a calendar, a table or another place of the text.
//!
//! A reading says by which words and structure a statement is read. Published documents are nearly always right: so a reading
//! is right if what it reads holds in them, and only one that does may accuse. Several readings of one place compete: if one of
//! them holds, nothing is said.

mod age;
mod course;
mod edition;
mod event;
mod event_date;
mod festival;
mod hours;
mod jubilee;
mod lunar;
mod named;
mod order;
mod own;
mod period;
mod plan;
mod relative;
mod session;
mod span;
pub mod weekday;

use crate::facts::Facts;
use crate::facts::date::resolved::Resolved;
use crate::text::span::Span;

/// By which words and structure dates are read as a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// 2025年7月1日至2026年6月30日: the first end is the earlier one.
    RangeOrder,
    /// 3月5日（星期三）.
    Weekday,
    /// 星期三（3月5日）.
    WeekdayBefore,
    /// 3月5日鸣枪，当天是星期三.
    WeekdayTold,
    /// 3月5日至8日，为期4天.
    DaysBehind,
    /// 工期30天（3月3日至4月1日）.
    DaysBefore,
    /// 9:00—11:30: the first hour is the earlier one.
    HourOrder,
    /// 9:00—9:75: an hour has sixty minutes.
    Minutes,
    /// 21:30至次日5:30（共8小时）.
    Hours,
    /// 9:00—11:30，会期半天.
    HalfDay,
    /// Items of an agenda, by their hours.
    Agenda,
    /// Stages of a plan, by their days.
    Stages,
    /// 距离12月31日只剩51天.
    Left,
    /// 新中国成立76周年.
    Jubilee,
    /// 70年前，志愿军跨过鸭绿江.
    YearsSince,
    /// 110周年校庆 above 始建于1916年.
    Founded,
    /// 第41个教师节.
    YearlyDay,
    /// 2024年6月10日端午节.
    Festival,
    /// 11月8日记者节.
    FixedDay,
    /// 12月21日冬至.
    SolarTerm,
    /// 1985年入党，党龄40年.
    Service,
    /// 9·30特大洪水: the day that an event is named by.
    NamedBy,
    /// 现年60岁 beside the year of birth.
    Age,
    /// 今年（2025年） against the date of the document.
    YearWord,
    /// 请于4月10日前报送 against the date of the document.
    DeadlineOwn,
    /// 兹定于3月8日召开 against the date of the document.
    MeetingOwn,
    /// 7月15日，我局召开了推进会 over a later signature.
    PastOwn,
    /// 实习期6个月，自2025年3月1日起至8月31日止.
    Term,
    /// 从2015年到2025年的十年间.
    Years,
    /// 6月12日，…检查，责令于6月27日前整改.
    OrderAfterEvent,
    /// 成立于2010年，距今已有15年.
    SinceOwn,
    /// 第二季度（4—6月）.
    Months,
    /// 8月下旬（25日前后）.
    Third,
    /// 民国二十六年（1937年）.
    Republic,
    /// 20世纪80年代.
    Decade,
    /// 会议于3月5日召开, 请于3月5日参加会议.
    OneMeeting,
    /// 2025年度工作总结 opened by 2025年，….
    SummaryYear,
    /// 做好2025年防汛工作 in the title and in the opening.
    TitleWords,
    /// 次日（11月11日） behind 11月10日.
    DayWord,
    /// 24个月，即至2027年8月19日.
    Reckoned,
    /// 每周五，9月5日、12日、19日.
    Weekly,
    /// 第十届艺术节 in the title and in the text.
    TitleEdition,
    /// 第八届 of what is held every year since 2018.
    EveryYear,
    /// 报名 that ends after 比赛时间.
    Registration,
    /// 2025年工作计划 below 2025年工作总结.
    Outlook,
    /// 2008年5月，公司挂牌开张 and 成立十五周年.
    OwnJubilee,
    /// 新中国成立（1949年）, an event whose days are known.
    EventDate,
    /// 2013年10月，党的十八届四中全会.
    Session,
    /// “十三五”（2015—2020年）, 2019年是“十三五”的收官之年.
    Plan,
    /// 2026年9月25日（农历八月十六）, 端午节（农历五月初六）.
    LunarDay,
    /// 2026年（乙巳年）, 甲辰蛇年.
    Cycle,
    /// 2020年春节（1月24日）.
    FestivalFirst,
    /// 2026年中秋节（星期四）.
    FestivalWeekday,
}

impl Reading {
    /// The first of the readings that read the same statement, and compete.
    fn statement(self) -> Self {
        match self {
            Self::WeekdayBefore | Self::WeekdayTold => Self::Weekday,
            Self::DaysBefore | Self::Term | Self::Years => Self::DaysBehind,
            Self::YearsSince | Self::Founded | Self::SinceOwn | Self::OwnJubilee => Self::Jubilee,
            Self::MeetingOwn | Self::OrderAfterEvent => Self::DeadlineOwn,
            Self::SolarTerm => Self::FixedDay,
            _ => self,
        }
    }
}

/// A value of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A number.
    Number(u64),
    /// Words.
    Words(String),
}

impl From<u32> for Told {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u64> for Told {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<String> for Told {
    fn from(value: String) -> Self {
        Self::Words(value)
    }
}

impl From<&str> for Told {
    fn from(value: &str) -> Self {
        Self::Words(value.to_owned())
    }
}

/// A statement about dates, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How it was read.
    pub reading: Reading,
    /// What is reported if it fails.
    pub place: Span,
    /// Other places that it rests on, with their labels.
    pub related: Vec<(&'static str, Span)>,
    /// Values of the message.
    pub values: Vec<(&'static str, Told)>,
    /// The wording of the rule, if not the first.
    pub variant: Option<&'static str>,
    /// True if it holds.
    pub holds: bool,
}

impl Relation {
    fn new(reading: Reading, place: Span, holds: bool) -> Self {
        Self { reading, place, related: Vec::new(), values: Vec::new(), variant: None, holds }
    }

    fn related(mut self, label: &'static str, span: Span) -> Self {
        self.related.push((label, span));
        self
    }

    fn value(mut self, name: &'static str, value: impl Into<Told>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    fn variant(mut self, name: &'static str) -> Self {
        self.variant = Some(name);
        self
    }
}

impl Facts<'_> {
    /// What the text says of its dates, in the order of the places. Where one reading of a place holds, those that fail are left
    /// out.
    pub fn date_relations(&self) -> &[Relation] {
        self.cells.date_relations.get_or_init(|| find(self))
    }
}

/// Bytes before and behind a statement that are its sentence at most.
const MAX_SENTENCE: usize = 1500;

/// What all readings share.
struct Scene<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'f str,
    dates: &'f [Resolved],
}

impl<'f> Scene<'f, '_> {
    /// The sentence around `at`, of one that is longer than any is the part near it.
    fn sentence(&self, at: usize) -> Option<Span> {
        let sentence = self.facts.sentences().at(at)?;
        let start = self.text.ceil_char_boundary(at.saturating_sub(MAX_SENTENCE));
        let end = self.text.floor_char_boundary((at + MAX_SENTENCE).min(self.text.len()));
        Some(Span::new(sentence.start.max(start.min(at)), sentence.end.min(end)))
    }

    /// True if a date is an end of a range.
    fn in_range(&self, date: &Resolved) -> bool {
        let ranges = self.facts.date_ranges();
        let next = ranges.partition_point(|range| range.span.end <= date.span.start);
        ranges.get(next).is_some_and(|range| range.span.overlaps(date.span))
    }

    /// The text before `at`, no more than `longest` bytes and not beyond its block.
    fn before(&self, at: usize, longest: usize) -> &'f str {
        let block = self.facts.doc.blocks()[self.facts.doc.block_at(at)].span;
        let start = self.text.ceil_char_boundary(at.saturating_sub(longest)).max(block.start.min(at));
        &self.text[start..at]
    }

    /// The text behind `at`, no more than `longest` bytes and not beyond its block.
    fn behind(&self, at: usize, longest: usize) -> &'f str {
        let block = self.facts.doc.blocks()[self.facts.doc.block_at(at)].span;
        let end = self.text.floor_char_boundary((at + longest).min(self.text.len())).min(block.end.max(at));
        &self.text[at..end]
    }
}

fn find(facts: &Facts<'_>) -> Vec<Relation> {
    let scene = Scene { facts, text: facts.doc.text(), dates: facts.resolved_dates() };
    let mut relations = Vec::new();
    order::find(&scene, &mut relations);
    weekday::find(&scene, &mut relations);
    span::find(&scene, &mut relations);
    hours::find(&scene, &mut relations);
    jubilee::find(&scene, &mut relations);
    named::find(&scene, &mut relations);
    own::find(&scene, &mut relations);
    age::find(&scene, &mut relations);
    period::find(&scene, &mut relations);
    course::find(&scene, &mut relations);
    event::find(&scene, &mut relations);
    event_date::find(&scene, &mut relations);
    relative::find(&scene, &mut relations);
    edition::find(&scene, &mut relations);
    festival::find(&scene, &mut relations);
    lunar::find(&scene, &mut relations);
    plan::find(&scene, &mut relations);
    session::find(&scene, &mut relations);
    settle(relations)
}

/// Leaves out what fails where another reading of the same statement holds.
fn settle(mut relations: Vec<Relation>) -> Vec<Relation> {
    relations.sort_by_key(|relation| (relation.place, relation.reading.statement(), !relation.holds));
    let mut settled: Vec<Relation> = Vec::with_capacity(relations.len());
    for relation in relations {
        let statement = relation.reading.statement();
        let is_known = settled
            .last()
            .is_some_and(|last| last.place == relation.place && last.reading.statement() == statement);
        if !is_known {
            settled.push(relation);
        }
    }
    settled
}
