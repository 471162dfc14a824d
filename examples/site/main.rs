//! Writes the documentation as HTML pages: `cargo run --example site -- FOLDER`. `docs/site.sh`
//! does this in one command.

mod markdown;
mod pages;
mod style;

use std::path::{Path, PathBuf};
use std::{env, error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder] = &arguments[..] else { return Err("usage: site FOLDER".into()) };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = pages::site(root, env!("CARGO_PKG_REPOSITORY"))?;
    for (path, bytes) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}
