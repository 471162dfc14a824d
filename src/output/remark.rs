//! Findings as comments to be written into the document itself. A comment holds the severity and
//! the message, the related places, the advice, and, for the first finding of each rule, the
//! reason: `必改：缺一个数字：「完成投资[XX]亿元」` ("To be corrected: a number is missing: 'invested XX hundred
//! million yuan'").

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::engine::report::Checked;
use crate::language::Language;
use crate::output::Run;
use crate::output::finding_text::finding_text;
use crate::output::summary::severity;
use crate::writers::Remark;

/// The comments for the findings `found` of the document `checked`, in order.
pub fn remarks<'f>(
    run: &Run<'_>,
    checked: &Checked,
    found: impl IntoIterator<Item = &'f Diagnostic>,
) -> Vec<Remark> {
    let mut explained: HashSet<&RuleId> = HashSet::new();
    let remark = |found: &'f Diagnostic| {
        let mut paragraphs = finding_text(run, checked, found).lines();
        if let Some(first) = paragraphs.first_mut() {
            *first = weighed(found, first, run.language);
        }
        if explained.insert(&found.rule)
            && let Some(words) = run.wording(found)
        {
            paragraphs.push(run.language.pick("为什么：", "Why: ").to_owned() + &words.why);
        }
        Remark { span: found.span, rule: found.rule.to_string(), paragraphs }
    };
    found.into_iter().map(remark).collect()
}

/// The message of a finding after the name of its severity: `必改：…`, in English `Error: …`.
fn weighed(found: &Diagnostic, message: &str, language: Language) -> String {
    let word = severity(found.severity, language);
    match language {
        Language::Chinese => format!("{word}：{message}"),
        Language::English => {
            let (first, rest) = word.split_at(1);
            format!("{}{rest}: {message}", first.to_uppercase())
        }
    }
}
