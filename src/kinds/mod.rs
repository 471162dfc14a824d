//! L4: checks that are data. A rule file says what to look for, one matcher here finds it.

pub mod pattern;
pub mod phrases;
