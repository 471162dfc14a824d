//! Settings with their places in configuration files, so that messages can point at them.

use std::ops::Range;
use std::path::PathBuf;

use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;

/// A configuration file from which settings were read.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Path of the file.
    pub path: PathBuf,
    /// The folder to which globs and paths in the file are relative.
    pub folder: PathBuf,
    /// Name of the file in messages.
    pub name: String,
    /// Content of the file.
    pub text: String,
}

/// A setting with its place in a configuration file.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value of the setting.
    pub value: T,
    /// Index of the configuration file in the chain of files read.
    file: usize,
    /// Bytes of the setting in the file.
    span: Range<usize>,
}

impl<T> Placed<T> {
    /// Creates a setting with `value`, at the bytes `span` of the configuration file with the
    /// number `file`.
    pub(super) fn new(file: usize, span: Range<usize>, value: T) -> Self {
        Self { value, file, span }
    }

    /// Gives `value` the place of this setting.
    pub(super) fn with<U>(&self, value: U) -> Placed<U> {
        Placed { value, file: self.file, span: self.span.clone() }
    }

    /// Converts the value by `change`, and keeps the place.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Placed<U> {
        self.with(change(&self.value))
    }

    /// Bytes of the setting in its file.
    pub fn bytes(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The configuration file that contains the setting.
    pub fn origin<'o>(&self, origins: &'o [Origin]) -> Option<&'o Origin> {
        origins.get(self.file)
    }

    /// Place of the setting for people: file and line, from 1, as `../hegao.toml:7`.
    pub fn shown(&self, origins: &[Origin]) -> String {
        self.origin(origins).map_or_else(String::new, |origin| {
            let before = origin.text.get(..self.span.start).unwrap_or("");
            format!("{}:{}", origin.name, before.matches('\n').count() + 1)
        })
    }

    /// Creates a mistake that points at this setting. The texts are in Chinese and in English.
    pub fn mistake(&self, origins: &[Origin], chinese: MistakeText, english: MistakeText) -> Box<Mistake> {
        match self.origin(origins) {
            Some(origin) => Mistake::at(&origin.name, &origin.text, "", Some(self.span.clone()))
                .with_texts(chinese, english),
            None => Mistake::new("hegao.toml", "").with_texts(chinese, english),
        }
    }
}
