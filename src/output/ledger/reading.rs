//! Names of the arithmetic relations between figures, such as “sum” and “growth”.

use crate::facts::figure::relations::reading::FigureReading;
use crate::language::Language;

/// The name of a kind of arithmetic relation, for people: “sum”, “growth”.
pub fn name(reading: FigureReading, language: Language) -> &'static str {
    let (chinese, english) = names(reading);
    language.pick(chinese, english)
}

#[expect(clippy::too_many_lines, reason = "a table of texts")]
fn names(reading: FigureReading) -> (&'static str, &'static str) {
    match reading {
        FigureReading::Growth => ("增幅", "growth"),
        FigureReading::Increase => ("增量与增幅", "increase and growth"),
        FigureReading::MeanGrowth => ("年均增幅", "yearly growth"),
        FigureReading::Points => ("百分点", "percentage points"),
        FigureReading::Doubling => ("翻番", "doublings"),
        FigureReading::Times => ("倍数", "multiple"),
        FigureReading::Difference => ("增量", "difference"),
        FigureReading::Direction => ("升降方向", "direction"),
        FigureReading::GrowthAfterDecline | FigureReading::DeclineAfterGrowth => {
            ("升降一致", "directions agree")
        }
        FigureReading::Share | FigureReading::ShareOf | FigureReading::CalledShare => ("占比", "share"),
        FigureReading::ListShare => ("各项占比", "share in a list"),
        FigureReading::FarShare => ("占比（总数在前文）", "share of a total told before"),
        FigureReading::RateAhead => ("比例", "rate"),
        FigureReading::Fraction => ("几成、过半", "fraction in words"),
        FigureReading::Sectors => ("三次产业结构", "shares of the three sectors"),
        FigureReading::Structure => ("构成合计 100%", "shares make 100 %"),
        FigureReading::FixedRate => ("按名称算的比率", "ratio by its name"),
        FigureReading::Ratio => ("比值", "ratio"),
        FigureReading::Split => ("按比例分摊", "split by a ratio"),
        FigureReading::Quotient => ("平均", "quotient"),
        FigureReading::Completion => ("完成率", "completion"),
        FigureReading::Rate => ("比率", "rate"),
        FigureReading::Rest => ("剩余", "remainder"),
        FigureReading::Balance => ("收支结存", "balance"),
        FigureReading::Product => ("乘积", "product"),
        FigureReading::Parts => ("其中各项不超过总数", "parts within their total"),
        FigureReading::Siblings => ("各项之和", "parts and total"),
        FigureReading::Total => ("合计", "total"),
        FigureReading::Conversion => ("单位换算", "conversion of units"),
        FigureReading::Told => ("前后一致", "told twice"),
        FigureReading::Mean => ("平均在最高最低之间", "mean within its range"),
        FigureReading::Extremes => ("最高不低于最低", "highest and lowest"),
        FigureReading::Trend => ("连续升降", "steady rise or fall"),
        FigureReading::Limit => ("不超过 100%", "at most 100 %"),
        FigureReading::Fall => ("降幅不超过 100%", "fall of at most 100 %"),
        FigureReading::Threshold => ("突破、不足", "threshold"),
        FigureReading::TableSum => ("表内合计", "total in a table"),
        FigureReading::TableGrowth => ("表内增幅", "growth in a table"),
        FigureReading::TableRatio => ("表内比率", "ratio in a table"),
        FigureReading::TableDifference => ("表内增减", "difference in a table"),
        FigureReading::TableProduct => ("表内乘积", "product in a table"),
        FigureReading::TableRank => ("表内名次", "rank in a table"),
        FigureReading::TableSerial => ("表内序号", "numbers of rows"),
        FigureReading::TableTwin => ("两表一致", "two tables agree"),
        FigureReading::TableQuoted => ("文字与表一致", "text and table"),
        FigureReading::Net => ("相抵之差", "difference by its name"),
        FigureReading::Index => ("指数与涨跌幅", "index and change"),
        FigureReading::Complement => ("互补的比例", "complement to 100 %"),
        FigureReading::Pulls => ("拉动之和", "contributions to growth"),
        FigureReading::Turned => ("由亏转盈", "from loss to profit"),
        FigureReading::Term => ("起止与年限", "term and its ends"),
        FigureReading::AheadOf => ("增速之差", "ahead by points"),
        FigureReading::Blend => ("总增速在各部分之间", "growth of a whole within that of its parts"),
        FigureReading::Each => ("分别对应", "as many values as names"),
        FigureReading::Rated => ("每份与总数", "so much each"),
        FigureReading::RatedAgain => ("两种单位的每份", "so much each in two units"),
        FigureReading::Portion => ("按比例所得", "rate and amount"),
        FigureReading::Listed => ("所列各数的统计", "statistic of listed values"),
        FigureReading::Formula => ("按定义计算", "reckoned by its name"),
        FigureReading::Gap | FigureReading::GapSide => ("相差", "difference of two values"),
        FigureReading::Scores => ("积分和场次", "points and matches"),
        FigureReading::Weighted => ("加权合计", "weighted total"),
        FigureReading::Running => ("累计", "value that runs on"),
        FigureReading::Bounds => ("取值范围", "bounds of a figure"),
        FigureReading::Ranked => ("名次与数值", "values by rank"),
        FigureReading::Echo => ("前后一致", "told again"),
        FigureReading::Scaled => ("按比例尺、倍数", "by scale"),
        FigureReading::Tiers => ("分档计价", "prices by steps"),
        FigureReading::Based => ("增幅与基数", "growth and its base"),
        FigureReading::Tenth => ("每十个里有几个", "so many of ten"),
        FigureReading::Rounded => ("四舍五入", "rounding"),
        FigureReading::Places => ("名次升降", "change of place"),
        FigureReading::Contribution => ("贡献率", "contribution to growth"),
        FigureReading::Capacity => ("容量够不够", "places for all"),
        FigureReading::Votes => ("票数过半", "more than half of the votes"),
        FigureReading::Nearly => ("约数与实数", "round number and sum"),
        FigureReading::Possible => ("比率与个数", "rate and number of things"),
        FigureReading::Intervals => ("间隔与个数", "distances and number of things"),
        FigureReading::Quorum => ("法定人数", "quorum"),
        FigureReading::Multiples => ("倍数", "multiple of a value"),
        FigureReading::Stock => ("增量不超过总数", "increase within the total"),
    }
}
