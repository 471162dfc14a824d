//! Inserts the engine into the page: `cargo run --example page -- [--old] hegao.wasm 核稿.html`. With
//! `--old` the page gets a policy that Chromium 86 to 96 understands.

use std::io::Write;
use std::path::PathBuf;
use std::{env, error, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use hegao::output::formats::html;

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    let is_old = arguments.first().is_some_and(|first| first == "--old");
    let paths: Vec<PathBuf> = arguments.drain(usize::from(is_old)..).map(PathBuf::from).collect();
    let [wasm, page] = &paths[..] else { return Err("usage: page [--old] ENGINE.wasm PAGE.html".into()) };
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&fs::read(wasm)?)?;
    let engine = STANDARD.encode(packed.finish()?);
    fs::write(page, html::with_engine(&engine, include_str!("../page/worker.js"), is_old))?;
    Ok(())
}
