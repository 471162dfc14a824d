//! A mistake in words: what is wrong and what to do.

use crate::language::Language;

/// What is wrong and what to do, in one language.
#[derive(Clone, Debug)]
pub struct Said {
    /// What is wrong.
    pub message: String,
    /// What to do, if that is known.
    pub help: Option<String>,
}

impl Said {
    /// What is wrong.
    pub fn new(message: String) -> Self {
        Self { message, help: None }
    }

    /// What to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same behind these words.
    pub fn after(self, words: &str) -> Self {
        Self { message: format!("{words}{}", self.message), ..self }
    }

    /// The whole, as it is said of `subject`.
    pub fn sentence(&self, subject: &str, language: Language) -> String {
        let divider = language.pick("：", ": ");
        let help = self.help.iter().map(|help| format!("\n  {help}"));
        format!("{subject}{divider}{}{}", self.message, help.collect::<String>())
    }

    /// What to do, if nothing else is known.
    pub fn or_help(self, help: Option<&str>) -> Self {
        Self { help: self.help.or_else(|| help.map(str::to_owned)), ..self }
    }

    /// What to do, where that is known.
    pub fn maybe(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }
}
