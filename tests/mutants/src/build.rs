//! Compiles the tests once with all mutants in them. Mutants that do not compile are identified by
//! the positions of the errors and dropped, and the rest is compiled again.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::draw::Mutant;
use crate::sandbox::Sandbox;
use crate::schema::Schema;

/// Maximum number of compilations. More than the compiler needs to report all kinds of errors one
/// after the other.
const ROUNDS: usize = 20;

/// File in the copy with the keys of mutants that do not compile.
const DROPPED: &str = "dropped.txt";
/// File in the copy with the path of the test program.
const PROGRAM: &str = "program.txt";

/// The compiled test program, and the mutants in it.
pub(crate) struct Built {
    /// Path of the test program: the tests of the library, with the examples of the rules.
    pub(crate) program: PathBuf,
    pub(crate) mutants: Vec<Mutant>,
}

/// Compiles the copy with as many of these mutants as compile. The copy remembers the others, so
/// that the next run in the same folder begins with those that compiled.
///
/// # Errors
/// A sentence if cargo fails for a reason that no mutant explains.
pub(crate) fn build(sandbox: &Sandbox, mut mutants: Vec<Mutant>) -> Result<Built, String> {
    let list = sandbox.root.join(DROPPED);
    let mut keys = drop_known(sandbox, &mut mutants);
    for round in 1..=ROUNDS {
        let schemas =
            sandbox.write(&mutants).map_err(|error| format!("{}: {error}", sandbox.root.display()))?;
        eprintln!("round {round}: building {} mutants", mutants.len());
        let messages = cargo(&sandbox.root)?;
        let errors: Vec<&Value> = messages.iter().filter(|message| is_error(message)).collect();
        if errors.is_empty() {
            let program = program(&messages)?;
            let path = sandbox.root.join(PROGRAM);
            let is_written = std::fs::write(&path, program.to_string_lossy().as_bytes());
            is_written.map_err(|error| format!("{}: {error}", path.display()))?;
            return Ok(Built { program, mutants });
        }
        let mut dropped = BTreeSet::new();
        for error in &errors {
            dropped.extend(culprit(&sandbox.root, &schemas, &error["message"]));
        }
        if dropped.is_empty() {
            let texts: Vec<&str> =
                errors.iter().filter_map(|error| error["message"]["rendered"].as_str()).collect();
            return Err(format!(
                "the copy does not build, and no mutant is the reason:\n{}",
                texts.join("\n")
            ));
        }
        let lost = mutants.extract_if(.., |mutant| dropped.contains(&mutant.number));
        keys.extend(lost.map(|mutant| mutant.key.to_string()));
        std::fs::write(&list, keys.join("\n")).map_err(|error| format!("{}: {error}", list.display()))?;
    }
    Err(format!("the copy did not build in {ROUNDS} rounds"))
}

/// Returns the program that was compiled last in this copy, without compiling.
///
/// # Errors
/// A sentence if nothing was compiled yet.
pub(crate) fn again(sandbox: &Sandbox, mut mutants: Vec<Mutant>) -> Result<Built, String> {
    let path = sandbox.root.join(PROGRAM);
    let program = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    drop_known(sandbox, &mut mutants);
    Ok(Built { program: program.into(), mutants })
}

/// Drops mutants that did not compile in an earlier run. Returns the keys of all such mutants.
fn drop_known(sandbox: &Sandbox, mutants: &mut Vec<Mutant>) -> Vec<String> {
    let list = std::fs::read_to_string(sandbox.root.join(DROPPED)).unwrap_or_default();
    let keys: Vec<String> = list.lines().map(str::to_owned).collect();
    mutants.retain(|mutant| !keys.contains(&mutant.key.to_string()));
    keys
}

/// Runs cargo, and returns its messages as JSON, line by line.
///
/// Without the default features: the front ends contain no tests of facts and checks, and take time
/// to compile.
fn cargo(root: &Path) -> Result<Vec<Value>, String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--locked", "--no-run", "--no-default-features", "--lib"])
        .args(["--message-format", "json"])
        // The crate builds in half of the time, and the tests took as long as with optimisation:
        // 6.2 s and 6.7 s.
        .args(["--config", "profile.dev.package.hegao.opt-level=0"])
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !output.status.success() && !messages.iter().any(is_error) {
        return Err("cargo failed before it compiled the crate".into());
    }
    Ok(messages)
}

fn is_error(message: &Value) -> bool {
    // The summary at the end (“aborting due to 3 errors”) has no position.
    let has_place = message["message"]["spans"].as_array().is_some_and(|spans| !spans.is_empty());
    message["reason"] == "compiler-message" && message["message"]["level"] == "error" && has_place
}

/// Returns the number of the mutant that caused an error: the innermost one around a position of
/// the error, primary positions first; otherwise the nearest one in the file.
fn culprit(root: &Path, schemas: &HashMap<String, Schema>, error: &Value) -> Option<u32> {
    let mut spans: Vec<&Value> = error["spans"].as_array().into_iter().flatten().collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    let mut nearest: Option<(usize, u32)> = None;
    for span in spans {
        let path = Path::new(span["file_name"].as_str()?);
        let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
        let (Some(schema), Some(start)) = (schemas.get(&path), span["byte_start"].as_u64()) else { continue };
        let start = usize::try_from(start).ok()?;
        if let Some((_, number)) = schema.places.iter().rfind(|(range, _)| range.contains(&start)) {
            return Some(*number);
        }
        for (range, number) in &schema.places {
            let distance = range.start.abs_diff(start).min(range.end.abs_diff(start));
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, *number));
            }
        }
    }
    nearest.map(|(_, number)| number)
}

/// Returns the path of the test program from cargo's messages.
fn program(messages: &[Value]) -> Result<PathBuf, String> {
    let made = messages.iter().find(|message| {
        message["reason"] == "compiler-artifact"
            && message["profile"]["test"] == true
            && message["target"]["kind"][0] == "lib"
    });
    let path = made.and_then(|message| message["executable"].as_str());
    path.map(PathBuf::from).ok_or_else(|| "cargo built no tests of the library".to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::path::Path;

    use serde_json::json;

    use super::culprit;
    use crate::draw::Mutant;
    use crate::schema::write;
    use crate::sites::find;

    #[test]
    fn errors_lead_to_the_innermost_mutant() {
        let text = "fn f() { a == b + 1 }\nfn g() { !c }";
        let sites = find("src/a.rs", text).expect("this is Rust");
        let mutants: Vec<Mutant> =
            (1..).zip(sites).map(|(number, site)| Mutant { number, key: 0, site }).collect();
        let schema = write(text, mutants.iter().collect());
        let at = |text: &str| schema.text.find(text).expect("it is there");
        let places =
            [(at("b) - (1"), 2), (at("(a) != (b"), 1), (at("{ (if crate::mutant::is(4)"), 4), (0, 1)];
        let schemas = HashMap::from([("src/a.rs".to_owned(), schema)]);
        for (start, number) in places {
            for name in ["src/a.rs", "/copy/src/a.rs"] {
                let error = json!({ "spans": [
                    { "file_name": "src/b.rs", "byte_start": 3, "is_primary": false },
                    { "file_name": name, "byte_start": start, "is_primary": true },
                ] });
                assert_eq!(culprit(Path::new("/copy"), &schemas, &error), Some(number), "{start}");
            }
        }
        let elsewhere =
            json!({ "spans": [{ "file_name": "src/b.rs", "byte_start": 3, "is_primary": true }] });
        assert_eq!(culprit(Path::new("/copy"), &schemas, &elsewhere), None);
    }
}
