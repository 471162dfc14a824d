//! The pages of rules as files that an editor can open, for there is no address of them elsewhere. A page is written when a
//! finding of its rule is first shown, into the user's cache, under a name that changes with its content.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::language::Language;
use crate::lsp::uri;
use crate::output::page;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::text::hash::{START, fnv};
use crate::workspace::cache;

/// The pages that were written.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Their addresses; `None` where one could not be written.
    written: HashMap<(String, &'static str), Option<String>>,
}

impl Pages {
    /// The address of the page of a rule; `None` where there is no room for it.
    pub(super) fn address(&mut self, registry: &Registry, rule: &Rule, language: Language) -> Option<String> {
        let key = (rule.id.to_string(), language.tag());
        self.written.entry(key).or_insert_with(|| write(registry, rule, language)).clone()
    }
}

fn write(registry: &Registry, rule: &Rule, language: Language) -> Option<String> {
    let path = path(rule, &text(registry, rule, language), language)?;
    Some(uri::of_path(&path))
}

/// Writes the page unless it is there, and says where.
fn path(rule: &Rule, text: &str, language: Language) -> Option<PathBuf> {
    let hash = fnv(START, text.as_bytes());
    let name = format!("{}.{}.{hash:016x}.md", rule.id.as_str().replace('/', "-"), language.tag());
    let path = cache::folder()?.join("rules").join(name);
    // A cache that cannot be written leaves the finding without an address.
    (path.is_file() || cache::write(&path, text.as_bytes()).is_ok()).then_some(path)
}

/// The page of a rule in Markdown.
pub(super) fn text(registry: &Registry, rule: &Rule, language: Language) -> String {
    // Examples that cannot be read are missed by the test of the rules; the page goes without.
    page::markdown(rule, &registry.examples(rule).unwrap_or_default(), language)
}
