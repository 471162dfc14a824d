//! Copies of documents that `hegao annotate` writes: what they are called, and which of them nobody worked on.

use std::path::{Path, PathBuf};

use crate::config::limits::Size;
use crate::document::source::Source;
use crate::readers;
use crate::workspace::bounded;
use crate::writers;

/// What the names of copies end in: 讲话稿-核稿.docx. The same in all languages, so that a later run finds it.
const SUFFIX: &str = "-核稿";

/// 讲话稿.docx → 讲话稿-核稿.docx, with the ending of `source`.
pub(crate) fn beside(path: &Path, source: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(SUFFIX);
    if let Some(ending) = source.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// True for a copy that an earlier run wrote and nobody worked on.
pub(crate) fn is_own(path: &Path) -> bool {
    /// Longest copy that is looked at, in bytes: a longer one is not replaced.
    const MOST: u64 = 1 << 30;
    let bytes = Size::new(MOST).map(|most| bounded::file(path, most));
    // What cannot be read is not known to be ours.
    let Some(Ok(Some(bytes))) = bytes else { return false };
    let source = Source { name: path.display().to_string(), bytes };
    readers::read(&source).is_ok_and(|doc| writers::is_untouched_copy(&source, &doc))
}

/// The same for a file with the usual name of a copy; others are not looked at.
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
