//! Files that reports are written to: which names are allowed, and which existing files are reports
//! of an earlier run.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::cli::args::check::{CheckOptions, Format};
use crate::document::source::Format as Source;
use crate::output::ours::{self, Recognised};
use crate::readers;
use crate::workspace::configs::Configs;
use crate::workspace::outputs::destination::Destination;
use crate::workspace::outputs::identity::Identity;
use crate::workspace::outputs::refusal::{Reason, Refusal};
use crate::workspace::outputs::{Content, Outputs, Overwrite, Role};
use crate::workspace::walk::{Input, Inputs, Skipped};
use crate::writers;

/// The kind of file that holds a report in `format`: its allowed names, and the test whether an
/// existing file is such a report.
pub(super) fn report(format: Format) -> Content<'static> {
    let name = match format {
        Format::Pretty => ["报告", "the report"],
        Format::Line => ["line 报告", "the line report"],
        Format::Json => ["json 报告", "the json report"],
        Format::Jsonl => ["jsonl 报告", "the jsonl report"],
        Format::Sarif => ["sarif 报告", "the sarif report"],
        Format::Github => ["github 报告", "the github report"],
        Format::Gitlab => ["gitlab 报告", "the gitlab report"],
        Format::Checkstyle => ["checkstyle 报告", "the checkstyle report"],
        Format::Junit => ["junit 报告", "the junit report"],
        Format::Rdjson => ["rdjson 报告", "the rdjson report"],
        Format::Markdown => ["markdown 报告", "the markdown report"],
        Format::Html => ["html 报告", "the html report"],
    };
    let endings: &[&str] = match format {
        Format::Pretty | Format::Line | Format::Github => &["txt", "text", "log"],
        Format::Json | Format::Gitlab | Format::Rdjson => &["json", "log"],
        Format::Jsonl => &["jsonl", "ndjson", "log"],
        Format::Sarif => &["sarif", "json", "log"],
        Format::Checkstyle | Format::Junit => &["xml", "log"],
        Format::Markdown => &["md", "markdown", "txt", "text", "log"],
        Format::Html => &["html", "htm"],
    };
    Content { name, endings, is_ours: is_report }
}

/// The kind of file for a diff, which `--diff` writes instead of the main report. An existing diff
/// is never overwritten, because any program could have written it.
pub(super) const DIFFERENCES: Content<'static> = Content {
    name: ["修改对照", "the diff"],
    endings: &["diff", "patch", "txt", "text", "log"],
    is_ours: |_| false,
};

/// Skips those documents of the run that are reports of an earlier run and that this run
/// overwrites. A report that the command line names as a path to check counts as a document.
pub(super) fn pass_over(found: &mut Inputs, options: &CheckOptions) {
    let named: Vec<Identity> = options.paths.iter().filter_map(|path| Identity::of(path)).collect();
    let written = options.output.iter().chain(options.report.iter().map(|wanted| &wanted.path));
    let written: Vec<Identity> = written
        .filter(|path| path.is_file() && recognised(path).is_some())
        .filter_map(|path| Identity::of(path))
        .filter(|identity| !named.contains(identity))
        .collect();
    if written.is_empty() {
        return;
    }
    let mut inputs = Vec::with_capacity(found.inputs.len());
    for input in found.inputs.drain(..) {
        match input {
            Input::File(path) if Identity::of(&path).is_some_and(|file| written.contains(&file)) => {
                found.skipped.push(Skipped::Report(path));
            }
            other => inputs.push(other),
        }
    }
    found.inputs = inputs;
}

/// Creates the outputs of a run. They refuse to overwrite the files in `found`.
pub(super) fn outputs(found: &Inputs, options: &CheckOptions) -> Outputs {
    let mut outputs = Outputs::new(if options.overwrite { Overwrite::Forced } else { Overwrite::Own });
    if !writes_files(options) {
        return outputs;
    }
    protect_documents(&mut outputs, &found.inputs);
    if let Some(previous) = &options.previous {
        outputs.protect(previous, Role::Document);
    }
    if let Some(baseline) = &options.baseline {
        outputs.protect(baseline, Role::Baseline);
    }
    outputs
}

/// Returns the destination `path` if a report of the kind `content` may be written there.
///
/// # Errors
/// The reason why it may not be written, with the command or the option that the user probably
/// meant.
pub(super) fn admit(
    outputs: &mut Outputs,
    path: &Path,
    content: &Content<'_>,
    options: &CheckOptions,
) -> Result<Destination, Box<Refusal>> {
    outputs.admit(path, content).map_err(|refusal| match advice(&refusal, &options.paths) {
        Some(advice) => refusal.with_advice(advice),
        None => refusal,
    })
}

/// The command or the option that the user probably meant, judged by the name of the refused
/// output, in Chinese and in English.
fn advice(refusal: &Refusal, documents: &[PathBuf]) -> Option<[String; 2]> {
    let name = refusal.path().to_string_lossy();
    if is_word(&name) {
        let command = annotate(refusal, documents);
        return Some([
            format!("要把问题写进文稿的副本：{command}"),
            format!("To have the findings in a copy of the document: {command}"),
        ]);
    }
    let Reason::Ending { ending, .. } = refusal.reason() else { return None };
    let format = match ending.as_str() {
        "json" => "json",
        "jsonl" | "ndjson" => "jsonl",
        "sarif" => "sarif",
        "xml" => "junit",
        "md" | "markdown" => "markdown",
        _ => return None,
    };
    Some([
        format!("要的是 {format} 报告：--format {format}"),
        format!("For a report as .{ending}: --format {format}"),
    ])
}

/// The `annotate` command that the user probably meant: it writes the findings on the only document
/// into the copy with the refused name, or into one beside the document.
fn annotate(refusal: &Refusal, documents: &[PathBuf]) -> String {
    let document = match documents {
        [document] if is_annotated(document) => document.to_path_buf(),
        _ => PathBuf::from("讲话稿.docx"),
    };
    let is_free = !matches!(refusal.reason(), Reason::Input(..));
    let copy = if is_free && is_word(&document.to_string_lossy()) {
        refusal.path().to_owned()
    } else {
        let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let ending = part(document.extension());
        let ending = if is_word(&document.to_string_lossy()) { "docx" } else { &ending };
        document.with_file_name(format!("{}-核稿.{ending}", part(document.file_stem())))
    };
    format!("hegao annotate {} -o {}", quoted(&document), quoted(&copy))
}

fn is_word(name: &str) -> bool {
    matches!(readers::format_of(name), Some(Source::Docx | Source::Doc | Source::Wps))
}

/// True for a document that can hold comments or marks.
pub(super) fn is_annotated(document: &Path) -> bool {
    let name = document.to_string_lossy();
    document.is_file() && (is_word(&name) || readers::format_of(&name).is_some_and(writers::is_annotated))
}

/// A path quoted for a shell, but only as far as blanks require it.
pub(super) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}

/// Makes the outputs refuse to overwrite the documents of the run.
pub(super) fn protect_documents(outputs: &mut Outputs, inputs: &[Input]) {
    for input in inputs {
        match input {
            Input::File(path) | Input::Failed(path, _) => outputs.protect(path, Role::Document),
            Input::Stdin => outputs.protect(Path::new("-"), Role::Document),
        }
    }
}

/// True if the run may write reports into files. Only then are all documents protected, which opens
/// each of them.
fn writes_files(options: &CheckOptions) -> bool {
    options.output.is_some() || !options.report.is_empty() || options.format == Format::Github
}

/// Makes the outputs refuse to overwrite the configurations, baselines and rule files that were
/// read.
pub(super) fn protect_settings(outputs: &mut Outputs, configs: &Configs) {
    for file in configs.files() {
        outputs.protect(file, Role::Configuration);
    }
    for baseline in configs.baselines() {
        outputs.protect(baseline, Role::Baseline);
    }
    for pack in configs.packs() {
        let files = WalkDir::new(pack).follow_links(true).into_iter().flatten();
        for entry in files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml")) {
            outputs.protect(entry.path(), Role::Rules);
        }
    }
}

/// True for a file that holds a report of an earlier run, in any format. It may be overwritten,
/// because it can be produced again. False for a checklist with ticks.
fn is_report(path: &Path) -> bool {
    match recognised(path) {
        None => false,
        Some(Recognised::Report) => true,
        // A checklist that cannot be read may have ticks.
        Some(Recognised::Checklist) => has_ticks(path).is_ok_and(|has_ticks| !has_ticks),
    }
}

/// The kind of the report in a file; `None` if the file is not a report or cannot be read.
fn recognised(path: &Path) -> Option<Recognised> {
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(ours::HEAD).read_to_end(&mut head)).ok()?;
    ours::recognise(&head)
}

fn has_ticks(path: &Path) -> io::Result<bool> {
    for line in BufReader::new(File::open(path)?).split(b'\n') {
        if ours::is_ticked(&String::from_utf8_lossy(&line?)) {
            return Ok(true);
        }
    }
    Ok(false)
}
