//! Build information for `hegao version --verbose`.

use std::env;
use std::process::Command;

use crate::Failure;

/// Sets environment variables with the target, the profile and the compiler for the compilation of
/// the program (`env!`). A release build adds the commit, as `HEGAO_COMMIT`.
pub(crate) fn tell() -> Result<(), Failure> {
    let compiler = Command::new(env::var("RUSTC")?).arg("--version").output()?.stdout;
    let compiler = String::from_utf8(compiler)?;
    // rustc 1.95.0 (59807616e 2026-04-14)
    let compiler = compiler.split(" (").next().unwrap_or_default().trim();
    println!("cargo::rustc-env=HEGAO_COMPILER={compiler}");
    println!("cargo::rustc-env=HEGAO_TARGET={}", env::var("TARGET")?);
    println!("cargo::rustc-env=HEGAO_PROFILE={}", env::var("PROFILE")?);
    println!("cargo::rerun-if-env-changed=HEGAO_COMMIT");
    Ok(())
}
