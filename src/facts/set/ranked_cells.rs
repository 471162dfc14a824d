//! Ranks in tables: the row 空气质量全市位次 ("rank of the air quality in the city") with the cell 第2位
//! ("second"), or a column 全省位次 ("rank in the province").

use crate::facts::Facts;
use crate::facts::set::ranked_subject::{Subject, SubjectReading};
use crate::facts::set::ranked_whole::{Whole, level_at, without_brackets};
use crate::facts::set::scope::{Scope, ScopeWords};
use crate::facts::set::standings::{CLAUSE_ENDS, Rank, Standing, UNITS, number};
use crate::facts::set::wording::Wording;
use crate::facts::tables::{Table, TableCell};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, set, standing, table};

/// Adds the ranks in tables to those in sentences. `own` is the year of the document.
pub(super) fn complete(facts: &Facts<'_>, own: Option<u32>, mut found: Vec<Standing>) -> Vec<Standing> {
    let ranks = facts.words().of(&table::RANK);
    let text = facts.doc.text();
    let tables = facts.tables().iter().filter(|table| {
        let mut cells = table.rows.iter().flatten().filter_map(|cell| cell.content);
        cells.any(|cell| cell.of(text).starts_with('第') || ranks.is_in(cell.of(text)))
    });
    let mut reader = None;
    for table in tables {
        let words = facts.words();
        let reader =
            reader.get_or_insert_with(|| Reader { text, words, scope_words: ScopeWords::new(words), own });
        reader.table(table, &mut found);
    }
    found
}

struct Reader<'d> {
    text: &'d str,
    words: &'d Words,
    scope_words: ScopeWords<'d>,
    own: Option<u32>,
}

impl Reader<'_> {
    fn table(&self, table: &Table, found: &mut Vec<Standing>) {
        let Some(heads) = table.rows.first() else { return };
        let head = |cell: &TableCell| {
            let behind = heads.partition_point(|head| head.column <= cell.column);
            heads[..behind].last().and_then(|head| head.content).map_or("", |head| head.of(self.text))
        };
        for row in table.rows.iter().skip(1) {
            let mut labels: Vec<&str> = Vec::new();
            for cell in row {
                let Some(content) = cell.content else { continue };
                found.extend(self.standing(content, &labels, head(cell)));
                let label = content.of(self.text);
                if label.contains(is_han) && rank(label, self.words).is_none() {
                    labels.push(label);
                }
            }
        }
    }

    /// Reads a cell as a rank. `labels` are the cells before it in its row, `head` the one at the
    /// top of its column.
    fn standing(&self, cell: Span, labels: &[&str], head: &str) -> Option<Standing> {
        let (rank, whole) = rank(cell.of(self.text), self.words)?;
        let ranks = self.words.of(&table::RANK);
        let is_column = ranks.is_in(head);
        let is_row = labels.iter().any(|label| ranks.is_in(label));
        let is_of_place =
            labels.iter().any(|label| self.words.of(&set::PLACE_SUFFIX).end_of(label).is_some());
        if is_of_place || !is_column && !is_row && !cell.of(self.text).starts_with('第') {
            return None;
        }
        let mut texts: Vec<String> = labels.iter().map(|label| without_brackets(label)).collect();
        if is_column {
            texts.push(without_brackets(head));
        }
        let clauses: Vec<&str> = texts.iter().flat_map(|text| text.split(CLAUSE_ENDS)).collect();
        let SubjectReading::Named(subject) = Subject::read(&clauses, self.words) else { return None };
        let mut nearest = clauses.iter().rev();
        let whole = whole.or_else(|| nearest.find_map(|clause| Whole::last_in(clause, self.words)))?;
        let mut scope = Scope::default();
        for label in labels.iter().chain([&head]) {
            scope.read(label, &self.scope_words, self.own);
            scope.read("，", &self.scope_words, self.own);
        }
        let is_aim = head.contains("计划") || self.words.of(&standing::AIM).is_in(head);
        Some(Standing {
            span: cell,
            rank: Rank::Exact(rank),
            earlier: None,
            whole,
            place: "".into(),
            subject: subject.name.into(),
            measure: subject.measure,
            owners: Box::default(),
            wording: Wording::new(&clauses, &[]),
            scope,
            is_aim,
        })
    }
}

/// Rank that a cell consists of, with its whole if the cell names it: 4, 第4位 ("fourth"), 全省第4位
/// ("fourth in the province").
fn rank(cell: &str, words: &Words) -> Option<(u64, Option<Whole>)> {
    let cell = cell.trim_matches(is_blank);
    let (level, rest) = match level_at(cell, words) {
        Some((level, length)) => (Some(level), &cell[length..]),
        None => (None, cell),
    };
    let (rank, length) = number(rest.strip_prefix('第').unwrap_or(rest))?;
    let whole = level.map(|level| Whole { level: Some(level), group: "".into() });
    let behind = &rest.strip_prefix('第').unwrap_or(rest)[length..];
    behind.trim_start_matches(UNITS).is_empty().then_some((rank, whole))
}
