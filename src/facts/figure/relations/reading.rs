//! Readings: the kinds of statements by which figures are recognised as a relation.

/// Defines the enum of the readings, each with the name that reports use.
macro_rules! readings {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// Kind of statement by which figures are recognised as a relation. It determines how the
        /// stated figure is computed from the others.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FigureReading {
            $($(#[$doc])* $name,)*
        }

        impl FigureReading {
            /// All readings.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Name used in reports: `mean-growth`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

readings! {
    /// Rate of a change: 由2亿元增加到3亿元，增长50% ("from 200 to 300 million yuan, a growth of 50 %").
    Growth = "growth",
    /// Amount and rate of a change: 产值3亿元，比上年增加1亿元，增长50% ("output 300 million yuan, 100 million
    /// more, a growth of 50 %").
    Increase = "increase",
    /// Mean rate of several years: 由2020年的100亿元增加到2025年的161亿元，年均增长10% ("from 10 billion yuan in
    /// 2020 to 16.1 in 2025, 10 % a year").
    MeanGrowth = "mean-growth",
    /// Change of a percentage in points: 由20%提高到25%，提高5个百分点 ("from 20 % to 25 %, 5 points").
    Points = "points",
    /// Doubling: 由2万吨增加到4万吨，翻一番 ("from 20,000 t to 40,000 t, doubled").
    Doubling = "doubling",
    /// Growth as a multiple: 由20户增加到60户，增长2倍 ("from 20 to 60 households, grew by two times").
    Times = "times",
    /// Amount of a change: 由20户增加到30户，增加10户 ("from 20 to 30 households, 10 more").
    Difference = "difference",
    /// Verb compared with the two values: 由30户增加到20户 ("increased from 30 to 20 households").
    Direction = "direction",
    /// Two verbs of a change, the second of growth: 由30户减少到20户，增长33% ("decreased from 30 to 20, a
    /// growth of 33 %").
    GrowthAfterDecline = "growth-after-decline",
    /// Two verbs of a change, the second of decline: 由20户增加到30户，下降50% ("increased from 20 to 30, a
    /// fall of 50 %").
    DeclineAfterGrowth = "decline-after-growth",
    /// Share of a part: 共有320户，其中脱贫户80户，占25% ("320 households, 80 of them out of poverty, 25 %").
    Share = "share",
    /// Shares in a list whose later ones refer to the whole of the first: 高级41人，占25%；一级78人，占47.6%
    /// ("senior 41, 25 %; first grade 78, 47.6 %").
    ListShare = "list-share",
    /// Share whose whole is in an earlier sentence.
    FarShare = "far-share",
    /// Share with the whole before it: 女教师126人，占教师总数210人的60% ("126 women, 60 % of the 210
    /// teachers").
    ShareOf = "share-of",
    /// Rate before its part and whole: 88.4%的农户（520户中的460户） ("88.4 % of the farmers (460 of 520)").
    RateAhead = "rate-ahead",
    /// Share in words: 占总数的一半以上 ("more than half of all").
    Fraction = "fraction",
    /// Shares of the three sectors of the economy: 三次产业结构9.8∶44.3∶45.9 ("structure of the three
    /// sectors").
    Sectors = "sectors",
    /// Shares that add up to a hundred: 市级承担30%，县级承担70% ("the city pays 30 %, the county 70 %").
    Structure = "structure",
    /// Share that repeats the name of the part: 共收建议186件，A类104件。A类建议占55.9% ("186 proposals, 104 of
    /// class A. Class A makes up 55.9 %").
    CalledShare = "called-share",
    /// Rate whose name defines the part and the whole: 营业收入6.2亿元，毛利1.55亿元，毛利率25% ("sales 620, gross
    /// profit 155 million yuan, margin 25 %").
    FixedRate = "fixed-rate",
    /// Ratio of two values: 城乡居民收入比1.85∶1 ("ratio of incomes in town and country").
    Ratio = "ratio",
    /// Amounts shared by a ratio: 按3:7分担，市级30万元，县级70万元 ("shared 3:7, city 300,000 yuan, county
    /// 700,000").
    Split = "split",
    /// Quotient: 在校生1656人，36个班，平均班额46人 ("1656 pupils, 36 classes, on average 46").
    Quotient = "quotient",
    /// Completion of a target: 年度任务120亿元，已完成90亿元，完成率75% ("target 12 billion yuan, 9 done, 75 %").
    Completion = "completion",
    /// Rate recognised by its name: 应到150人，实到142人，到会率94.7% ("150 expected, 142 came, 94.7 %
    /// present").
    Rate = "rate",
    /// Remainder: 发现隐患128处，已整改120处，剩余8处 ("128 found, 120 repaired, 8 left").
    Rest = "rest",
    /// Balance of a stock: 旧存312件，新收2874件，审结2951件，未结235件 ("312 old, 2874 new, 2951 closed, 235
    /// open").
    Balance = "balance",
    /// Product: 补助200户，每户500元，共10万元 ("200 households, 500 yuan each, 100,000 in all").
    Product = "product",
    /// Parts of a total, which together may not exceed it: 共53例，其中甲28例、乙25例 ("53 cases, A 28, B
    /// 25").
    Parts = "parts",
    /// Parts that together are the whole: 学员120名，男生80名，女生40名 ("120 pupils, 80 boys, 40 girls").
    Siblings = "siblings",
    /// Total after its parts: 甲3人，乙4人，合计7人 ("A 3, B 4, 7 in all").
    Total = "total",
    /// Value in two units: 240公顷（3600亩） ("240 hectares (3600 mu)").
    Conversion = "conversion",
    /// Value that is given twice: 城镇新增就业1.26万人 … 城镇新增就业1.62万人 ("12,600 new jobs … 16,200 new
    /// jobs").
    Told = "told",
    /// Mean between the greatest and the smallest value: 平均85分，最高97分，最低62分 ("on average 85, highest
    /// 97, lowest 62").
    Mean = "mean",
    /// Greatest and smallest value: 最高97分，最低62分 ("highest 97, lowest 62").
    Extremes = "extremes",
    /// Trend of a series: 连续三年增长，2022年213家、2023年246家、2024年261家 ("grew for three years, 213 in 2022,
    /// 246 in 2023, 261 in 2024").
    Trend = "trend",
    /// Rate of at most 100 %: 参保率98.3% ("98.3 % insured").
    Limit = "limit",
    /// Fall of at most 100 %: 下降35% ("fell by 35 %").
    Fall = "fall",
    /// Value beside a limit: 突破200亿元，达到212亿元 ("exceeded 20 billion yuan and reached 21.2").
    Threshold = "threshold",
    /// Value per unit, with numbers and totals matched by their units: 示范片320亩，平均亩产612公斤，总产195.8吨
    /// ("320 mu, 612 kg per mu, 195.8 t").
    Rated = "rated",
    /// Value per unit, given for two units of one kind: 每亩120元，每公顷1800元 ("120 yuan per mu, 1800 per
    /// hectare").
    RatedAgain = "rated-again",
    /// Rate with the resulting amount: 预算金额160万元，缴纳2%的保证金，即3.2万元 ("budget 1.6 million yuan, deposit
    /// of 2 %, that is, 32,000").
    Portion = "portion",
    /// Statistic of listed values: 得分为9.2、9.5、9.4，平均9.37分 ("marks 9.2, 9.5, 9.4, on average 9.37").
    Listed = "listed",
    /// Figure defined by its name: 用地面积2.5万平方米，建筑面积4.5万平方米，容积率1.8 ("site 25,000 m², floors 45,000
    /// m², floor area ratio 1.8").
    Formula = "formula",
    /// Difference stated beside its two values: 最高2℃，最低零下15℃，温差17℃ ("highest 2 °C, lowest −15 °C, a
    /// difference of 17 °C").
    Gap = "gap",
    /// Difference on the wrong side: 计划5000吨，完成4860吨，超产140吨 ("5000 t planned, 4860 produced, 140 t
    /// more").
    GapSide = "gap-side",
    /// Points and matches of a competition: 胜一场得3分、平一场得1分，7胜4平3负，积25分 ("3 points a win, 1 a draw, 7
    /// wins, 4 draws, 3 losses, 25 points").
    Scores = "scores",
    /// Weighted mean: 笔试占60%，面试占40%，笔试80分，面试90分，总成绩84分 ("written 60 %, oral 40 %, written 80, oral
    /// 90, total 84").
    Weighted = "weighted",
    /// Running total: 截至5月底累计3.2亿元；6月完成0.7亿元，截至6月底累计3.9亿元 ("320 million yuan until May; 70 in June,
    /// 390 until June").
    Running = "running",
    /// Figure with a fixed limit: a coefficient of correlation, an estimate in its interval, marks
    /// of at most 满分 ("full marks").
    Bounds = "bounds",
    /// Ranks of values: 甲最高，为92.4%，其次是乙，为90.1% ("A is highest with 92.4 %, next is B with 90.1 %");
    /// 超过90%的只有一家 ("only one is above 90 %").
    Ranked = "ranked",
    /// Value that was given before: 在去年4.8万人次的基础上 ("on top of last year's 48,000 visits").
    Echo = "echo",
    /// Amounts in a scale: 比例尺1∶50000，图上6.4厘米，实地3.2千米 ("scale 1:50,000, 6.4 cm on the map, 3.2 km
    /// on the ground").
    Scaled = "scaled",
    /// Prices in steps: 18吨以内每吨2.8元，超出部分每吨4.2元 ("up to 18 t 2.8 yuan a ton, above 4.2").
    Tiers = "tiers",
    /// Value, growth and base: 利润720万元，同比增长20%；去年同期利润为600万元 ("profit 7.2 million yuan, a growth of
    /// 20 %; last year's was 6 million").
    Based = "based",
    /// Percentage repeated in tens: 62.1%的家长，即每十位里有六位 ("62.1 % of the parents, that is, six of
    /// ten").
    Tenth = "tenth",
    /// Figure repeated with fewer decimals: 平均值8.746分，四舍五入记为8.75分 ("mean 8.746, rounded 8.75").
    Rounded = "rounded",
    /// Change of places in a ranking: 由第9名上升到第6名 ("rose from 9th to 6th").
    Places = "places",
    /// Contribution to a growth: 零售额增加4.0亿元，其中汽车类增加1.4亿元，贡献率35% ("retail grew by 400 million yuan,
    /// cars by 140, a contribution of 35 %").
    Contribution = "contribution",
    /// Capacity that must suffice for all: 386人，租用载客49人的大巴8辆 ("386 people, 8 buses for 49 each").
    Capacity = "capacity",
    /// Votes compared with half of all votes: 有效票85张，得票41张，当选 ("85 valid votes, 41 votes,
    /// elected").
    Votes = "votes",
    /// Round number for a sum: 首日3120人次，次日2046人次，超过5000人次 ("3120 visits on the first day, 2046 on
    /// the next, more than 5000").
    Nearly = "nearly",
    /// Rate of counted things, which some whole number of them must give: 抽检30件，合格率97.5% ("30
    /// tested, 97.5 % passed") would need 29.25 things.
    Possible = "possible",
    /// Things at equal distances: 全长600米，每隔5米栽一棵，共121棵 ("600 m, a tree every 5 m, 121 trees").
    Intervals = "intervals",
    /// Part compared with a fraction: 应到90人，实到65人，超过三分之二 ("90 expected, 65 came, more than two
    /// thirds").
    Quorum = "quorum",
    /// Multiple of another value: 占地180亩，是老校区60亩的3倍 ("180 mu, 3 times the 60 mu of the old
    /// campus").
    Multiples = "multiples",
    /// Row or column of a table that is the sum of others.
    TableSum = "table-sum",
    /// Row or column of a table with the growth from the values of a second one to those of a
    /// third.
    TableGrowth = "table-growth",
    /// Row or column of a table with the quotients of two others, or with the shares of the figures
    /// of another in their total.
    TableRatio = "table-ratio",
    /// Row or column of a table with the differences of two others.
    TableDifference = "table-difference",
    /// Row or column of a table that is a number of things times their price.
    TableProduct = "table-product",
    /// Row or column of a table with the ranks of another one's values.
    TableRank = "table-rank",
    /// Row numbers of a table.
    TableSerial = "table-serial",
    /// Table that repeats the values of another table.
    TableTwin = "table-twin",
    /// Sentence that repeats the values of a table's row.
    TableQuoted = "table-quoted",
    /// Difference recognised by its name: 出生率6.2‰，死亡率7.1‰，自然增长率-0.9‰ ("birth rate 6.2 ‰, death rate
    /// 7.1 ‰, natural growth −0.9 ‰").
    Net = "net",
    /// Price index with the change of prices: 消费价格指数为102.3，比上年上涨2.3% ("the price index is 102.3, a
    /// rise of 2.3 %").
    Index = "index",
    /// Rate repeated as its complement: 按时率92.4%，即有7.6%的件超时 ("92.4 % on time, that is, 7.6 %
    /// late").
    Complement = "complement",
    /// Contributions that add up to a growth: 经济增长5.8%，三次产业分别拉动0.5个、2.7个和2.6个百分点 ("growth of 5.8 %,
    /// of which the sectors contributed 0.5, 2.7 and 2.6 points").
    Pulls = "pulls",
    /// Improvement from a loss to a gain: 由亏损36万元到盈利52万元，增利88万元 ("from a loss of 360,000 yuan to a
    /// gain of 520,000, an improvement of 880,000").
    Turned = "turned",
    /// Duration between two days: 租期三年，自2022年3月1日起至2025年2月28日止 ("lease of three years, from 1 March
    /// 2022 to 28 February 2025").
    Term = "term",
    /// Difference from another rate: 工业增长6.1%。医药制造业增长12.5%，快于工业6.4个百分点 ("industry grew by 6.1 %.
    /// Drugs grew by 12.5 %, 6.4 points faster").
    AheadOf = "ahead-of",
    /// Growth of a whole, which is between those of its parts: 进出口增长4.5%，其中出口增长6.1%，进口增长2.2%
    /// ("trade grew by 4.5 %, exports by 6.1 %, imports by 2.2 %").
    Blend = "blend",
    /// Number of values for a list of names: 小麦、玉米、大豆分别增长4.1%、3.3%、5.2% ("wheat, maize and soy grew
    /// by 4.1, 3.3 and 5.2 %").
    Each = "each",
    /// Increase compared with the resulting total: 新增充电桩2.6万个，总数达到9.4万个 ("26,000 new charging
    /// posts, 94,000 in all").
    Stock = "stock",
}
