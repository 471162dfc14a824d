//! Conversion by other programs: doc and wps by LibreOffice, pdf by pdftotext. A program gets only
//! files whose content has the format that it expects. Results are kept, and found again by the
//! content of the file.

use tempfile::TempDir;

use crate::config::limits::Size;
use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::engine::system::ProgramFault;
use crate::readers::content::Content;
use crate::readers::pdf_text::{centred, hidden};
use crate::readers::{self, ReadError};
use crate::workspace::batches::Batches;
use crate::workspace::converter::{self, Program, Stopped};
use crate::workspace::{bounded, kept, soffice};

/// Converts a file with `program`, together with others of the run if `batches` is given. Neither
/// the file nor the result may be longer than `most`. DOCX and RTF files with the name `.doc` are
/// returned unchanged, because hegao reads them itself.
pub(crate) fn convert(
    source: &Source,
    program: Program,
    most: Size,
    batches: Option<&Batches>,
) -> Result<Vec<u8>, Problem> {
    let filter = match (program, content(source)?) {
        (Program::LibreOffice, Content::Word(head)) => Some(soffice::filter(head)),
        (Program::LibreOffice, Content::Package | Content::Rtf) => return Ok(source.bytes.clone()),
        (Program::PdfToText, Content::Pdf) => None,
        (_, content) => {
            let format = readers::format_of(&source.name).unwrap_or(Format::Text);
            return Err(ReadError::Mislabelled { format, content }.into());
        }
    };
    let name = kept::name(source, program);
    let kept = kept::path(&name);
    if let Some(Ok(bytes)) = kept.as_ref().map(|path| bounded::file(path, most)) {
        batches.into_iter().for_each(Batches::pass_over);
        return bytes.ok_or(Problem::TooLong(most));
    }
    let mut bytes = match (batches, filter) {
        (Some(batches), Some(filter)) => {
            let made = batches.convert(source, &name, filter)?;
            let bytes =
                bounded::file(made.path(), most).map_err(|error| Stopped::from(error).problem(program))?;
            bytes.ok_or(Problem::TooLong(most))?
        }
        _ => made(source, program, filter, most)?,
    };
    if program == Program::PdfToText {
        if !hidden::is_readable(&bytes) {
            // The result is not kept: after fonts or data are installed, the next run may be able
            // to read the file.
            return match hidden::shows_text(&source.bytes) || !hidden::is_blank_text(&bytes) {
                true => Err(Problem::Unread(ReadError::HiddenText)),
                false => Ok(bytes),
            };
        }
        bytes = centred::with_centred(&bytes, &made(source, Program::PdfLayout, None, most)?);
    }
    if let Some(path) = kept {
        kept::keep(&path, &bytes);
    }
    Ok(bytes)
}

/// Converts one file alone, and returns the bytes of the result.
fn made(source: &Source, program: Program, filter: Option<&str>, most: Size) -> Result<Vec<u8>, Problem> {
    let failed = |fault| Problem::ProgramFailed(program.name(), fault);
    let folder = TempDir::new().map_err(|error| failed(ProgramFault::System((&error).into())))?;
    let made = converter::one(source, (program, filter), folder.path());
    let made = made.map_err(|stopped| stopped.problem(program))?;
    let bytes = bounded::file(&made, most).map_err(|error| Stopped::from(error).problem(program))?;
    bytes.ok_or(Problem::TooLong(most))
}

fn content(source: &Source) -> Result<Content, ReadError> {
    if source.bytes.is_empty() { Err(ReadError::Empty) } else { Content::of(&source.bytes) }
}
