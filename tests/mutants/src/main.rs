//! Mutation testing of `src/facts` and `src/checks`: small faults (mutants) are put into the code,
//! and the tests of the library and of the rules should notice each of them.

mod build;

mod draw;
mod known;
mod options;
mod run;
mod sandbox;
mod schema;
mod sites;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::draw::Mutant;
use crate::options::Options;
use crate::run::{Outcome, Program};

fn main() -> ExitCode {
    let told = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => mutate(&options),
        Err(mistake) => Err(format!("{mistake}\n{}", options::USAGE)),
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn mutate(options: &Options) -> Result<(), String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository =
        repository.canonicalize().map_err(|error| format!("{}: {error}", repository.display()))?;
    let temporary = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = options.work.as_deref().unwrap_or_else(|| temporary.path());
    std::fs::create_dir_all(root).map_err(|error| format!("{}: {error}", root.display()))?;
    // Names of files in the messages of the compiler have no links in them.
    let root = root.canonicalize().map_err(|error| format!("{}: {error}", root.display()))?;

    let sandbox = sandbox::Sandbox::new(&repository, &root)?;
    let sites = sandbox.sites(&options.exclude)?;
    eprintln!("{} sites in {} files", sites.len(), sandbox.texts.len());
    // Some mutants do not compile, so an eighth more is drawn.
    let drawn = draw::draw(sites, options.seed, options.count + options.count / 8);
    if options.is_list {
        for mutant in &drawn {
            println!("{}", shown(mutant));
        }
        return Ok(());
    }
    let mut built =
        if options.is_again { build::again(&sandbox, drawn)? } else { build::build(&sandbox, drawn)? };
    built.mutants.truncate(options.count);
    println!("{} mutants of seed {} build", built.mutants.len(), options.seed);
    built.mutants.retain(|mutant| options.takes(mutant.number));

    let rules = repository.join("rules");
    let program = Program::measured(&built.program, &root, &rules)?;
    let outcomes = run_all(&program, &built.mutants, options.jobs)?;
    report(&built.mutants, &outcomes);
    Ok(())
}

/// Formats a mutant in one line: its number, its position, both texts, and the line of code if they
/// are short.
fn shown(Mutant { number, site, .. }: &Mutant) -> String {
    let change = known::change(site);
    let context = if change.len() < 40 { format!("   in   {}", site.context) } else { String::new() };
    format!("#{number} {}:{}: {change}{context}", site.path, site.line)
}

/// Runs the mutants, several at a time, and prints each when it is done.
fn run_all(program: &Program<'_>, mutants: &[Mutant], jobs: usize) -> Result<Vec<Outcome>, String> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(vec![Ok(Outcome::Passed); mutants.len()]);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(mutant) = mutants.get(at) else { break };
                    let outcome = program.judge(mutant.number, &mutant.site.path);
                    println!("{} {}", word(&outcome), shown(mutant));
                    outcomes.lock().expect("no thread panics with it")[at] = outcome;
                }
            });
        }
    });
    outcomes.into_inner().expect("no thread panics with it").into_iter().collect()
}

fn word(outcome: &Result<Outcome, String>) -> String {
    match outcome {
        Ok(Outcome::Passed) => "SURVIVED".to_owned(),
        Ok(Outcome::Failed(test)) => format!("caught [{test}]"),
        Ok(Outcome::TimedOut) => "timed out".to_owned(),
        Err(error) => format!("not run [{error}]"),
    }
}

/// Prints the table of results, then the mutants that no test noticed.
fn report(mutants: &[Mutant], outcomes: &[Outcome]) {
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    let caught = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let late = count(|outcome| *outcome == Outcome::TimedOut);
    let survivors: Vec<&Mutant> = mutants
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| **outcome == Outcome::Passed)
        .map(|(mutant, _)| mutant)
        .collect();
    let (known, open): (Vec<_>, Vec<_>) =
        survivors.into_iter().partition(|mutant| known::reason(&mutant.site).is_some());
    println!(
        "\ncaught      {caught:5}\ntimed out   {late:5}\nequivalent  {:5}\nsurvived    {:5}",
        known.len(),
        open.len()
    );
    let total = caught + late + open.len();
    if total > 0 {
        println!(
            "{:.1} % of those that are not equivalent are noticed",
            (caught + late) as f64 * 100.0 / total as f64
        );
    }
    for mutant in known {
        println!("equivalent {}: {}", shown(mutant), known::reason(&mutant.site).unwrap_or_default());
    }
    for mutant in open {
        println!("survived {}", shown(mutant));
    }
}
