//! Numbers that a paper tells of what other papers hold: 26名先进个人, 共安排重点项目20个.

use crate::facts::count::counts::Count;
use crate::text::span::Span;

/// A number that somebody tells of a thing that other papers hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where the number stands.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// What is counted: the word for the speech, or an honour such as 先进个人.
    pub noun: String,
    /// For points, what they are called: 重点任务. Empty if they have no such name.
    pub points: String,
}

impl Told {
    /// A number of an honour or the like.
    pub(super) fn honour(count: &Count, noun: &str) -> Self {
        Self { span: count.number, number: count.value, noun: noun.to_owned(), points: String::new() }
    }
}
