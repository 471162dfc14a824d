//! The file that a rule was read from, so that a mistake found late still points into it.

use std::ops::Range;

use memchr::memmem;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::rule::Rule;
use crate::rule::by_name::Text;
use crate::rule::mistake::Mistake;
use crate::rule::said::Said;
use crate::rule::section;
use crate::rule::toml_message;

/// Who wrote a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// It comes with hegao: texts in both languages, any kind of section.
    BuiltIn,
    /// An office: what it leaves out is filled in, and it has no `[code]`.
    Pack,
}

/// A rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// The name that mistakes are reported by.
    pub name: Text,
    /// Its text.
    pub text: Text,
    /// Who wrote it.
    pub author: Author,
}

impl RuleFile {
    /// A mistake at bytes `span` of the file, in Chinese and in English.
    pub fn mistake(&self, [zh, en]: [&str; 2], span: Range<usize>) -> Box<Mistake> {
        Mistake::at(&self.name, &self.text, en, Some(span)).in_chinese(Said::new(zh.to_owned()))
    }

    /// A mistake that is of the whole file: it points at the first line.
    pub fn mistake_at_top(&self, message: [&str; 2]) -> Box<Mistake> {
        self.mistake(message, 0..self.text.find('\n').unwrap_or(self.text.len()))
    }

    /// What the TOML reader says of a part of the file that begins at byte `start`.
    pub(super) fn mistake_in_toml(&self, start: usize, error: &toml::de::Error) -> Box<Mistake> {
        let span = error.span().map(|span| start + span.start..start + span.end);
        Mistake::at(&self.name, &self.text, error.message(), span)
            .in_chinese(toml_message::said(error.message()))
    }

    /// What stands before the examples, and the examples. These stand last, as arrays of tables, so that a run need not
    /// parse them.
    pub(super) fn parts(&self) -> (&str, &str) {
        // No other array of tables has a place in a rule file.
        let examples = match self.text.starts_with("[[") {
            true => Some(0),
            false => memmem::find(self.text.as_bytes(), b"\n[[").map(|at| at + 1),
        };
        self.text.split_at(examples.unwrap_or(self.text.len()))
    }
}

impl Rule {
    /// Reads the section of a data kind, with the places of what is [`toml::Spanned`] in it.
    ///
    /// # Errors
    /// Where it has an unknown key, lacks one, or a value is of another type.
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

    /// A mistake of the section as a whole: it points at its head.
    pub fn section_mistake(&self, message: [&str; 2]) -> Box<Mistake> {
        let head = format!("[{}]", self.section.kind.name());
        match self.file.text.find(&head) {
            Some(start) => self.file.mistake(message, start..start + head.len()),
            None => self.file.mistake_at_top(message),
        }
    }
}
