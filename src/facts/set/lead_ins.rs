//! Time and place that the sentence before a list gives for its items: 到2027年，实现以下目标： ("reach the
//! following targets by 2027:").

use crate::facts::Facts;
use crate::facts::set::scope::{Scope, ScopeWords};
use crate::text::chars::is_blank;
use crate::words::{Words, set};

/// Time and place that the sentence before a list gives for its items. Read once for all items.
#[derive(Clone, Copy)]
pub(super) struct LeadIn {
    pub(super) year: Option<u32>,
    /// True if the year is given by a word such as 今年 ("this year").
    pub(super) is_relative: bool,
    /// True if it announces targets: 实现以下目标： ("reach the following targets:").
    pub(super) is_target: bool,
}

impl LeadIn {
    fn read(sentence: &str, scope_words: &ScopeWords<'_>, own: Option<u32>, words: &Words) -> Self {
        let mut scope = Scope::default();
        scope.read(sentence, scope_words, own);
        let is_target = announces_targets(sentence, words);
        Self { year: scope.year, is_relative: scope.year.is_some() && scope.is_relative, is_target }
    }
}

/// For each block, the time and place from the sentence that introduces its list: the last sentence
/// of the block before the list, which ends with a colon. Each earlier item must end with a
/// semicolon.
pub(super) fn lead_ins(
    facts: &Facts<'_>,
    scope_words: &ScopeWords<'_>,
    own: Option<u32>,
) -> Vec<Option<LeadIn>> {
    let text = facts.doc.text();
    let mut lead = None;
    let mut leads = Vec::with_capacity(facts.doc.blocks().len());
    for block in facts.doc.blocks() {
        leads.push(lead);
        let words = block.span.of(text).trim_end_matches(is_blank);
        lead = match words.chars().next_back() {
            Some('：' | ':') => {
                let start = words.rfind('。').map_or(0, |at| at + '。'.len_utf8());
                Some(LeadIn::read(&words[start..], scope_words, own, facts.words()))
            }
            Some('；' | ';') => lead,
            _ => None,
        };
    }
    leads
}

/// True for a heading or a sentence that announces targets, not the progress towards them: 总体目标
/// ("overall targets"), but not 目标完成情况 ("progress towards the targets").
pub(super) fn announces_targets(text: &str, words: &Words) -> bool {
    words.of(&set::TARGET).is_in(text) && !words.of(&set::REACHED).is_in(text)
}
