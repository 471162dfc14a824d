//! Text of an error in rules or configuration: a message with advice on what to do.

use crate::language::Language;

/// A message and the advice on it, in one language.
#[derive(Clone, Debug)]
pub struct MistakeText {
    /// The message.
    pub message: String,
    /// The advice, if there is any.
    pub help: Option<String>,
}

impl MistakeText {
    /// Creates a text without advice.
    pub fn new(message: String) -> Self {
        Self { message, help: None }
    }

    /// Sets the advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Puts `words` before the message.
    pub fn after(self, words: &str) -> Self {
        Self { message: format!("{words}{}", self.message), ..self }
    }

    /// Formats message and advice as one sentence about `subject`.
    pub fn sentence(&self, subject: &str, language: Language) -> String {
        let divider = language.pick("：", ": ");
        let help = self.help.iter().map(|help| format!("\n  {help}"));
        format!("{subject}{divider}{}{}", self.message, help.collect::<String>())
    }

    /// Sets the advice, unless there already is one.
    pub fn or_help(self, help: Option<&str>) -> Self {
        Self { help: self.help.or_else(|| help.map(str::to_owned)), ..self }
    }

    /// Sets the advice if `help` is `Some`.
    pub fn maybe(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}
