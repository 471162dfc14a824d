//! What is said of findings that are counted and not listed. A format without a place for it says it in an entry of its own, which
//! weighs as much as the worst of those it stands for, so that nothing passes that would have failed.

use crate::rule::Language;

/// What such an entry is called, for programs.
pub(super) const NAME: &str = "omitted";

/// How many there are, and how to see them.
pub fn text(count: usize, language: Language) -> String {
    language.pick(
        format!("另有 {count} 处没有列出；--max-findings 可以放宽，0 为全部列出。"),
        format!("{count} more are not listed; --max-findings allows more, 0 lists all."),
    )
}
