//! The dimensions of units.

/// A dimension. Quantities of one dimension can be compared, those of two cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Things, people and acts, each counted by its own classifier: 个, 户, 人次.
    Count,
    /// Money, by its currency.
    Money,
    /// Length, in 米.
    Length,
    /// Area, in 平方米.
    Area,
    /// Volume, in 立方米.
    Volume,
    /// Mass, in 公斤.
    Mass,
    /// Power, in 千瓦.
    Power,
    /// Energy, in 千瓦时.
    Energy,
    /// Time, in 天; months and years have no fixed length and no factor.
    Time,
    /// Temperature.
    Temperature,
    /// A ratio of two numbers: %, 倍, 成.
    Ratio,
}
