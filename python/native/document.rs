//! A document as Python hands it over: a path, or the bytes of a file and its name.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use hegao::Contents;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use crate::failure::Failure;

/// A tuple of a source and a name.
#[derive(FromPyObject)]
pub(crate) struct Document(Source, Option<String>);

/// Bytes come first: a path may be made of bytes too, and here it is not.
#[derive(FromPyObject)]
enum Source {
    Contents(PyBackedBytes),
    File(PathBuf),
}

impl Document {
    /// The name that tells the format, and that reports give: the path as it was given if there is no other.
    pub(crate) fn name(&self) -> String {
        match (&self.1, &self.0) {
            (Some(name), _) => name.clone(),
            (None, Source::File(path)) => path.display().to_string(),
            (None, Source::Contents(_)) => "-".to_owned(),
        }
    }

    /// Asks the linter about the document.
    pub(crate) fn ask<T>(
        &self,
        linter: &hegao::Linter,
        question: impl FnOnce(&hegao::Linter, &str, Contents) -> Result<T, hegao::Error>,
    ) -> Result<T, Failure> {
        let (name, contents) = self.contents(linter)?;
        question(linter, &name, contents).map_err(|error| Failure::of_document(error, &name))
    }

    /// The name, and what the linter reads: of some formats, what another program makes of the bytes.
    pub(crate) fn contents(&self, linter: &hegao::Linter) -> Result<(String, Contents), Failure> {
        let (name, bytes) = self.read(linter)?;
        match linter.contents(&name, bytes) {
            Ok(contents) => Ok((name, contents)),
            Err(error) => Err(Failure::of_document(error, &name)),
        }
    }

    /// The name and the bytes of the file.
    pub(crate) fn read(&self, linter: &hegao::Linter) -> Result<(String, Vec<u8>), Failure> {
        let name = self.name();
        let most = linter.max_file_size(&name).map_err(|error| Failure::of_document(error, &name))?;
        match self.bytes(most) {
            Ok(bytes) => Ok((name, bytes)),
            Err(error) => Err(Failure::of_file(linter.unreadable(&error), &name, error)),
        }
    }

    /// The bytes, those of a file up to one more than is read, so that a device without end is refused as too large.
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
