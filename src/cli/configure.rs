//! Which `hegao.toml` holds for a file: the nearest one from its folder up to the root of its repository.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cli::Failure;
use crate::config::{Config, FILE_NAME};
use crate::facts::vocabulary::Vocabulary;

/// Configurations by folder, each read once.
pub(super) struct Configs {
    folders: HashMap<PathBuf, Rc<Config>>,
    is_off: bool,
}

impl Configs {
    /// None is read yet; with `is_off`, none will be.
    pub(super) fn new(is_off: bool) -> Self {
        Self { folders: HashMap::new(), is_off }
    }

    /// The words that hold for a file, which need not exist: standard input has a name too.
    ///
    /// # Errors
    /// Where the configuration is wrong or cannot be read.
    pub(super) fn vocabulary(&mut self, file: &Path) -> Result<Vocabulary, Failure> {
        if self.is_off {
            return Ok(Vocabulary::default());
        }
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let config = self.of(absolute.parent().unwrap_or(Path::new("/")))?;
        Ok(config.vocabulary(&absolute))
    }

    fn of(&mut self, folder: &Path) -> Result<Rc<Config>, Failure> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join(FILE_NAME);
        let config = match fs::read_to_string(&path) {
            Ok(text) => Rc::new(Config::read(&path, &text)?),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound && path.is_file() => {
                return Err(Failure::File(format!("{}: {error}", path.display())));
            }
            Err(_) if folder.join(".git").exists() => Rc::default(),
            Err(_) => match folder.parent() {
                Some(parent) => self.of(parent)?,
                None => Rc::default(),
            },
        };
        self.folders.insert(folder.to_owned(), config.clone());
        Ok(config)
    }
}
