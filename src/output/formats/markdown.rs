//! `markdown`: a checklist by severity and document, with boxes to tick.

use std::io::{self, Write};

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::checklist::{Checklist, Room, escaped};
use crate::output::{Output, Run, summary};

/// Writer of the `markdown` format. The report is written after the last file, because the errors
/// of the last document come before the warnings of the first.
pub struct Markdown {
    checklist: Checklist,
}

impl Default for Markdown {
    fn default() -> Self {
        Self { checklist: Checklist::new(Room::ENDLESS) }
    }
}

impl Output for Markdown {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}", run.language.pick("核稿", "hegao"))
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        self.checklist.add(run, file)
    }

    fn end(&mut self, run: &Run<'_>, counts: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.checklist.write(run, out)?;
        let text = summary::text(counts, run.language);
        writeln!(out, "\n---\n\n{}", escaped(text.lines().next().unwrap_or_default()))?;
        let further = [summary::folded(counts, run.language), summary::figures(counts, run.language)];
        further.iter().flatten().try_for_each(|text| writeln!(out, "\n{}", escaped(text)))
    }
}
