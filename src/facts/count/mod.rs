//! Facts about counting: how many of something, the lists behind them, and numbers that stand for items.

pub mod announced;
pub mod claims;
pub mod counts;
pub mod mentions;
pub mod paired;
pub mod terms;
