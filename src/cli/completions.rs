//! `hegao completions`: a script for a shell, from the same definition that arguments are parsed by.

use clap::Command;
use clap_complete::Shell;

use crate::cli::args::ShellName;

/// The script that completes `command` in a shell.
pub(super) fn script(mut command: Command, shell: ShellName) -> Vec<u8> {
    let shell = match shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Elvish => Shell::Elvish,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
        ShellName::Zsh => Shell::Zsh,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "hegao", &mut script);
    script
}
