//! Globs of the configuration, seen from the folder of the file they stand in.

use std::path::{Path, PathBuf};

use globset::{ErrorKind, GlobBuilder, GlobSet};
use toml::Spanned;

use crate::config::chain::tidy;
use crate::config::place::{Origin, Placed};
use crate::rule::mistake::Mistake;
use crate::rule::said::Said;
use crate::text::chars::clipped;

/// Longest glob, in bytes: as long as a path may be.
const MAX_GLOB: usize = 4096;
/// Most characters of a glob that a message quotes.
const MAX_QUOTE: usize = 60;

/// A glob that was understood.
#[derive(Clone, Debug)]
pub(super) struct PathGlob {
    pub(super) written: Placed<String>,
    folder: PathBuf,
    matcher: GlobSet,
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
            match matcher(text) {
                Ok(matcher) => Ok(Self { written, folder: folder.clone(), matcher }),
                Err([zh, en]) => {
                    let quoted = clipped(glob.as_ref(), MAX_QUOTE);
                    Err(written.mistake(
                        origins,
                        Said::new(format!("「{quoted}」不是通配符：{zh}"))
                            .help("* 是文件夹里的任意名字，** 是任意层文件夹，如 \"案例/**/*.docx\"。"),
                        Said::new(format!("`{quoted}` is no glob: {en}"))
                            .help("`*` is any name in a folder, `**` any folders, as in \"案例/**/*.docx\""),
                    ))
                }
            }
        };
        globs.iter().map(read).collect()
    }

    /// The folder it is seen from.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder below which all files lie that it names: 会议 of 会议/**/*.docx. Never one outside the folder it is seen from.
    pub(super) fn root(&self) -> PathBuf {
        let parts: Vec<&str> = self.written.value.split('/').collect();
        let is_name = |part: &&&str| **part != ".." && !part.contains(['*', '?', '[', '{', '\\', ':']);
        let names = parts.iter().take(parts.len() - 1).take_while(is_name);
        tidy(&names.fold(self.folder.clone(), |folder, name| folder.join(name)))
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

/// What matches `glob`; else what is wrong with it, in Chinese and in English.
fn matcher(glob: &str) -> Result<GlobSet, [String; 2]> {
    if glob.len() > MAX_GLOB {
        return Err([
            format!("太长，最多 {MAX_GLOB} 个字节"),
            format!("it is too long, {MAX_GLOB} bytes are the most"),
        ]);
    }
    // `*` does not cross a folder, as in `.gitignore`. A set of one: a matcher by itself panics where the glob is beyond its size.
    let built = GlobBuilder::new(glob).literal_separator(true).build();
    let set = built.and_then(|glob| GlobSet::builder().add(glob).build());
    set.map_err(|error| match error.kind() {
        // The library quotes what the glob was translated to, which nobody wrote.
        ErrorKind::Regex(_) => ["展开以后太大".to_owned(), "it is too large when written out".to_owned()],
        other => [(); 2].map(|()| clipped(&other.to_string(), MAX_QUOTE).into_owned()),
    })
}
