//! Names of the readings: the forms of words in which a text makes statements about dates. Checks
//! use them to choose which statements they report.

/// Form of words by which dates are recognised as a statement that can be right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateReading {
    /// Order of the two dates of a range: 2025年7月1日至2026年6月30日 ("1 July 2025 to 30 June 2026").
    RangeOrder,
    /// Weekday after a date: 3月5日（星期三） ("5 March (Wednesday)").
    Weekday,
    /// Weekday before its date: 星期三（3月5日） ("Wednesday (5 March)").
    WeekdayBefore,
    /// Weekday in a clause after that of its date: 3月5日鸣枪，当天是星期三 ("the start is on 5 March, the day
    /// is a Wednesday").
    WeekdayTold,
    /// Number of days after a range: 3月5日至8日，为期4天 ("5 to 8 March, for 4 days").
    DaysBehind,
    /// Number of days before a range: 工期30天（3月3日至4月1日） ("30 days of work (3 March to 1 April)").
    DaysBefore,
    /// Order of the two times of a range: 9:00—11:30.
    HourOrder,
    /// Minutes above 59: 9:00—9:75.
    Minutes,
    /// Number of hours beside a range: 21:30至次日5:30（共8小时） ("21:30 to 5:30 the next day (8 hours)").
    Hours,
    /// "Half a day" beside a range of hours: 9:00—11:30，会期半天 ("9:00–11:30, meeting of half a day").
    HalfDay,
    /// Order of the items of an agenda, which must begin one after the other.
    Agenda,
    /// Order of the stages of a plan, which must begin one after the other.
    Stages,
    /// Number of days that are left: 距离12月31日只剩51天 ("only 51 days are left until 31 December").
    Left,
    /// Number of an anniversary: 新中国成立76周年 ("76th anniversary of New China").
    Jubilee,
    /// Number of years since an event: 70年前，志愿军跨过鸭绿江 ("70 years ago the volunteers crossed the
    /// Yalu").
    YearsSince,
    /// Anniversary in the title, year of founding in the text: 110周年校庆 ("110th anniversary of the
    /// school") and 始建于1916年 ("founded in 1916").
    Founded,
    /// Number of a yearly day: 第41个教师节 ("the 41st Teachers' Day").
    YearlyDay,
    /// Traditional festival after a date: 2024年6月10日端午节 ("10 June 2024, Dragon Boat Festival").
    Festival,
    /// Holiday of a fixed day after a date: 11月8日记者节 ("8 November, Journalists' Day").
    FixedDay,
    /// Solar term after a date: 12月21日冬至 ("21 December, winter solstice").
    SolarTerm,
    /// Years of service: 1985年入党，党龄40年 ("joined the Party in 1985, member for 40 years").
    Service,
    /// Day in the name of an event: 9·30特大洪水 ("great flood of 30 September").
    NamedBy,
    /// Age beside the year of birth: 现年60岁 ("now 60 years old").
    Age,
    /// Word for a year with its number, compared with the date of the document: 今年（2025年） ("this
    /// year (2025)").
    YearWord,
    /// Deadline compared with the date of the document: 请于4月10日前报送 ("please send in before 10
    /// April").
    DeadlineOwn,
    /// Announced meeting compared with the date of the document: 兹定于3月8日召开 ("it will be held on 8
    /// March").
    MeetingOwn,
    /// Past event compared with the date of the document: 7月15日，我局召开了推进会 ("on 15 July our bureau
    /// held a meeting").
    PastOwn,
    /// Number of months between two days: 实习期6个月，自2025年3月1日起至8月31日止 ("internship of 6 months, from
    /// 1 March 2025 to 31 August").
    Term,
    /// Number of years between two years: 从2015年到2025年的十年间 ("in the ten years from 2015 to 2025").
    Years,
    /// Deadline of an order compared with the event that caused it: 6月12日，…检查，责令于6月27日前整改
    /// ("inspection on 12 June …, to be corrected before 27 June").
    OrderAfterEvent,
    /// Number of years up to the date of the document: 成立于2010年，距今已有15年 ("founded in 2010, 15 years
    /// ago").
    SinceOwn,
    /// Months of a quarter or half year: 第二季度（4—6月） ("second quarter (April to June)").
    Months,
    /// Day in a third of a month: 8月下旬（25日前后） ("last third of August (about the 25th)").
    Third,
    /// Year of the Republic of China: 民国二十六年（1937年） ("year 26 of the Republic (1937)").
    Republic,
    /// Decade of a century: 20世纪80年代 ("the 1980s").
    Decade,
    /// Two dates for one meeting: 会议于3月5日召开 ("the meeting is on 5 March"), 请于3月5日参加会议 ("please
    /// attend the meeting on 5 March").
    OneMeeting,
    /// Year of a summary in its title and opening: 2025年度工作总结 ("summary of 2025"), 2025年，… ("in
    /// 2025 …").
    SummaryYear,
    /// Year between the same words in the title and in the opening: 做好2025年防汛工作 ("flood prevention
    /// in 2025").
    TitleWords,
    /// Day relative to the date before it: 次日（11月11日） ("the next day (11 November)") after 11月10日.
    DayWord,
    /// Day computed from a length of time: 24个月，即至2027年8月19日 ("24 months, that is, until 19 August
    /// 2027").
    Reckoned,
    /// Days of a weekly event: 每周五，9月5日、12日、19日 ("every Friday, 5, 12 and 19 September").
    Weekly,
    /// Number of an event in the title and in the text: 第十届艺术节 ("10th arts festival").
    TitleEdition,
    /// Number of an event that has been held every year since a given year: 第八届 ("the 8th") since
    /// 2018.
    EveryYear,
    /// Registration (报名) that ends after the competition (比赛时间).
    Registration,
    /// Year of a plan in the report of the year before: 2025年工作计划 ("plan for 2025") below 2025年工作总结
    /// ("summary of 2025").
    Outlook,
    /// Anniversary of the own organisation: 2008年5月，公司挂牌开张 ("in May 2008 the company opened") and
    /// 成立十五周年 ("fifteenth anniversary").
    OwnJubilee,
    /// Date beside an event whose days are known: 新中国成立（1949年） ("founding of New China (1949)").
    EventDate,
    /// Length between a beginning and an end: 2009年5月任厂长，2021年5月卸任。任上的十二年间 ("director from May
    /// 2009, left in May 2021. In the twelve years in office").
    Lasting,
    /// Years between two events: 2017年…。时隔八年，2025年… ("in 2017 … After eight years, in 2025 …").
    LyingApart,
    /// Days between a planned and an actual date: 6月30日完工，已于6月12日验收，提前18天 ("completion on 30 June,
    /// accepted on 12 June, 18 days early").
    Shifted,
    /// Date that follows after a length: 2012年…，三年后的2015年 ("in 2012 …, three years later in 2015").
    Step,
    /// Weekday of a month: 五月的第二个星期日是5月10日 ("the second Sunday of May is 10 May"), 母亲节（5月10日）
    /// ("Mother's Day (10 May)").
    NthWeekday,
    /// Weekday of this or next week, compared with the date of the document: 自下周一（6月9日）起 ("from
    /// next Monday (9 June) on").
    WeekWord,
    /// Wedding anniversary: 1975年结婚，2025年金婚 ("married in 1975, golden wedding in 2025").
    Wedding,
    /// One time in two time zones: 北京时间14:00（东京时间15:00） ("14:00 Beijing time (15:00 Tokyo time)").
    Zone,
    /// Order of the entries of a chronicle, whose days must follow each other.
    Chronicle,
    /// Number of days after a list of days: 5月6日、7日、8日三天 ("6, 7 and 8 May, three days").
    DaysListed,
    /// Words for days that must imply the same date of today: 昨天（3月4日） ("yesterday (4 March)"),
    /// 今天（3月5日） ("today (5 March)").
    DayNow,
    /// Month of a quarter or half year: 第四季度的11月 ("November of the fourth quarter").
    MonthOf,
    /// Order of a beginning and an end: 2009年5月任厂长，2021年5月卸任 ("director from May 2009, left in May
    /// 2021").
    InOrder,
    /// Traditional name of a double hour: 午时（11时至13时） ("the hour of wu (11:00 to 13:00)").
    OldHour,
    /// Class of students: 2022级，学制四年，2026年毕业 ("class of 2022, four years, graduates in 2026").
    Grade,
    /// Days called this weekend: 本周末（6月14日） ("this weekend (14 June)").
    Weekend,
    /// Quarter in the title, months in the text: 第三季度小结 ("summary of the third quarter") with a
    /// paragraph that begins with 10月， ("October,").
    TitlePeriod,
    /// Number of a plan's years: 三年行动计划（2023—2025年） ("three-year plan (2023–2025)").
    PlanYears,
    /// Name of an age: 生于1955年，已是古稀之年 ("born in 1955, at the age of seventy").
    AgeName,
    /// Name of a generation: 生于1992年的90后 ("born in 1992, of the nineties generation").
    Generation,
    /// One time in two forms: 下午5点半（17:30） ("half past five in the afternoon (17:30)").
    HourTwice,
    /// Year relative to another year of the text: 翌年（1959年） ("the following year (1959)") after
    /// 1958年.
    YearTold,
    /// Two events of the same year, in order: 1986年7月毕业，同年8月分配 ("graduated in July 1986, assigned
    /// in August of the same year").
    SameYear,
    /// Event that is called early: 签订于6月8日，早在5月30日就已支付 ("signed on 8 June, paid as early as 30
    /// May").
    Early,
    /// Two planned days, in order: 将于12月28日停止，2026年1月3日恢复 ("will stop on 28 December, resume on 3
    /// January 2026").
    NextYear,
    /// Years of a school year: 2024—2025学年 ("school year 2024–2025").
    SchoolYear,
    /// Number of a month's days: 11月份按30天计 ("November counted with 30 days").
    MonthDays,
    /// Century or decade with a year of it: 19世纪六十年代，具体说是1861年 ("the sixties of the 19th century,
    /// in 1861 to be exact").
    Century,
    /// Congress or session beside its month: 2013年10月，党的十八届四中全会 ("October 2013, 4th plenary session
    /// of the 18th Central Committee").
    Session,
    /// Years of a five-year plan: “十三五”（2015—2020年） ("13th plan (2015–2020)"), 2019年是“十三五”的收官之年
    /// ("2019 is the last year of the 13th plan").
    Plan,
    /// Day of the lunar calendar beside a date or festival: 2026年9月25日（农历八月十六）, 端午节（农历五月初六）
    /// ("Dragon Boat Festival (6th of the 5th lunar month)").
    LunarDay,
    /// Name of a year in the cycle of sixty: 2026年（乙巳年）, 甲辰蛇年 ("year of the snake").
    Cycle,
    /// Date after a festival: 2020年春节（1月24日） ("Spring Festival 2020 (24 January)").
    FestivalFirst,
    /// Weekday after a festival: 2026年中秋节（星期四） ("Mid-Autumn Festival 2026 (Thursday)").
    FestivalWeekday,
}

impl DateReading {
    /// One of the readings that read the same kind of statement, the same for all of them:
    /// [`Self::Weekday`] for each way to give a weekday. Of several such readings at one place, one
    /// that holds suppresses the others.
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
