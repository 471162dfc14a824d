//! All mistakes in a configuration. They are collected, so that one run reports them together.

use crate::language::Language;
use crate::rule::mistake::Mistake;

/// Mistakes in the order in which they were found.
#[derive(Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Adds a mistake.
    pub fn add(&mut self, mistake: Box<Mistake>) {
        self.0.push(*mistake);
    }

    /// Adds all mistakes of `others`.
    pub fn add_all(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Returns the value of `outcome`. If it is a mistake instead, adds it to these and returns
    /// `None`.
    pub fn keep<T>(&mut self, outcome: Result<T, Box<Mistake>>) -> Option<T> {
        outcome.map_err(|mistake| self.add(mistake)).ok()
    }

    /// Number of mistakes so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there are no mistakes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes as text, one per line, each with file and line, without a final line end.
    pub fn lines(&self, language: Language) -> String {
        let lines: Vec<String> = self.0.iter().map(|mistake| mistake.line(language)).collect();
        lines.join("\n")
    }

    /// Returns `value` if there are no mistakes.
    ///
    /// # Errors
    /// If there are: all mistakes, grouped by file and in the order of its lines.
    pub fn none_or<T>(mut self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            return Ok(value);
        }
        let mut files: Vec<String> = Vec::new();
        for mistake in &self.0 {
            if !files.contains(&mistake.file) {
                files.push(mistake.file.clone());
            }
        }
        self.0.sort_by_key(|mistake| {
            let file = files.iter().position(|file| *file == mistake.file);
            (file, mistake.span.map(|span| span.offset()))
        });
        Err(self)
    }
}

impl IntoIterator for Mistakes {
    type Item = Box<Mistake>;
    type IntoIter = std::iter::Map<std::vec::IntoIter<Mistake>, fn(Mistake) -> Box<Mistake>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(Box::new)
    }
}

impl From<Box<Mistake>> for Mistakes {
    fn from(mistake: Box<Mistake>) -> Self {
        Self(vec![*mistake])
    }
}
