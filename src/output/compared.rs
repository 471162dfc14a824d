//! Sentences on the arithmetic of a document: how many relations between its figures were checked
//! (a sum and its parts, a growth rate and its two amounts), and how many figures could not be
//! compared with any other.

use crate::facts::figure::ledger::Counts;
use crate::language::Language;

/// A sentence with the number of relations between figures that were checked, and the number of
/// figures that are part of none. `None` if the document has no figures.
pub fn sentence(counts: Counts, language: Language) -> Option<String> {
    let Counts { holding, wrong, open, .. } = counts;
    let relations = counts.relations();
    if counts.figures() == 0 {
        return None;
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    Some(match (language, relations) {
        (Language::Chinese, 0) => format!("有 {open} 个数字，都无从核对"),
        (Language::Chinese, _) => {
            let agree = if wrong == 0 {
                "全部相符".to_owned()
            } else {
                format!("{holding} 处相符，{wrong} 处不符")
            };
            let left =
                if open == 0 { String::new() } else { format!("；另有 {open} 个数字无从核对") };
            format!("核对了 {relations} 处数字关系：{agree}{left}")
        }
        (Language::English, 0) => format!("{open} figure{} with nothing to compare with", plural(open)),
        (Language::English, _) => {
            let left = if open == 0 {
                String::new()
            } else {
                format!("; {open} figure{} with nothing to compare with", plural(open))
            };
            format!(
                "{relations} relation{} between figures: {holding} hold, {wrong} do not{left}",
                plural(relations)
            )
        }
    })
}

/// A sentence with the share of the figures that could be compared with others. `None` if the
/// document has no figures.
pub fn coverage(counts: Counts, language: Language) -> Option<String> {
    let (judged, figures) = (counts.judged, counts.figures());
    let percent = (judged * 100).checked_div(figures)?;
    Some(language.pick(
        format!("{figures} 个数字里核对到 {judged} 个（{percent}%）"),
        format!("{judged} of {figures} figures compared ({percent}%)"),
    ))
}
