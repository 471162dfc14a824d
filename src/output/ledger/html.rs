//! The output of `hegao figures` as a self-contained HTML page: no script, no external resources.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::engine::report::Problem;
use crate::facts::figure::ledger::{Passage, Tick};
use crate::language::Language;
use crate::output::control::tame;
use crate::output::ledger::{LedgerOutput, Page, Piece, Totals, pieces, rows, sign, sign_of, table, told};
use crate::output::place::SpokenPlace;
use crate::output::{compared, problem};
use crate::text::span::Span;

const STYLE: &str = include_str!("page.css");

/// Writer of ledgers as an HTML page.
pub struct Html {
    /// The language of names and counts.
    pub language: Language,
}

impl LedgerOutput for Html {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let (tag, title) = self.language.pick(("zh-CN", "数字核对"), ("en", "Figures compared"));
        let key = [
            (Tick::Holds, self.language.pick("与文中别的数字相符", "agrees with other figures of the text")),
            (Tick::Wrong, self.language.pick("不符", "does not")),
            (Tick::Open, self.language.pick("没有可以比较的数字", "nothing to compare with")),
        ];
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n<h1>{title}</h1>"
        )?;
        write!(out, "<p class=\"key\">")?;
        for (tick, meaning) in key {
            write!(out, "<b class=\"{}\">{}</b>{} ", class(tick), sign(tick), meaning)?;
        }
        writeln!(out, "</p>")
    }

    fn file(&self, _: usize, page: &Page<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<h2>{}</h2>", shown(page.path))?;
        let counts = page.ledger.counts();
        let none = self.language.pick("没有可以核对的数字", "no figures that could be compared");
        let text = compared::sentence(counts, self.language).unwrap_or_else(|| none.to_owned());
        let coverage = compared::coverage(counts, self.language).unwrap_or_default();
        writeln!(out, "<p class=\"counts\">{text}<br>{coverage}</p>")?;
        for passage in &page.ledger.passages {
            let line = page.doc.locate_start(passage.span).line;
            match table(page.facts, passage) {
                Some(_) => self.table(page, passage, out)?,
                None => {
                    let place = SpokenPlace::under(page.doc, page.headings, passage.span);
                    let place = shown(&place.words(self.language));
                    write!(out, "<p><i title=\"{place}\">{line}</i>")?;
                    self.pieces(page, passage, passage.span, out)?;
                    writeln!(out, "</p>")?;
                }
            }
            if passage.relations.is_empty() {
                continue;
            }
            writeln!(out, "<ul>")?;
            for &number in &passage.relations {
                let relation = page.ledger.relations[number];
                let (name, reckoning) = told(page.doc, relation, self.language);
                let tick = if relation.is_wrong() { Tick::Wrong } else { Tick::Holds };
                let text = format!("<b class=\"{}\">{}</b>{name}", class(tick), sign_of(relation));
                writeln!(out, "<li>{text} <code>{}</code></li>", shown(&reckoning))?;
            }
            writeln!(out, "</ul>")?;
        }
        Ok(())
    }

    fn failed(&self, _: usize, path: &str, reason: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let message = problem::message(reason, self.language);
        writeln!(out, "<h2>{}</h2>\n<p class=\"wrong\">{}</p>", shown(path), shown(&message))
    }

    fn end(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        match compared::sentence(totals.counts, self.language).filter(|_| totals.files > 1) {
            Some(sentence) => writeln!(out, "<hr>\n<p class=\"counts\">{sentence}</p>\n</html>"),
            None => writeln!(out, "</html>"),
        }
    }
}

impl Html {
    fn table(&self, page: &Page<'_, '_>, passage: &Passage, out: &mut dyn Write) -> io::Result<()> {
        let Some(table) = table(page.facts, passage) else { return Ok(()) };
        writeln!(out, "<table>")?;
        for (_, row) in rows(table) {
            write!(out, "<tr>")?;
            for cell in row {
                let (width, height) = (cell.width, cell.height.min(table.rows.len() as u32));
                write!(out, "<td colspan=\"{width}\" rowspan=\"{height}\">")?;
                if let Some(span) = cell.content {
                    self.pieces(page, passage, span, out)?;
                }
                write!(out, "</td>")?;
            }
            writeln!(out, "</tr>")?;
        }
        writeln!(out, "</table>")
    }

    /// Writes text with its figures marked. The tooltip of each figure shows its arithmetic.
    fn pieces(
        &self,
        page: &Page<'_, '_>,
        passage: &Passage,
        span: Span,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for piece in pieces(page.doc, passage, span) {
            match piece {
                Piece::Text(text) => write!(out, "{}", shown(text))?,
                Piece::Figure(text, start, tick) => {
                    let stated = passage.relations.iter().map(|&number| page.ledger.relations[number]);
                    let own = stated.filter(|relation| relation.stated.span.start() == start);
                    let own: Vec<String> = own
                        .map(|relation| {
                            let (name, reckoning) = told(page.doc, relation, self.language);
                            format!("{name}  {reckoning}")
                        })
                        .collect();
                    let title = if own.is_empty() {
                        String::new()
                    } else {
                        format!(" title=\"{}\"", shown(&own.join("；")))
                    };
                    write!(out, "<b class=\"{}\"{title}>{}{}</b>", class(tick), sign(tick), shown(text))?;
                }
            }
        }
        Ok(())
    }
}

/// Escapes text for HTML.
fn shown(text: &str) -> String {
    escape(tame(text).as_ref()).into_owned()
}

/// The CSS class that colours a figure by its result: right, wrong or not compared.
const fn class(tick: Tick) -> &'static str {
    match tick {
        Tick::Holds => "holds",
        Tick::Wrong => "wrong",
        Tick::Open => "open",
    }
}
