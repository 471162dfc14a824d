//! What readings of figures are called.

use crate::facts::figure::relations::reading::Reading;
use crate::language::Language;

/// The name of a reading, for people.
pub fn name(reading: Reading, language: Language) -> &'static str {
    let (chinese, english) = names(reading);
    language.pick(chinese, english)
}

fn names(reading: Reading) -> (&'static str, &'static str) {
    match reading {
        Reading::Growth => ("增幅", "growth"),
        Reading::Increase => ("增量与增幅", "increase and growth"),
        Reading::MeanGrowth => ("年均增幅", "yearly growth"),
        Reading::Points => ("百分点", "percentage points"),
        Reading::Doubling => ("翻番", "doublings"),
        Reading::Times => ("倍数", "multiple"),
        Reading::Difference => ("增量", "difference"),
        Reading::Direction => ("升降方向", "direction"),
        Reading::GrowthAfterDecline | Reading::DeclineAfterGrowth => ("升降一致", "directions agree"),
        Reading::Share | Reading::ShareOf | Reading::CalledShare => ("占比", "share"),
        Reading::ListShare => ("各项占比", "share in a list"),
        Reading::FarShare => ("占比（总数在前文）", "share of a total told before"),
        Reading::RateAhead => ("比例", "rate"),
        Reading::Fraction => ("几成、过半", "fraction in words"),
        Reading::Sectors => ("三次产业结构", "shares of the three sectors"),
        Reading::Structure => ("构成合计 100%", "shares make 100 %"),
        Reading::FixedRate => ("按名称算的比率", "ratio by its name"),
        Reading::Ratio => ("比值", "ratio"),
        Reading::Split => ("按比例分摊", "split by a ratio"),
        Reading::Quotient => ("平均", "quotient"),
        Reading::Completion => ("完成率", "completion"),
        Reading::Rate => ("比率", "rate"),
        Reading::Rest => ("剩余", "remainder"),
        Reading::Balance => ("收支结存", "balance"),
        Reading::Product => ("乘积", "product"),
        Reading::Parts => ("其中各项不超过总数", "parts within their total"),
        Reading::Siblings => ("各项之和", "parts and total"),
        Reading::Total => ("合计", "total"),
        Reading::Conversion => ("单位换算", "conversion of units"),
        Reading::Told => ("前后一致", "told twice"),
        Reading::Mean => ("平均在最高最低之间", "mean within its range"),
        Reading::Extremes => ("最高不低于最低", "highest and lowest"),
        Reading::Trend => ("连续升降", "steady rise or fall"),
        Reading::Limit => ("不超过 100%", "at most 100 %"),
        Reading::Fall => ("降幅不超过 100%", "fall of at most 100 %"),
        Reading::Threshold => ("突破、不足", "threshold"),
        Reading::TableSum => ("表内合计", "total in a table"),
        Reading::TableGrowth => ("表内增幅", "growth in a table"),
        Reading::TableRatio => ("表内比率", "ratio in a table"),
        Reading::TableDifference => ("表内增减", "difference in a table"),
        Reading::TableProduct => ("表内乘积", "product in a table"),
        Reading::TableRank => ("表内名次", "rank in a table"),
        Reading::TableSerial => ("表内序号", "numbers of rows"),
        Reading::TableTwin => ("两表一致", "two tables agree"),
        Reading::TableQuoted => ("文字与表一致", "text and table"),
        Reading::Net => ("相抵之差", "difference by its name"),
        Reading::Index => ("指数与涨跌幅", "index and change"),
        Reading::Complement => ("互补的比例", "complement to 100 %"),
        Reading::Pulls => ("拉动之和", "contributions to growth"),
        Reading::Turned => ("由亏转盈", "from loss to profit"),
        Reading::Term => ("起止与年限", "term and its ends"),
        Reading::AheadOf => ("增速之差", "ahead by points"),
        Reading::Blend => ("总增速在各部分之间", "growth of a whole within that of its parts"),
        Reading::Each => ("分别对应", "as many values as names"),
        Reading::Stock => ("增量不超过总数", "increase within the total"),
    }
}
