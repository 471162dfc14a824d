//! Documents for programs that embed hegao, in every format of the command line: what hegao does not read itself, another program of
//! this machine makes readable.

use crate::document::source::Source;
use crate::linter::Linter;
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::readers::ReadOptions;
use crate::workspace::files::{self, Wanted};

impl Linter {
    /// The bytes of a file, ready to be checked: LibreOffice makes Word documents of `.doc` and `.wps`, pdftotext the text of `.pdf`. What
    /// they made is kept by the content of the file, as the command line keeps it. Bytes of other formats stay as they are.
    ///
    /// # Errors
    /// If the program is not installed or can make nothing of the file, or the file is too long or not of its format.
    pub fn contents(&self, name: &str, bytes: impl Into<Vec<u8>>) -> Result<Contents, Error> {
        let most = self.held(name)?.limits.file_size();
        let source = Source { name: name.to_owned(), bytes: bytes.into() };
        let wanted = Wanted { stdin_name: None, reading: ReadOptions::default(), most, batches: None };
        let (source, reading) = files::converted(source, wanted).map_err(|problem| self.refused(&problem))?;
        Ok(Contents { bytes: source.bytes, reading })
    }
}
