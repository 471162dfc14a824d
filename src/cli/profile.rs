//! `--profile`: the time that each rule took, summed over all files and threads.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::RuleId;
use crate::engine::lint::{Step, Stopwatch};
use crate::language::Language;

/// Name of a measured step: reading, the shared facts, or a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Reading,
    Words,
    Rule(RuleId),
}

/// Total time of each step.
#[derive(Debug, Default)]
pub(super) struct Profile {
    times: Mutex<BTreeMap<Name, Duration>>,
}

impl Stopwatch for Profile {
    fn measure(&self, step: Step<'_>, work: &mut dyn FnMut()) {
        let start = Instant::now();
        work();
        let time = start.elapsed();
        let name = match step {
            Step::Reading => Name::Reading,
            Step::Words => Name::Words,
            Step::Rule(rule) => Name::Rule(rule.clone()),
        };
        // The sum is valid even if another thread panicked.
        *self.times.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += time;
    }
}

impl Profile {
    /// The times as text: one line for each step, the slowest first, and the total.
    pub(super) fn text(&self, language: Language) -> String {
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rows: Vec<(String, Duration)> =
            times.iter().map(|(name, time)| (word(name, language), *time)).collect();
        rows.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        let total: Duration = rows.iter().map(|(_, time)| *time).sum();
        rows.push((language.pick("合计", "total").to_owned(), total));
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let mut text =
            format!("{}\n", language.pick("用时（毫秒，各线程相加）：", "Time (ms, all threads):"));
        for (name, time) in rows {
            let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
            let pad = " ".repeat(width - name.width());
            let _ = writeln!(text, "  {name}{pad} {:>10.2} {share:>5.1}%", time.as_secs_f64() * 1000.0);
        }
        text
    }
}

fn word(name: &Name, language: Language) -> String {
    match name {
        Name::Reading => language.pick("（读文件）", "(reading)").to_owned(),
        Name::Words => language.pick("（分词断句）", "(words and sentences)").to_owned(),
        Name::Rule(rule) => rule.to_string(),
    }
}
