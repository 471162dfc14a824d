//! A document as passed by Python: a path, or the bytes of a file and its name.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use hegao::Contents;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use crate::failure::Failure;

/// A document: its source, and its name if one was passed.
#[derive(FromPyObject)]
pub(crate) struct Document(Source, Option<String>);

/// Source of a document. `Bytes` comes first, because a path may be made of bytes too, which is not
/// supported here.
#[derive(FromPyObject)]
enum Source {
    Contents(PyBackedBytes),
    File(PathBuf),
}

impl Document {
    /// Returns the name that determines the format and appears in reports. If none was passed, it
    /// is the path, or `-` for bytes.
    pub(crate) fn name(&self) -> String {
        match (&self.1, &self.0) {
            (Some(name), _) => name.clone(),
            (None, Source::File(path)) => path.display().to_string(),
            (None, Source::Contents(_)) => "-".to_owned(),
        }
    }

    /// Runs a query of the linter on the document.
    pub(crate) fn ask<T>(
        &self,
        linter: &hegao::Linter,
        question: impl FnOnce(&hegao::Linter, &str, Contents) -> Result<T, hegao::Error>,
    ) -> Result<T, Failure> {
        let (name, contents) = self.contents(linter)?;
        question(linter, &name, contents).map_err(|error| Failure::of_document(error, &name))
    }

    /// Returns the name, and the contents that the linter reads. Some formats are converted by
    /// another program first.
    pub(crate) fn contents(&self, linter: &hegao::Linter) -> Result<(String, Contents), Failure> {
        let (name, bytes) = self.read(linter)?;
        match linter.contents(&name, bytes) {
            Ok(contents) => Ok((name, contents)),
            Err(error) => Err(Failure::of_document(error, &name)),
        }
    }

    /// Returns the name and the bytes of the file.
    pub(crate) fn read(&self, linter: &hegao::Linter) -> Result<(String, Vec<u8>), Failure> {
        let name = self.name();
        let most = linter.max_file_size(&name).map_err(|error| Failure::of_document(error, &name))?;
        match self.bytes(most) {
            Ok(bytes) => Ok((name, bytes)),
            Err(error) => Err(Failure::of_file(linter.unreadable(&error), &name, error)),
        }
    }

    /// Returns the bytes. Reads at most one byte more than `most` from a file, so that an endless
    /// device is rejected as too large.
    fn bytes(&self, most: u64) -> io::Result<Vec<u8>> {
        match &self.0 {
            Source::Contents(bytes) => Ok(bytes.to_vec()),
            Source::File(path) => {
                let mut bytes = Vec::new();
                File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}
