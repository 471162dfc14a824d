//! Completion of targets: 年度任务120亿元，已完成90亿元，完成率75% ("target 12 billion yuan, 9 done, 75 %");
//! 完成年度任务的75% ("75 % of the target done"); 128公里堤防应加固，已完工96公里，完成75% ("128 km of dikes to
//! strengthen, 96 km done, 75 %").

use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::Slip;
use crate::facts::figure::relations::{Relation, Verdict, is_value};
use crate::words::rules::figure::completion::{PERIODS, RATES};
use crate::words::{Words, measure};

/// Number of bytes of the clause before the target that are read.
const MAX_CLAUSE: usize = 90;

/// Checks the completion rates of a paragraph against target and result.
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let relations = (2..passage.list.len()).filter_map(|at| {
        let [target, done, rate] = [at - 2, at - 1, at].map(|at| &passage.list[at].quantity);
        let is_exact = [target, done, rate].iter().all(|figure| !figure.is_approximate);
        let is_one = passage.are_together(at - 2, at) && target.unit == done.unit && !target.is_rate();
        if !is_exact || !is_one || !rate.is_percentage() || !is_rate(passage.gap(at), passage.words) {
            return None;
        }
        let places = [at - 1, at - 2, at];
        let clause = clause(passage, at - 2);
        let is_target = passage.words.of(&measure::TARGET).is_in(clause);
        let is_due = clause.contains(['应', '需', '拟']) && is_value(&passage.list[at - 1]);
        let is_slip = || passage.slip(places).is_some_and(Slip::is_rare);
        let is_unambiguous = (is_target || is_due) && (is_done(passage, at - 1) || is_slip());
        let verdict = Verdict { holds: passage.fits(places), is_unambiguous: true };
        is_unambiguous
            .then(|| passage.relation(FigureReading::Completion, places, ["done", "target"], verdict))
            .flatten()
    });
    relations.collect()
}

/// Text before a figure since the last comma. It may contain earlier figures.
fn clause<'a>(passage: Passage<'a, '_>, at: usize) -> &'a str {
    let measure = &passage.list[at];
    let start = measure.sentence.start();
    let end = measure.quantity.span.start();
    let near = passage.text.ceil_char_boundary(end.saturating_sub(MAX_CLAUSE)).max(start).min(end);
    passage.text[near..end].rsplit(['，', '；', '、', ',']).next().unwrap_or_default()
}

/// True if the words before the figure mark it as the finished part of a target: `，已完成` (", done"),
/// `，至5月底已完工` (", done until the end of May"). They contain only one comma, and no 其中 ("of these").
fn is_done(passage: Passage<'_, '_>, at: usize) -> bool {
    let between = passage.gap(at);
    let is_said = between.contains("完成")
        || passage.words.of(&measure::DONE).is_in(passage.lead(at)) && between.contains('已');
    is_said && between.matches(['，', ',']).count() == 1 && !between.contains("其中")
}

/// True for words between two figures that introduce a completion rate: `，完成率为` (", completion
/// is"), `，完成年度任务的` (", of the target done"), `，占目标的` (", of the target").
fn is_rate(between: &str, words: &Words) -> bool {
    let behind = between.trim_start_matches(['，', ',', '（', '(']);
    let Some(rest) = RATES.iter().find_map(|word| behind.strip_prefix(word)) else { return false };
    let rest = PERIODS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let target = words.of(&measure::TARGET).start_of(rest);
    let target = target.and_then(|word| rest[word.len()..].strip_prefix('的'));
    match target {
        Some(rest) => rest.is_empty(),
        None => {
            let is_value = rest.is_empty() || words.of(&measure::COPULA).contains(rest);
            is_value && !behind.starts_with(['占', '为'])
        }
    }
}
