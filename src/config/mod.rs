//! L5: `hegao.toml`, as meant. A mistake in it is reported with its place, before any document is read.

mod written;

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::config::written::{Count, Placeholder, Written};
use crate::facts::vocabulary::Vocabulary;
use crate::rule::mistake::Mistake;

/// The name of a configuration file.
pub const FILE_NAME: &str = "hegao.toml";

/// A configuration that holds for the files below its folder.
#[derive(Debug, Default)]
pub struct Config {
    folder: PathBuf,
    base: Vocabulary,
    overrides: Vec<(GlobSet, Vocabulary)>,
}

impl Config {
    /// Reads the text of the file at `path`.
    ///
    /// # Errors
    /// Where it is no TOML, has an unknown key, a wrong type, or a glob that is none.
    pub fn read(path: &Path, text: &str) -> Result<Self, Box<Mistake>> {
        let name = path.display().to_string();
        let written: Written = toml::from_str(text).map_err(|error| Mistake::in_toml(&name, text, &error))?;
        let mut overrides = Vec::with_capacity(written.overrides.len());
        for part in written.overrides {
            let mut globs = GlobSetBuilder::new();
            for glob in part.files {
                // `*` does not cross a folder, as in `.gitignore`.
                let built = GlobBuilder::new(glob.as_ref()).literal_separator(true).build();
                globs.add(
                    built.map_err(|error| Mistake::at(&name, text, &error.to_string(), Some(glob.span())))?,
                );
            }
            let globs = globs.build().map_err(|error| Mistake::new(&name, &error.to_string()))?;
            overrides.push((globs, vocabulary(part.placeholder, part.count)));
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self { folder, base: vocabulary(written.placeholder, written.count), overrides })
    }

    /// The words that hold for a file: those for all files, and those of every override whose globs match its path,
    /// seen from the folder of the configuration.
    pub fn vocabulary(&self, file: &Path) -> Vocabulary {
        let seen = file.strip_prefix(&self.folder).unwrap_or(file);
        let mut words = self.base.clone();
        for (_, more) in self.overrides.iter().filter(|(globs, _)| globs.is_match(seen)) {
            words.allow.extend_from_slice(&more.allow);
            words.masks.extend_from_slice(&more.masks);
            words.terms.extend_from_slice(&more.terms);
        }
        words
    }
}

fn vocabulary(placeholder: Placeholder, count: Count) -> Vocabulary {
    Vocabulary { allow: placeholder.allow, masks: placeholder.masks, terms: count.terms }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Config;

    const TEXT: &str = "[placeholder]\nallow = ['X企业']\n[[overrides]]\nfiles = ['案例/*.txt']\nplaceholder.masks = ['待查']\n";

    #[test]
    fn overrides_add_to_what_holds_for_all_files() {
        let config = Config::read(Path::new("库/hegao.toml"), TEXT).unwrap();
        let words = |file: &str| config.vocabulary(Path::new(file));
        assert_eq!(words("库/讲话.txt").allow, ["X企业"]);
        assert!(words("库/讲话.txt").masks.is_empty());
        assert_eq!(words("库/案例/一.txt").masks, ["待查"]);
        assert!(words("库/案例/旧/一.txt").masks.is_empty());
    }

    #[test]
    fn a_mistake_has_a_place_and_a_guess() {
        let error = |text: &str| Config::read(Path::new("hegao.toml"), text).unwrap_err();
        let misspelt = error("[placeholdr]\nallow = []\n");
        assert!(misspelt.span.is_some());
        assert_eq!(misspelt.help.as_deref(), Some("did you mean `placeholder`?"));
        assert!(error("[placeholder]\nallow = 'X企业'\n").span.is_some());
        assert!(error("[[overrides]]\nfiles = ['a[']\n").span.is_some());
    }
}
