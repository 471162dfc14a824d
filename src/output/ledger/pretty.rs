//! The output of `hegao figures` for a terminal: sentences with a tick before each figure, tables
//! row by row, and the arithmetic below each.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::engine::report::Problem;
use crate::facts::figure::ledger::{Passage, Tick};
use crate::facts::tables::{Table, TableCell};
use crate::language::Language;
use crate::output::control::{inert, one_line};
use crate::output::ledger::{LedgerOutput, Page, Totals, rows, sign, sign_of, table, ticked, told};
use crate::output::{compared, problem, wrap};

/// Width of the margin, which contains a line number and blanks, in display cells.
const MARGIN: usize = 8;
/// Separator between the cells of a table row.
const STROKE: &str = " │ ";

/// Writer of ledgers for a terminal.
pub struct Pretty {
    /// Width of a line, in display cells.
    pub width: usize,
    /// True if ticks are coloured.
    pub is_coloured: bool,
    /// The language of names and counts.
    pub language: Language,
}

impl LedgerOutput for Pretty {
    fn begin(&self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&self, number: usize, page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(number, page.path, out)?;
        let mut last = 0;
        for passage in &page.ledger.passages {
            match table(page.facts, passage) {
                Some(table) => self.table(page, passage, table, out)?,
                None => {
                    // Sentences that begin on the same line show its number once.
                    let line = page.doc.locate_start(passage.span).line;
                    let lead = if line == last { self.lead() } else { number_of(line) };
                    last = line;
                    self.wrapped(&lead, &ticked(page.doc, passage, passage.span), out)?;
                }
            }
            self.relations(page, passage, out)?;
        }
        let counts = page.ledger.counts();
        let none =
            || self.language.pick("没有可以核对的数字", "no figures that could be compared").to_owned();
        writeln!(out, "\n{}", compared::sentence(counts, self.language).unwrap_or_else(none))?;
        match compared::coverage(counts, self.language) {
            Some(coverage) => writeln!(out, "{coverage}"),
            None => Ok(()),
        }
    }

    fn failed(&self, number: usize, path: &str, reason: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.head(number, path, out)?;
        writeln!(out, "{}", inert(&problem::message(reason, self.language)))
    }

    fn end(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        match compared::sentence(totals.counts, self.language).filter(|_| totals.files > 1) {
            Some(sentence) => {
                let files = totals.files - totals.unreadable;
                let all = self.language.pick(format!("{files} 个文件："), format!("{files} files: "));
                writeln!(out, "\n{all}{sentence}")
            }
            None => Ok(()),
        }
    }
}

impl Pretty {
    fn head(&self, number: usize, path: &str, out: &mut dyn Write) -> io::Result<()> {
        let gap = if number == 0 { "" } else { "\n" };
        writeln!(out, "{gap}{}\n", inert(&one_line(path)))
    }

    fn table(
        &self,
        page: &Page<'_, '_>,
        passage: &Passage,
        table: &Table,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let shown =
            |cell: &TableCell| cell.content.map_or_else(String::new, |span| ticked(page.doc, passage, span));
        let all: Vec<(usize, Vec<String>)> = rows(table)
            .map(|(first, row)| (page.doc.locate_start(first).line, row.iter().map(shown).collect()))
            .collect();
        // Tables with merged or long cells are not aligned in columns.
        let columns = all.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let is_plain = all.iter().all(|(_, cells)| cells.len() == columns);
        let widths: Vec<usize> = (0..columns)
            .map(|at| all.iter().filter_map(|(_, cells)| Some(cells.get(at)?.width())).max().unwrap_or(0))
            .collect();
        let total = widths.iter().sum::<usize>() + STROKE.width() * columns.saturating_sub(1) + MARGIN;
        for (line, cells) in &all {
            let row = if is_plain && total <= self.width {
                let padded = cells.iter().zip(&widths).map(|(cell, width)| pad(cell, *width));
                padded.collect::<Vec<_>>().join(STROKE)
            } else {
                cells.join(STROKE)
            };
            self.wrapped(&number_of(*line), row.trim_end(), out)?;
        }
        Ok(())
    }

    /// Writes the relations between the figures of a passage. In a table, relations that hold are
    /// only counted, and wrong ones are shown.
    fn relations(&self, page: &Page<'_, '_>, passage: &Passage, out: &mut dyn Write) -> io::Result<()> {
        let lead = self.lead();
        let mut holding: Vec<(&str, usize)> = Vec::new();
        for &number in &passage.relations {
            let relation = page.ledger.relations[number];
            let (name, reckoning) = told(page.doc, relation, self.language);
            if passage.table.is_some() && !relation.is_wrong() {
                match holding.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, count)) => *count += 1,
                    None => holding.push((name, 1)),
                }
                continue;
            }
            self.wrapped(&lead, &format!("{} {name}  {reckoning}", sign_of(relation)), out)?;
        }
        for (name, count) in holding {
            let text = self.language.pick(format!("{count} 处相符"), format!("{count} hold"));
            self.wrapped(&lead, &format!("{} {name}  {text}", sign(Tick::Holds)), out)?;
        }
        Ok(())
    }

    /// The margin for a line without a line number: only blanks.
    fn lead(&self) -> String {
        " ".repeat(MARGIN)
    }

    /// Writes text wrapped to the width. The first line follows `lead`; the others begin at the
    /// same column.
    fn wrapped(&self, lead: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let text = inert(text);
        for (number, line) in wrap::lines(&text, self.width.saturating_sub(MARGIN)).iter().enumerate() {
            let line = if self.is_coloured { coloured(line) } else { line.to_string() };
            let lead = if number == 0 { lead.to_owned() } else { self.lead() };
            writeln!(out, "{lead}{line}")?;
        }
        Ok(())
    }
}

/// The margin with a line number.
fn number_of(line: usize) -> String {
    format!("{line:>6}  ")
}

/// Pads a cell to the width of its column. Figures are aligned to the right.
fn pad(cell: &str, width: usize) -> String {
    let gap = " ".repeat(width.saturating_sub(cell.width()));
    let ticks = [Tick::Holds, Tick::Wrong, Tick::Open].map(sign);
    let is_figure = ticks.iter().any(|tick| cell.starts_with(tick));
    if is_figure { gap + cell } else { cell.to_owned() + &gap }
}

/// Colours the signs in a line: green for right, red for wrong, grey for not compared.
fn coloured(line: &str) -> String {
    let ticks = [(Tick::Holds, "32"), (Tick::Wrong, "31;1"), (Tick::Open, "90")];
    ticks.iter().fold(line.to_owned(), |line, (tick, code)| {
        line.replace(sign(*tick), &format!("\u{1b}[{code}m{}\u{1b}[0m", sign(*tick)))
    })
}
