//! Text of a mistake: message and advice.

use crate::language::Language;

/// Message and advice in one language.
#[derive(Clone, Debug)]
pub struct Said {
    /// The message.
    pub message: String,
    /// The advice, if there is any.
    pub help: Option<String>,
}

impl Said {
    /// A text with a message only.
    pub fn new(message: String) -> Self {
        Self { message, help: None }
    }

    /// The text with this advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The text with these words before the message.
    pub fn after(self, words: &str) -> Self {
        Self { message: format!("{words}{}", self.message), ..self }
    }

    /// The whole text in one sentence about `subject`.
    pub fn sentence(&self, subject: &str, language: Language) -> String {
        let divider = language.pick("：", ": ");
        let help = self.help.iter().map(|help| format!("\n  {help}"));
        format!("{subject}{divider}{}{}", self.message, help.collect::<String>())
    }

    /// The text with this advice, unless it already has one.
    pub fn or_help(self, help: Option<&str>) -> Self {
        Self { help: self.help.or_else(|| help.map(str::to_owned)), ..self }
    }

    /// The text with this advice, if there is any.
    pub fn maybe(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}
