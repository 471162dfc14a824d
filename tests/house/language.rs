//! House rules on language: comments are plain English within 100 columns, and names say what they
//! are.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

use crate::literals::without_literals;
use crate::source::rust_files;

/// Maximum number of characters of a line with a comment.
const MAX_COLUMNS: usize = 100;
/// Words with which no doc comment may begin: a clause that begins with one says neither what an
/// item is nor what it does.
const HEADLESS: [&str; 10] =
    ["What", "Where", "How", "Who", "Whose", "Whom", "Which", "Whether", "That", "When"];
/// Names that say nothing about the contents of a module or an item.
const EMPTY_NAMES: [&str; 9] =
    ["utils", "util", "helpers", "helper", "common", "misc", "stuff", "thing", "things"];
/// Maximum number of values that a function takes, as in `clippy.toml`.
const MAX_PARAMETERS: usize = 5;
/// Folders with code in Rust.
const FOLDERS: [&str; 8] =
    ["src", "tests", "benches", "build", "examples", "fuzz", "python/native", "wasm/src"];

/// A line that consists of a comment.
struct Comment {
    place: String,
    /// Width of the line, in characters.
    columns: usize,
    /// True for doc comments, `///` and `//!`.
    is_doc: bool,
    /// True for the first of several comment lines in a row.
    is_first: bool,
    /// True inside a code block of the comment.
    is_code: bool,
    text: String,
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| rust_files(&root.join(folder))).collect();
    files.retain(|path| !path.components().any(|part| part.as_os_str() == "target"));
    assert!(files.len() > 600, "the source was not found");
    files
}

fn comments(path: &Path, code: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let (mut last, mut is_code) = ((0, ""), false);
    // A line of a string may begin with slashes.
    let bare = without_literals(code);
    for ((number, line), bare) in (1..).zip(code.lines()).zip(bare.lines()) {
        let marker = ["///", "//!", "//"].into_iter().find(|marker| bare.trim_start().starts_with(marker));
        let Some(marker) = marker else { continue };
        let text = line.trim_start()[marker.len()..].trim();
        is_code ^= text.starts_with("```");
        found.push(Comment {
            place: format!("{}:{number}", path.display()),
            columns: line.chars().count(),
            is_doc: marker != "//",
            is_first: last != (number - 1, marker),
            is_code,
            text: text.to_owned(),
        });
        last = (number, marker);
    }
    found
}

#[test]
fn comments_begin_with_a_noun_or_a_verb_and_are_not_wide() {
    let mut wrong = Vec::new();
    for path in files() {
        let code = std::fs::read_to_string(&path).unwrap();
        for comment in comments(&path, &code) {
            let first = comment.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            // Help texts for users follow the custom of command lines: When to use colours.
            let is_help = path.to_string_lossy().contains("src/cli/args");
            if comment.is_doc && comment.is_first && !is_help && HEADLESS.contains(&first) {
                wrong.push(format!("{} begins with {first}", comment.place));
            }
            // A row of a table, an address and code of an example cannot be divided.
            let may_be_wide = comment.is_code || comment.text.starts_with('|') || !comment.text.contains(' ');
            if comment.columns > MAX_COLUMNS && !may_be_wide {
                wrong.push(format!("{} has {} columns", comment.place, comment.columns));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn comments_are_found_and_strings_are_not() {
    let code = "/// One\n/// two\nfn f() {\n    // three\n    g(\"\n// four\n\");\n}\n";
    let found = comments(Path::new("x.rs"), code);
    let found: Vec<_> = found.iter().map(|one| (one.text.as_str(), one.is_doc, one.is_first)).collect();
    assert_eq!(found, [("One", true, true), ("two", true, false), ("three", false, true)]);
}

/// Names of the items in a file, and the functions that take more values than allowed. Tuples are
/// counted by their elements, while Clippy counts a tuple as one argument.
#[derive(Default)]
struct Items {
    names: Vec<String>,
    crowded: Vec<String>,
}

impl<'a> Visit<'a> for Items {
    fn visit_signature(&mut self, signature: &'a syn::Signature) {
        let name = signature.ident.to_string();
        let count = |input: &syn::FnArg| match input {
            syn::FnArg::Typed(typed) => match &*typed.pat {
                syn::Pat::Tuple(tuple) => tuple.elems.len(),
                _ => 1,
            },
            syn::FnArg::Receiver(_) => 1,
        };
        let values: usize = signature.inputs.iter().map(count).sum();
        if values > MAX_PARAMETERS && values > signature.inputs.len() {
            self.crowded.push(name.clone());
        }
        self.names.push(name);
        visit::visit_signature(self, signature);
    }

    fn visit_item(&mut self, item: &'a syn::Item) {
        self.names.extend(match item {
            syn::Item::Const(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(item.ident.to_string()),
            syn::Item::Mod(item) => Some(item.ident.to_string()),
            syn::Item::Static(item) => Some(item.ident.to_string()),
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Trait(item) => Some(item.ident.to_string()),
            syn::Item::Type(item) => Some(item.ident.to_string()),
            _ => None,
        });
        visit::visit_item(self, item);
    }
}

fn items(code: &str) -> Items {
    let mut items = Items::default();
    items.visit_file(&syn::parse_file(code).unwrap());
    items
}

#[test]
fn names_tell_something_and_tuples_hide_no_parameters() {
    let mut wrong = Vec::new();
    for path in files() {
        let items = items(&std::fs::read_to_string(&path).unwrap());
        let path = path.display();
        let empty = items.names.iter().filter(|name| EMPTY_NAMES.contains(&name.to_lowercase().as_str()));
        wrong.extend(empty.map(|name| format!("{path}: `{name}` tells nothing")));
        let crowded = items.crowded.iter();
        wrong.extend(crowded.map(|name| format!("{path}: tuples hide parameters of `{name}`")));
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn items_and_tuples_are_found() {
    let code = "mod a { trait B { fn c(&self, (d, e): (u8, u8)); } }\n\
                const F: u8 = { fn g((a, b, c): (u8, u8, u8), (d, e, f): (u8, u8, u8)) {} 0 };";
    let items = items(code);
    assert_eq!(items.names, ["a", "B", "c", "F", "g"]);
    assert_eq!(items.crowded, ["g"]);
}
