//! Applies a single fix, which the user chooses.

use crate::engine::fingerprint;
use crate::engine::fixing;
use crate::engine::lint;
use crate::engine::report::{Checked, Problem};
use crate::linter::Linter;
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::linter::holding::ComparedWith;
use crate::writers::{self, WriteError, signature};

impl Linter {
    /// Applies the fix of the finding with this fingerprint, whatever its safety level is. Returns
    /// the new bytes of the file, or `None` if there is no such finding, it has no fix, or there is
    /// markup inside the replaced text.
    ///
    /// # Errors
    /// If the document cannot be read, is signed, or has a format that cannot be written.
    pub fn apply(
        &self,
        name: &str,
        bytes: impl Into<Contents>,
        fingerprint: &str,
    ) -> Result<Option<Vec<u8>>, Error> {
        let held = self.held_with_rules(name, ComparedWith::None)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let failed = |problem: Problem| Error::document(&problem, self.language);
        let file = lint::check(&source, &held.rules, &held.conditions(reading));
        let Checked { document, diagnostics, .. } = file.outcome.map_err(failed)?;
        let known = fingerprint::all(&document, &diagnostics);
        let found = diagnostics.iter().zip(known).find(|(_, known)| known == fingerprint);
        let fix = found.and_then(|(found, _)| found.fix.as_ref());
        let Some(mut edits) = fix.and_then(|fix| fixing::edits(&document, fix)) else { return Ok(None) };
        if signature::is_signed(&source, document.origin().format).map_err(|error| failed(error.into()))? {
            return Err(failed(WriteError::Signed.into()));
        }
        edits.sort_by(|a, b| (&a.part, a.bytes.start()).cmp(&(&b.part, b.bytes.start())));
        writers::edit(&source, &document, &edits).map(Some).map_err(|error| failed(error.into()))
    }
}

#[cfg(test)]
mod tests {
    use crate::linter::Linter;
    use crate::linter::options::Options;

    #[test]
    fn mends_the_chosen_finding_and_no_other() {
        let linter = Linter::new(&Options::default()).unwrap();
        let text = "截止3月底共有80户。\n截止4月底共有90户。\n";
        let report = linter.check("a.txt", text).unwrap();
        let chosen = report.findings.iter().filter(|found| found.fix.is_some()).nth(1).unwrap();
        let mended = linter.apply("a.txt", text, &chosen.fingerprint).unwrap().unwrap();
        assert_eq!(String::from_utf8(mended).unwrap(), "截止3月底共有80户。\n截至4月底共有90户。\n");
        assert_eq!(linter.apply("a.txt", text, "0123456789abcdef").unwrap(), None);
    }
}
