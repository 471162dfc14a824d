//! Builders and operators of projects: rows of tables with the columns 责任单位 ("responsible unit") or
//! 业主 ("owner"), and 由云岑农投公司作为业主 ("with Yuncen Agriculture Company as owner") in running text.

use crate::facts::Facts;
use crate::facts::set::wording::near;
use crate::facts::tables::Table;
use crate::text::chars::{is_han, is_longer};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::set;

/// Numbers of characters that the name of a project may have.
const PROJECT: std::ops::RangeInclusive<usize> = 6..=40;
/// Maximum number of characters that are read of the name of an owner.
const MAX_OWNER: usize = 24;
/// Number of characters after the verb that are searched for the project.
const MAX_BEHIND: usize = 50;
/// Characters that may come directly before the name of an owner and do not belong to it: 由 ("by"),
/// 请 ("please").
static BEFORE: Signs = Signs::of("由请让使要持定的");

/// Row of a table that names a project and its owner, which is its builder or operator, or a
/// project and its site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectRow {
    /// Span of the owner's or site's name.
    pub span: Span,
    /// Name of the project.
    pub project: Box<str>,
    /// Span of the project's name.
    pub project_at: Span,
}

/// Sentence of running text that names the owner (builder or operator) or the site of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectSentence {
    /// Span of the owner's or site's name.
    pub span: Span,
    /// Span of the sentence around the name, in which the project is looked for.
    pub around: Span,
}

impl ProjectSentence {
    /// Creates the sentence around the owner or site at `span`. It is cut at both ends if it is too
    /// long.
    fn new(text: &str, span: Span, sentence: Span) -> Self {
        let before = near(text, sentence.start(), span.start());
        let behind = &text[span.end()..sentence.end().max(span.end())];
        let behind = behind.char_indices().nth(MAX_BEHIND).map_or(behind.len(), |(end, _)| end);
        Self { span, around: Span::new(span.start() - before.len(), span.end() + behind) }
    }
}

/// Owners and sites of projects in tables and in running text. An owner is the builder or operator
/// of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Owners in rows of tables.
    pub owner_rows: Vec<ProjectRow>,
    /// Owners in sentences.
    pub owner_sentences: Vec<ProjectSentence>,
    /// Sites of projects, in rows of tables below the head 建设地点 ("site").
    pub site_rows: Vec<ProjectRow>,
    /// Sites in sentences: 选址云浦区 ("the site is in Yunpu District").
    pub site_sentences: Vec<ProjectSentence>,
}

/// Finds all owners and sites of projects in a document.
pub(super) fn find(facts: &Facts<'_>) -> Owners {
    let [units, places] = [&set::UNIT_HEAD, &set::SITE_HEAD].map(|class| facts.words().of(class));
    let is_place = |head: &str| places.end_of(head).is_some();
    let is_unit = |head: &str| units.is_in(head) && !is_place(head);
    let (mut owner_rows, mut site_rows) = (Vec::new(), Vec::new());
    for table in facts.tables() {
        in_table(facts, table, &is_unit, &mut owner_rows);
        in_table(facts, table, &is_place, &mut site_rows);
    }
    Owners {
        owner_rows,
        owner_sentences: owner_sentences(facts),
        site_rows,
        site_sentences: site_sentences(facts),
    }
}

/// Adds the rows of a table in which a cell names a project and another one is in a column whose
/// head satisfies `is_meant`, such as that of the owners.
fn in_table(facts: &Facts<'_>, table: &Table, is_meant: &dyn Fn(&str) -> bool, found: &mut Vec<ProjectRow>) {
    let text = facts.doc.text();
    let Some(heads) = table.rows.first() else { return };
    for row in table.rows.iter().skip(1) {
        let owners = row.iter().filter(|cell| {
            let behind = heads.partition_point(|head| head.column <= cell.column);
            let head = heads[..behind].last().and_then(|head| head.content);
            head.is_some_and(|head| is_meant(head.of(text)))
        });
        let owners: Vec<Span> = owners.filter_map(|cell| cell.content).collect();
        let is_project = |cell: &&Span| {
            let name = cell.of(text);
            name.starts_with(is_han) && PROJECT.contains(&name.chars().count()) && !owners.contains(cell)
        };
        let cells: Vec<Span> = row.iter().filter_map(|cell| cell.content).collect();
        let Some(project) = cells.iter().find(is_project) else { continue };
        found.extend(owners.iter().map(|span| ProjectRow {
            span: *span,
            project: project.of(text).into(),
            project_at: *project,
        }));
    }
}

/// Finds names before a verb for building or operating: 由农投公司作为业主 ("with the agriculture company as
/// owner"), 支持职业技术学院建设实训基地 ("help the college to build a training centre").
fn owner_sentences(facts: &Facts<'_>) -> Vec<ProjectSentence> {
    let text = facts.doc.text();
    let [verbs, kinds] = [&set::OWNING, &set::ORGANISATION].map(|class| facts.words().of(class));
    let mut found = Vec::new();
    for (at, kind) in facts.words_in(kinds) {
        let end = at + kind.len();
        if verbs.start_of(&text[end..]).is_none() {
            continue;
        }
        let before = text[..end].char_indices().rev().take(MAX_OWNER);
        let name =
            before.take_while(|(at, c)| is_han(*c) && (*at >= end - kind.len() || !BEFORE.contains(*c)));
        let (Some((start, _)), Some(sentence)) = (name.last(), facts.sentences().at(at)) else {
            continue;
        };
        if is_longer(&text[start..at], 1) {
            found.push(ProjectSentence::new(text, Span::new(start, end), sentence));
        }
    }
    found.sort_by_key(|owner| owner.span);
    found.dedup_by_key(|owner| owner.span.end());
    found
}

/// Finds sites in sentences: 选址云浦区的迁建工程 ("the relocation project with a site in Yunpu District"),
/// 位于白鹭街道 ("located in Bailu").
fn site_sentences(facts: &Facts<'_>) -> Vec<ProjectSentence> {
    let text = facts.doc.text();
    let [verbs, ends] = [&set::SITED, &set::PLACE_SUFFIX].map(|class| facts.words().of(class));
    let mut found = Vec::new();
    for (at, verb) in facts.words_in(verbs) {
        let start = at + verb.len();
        let place: String =
            text[start..].chars().take_while(|c| is_han(*c) && *c != '的').take(MAX_OWNER).collect();
        // The last word that ends like the name of a place.
        let mut cuts = place.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = cuts.rfind(|end| ends.end_of(&place[..*end]).is_some());
        if let (Some(end), Some(sentence)) = (end, facts.sentences().at(at)) {
            found.push(ProjectSentence::new(text, Span::new(start, start + end), sentence));
        }
    }
    found.sort_by_key(|site| site.span);
    found
}
