//! Applies fixes: edits in text order, repeated until the document no longer changes, up to a
//! limit. Safe fixes must not cause any new finding, and other fixes must reduce the number of
//! findings. Rules whose fixes would break this are held back: their fixes are not applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::Document;
use crate::document::source::Source;
use crate::engine::lint::{self, Conditions};
use crate::engine::report::{Checked, FileReport, Problem};
use crate::fix::{Fix, Safety};
use crate::registry::Ruleset;
use crate::writers::{self, FileEdit};

/// Maximum number of rounds of checking and editing. If a document still changes after them, its
/// fixes undo each other, and it is left as it was.
const MAX_ROUNDS: usize = 10;

/// Result of fixing a document.
#[derive(Debug)]
pub struct Fixed {
    /// The report of the document after the last edit.
    pub report: FileReport,
    /// The new bytes of the file; `None` if nothing was changed.
    pub bytes: Option<Vec<u8>>,
    /// Number of fixed findings.
    pub applied: usize,
    /// Number of findings whose fix was not applied, because it is not safe enough or would cross
    /// markup of the file format.
    pub left: usize,
    /// Rules whose fixes undo each other, or never come to an end. If there are any, the file is
    /// unchanged.
    pub fighting: Vec<RuleId>,
    /// Rules whose fixes were not applied because they would cause new findings: any new one for
    /// safe fixes, at least as many as they remove for others.
    pub held_back: Vec<RuleId>,
}

impl Fixed {
    fn unchanged(report: FileReport) -> Self {
        Self { report, bytes: None, applied: 0, left: 0, fighting: Vec::new(), held_back: Vec::new() }
    }
}

/// Checks a document, applies the fixes that are at least as safe as `least` (`None` for no fixes),
/// and checks it again, until nothing changes. Rules whose fixes would cause new findings are held
/// back: a single rule if that is enough, else all. If only safe fixes are applied, no new finding
/// is allowed; otherwise there must be fewer findings than before.
pub fn fix(source: &Source, rules: &Ruleset, conditions: &Conditions<'_>, least: Option<Safety>) -> Fixed {
    let fix_without = |held_back: &BTreeSet<RuleId>| rounds(source, rules, conditions, (least, held_back));
    let is_gain = |outcome: &Outcome| match least {
        Some(Safety::Safe) => outcome.new == 0,
        _ => outcome.rules.is_empty() || outcome.after < outcome.before,
    };
    let (fixed, all) = fix_without(&BTreeSet::new());
    if is_gain(&all) {
        return fixed;
    }
    for rule in &all.rules {
        let one = BTreeSet::from([rule.clone()]);
        let (fixed, outcome) = fix_without(&one);
        if is_gain(&outcome) {
            return Fixed { held_back: one.into_iter().collect(), ..fixed };
        }
    }
    Fixed { held_back: all.rules.iter().cloned().collect(), ..fix_without(&all.rules).0 }
}

/// Result of one attempt to fix a document, which takes one or several rounds of checking and
/// editing.
#[derive(Default)]
struct Outcome {
    /// The rules whose fixes were applied.
    rules: BTreeSet<RuleId>,
    /// Number of findings that did not exist before the fixes.
    new: usize,
    /// Number of findings before the first edit.
    before: usize,
    /// Number of findings after the last edit.
    after: usize,
}

/// Checks and edits a document until nothing changes. Fixes of the rules in `held_back` are left
/// out.
fn rounds(
    source: &Source,
    rules: &Ruleset,
    conditions: &Conditions<'_>,
    (least, held_back): (Option<Safety>, &BTreeSet<RuleId>),
) -> (Fixed, Outcome) {
    let mut report = lint::check(source, rules, conditions);
    let mut current = source.clone();
    let mut outcome = Outcome::default();
    let mut known = Known::default();
    let mut applied = 0;
    let mut before: BTreeSet<RuleId> = BTreeSet::new();
    for round in 0.. {
        let Ok(checked) = &report.outcome else { break };
        let chosen = chosen(checked, least, held_back);
        if chosen.rules.is_empty() {
            let left = checked.diagnostics.iter().filter(|found| found.fix.is_some()).count();
            if applied > 0 {
                outcome.new = known.count_new(checked);
                outcome.after = checked.diagnostics.len();
            }
            let bytes = (applied > 0).then_some(current.bytes);
            return (Fixed { bytes, applied, left, ..Fixed::unchanged(report) }, outcome);
        }
        if round == MAX_ROUNDS {
            let report = lint::check(source, rules, conditions);
            // One of them undoes the edits that the other made in the round before.
            let fighting = before.union(&chosen.rules).cloned().collect();
            return (Fixed { fighting, ..Fixed::unchanged(report) }, Outcome::default());
        }
        if round == 0 {
            known = Known::of(checked);
            outcome.before = checked.diagnostics.len();
        }
        known.subtract(checked, &chosen.findings);
        match writers::edit(&current, &checked.document, &chosen.edits) {
            Ok(bytes) => current.bytes = bytes,
            Err(error) => {
                let outcome = Err(Problem::Unwritten(error));
                let report = FileReport::new(report.path, outcome);
                return (Fixed::unchanged(report), Outcome::default());
            }
        }
        applied += chosen.findings.len();
        outcome.rules.extend(chosen.rules.iter().cloned());
        before = chosen.rules;
        report = lint::check(&current, rules, conditions);
    }
    (Fixed::unchanged(report), Outcome::default())
}

/// Number of findings per rule and line before the first edit, reduced by those that were fixed
/// since. A finding beyond these numbers was caused by a fix. The line works as a key because edits
/// do not add or remove lines.
#[derive(Default)]
struct Known(BTreeMap<(RuleId, usize), usize>);

impl Known {
    fn of(checked: &Checked) -> Self {
        let mut known = Self::default();
        for found in &checked.diagnostics {
            *known.0.entry(key(checked, found)).or_default() += 1;
        }
        known
    }

    /// Subtracts findings that are being fixed. `mended` holds their indices in `checked`.
    fn subtract(&mut self, checked: &Checked, mended: &[usize]) {
        for index in mended {
            if let Some(count) = self.0.get_mut(&key(checked, &checked.diagnostics[*index])) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Number of findings in `checked` that are beyond the known numbers, so that a fix caused
    /// them.
    fn count_new(mut self, checked: &Checked) -> usize {
        let is_new = |found: &&Diagnostic| match self.0.get_mut(&key(checked, found)) {
            Some(count @ 1..) => {
                *count -= 1;
                false
            }
            Some(_) | None => true,
        };
        checked.diagnostics.iter().filter(is_new).count()
    }
}

fn key(checked: &Checked, found: &Diagnostic) -> (RuleId, usize) {
    (found.rule.clone(), checked.document.locate_start(found.span).line)
}

/// The edits that one round applies.
#[derive(Default)]
struct Chosen {
    /// Edits in the order of the file and its parts, without overlaps.
    edits: Vec<FileEdit>,
    /// Indices of the findings that these edits fix.
    findings: Vec<usize>,
    /// The rules of these findings.
    rules: BTreeSet<RuleId>,
}

/// Chooses the fixes that one round applies, in text order. A fix that overlaps an earlier one
/// waits for the next round.
fn chosen(checked: &Checked, least: Option<Safety>, held_back: &BTreeSet<RuleId>) -> Chosen {
    let mut chosen = Chosen::default();
    let Some(least) = least else { return chosen };
    let mut taken: BTreeMap<(String, usize), FileEdit> = BTreeMap::new();
    for (index, Diagnostic { rule, fix, .. }) in checked.diagnostics.iter().enumerate() {
        let Some(fix) = fix.as_ref().filter(|fix| fix.safety >= least && !held_back.contains(rule)) else {
            continue;
        };
        let Some(edits) = edits(&checked.document, fix) else { continue };
        let is_free = |edit: &FileEdit| {
            let before = taken.range(..=(edit.part.clone(), edit.bytes.start())).next_back();
            let behind = taken.range((edit.part.clone(), edit.bytes.start())..).next();
            let is_apart = |other: &FileEdit| {
                other.part != edit.part
                    || other.bytes.start() != edit.bytes.start()
                        && (edit.bytes.end() <= other.bytes.start()
                            || other.bytes.end() <= edit.bytes.start())
            };
            before.into_iter().chain(behind).all(|(_, other)| is_apart(other))
        };
        if edits.iter().all(is_free) {
            taken.extend(edits.into_iter().map(|edit| ((edit.part.clone(), edit.bytes.start()), edit)));
            chosen.findings.push(index);
            chosen.rules.insert(rule.clone());
        }
    }
    chosen.edits = taken.into_values().collect();
    chosen
}

/// Returns the edits of a fix as byte ranges of the file; `None` if one of them would destroy
/// content of the file that is not part of the text, such as a picture.
pub fn edits(doc: &Document, fix: &Fix) -> Option<Vec<FileEdit>> {
    let edit = |edit: &crate::fix::Edit| {
        let place = doc.editable(edit.span)?;
        Some(FileEdit { part: place.part.to_owned(), bytes: place.bytes, text: edit.text.clone() })
    };
    fix.edits.iter().map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::fix;
    use crate::diagnostic::RuleId;
    use crate::document::source::Source;
    use crate::engine::lint::{Conditions, Today};
    use crate::facts::vocabulary::Vocabulary;
    use crate::fix::Safety;
    use crate::registry::{Registry, Ruleset};
    use crate::rule::ignore::Ignore;

    fn fixed(bytes: &[u8]) -> (Option<Vec<u8>>, usize) {
        let registry = Registry::built_in();
        let rules = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
        let source = Source { name: "a.txt".into(), bytes: bytes.to_vec() };
        let vocabulary = Vocabulary::default();
        let fixed = fix(&source, &rules, &Conditions::new(Today::Off, &vocabulary), Some(Safety::Safe));
        (fixed.bytes, fixed.applied)
    }

    #[test]
    fn keeps_the_encoding_and_every_other_byte() {
        let (before, after) =
            ("\u{feff}截止3月底，\r\n共有80户。\r\n", "\u{feff}截至3月底，\r\n共有80户。\r\n");
        assert_eq!(fixed(before.as_bytes()), (Some(after.as_bytes().to_vec()), 1));
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        assert_eq!(fixed(&wide(before)), (Some(wide(after)), 1));
        let gb = |text: &str| encoding_rs::GB18030.encode(&text[3..]).0.into_owned();
        assert_eq!(fixed(&gb(before)), (Some(gb(after)), 1));
    }

    /// After the fix, the ignore comment, which quotes the words of the placeholder, would no
    /// longer match the text.
    #[test]
    fn holds_back_fixes_that_would_bring_up_a_finding() {
        let registry = Registry::built_in();
        let rules = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
        let text = "截止3月底共XX户。\n报名于3月5日截至。";
        let source = Source { name: "a.txt".into(), bytes: text.into() };
        let vocabulary = Vocabulary::default();
        let ignore = Ignore {
            rule: "placeholder/mask".into(),
            text: Some("截止3月底共XX户".into()),
            reason: "待统计".into(),
            expires: None,
        };
        let conditions = Conditions { ignores: &[ignore], ..Conditions::new(Today::Off, &vocabulary) };
        let fixed = fix(&source, &rules, &conditions, Some(Safety::Safe));
        assert_eq!(fixed.held_back, [RuleId::new("date/jiezhi")]);
        assert_eq!(fixed.bytes, Some(text.replace("日截至", "日截止").into_bytes()));
        assert_eq!((fixed.applied, fixed.left), (1, 1));
        let asked = fix(&source, &rules, &conditions, Some(Safety::Unsafe));
        assert_eq!((asked.applied, asked.held_back), (2, Vec::new()));
    }

    /// The fix would close the gap, but then two numbers would occur twice.
    #[test]
    fn holds_back_unsafe_fixes_that_leave_as_many_findings() {
        let registry = Registry::built_in();
        let rules = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
        let text = "一、代\n三、位\n四、位\n三、位\n五、各\n四、严肃纪律";
        let source = Source { name: "a.txt".into(), bytes: text.into() };
        let vocabulary = Vocabulary::default();
        let fixed = fix(&source, &rules, &Conditions::new(Today::Off, &vocabulary), Some(Safety::Unsafe));
        assert_eq!((fixed.bytes, fixed.applied), (None, 0));
        assert_eq!(fixed.held_back, [RuleId::new("numbering/gap")]);
    }

    #[test]
    fn leaves_alone_what_has_no_fix() {
        assert_eq!(fixed("完成投资XX亿元。".as_bytes()), (None, 0));
    }
}
