//! Applying fixes: edits in the order of their places, as long as the document changes and not for ever.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::RuleId;
use crate::document::Document;
use crate::document::source::Source;
use crate::engine::lint::{self, Conditions};
use crate::engine::report::{Checked, FileReport, Problem};
use crate::fix::{Fix, Safety};
use crate::registry::Ruleset;
use crate::writers::{self, FileEdit};

/// Most times that a document is checked and edited; fixes that go on longer fight each other.
const MAX_ROUNDS: usize = 10;

/// A document after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// What is found in it now.
    pub report: FileReport,
    /// The new bytes of the file; `None` where nothing was changed.
    pub bytes: Option<Vec<u8>>,
    /// How many findings were mended.
    pub applied: usize,
    /// How many findings have a fix that was not applied: it is not safe enough, or markup lies inside.
    pub left: usize,
    /// Rules whose fixes undo each other, or never come to an end; the file is left as it was.
    pub fighting: Vec<RuleId>,
}

impl Fixed {
    fn unchanged(report: FileReport) -> Self {
        Self { report, bytes: None, applied: 0, left: 0, fighting: Vec::new() }
    }
}

/// Checks a document, applies the fixes that are at least as safe as `least` (`None` for no fixes), and checks it again,
/// until nothing changes.
pub fn fix(source: &Source, rules: &Ruleset, conditions: &Conditions<'_>, least: Option<Safety>) -> Fixed {
    let mut report = lint::check(source, rules, conditions);
    let mut current = source.clone();
    let mut applied = 0;
    let mut before: BTreeSet<RuleId> = BTreeSet::new();
    for round in 0.. {
        let Ok(checked) = &report.outcome else { break };
        let chosen = chosen(checked, least);
        if chosen.rules.is_empty() {
            let left = checked.diagnostics.iter().filter(|found| found.fix.is_some()).count();
            let bytes = (applied > 0).then_some(current.bytes);
            return Fixed { report, bytes, applied, left, fighting: Vec::new() };
        }
        if round == MAX_ROUNDS {
            let report = lint::check(source, rules, conditions);
            // One undoes in a round what the other did in the one before.
            let fighting = before.union(&chosen.rules).cloned().collect();
            return Fixed { fighting, ..Fixed::unchanged(report) };
        }
        match writers::edit(&current, &checked.document, &chosen.edits) {
            Ok(bytes) => current.bytes = bytes,
            Err(error) => {
                let outcome = Err(Problem::Unwritten(error));
                return Fixed::unchanged(FileReport::new(report.path, outcome));
            }
        }
        applied += chosen.fixes;
        before = chosen.rules;
        report = lint::check(&current, rules, conditions);
    }
    Fixed::unchanged(report)
}

/// Edits of one round.
#[derive(Default)]
struct Chosen {
    /// By part, in order, without overlaps.
    edits: Vec<FileEdit>,
    fixes: usize,
    /// The rules whose fixes they are.
    rules: BTreeSet<RuleId>,
}

/// The fixes of one round, the first in the text first; what overlaps one of them waits for the next round.
fn chosen(checked: &Checked, least: Option<Safety>) -> Chosen {
    let mut chosen = Chosen::default();
    let Some(least) = least else { return chosen };
    let mut taken: BTreeMap<(String, usize), FileEdit> = BTreeMap::new();
    let fixes = checked.diagnostics.iter().filter_map(|found| Some((&found.rule, found.fix.as_ref()?)));
    for (rule, fix) in fixes.filter(|(_, fix)| fix.safety >= least) {
        let Some(edits) = edits(&checked.document, fix) else { continue };
        let is_free = |edit: &FileEdit| {
            let before = taken.range(..=(edit.part.clone(), edit.bytes.start)).next_back();
            let behind = taken.range((edit.part.clone(), edit.bytes.start)..).next();
            let is_apart = |other: &FileEdit| {
                other.part != edit.part
                    || other.bytes.start != edit.bytes.start
                        && (edit.bytes.end <= other.bytes.start || other.bytes.end <= edit.bytes.start)
            };
            before.into_iter().chain(behind).all(|(_, other)| is_apart(other))
        };
        if edits.iter().all(is_free) {
            taken.extend(edits.into_iter().map(|edit| ((edit.part.clone(), edit.bytes.start), edit)));
            chosen.fixes += 1;
            chosen.rules.insert(rule.clone());
        }
    }
    chosen.edits = taken.into_values().collect();
    chosen
}

/// The edits of a fix in the places of the file; `None` where one of them would destroy what was not read.
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
    use crate::document::source::Source;
    use crate::engine::lint::{Conditions, Today};
    use crate::facts::vocabulary::Vocabulary;
    use crate::fix::Safety;
    use crate::registry::{Registry, Ruleset};

    fn fixed(bytes: &[u8]) -> (Option<Vec<u8>>, usize) {
        let registry = Registry::built_in().unwrap();
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

    #[test]
    fn leaves_alone_what_has_no_fix() {
        assert_eq!(fixed("完成投资XX亿元。".as_bytes()), (None, 0));
    }
}
