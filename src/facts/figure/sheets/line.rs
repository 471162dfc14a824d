//! Rows and columns of a table: their names, the kinds of their figures, and how these may follow
//! from others.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{Words, table, total};

/// A row or a column with figures.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a name says, each by itself")]
pub(in crate::facts::figure) struct Line {
    /// Its own label.
    pub(in crate::facts::figure) label: Option<Span>,
    /// Outermost label of the line that contains words.
    pub(in crate::facts::figure) first: Option<Span>,
    /// Label above its own that the line shares with other lines, such as a head over several
    /// columns.
    pub(in crate::facts::figure) group: Option<Span>,
    /// Hash of its own label, by which lines with the same words are found.
    pub(in crate::facts::figure) name: u64,
    /// Kind of its figures, which its name gives.
    pub(in crate::facts::figure) kind: Kind,
    /// Level of a numbered row: 一、 is 1, （一） 2, `1.` 3, （1） 4. 0 if it has no number.
    pub(in crate::facts::figure) level: u8,
    /// True after 减： ("less:"), false after 加： ("plus:").
    pub(in crate::facts::figure) is_taken: Option<bool>,
    /// Power of ten of its unit: 4 for 万元 (10,000 yuan).
    pub(in crate::facts::figure) power: u32,
    /// True if the time of its figures is given: 本年 ("this year"), 上年同期 ("the same period of
    /// last year"), 2023年.
    pub(in crate::facts::figure) is_timed: bool,
    /// True for the product of a price and a number: 金额 ("amount").
    pub(in crate::facts::figure) is_amount: bool,
    /// True for one line divided by another: 人均 ("per person").
    pub(in crate::facts::figure) is_quotient: bool,
    /// True for running sums: 累计 ("in total").
    pub(in crate::facts::figure) is_running: bool,
    /// True if its figures are percentages.
    pub(in crate::facts::figure) is_percentage: bool,
    /// Span of its unit in the column of units.
    pub(in crate::facts::figure) unit: Option<Span>,
}

/// Kind of the figures in a row or column, which decides how they may follow from other lines. It
/// is recognised by the name of the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::facts::figure) enum Kind {
    /// Figures that may be added, without a special name.
    #[default]
    Plain,
    /// Total: 合计 ("in all").
    Total,
    /// Whole that is the sum of others without being called a total: 全市 ("the whole city"), 全年
    /// ("the whole year").
    Whole,
    /// Subtotal: 小计 ("subtotal").
    Subtotal,
    /// Part: 其中 ("of these").
    Part,
    /// Growth of another line: 增长 ("growth").
    Growth,
    /// Share of another line: 占比 ("share").
    Share,
    /// Amount or rate of completion: 完成 ("completed").
    Completion,
    /// Difference: 结余 ("balance").
    Difference,
    /// Rate, which cannot be added: 率 ("rate"), 均 ("mean"), 单价 ("price").
    Rate,
    /// Rank among the rows: 排名 ("rank").
    Rank,
    /// Number of the row: 序号 ("serial number").
    Serial,
}

impl Line {
    /// Creates the line with these labels, from the outermost to its own.
    pub(super) fn new(text: &str, words: &Words, labels: &[Span], caption: &str) -> Self {
        let title: String = labels.iter().map(|label| plain(label.of(text))).collect::<Vec<_>>().join(" ");
        let own = labels.last().map_or("", |label| label.of(text));
        let (outer, brackets) = without_brackets(&plain(own));
        let units = if brackets.is_empty() { caption } else { &brackets };
        let is_percentage = title.contains(['%', '％']) || matches!(units, "%" | "％");
        let name = outer.trim_start_matches(|c| is_numeral(c) || c.is_ascii_digit() || is_mark(c)).to_owned();
        let name = if name.is_empty() { outer.clone() } else { name };
        Self {
            label: labels.last().copied(),
            first: labels.iter().find(|label| label.of(text).contains(is_han)).copied(),
            name: FxBuildHasher.hash_one(own.trim()),
            kind: kind(words, &outer, &name, &title, is_percentage),
            level: level(&plain(own)),
            is_taken: if name.starts_with("减") {
                Some(true)
            } else {
                name.starts_with("加").then_some(false)
            },
            power: power(units),
            is_quotient: words.of(&table::QUOTIENT).is_in(&name),
            is_running: words.of(&table::RUNNING).is_in(&name),
            is_timed: words.of(&table::TIME).is_in(&title),
            is_amount: words.of(&table::AMOUNT).is_in(&name),
            group: labels.len().checked_sub(2).and_then(|at| labels.get(at)).copied(),
            is_percentage,
            unit: None,
        }
    }

    /// True for figures that may be part of a sum.
    pub(in crate::facts::figure) fn is_addend(&self) -> bool {
        matches!(self.kind, Kind::Plain | Kind::Subtotal | Kind::Total | Kind::Whole | Kind::Difference)
    }

    /// True if the name is that of a sum.
    pub(in crate::facts::figure) fn is_total(&self) -> bool {
        matches!(self.kind, Kind::Total | Kind::Whole | Kind::Subtotal)
    }

    /// True for values, which are neither rates nor ranks.
    pub(in crate::facts::figure) fn is_value(&self) -> bool {
        self.is_addend() || self.kind == Kind::Part
    }
}

/// Label without blanks and characters of emphasis.
fn plain(label: &str) -> String {
    label.chars().filter(|&c| !is_blank(c) && !matches!(c, '*' | '\n' | '`' | '#')).collect()
}

/// True for a character after or around the number of a row.
fn is_mark(c: char) -> bool {
    matches!(c, '、' | '.' | '．' | '（' | '）' | '(' | ')' | '，' | ',' | '：' | ':')
}

/// Label without brackets, and the text inside them: 金额 ("amount") and 万元 (10,000 yuan) for
/// 金额（万元）.
fn without_brackets(label: &str) -> (String, String) {
    let (mut outer, mut inner, mut depth) = (String::new(), String::new(), 0);
    for c in label.chars() {
        match c {
            '（' | '(' | '[' | '［' => depth += 1,
            '）' | ')' | ']' | '］' => depth -= 1,
            _ if depth > 0 => inner.push(c),
            _ => outer.push(c),
        }
    }
    // 金额/万元 ("amount/10,000 yuan"): a unit follows the slash.
    if let Some((name, unit)) = outer.rsplit_once(['/', '／'])
        && inner.is_empty()
        && !name.is_empty()
        && unit.contains(['元', '吨', '人', '户', '%', '亩'])
    {
        return (name.to_owned(), unit.to_owned());
    }
    (outer, inner)
}

/// Kind of a line by its name: whole names are tried first, then words in it.
fn kind(words: &Words, outer: &str, name: &str, title: &str, is_percentage: bool) -> Kind {
    let is_one_of = |class| words.of(class).contains(name) || words.of(class).contains(outer);
    let has = |class| words.of(class).is_in(title);
    let ends = |class| words.of(class).end_of(name).is_some();
    if is_one_of(&table::SERIAL) {
        Kind::Serial
    } else if is_one_of(&table::RANK) || ends(&table::RANK) {
        Kind::Rank
    } else if is_one_of(&table::SUBTOTAL) || ends(&table::SUBTOTAL) {
        Kind::Subtotal
    } else if is_one_of(&total::LABEL) || ends(&total::LABEL) {
        Kind::Total
    } else if words.of(&table::PART).start_of(name).is_some() {
        Kind::Part
    } else if is_one_of(&table::WHOLE) {
        Kind::Whole
    } else if words.of(&table::DIFFERENCE).is_in(name) {
        Kind::Difference
    } else if has(&table::GROWTH) {
        Kind::Growth
    } else if has(&table::SHARE) {
        Kind::Share
    } else if has(&table::COMPLETION) && (is_percentage || name.ends_with('率')) {
        Kind::Completion
    } else if words.of(&table::RATE).is_in(name)
        || ends(&table::RATE_END)
        || words.of(&table::QUOTIENT).is_in(name)
        || is_percentage
    {
        Kind::Rate
    } else {
        Kind::Plain
    }
}

/// Level of the number at the start of a label: 1 for 一、; 0 if there is none.
fn level(label: &str) -> u8 {
    let inner = label.strip_prefix(['（', '(']);
    let numbered = inner.unwrap_or(label);
    let length = |is_digit: fn(char) -> bool| numbered.find(|c| !is_digit(c)).unwrap_or(numbered.len());
    let closed = |length: usize| length > 0 && numbered[length..].starts_with(is_mark);
    match (inner.is_some(), closed(length(is_numeral)), closed(length(|c| c.is_ascii_digit()))) {
        (false, true, _) => 1,
        (true, true, _) => 2,
        (false, _, true) => 3,
        (true, _, true) => 4,
        _ => 0,
    }
}

/// Power of ten of a unit: 4 for 万元, 8 for 亿元, 6 for 百万元, 3 for 千元.
fn power(unit: &str) -> u32 {
    let before = |word: &str| unit.find(word).map(|at| &unit[..at]);
    if before("亿").is_some() {
        8
    } else if before("百万").is_some() {
        6
    } else if before("万").is_some() {
        4
    } else {
        u32::from(before("千元").is_some() || before("千人").is_some()) * 3
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Line};
    use crate::text::span::Span;
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn line(label: &str) -> Line {
        Line::new(label, &NONE, &[Span::new(0, label.len())], "")
    }

    #[test]
    fn names_say_what_a_line_is() {
        let cases = [
            ("合 计", Kind::Total),
            ("本年收入合计", Kind::Total),
            ("小计", Kind::Subtotal),
            ("其中：中央补助", Kind::Part),
            ("比上年增长（%）", Kind::Growth),
            ("占比", Kind::Share),
            ("完成（%）", Kind::Completion),
            ("年末结余", Kind::Difference),
            ("人均纯收入", Kind::Rate),
            ("位次", Kind::Rank),
            ("一、税收收入", Kind::Plain),
            ("户数", Kind::Plain),
        ];
        for (label, kind) in cases {
            assert_eq!(line(label).kind, kind, "{label}");
        }
        let line = line("（二）金额（万元）");
        assert_eq!((line.is_amount, line.level, line.power), (true, 2, 4));
    }
}
