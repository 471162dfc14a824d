//! Globs of configurations that name nothing. A run over a folder is held against them; a run over some of its files is not, for
//! what they name may lie beside those.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Configs, MAX_ENTRIES};
use crate::config::mistakes::Mistakes;
use crate::workspace::failure::Failure;
use crate::workspace::walk;

impl Configs {
    /// Holds the globs of all configurations against a run over `documents`: those of overrides against the documents that the
    /// configuration holds for, the others against the files there are. Only globs of folders that `is_covered` says were searched are
    /// judged.
    ///
    /// # Errors
    /// All globs that name nothing, at their places.
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

    /// The globs that name no file on the disk, whatever is checked.
    #[cfg(feature = "lsp")]
    pub(crate) fn stale_globs(&mut self) -> Mistakes {
        self.idle_globs(&|_| true, None).none_or(()).err().unwrap_or_default()
    }

    /// The globs of folders that are judged and name nothing. Those of overrides are held against `used`, the places of those that name
    /// something, or else against the files there are.
    fn idle_globs(
        &mut self,
        is_judged: &dyn Fn(&Path) -> bool,
        used: Option<&HashSet<(PathBuf, usize)>>,
    ) -> Mistakes {
        let mut mistakes = Mistakes::default();
        // A file that several configurations extend is judged once.
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
                        // Too many to look at.
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

    /// The files below a folder; `None` if they are too many to look at.
    fn files_below(&mut self, folder: &Path) -> Option<Arc<Vec<PathBuf>>> {
        let below = self.below.entry(folder.to_owned());
        below.or_insert_with(|| walk::below(folder, MAX_ENTRIES).map(Arc::new)).clone()
    }
}
