//! Names of the readings. Checks use them to choose what they report.

/// The words and structure by which dates are read as a statement.
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
    /// 9·30特大洪水: the day in the name of an event.
    NamedBy,
    /// 现年60岁 beside the year of birth.
    Age,
    /// 今年（2025年） against the date of the document.
    YearWord,
    /// 请于4月10日前报送 against the date of the document.
    DeadlineOwn,
    /// 兹定于3月8日召开 against the date of the document.
    MeetingOwn,
    /// 7月15日，我局召开了推进会 with a signature before that day.
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
    /// 2025年度工作总结 with an opening 2025年，….
    SummaryYear,
    /// 做好2025年防汛工作 in the title and in the opening.
    TitleWords,
    /// 次日（11月11日） after 11月10日.
    DayWord,
    /// 24个月，即至2027年8月19日.
    Reckoned,
    /// 每周五，9月5日、12日、19日.
    Weekly,
    /// 第十届艺术节 in the title and in the text.
    TitleEdition,
    /// 第八届 of an event held every year since 2018.
    EveryYear,
    /// 报名 that ends after 比赛时间.
    Registration,
    /// 2025年工作计划 below 2025年工作总结.
    Outlook,
    /// 2008年5月，公司挂牌开张 and 成立十五周年.
    OwnJubilee,
    /// 新中国成立（1949年）, an event whose days are known.
    EventDate,
    /// 2009年5月任厂长，2021年5月卸任。任上的十二年间.
    Lasting,
    /// 2017年…。时隔八年，2025年….
    LyingApart,
    /// 6月30日完工，已于6月12日验收，提前18天.
    Shifted,
    /// 2012年…，三年后的2015年.
    Step,
    /// 五月的第二个星期日是5月10日, 母亲节（5月10日）.
    NthWeekday,
    /// 自下周一（6月9日）起 with a signature.
    WeekWord,
    /// 1975年结婚，2025年金婚.
    Wedding,
    /// 北京时间14:00（东京时间15:00）.
    Zone,
    /// Entries of a chronicle, by their days.
    Chronicle,
    /// 5月6日、7日、8日三天.
    DaysListed,
    /// 昨天（3月4日）, 今天（3月5日）.
    DayNow,
    /// 第四季度的11月.
    MonthOf,
    /// 2009年5月任厂长，2021年5月卸任.
    InOrder,
    /// 午时（11时至13时）.
    OldHour,
    /// 2022级，学制四年，2026年毕业.
    Grade,
    /// 本周末（6月14日）.
    Weekend,
    /// 第三季度小结 with a paragraph that begins with 10月，.
    TitlePeriod,
    /// 三年行动计划（2023—2025年）.
    PlanYears,
    /// 生于1955年，已是古稀之年.
    AgeName,
    /// 生于1992年的90后.
    Generation,
    /// 下午5点半（17:30）.
    HourTwice,
    /// 翌年（1959年） after 1958年.
    YearTold,
    /// 1986年7月毕业，同年8月分配.
    SameYear,
    /// 签订于6月8日，早在5月30日就已支付.
    Early,
    /// 将于12月28日停止，2026年1月3日恢复.
    NextYear,
    /// 2024—2025学年.
    SchoolYear,
    /// 11月份按30天计.
    MonthDays,
    /// 19世纪六十年代，具体说是1861年.
    Century,
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
    /// The reading that represents all readings of the same statement; these compete with each
    /// other.
    pub(super) fn statement(self) -> Self {
        match self {
            Self::WeekdayBefore | Self::WeekdayTold => Self::Weekday,
            Self::DaysBefore
            | Self::Term
            | Self::Years
            | Self::Lasting
            | Self::LyingApart
            | Self::Shifted
            | Self::PlanYears
            | Self::Step => Self::DaysBehind,
            Self::YearsSince | Self::Founded | Self::SinceOwn | Self::OwnJubilee => Self::Jubilee,
            Self::MeetingOwn | Self::OrderAfterEvent => Self::DeadlineOwn,
            Self::SolarTerm => Self::FixedDay,
            Self::NextYear => Self::InOrder,
            _ => self,
        }
    }
}
