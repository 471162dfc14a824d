//! Reading of the document of the year before, for comparison.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::check::Previous;
use crate::document::source::Source;
use crate::engine::report::Problem;
use crate::facts::Facts;
use crate::facts::vocabulary::Vocabulary;
use crate::readers::{self, ReadOptions};
use crate::registry::Ruleset;

/// Reads, without checking it, the document of the year before from which the checked document was
/// made.
///
/// # Errors
/// If the earlier document cannot be read.
pub fn read(
    source: &Source,
    reading: &ReadOptions,
    rules: &Ruleset,
    vocabulary: &Vocabulary,
) -> Result<Previous, Problem> {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let document = readers::read_as(source, reading)?;
        let record = Facts::new(&document, rules.lexicon(), vocabulary).record();
        Ok(Previous { path: source.name.as_str().into(), document, record })
    }));
    outcome.unwrap_or(Err(Problem::Panicked))
}
