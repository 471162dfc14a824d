//! House rules on structure: imports go in one direction, files are small and state their purpose,
//! and only the front end accesses files, the clock and the streams.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod language;
mod literals;
mod source;

use std::fs;
use std::path::Path;

use source::{Module, modules};

/// Layers, from the bottom up. A module imports only from lower layers or from itself.
const LAYERS: [&[&str]; 12] = [
    &["language", "text"],
    &["document", "package", "words"],
    &["readers", "writers", "facts"],
    &["check", "diagnostic", "fix", "rule"],
    &["kinds", "checks"],
    &["registry", "config"],
    &["engine"],
    &["output"],
    &["linter"],
    &["workspace"],
    &["lsp"],
    &["cli"],
];
/// Index of the first layer that may access files, the clock, the environment and the standard
/// streams.
const FRONT: usize = 9;
/// Index of the only layer whose modules may import each other.
const ONE_ROOM: usize = 3;
/// Maximum number of lines of a file, including tests.
const MAX_LINES: usize = 500;

/// Returns the index of the layer that a top-level module belongs to, from the bottom.
fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|layer| layer.contains(&module));
    found.unwrap_or_else(|| panic!("`{module}` has no layer: give it one here and in ARCHITECTURE.md"))
}

/// Returns the names after each `crate::` in the code.
fn imports(code: &str) -> impl Iterator<Item = &str> {
    let words = code.split("crate::").skip(1);
    words.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    for module in modules() {
        let Some(name) = module.name() else { continue };
        for import in imports(&module.code) {
            let (here, there) = (layer(&name), layer(import));
            let is_allowed = import == name || there < here || (there == here && here == ONE_ROOM);
            if !is_allowed {
                wrong.push(format!("{} imports {import}", module.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The subjects of `src/facts`, ordered so that each may import only the ones before it. Files
/// beside these folders are their base, and import none of them.
const SUBJECTS: [&str; 11] = [
    "tables", "date", "figure", "placeholder", "leftover", "numbering", "count", "duplicate", "naming",
    "previous", "set",
];

#[test]
fn facts_read_only_the_subjects_below_theirs() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/facts")).unwrap();
    let folders = folders.map(|entry| entry.unwrap()).filter(|entry| entry.path().is_dir());
    let mut folders: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    folders.sort_unstable();
    let mut known = SUBJECTS.map(str::to_owned);
    known.sort_unstable();
    assert_eq!(folders, known, "give the subject its place in SUBJECTS");

    let height = |name: &str| SUBJECTS.iter().position(|subject| *subject == name).map(|at| at + 1);
    let mut wrong = Vec::new();
    for module in modules() {
        let Ok(path) = module.path.strip_prefix("facts") else { continue };
        let here = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        // `Facts` contains the facts of all subjects.
        if here == "mod.rs" {
            continue;
        }
        for import in module.code.split("facts::").skip(1) {
            let there = import.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
            if height(there) > height(&here) {
                wrong.push(format!("{} reads {there}", module.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Returns the path of a module below `crate`, such as `facts::date::dates`.
fn path_of(module: &Module) -> Vec<String> {
    let path = module.path.with_extension("");
    let mut names: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    names.pop_if(|last| last == "mod");
    names
}

/// Returns every path after `crate::` in the code, with braces expanded one level deep.
fn imported_paths(code: &str) -> Vec<Vec<String>> {
    let names = |path: &str| -> Vec<String> {
        path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let mut paths = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(rest.len());
        let (path, behind) = rest.split_at(end);
        match behind.strip_prefix('{').and_then(|list| list.split_once('}')) {
            Some((list, _)) if path.ends_with("::") => {
                paths.extend(list.split(',').map(|name| [names(path), names(name)].concat()));
            }
            _ => paths.push(names(path)),
        }
    }
    paths
}

/// Asserts that sibling modules, including their submodules, do not import each other in cycles.
#[test]
fn siblings_do_not_import_each_other_in_a_circle() {
    use std::collections::{BTreeMap, BTreeSet};
    let mut imports: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for module in modules() {
        let here = path_of(&module);
        let code: String = module.code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for there in imported_paths(&code) {
            let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
            if shared > 0 && here.len() > shared && there.len() > shared {
                imports.entry(here[..=shared].to_vec()).or_default().insert(there[..=shared].to_vec());
            }
        }
    }
    // Removes modules that import none of the others, until only cycles are left.
    loop {
        let ends: Vec<Vec<String>> =
            imports.values().flatten().filter(|name| !imports.contains_key(*name)).cloned().collect();
        if ends.is_empty() {
            break;
        }
        imports.values_mut().for_each(|names| names.retain(|name| !ends.contains(name)));
        imports.retain(|_, names| !names.is_empty());
    }
    let circles: Vec<String> = imports
        .iter()
        .map(|(name, others)| {
            let others: Vec<String> = others.iter().map(|other| other.join("::")).collect();
            format!("{} imports {}", name.join("::"), others.join(", "))
        })
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    for module in modules() {
        assert!(module.lines <= MAX_LINES, "{}: {} lines", module.path.display(), module.lines);
        assert!(module.code.starts_with("//! "), "{} has no module doc", module.path.display());
    }
}

#[test]
fn names_are_imported_one_by_one_from_where_they_live() {
    for module in modules() {
        for line in module.code.lines().map(str::trim) {
            let path = module.path.display();
            assert!(!(line.starts_with("use ") && line.contains("::*")), "{path}: {line}");
            let is_reexport = line.starts_with("pub use ") || line.starts_with("pub(crate) use ");
            assert!(!is_reexport || module.name().is_none(), "{path}: {line}");
        }
    }
}

/// Returns the contents of all string literals in the code, including raw ones, with their line
/// numbers.
fn string_literals(code: &str) -> Vec<(usize, String)> {
    let literal = regex::Regex::new(
        r#"(?s)//[^\n]*|'(?:[^'\\\n]|\\[^\n])'|r\#"(?<hashed>.*?)"\#|r"(?<raw>[^"]*)"|"(?<plain>(?:[^"\\]|\\.)*)""#,
    )
    .unwrap();
    let texts = literal.captures_iter(code).filter_map(|found| {
        let text = ["hashed", "raw", "plain"].into_iter().find_map(|name| found.name(name))?;
        Some((1 + code[..text.start()].matches('\n').count(), text.as_str().to_owned()))
    });
    texts.collect()
}

#[test]
fn string_literals_are_found() {
    let code = "'\"' // \"a\"\n\"b\\\"\" r#\"c\"d\"# r\"e\\\" \"f\ng\"\n&'static '\\'' \"h\"";
    let expected = [(2, "b\\\""), (2, "c\"d"), (2, "e\\"), (2, "f\ng"), (4, "h")];
    assert_eq!(string_literals(code), expected.map(|(line, text)| (line, text.to_owned())));
}

/// Layers that must not depend on the names of rules, only on the contents of their files.
const NAMELESS: [&str; 6] = ["engine", "linter", "lsp", "output", "workspace", "cli"];
/// Permitted exceptions: literals in these layers that contain the name of a rule or a family.
const NAMED: [(&str, &str, &str); 11] = [
    ("engine/suppress.rs", "ignore/unused", "a rule of the engine's own"),
    ("engine/suppress.rs", "ignore/comment", "a rule of the engine's own"),
    ("cli/help.rs", "numbering/gap", "an example for users"),
    ("cli/help.rs", "ignore", "a command and an option"),
    ("cli/help.rs", "previous", "an option"),
    ("cli/completions.rs", "ignore", "an option"),
    ("output/explained/schema.rs", "previous", "a field of the schema"),
    ("lsp/settings.rs", "ignore", "a setting"),
    ("workspace/declare.rs", "ignore", "a key of the configuration"),
    ("output/formats/json/schema.rs", "date", "a format and a field of the schema"),
    ("output/outline/schema.rs", "date", "a field of the schema"),
];

#[test]
fn rules_are_not_treated_by_their_names() {
    let registry = hegao::registry::Registry::built_in();
    let rules = registry.rules();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
    let named_in = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !is_part(c) || !c.is_ascii());
        let is_id = |word: &&str| rules.iter().any(|rule| rule.id.as_str() == *word);
        // Family names are also English words, so they count only if they are the whole literal.
        let is_family = |text: &&str| rules.iter().any(|rule| rule.id.family() == text.trim_end_matches('/'));
        words.filter(is_id).chain([text].into_iter().filter(is_family)).map(str::to_owned).collect()
    };
    let (mut wrong, mut met) = (Vec::new(), Vec::new());
    for module in modules() {
        if !module.name().is_some_and(|name| NAMELESS.contains(&name.as_str())) {
            continue;
        }
        let path = module.path.to_string_lossy().replace('\\', "/");
        for (line, text) in string_literals(&module.code) {
            for name in named_in(&text) {
                match NAMED.iter().position(|(file, word, _)| *file == path && *word == name) {
                    Some(index) => met.push(index),
                    None => wrong.push(format!("src/{path}:{line} names `{name}`")),
                }
            }
        }
    }
    let idle = NAMED.iter().enumerate().filter(|(index, _)| !met.contains(index));
    wrong.extend(
        idle.map(|(_, (file, name, _))| format!("src/{file} does not name `{name}`: cut it from NAMED")),
    );
    assert!(wrong.is_empty(), "say it by a key of the rule file (src/rule/policy.rs): {wrong:#?}");
}

#[test]
fn only_the_front_end_touches_the_outside_world() {
    const OUTSIDE: [&str; 9] = [
        "std::fs", "std::env", "io::stdout", "io::stderr", "io::stdin", "SystemTime", "Instant::now",
        "Zoned::now", "println!",
    ];
    for module in modules() {
        let is_front_end = module.name().is_none_or(|name| layer(&name) >= FRONT);
        for word in OUTSIDE {
            assert!(is_front_end || !module.code.contains(word), "{} uses {word}", module.path.display());
        }
    }
}

#[test]
fn standard_error_is_written_to_in_one_place() {
    for module in modules() {
        let asks_for_a_terminal = module.code.replace("io::stderr().is_terminal()", "");
        let is_the_place = module.path == Path::new("workspace/stderr.rs");
        for word in ["stderr()", "eprint!(", "eprintln!("] {
            let is_used = asks_for_a_terminal.contains(word);
            assert!(is_the_place || !is_used, "{} uses {word}", module.path.display());
        }
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().unwrap().keys() {
            assert!(architecture.contains(&format!("`{name}`")), "ARCHITECTURE.md does not say why `{name}`");
        }
    }
}

#[test]
fn the_hooks_of_pre_commit_take_every_format_that_needs_no_other_program() {
    use hegao::document::source::Format;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hooks = fs::read_to_string(root.join(".pre-commit-hooks.yaml")).unwrap();
    let files = |id: &str| {
        let hook = hooks.split("- id: ").find_map(|hook| hook.strip_prefix(&format!("{id}\n"))).unwrap();
        let files = hook.lines().find_map(|line| line.trim().strip_prefix("files: ")).unwrap();
        regex::Regex::new(files).unwrap()
    };
    for format in Format::ALL {
        let is_text = matches!(format, Format::Text | Format::Markdown | Format::Html);
        let is_read_here = !matches!(format, Format::Doc | Format::Wps | Format::Pdf);
        for ending in format.extensions() {
            for name in [format!("讲 话.{ending}"), format!("稿.{}", ending.to_uppercase())] {
                for (id, takes) in [("hegao", is_text), ("hegao-documents", is_read_here)] {
                    assert_eq!(files(id).is_match(&name), takes, "{id}: {name}");
                    assert_eq!(files(&format!("{id}-system")).is_match(&name), takes, "{id}-system: {name}");
                }
            }
        }
    }
}
