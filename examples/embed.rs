//! Checks documents as a program that embeds hegao does: `cargo run --example embed -- FILE…`.
//!
//! The linter is made once and shared by all threads; files and the clock are the program's own business.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::process::ExitCode;
use std::{env, fs, thread};

use hegao::{Error, Linter, Options};

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    let linter = match Linter::new(&Options::default()) {
        Ok(linter) => linter,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let linter = &linter;
    let answers: Vec<String> = thread::scope(|scope| {
        let work: Vec<_> = files.iter().map(|file| scope.spawn(move || answer(linter, file))).collect();
        work.into_iter().map(|work| work.join().unwrap_or_default()).collect()
    });
    for answer in answers {
        print!("{answer}");
    }
    ExitCode::SUCCESS
}

/// What is to be said of a file, a line a finding.
fn answer(linter: &Linter, file: &str) -> String {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return format!("{file}: {error}\n"),
    };
    match found(linter, file, bytes) {
        Ok(lines) => lines,
        Err(error) => format!("{file}: {} ({})\n", error, error.kind()),
    }
}

fn found(linter: &Linter, file: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let report = linter.check(file, bytes)?;
    let line = |found: &hegao::Finding| {
        let at = found.place.start;
        let related: Vec<&str> = found.related.iter().map(|related| related.quote.as_str()).collect();
        format!("{file}:{}:{} {} {}\n", at.line, at.column, found.message, related.join(" "))
    };
    Ok(report.findings.iter().map(line).collect())
}
