//! Numbers that a paper gives for the contents of other papers: 26名先进个人 ("26 honoured persons"),
//! 共安排重点项目20个 ("20 key projects are planned").

use crate::facts::count::counts::Count;
use crate::facts::set::point_lists::Tense;
use crate::text::span::Span;

/// A number that a paper states for things that another paper counts or states too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedCount {
    /// Span of the number.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// Noun under which the number is compared: for points, the word for the paper that has them,
    /// such as 讲话 ("speech"); otherwise the counted things, such as 先进个人 ("honoured person").
    pub noun: String,
    /// Name that the counted points have in the text: 重点任务 ("key tasks"). Empty if they have none.
    pub points: String,
    /// Time of the work that counted points are about, if the clause tells it.
    pub tense: Option<Tense>,
}

impl StatedCount {
    /// Creates a number of honoured persons or other things. The counted things have no name of
    /// their own.
    pub(super) fn honour(count: &Count, noun: &str) -> Self {
        Self {
            span: count.number,
            number: count.value,
            noun: noun.to_owned(),
            points: String::new(),
            tense: None,
        }
    }
}
