//! Settings with their places in configuration files, for messages that point at them.

use std::ops::Range;
use std::path::PathBuf;

use crate::rule::mistake::Mistake;
use crate::rule::said::Said;

/// A configuration file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Path of the file.
    pub path: PathBuf,
    /// The folder that its globs and paths are relative to.
    pub folder: PathBuf,
    /// Name of the file in messages.
    pub name: String,
    /// Content of the file.
    pub text: String,
}

/// A setting with its place in a configuration file.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Index of the configuration file in the list of files read.
    file: usize,
    /// Bytes of the setting in the file.
    span: Range<usize>,
}

impl<T> Placed<T> {
    /// A value at bytes `span` of file number `file`.
    pub(super) fn new(file: usize, span: Range<usize>, value: T) -> Self {
        Self { value, file, span }
    }

    /// Gives `value` the place of this setting.
    pub(super) fn with<U>(&self, value: U) -> Placed<U> {
        Placed { value, file: self.file, span: self.span.clone() }
    }

    /// The result of `change`, with the place of this setting.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Placed<U> {
        self.with(change(&self.value))
    }

    /// Bytes of the setting in its file.
    pub fn bytes(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The file that contains the setting.
    pub fn origin<'o>(&self, origins: &'o [Origin]) -> Option<&'o Origin> {
        origins.get(self.file)
    }

    /// Place of the setting for people, as file and line (from 1): `../hegao.toml:7`.
    pub fn shown(&self, origins: &[Origin]) -> String {
        self.origin(origins).map_or_else(String::new, |origin| {
            let before = origin.text.get(..self.span.start).unwrap_or("");
            format!("{}:{}", origin.name, before.matches('\n').count() + 1)
        })
    }

    /// A mistake that points at this setting.
    pub fn mistake(&self, origins: &[Origin], chinese: Said, english: Said) -> Box<Mistake> {
        match self.origin(origins) {
            Some(origin) => {
                Mistake::at(&origin.name, &origin.text, "", Some(self.span.clone())).said(chinese, english)
            }
            None => Mistake::new("hegao.toml", "").said(chinese, english),
        }
    }
}
