//! Where `hegao annotate` writes: a copy beside the document, the file that was named, or the document itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::AnnotateOptions;
use crate::cli::report_files;
use crate::cli::texts::Texts;
use crate::config::limits::Size;
use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::readers;
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files;
use crate::workspace::outputs::destination::Destination;
use crate::workspace::outputs::{Content, Outputs, Overwrite, Role};
use crate::workspace::replace::{back_up, lock_file, replace};
use crate::writers::{self, Kind};

/// What the names of copies end in: 讲话稿-核稿.docx. The same in all languages, so that a later run finds it.
const SUFFIX: &str = "-核稿";

/// A place for the annotated document.
pub(super) enum Target {
    /// A copy.
    Copy {
        /// Where it goes.
        destination: Destination,
        /// Nobody named it.
        is_default: bool,
    },
    /// The document itself, through links that lead no further than this.
    Original(Bounds),
}

impl Target {
    /// The place that `options` name, judged before the document is checked. `source` is the document, or the docx that another
    /// program made of it, and `is_converted` says which.
    pub(super) fn of(
        options: &AnnotateOptions,
        configs: &Configs,
        (source, is_converted): (&Source, bool),
        texts: &Texts,
    ) -> Result<Self, Failure> {
        let path = options.file.as_path();
        if options.in_place {
            let can_be_written = !is_converted && path.as_os_str() != "-";
            return match can_be_written {
                true => Ok(Self::Original(configs.bounds().clone())),
                false => Err(Failure::File(texts.not_in_place.to_owned())),
            };
        }
        let copy = match &options.output {
            Some(output) => output.clone(),
            None if path.as_os_str() == "-" => return Err(Failure::File(texts.no_file_name.to_owned())),
            None => beside(path, Path::new(&source.name)),
        };
        let own = ending(Path::new(&source.name));
        let format = readers::format_of(&source.name).map_or(&[][..], document_endings);
        let endings: Vec<&str> = own.as_deref().into_iter().chain(format.iter().copied()).collect();
        let content = Content { name: ["副本", "the copy"], endings: &endings, is_ours: is_own_copy };
        let overwrite = if options.replace_any { Overwrite::Forced } else { Overwrite::Own };
        let mut outputs = Outputs::new(overwrite);
        outputs.protect(path, Role::Document);
        report_files::protect_settings(&mut outputs, configs);
        let destination = outputs.admit(&copy, &content)?;
        Ok(Self::Copy { destination, is_default: options.output.is_none() })
    }

    /// What the bytes will be.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Copy { .. } => Kind::Copy,
            Self::Original(_) => Kind::Original,
        }
    }

    /// Writes `bytes`, which were `original` in the file `path`. Returns the file that was written, and the copy that was kept of
    /// what it was.
    pub(super) fn write(
        self,
        path: &Path,
        original: &[u8],
        bytes: &[u8],
        failed: &dyn Fn(Problem) -> Failure,
    ) -> Result<(String, Option<PathBuf>), Failure> {
        match self {
            Self::Copy { destination, .. } => {
                let copy = destination.path().to_owned();
                let shown = copy.display().to_string();
                if let Some(lock) = lock_file(&copy) {
                    return Err(failed(Problem::OpenElsewhere(lock.display().to_string())));
                }
                destination.write(bytes).map_err(|error| Failure::Write(shown.clone(), error))?;
                Ok((shown, None))
            }
            Self::Original(bounds) => {
                let backup = back_up(path, original).map_err(failed)?;
                if let Err(problem) = replace(path, &bounds, original, bytes) {
                    // The document is as it was, so there is nothing to keep beside it.
                    let _ = fs::remove_file(&backup);
                    return Err(failed(problem));
                }
                Ok((path.display().to_string(), Some(backup)))
            }
        }
    }
}

/// The endings that fit beside that of the document itself. Word refuses a package with macros under the name of one without, so
/// packages keep their own.
fn document_endings(format: Format) -> &'static [&'static str] {
    match format {
        Format::Text | Format::Markdown => format.extensions(),
        _ => &[],
    }
}

/// The ending of a name in lower case.
fn ending(name: &Path) -> Option<String> {
    name.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// 讲话稿.docx → 讲话稿-核稿.docx, with the ending of `source`.
fn beside(path: &Path, source: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    if let Some(ending) = source.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// True for a copy that an earlier run wrote and nobody worked on.
fn is_own_copy(path: &Path) -> bool {
    /// Longest copy that is looked at, in bytes: a longer one is not replaced.
    const MOST: u64 = 1 << 30;
    let bytes = Size::new(MOST).map(|most| files::contents(path, most));
    // What cannot be read is not known to be ours.
    let Some(Ok(Some(bytes))) = bytes else { return false };
    let source = Source { name: path.display().to_string(), bytes };
    readers::read(&source).is_ok_and(|doc| writers::is_untouched_copy(&source, &doc))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::beside;

    #[test]
    fn a_copy_lies_beside_its_document() {
        for (path, source, copy) in [
            ("会/讲话稿.docx", "会/讲话稿.docx", "会/讲话稿-核稿.docx"),
            ("讲话.v2.txt", "讲话.v2.txt", "讲话.v2-核稿.txt"),
            ("请示.doc", "请示.doc.docx", "请示-核稿.docx"),
            ("稿", "稿", "稿-核稿"),
        ] {
            assert_eq!(beside(Path::new(path), Path::new(source)), Path::new(copy));
        }
    }
}
