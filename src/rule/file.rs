//! The file from which a rule was read. It is kept, so that a mistake found later still points into
//! it.

use std::ops::Range;

use memchr::memmem;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::rule::Rule;
use crate::rule::by_name::Text;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::rule::section;
use crate::rule::toml_message;

/// Origin of a rule, which decides what its file may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// Comes with hegao. The file must have texts in both languages, and may have any kind of
    /// section.
    BuiltIn,
    /// Written by the user. Missing texts are filled in, and the section `[code]` is not allowed.
    Pack,
}

/// A rule file with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// Name of the file in messages.
    pub name: Text,
    /// Content of the file.
    pub text: Text,
    /// Origin of the rule.
    pub author: Author,
}

impl RuleFile {
    /// Creates a mistake at the bytes `span` of the file. The messages are in Chinese and in
    /// English.
    pub fn mistake(&self, [zh, en]: [&str; 2], span: Range<usize>) -> Box<Mistake> {
        Mistake::at(&self.name, &self.text, en, Some(span)).in_chinese(MistakeText::new(zh.to_owned()))
    }

    /// Creates a mistake about the whole file, which points at its first line.
    pub fn mistake_at_top(&self, message: [&str; 2]) -> Box<Mistake> {
        self.mistake(message, 0..self.text.find('\n').unwrap_or(self.text.len()))
    }

    /// Converts an error of the TOML reader to a mistake. If only a part of the file was read,
    /// `start` is the byte at which that part begins.
    pub(super) fn mistake_in_toml(&self, start: usize, error: &toml::de::Error) -> Box<Mistake> {
        let span = error.span().map(|span| start + span.start..start + span.end);
        Mistake::at(&self.name, &self.text, error.message(), span)
            .in_chinese(toml_message::said(error.message()))
    }

    /// Splits the text into the part before the examples, and the examples. Examples come last, as
    /// arrays of tables, so that a run need not parse them.
    pub(super) fn parts(&self) -> (&str, &str) {
        // A rule file has no other array of tables.
        let examples = match self.text.starts_with("[[") {
            true => Some(0),
            false => memmem::find(self.text.as_bytes(), b"\n[[").map(|at| at + 1),
        };
        self.text.split_at(examples.unwrap_or(self.text.len()))
    }
}

impl Rule {
    /// Deserializes the section that defines the check as data, such as `[terms]`. Values of type
    /// [`toml::Spanned`] get their positions in the file.
    ///
    /// # Errors
    /// If a key is unknown or missing, or a value has the wrong type.
    pub fn read_section<T: DeserializeOwned>(&self) -> Result<T, Box<Mistake>> {
        let wrong = |error: toml::de::Error| self.file.mistake_in_toml(0, &error);
        if let Some(fields) = self.section.fields {
            let table = DeValue::Table(section::table(fields).map_err(wrong)?);
            return T::deserialize(ValueDeserializer::from(Spanned::new(0..0, table))).map_err(wrong);
        }
        let table = DeTable::parse(self.file.parts().0).map_err(wrong)?.into_inner();
        let name = self.section.kind.name();
        let section = table.into_iter().find(|(key, _)| key.get_ref().as_ref() == name);
        let Some((_, section)) = section else {
            return Err(self
                .file
                .mistake_at_top([&format!("没有 [{name}]"), &format!("there is no [{name}]")]));
        };
        T::deserialize(ValueDeserializer::from(section)).map_err(wrong)
    }

    /// Creates a mistake about the whole section, which points at its head.
    pub fn section_mistake(&self, message: [&str; 2]) -> Box<Mistake> {
        let head = format!("[{}]", self.section.kind.name());
        match self.file.text.find(&head) {
            Some(start) => self.file.mistake(message, start..start + head.len()),
            None => self.file.mistake_at_top(message),
        }
    }
}
