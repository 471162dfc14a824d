//! Properties of fixes that every input must have: applying them terminates, the fixed document can
//! be read, and a second run finds nothing more to fix.

use hegao::document::source::Source;
use hegao::engine::fixing::fix;
use hegao::engine::lint::{Conditions, check};
use hegao::engine::report::Checked;
use hegao::fix::Safety;
use hegao::registry::Ruleset;

/// Asserts that spans of findings and fixes are inside the text, on character boundaries.
pub fn lie_in_the_text(checked: &Checked) {
    let prose = checked.document.text();
    assert!(checked.diagnostics.is_sorted_by_key(|found| found.span));
    for found in &checked.diagnostics {
        let others = found.related.iter().map(|label| label.span);
        for span in others.chain([found.span]) {
            assert!(!span.is_empty() && prose.get(span.range()).is_some(), "{}: {span:?}", found.rule);
        }
        let mut end = 0;
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(edit.span.start() >= end, "{}: edits are in order and apart", found.rule);
            assert!(prose.get(edit.span.range()).is_some(), "{}: {:?}", found.rule, edit.span);
            end = edit.span.end();
        }
    }
}

/// Applies all fixes of `rules` to a document, then those of the result, and asserts the
/// properties. `checked` is the result of these rules: without a fix that is safe enough, nothing
/// is applied.
pub fn hold(source: &Source, rules: &Ruleset, conditions: &Conditions<'_>, checked: &Checked) {
    let fixes = || checked.diagnostics.iter().filter_map(|found| found.fix.as_ref());
    for least in [Safety::Safe, Safety::Unsafe] {
        if fixes().all(|fix| fix.safety < least) {
            continue;
        }
        let fixed = fix(source, rules, conditions, Some(least));
        assert!(fixed.fighting.is_empty(), "{:?} fight", fixed.fighting);
        let Some(bytes) = fixed.bytes else { continue };
        assert!(fixed.applied > 0);
        let again = Source { name: source.name.clone(), bytes };
        let after = fixed.report.outcome.expect("what was fixed is read");
        let reread = check(&again, rules, conditions).outcome.expect("what was fixed is read");
        assert_eq!(reread.diagnostics, after.diagnostics, "the report is that of the new file");
        let twice = fix(&again, rules, conditions, Some(least));
        assert!(twice.bytes.is_none() && twice.applied == 0, "a second time nothing is left to do");
    }
}
