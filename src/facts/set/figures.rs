//! Figures in prose and in tables, with the thing that they measure.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::facts::figure::relations::told::reader::bare;
use crate::facts::figure::sheets::named::NamedFigure;
use crate::facts::set::bounds::{bound, without_limit};
use crate::facts::set::cells::Cells;
use crate::facts::set::column_units::{bare_unit, unit_of, without_units};
use crate::facts::set::counted::tail;
use crate::facts::set::lead_ins::{LeadIn, announces_targets, lead_ins};
use crate::facts::set::scope::{Scope, ScopeWords};
use crate::facts::set::stated_figure::{Aspects, StatedFigure, StatedFigureBuilder, Sum};
use crate::facts::set::sums;
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::{before, is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, set, table, total};

/// Maximum number of characters of the words at the beginning of a block that name its subject.
/// Longer words are not read as a subject.
const MAX_ITEM: usize = 24;
/// Maximum number of characters of the second label of a table row that is part of the row's name.
/// A longer label is left out.
const MAX_LABEL: usize = 12;
/// Maximum number of characters of a noun behind a figure, before the word for a task.
const MAX_NOUN: usize = 12;
/// Maximum number of characters before a figure that may be only a verb, such as 达到 ("reach"),
/// and then do not name the figure.
const MAX_VERB: usize = 3;
/// Minimum number of digits of a length of time that is compared.
const MIN_DAYS: usize = 4;
/// Signs of a range.
const DASHES: [char; 8] = ['-', '—', '–', '－', '~', '～', '至', '\u{2212}'];
/// Characters of words that introduce a comparison: 比, 较 ("than").
const COMPARED: [char; 2] = ['比', '较'];

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
struct Heading {
    span: Span,
    year: Option<u32>,
    /// True if it announces targets: 二、总体目标 ("2. Overall targets").
    is_goal: bool,
}

/// Words that name the thing that a figure measures.
#[derive(Clone, Copy)]
struct Subject<'t> {
    /// Words of the clause before the figure, or those of the previous figure if this figure
    /// continues it.
    name: &'t str,
    /// For a share, the words for the whole: 总投资 ("total investment") in 占总投资的12% ("12 % of
    /// the total investment").
    whole: &'t str,
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    text: &'d str,
    words: &'d Words,
    scope_words: ScopeWords<'d>,
    own: Option<u32>,
    headings: Vec<Heading>,
    /// For each block of a list, the time and place from the sentence that introduces the list.
    leads: Vec<Option<LeadIn>>,
    cells: &'f Cells,
    /// Spans of the tables with numbered rows, each with the number of these.
    numbered: Vec<(Span, u16)>,
}

impl<'f, 'd> Reader<'f, 'd> {
    fn new(facts: &'f Facts<'d>, own: Option<u32>, cells: &'f Cells) -> Self {
        let (text, words) = (facts.doc.text(), facts.words());
        let scope_words = ScopeWords::new(words);
        let headings = facts.headings();
        let mut known: Vec<Heading> = Vec::with_capacity(headings.len());
        for heading in &headings {
            let mut scope = Scope::default();
            scope.read(heading.span.of(text), &scope_words, own);
            let above = heading.parent.and_then(|parent| known.get(parent as usize)?.year);
            let is_goal = announces_targets(heading.span.of(text), words);
            known.push(Heading { span: heading.span, year: scope.year.or(above), is_goal });
        }
        let leads = lead_ins(facts, &scope_words, own);
        let numbered = facts.tables().iter().filter_map(|table| sums::numbered_rows(table, text)).collect();
        Self { facts, text, words, scope_words, own, headings: known, leads, cells, numbered }
    }

    /// Time and place for the block at byte `at`: the year of the heading above and of the sentence
    /// that introduces its list, and if these announce targets (到2027年实现以下目标：, "reach the
    /// following targets by 2027:").
    fn context(&self, at: usize) -> Scope {
        let heading = self.heading(at);
        let year = heading.and_then(|heading| heading.year);
        let mut scope = Scope { year, ..Scope::default() };
        scope.is_target = heading.is_some_and(|heading| heading.is_goal);
        let lead = self.leads.get(self.facts.doc.block_at(at)).copied().flatten();
        if let Some(lead) = lead {
            scope.year = lead.year.or(scope.year);
            scope.is_relative = lead.is_relative;
            scope.is_target |= lead.is_target;
        }
        scope
    }

    /// Last heading before byte `at`.
    fn heading(&self, at: usize) -> Option<Heading> {
        let behind = self.headings.partition_point(|heading| heading.span.start() <= at);
        self.headings[..behind].last().copied()
    }

    fn read(&self, scope: &mut Scope, span: Span) {
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
        let (mut last, mut last_tail) = ("", "");
        let mut governing = Aspects::default();
        for measure in list {
            let quantity = measure.quantity;
            if quantity.unit.is_empty() || is_short_time(quantity) {
                continue;
            }
            self.read(&mut scope, Span::new(at, quantity.span.start()));
            at = quantity.span.start();
            let subject = self.named_by(self.subject(measure, last), last_tail);
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
            let tail = if has_tail { last_tail } else { "" };
            // If the cell has no words of its own, the label of the row names the figure.
            let label = if name.is_empty() { row } else { "" };
            let before = near(self.text, first.sentence.start(), measure.start);
            let builder = StatedFigureBuilder {
                name: self.short_name(subject) + &without_limit(tail).replace('的', "") + label,
                wording: Wording::new(&[name, whole, tail, row], &[before, item, heading, column]),
                aspects: Aspects::read(&[tail, label], self.words).with(governing),
                bound: bound(lead, &self.text[self.number_end(quantity.span)..], self.words),
                unit: &self.unit(quantity, lead),
                power: 0,
                is_money: false,
                level: self.level(name).or_else(|| self.level(first_clause(before))),
                is_of_item: !item.is_empty(),
                is_preliminary: self.words.of(&set::PRELIMINARY).is_in(lead),
                is_more: quantity.is_approximate && quantity.span.of(self.text).contains(['多', '余']),
                sum: sums::in_prose(name, before, self.words),
                spent: sums::spent(name, &scope, self.words),
                thing: if sums::is_of_several(row) { "" } else { row },
            };
            let is_aim = scope.is_aim || self.is_task(&self.text[quantity.span.end()..]);
            let scope = Scope { is_aim, ..scope.clone() };
            found.extend(builder.build(quantity, change, (&scope, self.words)));
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

    /// Flags for the words before a figure. `governing` are those of the previous figure.
    fn aspects(&self, measure: &Measure<'_>, name: &str, governing: Aspects) -> Aspects {
        let of_mean = if measure.basis == Basis::Mean { measure.lead(self.text) } else { "" };
        let aspects = Aspects::read(&[name, of_mean], self.words);
        // 新增一级学科3个、二级学科2个 ("3 new disciplines of the first and 2 of the second
        // level"): the verb is that of both.
        let goes_on = self.text[..measure.start].trim_end_matches(is_blank).ends_with('、');
        if goes_on { aspects.with_added(governing) } else { aspects }
    }

    /// The unit of a figure, with a slash for 每 ("per"): 微克/立方米 for 每立方米26微克 ("26
    /// micrograms per cubic metre").
    fn unit(&self, quantity: Quantity<'_>, lead: &str) -> String {
        let unit = if is_person(quantity.unit) { "人" } else { quantity.unit };
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
    fn is_task(&self, behind: &str) -> bool {
        let tasks = self.words.of(&set::TASK);
        let noun = behind.char_indices().take(MAX_NOUN).take_while(|(_, c)| is_han(*c));
        let attribute = noun.filter(|(_, c)| *c == '的').map(|(at, c)| &behind[at + c.len_utf8()..]);
        std::iter::once(behind).chain(attribute).any(|rest| tasks.start_of(rest).is_some())
    }

    /// Shortened name of the thing that a figure measures. If a share has no other words than 占
    /// ("make up"), the words for the whole come before it.
    fn short_name(&self, subject: Subject<'_>) -> String {
        let name = bare(subject.name, self.words);
        let is_short = name.chars().nth(1).is_none();
        if is_short { (bare(subject.whole, self.words) + &*name).into_owned() } else { name.into_owned() }
    }

    /// Words that name the thing that a figure measures: those before the figure, or those of the
    /// previous figure (`last`) if it has none of its own.
    fn subject<'t>(&self, measure: &Measure<'_>, last: &'t str) -> Subject<'t>
    where
        'd: 't,
    {
        let lead = measure.lead(self.text);
        let is_nameless = measure.name.of(self.text).is_empty();
        // 产值120亿元，比上年增长7.2% ("output 12 billion yuan, 7.2 % more than last year")
        let is_change = is_nameless && matches!(measure.role, Role::By(_));
        let is_empty = is_nameless && bare(lead, self.words).chars().nth(MAX_VERB).is_none();
        // 投入11.2亿元，占营业收入的2.9% ("1.12 billion yuan invested, 2.9 % of the sales")
        let is_share = lead.trim_start_matches(is_blank).starts_with('占');
        let name = match measure.role {
            // 办理件次，同比减少31.7% ("cases handled, 31.7 % fewer than the year before")
            _ if (is_change || is_empty) && last.is_empty() => self.clause_before(measure),
            _ if is_empty || is_change => last,
            // 营业收入同比增长7.9% ("sales grew by 7.9 % over the year before"): the words for the
            // change do not belong to the name.
            Role::By(_) => measure.name.of(self.text),
            _ => lead,
        };
        Subject { name, whole: if is_share { last } else { "" } }
    }

    /// Words of the clause before that of a figure. Empty if they are too many for a name.
    fn clause_before(&self, measure: &Measure<'_>) -> &'d str {
        let start = measure.sentence.start();
        let before = near(self.text, start, measure.start.max(start)).trim_end_matches(is_blank);
        let Some(before) = before.strip_suffix(['，', ',']) else { return "" };
        let clause = before.rsplit(['，', ',', '；', ';', '：', ':', '。']).next().unwrap_or_default();
        if is_longer(clause, MAX_ITEM) { "" } else { clause }
    }

    /// The subject, or else the words behind the previous figure: 9274户领取租赁补贴，共计3860万元
    /// ("9274 households get subsidies, 38.6 million yuan in all").
    fn named_by<'t>(&self, subject: Subject<'t>, last_tail: &'t str) -> Subject<'t> {
        let is_unnamed = bare(subject.name, self.words).chars().nth(1).is_none();
        match is_unnamed && subject.whole.is_empty() && !last_tail.is_empty() {
            true => Subject { name: last_tail, ..subject },
            false => subject,
        }
    }

    /// Number of the numbered rows of the table around byte `at`.
    fn numbered_rows(&self, at: usize) -> Option<u16> {
        let behind = self.numbered.partition_point(|(table, _)| table.start() <= at);
        let (_, rows) = self.numbered[..behind].last().filter(|(table, _)| at < table.end())?;
        Some(*rows)
    }

    /// Returns `Some(Some(way))` for a change in a direction, and `Some(None)` for a value. `None`
    /// if the figure cannot be compared with other papers.
    fn change(&self, measure: &Measure<'_>) -> Option<Option<Way>> {
        match measure.role {
            Role::Value | Role::To(_) => Some(None),
            // 去年降本增效8640万元 ("86.4 million yuan saved last year"): the scope contains the
            // year.
            Role::Base if !measure.lead(self.text).contains(COMPARED) => Some(None),
            Role::By(way) if matches!(measure.basis, Basis::Unsaid | Basis::YearBefore | Basis::Mean) => {
                Some(Some(way))
            }
            _ => None,
        }
    }

    /// Level of administration in the last word that names a whole area: 市 ("city") in 全市 ("the
    /// whole city").
    fn level(&self, words: &str) -> Option<char> {
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

    /// True if other papers may state the same value. False for an end of a range, and for a value
    /// that each of several things has: 各5万元 ("50,000 yuan each").
    fn is_comparable(&self, measure: &Measure<'_>) -> bool {
        let span = measure.quantity.span;
        let lead = measure.lead(self.text);
        let is_range = self.text[span.end()..].starts_with(DASHES)
            || !matches!(measure.role, Role::To(_))
                && before(self.text, span.start()).is_some_and(|c| DASHES.contains(&c));
        !is_range && !is_each(lead, self.words)
    }

    /// End of the figure at `span`, without a word for a limit at its end, such as 以内 ("at
    /// most").
    fn number_end(&self, span: Span) -> usize {
        if self.is_limited(span) { span.end() - "以内".len() } else { span.end() }
    }

    /// True if the figure at `span` ends with a word for a limit, such as 以内 ("at most").
    fn is_limited(&self, span: Span) -> bool {
        ["以内", "以下", "以上"].iter().any(|word| span.of(self.text).ends_with(word))
    }

    /// Time and place of a cell, from the heading above the table and the labels of the cell.
    fn scope_of_cell(&self, heading: Option<Heading>, labels: [Option<Span>; 3]) -> Scope {
        let is_target = heading.is_some_and(|heading| heading.is_goal);
        let year = heading.and_then(|heading| heading.year);
        let mut scope = Scope { year, is_target, ..Scope::default() };
        for label in labels.into_iter().flatten() {
            self.read(&mut scope, label);
        }
        scope
    }

    /// Reads the figures of tables.
    fn tables(&self, found: &mut Vec<StatedFigure>) {
        let paper_power = sums::power_of_money(self.text);
        for figure in self.facts.named_figures() {
            let NamedFigure { quantity, row, label, column, group, power, is_percentage, unit } = figure;
            if quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            let heading = self.heading(quantity.span.start());
            let scope = self.scope_of_cell(heading, [Some(row), group, Some(column)]);
            let [row_text, label_text, head] = [row, label, column].map(|span| span.of(self.text));
            let is_second = label != row && !is_longer(label_text, MAX_LABEL);
            let label_text = if is_second { label_text } else { "" };
            // The total of a table belongs to its caption.
            let is_total =
                self.words.of(&total::LABEL).start_of(row_text.trim_start_matches(is_blank)).is_some();
            let caption = heading.map_or("", |heading| heading.span.of(self.text));
            // The total of all rows, but not 小计 ("subtotal"), is that of as many things as there
            // are numbered rows.
            let is_of_all = is_total && !row_text.contains("小计");
            let rows = self.numbered_rows(quantity.span.start()).filter(|_| is_of_all);
            let [row_text, label_text, whole] =
                if is_total { ["", "", caption] } else { [row_text, label_text, ""] };
            let group_text = without_units(group.map_or("", |group| group.of(self.text)));
            let column_text = group_text + &without_units(head);
            let is_in = |class, text| self.words.of(class).is_in(text);
            let is_money = !is_percentage && (is_in(&set::MONEY, head) || is_in(&set::MONEY, row_text));
            let power = if is_money && power == 0 && quantity.unit.is_empty() && quantity.scale == 0 {
                paper_power.unwrap_or(0)
            } else {
                power
            };
            let is_growth = is_percentage && is_in(&table::GROWTH, head);
            let sign = before(self.text, quantity.span.start()).map_or(String::new(), String::from);
            let change = (is_growth && !sign.starts_with(DASHES)).then_some(Way::Up);
            let builder = StatedFigureBuilder {
                name: bare(&[row_text, label_text, &column_text].concat(), self.words).into_owned(),
                wording: Wording::new(&[row_text, label_text, &column_text, whole], &[caption]),
                aspects: Aspects::read(&[row_text, label_text, head], self.words),
                bound: bound(&sign, "", self.words),
                unit: match (unit_of(quantity, &[head, row_text]), unit) {
                    _ if is_percentage => "%",
                    ("", Some(unit)) => bare_unit(unit.of(self.text)),
                    ("", None) if is_money && power > 0 => "元",
                    (unit, _) => unit,
                },
                power,
                is_money,
                level: [row_text, head, caption].iter().find_map(|words| self.level(words)),
                is_of_item: false,
                is_more: false,
                is_preliminary: is_in(&set::PRELIMINARY, row_text) || is_in(&set::PRELIMINARY, head),
                sum: sums::of_row([row.of(self.text), label.of(self.text)], (rows, head), self.words)
                    .filter(|_| is_total || sums::is_of_several(row.of(self.text)))
                    .map(|sum| Sum { is_total, ..sum }),
                spent: sums::of_head(head, self.words),
                // 新开工项目（6个） | 103700 ("new projects (6) | 103700"): a row about several
                // things.
                thing: if sums::is_of_several(row_text) { "" } else { row_text },
            };
            found.extend(builder.build(quantity, change, (&scope, self.words)));
        }
    }
}

/// True for a short time. Only a mean, such as 平均住院日6.7天 ("average stay 6.7 days"), and a
/// long time are compared: 连续安全生产4217天 ("4217 days without an accident").
fn is_short_time(quantity: Quantity<'_>) -> bool {
    quantity.dimension == Some(Dimension::Time)
        && !quantity.printed.has_decimals()
        && quantity.digits() < MIN_DAYS
}

/// Words before the first comma.
fn first_clause(words: &str) -> &str {
    words.split(['，', ',']).next().unwrap_or_default()
}

/// True if the words before a figure say that each of several things has its own value: 各, 每
/// ("each"), 分别 ("respectively").
fn is_each(lead: &str, words: &Words) -> bool {
    let all_kinds = words.of(&set::ALL_KINDS);
    let per = words.of(&set::PER);
    lead.match_indices('每').any(|(at, word)| per.start_of(&lead[at + word.len()..]).is_none())
        || lead.contains("分别")
        || lead.match_indices('各').any(|(at, word)| all_kinds.start_of(&lead[at + word.len()..]).is_none())
}
