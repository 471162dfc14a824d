//! Errors in TOML files of rules or configuration, with their position and a suggestion.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::language::Language;
use crate::rule::mistake_text::MistakeText;
use crate::rule::toml_message;
use crate::text::chars::clipped;

/// Maximum number of characters of a message that is shown. Some messages quote the user's text,
/// which may be long.
const MAX_SAID: usize = 2000;
/// Maximum length in bytes of a line of the file that is printed with the message.
const MAX_DRAWN: usize = 2000;

/// An error in a TOML file, in the form that miette prints with the lines around it.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{file}: {message}")]
pub struct Mistake {
    /// Name of the file.
    pub file: String,
    /// The message in English, or in the language chosen by [`Mistake::told`].
    pub message: String,
    /// Advice on what to do, in the language of the message.
    #[help]
    pub help: Option<String>,
    /// Text of the file. Empty if the mistake has no position in it.
    #[source_code]
    source_code: NamedSource<String>,
    /// Position of the mistake in the file, in bytes.
    #[label]
    pub span: Option<SourceSpan>,
    /// Message and advice in Chinese, if they exist.
    chinese: Option<MistakeText>,
}

impl Mistake {
    /// Creates a mistake without a position, for example about the options of a check.
    pub fn new(file: &str, message: &str) -> Box<Self> {
        Self::at(file, "", message, None)
    }

    /// Creates a mistake at the bytes `span` of `text`.
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

    /// Replaces the message and the advice in both languages.
    pub fn with_texts(mut self: Box<Self>, chinese: MistakeText, english: MistakeText) -> Box<Self> {
        (self.message, self.help) = (english.message, english.help);
        self.chinese = Some(chinese);
        self
    }

    /// Adds the message and the advice in Chinese.
    pub fn in_chinese(mut self: Box<Self>, chinese: MistakeText) -> Box<Self> {
        self.chinese = Some(chinese);
        self
    }

    /// Selects the language of the message and the advice.
    pub fn in_language(mut self: Box<Self>, language: Language) -> Box<Self> {
        if let (Language::Chinese, Some(text)) = (language, self.chinese.take()) {
            (self.message, self.help) = (text.message, text.help);
        }
        self
    }

    /// Formats the mistake in one line: file, line, column and message.
    pub fn line(&self, language: Language) -> String {
        let message = match (&self.chinese, language) {
            (Some(text), Language::Chinese) => &text.message,
            _ => &self.message,
        };
        let place = self.place().map(|((line, column), _)| format!(":{line}:{column}")).unwrap_or_default();
        format!("{}{place}{}{message}", self.file, language.pick("：", ": "))
    }

    /// Makes the mistake safe to print on a terminal: replaces control characters by `?`. If a line
    /// near the position is longer than `MAX_DRAWN`, no text of the file is printed, and the
    /// position is given in words instead.
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

    /// Returns line and column in characters, both from 1, and the bytes of the position. `None` if
    /// there is no position.
    pub fn place(&self) -> Option<((usize, usize), Range<usize>)> {
        let span = self.span?;
        let before = self.source_code.inner().get(..span.offset())?;
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some(((line, column), span.offset()..span.offset() + span.len()))
    }

    /// Creates a mistake from an error of the TOML reader on `text`.
    pub fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Box<Self> {
        Self::not_toml(file, text, error.message(), error.span())
    }

    /// Creates a mistake at the bytes `span` of `text`, with a message of the TOML reader and its
    /// Chinese translation.
    pub fn not_toml(file: &str, text: &str, message: &str, span: Option<Range<usize>>) -> Box<Self> {
        Self::at(file, text, message, span).in_chinese(toml_message::said(message))
    }
}

/// True for a character that a terminal would obey, such as an escape.
fn is_wild(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Replaces each byte of a control character by `?`, so that byte positions stay valid.
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

/// Returns a suggestion for a message of `toml` that lists the known names: the most similar one.
/// Such a message is “unknown field `x`, expected one of `a`, `b`”.
fn did_you_mean(message: &str) -> Option<String> {
    let mut names = message.strip_prefix("unknown ")?.split('`').skip(1).step_by(2);
    let unknown = names.next()?;
    let near = names.map(|name| (strsim::jaro_winkler(unknown, name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.75).then(|| format!("did you mean `{name}`?"))
}
