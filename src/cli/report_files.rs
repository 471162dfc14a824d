//! Files that reports are written to: under which names, and which of them an earlier run wrote.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

use walkdir::WalkDir;

use crate::cli::args::check::{CheckOptions, Format};
use crate::output::ours::{self, Recognised};
use crate::workspace::configs::Configs;
use crate::workspace::outputs::identity::Identity;
use crate::workspace::outputs::{Content, Outputs, Overwrite, Role};
use crate::workspace::walk::{Input, Inputs, Skipped};

/// A report in `format`, as something to be written.
pub(super) fn report(format: Format) -> Content<'static> {
    let name = match format {
        Format::Pretty => ["pretty 报告", "the pretty report"],
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
    };
    let endings: &[&str] = match format {
        Format::Pretty | Format::Line | Format::Github => &["txt", "text", "log"],
        Format::Json | Format::Gitlab | Format::Rdjson => &["json", "log"],
        Format::Jsonl => &["jsonl", "ndjson", "log"],
        Format::Sarif => &["sarif", "json", "log"],
        Format::Checkstyle | Format::Junit => &["xml", "log"],
        Format::Markdown => &["md", "markdown", "txt", "text", "log"],
    };
    Content { name, endings, is_ours: is_report }
}

/// The differences that `--diff` shows in the place of the main report. They could be anybody's.
pub(super) const DIFFERENCES: Content<'static> = Content {
    name: ["修改对照", "the diff"],
    endings: &["diff", "patch", "txt", "text", "log"],
    is_ours: |_| false,
};

/// Passes over the reports of an earlier run that lie among the documents and that this run writes anew. A report that
/// `options` name outright is a document.
pub(super) fn pass_over(found: &mut Inputs, options: &CheckOptions) {
    let named: Vec<Identity> = options.paths.iter().filter_map(|path| Identity::of(path)).collect();
    let written = options.output.iter().chain(options.report.iter().map(|wanted| &wanted.path));
    let written: Vec<Identity> = written
        .filter(|path| path.is_file() && is_report(path))
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

/// The outputs of a run, which keep what it reads.
pub(super) fn outputs(found: &Inputs, options: &CheckOptions) -> Outputs {
    let mut outputs = Outputs::new(if options.overwrite { Overwrite::Forced } else { Overwrite::Own });
    protect_documents(&mut outputs, &found.inputs);
    if let Some(baseline) = &options.baseline {
        outputs.protect(baseline, Role::Baseline);
    }
    outputs
}

/// Keeps documents.
pub(super) fn protect_documents(outputs: &mut Outputs, inputs: &[Input]) {
    for input in inputs {
        match input {
            Input::File(path) | Input::Failed(path, _) => outputs.protect(path, Role::Document),
            Input::Stdin => outputs.protect(Path::new("-"), Role::Document),
        }
    }
}

/// Keeps the configurations and the rules that were read.
pub(super) fn protect_settings(outputs: &mut Outputs, configs: &Configs) {
    for file in configs.files() {
        outputs.protect(file, Role::Configuration);
    }
    for pack in configs.packs() {
        let files = WalkDir::new(pack).follow_links(true).into_iter().flatten();
        for entry in files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml")) {
            outputs.protect(entry.path(), Role::Rules);
        }
    }
}

/// True for a report of an earlier run, in any format: it can be had again. A checklist with ticks cannot.
pub(super) fn is_report(path: &Path) -> bool {
    // What cannot be read is not known to be ours.
    read(path).unwrap_or(false)
}

fn read(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    (&mut file).take(ours::HEAD).read_to_end(&mut head)?;
    match ours::recognise(&head) {
        None => Ok(false),
        Some(Recognised::Report) => Ok(true),
        Some(Recognised::Checklist) => {
            file.rewind()?;
            for line in BufReader::new(file).split(b'\n') {
                if ours::is_ticked(&String::from_utf8_lossy(&line?)) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}
