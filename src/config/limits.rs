//! `[limits]`: the maximum size of a file, and the maximum number of findings listed for a file.

use std::fmt;
use std::num::NonZero;
use std::str::FromStr;

/// Default of the maximum size of a file. A larger file is not read.
const FILE_SIZE: Size = Size(256 << 20);
/// Default of the maximum number of findings listed for a file.
const FINDINGS: usize = 100_000;
/// Letters for units of a size, the largest unit first: each with the power of two that it stands
/// for, `K` for 2¹⁰ bytes.
const UNITS: [(char, u32); 3] = [('G', 30), ('M', 20), ('K', 10)];

/// Limits that a configuration or the command line sets. A missing one has its default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Size above which a file is not read.
    pub file_size: Option<Size>,
    /// Maximum number of findings listed for a file; 0 for all.
    pub findings: Option<usize>,
}

impl Limits {
    /// Completes these limits: a missing one is taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { file_size: self.file_size.or(other.file_size), findings: self.findings.or(other.findings) }
    }

    /// Size above which a file is not read: the setting, or its default.
    pub fn file_size(self) -> Size {
        self.file_size.unwrap_or(FILE_SIZE)
    }

    /// Maximum number of findings listed for a file; `None` for all.
    pub fn findings(self) -> Option<NonZero<usize>> {
        NonZero::new(self.findings.unwrap_or(FINDINGS))
    }
}

/// A number of bytes, at least 1, written as `65536`, `64K`, `256M` or `1G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(u64);

impl Size {
    /// Converts a number of bytes to a size; `None` for 0, with which no file could be read.
    pub fn new(bytes: u64) -> Option<Self> {
        (bytes > 0).then_some(Self(bytes))
    }

    /// Returns the size as a number of bytes.
    pub fn bytes(self) -> u64 {
        self.0
    }
}

/// Error for text that is not a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a size is a number of bytes from 1 on, or one such as 64K, 256M or 1G")]
pub struct NoSize;

impl FromStr for Size {
    type Err = NoSize;

    fn from_str(written: &str) -> Result<Self, NoSize> {
        let unit = UNITS.iter().find(|(letter, _)| written.ends_with([*letter, letter.to_ascii_lowercase()]));
        let (number, shift) = match unit {
            Some((_, shift)) => (&written[..written.len() - 1], *shift),
            None => (written, 0),
        };
        // `parse` would accept a sign before the number.
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoSize);
        }
        let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(1 << shift));
        bytes.and_then(Self::new).ok_or(NoSize)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = |shift: u32| self.0.trailing_zeros() >= shift;
        match UNITS.iter().find(|(_, shift)| whole(*shift)) {
            Some((letter, shift)) => write!(out, "{}{letter}", self.0 >> shift),
            None => write!(out, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, NoSize, Size};

    #[test]
    fn a_size_is_read_and_shown_with_its_letter() {
        for (written, bytes, shown) in [
            ("1", 1, "1"),
            ("1000", 1000, "1000"),
            ("65536", 65_536, "64K"),
            ("64k", 65_536, "64K"),
            ("256M", 256 << 20, "256M"),
            ("1024m", 1 << 30, "1G"),
            ("3G", 3 << 30, "3G"),
        ] {
            let size: Size = written.parse().unwrap();
            assert_eq!((size.bytes(), size.to_string()), (bytes, shown.to_owned()), "{written}");
        }
        for wrong in ["", "0", "0K", "M", "-1", "+1", "1.5M", "1 M", "1MB", "1T", "99999999999G", "１M", "甲"]
        {
            assert_eq!(wrong.parse::<Size>(), Err(NoSize), "{wrong}");
        }
    }

    #[test]
    fn what_is_asked_for_comes_first_and_no_findings_are_all() {
        let asked = Limits { file_size: "1K".parse().ok(), findings: None };
        let configured = Limits { file_size: "2K".parse().ok(), findings: Some(0) };
        let both = asked.or(configured);
        assert_eq!((both.file_size().bytes(), both.findings()), (1024, None));
        assert_eq!(Limits::default().file_size().to_string(), "256M");
        assert_eq!(Limits::default().findings().unwrap().get(), 100_000);
    }
}
