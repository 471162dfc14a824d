//! L4: checks that are data. A rule file defines what to find, and a matcher in this layer finds
//! it.

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
