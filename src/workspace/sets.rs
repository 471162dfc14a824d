//! The papers of a set on disk: the files that a run over the set's folder would find and compare.

use std::path::{Path, PathBuf};

use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::{files, walk};

/// A set of papers, which a configuration declares by a glob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeclaredSet {
    /// Path of the configuration.
    pub(crate) config: PathBuf,
    /// Index of the glob among the `together` globs of the configuration.
    pub(crate) number: usize,
    /// The glob as written.
    pub(crate) glob: String,
    /// Folder that contains all papers of the set.
    pub(crate) folder: PathBuf,
}

impl DeclaredSet {
    /// Returns the set of papers to which the file at `path` belongs, according to its
    /// configuration; `None` if it is in no set.
    ///
    /// # Errors
    /// If that configuration is wrong or cannot be read.
    pub(crate) fn of(path: &Path, configs: &mut Configs) -> Result<Option<Self>, Failure> {
        let Some((config, number)) = configs.set_of(path)? else { return Ok(None) };
        let declared = configs.configs().get(config).and_then(|config| {
            Some(Self {
                config: config.origins().first()?.path.clone(),
                number,
                glob: config.together().nth(number)?.value.clone(),
                folder: config.set_folder(number)?,
            })
        });
        Ok(declared)
    }

    /// Finds the set's papers on disk, in the order in which a run over the folder would check
    /// them. Files that need conversion are left out, because a program would then be started while
    /// the user is typing.
    ///
    /// # Errors
    /// If a configuration below the folder is wrong.
    pub(crate) fn papers(&self, configs: &mut Configs) -> Result<Vec<PathBuf>, Failure> {
        let bounds = configs.bounds().clone();
        let mut papers = Vec::new();
        // Links must not lead outside: the configuration may come from a stranger.
        let root = bounds.around(self.config.parent().unwrap_or(Path::new("/")));
        if !root.resolved(&self.folder).is_ok_and(|folder| folder.is_some()) {
            return Ok(papers);
        }
        for path in walk::documents(&self.folder, &bounds, configs)? {
            if files::is_read_here(&path) && Self::of(&path, configs)?.as_ref() == Some(self) {
                papers.push(path);
            }
        }
        Ok(papers)
    }
}
