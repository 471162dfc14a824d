//! Totals over a list, in the last row of a table and in prose that gives the number of things:
//! 合计（14个） | 86400 ("total (14) | 86400"), 14个项目总投资8.94亿元 ("14 projects with a total investment of
//! 894 million yuan"). Equal numbers of things count as the same list, even if the papers use
//! different words for it.

use crate::facts::set::stated_figure::{Sum, SumOf};
use crate::facts::tables::{Table, TableCell};
use crate::text::span::Span;
use crate::words::{Words, set};

/// Classifiers by which a text counts the things of a list.
const UNITS: [char; 2] = ['个', '项'];
/// Minimum number of things of a list that is identified by the number of its things. Shorter lists
/// are too common.
const MIN_COUNT: u16 = 4;
/// Number of clauses after the number of things that are searched for their total.
const MAX_CLAUSES: usize = 4;
/// Number of characters after 单位 ("unit") that are searched for the unit of money.
const MAX_UNIT: usize = 6;
/// Units of money with their powers of ten: 万元 (10,000 yuan), 亿元 (100 million yuan).
const POWERS: [(&str, u32); 2] = [("万元", 4), ("亿元", 8)];
/// Words that name the things of a list: project, works. The names of projects end with them.
pub(super) const PROJECT_NOUNS: [&str; 2] = ["项目", "工程"];

/// True for the label of a row about several things: 新开工项目（6个） ("new projects (6)"), 小计
/// ("subtotal").
pub(super) fn is_of_several(label: &str) -> bool {
    last_count(label).is_some() || label.contains("小计")
}

/// Reads the total in a table row about several things. The number of things comes from `labels`,
/// those of the row, or else is `rows`, the number of rows in the table. The kind of total comes
/// from `head`, that of the column. `None` if the number of things is not known.
pub(super) fn of_row(labels: [&str; 2], (rows, head): (Option<u16>, &str), words: &Words) -> Option<Sum> {
    let labelled = labels.into_iter().find_map(last_count).map(|(count, _)| count);
    let count = labelled.or(rows.filter(|rows| *rows >= MIN_COUNT))?;
    let of = of_head(head, words).unwrap_or(SumOf::Named);
    Some(Sum { count, of, is_row: true, is_total: false })
}

/// Kind of total that the head of a column names.
fn of_head(head: &str, words: &Words) -> Option<SumOf> {
    match () {
        () if words.of(&set::WHOLE_SUM).is_in(head) => Some(SumOf::Cost),
        () if words.of(&set::PLANNED_SUM).is_in(head) => Some(SumOf::Planned),
        () => None,
    }
}

/// Reads a figure in prose as a total over things whose number comes before it in the sentence:
/// 14个项目总投资8.94亿元 ("14 projects with a total investment of 894 million yuan"). `None` if it is not
/// a total. `name` contains the words of its clause, `before` all words before it in its sentence.
pub(super) fn in_prose(name: &str, before: &str, words: &Words) -> Option<Sum> {
    let (count, behind) = last_count(before)?;
    let between = &before[behind..];
    let (clauses, things) = (between.matches(['，', ',']).count(), &before[..behind]);
    let is_part = words.of(&set::PART_OF_PROJECTS).is_in(between) || between.contains('；');
    // 重点项目16个，总投资… ("16 key projects, total investment …"): the noun may come before the number
    // too.
    let clause = things.rsplit(['，', ',', '；', '。']).next().unwrap_or_default();
    let is_things = PROJECT_NOUNS.iter().any(|thing| between.contains(thing) || clause.contains(thing));
    let of = match () {
        () if is_things && words.of(&set::WHOLE_SUM).is_in(name) => SumOf::Cost,
        () if is_things && words.of(&set::PLANNED_SUM).is_in(name) => SumOf::Planned,
        () => SumOf::Named,
    };
    (clauses <= MAX_CLAUSES && !is_part).then_some(Sum { count, of, is_row: false, is_total: false })
}

/// Span of a table and the number of its rows that are numbered one after the other, from 1. `None`
/// if there are none.
pub(super) fn numbered_rows(table: &Table, text: &str) -> Option<(Span, u16)> {
    let first = |row: &Vec<TableCell>| row.first().and_then(|cell| cell.content);
    let numbers = table.rows.iter().filter_map(|row| first(row)?.of(text).trim().parse().ok());
    let count = numbers.fold(0, |count: u16, number: u16| if number == count + 1 { number } else { count });
    let mut contents = table.rows.iter().flatten().filter_map(|cell| cell.content);
    let start = contents.next()?.start();
    let end = contents.next_back()?.end();
    (count > 0).then(|| (Span::new(start, end), count))
}

/// Power of ten of the unit of money that a paper sets for all its tables: 4 for 金额单位均为万元 ("all
/// amounts in 10,000 yuan").
pub(super) fn power_of_money(text: &str) -> Option<u32> {
    text.match_indices("单位").find_map(|(at, word)| {
        let behind =
            text[at + word.len()..].trim_start_matches(['均', '都', '统', '一', '为', '：', ':', ' ', '　']);
        // 单位：户、万元 ("units: households, 10,000 yuan"); 单位负责人 ("head of the unit") is followed by no
        // unit.
        let end = behind.char_indices().nth(MAX_UNIT).map_or(behind.len(), |(end, _)| end);
        let unit_words = &behind[..end];
        let unit_words = unit_words.split(['\n', '。', '）', ')', '；', '|']).next().unwrap_or_default();
        // 各单位要把3万元经费用好 ("all units must use the 30,000 yuan well") tells an amount.
        let is_amount = unit_words.contains(|c: char| c.is_ascii_digit());
        POWERS.iter().find_map(|(unit, power)| (unit_words.contains(unit) && !is_amount).then_some(*power))
    })
}

/// Last number of things in a text, and its end: 14个 ("14").
fn last_count(text: &str) -> Option<(u16, usize)> {
    text.rmatch_indices(UNITS).find_map(|(at, unit)| {
        let before = &text[..at];
        let digits = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let count = digits.parse().ok().filter(|count| *count >= MIN_COUNT)?;
        Some((count, at + unit.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::{in_prose, of_row, power_of_money};
    use crate::facts::set::stated_figure::SumOf;
    use crate::words::Words;

    #[test]
    fn a_sum_is_that_of_as_many_things() {
        let words = Words::new();
        let sum = |text: &str, before: &str| in_prose(text, before, &words).map(|sum| (sum.count, sum.of));
        assert_eq!(sum("总投资", "确定14个项目，总投资"), Some((14, SumOf::Cost)));
        assert_eq!(
            sum("年度计划投资", "重点项目16个，总投资6亿元，年度计划投资"),
            Some((16, SumOf::Planned))
        );
        assert_eq!(sum("固定人员", "8个平台现有固定人员"), Some((8, SumOf::Named)));
        // Of a part of them, and of too few.
        assert_eq!(sum("总投资", "14个项目，其中新建的总投资"), None);
        assert_eq!(sum("总投资", "2个项目总投资"), None);
        let row = |labels: [&str; 2], head: &str| {
            of_row(labels, (None, head), &words).map(|sum| (sum.count, sum.of))
        };
        assert_eq!(row(["合计（14个）", ""], "总投资"), Some((14, SumOf::Cost)));
        assert_eq!(row(["合计", "18个项目"], "2026年计划投资"), Some((18, SumOf::Planned)));
        assert_eq!(row(["合计", ""], "总投资"), None);
        let counted = of_row(["合计", ""], (Some(12), "总投资"), &words).map(|sum| (sum.count, sum.of));
        assert_eq!(counted, Some((12, SumOf::Cost)));
    }

    #[test]
    fn the_unit_of_money_is_stated_once_for_a_paper() {
        assert_eq!(power_of_money("填表单位：县林业局\n金额单位均为万元。\n"), Some(4));
        assert_eq!(power_of_money("单位：户、亿元"), Some(8));
        assert_eq!(power_of_money("各单位要把3万元经费用好"), None);
    }
}
