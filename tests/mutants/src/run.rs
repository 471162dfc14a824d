//! Running: each mutant goes through the test programs until a test fails or the time is over.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// A mutant may take this many times as long as the unchanged program.
const PATIENCE: u32 = 5;
/// Added to that: other programs on the machine.
const GRACE: Duration = Duration::from_secs(10);
/// Most memory of a test program, in KiB: a loop without an end may collect without an end.
const MEMORY: &str = "4000000";

/// The end of a test program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Passed,
    /// The first test that failed, or how the program died.
    Failed(String),
    TimedOut,
}

/// A test program and the time it may take.
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) limit: Duration,
}

impl Program {
    /// Measures the unchanged program.
    ///
    /// # Errors
    /// A sentence if it does not pass: nothing can be said about mutants then.
    pub(crate) fn measured(path: PathBuf, root: &Path) -> Result<Self, String> {
        let begin = Instant::now();
        let mut program = Self { path, limit: Duration::from_secs(3600) };
        match program.run(root, 0)? {
            Outcome::Passed => {}
            other => return Err(format!("{} without a mutant: {other:?}", program.path.display())),
        }
        eprintln!("{} passes in {:.1} s", program.path.display(), begin.elapsed().as_secs_f32());
        program.limit = begin.elapsed() * PATIENCE + GRACE;
        Ok(program)
    }

    /// Runs the program with this mutant, 0 for none. Stops it at the first test that fails.
    pub(crate) fn run(&self, root: &Path, mutant: u32) -> Result<Outcome, String> {
        let mut child =
            self.start(root, mutant).map_err(|error| format!("{}: {error}", self.path.display()))?;
        let outcome = self.watch(&mut child);
        // It may be over already, which is what is wanted.
        let _ = child.kill();
        let status = child.wait().map_err(|error| error.to_string())?;
        match outcome {
            Outcome::Passed if !status.success() => Ok(Outcome::Failed(status.to_string())),
            outcome => Ok(outcome),
        }
    }

    fn start(&self, root: &Path, mutant: u32) -> std::io::Result<Child> {
        Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")])
            .arg(&self.path)
            .arg("--test-threads=1")
            .env("HEGAO_MUTANT", mutant.to_string())
            // Few cases, and the same ones in every run.
            .envs([("PROPTEST_CASES", "16"), ("PROPTEST_RNG_SEED", "1")])
            .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true")
            .env_remove("UPDATE")
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Reads what the program prints, up to the first failure, its end or the end of the time.
    fn watch(&self, child: &mut Child) -> Outcome {
        let (sender, lines) = mpsc::channel();
        let output = child.stdout.take().expect("it was piped in `start`");
        std::thread::spawn(move || {
            // Nobody listens any more once a test has failed.
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

/// The name of a test in a line that says it failed: `test date/weekday::bad 1 ... FAILED`.
fn failed(line: &str) -> Option<&str> {
    let (name, end) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    (end.trim() == "FAILED").then(|| name.trim())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
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
        let script = "#!/bin/sh\ncase $HEGAO_MUTANT in\n0) ;;\n1) echo 'test a ... FAILED'; sleep 60 ;;\n2) exit 3 ;;\n*) exec sleep 60 ;;\nesac\n";
        std::fs::write(&path, script).expect("written");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("executable");
        let mut program = Program::measured(path, folder.path()).expect("it passes");
        program.limit = Duration::from_millis(500);
        let run = |mutant| program.run(Path::new("/"), mutant).expect("it runs");
        assert_eq!(run(0), Outcome::Passed);
        assert_eq!(run(1), Outcome::Failed("a".to_owned()));
        assert_eq!(run(2), Outcome::Failed("exit status: 3".to_owned()));
        assert_eq!(run(3), Outcome::TimedOut);
    }
}
