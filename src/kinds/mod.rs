//! L4: checks that are data. A rule file says what to find in a section such as `[terms]` or
//! `[pattern]`, and the module of that section builds the check.

pub mod either;
mod expression;
pub mod limit;
pub mod pair;
pub mod pattern;
pub mod phrases;
mod places;
pub mod repeat;
pub mod require;
pub mod terms;
#[cfg(test)]
mod trial;
mod words;
