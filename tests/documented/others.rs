//! Other programs in the documentation. Their options are listed in a table. For cargo and git,
//! which the tests need anyway, the options are also compared with their own help. Files of the
//! project that a command names must exist.

use serde_json::Value;

use crate::pages::Line;
use crate::{root, said_by};

/// A program, or one of its commands, as used in the documentation.
pub(crate) struct Program {
    /// First words of the command line.
    name: &'static str,
    /// Known options.
    pub(crate) options: &'static [&'static str],
    /// Arguments that make the installed program list its options. `None` if it may not be
    /// installed or needs the network; then only the table is used.
    asked: Option<&'static [&'static str]>,
}

const fn known(name: &'static str, options: &'static [&'static str]) -> Program {
    Program { name, options, asked: None }
}

const fn asked(
    name: &'static str,
    options: &'static [&'static str],
    asked: &'static [&'static str],
) -> Program {
    Program { name, options, asked: Some(asked) }
}

/// Programs used in the documentation. The options of reviewdog and of editors are from their
/// manuals.
pub(crate) const PROGRAMS: [Program; 28] = [
    known("hegao", &[]),
    known("cd", &[]),
    known("gh attestation verify", &["--repo"]),
    known("install", &[]),
    known("sha256sum", &["-c", "--ignore-missing"]),
    known("tar", &["-xzf"]),
    asked("cargo run", &["--release"], &["run", "--help"]),
    asked("cargo test", &["--locked"], &["test", "--help"]),
    asked("cargo install", &["--path", "--locked"], &["install", "--help"]),
    asked("cargo bench", &["--bench"], &["bench", "--help"]),
    asked("cargo build", &["--release", "--locked", "--no-default-features"], &["build", "--help"]),
    asked("git add", &[], &["add", "-h"]),
    asked("git apply", &[], &["apply", "-h"]),
    asked("git diff", &[], &["diff", "-h"]),
    asked("git fetch", &["--refetch", "--filter", "--unshallow"], &["fetch", "-h"]),
    asked("git ls-remote", &[], &["ls-remote", "-h"]),
    asked("git mv", &[], &["mv", "-h"]),
    asked("git config", &["--global"], &["config", "-h"]),
    known("npm ci", &[]),
    known("npm install", &[]),
    known("npm run", &[]),
    known("code", &["--install-extension"]),
    known("reviewdog", &["-f", "-name", "-reporter", "-fail-level"]),
    known("pre-commit", &["--freeze"]),
    known("patch", &["-p1"]),
    known("pip install", &[]),
    known("spark-submit", &[]),
    known("curl", &["--proto", "--tlsv1.2"]),
];

/// True if a program in the table begins with this word.
pub(crate) fn is_known(word: &str) -> bool {
    PROGRAMS.iter().any(|program| program.name.split(' ').next() == Some(word))
}

/// Returns the mistakes in a command line of another program.
pub(crate) fn mistakes(line: &Line) -> Vec<String> {
    let text = line.text();
    let begins = |program: &&Program| text == program.name || text.starts_with(&format!("{} ", program.name));
    let Some(program) = PROGRAMS.iter().find(begins) else {
        return vec!["nothing is known of this program: add it to `PROGRAMS`".to_owned()];
    };
    let mut mistakes = Vec::new();
    // Arguments after `--` are for the program that is started.
    let own = line.words.iter().take_while(|word| *word != "--");
    let said = program.asked.map(|arguments| {
        let first = program.name.split(' ').next().unwrap();
        said_by(first, arguments).unwrap_or_else(|| panic!("{first} is needed for the tests and not there"))
    });
    for option in own.filter(|word| word.starts_with('-')) {
        let option = option.split('=').next().unwrap();
        if !program.options.contains(&option) {
            mistakes.push(format!("{option} is not known of {}", program.name));
        }
        let is_said =
            |said: &String| said.contains(option) || said.contains(&option.replacen("--", "--[no-]", 1));
        if said.as_ref().is_some_and(|said| !is_said(said)) {
            mistakes.push(format!("{} does not know {option}", program.name));
        }
    }
    mistakes.extend(named(line));
    mistakes
}

/// Returns the files, scripts and targets of the project that a command names but that do not
/// exist.
fn named(line: &Line) -> Option<String> {
    let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
    let manifest = || {
        let text = std::fs::read_to_string(root().join("editors/vscode/package.json")).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()
    };
    let is_there = match words.as_slice() {
        ["cd", folder] => root().join(folder).is_dir(),
        ["npm", "run", script] => !manifest()["scripts"][script].is_null(),
        ["code", "--install-extension", package] => {
            let manifest = manifest();
            let text = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
            *package == format!("{}-{}.vsix", text("name"), text("version"))
        }
        ["cargo", "bench", "--bench", name] => root().join(format!("benches/{name}.rs")).is_file(),
        ["cargo", "run", .., "--", "check", path] => root().join(path).exists(),
        _ => true,
    };
    (!is_there).then(|| "what it names is not there".to_owned())
}
