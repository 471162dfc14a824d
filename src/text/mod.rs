//! L0: string utilities without dependencies on other layers: spans, lines and columns, folding,
//! numerals, exact decimals.

pub mod alignment;
pub mod char_set;
pub mod chars;
pub mod decimal;
pub mod digits;
pub mod endings;
pub mod fingerprint;
pub mod fold;
pub mod glance;
pub mod hash;
pub mod homophones;
pub mod interval;
pub mod lines;
pub mod numeral;
pub mod phrases;
pub mod shared;
pub mod shortened;
pub mod sieve;
pub mod signs;
pub mod span;
pub mod starts;
pub mod twice;
