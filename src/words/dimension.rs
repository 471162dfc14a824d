//! Dimensions of units, such as length.

/// A dimension, such as length. Only quantities of the same dimension can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// A number of things, people or acts. Each kind has its own classifier: 个 (things), 户
    /// ("households"), 人次 ("visits").
    Count,
    /// Money, in the currency that the unit names.
    Money,
    /// Length, in metres (米).
    Length,
    /// Area, in square metres (平方米).
    Area,
    /// Volume, in cubic metres (立方米).
    Volume,
    /// Mass, in kilograms (公斤).
    Mass,
    /// Power, in kilowatts (千瓦).
    Power,
    /// Energy, in kilowatt-hours (千瓦时).
    Energy,
    /// Time, in days (天). Months and years have no fixed length, and so no size in days.
    Time,
    /// Temperature.
    Temperature,
    /// Ratio of two numbers: %, 倍 ("times"), 成 ("tenths").
    Ratio,
}
