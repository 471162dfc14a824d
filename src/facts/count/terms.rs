//! Fixed terms that contain a number: 八项规定, 三农, 两学一做.

use crate::facts::Facts;
use crate::words::term;

impl Facts<'_> {
    /// True if a fixed term with a number (八项规定) begins at `byte`.
    pub fn is_term(&self, byte: usize) -> bool {
        self.words().of(&term::COUNTED).start_of(&self.doc.text()[byte..]).is_some()
    }

    /// True if a term that the user declared begins at `byte`. Such a term counts nothing, whatever
    /// follows. A well-known term may be explained: “四史”（党史、新中国史、改革开放史、社会主义发展史）.
    pub fn is_declared_term(&self, byte: usize) -> bool {
        self.words().of(&term::COUNTED).has_added_at_start(&self.doc.text()[byte..])
    }
}
