//! Build script. Generates Rust code from `rules/`: the rules as constants, their families and
//! checks, and the classes of words. Also joins `page/` into one HTML page.

#![expect(clippy::print_stdout, reason = "cargo reads the standard output of a build script")]

mod compiler;
mod constants;
mod families;
mod gbk;
mod page;
mod rules;
mod words;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/checks");
    println!("cargo::rerun-if-changed=page");
    let rules = rules::read(&root)?;
    let classes = words::read(&root.join("rules/words"))?;
    write(&out.join("rules.rs"), &constants::table(&rules, &out)?)?;
    write(&out.join("families.rs"), &families::table(&root.join("rules/families.toml"), &rules)?)?;
    write(&out.join("checks.rs"), &rules::modules(&rules, &root)?)?;
    write(
        &out.join("page.html"),
        &page::page(&root.join("page"), &families::words(&root.join("rules/families.toml"))?)?,
    )?;
    write(&out.join("words.rs"), &words::modules(&classes, &rules)?)?;
    write(&out.join("gbk.rs"), &gbk::codes())?;
    compiler::tell()?;
    Ok(())
}

/// Writes a file only if its content changes, so that cargo does not recompile what includes it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match fs::read_to_string(path) {
        Ok(known) if known == text => Ok(()),
        _ => fs::write(path, text),
    }
}

/// Entries of a folder, sorted by name.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

/// Files of a folder with the extension `ending`, each with its name without the extension.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let all =
        entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|found| found == ending));
    Ok(all.map(|path| (name(&path), path)).collect())
}

/// File name without the extension.
fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
