//! Numbers that a paper gives for the contents of other papers: 26名先进个人 ("26 honoured persons"),
//! 共安排重点项目20个 ("20 key projects are planned").

use crate::facts::count::counts::Count;
use crate::text::span::Span;

/// A number of things that another paper should contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Span of the number.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// Noun of the counted things: the word for the speech, or an honour such as 先进个人 ("honoured
    /// person").
    pub noun: String,
    /// Name of the points, if points are counted: 重点任务 ("key tasks"). Empty if they have none.
    pub points: String,
}

impl Told {
    /// Creates a number of an honour or of other things without a name.
    pub(super) fn honour(count: &Count, noun: &str) -> Self {
        Self { span: count.number, number: count.value, noun: noun.to_owned(), points: String::new() }
    }
}
