//! Detection of idle `[[overrides]]` tables: those that change no setting.

use std::collections::BTreeSet;

use crate::config::part::Part;
use crate::config::place::Placed;
use crate::diagnostic::Severity;
use crate::rule::Rule;

/// True if the override `over` never changes a setting. It is applied to the settings `base`, to
/// `base` after each of the `earlier` overrides, and to `base` after all of them.
pub(super) fn is_idle(rules: &[Rule], base: &Part, earlier: &[&Part], over: &Part) -> bool {
    let mut all = base.clone();
    let mut grounds = vec![base.clone()];
    for part in earlier {
        let mut one = base.clone();
        one.override_with(part);
        grounds.push(one);
        all.override_with(part);
    }
    grounds.push(all);
    grounds.iter().all(|ground| changes_nothing(rules, ground, over))
}

fn changes_nothing(rules: &[Rule], ground: &Part, over: &Part) -> bool {
    let mut changed = ground.clone();
    changed.override_with(over);
    let words = |list: &[Placed<String>]| list.iter().map(|word| word.value.clone()).collect::<BTreeSet<_>>();
    let same_words = |old: &[_], new: &[_]| words(old) == words(new);
    let today = |part: &Part| part.today.as_ref().map(|today| today.value);
    let same_rule = |rule: &Rule| {
        let (old, new) = (ground.applied(rule), changed.applied(rule));
        ground.runs(rule) == changed.runs(rule)
            && old.severity == new.severity
            && old.section.options == new.section.options
    };
    // A missing setting counts as its default, so an override that only repeats the default is
    // idle.
    let limits = |part: &Part| (part.limits().file_size(), part.limits().findings());
    let fail_on = |part: &Part| part.fail_on.as_ref().map_or(Severity::Warning, |severity| severity.value);
    today(ground) == today(&changed)
        && fail_on(ground) == fail_on(&changed)
        && limits(ground) == limits(&changed)
        && same_words(&ground.allow, &changed.allow)
        && same_words(&ground.masks, &changed.masks)
        && same_words(&ground.terms, &changed.terms)
        && ground.words() == changed.words()
        && rules.iter().all(same_rule)
}
