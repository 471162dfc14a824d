//! Formats that another program reads for hegao: doc and wps by LibreOffice, pdf by pdftotext. A program gets only files whose bytes
//! are of its format. Each run is bounded in time, has a profile of its own, and what came of it is kept by the content of the file.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::config::limits::Size;
use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::engine::system::ProgramFault;
use crate::readers::content::Content;
use crate::readers::pdf_text::{centred, hidden};
use crate::readers::{self, ReadError};
use crate::text::hash::{START, fnv};
use crate::workspace::{bounded, cache, soffice};

/// How documents are converted; another one for each release that converts in another way, so that what an earlier one kept
/// is not taken.
const RECIPE: &[u8] = b"2: centred lines of PDF";
/// How long a program may take for one file, in seconds, where `HEGAO_CONVERT_SECONDS` does not say otherwise.
const LIMIT: u64 = 120;
/// How often it is asked whether it is done.
const PAUSE: Duration = Duration::from_millis(20);
/// Most results that are kept.
const MAX_KEPT: usize = 512;

/// A program that reads what hegao does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// Makes docx of doc and wps.
    LibreOffice,
    /// Makes text of pdf.
    PdfToText,
    /// Makes text of pdf with the lines where they are printed: it tells which are centred.
    PdfLayout,
}

impl Program {
    /// What it is started by; the first that is there is taken.
    fn commands(self) -> &'static [&'static str] {
        match self {
            Self::LibreOffice => &["soffice", "libreoffice"],
            Self::PdfToText | Self::PdfLayout => &["pdftotext"],
        }
    }

    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Self::LibreOffice => "LibreOffice",
            Self::PdfToText | Self::PdfLayout => "pdftotext",
        }
    }

    /// The ending of what it makes.
    fn result(self) -> &'static str {
        match self {
            Self::LibreOffice => "docx",
            Self::PdfToText | Self::PdfLayout => "txt",
        }
    }
}

/// The program that reads files of this format; `None` where hegao does.
pub(crate) fn program(format: Format) -> Option<Program> {
    match format {
        Format::Doc | Format::Wps => Some(Program::LibreOffice),
        Format::Pdf => Some(Program::PdfToText),
        _ => None,
    }
}

/// What `program` makes of a file, where it is not longer than `most`. Word 2007 files and RTF files that are called `.doc` stay as
/// they are: they are read without it.
pub(crate) fn convert(source: &Source, program: Program, most: Size) -> Result<Vec<u8>, Problem> {
    let filter = match (program, content(source)?) {
        (Program::LibreOffice, Content::Word(head)) => Some(soffice::filter(head)),
        (Program::LibreOffice, Content::Package | Content::Rtf) => return Ok(source.bytes.clone()),
        (Program::PdfToText, Content::Pdf) => None,
        (_, content) => {
            let format = readers::format_of(&source.name).unwrap_or(Format::Text);
            return Err(ReadError::Mislabelled { format, content }.into());
        }
    };
    let kept = kept(source, program);
    if let Some(Ok(bytes)) = kept.as_ref().map(|path| bounded::file(path, most)) {
        return bytes.ok_or(Problem::TooLong(most));
    }
    let failed = |fault| Problem::ProgramFailed(program.name(), fault);
    let made = |program: Program| {
        let folder = TempDir::new().map_err(|error| failed(ProgramFault::System((&error).into())))?;
        run(source, (program, filter), (folder.path(), most)).map_err(|error| match error {
            Stopped::MadeNothing(complaint) => failed(ProgramFault::Complaint(complaint)),
            Stopped::System(error) => match error.kind() {
                ErrorKind::NotFound => Problem::NoProgram(program.name()),
                ErrorKind::TimedOut => failed(ProgramFault::TooSlow(limit().as_secs())),
                ErrorKind::FileTooLarge => Problem::TooLong(most),
                _ => failed(ProgramFault::System((&error).into())),
            },
        })
    };
    let mut bytes = made(program)?;
    if program == Program::PdfToText {
        if !hidden::is_readable(&bytes) {
            // Not kept: with more fonts or data installed, the next run may read it.
            return match hidden::shows_text(&source.bytes) || !hidden::is_blank_text(&bytes) {
                true => Err(Problem::Unread(ReadError::HiddenText)),
                false => Ok(bytes),
            };
        }
        bytes = centred::with_centred(&bytes, &made(Program::PdfLayout)?);
    }
    if let Some(path) = kept {
        keep(&path, &bytes);
    }
    Ok(bytes)
}

fn content(source: &Source) -> Result<Content, ReadError> {
    if source.bytes.is_empty() { Err(ReadError::Empty) } else { Content::of(&source.bytes) }
}

/// Why there is no result.
enum Stopped {
    /// The system refused; `NotFound` means that the program itself is missing.
    System(io::Error),
    /// The program ended and made nothing; what it complained of.
    MadeNothing(String),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Runs the program, told which filter reads the file, in `folder` and reads what it made.
fn run(
    source: &Source,
    (program, filter): (Program, Option<&str>),
    (folder, most): (&Path, Size),
) -> Result<Vec<u8>, Stopped> {
    // A plain name: those of documents may be too long, or begin with a dash.
    let ending = source.name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let input = folder.join("input").with_extension(ending);
    let output = folder.join("output").join("input").with_extension(program.result());
    fs::create_dir(folder.join("output"))?;
    fs::write(&input, &source.bytes)?;
    if program == Program::LibreOffice {
        soffice::write_profile(&folder.join("profile"))?;
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let filter = filter.map(|filter| format!("--infilter={filter}"));
    let start = |name: &str| {
        let mut command = Command::new(name);
        match program {
            Program::LibreOffice => command
                .args([profile.as_str(), "--headless", "--norestore"])
                .args(&filter)
                .args(["--convert-to", "docx", "--outdir"])
                .arg(folder.join("output"))
                .arg(&input),
            Program::PdfToText => command.args(["-enc", "UTF-8", "-eol", "unix"]).arg(&input).arg(&output),
            Program::PdfLayout => {
                command.args(["-enc", "UTF-8", "-eol", "unix"]).arg(&input).arg(&output).arg("-layout")
            }
        };
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()
    };
    let mut started = Err(io::Error::from(ErrorKind::NotFound));
    for name in program.commands() {
        started = start(name);
        if started.is_ok() {
            break;
        }
    }
    let complaint = wait(started?)?;
    match bounded::file(&output, most) {
        Ok(bytes) => bytes.ok_or_else(|| Stopped::System(ErrorKind::FileTooLarge.into())),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Stopped::MadeNothing(complaint)),
        Err(error) => Err(error.into()),
    }
}

/// How long a program may take.
fn limit() -> Duration {
    let set = std::env::var("HEGAO_CONVERT_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(set.unwrap_or(LIMIT))
}

/// Ends a program with all that it started; LibreOffice is begun by a script.
fn stop(child: &mut Child) -> io::Result<()> {
    if cfg!(unix) {
        // It leads a group of its own. Where there is no `kill`, at least the program itself is ended.
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    child.kill()?;
    child.wait().map(drop)
}

/// Waits for a program, at most as long as it may take; what it complained of.
fn wait(mut child: Child) -> io::Result<String> {
    let mut complaints = child.stderr.take();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(complaints) = &mut complaints {
            // What cannot be read is not shown; the result decides.
            let _ = complaints.take(64 * 1024).read_to_end(&mut text);
        }
        String::from_utf8_lossy(&text).into_owned()
    });
    let started = Instant::now();
    while child.try_wait()?.is_none() {
        if started.elapsed() > limit() {
            stop(&mut child)?;
            return Err(ErrorKind::TimedOut.into());
        }
        std::thread::sleep(PAUSE);
    }
    reader.join().map_err(|_| io::Error::other("its output could not be read"))
}

/// Where the result for this content is kept; `None` where there is no folder for it.
fn kept(source: &Source, program: Program) -> Option<PathBuf> {
    // Two hashes over other beginnings: no two documents of one user share both.
    let hash = |seed: &[u8]| fnv(fnv(fnv(START, seed), RECIPE), &source.bytes);
    let name = format!("{:016x}{:016x}.{}", hash(b"a"), hash(b"b"), program.result());
    Some(cache::folder()?.join(name))
}

/// Keeps a result, and drops the oldest where there are too many. A cache that cannot be written is none.
fn keep(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    if cache::write(path, bytes).is_err() {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    let age = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    if files.len() > MAX_KEPT {
        files.sort_by_cached_key(age);
        for file in &files[..files.len() - MAX_KEPT] {
            // Another run may have dropped it already.
            let _ = fs::remove_file(file);
        }
    }
}
