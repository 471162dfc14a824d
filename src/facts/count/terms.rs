//! Fixed terms that contain a number: 八项规定 ("eight-point rules"), 三农 ("agriculture, rural areas and
//! farmers", literally "three farming"), 两学一做 ("two studies, one action").

use crate::facts::Facts;
use crate::words::term;

impl Facts<'_> {
    /// True if a well-known or configured term that contains a number begins at `byte`: 八项规定
    /// ("eight-point rules").
    pub fn is_term(&self, byte: usize) -> bool {
        self.words().of(&term::COUNTED).start_of(&self.doc.text()[byte..]).is_some()
    }

    /// True if a term from the user's configuration begins at `byte`. Its number is never compared
    /// with a list. The number of a well-known term, in contrast, may be followed by its list:
    /// “四史”（党史、新中国史、改革开放史、社会主义发展史） ("'four histories' (of the Party, …)").
    pub fn is_declared_term(&self, byte: usize) -> bool {
        self.words().of(&term::COUNTED).has_added_at_start(&self.doc.text()[byte..])
    }
}
