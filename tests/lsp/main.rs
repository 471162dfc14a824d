//! The language server from outside: sessions over its standard streams.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::needless_pass_by_value, reason = "JSON is written where it is sent")]

mod actions;
mod changes;
mod client;
mod configuration;
mod findings;
#[cfg(target_os = "linux")]
mod lasting;
#[cfg(unix)]
mod outside;
#[path = "../program/package.rs"]
#[expect(dead_code, reason = "each test binary uses a part of it")]
mod package;
mod session;
mod sets;
mod views;
