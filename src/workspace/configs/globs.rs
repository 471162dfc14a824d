//! Finds globs in configurations that match nothing. A glob is only tested if its whole folder was
//! searched: after a partial search, it may match files that were not found.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Configs, MAX_ENTRIES};
use crate::config::mistakes::Mistakes;
use crate::workspace::failure::Failure;
use crate::workspace::walk;

impl Configs {
    /// Tests the globs of all configurations against a run over `documents`: globs of overrides
    /// against the documents to which the configuration applies, other globs against the files on
    /// disk. Only globs of folders that were searched, according to `is_covered`, are tested.
    ///
    /// # Errors
    /// All globs that match nothing, at their places.
    pub(crate) fn require_globs(
        &mut self,
        documents: &[&Path],
        is_covered: &dyn Fn(&Path) -> bool,
    ) -> Result<(), Failure> {
        let mut used: HashSet<(PathBuf, usize)> = HashSet::new();
        for document in documents {
            let absolute = self.absolute(document);
            let number = self.of(absolute.parent().unwrap_or(Path::new("/")))?;
            let config = &self.configs[number];
            let names = config.override_globs().filter(|glob| glob.names(&absolute));
            let places = names.filter_map(|glob| glob.place(config.origins()));
            used.extend(places.map(|(file, start)| (file.to_owned(), start)));
        }
        Ok(self.idle_globs(is_covered, Some(&used)).none_or(())?)
    }

    /// Finds globs that match no file on disk, whether or not that file would be checked.
    #[cfg(feature = "lsp")]
    pub(crate) fn stale_globs(&mut self) -> Mistakes {
        self.idle_globs(&|_| true, None).none_or(()).err().unwrap_or_default()
    }

    /// Finds globs that match nothing, in the folders for which `is_judged` is true. Globs of
    /// overrides are looked up in `used`, the places of globs that matched a document; if `used` is
    /// `None`, they are compared with the files on disk.
    fn idle_globs(
        &mut self,
        is_judged: &dyn Fn(&Path) -> bool,
        used: Option<&HashSet<(PathBuf, usize)>>,
    ) -> Mistakes {
        let mut mistakes = Mistakes::default();
        // Reports a glob once, even if several configurations extend its file.
        let mut told: HashSet<(PathBuf, usize)> = HashSet::new();
        for config in self.configs.clone() {
            for folder in config.glob_folders().into_iter().filter(|folder| is_judged(folder)) {
                let files = self.files_below(folder);
                let files = files.as_ref().map(|files| files.as_slice());
                if let Some(files) = files {
                    mistakes.add_all(config.idle_globs(folder, files));
                }
                for glob in config.override_globs().filter(|glob| glob.folder() == folder) {
                    let Some((file, start)) = glob.place(config.origins()) else { continue };
                    let place = (file.to_owned(), start);
                    let is_used = match (used, files) {
                        (Some(used), _) => used.contains(&place),
                        (None, Some(files)) => files.iter().any(|file| glob.names(file)),
                        // Too many files to check; assume that it matches.
                        (None, None) => true,
                    };
                    if !is_used && told.insert(place) {
                        let idle = glob.idle_among(files.unwrap_or_default());
                        mistakes.add(glob.idle(config.origins(), idle));
                    }
                }
            }
        }
        mistakes
    }

    /// Returns all files below a folder; `None` if there are too many to test globs.
    fn files_below(&mut self, folder: &Path) -> Option<Arc<Vec<PathBuf>>> {
        let below = self.below.entry(folder.to_owned());
        below.or_insert_with(|| walk::below(folder, MAX_ENTRIES).map(Arc::new)).clone()
    }
}
