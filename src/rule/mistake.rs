//! A mistake in a TOML file of rules or configuration, with its place and a guess at what was meant.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};

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
        })
    }

    /// What the TOML reader says of `text`.
    pub fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Box<Self> {
        Self::at(file, text, error.message(), error.span())
    }
}

/// The nearest of the names in a message of `toml`: “unknown field `x`, expected one of `a`, `b`”.
fn did_you_mean(message: &str) -> Option<String> {
    let mut names = message.strip_prefix("unknown ")?.split('`').skip(1).step_by(2);
    let unknown = names.next()?;
    let near = names.map(|name| (strsim::jaro_winkler(unknown, name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.75).then(|| format!("did you mean `{name}`?"))
}
