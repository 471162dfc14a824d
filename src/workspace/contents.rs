//! Loads documents for programs that embed hegao, in every format that the command line reads.
//! Formats that hegao does not read itself are converted by other programs.

use crate::document::source::Source;
use crate::linter::Linter;
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::readers::ReadOptions;
use crate::workspace::files::{self, Wanted};

impl Linter {
    /// Converts the bytes of a file to a form that can be checked: `.doc` and `.wps` to Word
    /// documents by LibreOffice, `.pdf` to text by pdftotext. Results are kept, and found again by
    /// the content of the file, as on the command line. Other formats are returned unchanged.
    ///
    /// # Errors
    /// If the program is not installed or cannot convert the file, the file is too long, or its
    /// content is not of its format.
    pub fn contents(&self, name: &str, bytes: impl Into<Vec<u8>>) -> Result<Contents, Error> {
        let most = self.held(name)?.limits.file_size();
        let source = Source { name: name.to_owned(), bytes: bytes.into() };
        let wanted = Wanted { stdin_name: None, reading: ReadOptions::default(), most, batches: None };
        let (source, reading) = files::converted(source, wanted).map_err(|problem| self.refused(&problem))?;
        Ok(Contents { bytes: source.bytes, reading })
    }
}
