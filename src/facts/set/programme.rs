//! Numbers of actions and tasks in a plan, and the numbers that other papers give for them:
//! 部署了六大行动、18项任务 ("assigned six actions and 18 tasks").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::head;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::set;

/// Kind of the counted parts of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Actions: 五大行动 ("five actions").
    Action,
    /// Works: 六大工程 ("six works").
    Work,
    /// Tasks: 18项任务 ("18 tasks").
    Task,
    /// Measures: 26条措施 ("26 measures").
    Measure,
}

impl Part {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Action, Self::Work, Self::Task, Self::Measure];

    /// Chinese noun for the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Action => "行动",
            Self::Work => "工程",
            Self::Task => "任务",
            Self::Measure => "措施",
        }
    }

    /// Words that may follow a number of this kind.
    fn class(self) -> &'static Class {
        match self {
            Self::Action => &set::ACTIONS,
            Self::Work => &set::WORKS,
            Self::Task => &set::TASKS,
            Self::Measure => &set::MEASURES,
        }
    }
}

/// Units of a higher level of a plan. A number with such a unit comes before the number of the
/// parts below it: 个方面 in 七个方面32项 ("32 of seven kinds").
const FIELDS: [&str; 4] = ["个方面", "大行动", "大工程", "大类"];
/// Minimum number of headings with the word 行动 ("action") or 工程 ("work") that count as the actions
/// or works of a plan.
const MIN_ACTIONS: u64 = 3;
/// Number of bytes of a heading that are read.
const MAX_HEADING: usize = 90;

/// A number of parts of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCount {
    /// Span of the number, or of the last counted heading.
    pub span: Span,
    /// The number.
    pub number: u64,
    /// Kind of the counted parts.
    pub part: Part,
    /// True if the paper is the plan itself.
    pub is_own: bool,
    /// True if the number comes from counting the headings, not from the text.
    pub is_counted: bool,
}

/// Finds all numbers of parts of a plan.
pub(super) fn find(facts: &Facts<'_>) -> Vec<PlanCount> {
    let text = facts.doc.text();
    let plans = facts.words().of(&set::PLAN);
    let is_own = head(facts).any(|line| plans.is_in(line.of(text)));
    let headings = facts.headings();
    let is_heading = |count: &Count| {
        let behind = headings.partition_point(|heading| heading.span.start() <= count.number.start());
        headings[..behind].last().is_some_and(|heading| count.number.end() <= heading.span.end())
    };
    let stated = facts.counts().iter().filter_map(|count| stated(facts, count, is_own, &is_heading));
    let mut found: Vec<PlanCount> = stated.collect();
    if is_own {
        found.extend(counted(facts));
    }
    found
}

/// Reads a number of parts of a plan: 提出五大行动、18项任务 ("five actions and 18 tasks"). In a paper that
/// is not the plan, the text must name a plan, or the number must be in a heading.
fn stated(
    facts: &Facts<'_>,
    count: &Count,
    is_own: bool,
    is_heading: &dyn Fn(&Count) -> bool,
) -> Option<PlanCount> {
    let (text, words) = (facts.doc.text(), facts.words());
    let behind = &text[count.number.end()..];
    let sentence = facts.sentences().at(count.number.start())?;
    let before = near(text, sentence.start(), count.number.start());
    let is_below = is_below(before);
    let named = Part::ALL.into_iter().find(|part| words.of(part.class()).start_of(behind).is_some());
    let part = match named {
        Some(part) => part,
        // 七个方面30项 ("30 of seven kinds")
        None if is_below && behind.starts_with('项') && !behind['项'.len_utf8()..].starts_with(is_han) => {
            Part::Task
        }
        None => return None,
    };
    // 其中3项任务 ("of these 3 tasks"), 还有五项任务 ("five more tasks"): only some of them.
    let clause = before.rsplit(['，', ',', '、', '；', '：']).next().unwrap_or_default();
    let others = [&set::LAST_YEAR, &set::OTHER_TIME];
    let is_other = others.iter().any(|class| words.of(class).is_in(before));
    let is_division = matches!(part, Part::Action | Part::Work);
    let block = facts.doc.blocks().get(facts.doc.block_at(count.number.start()))?;
    // 三、打好五个专项行动: a heading of a speech.
    let is_heading = !is_own && is_division && is_heading(count);
    // 李县长在讲话中…。他要求…六大专项行动: the paragraph is about the speech.
    let paragraph = near(text, block.span.start(), count.number.start());
    let is_of_speech = is_division && words.of(&set::REPORT).is_in(paragraph);
    let names_plan = words.of(&set::PLAN).is_in(sentence.of(text)) || is_below || is_of_speech;
    let is_meant =
        if is_own { is_division || is_below || clause.ends_with('共') } else { names_plan || is_heading };
    let is_own = is_own || is_heading;
    (is_meant && !is_other && !words.of(&set::SOME_OF).is_in(clause)).then_some(PlanCount {
        span: count.number,
        number: count.value,
        part,
        is_own,
        is_counted: false,
    })
}

/// True if a number of a higher level comes directly before: 五大行动、 ("five actions,"), 七个方面 ("seven
/// kinds").
fn is_below(before: &str) -> bool {
    let before = before.trim_end_matches(['、', '，', ',', '共', '和', '”']);
    FIELDS.iter().any(|unit| {
        let number = before.strip_suffix(unit).map(|rest| rest.chars().next_back());
        number.flatten().is_some_and(|c| is_numeral(c) || c.is_ascii_digit())
    })
}

/// Counts the headings of a plan that are called actions or works (numbered （一）, （二） …), and the
/// items 1. 2. … that run through them.
fn counted(facts: &Facts<'_>) -> Vec<PlanCount> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    for part in [Part::Action, Part::Work] {
        let (mut parts, mut tasks): ((u64, Span), (u64, Span)) = Default::default();
        for block in facts.doc.blocks().iter().filter(|block| block.kind.is_running()) {
            let line = block.span.of(text);
            let line = &line[..line.floor_char_boundary(MAX_HEADING.min(line.len()))];
            if let Some((number, name)) = heading(line) {
                let name = name.split(['。', '，', '：']).next().unwrap_or_default();
                let is_part = name.trim_end_matches(['*', ' ']).ends_with(part.name());
                if is_part && number == parts.0 + 1 {
                    parts = (number, block.span);
                }
            } else if let Some(number) = item(line)
                && parts.0 > 0
                && number == tasks.0 + 1
            {
                tasks = (number, block.span);
            }
        }
        let count = |(number, span), part| PlanCount { span, number, part, is_own: true, is_counted: true };
        if parts.0 >= MIN_ACTIONS {
            found.push(count(parts, part));
            found.extend((tasks.0 > parts.0).then(|| count(tasks, Part::Task)));
        }
    }
    found
}

/// Number and words of a heading such as （一）责任落实行动 ("(1) Action for responsibility").
fn heading(line: &str) -> Option<(u64, &str)> {
    let inside = line.trim_start_matches(['*', '#', ' ', '\u{3000}']).strip_prefix(['（', '('])?;
    let (number, rest) = inside.split_once(['）', ')'])?;
    Some((cardinal(number)?, rest))
}

/// Number of an item such as 12.建立台账 ("12. Keep records").
fn item(line: &str) -> Option<u64> {
    let line = line.trim_start_matches(['*', ' ', '\u{3000}']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    rest.starts_with(['.', '．', '、']).then(|| line[..digits].parse().ok())?
}
