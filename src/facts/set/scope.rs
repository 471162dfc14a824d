//! Time and place for which a figure holds, from the words of its sentence, of the sentences before
//! it and of the heading above.

use crate::facts::Facts;
use crate::facts::figure::relations::told::setting::period;
use crate::facts::set::records::{chance, record};
use crate::text::chars::is_han;
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::words::first_chars::FirstChars;
use crate::words::members::Members;
use crate::words::{Words, measure, set, time};

/// Verb for what is planned, which ends names too.
const PLAN: &str = "计划";
/// Verb for what is aimed at, and for what was won.
const WON: &str = "争取";
/// Number of blocks at the beginning in which a date may give the year of a paper.
const HEAD_BLOCKS: usize = 8;
/// Maximum number of periods that are kept for one sentence.
const MAX_STRETCHES: usize = 6;
/// Maximum number of characters between a year and a following 以来 ("since").
const MAX_SINCE: usize = 8;
/// Maximum number of Han characters at the beginning of a clause, such as 到 and 年 in
/// 到2026年10月底 ("by the end of October 2026"), before a month that holds for the whole sentence.
const MAX_ADVERB: usize = 4;
/// Characters behind the first number of a part of a list: 至 in 第1至7项 ("items 1 to 7").
static LISTS: Signs = Signs::of("至到、—-项");
/// Characters before a day that begins or ends a period: 至 in 截至 ("as of"), 从 ("from").
static PERIOD_ENDS: Signs = Signs::of("到至止从自");
/// Word for every year, under which figures of two papers are compared whatever year they name.
const EACH_YEAR: &str = "每年";
/// Maximum number of characters of the verb between a year and 的: 建成 in 2000年前建成的 ("built before
/// 2000").
const MAX_VERB: usize = 4;
/// Signs that end a clause.
const ENDS: [char; 7] = ['，', ',', '；', ';', '。', '：', ':'];
/// Word for a whole year, which is not read as a period: 一年 in 一年下来 ("over the year").
const WHOLE: &str = "一年";
/// Beginning of names such as 第一人民医院 ("First People's Hospital"), which is not read as a
/// period. 第一季度 ("first quarter") is read as one word.
const FIRST: &str = "第一";

/// Characters, besides the first ones of the word lists, at which the reader stops: numbers,
/// ordinals, signs that end a clause, 其中 ("of these"), 已 ("already"). All others are skipped.
const OTHERS: &str =
    "0123456789０１２３４５６７８９〇零一二两三四五六七八九廿卅卌十百千万亿第其已《，,；;。：:";

/// Word lists by which the time and place of a figure are read.
pub(super) struct ScopeWords<'w> {
    span: Members<'w>,
    aim: Members<'w>,
    intent: Members<'w>,
    target: Members<'w>,
    reached: Members<'w>,
    no_aim: Members<'w>,
    funds: Members<'w>,
    plan_name: Members<'w>,
    nameless: Members<'w>,
    noun: Members<'w>,
    whole: Members<'w>,
    area: Members<'w>,
    /// Words for a year, each with its offset from the year of the document: −1 for 去年 ("last
    /// year").
    years: [(Members<'w>, i32); 3],
    heads: FirstChars,
}

impl<'w> ScopeWords<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        let [span, aim, intent, target, whole, area] =
            [&time::SPAN, &measure::AIM, &set::INTENT, &set::TARGET, &set::WHOLE_YEAR, &measure::AREA]
                .map(|class| words.of(class));
        let [reached, no_aim, nameless, noun, funds, plan_name] = [
            &set::REACHED,
            &set::NO_AIM,
            &set::NAMELESS_PERIOD,
            &set::YEARS_NOUN,
            &set::FUNDS,
            &set::PLAN_NAME,
        ]
        .map(|class| words.of(class));
        let years = [(&set::LAST_YEAR, -1), (&set::THIS_YEAR, 0), (&set::NEXT_YEAR, 1)]
            .map(|(class, step)| (words.of(class), step));
        let [(last, _), (this, _), (next, _)] = years;
        let heads = FirstChars::of(&[span, aim, intent, target, whole, area, last, this, next], OTHERS);
        Self {
            span,
            aim,
            intent,
            target,
            reached,
            no_aim,
            funds,
            plan_name,
            nameless,
            noun,
            whole,
            area,
            years,
            heads,
        }
    }
}

impl ScopeWords<'_> {
    /// Year that the words before an earlier value give it: 比上年的11起 ("than the 11 of the year
    /// before"). `year` is that of the sentence, `own` that of the document.
    pub(super) fn base_year(&self, lead: &str, year: Option<u32>, own: Option<u32>) -> Option<u32> {
        if let Some(year) = first_year(lead) {
            return Some(year);
        }
        if lead.contains("前年") {
            return own?.checked_sub(2);
        }
        let [(last, _), ..] = self.years;
        let word = lead.char_indices().find_map(|(at, _)| last.start_of(&lead[at..]))?;
        // 上年 ("the year before") is that before the year of the sentence, 去年 ("last year") that
        // before the year of the document.
        let from = if word.starts_with('去') { own } else { year.or_else(|| own?.checked_sub(1)) };
        from?.checked_sub(1)
    }
}

/// Time and place for which a figure holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Year; `None` if no word gives it.
    pub year: Option<u32>,
    /// Periods that are shorter or longer than the year, as written, in order: 前三季度 ("first
    /// three quarters"), 6月 ("June").
    pub stretches: Vec<String>,
    /// Those of the periods that hold for their own clause only; see [`Scope::is_local`].
    pub(super) local: Vec<String>,
    /// True for an aim that is not reached yet.
    pub is_aim: bool,
    /// True after a word for what is to be done, whose clauses are all aims:
    /// 力争新开工30个，竣工20个 ("aim to begin 30 and finish 20").
    pub(super) is_intended: bool,
    /// True in a sentence after 目标是 ("the targets are").
    pub(super) is_goal: bool,
    /// True below a heading or in a list that announces targets: 二、总体目标 ("2. Overall
    /// targets").
    pub is_target: bool,
    /// True after 其中 ("of these"): the figure is a part.
    pub is_part: bool,
    /// Named place or part of the whole for which the figure holds.
    pub area: Option<Box<str>>,
    /// True if the year is in the figure's own sentence, and not in a heading or a sentence before
    /// it.
    pub is_year_said: bool,
    /// True in the cell of a table. Such a figure describes the thing of its row as a whole, for
    /// example the full length of a road.
    pub is_listed: bool,
    /// True if the year is given by a word for this, last or next year.
    pub is_relative: bool,
    /// Number of periods that the first clause of the sentence names. They hold for all later
    /// clauses.
    pub(super) framed: Option<u8>,
}

impl Scope {
    /// Updates the scope by the words of a sentence. `own` is the year of the document. Skips
    /// titles in 《》, which do not describe the figure.
    pub(super) fn read(&mut self, text: &str, words: &ScopeWords<'_>, own: Option<u32>) {
        let ScopeWords { span, whole, area, years, heads, .. } = words;
        let mut is_fresh = false;
        let (mut at, mut clause) = (0, 0);
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let mut length = c.len_utf8();
            if !heads.may_begin(c) {
                at += length;
                continue;
            }
            // Most characters at which the reader stops are no numbers, and are not read as such.
            let is_digit = narrow(c).is_ascii_digit();
            let is_number = is_digit || is_numeral(c);
            let counted = || record(rest).or_else(|| chance(rest));
            let stretch = || period(rest).filter(|word| *word != WHOLE && *word != FIRST);
            let spoken = || years.iter().find_map(|(class, step)| Some((class.start_of(rest)?.len(), *step)));
            if c == '《' {
                length = rest.find('》').unwrap_or(length);
            } else if ENDS.contains(&c) {
                is_fresh = true;
                self.is_goal |= matches!(c, '：' | ':') && announces(&text[clause..at], words);
                clause = at + length;
                self.end_clause(c, &text[..at]);
            } else if let Some(written) = is_number.then(counted).flatten() {
                length = written;
            } else if let Some((year, written)) = is_digit.then(|| year(rest)).flatten() {
                self.read_year(year, (&text[..at], &rest[written..]));
                length = written;
            } else if let Some((written, step)) = spoken() {
                let year = own.and_then(|own| own.checked_add_signed(step));
                self.read_spoken_year(year, &text[..at], &rest[..written], &rest[written..]);
                length = written;
            } else if let Some(word) = whole.start_of(rest) {
                self.stretches.clear();
                length = word.len();
            } else if let Some(word) =
                (is_number || c == '第').then(stretch).flatten().or_else(|| span.start_of(rest))
            {
                length = word.len();
                let behind = &rest[length..];
                if !is_no_period(&text[..at], word, behind, words) {
                    self.add(word, is_fresh, is_local(&text[clause..at], word, behind));
                    is_fresh = false;
                }
            } else if let Some(word) = area.start_of(rest) {
                self.area = Some(word.into());
                length = word.len();
            } else if let Some(written) = self.aim((&text[..at], rest), words) {
                length = written.max(length);
            } else if c == '已' {
                self.is_intended = false;
            } else if rest.starts_with("其中") {
                self.is_part = true;
            }
            at += length;
        }
    }

    /// Reads a year in digits, from the words before and behind it.
    fn read_year(&mut self, year: u32, (before, behind): (&str, &str)) {
        let is_base = is_base(behind) || is_compared(before) || is_from(before, behind);
        if !is_base && !is_limit(behind) {
            self.set_year(Some(year));
        }
    }

    /// Reads a word for `year`, such as 去年 ("last year"), from the words before and behind it.
    fn read_spoken_year(&mut self, year: Option<u32>, before: &str, word: &str, behind: &str) {
        // 2025年…，比上年增长5% ("in 2025 …, 5 % more than the year before")
        let is_compared = (word.starts_with('去') || self.year.is_some()) && is_compared(before);
        let is_from = word.starts_with(['去', '上', '过']) && is_from(before, behind);
        if !is_compared && !is_from && !is_base(behind) {
            self.set_year(year);
            self.is_relative = true;
        }
    }

    /// Reads a word for an aim at the start of `rest`. Returns the number of its bytes to skip.
    fn aim(&mut self, (before, rest): (&str, &str), words: &ScopeWords<'_>) -> Option<usize> {
        if rest.strip_prefix(WON).is_some_and(|behind| is_won(before, behind, words)) {
            return Some(WON.len());
        }
        // 主要完成 ("mainly completed")
        if let Some(word) = words.intent.start_of(rest).filter(|_| !before.ends_with(['主', '重', '首'])) {
            (self.is_aim, self.is_intended) = (true, true);
            return Some(word.len());
        }
        let word = words.aim.start_of(rest)?;
        // 互助保障计划 ("mutual insurance plan") is a name.
        let is_name = word == PLAN && words.plan_name.end_of(before).is_some();
        if is_name || words.no_aim.contains(word) {
            return Some(word.len());
        }
        self.is_aim = true;
        let behind = words.target.start_of(rest).map(|word| &rest[word.len()..]);
        self.is_goal |= behind.is_some_and(|behind| behind.starts_with(['：', ':', '是', '为']));
        Some(0)
    }

    /// Drops what holds for one clause only, at the sign that ends the words `before`.
    fn end_clause(&mut self, sign: char, before: &str) {
        self.is_intended &= !matches!(sign, '；' | ';' | '。');
        self.is_goal &= sign != '。';
        (self.is_aim, self.area) = (self.is_intended, None);
        for local in std::mem::take(&mut self.local) {
            self.stretches.retain(|stretch| *stretch != local);
        }
        // There are six at most.
        let framed = *self.framed.get_or_insert(self.stretches.len() as u8);
        if matches!(sign, '；' | ';' | '。') {
            self.stretches.truncate(framed.into());
        }
        // 其中，… ("of these, …"): the part is named in the following clause.
        self.is_part &= matches!(sign, '，' | ',') && before.ends_with("其中");
    }

    /// Sets the year, and drops the periods and the aim of the previous one:
    /// 2024年前三季度…，2025年… ("in the first three quarters of 2024 …, in 2025 …").
    fn set_year(&mut self, year: Option<u32>) {
        self.year = year;
        (self.is_year_said, self.is_relative) = (true, false);
        self.stretches.clear();
        (self.is_aim, self.is_intended) = (false, false);
    }

    /// Adds a period to those of its clause.
    fn add(&mut self, stretch: &str, is_fresh: bool, is_local: bool) {
        if is_fresh {
            self.stretches.clear();
            self.framed = Some(0);
        }
        if self.stretches.len() < MAX_STRETCHES && !self.stretches.iter().any(|known| known == stretch) {
            self.stretches.push(stretch.to_owned());
        }
        if is_local && self.local.len() < MAX_STRETCHES {
            self.local.push(stretch.to_owned());
        }
    }

    /// True for a value to be reached, by its own sentence or by the heading or list that contains
    /// it.
    pub fn is_planned(&self) -> bool {
        self.is_aim || self.is_target || self.is_goal
    }

    /// Year of the figure. If the paper seems to be of the year `own`, but most papers of its set
    /// are of the year `meant`, a relative year (去年, "last year") is moved by the difference.
    pub fn moved_year(&self, own: Option<u32>, meant: Option<u32>) -> Option<u32> {
        match (self.year, own, meant) {
            (Some(year), Some(own), Some(meant)) if self.is_relative && own != meant => {
                Some((year + meant).saturating_sub(own))
            }
            (year, ..) => year,
        }
    }
}

/// True for words that look like a period and are none, from the words `before` and `behind`
/// them: those that do not tell which period is meant, such as 期间 ("during"); a length of time in
/// a noun, such as 九年义务教育 ("nine years of compulsory school"); the time of a comparison, such as
/// 比年初 ("than at the beginning of the year"); a rank, such as 第3名 ("third").
fn is_no_period(before: &str, word: &str, behind: &str, words: &ScopeWords<'_>) -> bool {
    words.nameless.contains(word)
        || word.ends_with('年') && words.noun.start_of(behind).is_some()
        || is_compared(before.trim_end_matches(['“', '"']))
        || word.starts_with('第') && behind.starts_with(['名', '位'])
}

/// True for the words before a colon that announce targets: 今年的目标很清楚： ("this year's targets are
/// clear:"), but not 目标全部实现： ("all targets were reached:").
fn announces(clause: &str, words: &ScopeWords<'_>) -> bool {
    let mut ends = clause.char_indices().rev().map(|(at, c)| at + c.len_utf8());
    let target = ends.find(|end| words.target.end_of(&clause[..*end]).is_some());
    target.is_some_and(|end| !words.reached.is_in(clause) && !clause[end..].contains("实现"))
}

/// True for a period that dates an event and not the figures after it, from the words of its clause
/// before it and behind it: a month behind the subject in 水务平台二期11月上线，新装水表12万只
/// ("the platform goes online in November, 120,000 meters are installed"), a day in 9月26日开幕
/// ("opens on 26 September"). 截至 ("as of") makes a day the end of a period.
fn is_local(before: &str, word: &str, behind: &str) -> bool {
    // 每天运动两小时，近视率下降 ("two hours of sport a day, fewer are short-sighted")
    let is_each_day = word.starts_with('每') && word != EACH_YEAR;
    let is_month = word.ends_with('月') && word.starts_with(|c: char| narrow(c).is_ascii_digit());
    let number = behind.trim_start_matches(|c: char| narrow(c).is_ascii_digit());
    let is_of_day = is_month && number.len() < behind.len() && number.starts_with(['日', '号']);
    let is_day = is_of_day || word.ends_with(['日', '号']) && before.ends_with('月');
    let date = before.trim_end_matches(|c: char| narrow(c).is_ascii_digit() || c == '月');
    let is_end = date.ends_with(|c| PERIOD_ENDS.contains(c));
    let is_behind = || before.chars().filter(|c| is_han(*c)).nth(MAX_ADVERB).is_some();
    let goes_on = behind.starts_with(is_han) || is_of_day;
    // 第四批改造30家 ("the fourth group"), but 第1至7项 ("items 1 to 7") is a part of a list.
    let is_group = word.starts_with('第') && !behind.starts_with(|c| LISTS.contains(c));
    is_each_day || goes_on && (is_day && !is_end || is_month && is_behind() || is_group)
}

/// True before a year that is only the base of a comparison, so that the sentence keeps its own
/// year: 比去年增长5.2% ("5.2 % more than last year"). 比上年 ("than the year before") compares the
/// last year with the one before it.
fn is_compared(before: &str) -> bool {
    before.ends_with(['比', '较'])
}

/// True before and behind a year with the value at the beginning of a change, so that the sentence
/// keeps its own year: 由去年的1.8亿元增加到2.2亿元 ("from 180 million yuan last year to 220
/// million"), but not 从去年起 ("since last year").
fn is_from(before: &str, behind: &str) -> bool {
    before.ends_with(['由', '从', '自']) && behind.starts_with(['的', '底', '末', '初'])
}

/// True behind a year that is only the base of a comparison: 在去年基础上再压减15% ("15 % less than last
/// year"), 与去年相比 ("compared with last year").
fn is_base(behind: &str) -> bool {
    let behind = behind.strip_prefix('的').unwrap_or(behind);
    ["基础上", "相比", "同期相比"].iter().any(|words| behind.starts_with(words))
}

/// True behind a year before which something was made that the figures are about: 2000年底前建成的小区
/// ("housing built before the end of 2000").
fn is_limit(behind: &str) -> bool {
    let rest = behind.strip_prefix('底').unwrap_or(behind);
    let rest = ["以前", "之前", "前"].iter().find_map(|words| rest.strip_prefix(words));
    let mut verb = rest.unwrap_or_default().chars().take(MAX_VERB + 1).take_while(|c| is_han(*c));
    verb.any(|c| c == '的')
}

/// Year of a paper: that of the document, or the first year in a date near its beginning.
pub(super) fn year_of(facts: &Facts<'_>) -> Option<u32> {
    let end = facts.doc.blocks().get(HEAD_BLOCKS).map_or(usize::MAX, |block| block.span.start());
    let mut head = facts.dates().iter().take_while(|date| date.span.start() < end);
    facts
        .document_year()
        .map(|year| year.value)
        .or_else(|| head.find_map(crate::facts::date::dates::DateMention::known_year))
}

/// Year of four digits at the start of `text`, and the length of its words in bytes: 2025年,
/// 2025年度 ("year 2025").
fn year(text: &str) -> Option<(u32, usize)> {
    let length = text.len() - text.trim_start_matches(|c: char| narrow(c).is_ascii_digit()).len();
    let unit = ["年度", "年"].into_iter().find(|unit| text[length..].starts_with(unit))?;
    let digits: String = text[..length].chars().map(narrow).collect();
    // 1978年建站以来 ("since the station was built in 1978"), 2021年起 ("from 2021")
    let behind = &text[length + unit.len()..];
    let clause = behind.split(ENDS).next().unwrap_or_default();
    let near = clause.char_indices().nth(MAX_SINCE).map_or(clause, |(end, _)| &clause[..end]);
    let is_since = near.contains("以来") || behind.starts_with('起');
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    (digits.len() == 4 && !is_since).then_some((year, length + unit.len()))
}

/// First year of four digits in `text`.
pub(super) fn first_year(text: &str) -> Option<u32> {
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    let starts = text.char_indices().filter(|(at, c)| is_digit(*c) && !text[..*at].ends_with(is_digit));
    starts.filter_map(|(at, _)| year(&text[at..])).map(|(year, _)| year).next()
}

/// True if 争取 says that something was won, from the words before and behind it: 争取到48个项目 ("won 48
/// projects"), 争取上级资金 ("funds won from above"), but not 争取到2027年 ("aim until 2027").
fn is_won(before: &str, behind: &str, words: &ScopeWords<'_>) -> bool {
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    let reached = behind.strip_prefix('到');
    let of_number = reached.filter(|rest| rest.starts_with(is_digit));
    let is_count = of_number.is_some_and(|rest| !rest.trim_start_matches(is_digit).starts_with('年'));
    is_count || words.funds.start_of(reached.unwrap_or(behind)).is_some() || before.ends_with("向上")
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, Scope, ScopeWords};
    use crate::words::Words;

    fn scope(text: &str) -> Scope {
        let mut scope = Scope::default();
        scope.read(text, &ScopeWords::new(&Words::new()), Some(2026));
        scope
    }

    #[test]
    fn all_numerals_are_read() {
        use crate::text::fold::narrow;
        use crate::text::numeral::is_numeral;
        let is_number = |c: &char| narrow(*c).is_ascii_digit() || is_numeral(*c);
        assert!(('\0'..='\u{FFFF}').filter(is_number).all(|c| OTHERS.contains(c)));
    }

    #[test]
    fn reads_years_stretches_and_aims() {
        assert_eq!(scope("去年全县完成投资").year, Some(2025));
        assert_eq!(scope("2025年完成，今年计划投资").year, Some(2026));
        assert_eq!(scope("去年前三季度完成投资").stretches, ["前三季度"]);
        assert_eq!(scope("2021年以来累计完成").year, None);
        assert_eq!(scope("今年投资比去年增长5.2%；改造公路").year, Some(2026));
        assert_eq!(scope("今年产量较2024年翻一番，销量").year, Some(2026));
        assert!(scope("今年力争达到").is_aim && !scope("去年达到").is_aim);
        assert!(scope("力争新开工30个，竣工").is_aim && !scope("力争开工30个；竣工").is_aim);
        assert!(
            scope("主要目标是：产量200吨，收入").is_planned() && !scope("完成目标任务，收入").is_planned()
        );
        assert_eq!(scope("今年资金由去年的1.8亿元增加到").year, Some(2026));
        // Nouns, the year of a comparison, and the base of a change.
        assert!(!scope("今年新建标准厂房").is_planned() && !scope("主要完成").is_planned());
        assert!(scope("学前三年毛入园率").stretches.is_empty() && scope("比年初提高").stretches.is_empty());
        assert_eq!(scope("2026年产值40亿元，比上年增长").year, Some(2026));
        assert!(
            scope("今年的目标很清楚：吞吐量").is_planned() && !scope("目标全部实现：吞吐量").is_planned()
        );
        // A month behind the subject, and a day, date an event.
        assert!(scope("水务平台二期11月上线，新装").stretches.is_empty());
        assert!(scope("9月26日在广场开幕，共设").stretches.is_empty());
        assert_eq!(scope("截至3月10日，共排查").stretches, ["3月", "10日"]);
        assert_eq!(scope("到2026年10月底，完成").stretches, ["10月"]);
    }
}
