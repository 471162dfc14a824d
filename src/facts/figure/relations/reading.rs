//! Readings: the words and structures by which figures are read as a relation.

/// Defines the type of the readings, each with the name that reports use.
macro_rules! readings {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// Words and structure by which figures are read as a relation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reading {
            $($(#[$doc])* $name,)*
        }

        impl Reading {
            /// All readings.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name used in reports: `mean-growth`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

readings! {
    /// 由2亿元增加到3亿元，增长50%.
    Growth = "growth",
    /// 产值3亿元，比上年增加1亿元，增长50%.
    Increase = "increase",
    /// 由2020年的100亿元增加到2025年的161亿元，年均增长10%.
    MeanGrowth = "mean-growth",
    /// 由20%提高到25%，提高5个百分点.
    Points = "points",
    /// 由2万吨增加到4万吨，翻一番.
    Doubling = "doubling",
    /// 由20户增加到60户，增长2倍.
    Times = "times",
    /// 由20户增加到30户，增加10户.
    Difference = "difference",
    /// 由30户增加到20户: the values compared with the verb.
    Direction = "direction",
    /// 由30户减少到20户，增长33%: two verbs compared, the second of growth.
    GrowthAfterDecline = "growth-after-decline",
    /// 由20户增加到30户，下降50%: two verbs compared, the second of decline.
    DeclineAfterGrowth = "decline-after-growth",
    /// 共有320户，其中脱贫户80户，占25%.
    Share = "share",
    /// 高级41人，占25%；一级78人，占47.6%: a list whose later shares refer to the whole of the first.
    ListShare = "list-share",
    /// A share whose whole is in an earlier sentence.
    FarShare = "far-share",
    /// 女教师126人，占教师总数210人的60%.
    ShareOf = "share-of",
    /// 88.4%的农户（520户中的460户）.
    RateAhead = "rate-ahead",
    /// 占总数的一半以上.
    Fraction = "fraction",
    /// 三次产业结构9.8∶44.3∶45.9.
    Sectors = "sectors",
    /// 市级承担30%，县级承担70%.
    Structure = "structure",
    /// 共收建议186件，A类104件。A类建议占55.9%: the name of the part is repeated.
    CalledShare = "called-share",
    /// 营业收入6.2亿元，毛利1.55亿元，毛利率25%: a rate whose name defines the part and the whole.
    FixedRate = "fixed-rate",
    /// 城乡居民收入比1.85∶1.
    Ratio = "ratio",
    /// 按3:7分担，市级30万元，县级70万元.
    Split = "split",
    /// 在校生1656人，36个班，平均班额46人.
    Quotient = "quotient",
    /// 年度任务120亿元，已完成90亿元，完成率75%.
    Completion = "completion",
    /// 应到150人，实到142人，到会率94.7%.
    Rate = "rate",
    /// 发现隐患128处，已整改120处，剩余8处.
    Rest = "rest",
    /// 旧存312件，新收2874件，审结2951件，未结235件.
    Balance = "balance",
    /// 补助200户，每户500元，共10万元.
    Product = "product",
    /// 共53例，其中甲28例、乙25例: parts that may not exceed their total.
    Parts = "parts",
    /// 学员120名，男生80名，女生40名: parts that together are the whole.
    Siblings = "siblings",
    /// 甲3人，乙4人，合计7人.
    Total = "total",
    /// 240公顷（3600亩）.
    Conversion = "conversion",
    /// 城镇新增就业1.26万人 … 城镇新增就业1.62万人.
    Told = "told",
    /// 平均85分，最高97分，最低62分: the mean compared with the others.
    Mean = "mean",
    /// 最高97分，最低62分.
    Extremes = "extremes",
    /// 连续三年增长，2022年213家、2023年246家、2024年261家.
    Trend = "trend",
    /// 参保率98.3%: at most 100 %.
    Limit = "limit",
    /// 下降35%: at most 100 %.
    Fall = "fall",
    /// 突破200亿元，达到212亿元.
    Threshold = "threshold",
    /// 示范片320亩，平均亩产612公斤，总产195.8吨: a value per unit, matched by the units.
    Rated = "rated",
    /// 每亩120元，每公顷1800元: a value per unit given for two units of one kind.
    RatedAgain = "rated-again",
    /// 预算金额160万元，缴纳2%的保证金，即3.2万元: a rate and the resulting amount.
    Portion = "portion",
    /// 得分为9.2、9.5、9.4，平均9.37分: a statistic of values that are listed.
    Listed = "listed",
    /// 用地面积2.5万平方米，建筑面积4.5万平方米，容积率1.8: a figure defined by its name.
    Formula = "formula",
    /// 最高2℃，最低零下15℃，温差17℃: a difference stated beside its two values.
    Gap = "gap",
    /// 计划5000吨，完成4860吨，超产140吨: a difference on the wrong side.
    GapSide = "gap-side",
    /// 胜一场得3分、平一场得1分，7胜4平3负，积25分: points and matches of a competition.
    Scores = "scores",
    /// 笔试占60%，面试占40%，笔试80分，面试90分，总成绩84分.
    Weighted = "weighted",
    /// 截至5月底累计3.2亿元；6月完成0.7亿元，截至6月底累计3.9亿元.
    Running = "running",
    /// A coefficient of correlation, an estimate in its interval, marks of at most 满分.
    Bounds = "bounds",
    /// 甲最高，为92.4%，其次是乙，为90.1%; 超过90%的只有一家.
    Ranked = "ranked",
    /// 在去年4.8万人次的基础上: a value that was given before.
    Echo = "echo",
    /// 比例尺1∶50000，图上6.4厘米，实地3.2千米.
    Scaled = "scaled",
    /// 18吨以内每吨2.8元，超出部分每吨4.2元.
    Tiers = "tiers",
    /// 利润720万元，同比增长20%；去年同期利润为600万元.
    Based = "based",
    /// 62.1%的家长，即每十位里有六位.
    Tenth = "tenth",
    /// 平均值8.746分，四舍五入记为8.75分.
    Rounded = "rounded",
    /// 由第9名上升到第6名.
    Places = "places",
    /// 零售额增加4.0亿元，其中汽车类增加1.4亿元，贡献率35%.
    Contribution = "contribution",
    /// 386人，租用载客49人的大巴8辆: a capacity that must suffice for all.
    Capacity = "capacity",
    /// 有效票85张，得票41张，当选: votes compared with half of all votes.
    Votes = "votes",
    /// 首日3120人次，次日2046人次，超过5000人次: a round number for a sum.
    Nearly = "nearly",
    /// 抽检30件，合格率97.5%: a rate that no whole number of things has.
    Possible = "possible",
    /// 全长600米，每隔5米栽一棵，共121棵.
    Intervals = "intervals",
    /// 应到90人，实到65人，超过三分之二.
    Quorum = "quorum",
    /// 占地180亩，是老校区60亩的3倍.
    Multiples = "multiples",
    /// A row or a column of a table that is the sum of others.
    TableSum = "table-sum",
    /// A row or a column with the growth of another compared with a third.
    TableGrowth = "table-growth",
    /// A row or a column that is another divided by a third, or by its total.
    TableRatio = "table-ratio",
    /// A row or a column that is another minus a third.
    TableDifference = "table-difference",
    /// A row or a column that is a number of things times their price.
    TableProduct = "table-product",
    /// A row or a column with the ranks of the values of another.
    TableRank = "table-rank",
    /// Row numbers.
    TableSerial = "table-serial",
    /// A table that repeats the values of another.
    TableTwin = "table-twin",
    /// A sentence that repeats the values of a row of a table.
    TableQuoted = "table-quoted",
    /// 出生率6.2‰，死亡率7.1‰，自然增长率-0.9‰: a difference recognized by its name.
    Net = "net",
    /// 消费价格指数为102.3，比上年上涨2.3%.
    Index = "index",
    /// 按时率92.4%，即有7.6%的件超时.
    Complement = "complement",
    /// 经济增长5.8%，三次产业分别拉动0.5个、2.7个和2.6个百分点.
    Pulls = "pulls",
    /// 由亏损36万元到盈利52万元，增利88万元.
    Turned = "turned",
    /// 租期三年，自2022年3月1日起至2025年2月28日止.
    Term = "term",
    /// 工业增长6.1%。医药制造业增长12.5%，快于工业6.4个百分点.
    AheadOf = "ahead-of",
    /// 进出口增长4.5%，其中出口增长6.1%，进口增长2.2%: the growth of a whole is between those of its parts.
    Blend = "blend",
    /// 小麦、玉米、大豆分别增长4.1%、3.3%、5.2%: one value for each name.
    Each = "each",
    /// 新增充电桩2.6万个，总数达到9.4万个: an increase compared with the resulting total.
    Stock = "stock",
}
