//! Inserts the WebAssembly engine into the HTML page, so that the page (`核稿.html`) works without a
//! server: `cargo run --example page -- [--old] hegao.wasm 核稿.html`. With `--old`, the page gets a
//! security policy that Chromium 86 to 96 understands.

use std::num::NonZeroU64;
use std::path::PathBuf;
use std::{env, error, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hegao::output::formats::html;
use zopfli::{Format, Options};

/// Number of passes of the compressor. More take longer and gain little.
const ITERATIONS: NonZeroU64 = NonZeroU64::new(3).expect("it is not 0");

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut arguments: Vec<_> = env::args_os().skip(1).collect();
    let is_old = arguments.first().is_some_and(|first| first == "--old");
    let paths: Vec<PathBuf> = arguments.drain(usize::from(is_old)..).map(PathBuf::from).collect();
    let [wasm, page] = &paths[..] else { return Err("usage: page [--old] ENGINE.wasm PAGE.html".into()) };
    let options = Options { iteration_count: ITERATIONS, ..Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Gzip, fs::read(wasm)?.as_slice(), &mut packed)?;
    let engine = STANDARD.encode(packed);
    fs::write(page, html::with_engine(&engine, include_str!("../page/worker.js"), is_old))?;
    Ok(())
}
