//! Reads a configuration, those that it extends, and the packs that it names, each within its root.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{Configs, shown};
use crate::config::chain::{Chain, Loaded, Unloaded};
use crate::config::{Config, FILE_NAME};
use crate::workspace::bounds::Root;
use crate::workspace::failure::Failure;
use crate::workspace::{files, office};

impl Configs {
    /// Reads the configuration that the command line names, and returns its index.
    pub(super) fn named(&mut self, path: &Path) -> Result<usize, Failure> {
        let bad =
            |reason| Failure::BadOption { option: "--config", value: path.display().to_string(), reason };
        match path.metadata() {
            Err(error) => return Err(bad(files::reasons(&error))),
            Ok(metadata) if metadata.is_dir() => {
                let file = path.join(FILE_NAME).display().to_string();
                let reasons =
                    [format!("是文件夹，要写出文件，如 {file}"), format!("a folder; name a file, as {file}")];
                return Err(bad(reasons));
            }
            Ok(_) => {}
        }
        let config = self.read(&self.absolute(path))?;
        self.configs.push(Arc::new(config));
        Ok(self.configs.len() - 1)
    }

    pub(super) fn read(&mut self, path: &Path) -> Result<Config, Failure> {
        let current = self.current.clone();
        let root = self.asked.bounds.around(path.parent().unwrap_or(Path::new("/")));
        let is_named = self.only.is_none();
        let mut chain = Chain::read(path, &mut |path| Loaded {
            name: shown(path, &current),
            text: match &self.asked.config {
                // A file named on the command line is chosen by the user and may be outside the
                // root.
                Some(named) if is_named && *path == *self.absolute(named) => named_configuration(path),
                _ => configuration(path, &root),
            },
        });
        for pack in chain.packs() {
            if !self.packs.contains_key(&pack.value) {
                let shown = shown(&pack.value, &current);
                let named = office::Named { pack: &pack, shown: &shown, root: &root };
                match office::add(Arc::make_mut(&mut self.registry), &named, chain.origins()) {
                    Ok(rules) => drop(self.packs.insert(pack.value, rules)),
                    Err(mistake) => chain.lacks_rules(mistake),
                }
            }
        }
        Ok(Config::new(chain, self.registry.rules())?)
    }
}

/// Reads the text of a configuration, which must be inside `root`.
fn configuration(path: &Path, root: &Root) -> Result<String, Unloaded> {
    let unreadable = |error: io::Error| Unloaded::Unreadable(files::reasons(&error));
    let Some(path) = root.resolved(path).map_err(unreadable)? else {
        return Err(Unloaded::Refused(root.refusal()));
    };
    named_configuration(&path)
}

/// Reads the text of a configuration at any path. It must be a regular file, because reading a pipe
/// or device might never end.
fn named_configuration(path: &Path) -> Result<String, Unloaded> {
    let unreadable = |error: io::Error| Unloaded::Unreadable(files::reasons(&error));
    if !path.metadata().map_err(unreadable)?.is_file() {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
        return Err(unreadable(error));
    }
    files::settings(path).map_err(unreadable)
}
