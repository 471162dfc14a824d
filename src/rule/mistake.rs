//! A mistake in a TOML file of rules or configuration, with its place and a guess at what was meant.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::language::Language;
use crate::rule::said::Said;
use crate::rule::toml_message;
use crate::text::chars::clipped;

/// Longest sentence that is said, in characters: some quote what was written.
const MAX_SAID: usize = 2000;
/// Longest line that is drawn, in bytes.
const MAX_DRAWN: usize = 2000;

/// A mistake, as miette draws it.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{file}: {message}")]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    #[help]
    pub help: Option<String>,
    /// The text of the file; empty where the mistake has no place in it.
    #[source_code]
    source_code: NamedSource<String>,
    /// The place, in bytes.
    #[label]
    pub span: Option<SourceSpan>,
    /// The same in Chinese, where that is known.
    chinese: Option<Said>,
}

impl Mistake {
    /// A mistake without a place, as in the options of a check.
    pub fn new(file: &str, message: &str) -> Box<Self> {
        Self::at(file, "", message, None)
    }

    /// A mistake at bytes `span` of `text`.
    pub fn at(file: &str, text: &str, message: &str, span: Option<Range<usize>>) -> Box<Self> {
        Box::new(Self {
            file: file.to_owned(),
            message: message.to_owned(),
            help: did_you_mean(message),
            source_code: NamedSource::new(file, text.to_owned()),
            span: span.map(SourceSpan::from),
            chinese: None,
        })
    }

    /// The mistake in these words.
    pub fn said(mut self: Box<Self>, chinese: Said, english: Said) -> Box<Self> {
        (self.message, self.help) = (english.message, english.help);
        self.chinese = Some(chinese);
        self
    }

    /// The mistake with the same in Chinese.
    pub fn in_chinese(mut self: Box<Self>, chinese: Said) -> Box<Self> {
        self.chinese = Some(chinese);
        self
    }

    /// The mistake as it is told in `language`.
    pub fn told(mut self: Box<Self>, language: Language) -> Box<Self> {
        if let (Language::Chinese, Some(said)) = (language, self.chinese.take()) {
            (self.message, self.help) = (said.message, said.help);
        }
        self
    }

    /// The mistake in a line: file, line, column and what is wrong.
    pub fn line(&self, language: Language) -> String {
        let message = match (&self.chinese, language) {
            (Some(said), Language::Chinese) => &said.message,
            _ => &self.message,
        };
        let place = self.place().map(|((line, column), _)| format!(":{line}:{column}")).unwrap_or_default();
        format!("{}{place}{}{message}", self.file, language.pick("：", ": "))
    }

    /// The mistake as a terminal may show it: without control characters, and where a line beside the place is longer than any that
    /// people write, with the place in words instead of the line.
    #[must_use]
    pub fn fit_to_draw(mut self: Box<Self>) -> Box<Self> {
        for text in [&mut self.file, &mut self.message].into_iter().chain(&mut self.help) {
            *text = clipped(&text.replace(is_wild, "?"), MAX_SAID).into_owned();
        }
        let text = self.source_code.inner();
        let at = self.span.map_or(0, |span| span.offset()).min(text.len());
        let before = text.get(..at).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let nearby = text.lines().skip(line.saturating_sub(1)).take(3);
        if nearby.into_iter().any(|line| line.len() > MAX_DRAWN) {
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
            self.file = format!("{}:{}:{}", self.file, line + 1, column + 1);
            self.span = None;
            self.source_code = NamedSource::new(&self.file, String::new());
        } else if text.contains(is_wild) {
            let tame = tamed(text);
            self.source_code = NamedSource::new(&self.file, tame);
        }
        self
    }

    /// Line and column in characters, both from 1, and the bytes of the place; `None` if it has none.
    pub fn place(&self) -> Option<((usize, usize), Range<usize>)> {
        let span = self.span?;
        let before = self.source_code.inner().get(..span.offset())?;
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some(((line, column), span.offset()..span.offset() + span.len()))
    }

    /// What the TOML reader says of `text`.
    pub fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Box<Self> {
        Self::not_toml(file, text, error.message(), error.span())
    }

    /// What a TOML reader says of bytes `span` of `text`, in its words.
    pub fn not_toml(file: &str, text: &str, message: &str, span: Option<Range<usize>>) -> Box<Self> {
        Self::at(file, text, message, span).in_chinese(toml_message::said(message))
    }
}

/// What a terminal would obey.
fn is_wild(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// `text` with a sign for each byte of a control character, so that places stay where they are.
fn tamed(text: &str) -> String {
    let mut tame = String::with_capacity(text.len());
    for c in text.chars() {
        match is_wild(c) {
            true => (0..c.len_utf8()).for_each(|_| tame.push('?')),
            false => tame.push(c),
        }
    }
    tame
}

/// The nearest of the names in a message of `toml`: “unknown field `x`, expected one of `a`, `b`”.
fn did_you_mean(message: &str) -> Option<String> {
    let mut names = message.strip_prefix("unknown ")?.split('`').skip(1).step_by(2);
    let unknown = names.next()?;
    let near = names.map(|name| (strsim::jaro_winkler(unknown, name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.75).then(|| format!("did you mean `{name}`?"))
}
