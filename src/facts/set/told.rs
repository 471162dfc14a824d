//! Numbers that a paper gives for the contents of other papers: 26名先进个人, 共安排重点项目20个.

use crate::facts::count::counts::Count;
use crate::text::span::Span;

/// A number of things that another paper contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Place of the number.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// Noun of the counted things: the word for the speech, or an honour such as 先进个人.
    pub noun: String,
    /// For points, their name: 重点任务. Empty if they have none.
    pub points: String,
}

impl Told {
    /// A number of an honour or the like.
    pub(super) fn honour(count: &Count, noun: &str) -> Self {
        Self { span: count.number, number: count.value, noun: noun.to_owned(), points: String::new() }
    }
}
