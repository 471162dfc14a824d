//! `pretty`: the report for people at a terminal, drawn by miette. Long paragraphs are cut to the
//! part around a finding, and findings of one rule in the same paragraph are shown together.

mod excerpt;
mod label;
mod source;

use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::report::{Checked, FileReport, Summary};
use crate::language::Language;
use crate::output::control::{inert_drawing, one_line, tame};
use crate::output::formats::pretty::excerpt::{Excerpt, Marked};
use crate::output::place::SpokenPlace;
use crate::output::unread::Unread;
use crate::output::whereabouts::whereabouts;
use crate::output::{Output, Run, wrap};
use crate::rule::message::Wording;

/// Maximum number of rows of text shown for one group of findings; the others are only counted.
const MAX_ROWS: usize = 8;
/// Maximum number of sentences of advice for one group of findings, whose advice may differ.
const MAX_HELPS: usize = 4;
/// Width of the frame that miette draws beside the text, in display cells, without the line number.
const GUTTER: usize = 7;
/// Text that miette writes before the help.
const HELP: &str = "  help: ";
/// Minimum width of the text of an excerpt, in display cells. In a narrower terminal, the text is
/// still drawn this wide.
const MIN_WIDTH: usize = 24;

/// Writer of the `pretty` format.
pub struct Pretty {
    handler: GraphicalReportHandler,
    width: usize,
}

impl Pretty {
    /// Creates a writer for a terminal `width` display cells wide. `theme` sets if colours are
    /// used.
    pub fn new(width: usize, theme: GraphicalTheme) -> Self {
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(width)
            .with_word_separator(wrap::SEPARATOR)
            .with_word_splitter(wrap::SPLITTER)
            .with_context_lines(0);
        Self { handler, width }
    }

    fn print(&self, report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
        let mut text = String::new();
        self.handler.render_report(&mut text, report).map_err(io::Error::other)?;
        // The only word that miette adds itself. The Chinese one has the same width, so that lines
        // that miette has wrapped stay aligned.
        if let (Language::Chinese, Some(_), Some(at)) = (language, &report.help, text.rfind(HELP)) {
            text.replace_range(at..at + HELP.len(), "  建议：");
        }
        writeln!(out, "{}", inert_drawing(text.trim_start_matches('\n')))
    }
}

/// One or several findings in the form in which miette draws them.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Report {
    code: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty())
            .then(|| Box::new(self.labels.iter().cloned()) as Box<dyn Iterator<Item = _>>)
    }
}

impl Report {
    /// Returns the report without control characters, which may come from documents, packs and file
    /// names.
    fn tamed(mut self) -> Self {
        for text in std::iter::once(&mut self.message).chain(&mut self.help) {
            *text = tame(text).into_owned();
        }
        if let Some(excerpt) = &mut self.excerpt {
            excerpt.tame();
        }
        self
    }
}

impl Output for Pretty {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        match &file.outcome {
            Ok(checked) => {
                for group in groups(checked) {
                    let report = self.report(run, &file.path, checked, &group);
                    self.print(&report.tamed(), run.language, out)?;
                }
                Ok(())
            }
            Err(reason) => self.print(
                &failure(&file.path, &Unread::of(file, reason, run.language), run.language).tamed(),
                run.language,
                out,
            ),
        }
    }

    fn end(&mut self, _: &Run<'_>, _: &Summary, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Groups the findings that are printed together. Each group is at the position of its first
/// finding. Findings of the same rule, paragraph and severity form a group, except those that have
/// a fix or a related place, here or in another file.
fn groups(checked: &Checked) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut block = usize::MAX;
    // The groups of the current paragraph that further findings may join.
    let mut open: Vec<usize> = Vec::new();
    for found in &checked.diagnostics {
        let here = checked.document.block_at(found.span.start());
        if here != block {
            block = here;
            open.clear();
        }
        let names_a_file = found.message.args.iter().any(|(name, _)| *name == "file");
        let is_alone = found.related.is_empty() && found.elsewhere.is_empty() && found.fix.is_none();
        if !is_alone || names_a_file {
            groups.push(vec![found]);
            continue;
        }
        let is_alike = |other: &Diagnostic| other.rule == found.rule && other.severity == found.severity;
        match open.iter().find(|group| is_alike(groups[**group][0])) {
            Some(group) => groups[*group].push(found),
            None => {
                open.push(groups.len());
                groups.push(vec![found]);
            }
        }
    }
    groups
}

fn failure(path: &str, unread: &Unread, language: Language) -> Report {
    let (path, message) = (one_line(path), one_line(&unread.message));
    Report {
        code: unread.kind.to_owned(),
        severity: unread.pick(Severity::Error, Severity::Hint),
        message: language.pick(format!("{path}：{message}"), format!("{path}: {message}")),
        help: Some(unread.help.to_owned()).filter(|help| !unread.is_accepted || !help.is_empty()),
        excerpt: None,
        labels: Vec::new(),
    }
}

/// A sentence that describes the place of a finding, if it is outside the running text or the
/// document has no lines.
fn place(checked: &Checked, found: &Diagnostic, language: Language) -> Option<String> {
    let doc = &checked.document;
    let place = whereabouts(doc, found.span, language);
    if place.is_some() || doc.origin().format.has_lines() {
        return place;
    }
    let words = SpokenPlace::of(checked, found.span).words(language);
    Some(language.pick(format!("位置：{words}。"), format!("Place: {words}.")))
}

/// The marks of a group of findings and of their related places.
fn marks(words: Option<&Wording>, doc: &Document, group: &[&Diagnostic]) -> Vec<Marked> {
    let mut marked = Vec::new();
    let mut said = String::new();
    for found in group {
        // In a group, a mark gets a label only if it differs from the previous one.
        let here = words.map(|words| words.label("here", &found.message)).unwrap_or_default();
        let label = if here == said { String::new() } else { here.clone() };
        said = here;
        marked.push(Marked { span: doc.in_view(found.span), label, is_primary: true });
        for label in &found.related {
            let text = words.map(|words| words.label(label.name, &found.message)).unwrap_or_default();
            marked.push(Marked { span: doc.in_view(label.span), label: text, is_primary: false });
        }
    }
    marked
}

impl Pretty {
    fn report(&self, run: &Run<'_>, path: &str, checked: &Checked, group: &[&Diagnostic]) -> Report {
        let doc = &checked.document;
        let first = group[0];
        let language = run.language;
        let words = run.wording(first);
        let mut marked = marks(words, doc, group);
        let last_line = doc.lines().line(marked.iter().map(|mark| mark.span.end()).max().unwrap_or(0));
        let width = self.width.saturating_sub(GUTTER + last_line.to_string().len()).max(MIN_WIDTH);
        for mark in &mut marked {
            mark.label = one_line(&mark.label).into_owned();
        }
        let (mut excerpt, left_out) = Excerpt::cut(doc, &one_line(path), marked, width, MAX_ROWS);
        for other in &first.elsewhere {
            let label = run.named_label(first, other.name);
            excerpt.add(other, &one_line(&label), width);
        }
        excerpt.shorten_name(self.width);
        let mut message = words.map(|words| words.message(&first.message)).unwrap_or_default();
        let mut helps: Vec<String> = Vec::new();
        for help in group.iter().filter_map(|found| words?.help(&found.message)) {
            if !helps.contains(&help) && helps.len() < MAX_HELPS {
                helps.push(help);
            }
        }
        let mut help = (!helps.is_empty()).then(|| helps.join("\n"));
        if let Some(place) = place(checked, first, language) {
            help = Some(help.map_or(place.clone(), |help| format!("{help}\n{place}")));
        }
        if group.len() > 1 {
            let title = words.map(|words| words.title.as_ref()).unwrap_or_default();
            let count = group.len();
            message = language
                .pick(format!("{title}：这一段共 {count} 处"), format!("{title}: {count} in this paragraph"));
        }
        if left_out > 0 {
            let more = if group.len() > 1 {
                language.pick(
                    format!("另有 {left_out} 处没有在这里画出，用 --format line 可以看到全部。"),
                    format!("{left_out} more are not drawn here; --format line lists all."),
                )
            } else {
                language.pick(
                    format!("与它有关的另外 {left_out} 处没有在这里画出，用 --format json 可以看到全部。"),
                    format!("{left_out} related places are not drawn here; --format json lists all."),
                )
            };
            help = Some(help.map_or(more.clone(), |help| format!("{help}\n{more}")));
        }
        let labels = excerpt.labels();
        let (code, severity) = (first.rule.to_string(), first.severity);
        Report { code, severity, message, help, excerpt: Some(excerpt), labels }
    }
}
