//! Destination of `hegao annotate`: a copy beside the document, the file that was named, or the
//! document itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::args::AnnotateOptions;
use crate::cli::report_files;
use crate::cli::texts::Texts;
use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::readers;
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::Configs;
use crate::workspace::copies;
use crate::workspace::failure::Failure;
use crate::workspace::outputs::destination::Destination;
use crate::workspace::outputs::{Content, Outputs, Overwrite, Role};
use crate::workspace::replace::{back_up, lock_file, replace};
use crate::writers::Kind;

/// Destination of the annotated document.
pub(super) enum Target {
    /// A copy of the document, written to a file of its own.
    Copy {
        /// The file to which the copy is written.
        destination: Destination,
        /// True if the user gave no name for the copy.
        is_default: bool,
    },
    /// The document itself. If its path is a link, the link is followed only within these bounds.
    Original(Bounds),
}

impl Target {
    /// Returns the destination given by `options`. It is verified before the document is checked.
    /// `source` is the document, or the DOCX that another program converted it to; in the latter
    /// case `is_converted` is true.
    pub(super) fn of(
        options: &AnnotateOptions,
        configs: &Configs,
        source: &Source,
        is_converted: bool,
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
            None => copies::beside(path, Path::new(&source.name)),
        };
        let own = ending(Path::new(&source.name));
        let format = readers::format_of(&source.name).map_or(&[][..], document_endings);
        let endings: Vec<&str> = own.as_deref().into_iter().chain(format.iter().copied()).collect();
        let content = Content { name: ["副本", "the copy"], endings: &endings, is_ours: copies::is_own };
        let overwrite = if options.replace_any { Overwrite::Forced } else { Overwrite::Own };
        let mut outputs = Outputs::new(overwrite);
        outputs.protect(path, Role::Document);
        if let Some(previous) = &options.previous {
            outputs.protect(previous, Role::Document);
        }
        report_files::protect_settings(&mut outputs, configs);
        let destination = outputs.admit(&copy, &content)?;
        Ok(Self::Copy { destination, is_default: options.output.is_none() })
    }

    /// Kind of the file that is written: a copy or the original.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Copy { .. } => Kind::Copy,
            Self::Original(_) => Kind::Original,
        }
    }

    /// Writes `bytes` in place of `original`, the content of the file `path`. Returns the path that
    /// was written, and the path of the backup if there is one.
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
                    // The document was not changed, so the backup is not needed.
                    let _ = fs::remove_file(&backup);
                    return Err(failed(problem));
                }
                Ok((path.display().to_string(), Some(backup)))
            }
        }
    }
}

/// File extensions that the annotated copy may have besides that of the document itself. For a Word
/// package the list is empty: Word refuses a package with macros under the extension of one
/// without.
fn document_endings(format: Format) -> &'static [&'static str] {
    match format {
        Format::Text | Format::Markdown => format.extensions(),
        _ => &[],
    }
}

/// The extension of a name in lower case.
fn ending(name: &Path) -> Option<String> {
    name.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}
