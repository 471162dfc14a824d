//! Figures in prose and in tables, with the thing that they measure.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::facts::set::aspects::Aspects;
use crate::facts::set::bounds::{before_limit, bound, has_limit, way_of, without_limit};
use crate::facts::set::cells::Cells;
use crate::facts::set::counted::tail;
use crate::facts::set::earlier::{before_earlier, earlier};
use crate::facts::set::lead_ins::{LeadIn, announces_targets, lead_ins};
use crate::facts::set::measured::is_measured;
use crate::facts::set::members::{self, Member};
use crate::facts::set::scope::{Scope, ScopeWords, first_year};
use crate::facts::set::stated_figure::{Side, StatedFigure, StatedFigureBuilder};
use crate::facts::set::sums;
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, number, set};

/// Maximum number of characters of the words at the beginning of a block that name its subject.
/// Longer words are not read as a subject.
pub(super) const MAX_ITEM: usize = 24;
/// Maximum number of characters of the first clause below a heading that may name the year of the
/// part.
const MAX_FRAME: usize = 12;
/// Maximum number of characters of a noun behind a figure, before the word for a task.
const MAX_NOUN: usize = 12;
/// Maximum number of characters between 的 behind a figure and the word for a task.
const MAX_TASK_NOUN: usize = 5;
/// Maximum number of characters behind a figure that are searched for the end of its list, 等
/// ("such as"), and the word for a task.
const MAX_TASK: usize = 40;
/// Unit of ten percent.
const TENTHS: &str = "成";
/// Signs of a range.
pub(super) const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '\u{2212}'];

/// Finds the figures of a document that another paper may contain too. `own` is the year of the
/// document.
pub(super) fn find(facts: &Facts<'_>, own: Option<u32>, cells: &Cells) -> Vec<StatedFigure> {
    let reader = Reader::new(facts, own, cells);
    let mut found = Vec::new();
    reader.tables(&mut found);
    let named: FxHashSet<usize> = found.iter().map(|figure| figure.span.start()).collect();
    for passage in facts.measures().blocks() {
        let mut context = reader.context(passage.span.start());
        let mut end = passage.span.start();
        for sentence in passage.sentences() {
            let start = sentence[0].sentence.start();
            // The year that earlier sentences of the paragraph named.
            reader.read(&mut context, Span::new(end.min(start), start));
            end = start;
            reader.sentence(sentence, &context, &mut found);
        }
    }
    // Skips cells that were already read as figures of a table.
    let mut seen = FxHashSet::default();
    found.retain(|figure| !named.contains(&figure.span.start()) || seen.insert(figure.span.start()));
    found.sort_by_key(|figure| figure.span);
    found
}

/// A heading, with the year that it or one above it names.
#[derive(Clone, Copy)]
pub(super) struct Heading {
    pub(super) span: Span,
    pub(super) year: Option<u32>,
    /// True if the year is given by a word such as 去年 ("last year").
    is_relative: bool,
    /// True if it announces targets: 二、总体目标 ("2. Overall targets").
    pub(super) is_goal: bool,
}

/// Words that name the thing that a figure measures.
#[derive(Clone, Copy)]
pub(super) struct Subject<'t> {
    /// Words of the clause before the figure, or those of the previous figure if this figure
    /// continues it.
    pub(super) name: &'t str,
    /// For a share, the words for the whole: 总投资 ("total investment") in 占总投资的12% ("12 % of
    /// the total investment"). For a value of each of several things, the clause before, which
    /// names them.
    pub(super) whole: &'t str,
}

pub(super) struct Reader<'f, 'd> {
    pub(super) facts: &'f Facts<'d>,
    pub(super) text: &'d str,
    pub(super) words: &'d Words,
    scope_words: ScopeWords<'d>,
    own: Option<u32>,
    headings: Vec<Heading>,
    /// For each block of a list, the time and place from the sentence that introduces the list.
    leads: Vec<Option<LeadIn>>,
    cells: &'f Cells,
    /// Spans of the tables with numbered rows, each with the number of these.
    numbered: Vec<(Span, u16)>,
    /// For the first byte of each figure after 分别 ("respectively"), the thing that it belongs to.
    told: FxHashMap<usize, Member<'d>>,
}

impl<'f, 'd> Reader<'f, 'd> {
    fn new(facts: &'f Facts<'d>, own: Option<u32>, cells: &'f Cells) -> Self {
        let (text, words) = (facts.doc.text(), facts.words());
        let scope_words = ScopeWords::new(words);
        let headings = facts.headings();
        let mut known: Vec<Heading> = Vec::with_capacity(headings.len());
        for (at, heading) in headings.iter().enumerate() {
            let next = headings.get(at + 1).map(|next| facts.doc.block_at(next.span.start()));
            let mut scope = Scope::default();
            scope.read(heading.span.of(text), &scope_words, own);
            // 关于2025年工作情况和今年安排的报告 ("report on the work of 2025 and the plans for this year")
            if let Some(year) = first_year(heading.span.of(text)) {
                (scope.year, scope.is_relative) = (Some(year), false);
            }
            // 在2026年工作会议上的讲话 ("speech at the meeting of 2026"): the year is that of the
            // meeting, which speaks of the year before.
            if words.of(&set::MEETING).is_in(heading.span.of(text)) {
                scope = Scope::default();
            } else if scope.year.is_none() {
                scope = frame(facts, (heading.span, next), &scope_words, own);
            }
            let above = heading.parent.and_then(|parent| known.get(parent as usize)).copied();
            let of_above = |above: &Heading| (above.year, above.is_relative);
            let (year, is_relative) = match scope.year {
                None => above.as_ref().map_or((None, false), of_above),
                year => (year, scope.is_relative),
            };
            let is_goal = announces_targets(heading.span.of(text), words);
            known.push(Heading { span: heading.span, year, is_relative, is_goal });
        }
        let leads = lead_ins(facts, &scope_words, own);
        let numbered = facts.tables().iter().filter_map(|table| sums::numbered_rows(table, text)).collect();
        let told = members::find(facts);
        Self { facts, text, words, scope_words, own, headings: known, leads, cells, numbered, told }
    }

    /// Time and place for the block at byte `at`: the year of the heading above and of the sentence
    /// that introduces its list, and if these announce targets (到2027年实现以下目标：, "reach the
    /// following targets by 2027:").
    fn context(&self, at: usize) -> Scope {
        let heading = self.heading(at);
        let year = heading.and_then(|heading| heading.year);
        let is_relative = heading.is_some_and(|heading| heading.is_relative);
        let mut scope = Scope { year, is_relative, ..Scope::default() };
        scope.is_target = heading.is_some_and(|heading| heading.is_goal);
        let lead = self.leads.get(self.facts.doc.block_at(at)).copied().flatten();
        if let Some(lead) = lead {
            if lead.year.is_some() {
                (scope.year, scope.is_relative) = (lead.year, lead.is_relative);
            }
            scope.is_target |= lead.is_target;
        }
        scope
    }

    /// Last heading before byte `at`.
    pub(super) fn heading(&self, at: usize) -> Option<Heading> {
        let behind = self.headings.partition_point(|heading| heading.span.start() <= at);
        self.headings[..behind].last().copied()
    }

    pub(super) fn read(&self, scope: &mut Scope, span: Span) {
        scope.read(span.of(self.text), &self.scope_words, self.own);
    }

    /// Adds the figures of a sentence to `found`. `before` is the time and place that the previous
    /// sentences set.
    fn sentence(&self, list: &[Measure<'d>], before: &Scope, found: &mut Vec<StatedFigure>) {
        let Some(first) = list.first() else { return };
        let mut at = first.sentence.start();
        let labels = self.cells.at(at).map(|cell| [cell.row, cell.column]);
        let mut scope = self.scope_of_sentence(before, labels);
        let labels = labels.unwrap_or_default();
        let heading = self.heading(at).map_or("", |heading| heading.span.of(self.text));
        let [row, column] = labels.map(|label| label.map_or("", |label| label.of(self.text)));
        let item = self.item(at).map_or("", |item| item.of(self.text));
        let (mut last, mut last_tail, mut governing) = ("", "", Aspects::default());
        for (place, measure) in list.iter().enumerate() {
            let quantity = measure.quantity;
            if !is_measured(measure, self.text, self.words) {
                continue;
            }
            self.read(&mut scope, Span::new(at, quantity.span.start()));
            at = quantity.span.start();
            let told = self.told.get(&at);
            let owner = told.map_or("", |member| member.owner);
            let subject = told.map_or_else(
                || self.named_by(self.subject(measure, last), last_tail),
                |member| Subject { name: member.attribute, whole: "" },
            );
            let Subject { name, whole } = subject;
            last_tail = tail(self.text, quantity.span.end());
            if whole.is_empty() && !matches!(measure.role, Role::Base | Role::Against) {
                last = name;
            }
            let Some(change) = self.change(measure) else { continue };
            governing = self.aspects(measure, name, governing);
            if !self.is_comparable(measure) {
                continue;
            }
            let lead = measure.lead(self.text);
            // 净增158家高新技术企业 ("a net increase of 158 high-tech companies")
            let has_tail = change.is_none() || measure.name.of(self.text).is_empty();
            let has_tail = has_tail && before_earlier(measure, lead).is_none();
            let tail = if has_tail { last_tail } else { "" };
            // If the cell has no words of its own, the label of the row names the figure.
            let label = if name.is_empty() { row } else { "" };
            let before = near(self.text, first.sentence.start(), measure.start);
            let builder = StatedFigureBuilder {
                name: owner.to_owned()
                    + &self.short_name(subject)
                    + &without_limit(tail).replace('的', "")
                    + label,
                wording: Wording::new(&[owner, name, whole, tail, row], &[before, item, heading, column]),
                aspects: Aspects::read(&[tail, label], self.words).with(governing),
                bound: bound(lead, &self.text[self.number_end(quantity.span)..], self.words),
                unit: &self.unit(quantity, lead),
                power: u32::from(quantity.unit == TENTHS),
                is_money: false,
                level: self.level(name).or_else(|| self.level(first_clause(before))),
                is_preliminary: self.words.of(&set::PRELIMINARY).is_in(lead),
                earlier: earlier(list, place),
                side: self.side(quantity, lead),
                is_chosen_limit: self.has_chosen_limit(quantity.span),
                sum: sums::in_prose(name, before, self.words),
                thing: if sums::is_of_several(row) { "" } else { row },
            };
            let own = self.own_scope(measure, &scope);
            found.extend(own.and_then(|scope| builder.build(quantity, change, (&scope, self.words))));
        }
    }

    /// Time and place at the beginning of a sentence, from the sentences before and from the
    /// `labels` of its row and column if it is in the cell of a table.
    fn scope_of_sentence(&self, before: &Scope, labels: Option<[Option<Span>; 2]>) -> Scope {
        let Scope { year, is_relative, is_target, .. } = *before;
        let is_listed = labels.is_some();
        let mut scope = Scope { year, is_relative, is_target, is_listed, ..Scope::default() };
        for label in labels.into_iter().flatten().flatten() {
            self.read(&mut scope, label);
        }
        scope
    }

    /// Time and place of a figure, from those of the words before it. `None` for an earlier value
    /// without a year.
    fn own_scope(&self, measure: &Measure<'_>, scope: &Scope) -> Option<Scope> {
        let is_aim = scope.is_aim || self.is_task(&self.text[measure.quantity.span.end()..]);
        let lead = measure.lead(self.text);
        let Some(before) = before_earlier(measure, lead) else {
            return Some(Scope { is_aim, ..scope.clone() });
        };
        let of_base = &lead[before.len()..];
        let year =
            self.scope_words.base_year(of_base, scope.year.filter(|_| !scope.is_planned()), self.own)?;
        Some(Scope {
            is_aim: false,
            is_intended: false,
            is_goal: false,
            year: Some(year),
            is_year_said: true,
            ..scope.clone()
        })
    }

    /// Flags for the words before a figure. `governing` are those of the previous figure.
    fn aspects(&self, measure: &Measure<'_>, name: &str, governing: Aspects) -> Aspects {
        let aspects = Aspects::read(&[name], self.words);
        let aspects = if is_each(measure.lead(self.text), self.words) { aspects.of_each() } else { aspects };
        // 新增一级学科3个、二级学科2个 ("3 new disciplines of the first and 2 of the second
        // level"): the verb is that of both.
        let goes_on = self.text[..measure.start].trim_end_matches(is_blank).ends_with('、');
        if goes_on { aspects.with_added(governing) } else { aspects }
    }

    /// The unit of a figure, with a slash for 每 ("per"): 微克/立方米 for 每立方米26微克 ("26
    /// micrograms per cubic metre").
    fn unit(&self, quantity: Quantity<'_>, lead: &str) -> String {
        let unit = match quantity.unit {
            unit if is_person(unit) => "人",
            // 近四成 ("nearly four tenths")
            "％" | TENTHS => "%",
            unit => unit,
        };
        let measured = |rest: &&str| {
            let known = self.words.units().start_of(rest);
            let is_measured = |dimension| !matches!(dimension, Dimension::Count | Dimension::Time);
            known.is_some_and(|known| known.word.len() == rest.len() && is_measured(known.dimension))
        };
        let divisor =
            lead.trim_end_matches(is_blank).rsplit_once('每').map(|(_, rest)| rest).filter(measured);
        let divisor = divisor.map_or(String::new(), |divisor| format!("/{divisor}"));
        unit.replace('每', "/") + &divisor
    }

    /// True if the words behind a figure make it one that was to be reached: 36公里的年度任务 ("the
    /// year's task of 36 km"), 新建26处食堂的任务 ("the task to build 26 canteens").
    fn is_task<'t>(&self, behind: &'t str) -> bool {
        let tasks = self.words.of(&set::TASK);
        let clause = behind.char_indices().take(MAX_TASK).take_while(|(_, c)| !"，。；".contains(*c));
        let noun = behind.char_indices().take(MAX_NOUN).take_while(|(_, c)| is_han(*c));
        let attribute = noun.filter(|(_, c)| *c == '的');
        // 净利润2.3亿元等目标 ("targets such as a profit of 230 million yuan")
        let listed = clause.filter(|(_, c)| *c == '等');
        let rests = attribute.chain(listed).map(|(at, c)| &behind[at + c.len_utf8()..]);
        // 62亿元的税收目标 ("the target of 6.2 billion yuan of taxes")
        let starts = |rest: &'t str| rest.char_indices().take(MAX_TASK_NOUN).map(|(at, _)| &rest[at..]);
        let rests = rests.flat_map(starts);
        // 13.2亿元投资计划 ("a plan to invest 1.32 billion yuan")
        let sum = ["投资", "建设"].into_iter().find_map(|noun| behind.strip_prefix(noun));
        std::iter::once(behind).chain(rests).chain(sum).any(|rest| tasks.start_of(rest).is_some())
    }

    /// Number of the numbered rows of the table around byte `at`.
    pub(super) fn numbered_rows(&self, at: usize) -> Option<u16> {
        let behind = self.numbered.partition_point(|(table, _)| table.start() <= at);
        let (_, rows) = self.numbered[..behind].last().filter(|(table, _)| at < table.end())?;
        Some(*rows)
    }

    /// Returns `Some(Some(way))` for a change in a direction, and `Some(None)` for a value. `None`
    /// if the figure cannot be compared with other papers.
    fn change(&self, measure: &Measure<'_>) -> Option<Option<Way>> {
        // 净增不少于18亿元 ("a net increase of at least 1.8 billion yuan")
        if let Some(words) = before_limit(measure.lead(self.text), self.words) {
            return Some(way_of(words, self.words));
        }
        match measure.role {
            Role::Value | Role::To(_) => Some(None),
            // 从去年盘活的126亩用地中安排 ("from the 126 mu made available last year"); the year of an
            // earlier value is read later.
            Role::From | Role::Base => Some(None),
            Role::By(way) if matches!(measure.basis, Basis::Unsaid | Basis::YearBefore | Basis::Mean) => {
                Some(Some(way))
            }
            // 比年初提高 ("higher than at the beginning of the year") says the same as 比上年
            // ("than last year").
            Role::By(way) if matches!(measure.basis, Basis::Other(span) if is_year_end(span.of(self.text))) => {
                Some(Some(way))
            }
            _ => None,
        }
    }

    /// Level of administration in the last word that names a whole area: 市 ("city") in 全市 ("the
    /// whole city").
    pub(super) fn level(&self, words: &str) -> Option<char> {
        let levels = self.words.of(&set::LEVEL);
        let behind = words.rmatch_indices('全').map(|(at, word)| &words[at + word.len()..]);
        behind.filter_map(|rest| levels.start_of(rest)?.chars().next()).next()
    }

    /// Words at the beginning of a block that name its subject: 3. 云栎县水务局。 ("3. Water bureau
    /// of Yunli County.")
    fn item(&self, sentence: usize) -> Option<Span> {
        let doc = self.facts.doc;
        let start = doc.blocks().get(doc.block_at(sentence))?.span.start();
        let end = self.text.get(start..sentence)?.find(['。', '：', ':'])?;
        let head = Span::new(start, start + end);
        let name = head.of(self.text);
        let ends = [&set::ORGANISATION, &set::DEPARTMENT, &set::PLACE_SUFFIX];
        let is_name = ends.iter().any(|class| self.words.of(class).end_of(name).is_some());
        (is_name && !is_longer(name, MAX_ITEM)).then_some(head)
    }

    /// True if other papers may state the same value. False for an end of a range, and for the
    /// first of several values after 分别 ("respectively") if it is not known to which thing it
    /// belongs.
    fn is_comparable(&self, measure: &Measure<'_>) -> bool {
        let span = measure.quantity.span;
        let lead = measure.lead(self.text);
        let is_range = self.text[span.end()..].starts_with(DASHES)
            || !matches!(measure.role, Role::To(_))
                && before(self.text, span.start()).is_some_and(|c| DASHES.contains(&c));
        !is_range && (!lead.contains("分别") || self.told.contains_key(&span.start()))
    }

    /// End of the figure at `span`, without a word for a limit at its end, such as 以内 ("at
    /// most").
    fn number_end(&self, span: Span) -> usize {
        if self.is_limited(span) { span.end() - "以内".len() } else { span.end() }
    }

    /// Side of the true value of a figure that is called approximate: 40多个 ("forty-odd"), 近40个
    /// ("nearly forty").
    fn side(&self, quantity: Quantity<'_>, lead: &str) -> Option<Side> {
        let is_less = || self.words.of(&number::NEARLY).end_of(lead.trim_end_matches(is_blank)).is_some();
        match () {
            () if !quantity.is_approximate => None,
            () if quantity.span.of(self.text).contains(['多', '余', '几']) => Some(Side::Above),
            () => is_less().then_some(Side::Below),
        }
    }

    /// True if the figure at `span` is the limit of a range or of an aim, in itself or by the words
    /// after it.
    fn has_chosen_limit(&self, span: Span) -> bool {
        self.is_limited(span) || has_limit(&self.text[span.end()..])
    }

    /// True if the figure at `span` ends with a word for a limit, such as 以内 ("at most").
    fn is_limited(&self, span: Span) -> bool {
        ["以内", "以下", "以上"].iter().any(|word| span.of(self.text).ends_with(word))
    }
}

/// Year at the beginning of the paragraph below a heading, which holds for the paragraphs after it
/// too: 2024年，工作有了新进展。 ("In 2024, there was progress.").
/// `next` is the block of the next heading.
fn frame(
    facts: &Facts<'_>,
    (heading, next): (Span, Option<usize>),
    words: &ScopeWords<'_>,
    own: Option<u32>,
) -> Scope {
    let text = facts.doc.text();
    let mut scope = Scope::default();
    let below = facts.doc.block_at(heading.start()) + 1;
    if let Some(block) = facts.doc.blocks().get(below).filter(|_| next != Some(below)) {
        let clause = first_clause(block.span.of(text));
        if !is_longer(clause, MAX_FRAME) {
            scope.read(clause, words, own);
        }
    }
    scope
}

/// True for words for the end of a year, or for the beginning of the next one: 年初, 上年末.
fn is_year_end(words: &str) -> bool {
    let words = words.trim_end_matches(['的', '数']);
    words.ends_with("年初") || ["上年末", "去年末", "上年底", "去年底"].iter().any(|end| words.ends_with(end))
}

/// Words before the first comma.
fn first_clause(words: &str) -> &str {
    words.split(['，', ',']).next().unwrap_or_default()
}

/// True if the words before a figure say that each of several things has its own value: 各, 每
/// ("each").
fn is_each(lead: &str, words: &Words) -> bool {
    let all_kinds = words.of(&set::ALL_KINDS);
    let per = words.of(&set::PER);
    lead.match_indices('每').any(|(at, word)| per.start_of(&lead[at + word.len()..]).is_none())
        || lead.match_indices('各').any(|(at, word)| all_kinds.start_of(&lead[at + word.len()..]).is_none())
}
