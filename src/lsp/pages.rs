//! Rule pages as files that an editor can open, because they have no web address. A page is written
//! to the user's cache when a finding of its rule is first shown. Its file name contains a hash of
//! its content.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::language::Language;
use crate::lsp::uri;
use crate::output::page;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::text::hash::{START, fnv};
use crate::workspace::cache;

/// The rule pages that were written so far.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Address of the page for each rule and language; `None` if it could not be written.
    written: HashMap<(String, &'static str), Option<String>>,
}

impl Pages {
    /// The address of a rule's page; `None` if it cannot be written.
    pub(super) fn address(&mut self, registry: &Registry, rule: &Rule, language: Language) -> Option<String> {
        let key = (rule.id.to_string(), language.tag());
        self.written.entry(key).or_insert_with(|| write(registry, rule, language)).clone()
    }
}

fn write(registry: &Registry, rule: &Rule, language: Language) -> Option<String> {
    let path = path(rule, &text(registry, rule, language), language)?;
    Some(uri::of_path(&path))
}

/// Writes the page of a rule, unless its file exists already. Returns the path of the file.
fn path(rule: &Rule, text: &str, language: Language) -> Option<PathBuf> {
    let hash = fnv(START, text.as_bytes());
    let name = format!("{}.{}.{hash:016x}.md", rule.id.as_str().replace('/', "-"), language.tag());
    let path = cache::folder()?.join("rules").join(name);
    // If the cache is not writable, the diagnostic has no link to a page.
    (path.is_file() || cache::write(&path, text.as_bytes()).is_ok()).then_some(path)
}

/// The page of a rule in Markdown.
pub(super) fn text(registry: &Registry, rule: &Rule, language: Language) -> String {
    // Unreadable examples fail the tests of the rules. Here the page is shown without them.
    page::markdown(rule, &registry.examples(rule).unwrap_or_default(), language)
}
