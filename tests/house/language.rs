//! Comments are plain English within 100 columns, and names say what they are.

use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

use crate::literals::without_literals;
use crate::source::rust_files;

/// Longest line with a comment, in characters.
const MAX_COLUMNS: usize = 100;
/// A clause without a head says neither what an item is nor what it does.
const HEADLESS: [&str; 10] =
    ["What", "Where", "How", "Who", "Whose", "Whom", "Which", "Whether", "That", "When"];
/// Names that tell nothing about what is behind them.
const EMPTY_NAMES: [&str; 9] =
    ["utils", "util", "helpers", "helper", "common", "misc", "stuff", "thing", "things"];
/// Folders with code in Rust.
const FOLDERS: [&str; 8] =
    ["src", "tests", "benches", "build", "examples", "fuzz", "python/native", "wasm/src"];

/// A line with nothing but a comment.
struct Comment {
    place: String,
    /// Width of the line, in characters.
    columns: usize,
    /// True for `///` and `//!`.
    is_doc: bool,
    /// True for the first line of a run.
    is_first: bool,
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
    let mut last = (0, "");
    // A line of a string may begin with slashes.
    let bare = without_literals(code);
    for ((number, line), bare) in (1..).zip(code.lines()).zip(bare.lines()) {
        let marker = ["///", "//!", "//"].into_iter().find(|marker| bare.trim_start().starts_with(marker));
        let Some(marker) = marker else { continue };
        found.push(Comment {
            place: format!("{}:{number}", path.display()),
            columns: line.chars().count(),
            is_doc: marker != "//",
            is_first: last != (number - 1, marker),
            text: line.trim_start()[marker.len()..].trim().to_owned(),
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
            if comment.is_doc && comment.is_first && HEADLESS.contains(&first) {
                wrong.push(format!("{} begins with {first}", comment.place));
            }
            // A row of a table and an address cannot be divided.
            let may_be_wide = comment.text.starts_with('|') || !comment.text.contains(' ');
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

/// The names that a file gives to items, and the functions with a parameter that is a tuple.
#[derive(Default)]
struct Items {
    names: Vec<String>,
    with_tuples: Vec<String>,
}

impl<'a> Visit<'a> for Items {
    fn visit_signature(&mut self, signature: &'a syn::Signature) {
        let name = signature.ident.to_string();
        let is_tuple = |input: &syn::FnArg| match input {
            syn::FnArg::Typed(typed) => matches!(*typed.pat, syn::Pat::Tuple(_)),
            syn::FnArg::Receiver(_) => false,
        };
        if signature.inputs.iter().any(is_tuple) {
            self.with_tuples.push(name.clone());
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
fn names_tell_something_and_parameters_have_one_each() {
    let mut wrong = Vec::new();
    for path in files() {
        let items = items(&std::fs::read_to_string(&path).unwrap());
        let path = path.display();
        let empty = items.names.iter().filter(|name| EMPTY_NAMES.contains(&name.to_lowercase().as_str()));
        wrong.extend(empty.map(|name| format!("{path}: `{name}` tells nothing")));
        let hidden = items.with_tuples.iter();
        wrong.extend(
            hidden.map(|name| format!("{path}: a parameter of `{name}` is a tuple, which dodges the limit")),
        );
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn items_and_tuples_are_found() {
    let code =
        "mod a { trait B { fn c(&self, (d, e): (u8, u8)); } }\nconst F: u8 = { fn g(h: (u8, u8)) {} 0 };";
    let items = items(code);
    assert_eq!(items.names, ["a", "B", "c", "F", "g"]);
    assert_eq!(items.with_tuples, ["c"]);
}
