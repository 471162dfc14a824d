//! Ranks in tables: the row 空气质量全市位次 ("rank of the air quality in the city") with the cell 第2位
//! ("second"), or a column 全省位次 ("rank in the province").

use crate::facts::Facts;
use crate::facts::set::ranked_subject::{Subject, SubjectReading};
use crate::facts::set::ranked_whole::{Whole, level_above, level_at, place_of, without_brackets};
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
            let (mut labels, mut before): (Vec<&str>, &str) = (Vec::new(), "");
            for cell in row {
                let last = std::mem::replace(&mut before, head(cell));
                let Some(content) = cell.content else { continue };
                found.extend(self.standing(content, &labels, [last, before]));
                let label = content.of(self.text);
                if label.contains(is_han) && rank(label, self.words).is_none() {
                    labels.push(label);
                }
            }
        }
    }

    /// Reads a cell as a rank. `labels` are the cells before it in its row, `before` and `head` the
    /// top cells of the column before it and of its own one. In the row of a place, these two name
    /// what the place is ranked by.
    fn standing(&self, cell: Span, labels: &[&str], [before, head]: [&str; 2]) -> Option<Standing> {
        let (rank, whole) = rank(cell.of(self.text), self.words)?;
        let ranks = self.words.of(&table::RANK);
        let is_column = ranks.is_in(head);
        let is_row = labels.iter().any(|label| ranks.is_in(label));
        let is_place = |label: &&&str| self.words.of(&set::PLACE_SUFFIX).end_of(label).is_some();
        let place = labels.iter().rfind(is_place).copied();
        let is_rank = is_column || place.is_none() && (is_row || cell.of(self.text).starts_with('第'));
        if !is_rank || place.is_some_and(|place| place_of(place, self.words).is_none()) {
            return None;
        }
        let names = if place.is_some() { &[before][..] } else { labels };
        let mut texts: Vec<String> = names.iter().map(|label| without_brackets(label)).collect();
        if is_column {
            texts.push(without_brackets(head));
        }
        let clauses: Vec<&str> = texts.iter().flat_map(|text| text.split(CLAUSE_ENDS)).collect();
        let SubjectReading::Named(subject) = Subject::read(&clauses, self.words) else { return None };
        let mut nearest = clauses.iter().rev();
        let above = || {
            let level = place.and_then(|place| place.char_indices().next_back());
            let level = level.and_then(|(at, _)| level_above(&place?[at..]))?;
            Some(Whole { level: Some(level), group: "".into() })
        };
        let whole = whole.or_else(|| nearest.find_map(|clause| Whole::last_in(clause, self.words)));
        let whole = whole.or_else(above)?;
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
            place: place.unwrap_or_default().into(),
            subject: subject.name.into(),
            measure: subject.measure,
            owners: Box::default(),
            wording: Wording::new(&clauses, labels),
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

#[cfg(test)]
mod tests {
    use super::complete;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn the_column_before_names_what_places_are_ranked_by() {
        let text =
            "| 县 | 茶叶产量（吨） | 名次 |\n|---|---|---|\n| 松口县 | 98.2 | 第2名 |\n| 合计 | 180 | — |\n";
        let doc = readers::read(&Source { name: "a.md".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let found = complete(&Facts::new(&doc, &lexicon, &vocabulary), Some(2025), Vec::new());
        let ranks = found.iter().map(|rank| (&*rank.place, &*rank.subject, rank.whole.level));
        assert_eq!(ranks.collect::<Vec<_>>(), [("松口县", "茶叶产", Some('市'))]);
    }
}
