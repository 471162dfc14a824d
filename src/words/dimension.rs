//! The dimensions of units.

/// A dimension. Only quantities of the same dimension can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Number of things, people or acts, each counted by its own classifier: 个, 户, 人次.
    Count,
    /// Money, in its own currency.
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
