//! Runs the tests with each mutant, until a test fails or the time is over.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Time limit of a mutant, as a multiple of the time of the unchanged program.
const PATIENCE: u32 = 5;
/// Time added to that limit, because other programs may be running on the machine.
const GRACE: Duration = Duration::from_secs(10);
/// Memory limit of a test program, in KiB, because a mutant may cause an endless loop that
/// allocates.
const MEMORY: &str = "4000000";

/// Result of running the tests with a mutant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Passed,
    /// The first test that failed, or the signal that ended the program.
    Failed(String),
    TimedOut,
}

/// Name of the test that runs the examples of the rules.
const EXAMPLES: &str = "mutant::examples";

/// The test program, and its time limit.
pub(crate) struct Program<'a> {
    pub(crate) path: &'a Path,
    /// The copy of the repository.
    pub(crate) root: &'a Path,
    /// Folder from which the examples of the rules are read.
    pub(crate) rules: &'a Path,
    pub(crate) limit: Duration,
}

impl<'a> Program<'a> {
    /// Creates the program, and measures its time without a mutant.
    ///
    /// # Errors
    /// A sentence if its tests do not pass, because then nothing can be concluded about mutants.
    pub(crate) fn measured(path: &'a Path, root: &'a Path, rules: &'a Path) -> Result<Self, String> {
        let mut program = Self { path, root, rules, limit: Duration::from_secs(3600) };
        let mut longest = Duration::ZERO;
        for arguments in [vec![EXAMPLES], vec!["--skip", EXAMPLES]] {
            let begin = Instant::now();
            match program.run(0, "", &arguments)? {
                Outcome::Passed => {}
                other => return Err(format!("without a mutant, {arguments:?}: {other:?}")),
            }
            eprintln!("{arguments:?} passes in {:.1} s", begin.elapsed().as_secs_f32());
            longest = longest.max(begin.elapsed());
        }
        program.limit = longest * PATIENCE + GRACE;
        Ok(program)
    }

    /// Runs the tests with a mutant in the file `path`, the most relevant ones first: those in the
    /// same folder, the examples of the rules of its subject, other examples, and the other tests.
    pub(crate) fn judge(&self, mutant: u32, path: &str) -> Result<Outcome, String> {
        let names: Vec<&str> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
        let subject = names.get(1).copied().unwrap_or_default();
        let near = names[..names.len().min(2)].join("::");
        for arguments in [
            vec![near.as_str(), "--skip", EXAMPLES],
            vec![EXAMPLES],
            vec!["--skip", EXAMPLES, "--skip", &near],
        ] {
            let outcome = self.run(mutant, subject, &arguments)?;
            if outcome != Outcome::Passed {
                return Ok(outcome);
            }
        }
        Ok(Outcome::Passed)
    }

    /// Runs the program with this mutant (0 for none), and stops it at the first test that fails.
    fn run(&self, mutant: u32, subject: &str, arguments: &[&str]) -> Result<Outcome, String> {
        let child = self.start(mutant, subject, arguments);
        let mut child = child.map_err(|error| format!("{}: {error}", self.path.display()))?;
        let outcome = self.watch(&mut child);
        // The program may have ended already, which is fine.
        let _ = child.kill();
        let status = child.wait().map_err(|error| error.to_string())?;
        match outcome {
            Outcome::Passed if !status.success() => Ok(Outcome::Failed(status.to_string())),
            outcome => Ok(outcome),
        }
    }

    fn start(&self, mutant: u32, subject: &str, arguments: &[&str]) -> std::io::Result<Child> {
        Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")])
            .arg(self.path)
            .args(["--test-threads=1", "--nocapture"])
            .args(arguments)
            .env("HEGAO_MUTANT", mutant.to_string())
            .env("HEGAO_FAMILY", subject)
            .env("HEGAO_RULES", self.rules)
            // Few cases, and the same ones in every run.
            .envs([("PROPTEST_CASES", "16"), ("PROPTEST_RNG_SEED", "1")])
            .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true")
            .env("RUST_BACKTRACE", "0")
            .env_remove("UPDATE")
            .current_dir(self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Reads the program's output up to the first failure, its end or the time limit.
    fn watch(&self, child: &mut Child) -> Outcome {
        let (sender, lines) = mpsc::channel();
        let output = child.stdout.take().expect("it was piped in `start`");
        std::thread::spawn(move || {
            // The receiver is gone after a test has failed.
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let end = Instant::now() + self.limit;
        loop {
            match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(test) = failed(&line) {
                        return Outcome::Failed(test.to_owned());
                    }
                }
                Err(mpsc::RecvTimeoutError::Timeout) => return Outcome::TimedOut,
                Err(mpsc::RecvTimeoutError::Disconnected) => return Outcome::Passed,
            }
        }
    }
}

/// Returns the name of the test in a line that reports its failure: `test date/weekday::bad 1 ...
/// FAILED`.
fn failed(line: &str) -> Option<&str> {
    let (name, end) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    (end.trim() == "FAILED").then(|| name.trim())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Program, failed};

    #[test]
    fn lines_of_failures_are_known() {
        assert_eq!(failed("test facts::a::b ... FAILED"), Some("facts::a::b"));
        assert_eq!(failed("test date/weekday::bad 1     ... FAILED"), Some("date/weekday::bad 1"));
        assert_eq!(failed("test facts::a::b ... ok"), None);
        assert_eq!(failed("test result: FAILED. 1 passed"), None);
    }

    #[test]
    #[cfg(unix)]
    fn programs_pass_fail_and_time_out() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tests");
        let script = "#!/bin/sh
case $HEGAO_MUTANT:$* in
    0:*) ;;
    1:*) echo 'test a ... FAILED'; exec sleep 60 ;;
    2:*) exit 3 ;;
    3:*) exec sleep 60 ;;
    4:*' --skip mutant::examples --skip facts::date') echo 'test b ... FAILED' ;;
esac
";
        std::fs::write(&path, script).expect("written");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("executable");
        let mut program = Program::measured(&path, folder.path(), folder.path()).expect("it passes");
        program.limit = Duration::from_millis(500);
        let judge = |mutant| program.judge(mutant, "src/facts/date/a.rs").expect("it runs");
        assert_eq!(judge(0), Outcome::Passed);
        assert_eq!(judge(1), Outcome::Failed("a".to_owned()));
        assert_eq!(judge(2), Outcome::Failed("exit status: 3".to_owned()));
        assert_eq!(judge(3), Outcome::TimedOut);
        // Only the last of three runs fails.
        assert_eq!(judge(4), Outcome::Failed("b".to_owned()));
    }
}
