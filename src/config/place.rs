//! Places of settings in their files.

use std::ops::Range;
use std::path::PathBuf;

use crate::rule::mistake::Mistake;
use crate::rule::said::Said;

/// A configuration file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its path.
    pub path: PathBuf,
    /// The folder that its globs and paths are relative to.
    pub folder: PathBuf,
    /// The name to show.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Index of its file.
    file: usize,
    /// Its bytes in the file.
    span: Range<usize>,
}

impl<T> Placed<T> {
    /// A value at bytes `span` of file number `file`.
    pub(super) fn new(file: usize, span: Range<usize>, value: T) -> Self {
        Self { value, file, span }
    }

    /// Another value at the same place.
    pub(super) fn with<U>(&self, value: U) -> Placed<U> {
        Placed { value, file: self.file, span: self.span.clone() }
    }

    /// The value after `change`, at the same place.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Placed<U> {
        self.with(change(&self.value))
    }

    /// Its bytes in the file.
    pub fn bytes(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The file that contains it.
    pub fn origin<'o>(&self, origins: &'o [Origin]) -> Option<&'o Origin> {
        origins.get(self.file)
    }

    /// `../hegao.toml:7`: file and line, from 1.
    pub fn shown(&self, origins: &[Origin]) -> String {
        self.origin(origins).map_or_else(String::new, |origin| {
            let before = origin.text.get(..self.span.start).unwrap_or("");
            format!("{}:{}", origin.name, before.matches('\n').count() + 1)
        })
    }

    /// A mistake at its place.
    pub fn mistake(&self, origins: &[Origin], chinese: Said, english: Said) -> Box<Mistake> {
        match self.origin(origins) {
            Some(origin) => {
                Mistake::at(&origin.name, &origin.text, "", Some(self.span.clone())).said(chinese, english)
            }
            None => Mistake::new("hegao.toml", "").said(chinese, english),
        }
    }
}
