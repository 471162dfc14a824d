//! Relations: figures of which one follows from the others, and whether it does.
//!
//! A reading says by which words and structure figures are read as a relation. Published documents are nearly always right: so
//! a reading is right if what it reads holds in them, and only one that does may accuse.

mod ahead_of;
mod blend;
mod change;
mod complement;
mod conversion;
mod each;
mod index;
mod limit;
mod mean;
mod net;
mod product;
mod quotient;
mod ratio;
mod rest;
mod slip;
mod split;
mod stock;
mod structure;
mod sum;
mod table;
mod term;
mod told;
mod trend;

use crate::facts::Facts;
use crate::facts::figure::measures::{Measure, Measures, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::span::Span;

/// Most bytes between two paragraphs of which the second may speak of figures of the first: a heading.
const NEAR: usize = 90;

/// By which words and structure figures are read as a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// 由2亿元增加到3亿元，增长50%.
    Growth,
    /// 产值3亿元，比上年增加1亿元，增长50%.
    Increase,
    /// 由2020年的100亿元增加到2025年的161亿元，年均增长10%.
    MeanGrowth,
    /// 由20%提高到25%，提高5个百分点.
    Points,
    /// 由2万吨增加到4万吨，翻一番.
    Doubling,
    /// 由20户增加到60户，增长2倍.
    Times,
    /// 由20户增加到30户，增加10户.
    Difference,
    /// 由30户增加到20户: the values against the verb.
    Direction,
    /// 由30户减少到20户，增长33%: two verbs against each other, the second of growth.
    GrowthAfterDecline,
    /// 由20户增加到30户，下降50%: the second of decline.
    DeclineAfterGrowth,
    /// 共有320户，其中脱贫户80户，占25%.
    Share,
    /// 高级41人，占25%；一级78人，占47.6%: a list goes on about the whole of its first part.
    ListShare,
    /// The whole stands in an earlier sentence.
    FarShare,
    /// 女教师126人，占教师总数210人的60%.
    ShareOf,
    /// 88.4%的农户（520户中的460户）.
    RateAhead,
    /// 占总数的一半以上.
    Fraction,
    /// 三次产业结构9.8∶44.3∶45.9.
    Sectors,
    /// 市级承担30%，县级承担70%.
    Structure,
    /// 共收建议186件，A类104件。A类建议占55.9%: the part is called by its name again.
    CalledShare,
    /// 营业收入6.2亿元，毛利1.55亿元，毛利率25%: a rate of which the name says what is divided by what.
    FixedRate,
    /// 城乡居民收入比1.85∶1.
    Ratio,
    /// 按3:7分担，市级30万元，县级70万元.
    Split,
    /// 在校生1656人，36个班，平均班额46人.
    Quotient,
    /// 年度任务120亿元，已完成90亿元，完成率75%.
    Completion,
    /// 应到150人，实到142人，到会率94.7%.
    Rate,
    /// 发现隐患128处，已整改120处，剩余8处.
    Rest,
    /// 旧存312件，新收2874件，审结2951件，未结235件.
    Balance,
    /// 补助200户，每户500元，共10万元.
    Product,
    /// 共53例，其中甲28例、乙25例: parts that may not exceed their total.
    Parts,
    /// 学员120名，男生80名，女生40名: parts that leave nothing beside them.
    Siblings,
    /// 甲3人，乙4人，合计7人.
    Total,
    /// 240公顷（3600亩）.
    Conversion,
    /// 城镇新增就业1.26万人 … 城镇新增就业1.62万人.
    Told,
    /// 平均85分，最高97分，最低62分: the mean against the others.
    Mean,
    /// 最高97分，最低62分.
    Extremes,
    /// 连续三年增长，2022年213家、2023年246家、2024年261家.
    Trend,
    /// 参保率98.3%: no more than 100 %.
    Limit,
    /// 下降35%: no more than 100 %.
    Fall,
    /// 突破200亿元，达到212亿元.
    Threshold,
    /// A row or a column of a table that is the sum of others.
    TableSum,
    /// One that tells how much another grew from a third.
    TableGrowth,
    /// One that is another divided by a third, or by its total.
    TableRatio,
    /// One that is another without a third.
    TableDifference,
    /// One that is a number of things times what each costs.
    TableProduct,
    /// One that tells which place the values of another have.
    TableRank,
    /// The numbers of rows.
    TableSerial,
    /// A sentence that tells what a row of a table has.
    TableQuoted,
    /// 出生率6.2‰，死亡率7.1‰，自然增长率-0.9‰: a difference by its name.
    Net,
    /// 消费价格指数为102.3，比上年上涨2.3%.
    Index,
    /// 按时率92.4%，即有7.6%的件超时.
    Complement,
    /// 经济增长5.8%，三次产业分别拉动0.5个、2.7个和2.6个百分点.
    Pulls,
    /// 由亏损36万元到盈利52万元，增利88万元.
    Turned,
    /// 租期三年，自2022年3月1日起至2025年2月28日止.
    Term,
    /// 工业增长6.1%。医药制造业增长12.5%，快于工业6.4个百分点.
    AheadOf,
    /// 进出口增长4.5%，其中出口增长6.1%，进口增长2.2%: the growth of a whole between those of its parts.
    Blend,
    /// 小麦、玉米、大豆分别增长4.1%、3.3%、5.2%: as many values as names.
    Each,
    /// 新增充电桩2.6万个，总数达到9.4万个: an increase against what it came to.
    Stock,
}

/// A figure that a relation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Operand<'w> {
    /// What it is in the relation: `from`, `part`, `whole`.
    pub label: &'static str,
    /// The figure.
    pub quantity: Quantity<'w>,
}

impl<'w> Operand<'w> {
    /// The figure as this part of a relation.
    pub const fn new(label: &'static str, quantity: Quantity<'w>) -> Self {
        Self { label, quantity }
    }
}

/// Figures that were read as a relation.
#[derive(Clone, Debug)]
pub struct Relation<'w> {
    /// How they were read.
    pub reading: Reading,
    /// The figure that follows from the others.
    pub stated: Quantity<'w>,
    /// What is reported if it is wrong: the stated figure, perhaps with its verb.
    pub place: Span,
    /// The others.
    pub operands: Vec<Operand<'w>>,
    /// True if the stated figure may be the true one, by this or another reading of the same figures.
    pub holds: bool,
    /// True if nothing else can be meant, so that it is wrong if it does not hold.
    pub is_strict: bool,
    /// The reckoning: (3 − 2) ÷ 2.
    pub formula: String,
    /// What comes of it.
    pub computed: String,
}

impl Relation<'_> {
    /// True if the stated figure is wrong, or one of the others.
    pub fn is_wrong(&self) -> bool {
        self.is_strict && !self.holds
    }
}

impl<'d> Facts<'d> {
    /// The relations between figures, reading by reading.
    pub fn relations(&self) -> &[Relation<'d>] {
        self.cells.relations.get_or_init(|| {
            let text = self.doc.text();
            let mut relations: Vec<Relation<'d>> = Vec::new();
            relations.extend(self.changes().iter().flat_map(|change| change::judge(text, change)));
            let mut before: Option<&Measures<'d>> = None;
            for block in self.measures() {
                let near = before.filter(|before| before.span.end + NEAR >= block.span.start);
                let list = near.map_or(&[][..], |near| &near.list);
                relations.extend(sum::find(text, self.words(), block, before));
                relations.extend(rest::find(text, self.words(), block));
                relations.extend(ratio::find(text, self.words(), list, &block.list));
                relations.extend(split::find(text, self.words(), &block.list));
                relations.extend(product::find(text, self.words(), &block.list));
                relations.extend(quotient::find(text, self.words(), list, &block.list));
                relations.extend(net::find(text, list, &block.list));
                relations.extend(complement::find(text, &block.list));
                relations.extend(blend::find(text, self.words(), &block.list));
                relations.extend(ahead_of::find(text, self.words(), list, &block.list));
                before = Some(block);
            }
            for measures in self.measures().iter().flat_map(Measures::sentences) {
                relations.extend(structure::find(text, self.words(), measures));
                relations.extend(conversion::find(text, self.words(), measures));
                relations.extend(mean::find(text, self.words(), measures));
                relations.extend(trend::find(text, self.words(), measures));
                relations.extend(limit::find(text, self.words(), measures));
                relations.extend(stock::find(text, self.words(), measures));
                relations.extend(index::find(text, measures));
                relations.extend(each::find(self, measures));
            }
            relations.extend(term::find(self));
            relations.extend(told::find(
                self.doc,
                |block| self.piece_of(block),
                self.words(),
                self.measures(),
            ));
            relations.extend(table::find(self.doc, self.words(), self.tables(), self.measures()));
            relations
        })
    }
}

/// 100 and a rate of growth in per cent, or 100 without one of decline.
fn factor(measure: &Measure<'_>) -> Interval {
    let hundred = Interval::exact(Decimal::integer(100));
    let rate = measure.quantity.interval();
    if measure.role == Role::By(Way::Down) { hundred.minus(rate) } else { hundred.plus(rate) }
}

/// True for values of the same unit, persons of any classifier.
fn are_alike(one: &Measure<'_>, other: &Measure<'_>) -> bool {
    let (one, other) = (one.quantity.unit, other.quantity.unit);
    one == other || is_person(one) && is_person(other)
}

/// True for a classifier of persons.
fn is_person(unit: &str) -> bool {
    matches!(unit, "人" | "名" | "位")
}

/// True for an exact value that can be added up: no rate, no change, no figure without a unit.
fn is_value(measure: &Measure<'_>) -> bool {
    let quantity = &measure.quantity;
    matches!(measure.role, Role::Value | Role::To(_))
        && !quantity.is_approximate
        && !quantity.is_rate()
        && !quantity.unit.is_empty()
}

/// What the tests of readings share.
#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::figure::relations::Reading;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// The figures of `text` that are wrong by one of `readings`.
    pub(super) fn wrong(text: &str, readings: &[Reading]) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let relations = facts.relations().iter().filter(|relation| readings.contains(&relation.reading));
        let wrong = relations.filter(|relation| relation.is_wrong());
        wrong.map(|relation| relation.stated.of(text).to_owned()).collect()
    }
}
