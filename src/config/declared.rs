//! `[[ignore]]` entries: findings that are right in their document, each with its rule, a reason
//! and optionally an expiry date.

use std::path::Path;

use crate::config::file;
use crate::config::globs::PathGlob;
use crate::config::mistakes::Mistakes;
use crate::config::place::Placed;
use crate::config::validator::Validator;
use crate::rule::ignore::Ignore;

/// A validated `[[ignore]]` entry.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The rule, text and reason of the entry, placed at its rule name in the file.
    pub ignore: Placed<Ignore>,
    /// The path or glob of the files to which the entry applies; `None` for all files.
    file: Option<PathGlob>,
}

impl Declared {
    /// Validates an `[[ignore]]` entry of the configuration file with the number `index`. Returns
    /// `None` if it is invalid; its mistakes are added to `mistakes`.
    pub(super) fn read(
        validator: &Validator<'_>,
        index: usize,
        written: &file::Ignore,
        mistakes: &mut Mistakes,
    ) -> Option<Self> {
        let rule = Placed::new(index, written.rule.span(), written.rule.as_ref().clone());
        let before = mistakes.len();
        mistakes.keep(validator.name(&rule));
        mistakes.keep(validator.reason(
            index,
            &written.reason,
            [
                "写明为什么在这里是对的，过后看的人才知道能不能去掉。",
                "say why it is right here, so that a later reader knows whether it may go",
            ],
        ));
        let expires = written.expires.as_ref().and_then(|day| mistakes.keep(validator.last_day(index, day)));
        let file = PathGlob::read(validator.origins, index, written.file.as_slice(), mistakes).pop();
        let ignore = Ignore {
            rule: rule.value.clone(),
            text: written.text.clone(),
            reason: written.reason.as_ref().clone(),
            expires,
        };
        (mistakes.len() == before).then(|| Self { ignore: rule.with(ignore), file })
    }

    /// True if the entry applies to the file at this path.
    pub fn is_for(&self, file: &Path) -> bool {
        self.file.as_ref().is_none_or(|glob| glob.names(file))
    }

    /// True if the entry names a single file by its path, and is not a glob.
    pub fn is_for_one(&self) -> bool {
        self.file.as_ref().is_some_and(PathGlob::is_one)
    }
}
