//! Copies of documents that `hegao annotate` writes: their names, and the test whether somebody has
//! edited one.

use std::path::{Path, PathBuf};

use crate::config::limits::Size;
use crate::document::source::Source;
use crate::readers;
use crate::workspace::bounded;
use crate::writers;

/// End of the names of copies: `讲话稿-核稿.docx` beside `讲话稿.docx` (讲话稿 is "speech", 核稿 "checked
/// draft"). It is the same in all languages, so that later runs recognize it.
const SUFFIX: &str = "-核稿";

/// Path of the copy beside the document `path`, with the file extension of `source`: `讲话稿.docx`
/// becomes `讲话稿-核稿.docx`.
pub(crate) fn beside(path: &Path, source: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    if let Some(ending) = source.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// True for a copy that an earlier run wrote and nobody has edited.
pub(crate) fn is_own(path: &Path) -> bool {
    /// Maximum number of bytes of a copy that is read for the test. Longer copies are never
    /// replaced.
    const MAX_COPY: u64 = 1 << 30;
    let bytes = Size::new(MAX_COPY).map(|most| bounded::file(path, most));
    // An unreadable file does not count as ours.
    let Some(Ok(Some(bytes))) = bytes else { return false };
    let source = Source { name: path.display().to_string(), bytes };
    readers::read(&source).is_ok_and(|doc| writers::is_untouched_copy(&source, &doc))
}

/// Does the same as [`is_own`], but reads the file only if it has the usual name of a copy.
pub(crate) fn is_untouched(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.as_encoded_bytes().ends_with(SUFFIX.as_bytes())) && is_own(path)
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
