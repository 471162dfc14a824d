//! Globs of the configuration, seen from the folder of the file they stand in.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use toml::Spanned;

use crate::config::place::{Origin, Placed};
use crate::rule::mistake::{Mistake, Said};

/// A glob that was understood.
#[derive(Clone, Debug)]
pub(super) struct PathGlob {
    pub(super) written: Placed<String>,
    folder: PathBuf,
    matcher: GlobMatcher,
}

impl PathGlob {
    /// Reads globs of file number `index`.
    pub(super) fn read(
        origins: &[Origin],
        index: usize,
        globs: &[Spanned<String>],
    ) -> Result<Vec<Self>, Box<Mistake>> {
        let folder = origins.get(index).map(|origin| origin.folder.clone()).unwrap_or_default();
        let read = |glob: &Spanned<String>| {
            let written = Placed::new(index, glob.span(), glob.as_ref().clone());
            let text = glob.as_ref().trim_end_matches('/').trim_start_matches("./");
            // `*` does not cross a folder, as in `.gitignore`.
            match GlobBuilder::new(text).literal_separator(true).build() {
                Ok(built) => Ok(Self { written, folder: folder.clone(), matcher: built.compile_matcher() }),
                Err(error) => Err(written.mistake(
                    origins,
                    Said::new(format!("「{}」不是通配符：{}", glob.as_ref(), error.kind()))
                        .help("* 是文件夹里的任意名字，** 是任意层文件夹，如 \"案例/**/*.docx\"。"),
                    Said::new(format!("`{}` is no glob: {}", glob.as_ref(), error.kind()))
                        .help("`*` is any name in a folder, `**` any folders, as in \"案例/**/*.docx\""),
                )),
            }
        };
        globs.iter().map(read).collect()
    }

    /// The folder it is seen from.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// True where it names this file.
    pub(super) fn names(&self, file: &Path) -> bool {
        file.strip_prefix(&self.folder).is_ok_and(|seen| self.matcher.is_match(seen))
    }

    /// True where it names this file or a folder that holds it.
    pub(super) fn covers(&self, file: &Path) -> bool {
        let Ok(seen) = file.strip_prefix(&self.folder) else { return false };
        seen.ancestors().any(|part| !part.as_os_str().is_empty() && self.matcher.is_match(part))
    }
}
