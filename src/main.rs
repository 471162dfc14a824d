//! The `hegao` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    hegao::cli::run()
}
