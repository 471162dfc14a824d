//! The output of `hegao figures` as Markdown, to be stored next to the document: a list for each
//! document.

use std::io::{self, Write};

use crate::engine::report::Problem;
use crate::facts::figure::ledger::Passage;
use crate::language::Language;
use crate::output::formats::checklist::escaped;
use crate::output::ledger::{LedgerOutput, Page, Totals, rows, sign_of, table, ticked, told};
use crate::output::place::SpokenPlace;
use crate::output::{compared, problem};
use crate::text::span::Span;

/// Writer of ledgers as Markdown.
pub struct Markdown {
    /// The language of names and counts.
    pub language: Language,
}

impl LedgerOutput for Markdown {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let head = self.language.pick("数字核对", "Figures compared");
        let key = self.language.pick(
            "✓ 与文中别的数字相符；✗ 不符；○ 没有可以比较的数字。",
            "✓ agrees with other figures of the text; ✗ does not; ○ nothing to compare with.",
        );
        writeln!(out, "# {head}\n\n{key}")
    }

    fn file(&self, _: usize, page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## {}\n", escaped(page.path))?;
        for passage in &page.ledger.passages {
            match table(page.facts, passage) {
                Some(_) => self.table(page, passage, out)?,
                None => self.sentence(page, passage, out)?,
            }
        }
        let counts = page.ledger.counts();
        let none = self.language.pick("没有可以核对的数字", "no figures that could be compared");
        let full = self.language.pick("。", ".");
        let text = compared::sentence(counts, self.language).unwrap_or_else(|| none.to_owned());
        let coverage =
            compared::coverage(counts, self.language).map(|text| format!("{text}{full}")).unwrap_or_default();
        writeln!(out, "\n{text}{full}{coverage}")
    }

    fn failed(&self, _: usize, path: &str, reason: &Problem, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n## {}\n\n{}", escaped(path), escaped(&problem::message(reason, self.language)))
    }

    fn end(&self, _: &Totals, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

impl Markdown {
    fn sentence(&self, page: &Page<'_, '_>, passage: &Passage, out: &mut dyn Write) -> io::Result<()> {
        let line = self.place(page, passage.span);
        writeln!(out, "- {line}{}", escaped(&ticked(page.doc, passage, passage.span)))?;
        for &number in &passage.relations {
            let relation = page.ledger.relations[number];
            let (name, reckoning) = told(page.doc, relation, self.language);
            writeln!(out, "  - {} {}", sign_of(relation), escaped(&format!("{name}  {reckoning}")))?;
        }
        Ok(())
    }

    fn table(&self, page: &Page<'_, '_>, passage: &Passage, out: &mut dyn Write) -> io::Result<()> {
        let Some(table) = table(page.facts, passage) else { return Ok(()) };
        let head = self.language.pick("表", "table");
        writeln!(out, "- {}{head}", self.place(page, passage.span))?;
        for (_, row) in rows(table) {
            let cells = row.iter().map(|cell| {
                cell.content.map_or_else(String::new, |span| escaped(&ticked(page.doc, passage, span)))
            });
            writeln!(out, "  - {}", cells.collect::<Vec<_>>().join(" │ "))?;
        }
        for &number in &passage.relations {
            let relation = page.ledger.relations[number];
            let (name, reckoning) = told(page.doc, relation, self.language);
            let line = self.place(page, relation.stated.span);
            writeln!(out, "  - {} {line}{}", sign_of(relation), escaped(&format!("{name}  {reckoning}")))?;
        }
        Ok(())
    }

    /// Prefix of a list item with its place: `第 3 行：` ("line 3:"), and in formats without lines
    /// `第3段：` ("paragraph 3:").
    fn place(&self, page: &Page<'_, '_>, span: Span) -> String {
        if !page.doc.origin().format.has_lines() {
            let place = SpokenPlace::under(page.doc, page.headings, span).words(self.language);
            return escaped(&place) + self.language.pick("：", ": ");
        }
        let line = page.doc.locate_start(span).line;
        self.language.pick(format!("第 {line} 行："), format!("line {line}: "))
    }
}
