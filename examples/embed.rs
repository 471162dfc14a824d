//! Checks documents as a program that embeds hegao would: `cargo run --example embed --
//! [--together] FILE…`.
//!
//! The linter is created once and shared by all threads. The program itself reads the files and the
//! clock. With `--together` the documents are papers of one meeting, and are compared after all
//! were checked.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::process::ExitCode;
use std::{env, fs, thread};

use hegao::{Error, Linter, Options, Report};

fn main() -> ExitCode {
    let mut files: Vec<String> = env::args().skip(1).collect();
    let is_set = files.first().is_some_and(|first| first == "--together");
    files.drain(..usize::from(is_set));
    let linter = match Linter::new(&Options::default()) {
        Ok(linter) => linter,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let answers = if is_set { together(&linter, &files) } else { each(&linter, &files) };
    for answer in answers {
        print!("{answer}");
    }
    ExitCode::SUCCESS
}

/// Checks each file separately, on its own thread. Returns the output for each.
fn each(linter: &Linter, files: &[String]) -> Vec<String> {
    let check = |file: &String| match fs::read(file) {
        Ok(bytes) => told(file, &linter.check(file, bytes)),
        Err(error) => format!("{file}: {error}\n"),
    };
    let check = &check;
    thread::scope(|scope| {
        let work: Vec<_> = files.iter().map(|file| scope.spawn(move || check(file))).collect();
        work.into_iter().map(|work| work.join().unwrap_or_default()).collect()
    })
}

/// Checks the files that can be read, and compares them with each other. Returns the output for
/// each.
fn together(linter: &Linter, files: &[String]) -> Vec<String> {
    let mut answers = Vec::new();
    let mut names = Vec::new();
    // Only the bytes of one file are in memory at a time.
    let papers = files.iter().filter_map(|file| match fs::read(file) {
        Ok(bytes) => {
            names.push(file);
            Some((file, bytes))
        }
        Err(error) => {
            answers.push(format!("{file}: {error}\n"));
            None
        }
    });
    match linter.check_together(papers) {
        Ok(found) => {
            answers.extend(names.iter().zip(&found.reports).map(|(file, report)| told(file, report)));
        }
        Err(error) => answers.push(format!("{error}\n")),
    }
    answers
}

/// Formats the output for a file, with one line per finding.
fn told(file: &str, report: &Result<Report, Error>) -> String {
    let report = match report {
        Ok(report) => report,
        Err(error) => return format!("{file}: {} ({})\n", error, error.kind()),
    };
    let line = |found: &hegao::Finding| {
        let at = found.place.start;
        let related = found.related.iter().map(|related| related.quote.clone());
        let elsewhere = found.elsewhere.iter().map(|other| format!("{}:{}", other.name, other.start.line));
        let others: Vec<String> = related.chain(elsewhere).collect();
        format!("{file}:{}:{} {} {}\n", at.line, at.column, found.message, others.join(" "))
    };
    report.findings.iter().map(line).collect()
}
