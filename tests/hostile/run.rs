//! Runs with limits: a run that takes too long is killed and fails its test; one that needs too
//! much memory does not get it.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{Hegao, code, folder, json};

/// Time limit of a run: far more than any of them needs, even on a busy machine.
const LIMIT: Duration = Duration::from_mins(2);
/// Memory limit of a run, in KiB of address space.
#[cfg(target_os = "linux")]
const MEMORY: u32 = 4 * 1024 * 1024;

/// A document with one finding, which must still be checked beside the hostile one.
pub(crate) const GOOD: (&str, &[u8]) = ("好.txt", "完成投资XX亿元。\n".as_bytes());

/// Returns the number of repetitions in a test: all of them in a release build, a twentieth in a
/// debug build.
pub(crate) fn many(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 20 } else { count }
}

/// Creates the command that runs the program in `folder`, in Chinese, with limited memory if the
/// system supports it.
pub(crate) fn hegao(folder: &Path, arguments: &[&str]) -> Command {
    let plain = Hegao::new(folder, arguments).command;
    #[cfg(target_os = "linux")]
    {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""));
        command.arg(plain.get_program()).args(plain.get_args()).current_dir(folder);
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
    #[cfg(not(target_os = "linux"))]
    plain
}

/// Starts `command`. A copy of the program that was just written stays busy as long as a program
/// that another test starts at this moment has inherited the handle.
fn spawned(command: &mut Command) -> Child {
    let start = Instant::now();
    loop {
        match command.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy && start.elapsed() < LIMIT => {
                thread::sleep(Duration::from_millis(5));
            }
            started => return started.unwrap(),
        }
    }
}

/// Runs `command` to its end, or kills it at the time limit and fails. Asserts that the program
/// does not panic.
pub(crate) fn ended(mut command: Command) -> Output {
    let name = format!("{command:?}");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = spawned(&mut command);
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (done, all) = channel();
    let errors = thread::spawn(move || {
        let mut bytes = Vec::new();
        stderr.read_to_end(&mut bytes).map(|_| bytes).unwrap()
    });
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stdout.read_to_end(&mut bytes).unwrap();
        done.send(bytes)
    });
    let Ok(stdout) = all.recv_timeout(LIMIT) else {
        child.kill().unwrap();
        panic!("hangs: {name}");
    };
    let output = Output { status: child.wait().unwrap(), stdout, stderr: errors.join().unwrap() };
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!complaint.contains("panicked"), "{name}: {complaint}");
    assert!(output.status.code().is_some_and(|code| code <= 2), "{name}: {:?} {complaint}", output.status);
    output
}

/// Runs `hegao check` in a folder.
pub(crate) fn check(files: &TempDir, arguments: &[&str]) -> Output {
    ended(hegao(files.path(), &[&["check", "--today", "off"], arguments].concat()))
}

/// Returns the report on a file. Asserts that a good file beside it is checked.
pub(crate) fn report(name: &str, bytes: &[u8]) -> Value {
    let files = folder(&[(name, bytes), GOOD]);
    let output = check(&files, &[name, GOOD.0, "--format", "json"]);
    let report = json(&output);
    assert_eq!(report["files"][1]["diagnostics"].as_array().map(Vec::len), Some(1), "{name}");
    let file = report["files"][0].clone();
    assert_ne!(file["error"]["kind"], "internal", "{name}");
    assert_eq!(code(&output), if file.get("error").is_some() { 2 } else { 1 }, "{name}: {file}");
    file
}

/// Returns the kind of problem for which a file was refused. Asserts that both languages have a
/// message for it.
pub(crate) fn refusal(name: &str, bytes: &[u8]) -> String {
    let file = report(name, bytes);
    let message = file["error"]["message"].as_str().unwrap_or_default();
    assert!(!message.is_empty(), "{name} was read");
    let files = folder(&[(name, bytes)]);
    let english = check(&files, &[name, "--lang", "en", "--format", "line"]);
    assert!(!String::from_utf8_lossy(&english.stdout).contains(message), "{name}: {message}");
    file["error"]["kind"].as_str().unwrap_or_default().to_owned()
}

/// Returns the number of findings in a file. Asserts that the file can be read.
pub(crate) fn findings(name: &str, bytes: &[u8]) -> usize {
    let file = report(name, bytes);
    let listed = file["diagnostics"].as_array().unwrap_or_else(|| panic!("{name}: {file}")).len();
    listed + file["omitted"].as_u64().unwrap_or(0) as usize
}
