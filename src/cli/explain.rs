//! `hegao explain RULE`: all that its file says, for a person.

use crate::cli::args::ExplainOptions;
use crate::cli::print_page;
use crate::output::page;
use crate::registry::Registry;
use crate::rule::Language;
use crate::workspace::failure::Failure;

/// Prints the page of one rule.
pub(super) fn run(options: &ExplainOptions, registry: &Registry, language: Language) -> Result<u8, Failure> {
    let rule = registry.rule(&options.rule)?;
    let text = page::text(rule, &registry.examples(rule)?, language);
    print_page(&text)
}
