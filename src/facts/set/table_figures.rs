//! Figures in tables that another paper may contain too, with the words of their rows and columns.

use crate::facts::figure::measures::Way;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::told::reader::bare;
use crate::facts::figure::sheets::named::NamedFigure;
use crate::facts::set::aspects::Aspects;
use crate::facts::set::bounds::bound;
use crate::facts::set::column_units::{bare_unit, unit_of, without_units};
use crate::facts::set::earlier::COMPARED;
use crate::facts::set::figures::{DASHES, Heading, Reader};
use crate::facts::set::scope::Scope;
use crate::facts::set::stated_figure::{StatedFigure, StatedFigureBuilder, Sum};
use crate::facts::set::sums;
use crate::facts::set::wording::Wording;
use crate::text::chars::{before, is_blank, is_longer};
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{change, set, table, total};

/// Maximum number of characters of the second label of a table row that is part of the row's name.
/// A longer label is left out.
const MAX_LABEL: usize = 12;
/// Characters in labels of a column that has both directions: 升降 ("rise or fall").
const RISES: [char; 3] = ['升', '增', '涨'];

impl Reader<'_, '_> {
    /// Reads the figures of tables.
    pub(super) fn tables(&self, found: &mut Vec<StatedFigure>) {
        let paper_power = sums::power_of_money(self.text);
        let mut last = None;
        for figure in self.facts.named_figures() {
            let NamedFigure { quantity, row, label, column, group, power, is_percentage, unit } = figure;
            if quantity.dimension == Some(Dimension::Time) {
                continue;
            }
            let heading = self.heading(quantity.span.start());
            let scope = self.scope_of_cell(heading, [Some(row), group, Some(column)], &mut last);
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
            let sign = before(self.text, quantity.span.start()).map_or(String::new(), String::from);
            let change = self.change_in_cell(quantity, &sign, [head, row_text, label_text]);
            // 比上年增减 | −1.3 ("change over last year | −1.3"): a fall by 1.3.
            let quantity = if change.is_some() { without_sign(quantity) } else { quantity };
            let builder = StatedFigureBuilder {
                name: bare(&[row_text, label_text, &column_text].concat(), self.words).into_owned(),
                wording: Wording::new(&[row_text, label_text, &column_text, whole], &[caption]),
                aspects: Aspects::read(&[row_text, label_text, head], self.words),
                bound: bound(&sign, "", self.words),
                unit: match (unit_of(quantity, &[head, row_text], self.words), unit) {
                    _ if is_percentage => "%",
                    ("", Some(unit)) => bare_unit(unit.of(self.text), self.words),
                    ("", None) if is_money && power > 0 => "元",
                    (unit, _) => unit,
                },
                power,
                is_money,
                level: [row_text, head, caption].iter().find_map(|words| self.level(words)),
                earlier: None,
                side: None,
                is_chosen_limit: false,
                is_preliminary: is_in(&set::PRELIMINARY, row_text) || is_in(&set::PRELIMINARY, head),
                sum: sums::of_row([row.of(self.text), label.of(self.text)], (rows, head), self.words)
                    .filter(|_| is_total || sums::is_of_several(row.of(self.text)))
                    .map(|sum| Sum { is_total, ..sum }),
                // 新开工项目（6个） | 103700 ("new projects (6) | 103700"): a row about several
                // things.
                thing: if sums::is_of_several(row_text) { "" } else { row_text },
            };
            found.extend(builder.build(quantity, change, (&scope, self.words)));
        }
    }

    /// Direction of the change that a cell gives: by its sign, or else by the head of its column
    /// or the label of its row, if these name a change. `labels` are the head and the labels of
    /// the row.
    fn change_in_cell(&self, quantity: Quantity<'_>, sign: &str, labels: [&str; 3]) -> Option<Way> {
        let [head, ..] = labels;
        let (growth, down) = (self.words.of(&table::GROWTH), self.words.of(&change::DOWN));
        let is_rate = quantity.is_percentage() || quantity.unit.ends_with("百分点");
        let is_compared =
            |label: &str| growth.is_in(label) || label.contains("年初") && label.contains(COMPARED);
        let is_change = is_compared(head) || is_rate && labels.iter().any(|label| is_compared(label));
        // 下降（%） ("fall"), but not 升降 ("rise or fall")
        let falls =
            labels.iter().any(|label| is_compared(label) && down.is_in(label) && !label.contains(RISES));
        match sign.chars().next() {
            Some('+' | '＋' | '↑') => Some(Way::Up),
            Some('↓' | '▼') => Some(Way::Down),
            Some(c) if DASHES.contains(&c) => {
                (is_change || quantity.unit.ends_with("百分点")).then_some(Way::Down)
            }
            _ => is_change.then_some(if falls { Way::Down } else { Way::Up }),
        }
    }

    /// Time and place of a cell, from the heading above the table and the labels of the cell.
    /// `last` is the row of the last cell that is no change, with its year and if it is an aim.
    fn scope_of_cell(
        &self,
        heading: Option<Heading>,
        labels: [Option<Span>; 3],
        last: &mut Option<(Span, Option<u32>, bool)>,
    ) -> Scope {
        let is_target = heading.is_some_and(|heading| heading.is_goal);
        let year = heading.and_then(|heading| heading.year);
        let mut scope = Scope { year, is_target, ..Scope::default() };
        for label in labels.into_iter().flatten() {
            self.read(&mut scope, label);
        }
        let [Some(row), _, Some(column)] = labels else { return scope };
        let head = column.of(self.text);
        let is_change =
            self.words.of(&table::GROWTH).is_in(head) && !head.contains(|c: char| c.is_ascii_digit());
        match *last {
            // 2024年 | 同比 ("2024 | over the year before"): the change is that of the column before.
            Some((of, year, is_aim)) if of == row && is_change => (scope.year, scope.is_aim) = (year, is_aim),
            _ => *last = Some((row, scope.year, scope.is_aim)),
        }
        scope.is_target &= !self.words.of(&set::REACHED).is_in(head);
        scope
    }
}

/// The amount of a change without its sign, which the direction of the change gives.
fn without_sign(quantity: Quantity<'_>) -> Quantity<'_> {
    let positive =
        |number: Decimal| if number.unscaled() < 0 { Decimal::integer(0).minus(number) } else { number };
    Quantity { printed: positive(quantity.printed), value: positive(quantity.value), ..quantity }
}
