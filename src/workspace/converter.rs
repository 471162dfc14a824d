//! Runs the programs that convert formats unknown to hegao: pdftotext with one file, LibreOffice
//! with one or many. Each process has its own folder and profile, and a time limit.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::document::source::{Format, Source};
use crate::engine::report::Problem;
use crate::engine::system::ProgramFault;
use crate::workspace::soffice;

/// Default of the time limit for one file, in seconds. `HEGAO_CONVERT_SECONDS` overrides it.
const LIMIT: u64 = 120;
/// Time between two checks if a program has ended: the first and the longest. It doubles each time.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(20));

/// A program that converts formats unknown to hegao.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// Converts doc and wps to docx.
    LibreOffice,
    /// Converts pdf to text.
    PdfToText,
    /// Converts pdf to text that keeps the printed layout. It shows which lines are centred.
    PdfLayout,
}

impl Program {
    /// Commands that may start the program. The first that exists is used.
    fn commands(self) -> &'static [&'static str] {
        match self {
            Self::LibreOffice => &["soffice", "libreoffice"],
            Self::PdfToText | Self::PdfLayout => &["pdftotext"],
        }
    }

    /// Name of the program for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LibreOffice => "LibreOffice",
            Self::PdfToText | Self::PdfLayout => "pdftotext",
        }
    }

    /// File extension of the result.
    pub(super) fn result(self) -> &'static str {
        match self {
            Self::LibreOffice => "docx",
            Self::PdfToText | Self::PdfLayout => "txt",
        }
    }
}

/// Returns the program that converts files of this format; `None` if hegao reads them itself.
pub(crate) fn program(format: Format) -> Option<Program> {
    match format {
        Format::Doc | Format::Wps => Some(Program::LibreOffice),
        Format::Pdf => Some(Program::PdfToText),
        _ => None,
    }
}

/// Reason why a program gave no result.
pub(super) enum Stopped {
    /// The system refused to run the program. `NotFound` means that it is not installed.
    System(io::Error),
    /// The program ended without a result, with this error output.
    MadeNothing(String),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl Stopped {
    /// Converts the reason to the problem to report for the file.
    pub(super) fn problem(self, program: Program) -> Problem {
        let failed = |fault| Problem::ProgramFailed(program.name(), fault);
        match self {
            Self::MadeNothing(complaint) => failed(ProgramFault::Complaint(complaint)),
            Self::System(error) => match error.kind() {
                ErrorKind::NotFound => Problem::NoProgram(program.name()),
                ErrorKind::TimedOut => failed(ProgramFault::TooSlow(limit().as_secs())),
                _ => failed(ProgramFault::System((&error).into())),
            },
        }
    }
}

/// Runs the program on one file in `folder`, for LibreOffice with the import filter `filter`.
/// Returns the path of the result in that folder.
pub(super) fn one(
    source: &Source,
    (program, filter): (Program, Option<&str>),
    folder: &Path,
) -> Result<PathBuf, Stopped> {
    let input = write_input(source, "input", folder)?;
    let output = folder.join("output").join("input").with_extension(program.result());
    fs::create_dir(folder.join("output"))?;
    let child = match program {
        Program::LibreOffice => start_soffice(filter, folder, &[input])?,
        Program::PdfToText | Program::PdfLayout => start(program, &|command| {
            command.args(["-enc", "UTF-8", "-eol", "unix"]).arg(&input).arg(&output);
            if program == Program::PdfLayout {
                command.arg("-layout");
            }
        })?,
    };
    let complaint = wait(child, &mut || false)?;
    if output.exists() { Ok(output) } else { Err(Stopped::MadeNothing(complaint)) }
}

/// Runs LibreOffice once on all `sources` in `folder`. Returns the path of each result; `None` for
/// files that were not reached or could not be read. The time limit applies to each file, counted
/// from the end of the previous one. `tell` is called with the number of newly finished files.
pub(super) fn many(
    sources: &[&Source],
    filter: &str,
    folder: &Path,
    tell: &dyn Fn(usize),
) -> Result<Vec<Option<PathBuf>>, Stopped> {
    let outputs = folder.join("output");
    fs::create_dir(&outputs)?;
    let mut inputs = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        inputs.push(write_input(source, &at.to_string(), folder)?);
    }
    let child = start_soffice(Some(filter), folder, &inputs)?;
    let mut done = 0;
    let mut has_made_more = || {
        let made = fs::read_dir(&outputs).map_or(0, Iterator::count);
        let is_more = made > done;
        if is_more {
            tell(made - done);
            done = made;
        }
        is_more
    };
    // A timeout is not an error here: the missing results show which files were not reached.
    let ended = wait(child, &mut has_made_more);
    has_made_more();
    if let Err(error) = ended
        && error.kind() != ErrorKind::TimedOut
    {
        return Err(error.into());
    }
    let output = |at: usize| outputs.join(at.to_string()).with_extension(Program::LibreOffice.result());
    Ok((0..sources.len()).map(output).map(|path| is_whole(&path).then_some(path)).collect())
}

/// True if a zip package was written completely, that is, if it has its end record.
fn is_whole(path: &Path) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    let Ok(bytes) = fs::read(path) else { return false };
    // The end record may be followed by a comment.
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    memchr::memmem::rfind(tail, END).is_some()
}

/// Writes the input file under a plain name, because names of documents may be too long, or begin
/// with a dash.
fn write_input(source: &Source, name: &str, folder: &Path) -> io::Result<PathBuf> {
    let ending = source.name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let input = folder.join(name).with_extension(ending);
    fs::write(&input, &source.bytes)?;
    Ok(input)
}

fn start_soffice(filter: Option<&str>, folder: &Path, inputs: &[PathBuf]) -> io::Result<Child> {
    soffice::write_profile(&folder.join("profile"))?;
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let filter = filter.map(|filter| format!("--infilter={filter}"));
    start(Program::LibreOffice, &|command| {
        command
            .args([profile.as_str(), "--headless", "--norestore"])
            .args(&filter)
            .args(["--convert-to", "docx", "--outdir"])
            .arg(folder.join("output"))
            .args(inputs);
    })
}

/// Starts the first command of a program that exists.
fn start(program: Program, configure: &dyn Fn(&mut Command)) -> io::Result<Child> {
    let mut started = Err(io::Error::from(ErrorKind::NotFound));
    for name in program.commands() {
        let mut command = Command::new(name);
        configure(&mut command);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        if started.is_ok() {
            break;
        }
    }
    started
}

/// Returns the time limit for one file.
fn limit() -> Duration {
    let set = std::env::var("HEGAO_CONVERT_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(set.unwrap_or(LIMIT))
}

/// Kills a program with all its child processes. LibreOffice is a child of the script that starts
/// it.
fn stop(child: &mut Child) -> io::Result<()> {
    if cfg!(unix) {
        // The program leads its own process group. If `kill` is missing, at least the program
        // itself is killed below.
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    child.kill()?;
    child.wait().map(drop)
}

/// Waits for a program, and returns its error output. Fails if the program makes no progress within
/// the time limit; `has_made_more` tells if it did.
fn wait(mut child: Child, has_made_more: &mut dyn FnMut() -> bool) -> io::Result<String> {
    let mut complaints = child.stderr.take();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(complaints) = &mut complaints {
            // Unreadable error output is not shown; the result decides.
            let _ = complaints.take(64 * 1024).read_to_end(&mut text);
        }
        String::from_utf8_lossy(&text).into_owned()
    });
    let (mut pause, longest) = PAUSES;
    let mut since = Instant::now();
    while child.try_wait()?.is_none() {
        if has_made_more() {
            since = Instant::now();
        }
        if since.elapsed() > limit() {
            stop(&mut child)?;
            return Err(ErrorKind::TimedOut.into());
        }
        std::thread::sleep(pause);
        pause = longest.min(pause * 2);
    }
    reader.join().map_err(|_| io::Error::other("its output could not be read"))
}
