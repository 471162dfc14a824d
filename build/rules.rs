//! Reads the rule files `rules/<family>/<fault>.toml`. If a file has a `[code]` section, its check
//! is the Rust file with the same path in `src/checks`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

use crate::{Failure, entries, files, name};

/// Folder in `rules` that contains classes of words and no rules.
const WORDS: &str = "words";

/// A rule file, parsed.
pub(crate) struct Rule {
    pub(crate) family: String,
    pub(crate) fault: String,
    path: PathBuf,
    text: String,
    table: Table,
    /// The `[code]` section, if the check is written in Rust.
    code: Option<Table>,
    /// Words that the check uses, from the section `[words]`.
    pub(crate) words: Table,
}

impl Rule {
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.family, self.fault)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Text of the file.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Parsed content of the file.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// Path of the file to embed in the program: the rule file itself, or a copy in the folder
    /// `out` without the section `[words]`, which is compiled separately, and, unless the command
    /// line is built, without the examples, which only it shows and runs.
    pub(crate) fn embedded(&self, out: &Path) -> Result<PathBuf, Failure> {
        let is_whole = env::var_os("CARGO_FEATURE_CLI").is_some();
        if self.words.is_empty() && is_whole {
            return Ok(self.path.clone());
        }
        let text = without_words(&self.text);
        let examples = text.find("\n[[").filter(|_| !is_whole).map(|at| at + 1);
        let path = out.join(format!("{}-{}.toml", self.family, self.fault));
        crate::write(&path, &text[..examples.unwrap_or(text.len())])?;
        Ok(path)
    }

    /// Name of the Rust module with the check: the path from the family on.
    pub(crate) fn module(&self) -> String {
        self.fault.replace('-', "_")
    }
}

/// Reads all rule files, sorted by id.
pub(crate) fn read(root: &Path) -> Result<Vec<Rule>, Failure> {
    let mut rules = Vec::new();
    for folder in entries(&root.join("rules"))?.into_iter().filter(|path| path.is_dir()) {
        let family = name(&folder);
        if family == WORDS {
            continue;
        }
        for (fault, path) in files(&folder, "toml")? {
            let text = fs::read_to_string(&path)?;
            let table: Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
            let section = |name: &str| table.get(name).and_then(Value::as_table).cloned();
            let (code, words) = (section("code"), section("words").unwrap_or_default());
            if code.is_none() && !words.is_empty() {
                return Err(format!("{}: only a rule with [code] has [words]", path.display()).into());
            }
            rules.push(Rule { family: family.clone(), fault, path, text, table, code, words });
        }
    }
    rules.sort_by_key(Rule::id);
    Ok(rules)
}

/// Returns the text of a rule file without the section `[words]`.
fn without_words(text: &str) -> String {
    let mut is_words = false;
    let lines = text.split_inclusive('\n').filter(|line| {
        if line.starts_with('[') {
            is_words = line.trim_end() == "[words]";
        }
        !is_words
    });
    lines.collect()
}

/// Generates the declarations of the modules with checks, and tables that map rule ids to the
/// functions that build their checks.
pub(crate) fn modules(rules: &[Rule], root: &Path) -> Result<String, Failure> {
    let coded: Vec<&Rule> = rules.iter().filter(|rule| rule.code.is_some()).collect();
    let mut text = String::new();
    for family in coded.iter().map(|rule| rule.family.as_str()).collect::<BTreeSet<_>>() {
        writeln!(text, "/// The checks of `rules/{family}`.\nmod {family} {{")?;
        for rule in coded.iter().filter(|rule| rule.family == family) {
            let path = check(root, rule)?;
            writeln!(text, "    #[path = {path:?}]\n    pub(super) mod {};", rule.module())?;
        }
        text.push_str("}\n");
    }
    all_have_rules(root, &coded)?;
    let is = |rule: &&Rule, key: &str| {
        let value = rule.code.as_ref().and_then(|code| code.get(key));
        value.and_then(Value::as_bool) == Some(true)
    };
    let (set, others): (Vec<&Rule>, Vec<&Rule>) = coded.iter().partition(|rule| is(rule, "set"));
    let (previous, others): (Vec<&Rule>, Vec<&Rule>) =
        others.into_iter().partition(|rule| is(rule, "previous"));
    let (collection, document): (Vec<&Rule>, Vec<&Rule>) =
        others.into_iter().partition(|rule| is(rule, "collection"));
    for (doc, name, build, rules) in [
        ("Every check, by the id of its rule.", "CHECKS", "Build", document),
        (
            "Every check over a collection, by the id of its rule.",
            "COLLECTION_CHECKS",
            "BuildCollection",
            collection,
        ),
        ("Every check over a set, by the id of its rule.", "SET_CHECKS", "BuildSet", set),
        (
            "Every check over a document and the one of the year before, by the id of its rule.",
            "PREVIOUS_CHECKS",
            "BuildPrevious",
            previous,
        ),
    ] {
        writeln!(text, "/// {doc}\npub const {name}: [(&str, {build}); {}] = [", rules.len())?;
        for rule in rules {
            writeln!(text, "    ({:?}, {}::{}::build),", rule.id(), rule.family, rule.module())?;
        }
        text.push_str("];\n");
    }
    Ok(text)
}

/// Path of the Rust file with a check: `src/checks/<family>/<fault>.rs`, or `<fault>/mod.rs` if the
/// check has submodules. Fails if neither exists.
fn check(root: &Path, rule: &Rule) -> Result<PathBuf, Failure> {
    let folder = root.join("src/checks").join(&rule.family);
    let file = folder.join(rule.module()).with_extension("rs");
    let with_parts = folder.join(rule.module()).join("mod.rs");
    [&file, &with_parts].into_iter().find(|path| path.is_file()).cloned().ok_or_else(|| {
        format!("{} has [code], and there is no check: write {}", rule.path.display(), file.display()).into()
    })
}

/// Fails if the folder of a family contains a Rust file that is not the check of a rule: a check
/// without a rule would never run.
fn all_have_rules(root: &Path, coded: &[&Rule]) -> Result<(), Failure> {
    for folder in entries(&root.join("src/checks"))?.into_iter().filter(|path| path.is_dir()) {
        let family = name(&folder);
        // Other folders contain code shared by several checks.
        if !coded.iter().any(|rule| rule.family == family) {
            continue;
        }
        for path in entries(&folder)? {
            let module = name(&path);
            if !coded.iter().any(|rule| rule.family == family && rule.module() == module) {
                let fault = module.replace('_', "-");
                let rule = root.join("rules").join(&family).join(fault).with_extension("toml");
                let message = format!(
                    "{} is the check of no rule: give {} a [code] section, or delete the check",
                    path.display(),
                    rule.display()
                );
                return Err(message.into());
            }
        }
    }
    Ok(())
}
