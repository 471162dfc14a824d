//! Globs in a configuration, which are relative to the folder of its file.

use std::path::{Path, PathBuf};

use globset::{ErrorKind, GlobBuilder, GlobSet};
use toml::Spanned;

use crate::config::chain::tidy;
use crate::config::mistakes::Mistakes;
use crate::config::place::{Origin, Placed};
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::text::chars::clipped;

/// Maximum number of bytes of a glob: as long as a path may be.
const MAX_GLOB: usize = 4096;
/// Maximum number of characters of a glob that a message quotes.
const MAX_QUOTE: usize = 60;

/// A valid glob, and the folder that it is relative to.
#[derive(Clone, Debug)]
pub struct PathGlob {
    pub(super) written: Placed<String>,
    folder: PathBuf,
    matcher: GlobSet,
}

/// Reason why a glob matches no document of a run, so that it has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// The glob matches no file at all.
    Nothing,
    /// The glob matches a folder, although it must match files.
    Folder,
    /// The glob matches files, but none of them is a document of the run to which this
    /// configuration applies.
    Unchecked,
}

impl PathGlob {
    /// Returns the reason why the glob matches no document of a run, if `files` are all files that
    /// exist.
    pub fn idle_among(&self, files: &[PathBuf]) -> Idle {
        match () {
            () if files.iter().any(|file| self.names(file)) => Idle::Unchecked,
            () if files.iter().any(|file| self.covers(file)) => Idle::Folder,
            () => Idle::Nothing,
        }
    }

    /// Reads the globs of the configuration file with the number `index`. For each invalid one a
    /// mistake is added to `mistakes`.
    pub(super) fn read(
        origins: &[Origin],
        index: usize,
        globs: &[Spanned<String>],
        mistakes: &mut Mistakes,
    ) -> Vec<Self> {
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
                        MistakeText::new(format!("「{quoted}」不是通配符：{zh}"))
                            .help("* 是文件夹里的任意名字，** 是任意层文件夹，如 \"案例/**/*.docx\"。"),
                        MistakeText::new(format!("`{quoted}` is no glob: {en}"))
                            .help("`*` is any name in a folder, `**` any folders, as in \"案例/**/*.docx\""),
                    ))
                }
            }
        };
        globs.iter().filter_map(|glob| mistakes.keep(read(glob))).collect()
    }

    /// Reads a glob that the user typed on the command line in the folder `current`: it may begin
    /// with `../` or be absolute.
    ///
    /// # Errors
    /// If it is not a valid glob: the reason in Chinese and in English.
    pub fn typed(written: &str, current: &Path) -> Result<Self, [String; 2]> {
        let (mut folder, mut rest) = (current.to_owned(), written);
        if Path::new(written).is_absolute() {
            // An absolute glob is matched from the root of the file system.
            folder = current.ancestors().last().unwrap_or(current).to_owned();
            rest = Path::new(written).strip_prefix(&folder).ok().and_then(Path::to_str).unwrap_or(written);
        }
        loop {
            if let Some(below) = rest.strip_prefix("../") {
                folder.pop();
                rest = below;
            } else if let Some(same) = rest.strip_prefix("./") {
                rest = same;
            } else {
                break;
            }
        }
        let matcher = matcher(rest.trim_end_matches('/'))?;
        Ok(Self { written: Placed::new(0, 0..0, written.to_owned()), folder, matcher })
    }

    /// Place of the glob: the path of its configuration file, and the byte of that file at which
    /// the glob begins.
    pub fn place<'o>(&self, origins: &'o [Origin]) -> Option<(&'o Path, usize)> {
        Some((self.written.origin(origins)?.path.as_path(), self.written.bytes().start))
    }

    /// The mistake to report if this glob matches no document of a run, for the reason `idle`.
    pub fn idle(&self, origins: &[Origin], idle: Idle) -> Box<Mistake> {
        let written = &self.written.value;
        let (zh, en) = match idle {
            Idle::Nothing => (
                "路径相对于这个配置文件所在的文件夹；* 不跨文件夹，** 才跨。".to_owned(),
                "paths are seen from the folder of this file; `*` does not cross folders, `**` does"
                    .to_owned(),
            ),
            Idle::Folder => {
                let deep = format!("{}/**", written.trim_end_matches('/'));
                (
                    format!("它是文件夹，里面的文件要写成 \"{deep}\"。"),
                    format!("it is a folder; its files are \"{deep}\""),
                )
            }
            Idle::Unchecked => {
                let (zh, en) = (
                    "与它相配的文件不是文稿，或者被排除、忽略，或者由别的配置管；删去它，或者改对。",
                    "files that it matches are no documents, are excluded or ignored, or another configuration holds for them",
                );
                let mistake = self.written.mistake(
                    origins,
                    MistakeText::new(format!("没有一份要查的文稿与「{written}」相配")).help(zh),
                    MistakeText::new(format!("`{written}` matches no document that is checked")).help(en),
                );
                return mistake;
            }
        };
        self.written.mistake(
            origins,
            MistakeText::new(format!("没有一个文件与「{written}」相配")).help(zh),
            MistakeText::new(format!("`{written}` matches no file")).help(en),
        )
    }

    /// True if the glob has no wildcard and so names a single file.
    pub(super) fn is_one(&self) -> bool {
        !self.written.value.contains(['*', '?', '[', '{'])
    }

    /// The folder that the glob is relative to.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The deepest folder that contains all files that the glob can match: `会议` ("meeting") for
    /// `会议/**/*.docx`. It is never outside the folder that the glob is relative to.
    pub(super) fn root(&self) -> PathBuf {
        let parts: Vec<&str> = self.written.value.split('/').collect();
        let is_name = |part: &&&str| **part != ".." && !part.contains(['*', '?', '[', '{', '\\', ':']);
        let names = parts.iter().take(parts.len() - 1).take_while(is_name);
        tidy(&names.fold(self.folder.clone(), |folder, name| folder.join(name)))
    }

    /// True if the glob matches the file at this path.
    pub fn names(&self, file: &Path) -> bool {
        file.strip_prefix(&self.folder).is_ok_and(|seen| self.matcher.is_match(seen))
    }

    /// True if the glob matches the file at this path or a folder above it.
    pub fn covers(&self, file: &Path) -> bool {
        let Ok(seen) = file.strip_prefix(&self.folder) else { return false };
        seen.ancestors().any(|part| !part.as_os_str().is_empty() && self.matcher.is_match(part))
    }
}

/// Compiles `glob`. The error is the reason, in Chinese and in English, why it is invalid.
fn matcher(glob: &str) -> Result<GlobSet, [String; 2]> {
    if glob.len() > MAX_GLOB {
        return Err([
            format!("太长，最多 {MAX_GLOB} 个字节"),
            format!("it is too long, {MAX_GLOB} bytes are the most"),
        ]);
    }
    // `*` does not match across folders, as in `.gitignore`. A set with one glob is used because a
    // `GlobMatcher` panics if the glob is too large.
    let built = GlobBuilder::new(glob).literal_separator(true).build();
    let set = built.and_then(|glob| GlobSet::builder().add(glob).build());
    set.map_err(|error| match error.kind() {
        // The library quotes the regex made from the glob, which the user has not written.
        ErrorKind::Regex(_) => ["展开以后太大".to_owned(), "it is too large when written out".to_owned()],
        other => [chinese(other), clipped(&other.to_string(), MAX_QUOTE).into_owned()],
    })
}

/// Describes an error of the glob library in Chinese.
fn chinese(error: &ErrorKind) -> String {
    match error {
        ErrorKind::UnclosedClass => "[ 没有配上 ]".to_owned(),
        ErrorKind::InvalidRange(first, last) => format!("「{first}-{last}」前后颠倒"),
        ErrorKind::UnopenedAlternates => "} 前面没有 {".to_owned(),
        ErrorKind::UnclosedAlternates => "{ 没有配上 }".to_owned(),
        ErrorKind::DanglingEscape => "末尾的 \\ 后面没有字".to_owned(),
        // This syntax cannot cause the library's other errors.
        _ => "写法不对".to_owned(),
    }
}
