//! Helpers for the tests that run the program from outside.

#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod compound;
pub(crate) mod package;
pub(crate) mod written;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A run of the program in a folder.
pub(crate) struct Hegao {
    pub(crate) command: Command,
}

impl Hegao {
    pub(crate) fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hegao"));
        command.current_dir(folder).args(arguments);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.env("COLUMNS", "80");
        // The user's git ignore files must not affect the tests.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.env("XDG_CONFIG_HOME", folder.join("no configuration"));
        Self { command }
    }

    pub(crate) fn run(mut self) -> Output {
        self.command.output().unwrap()
    }

    pub(crate) fn with_input(mut self, input: &str) -> Output {
        let mut child =
            self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

pub(crate) fn check(folder: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(folder.path(), &[&["check"], arguments].concat()).run()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}
