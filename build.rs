//! Embeds the rule files: every `rules/<family>/<fault>.toml` becomes an entry of a table of ids and texts.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut rules = Vec::new();
    for family in fs::read_dir(&root)? {
        let family = family?.path();
        println!("cargo::rerun-if-changed={}", family.display());
        for rule in fs::read_dir(&family)? {
            let path = rule?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let id = path.strip_prefix(&root).expect("it lies below").with_extension("");
                rules.push((id.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    rules.sort();
    let mut table = format!("const EMBEDDED: [(&str, &str); {}] = [\n", rules.len());
    for (id, path) in rules {
        writeln!(table, "    ({id:?}, include_str!({path:?})),").expect("writing to a string cannot fail");
    }
    table.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("rules.rs"), table)
}
