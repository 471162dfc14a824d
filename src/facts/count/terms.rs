//! Fixed terms that contain a number: 八项规定, 三农, 两学一做.

use crate::facts::Facts;
use crate::words::term;

impl Facts<'_> {
    /// True if a fixed term with a number (八项规定) begins at `byte`.
    pub fn is_term(&self, byte: usize) -> bool {
        self.words().of(&term::COUNTED).start_of(&self.doc.text()[byte..]).is_some()
    }
}
