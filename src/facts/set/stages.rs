//! Dates on which a project begins, is finished or is in use, with the words that name the project:
//! 6月底前竣工 ("to be completed by the end of June"), and rows of tables with columns such as 开工时间
//! ("start of works") and 完成时限 ("time limit for completion").

use crate::facts::Facts;
use crate::facts::date::dates::{DateMention, Part};
use crate::facts::set::ahead;
use crate::facts::set::anchors::{self, anchor};
use crate::facts::set::date_clauses::{clause, is_as_of};
use crate::facts::set::wording::near;
use crate::facts::tables::{Table, TableCell};
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{Words, set};

/// Number of characters after a date that are searched for the verb of its stage.
const MAX_VERB: usize = 14;
/// Maximum number of characters of a part of a sentence, or of a cell, that names a project. Of a
/// longer one, the end is used.
const MAX_PART: usize = 48;
/// Minimum number of Han characters between two dates that name another project.
const MIN_OWN: usize = 6;
/// General verb of completion ("complete").
const DONE: &str = "完成";
/// Character of a phase of a project: 一期 ("phase one").
const PHASE: char = '期';
/// Last words of names of projects: 项目 ("project"), 工程 ("works").
const PROJECT: [&str; 2] = ["项目", "工程"];
/// Characters of a part of a bridge or a tunnel: main, side, left, right, single.
const SIDES: [char; 5] = ['主', '边', '左', '右', '单'];
/// Main part of a building, which is topped out with it.
const MAIN_PART: &str = "主体";
/// Number of Han characters after [`DONE`] up to which the text is too short to be the object of
/// the verb.
const MIN_OBJECT: usize = 3;
/// Maximum number of characters of a project's name after the verb. A longer text is not read as a
/// name.
const MAX_BEHIND: usize = 24;
/// Nouns of documents that come into force, which papers name without a title: policy, measures.
/// They are read from a clause of at most `MAX_RULE` characters.
const MAX_RULE: usize = 12;
const RULES: [&str; 3] = ["政策", "措施", "办法"];
/// Signs that end a part of a sentence about one project.
const SEGMENT: [char; 5] = ['；', ';', '。', '\n', '！'];
/// Signs between the parts of a sentence that may name a project.
const PARTS: [char; 8] = ['，', ',', '（', '(', '：', ':', '\u{3000}', ' '];
/// Signs that end a clause.
const CLAUSE: [char; 7] = ['，', ',', '、', '；', ';', '。', '\n'];

/// A stage of a project with its day or month.
#[derive(Clone, Debug)]
pub struct ProjectStage {
    /// Span of the date.
    pub span: Span,
    /// Stages of the project that the words may mean.
    pub stages: Stages,
    /// Year, as written or from 今年 ("this year") and 明年 ("next year"). `None` if none is given.
    pub year: Option<u32>,
    /// The month.
    pub month: u32,
    /// Day of the month, if it is given.
    pub day: Option<u32>,
    /// Parts of the sentence or cells of the row that name the project, without signs.
    pub parts: Vec<Box<[char]>>,
}

/// Stages of a project, as a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages(u8);

impl Stages {
    /// Work begins: 开工 ("start of works").
    const BEGUN: Self = Self(1);
    /// A document is issued: 出台 ("issued").
    const ISSUED: Self = Self(0b1000);
    /// The roof of a building is on: 封顶 ("topped out").
    const TOPPED: Self = Self(0b10000);
    /// The two ends of a bridge or a tunnel meet: 合龙 ("joined").
    const JOINED: Self = Self(0b10_0000);
    /// The project is finished in some way: 完成 ("completed").
    const FINISHED: Self = Self(0b0110);
    /// The project is finished or in use, as the column 完成时限 ("time limit for completion") means.
    const DONE: Self = Self(0b1110);

    /// A document comes into force: 施行 ("in force").
    const EFFECTIVE: Self = Self(0b100_0000);

    /// Word classes of the verbs, in the order of the flags: begun, built, in use, issued, topped
    /// out, joined, in force.
    const VERBS: [&'static Class; 7] = [
        &set::STAGE_BEGUN,
        &set::STAGE_BUILT,
        &set::STAGE_USED,
        &set::STAGE_ISSUED,
        &set::STAGE_TOPPED,
        &set::STAGE_JOINED,
        &set::STAGE_EFFECTIVE,
    ];

    /// Stages that the words of `text` name.
    pub(super) fn read(text: &str, words: &Words) -> Self {
        let flags = Self::VERBS.iter().enumerate();
        Self(flags.filter(|(_, class)| words.of(class).is_in(text)).map(|(flag, _)| 1 << flag).sum())
    }

    /// Length in bytes of the verb of a stage at the end of `text`. 0 if there is none.
    fn length_at_end(text: &str, words: &Words) -> usize {
        Self::VERBS.iter().filter_map(|class| Some(words.of(class).end_of(text)?.len())).max().unwrap_or(0)
    }

    /// These stages and `other` ones.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if no stage is named.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True if a document comes into force. It may do so again after it was revised.
    pub fn is_in_force(self) -> bool {
        self == Self::EFFECTIVE
    }

    /// True if both may be the same stage.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Finds all stages in a document, in order. `own` is the year of the document.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>) -> Vec<ProjectStage> {
    let mut reader = Reader { facts, text: facts.doc.text(), own, cells: Vec::new(), found: Vec::new() };
    for table in facts.tables() {
        reader.table(table);
    }
    reader.cells.sort_unstable();
    reader.prose();
    reader.found.sort_by_key(|stage| stage.span);
    reader.found
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    /// Year of the document, for dates with 今年 ("this year") or 明年 ("next year").
    own: Option<u32>,
    /// Cells that were already read.
    cells: Vec<Span>,
    found: Vec<ProjectStage>,
}

impl Reader<'_, '_> {
    /// Reads the stages of the rows of a table, from the head of their column or the words after
    /// the date.
    fn table(&mut self, table: &Table) {
        let words = self.facts.words();
        let Some(heads) = table.rows.first() else { return };
        let head = |cell: &TableCell| {
            let behind = heads.partition_point(|head| head.column <= cell.column);
            heads[..behind].last().and_then(|head| head.content).map_or("", |head| head.of(self.text))
        };
        let mut found = Vec::new();
        for row in table.rows.iter().skip(1) {
            for cell in row {
                let Some(content) = cell.content else { continue };
                self.cells.push(content);
                let column = head(cell);
                let mut dates = self.dates(content);
                if dates.is_empty() {
                    dates = dotted(content, self.text);
                }
                let is_joined = matches!(&dates[..], [first, last] if is_until(&self.text[first.span.end()..last.span.start()]));
                let is_range = is_joined || words.of(&set::STAGE_RANGE).is_in(column);
                let limit =
                    if words.of(&set::STAGE_LIMIT).is_in(column) { Stages::DONE } else { Stages::default() };
                let named = Stages::read(column, words);
                let of_column = if limit.is_empty() { named } else { limit };
                for (at, date) in dates.iter().enumerate() {
                    // 2026年6月30日前建成投产 ("built and in use by 30 June 2026"): the cell names the
                    // stage itself.
                    let own = self.verb(date.span.end(), content.end());
                    let is_last = at + 1 == dates.len();
                    let stages = match () {
                        () if !own.is_empty() => own,
                        () if is_range && dates.len() == 2 => {
                            if is_last {
                                Stages::DONE
                            } else {
                                Stages::BEGUN
                            }
                        }
                        () if dates.len() == 1 => of_column,
                        () => continue,
                    };
                    if stages.is_empty() {
                        continue;
                    }
                    let is_owner = |cell: &&TableCell| words.of(&set::OWNER_HEAD).is_in(head(cell));
                    let others = row.iter().filter(|cell| !is_owner(cell)).filter_map(|cell| cell.content);
                    let others = others.filter(|other| *other != content);
                    let parts = others.filter_map(|other| part(other.of(self.text))).collect();
                    found.extend(project_stage(date, stages, date.known_year(), parts));
                }
            }
        }
        self.found.extend(found);
    }

    /// Reads the stages in sentences.
    fn prose(&mut self) {
        let words = self.facts.words();
        let dates = self.facts.dates();
        let mut found = Vec::new();
        for (at, date) in dates.iter().enumerate() {
            let start = date.span.start();
            let cell = self.cells.partition_point(|cell| cell.start() <= start).checked_sub(1);
            if cell.is_some_and(|cell| start < self.cells[cell].end()) {
                continue;
            }
            let Some(sentence) = self.facts.sentences().at(start) else { continue };
            let stages = self.verb(date.span.end(), sentence.end());
            if stages.is_empty() {
                continue;
            }
            let segment = near(self.text, sentence.start(), start);
            let segment = segment.rsplit(SEGMENT).next().unwrap_or_default();
            let from = start - segment.len();
            // 水闸6月底竣工，泵站9月开工 ("the sluice is finished at the end of June, the pumping station begun
            // in September"): words between two dates name another project.
            let last = at.checked_sub(1).map(|at| dates[at].span.end()).filter(|last| *last > from);
            let own = last.map_or(segment, |last| &self.text[last..start]);
            let own = match last {
                Some(_) => own.split_once(CLAUSE).map_or("", |(_, own)| own),
                None => segment,
            };
            let lead = if own.chars().filter(|c| is_han(*c)).count() >= MIN_OWN { own } else { segment };
            if is_as_of(clause_end(segment)) {
                continue;
            }
            // 去年6月 ("June of last year")
            let year_word = words.of(&set::LAST_YEAR).end_of(lead).map_or(0, str::len);
            let is_last_year = year_word > 0;
            // 去年3月2日动工，11月6日封顶 ("begun on 2 March of last year, topped out on 6 November"): the
            // year of an earlier date.
            let said = last.map_or(lead, |last| &self.text[last.max(start - lead.len())..start]);
            let is_other_year = date.known_year().is_none() && !is_last_year;
            if is_other_year && words.of(&set::LAST_YEAR).is_in(said)
                || words.of(&set::STAGE_PART).is_in(clause_end(lead))
            {
                continue;
            }
            let year = date.known_year().or_else(|| self.relative_year(lead, is_last_year));
            let (_, behind) = clause(self.text, date.span);
            let named = lead[..lead.len() - year_word].split(PARTS).filter_map(part);
            let mut parts: Vec<Box<[char]>> = named.collect();
            // 6月底前建成东门客运枢纽 ("the east station is built by the end of June")
            let behind = self.without_verb(behind.of(self.text), stages);
            parts.extend(part(behind).filter(|part| part.len() <= MAX_BEHIND));
            // 6月底前完成土地征收 ("land is bought by the end of June") does not date the project before it.
            if let Some(object) = self.done(date.span.end()).filter(|_| stages != Stages::TOPPED) {
                parts = part(object).into_iter().collect();
            }
            parts.extend(self.carried(lead, from));
            parts.extend(self.anchors(start - lead.len(), date.span.end()));
            // Issued documents have a title.
            if matches!(stages, Stages::ISSUED | Stages::EFFECTIVE) {
                let titles = [lead, behind].into_iter().flat_map(titles).filter_map(part).collect();
                parts = Some(titles)
                    .filter(|titles: &Vec<_>| !titles.is_empty())
                    .unwrap_or_else(|| rules(lead, stages));
            }
            found.extend(project_stage(date, stages, year, parts));
        }
        self.found.extend(found);
    }

    /// Year that the last clause of `lead` gives relative to that of the document: 今年6月 ("June of
    /// this year"), 明年6月 ("June of next year").
    fn relative_year(&self, lead: &str, is_last_year: bool) -> Option<u32> {
        let words = self.facts.words();
        let relative =
            [&set::THIS_YEAR, &set::NEXT_YEAR].map(|class| words.of(class).is_in(clause_end(lead)));
        match relative {
            _ if is_last_year => self.own.map(|own| own - 1),
            [true, false] => self.own,
            [false, true] => self.own.map(|own| own + 1),
            _ => None,
        }
    }

    /// Rare figures between byte `start` and the end of the part of the sentence at byte `end`.
    fn anchors(&self, start: usize, end: usize) -> Vec<Box<[char]>> {
        let rest = ahead(self.text, end);
        let end = end + rest.find(SEGMENT).unwrap_or(rest.len());
        anchors::find(self.facts, Span::new(start, end))
    }

    /// Dates with a month in a cell.
    fn dates(&self, cell: Span) -> Vec<DateMention> {
        let dates = self.facts.dates();
        let first = dates.partition_point(|date| date.span.start() < cell.start());
        let inside = dates[first..].iter().take_while(|date| date.span.end() <= cell.end());
        inside.filter(|date| date.known_month().is_some()).cloned().collect()
    }

    /// Stages named by the words directly after a date: 底前竣工 ("completed by the end of"), 份开工建设
    /// ("begun in").
    fn verb(&self, at: usize, end: usize) -> Stages {
        let words = self.facts.words();
        let behind = ahead(&self.text[..end], at.min(end));
        let own = behind.trim_start_matches(['，', ',']);
        let clause = &own[..own.find(CLAUSE).unwrap_or(own.len())];
        let near = if own.len() < behind.len() {
            // 9月28日，栖云高速正式通车: the verb ends the clause of the project.
            let length = Stages::length_at_end(clause, words);
            &clause[clause.len() - length..]
        } else {
            clause.char_indices().nth(MAX_VERB).map_or(clause, |(end, _)| &clause[..end])
        };
        let named = Stages::read(near, words);
        // 完成主体封顶 ("the main part was topped out"), but not 首栋封顶 ("the first house")
        let is_topped = words.of(&set::STAGE_TOPPED).is_in(near)
            && words.of(&set::STAGE_PART).found_in(near).iter().all(|part| *part == MAIN_PART);
        match () {
            () if is_topped => Stages::TOPPED,
            () if words.of(&set::STAGE_PART).is_in(near) => Stages::default(),
            // 主桥合龙, 左洞贯通 ("the main bridge was joined", "the left tunnel")
            () if named == Stages::JOINED && near.contains(SIDES) => Stages::default(),
            () if named.is_empty() && near.contains(DONE) => Stages::FINISHED,
            () => named,
        }
    }

    /// Words after a date that may name a building. 主体结构封顶 ("the main part was topped out") is said
    /// of every building.
    fn without_verb<'t>(&self, behind: &'t str, stages: Stages) -> &'t str {
        if stages != Stages::TOPPED {
            return behind;
        }
        let verbs = self.facts.words().of(&set::STAGE_TOPPED).places_in(behind);
        let verb = verbs.into_iter().chain(behind.find(MAIN_PART)).min();
        &behind[..verb.unwrap_or(behind.len())]
    }

    /// Names of the projects in the clauses before byte `from`, each with the phase that `lead`
    /// begins with: 建设储能电站项目，总投资42亿元；一期8月投产 ("builds the battery project, which costs 4.2 billion
    /// yuan; phase one is in use since August").
    fn carried(&self, lead: &str, from: usize) -> Vec<Box<[char]>> {
        let mut characters = lead.chars();
        let phase = [characters.next(), characters.next()];
        let [Some(number), Some(PHASE)] = phase else { return Vec::new() };
        if !is_numeral(number) {
            return Vec::new();
        }
        let before = near(self.text, 0, from).rsplit('\n').next().unwrap_or_default();
        let named = before.split(CLAUSE).filter_map(|clause| {
            let end = PROJECT.iter().filter_map(|word| Some(clause.find(word)? + word.len())).min()?;
            part(&format!("{}{number}{PHASE}", &clause[..end]))
        });
        named.collect()
    }

    /// Object of the verb of completion after a date: 土地征收 in 底前完成|土地征收 ("land is bought by the end
    /// of").
    fn done(&self, at: usize) -> Option<&str> {
        let behind = ahead(self.text, at);
        let clause = &behind[..behind.find(CLAUSE).unwrap_or(behind.len())];
        let (before, object) = clause.split_once(DONE)?;
        // 6月底前完成并通过验收 ("completed and accepted by the end of June")
        let is_verb = before.chars().nth(MAX_VERB).is_none() && !object.starts_with(['并', '且', '后']);
        (is_verb && object.chars().filter(|c| is_han(*c)).nth(MIN_OBJECT).is_some()).then_some(object)
    }
}

/// Reads months as written in columns of tables: 2024.04—2025.10.
pub(super) fn dotted(cell: Span, text: &str) -> Vec<DateMention> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '．');
    let mut found = Vec::new();
    let mut start = cell.start();
    for run in cell.of(text).split(|c: char| !is_number(c)) {
        let span = Span::new(start, start + run.len());
        start = span.end() + text[span.end()..].chars().next().map_or(0, char::len_utf8);
        let Some((year, month)) = run.split_once(['.', '/', '．']) else { continue };
        let (year, month) = (year.parse().ok(), month.parse().ok());
        if let (Some(year @ 1900..2100), Some(month @ 1..=12)) = (year, month) {
            let (year, month) = (Some(Part::Known(year)), Some(Part::Known(month)));
            found.push(DateMention { span, year, month, ..DateMention::default() });
        }
    }
    found
}

/// True for the sign between the beginning and the end of a period.
fn is_until(between: &str) -> bool {
    let between = between.trim_matches(|c: char| is_blank(c) || matches!(c, '年' | '月'));
    !between.is_empty() && between.chars().all(|c| matches!(c, '至' | '到' | '—' | '-' | '–' | '~' | '～'))
}

/// The last clause of some words.
fn clause_end(text: &str) -> &str {
    text.rsplit(CLAUSE).next().unwrap_or_default()
}

/// Noun of what comes into force without a title: 新的政策自4月1日起施行 ("the new policy is in force from 1
/// April").
fn rules(lead: &str, stages: Stages) -> Vec<Box<[char]>> {
    let mut clauses =
        lead.rsplit(CLAUSE).filter(|clause| clause.chars().filter(|c| is_han(*c)).nth(1).is_some());
    let subject = clauses.next().filter(|clause| stages.is_in_force() && !is_longer(clause, MAX_RULE));
    let kind =
        RULES.into_iter().find(|kind| subject.is_some_and(|it| it.contains(kind) && !it.contains('》')));
    kind.map(anchor).into_iter().collect()
}

/// Titles in 《》.
fn titles(text: &str) -> impl Iterator<Item = &str> {
    text.split('《').skip(1).filter_map(|rest| Some(rest.split_once('》')?.0))
}

/// Characters of a part of a sentence that may name a project. `None` if there are too few.
fn part(text: &str) -> Option<Box<[char]>> {
    let mut characters: Vec<char> = text.chars().filter(|c| is_han(*c) || c.is_alphanumeric()).collect();
    let han = characters.iter().filter(|c| is_han(**c)).count();
    characters.drain(..characters.len().saturating_sub(MAX_PART));
    (han >= 4 && is_longer(text, 3)).then(|| characters.into())
}

fn project_stage(
    date: &DateMention,
    stages: Stages,
    year: Option<u32>,
    parts: Vec<Box<[char]>>,
) -> Option<ProjectStage> {
    let (month, day) = (date.known_month()?, date.known_day());
    (!parts.is_empty()).then_some(ProjectStage { span: date.span, stages, year, month, day, parts })
}
