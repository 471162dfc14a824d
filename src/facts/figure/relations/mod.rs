//! Relations: figures of which one follows from the others, and whether it does.
//!
//! A reading says by which words and structure figures are read as a relation. Published documents are nearly always right: so
//! a reading is right if what it reads holds in them, and only one that does may accuse.

mod change;
mod conversion;
mod product;
mod ratio;
mod rest;

use crate::facts::Facts;
use crate::facts::figure::measures::{Measure, Measures, Role};
use crate::facts::figure::quantities::Quantity;

/// By which words and structure figures are read as a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// 由2亿元增加到3亿元，增长50%.
    Growth,
    /// 产值3亿元，比上年增加1亿元，增长50%.
    Increase,
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
    /// 应到150人，实到142人，到会率94.7%.
    Rate,
    /// 发现隐患128处，已整改120处，剩余8处.
    Rest,
    /// 补助200户，每户500元，共10万元.
    Product,
    /// 240公顷（3600亩）.
    Conversion,
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
            for measures in self.measures().iter().flat_map(Measures::sentences) {
                relations.extend(ratio::find(text, self.words(), measures));
                relations.extend(rest::find(text, self.words(), measures));
                relations.extend(product::find(text, self.words(), measures));
                relations.extend(conversion::find(text, self.words(), measures));
            }
            relations
        })
    }
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
