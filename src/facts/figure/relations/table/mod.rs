//! Relations between the rows or columns of tables.
//!
//! If a formula for the columns of a table holds in all rows but one, the figures of that row are
//! wrong. So formulas are tried between lines (rows, or columns), and judged at each place
//! (crossing line) that has all the figures. A cell is wrong if the formula holds at other places,
//! or if the names give the formula and a typing error explains the difference.

mod orders;
mod quoted;
mod rates;
mod sums;
mod twins;

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::figure::measures::Measured;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::sheets::{Entry, Figure, Line, Sheet};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Number of places (crossing lines) of a line that are tried before a formula is given up, if it
/// holds at none of them.
const PROBE: usize = 8;

/// Checks the figures of all tables.
pub(super) fn find<'d>(facts: &Facts<'d>, measures: &Measured<'d>) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    for (table, sheet) in facts.sheets() {
        let place = facts.tables()[*table].place();
        let quoted = place.into_iter().flat_map(|place| quoted::find(facts.doc, measures, sheet, place));
        relations.extend(quoted);
        for is_across in [false, true] {
            let lines = Lines { sheet, is_across };
            relations.extend(sums::find(&lines));
            relations.extend(rates::find(&lines));
            relations.extend(orders::find(&lines));
        }
        relations.extend(orders::serials(sheet));
    }
    relations.extend(twins::find(facts.doc.text(), facts.sheets()));
    keep_one_finding_per_cell(&mut relations);
    relations
}

/// Collects the verdicts on a formula at the places of a line. Returns an empty list if the formula
/// holds at none of the first [`PROBE`] places.
fn judged<V>(verdicts: impl Iterator<Item = V>, holds: impl Fn(&V) -> bool) -> Vec<V> {
    let mut judged = Vec::new();
    for verdict in verdicts {
        judged.push(verdict);
        if judged.len() == PROBE && !judged.iter().any(&holds) {
            return Vec::new();
        }
    }
    judged
}

/// Keeps one finding for each wrong cell. A wrong cell makes every formula fail that contains it;
/// of these formulas, only the one that states the cell is reported.
fn keep_one_finding_per_cell(relations: &mut [Relation<'_>]) {
    let figures = |relation: &Relation<'_>| {
        let operands = relation.operands.iter().map(|operand| operand.quantity.span.start());
        let all: Vec<usize> = operands.chain([relation.stated.span.start()]).collect();
        all
    };
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for relation in relations.iter().filter(|relation| relation.is_wrong()) {
        for figure in figures(relation) {
            *counts.entry(figure).or_default() += 1;
        }
    }
    let count = |figure: usize| counts.get(&figure).copied().unwrap_or(0);
    let mut told: FxHashSet<usize> = FxHashSet::default();
    let wrong: Vec<usize> = (0..relations.len()).filter(|&at| relations[at].is_wrong()).collect();
    // Relations that fail, those whose stated cell occurs in most failing formulas first.
    let mut stated: Vec<usize> = wrong.clone();
    let is_ratio = |at: usize| relations[at].reading == FigureReading::TableRatio;
    stated.sort_by_key(|&at| (Reverse(count(relations[at].stated.span.start())), is_ratio(at)));
    for at in stated {
        let own = relations[at].stated.span.start();
        let is_told = figures(&relations[at]).iter().any(|figure| told.contains(figure));
        if is_told {
            relations[at].is_unambiguous = false;
        } else if count(own) > 1 {
            told.insert(own);
        }
    }
}

/// One of the two directions in which formulas are tried in a sheet: its rows, or its columns. Both
/// are called lines. The places of a line are its cells, at which the lines of the other direction
/// cross it.
struct Lines<'s, 'd> {
    sheet: &'s Sheet<'d>,
    /// True if the lines are columns, so that formulas run across a row.
    is_across: bool,
}

impl<'s, 'd> Lines<'s, 'd> {
    /// All lines in this direction.
    fn all(&self) -> &'s [Line] {
        if self.is_across { &self.sheet.columns } else { &self.sheet.rows }
    }

    /// All lines in the other direction, which cross these.
    fn crossing(&self) -> &'s [Line] {
        if self.is_across { &self.sheet.rows } else { &self.sheet.columns }
    }

    /// Content of the cell at which a line and the crossing line `place` meet.
    fn entry(&self, line: usize, place: usize) -> Entry<'d> {
        if self.is_across { self.sheet.entry(place, line) } else { self.sheet.entry(line, place) }
    }

    /// Figure of the cell at which a line and the crossing line `place` meet.
    fn figure(&self, line: usize, place: usize) -> Option<Figure<'d>> {
        if self.is_across { self.sheet.figure(place, line) } else { self.sheet.figure(line, place) }
    }

    /// Power of ten of the unit that the two lines give for the figure of a cell: 4 for 万元 (10,000
    /// yuan).
    fn power(&self, line: usize, place: usize) -> u32 {
        self.all()[line].power.max(self.crossing()[place].power)
    }

    /// Range of the exact values that may be printed as this figure. A count is exact; a figure
    /// with decimals or with a unit of thousands or more is rounded.
    fn interval(&self, line: usize, place: usize, figure: &Figure<'d>) -> Interval {
        let quantity = &figure.quantity;
        let is_rounded = quantity.printed.has_decimals() || quantity.scale > 0 || self.power(line, place) > 0;
        let margin = if is_rounded {
            quantity.printed.half_step().shifted(quantity.scale)
        } else {
            Decimal::integer(0)
        };
        Interval::around(quantity.value, margin)
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::{reckoned, wrong};

    /// Texts of the wrong cells of a table. In `lines`, the head and each row are a line of cells
    /// separated by `|`.
    fn cells(lines: &str) -> Vec<String> {
        let drawn: Vec<String> = lines
            .lines()
            .map(|line| {
                if line.contains('|') && !line.starts_with('|') {
                    format!("|{line}|")
                } else {
                    line.to_owned()
                }
            })
            .collect();
        let readings = [
            FigureReading::TableSum,
            FigureReading::TableGrowth,
            FigureReading::TableRatio,
            FigureReading::TableDifference,
            FigureReading::TableProduct,
            FigureReading::TableRank,
            FigureReading::TableSerial,
            FigureReading::TableQuoted,
            FigureReading::TableTwin,
        ];
        wrong(&drawn.join("\n"), &readings)
    }

    /// Replaces the marked cell `@` by a wrong and by a right value, and checks that only the wrong
    /// one is found.
    fn check(table: &str, right: &str, slip: &str) {
        let [is_right, is_wrong] = [right, slip].map(|cell| cells(&table.replace('@', cell)));
        assert!(is_right.is_empty(), "{table}: {is_right:?}");
        assert_eq!(is_wrong.len(), 1, "{table}: {is_wrong:?}");
        assert!(slip.contains(is_wrong[0].as_str()), "{table}: {is_wrong:?}");
    }

    #[test]
    fn sums_of_rows_and_columns() {
        check("镇|户数|人数\n东|120|480\n西|95|402\n合计|215|@", "882", "892");
        // A row without any value does not end the table.
        check("|镇|户数|\n|东|120|\n|西|95|\n|||\n|合计|@|", "215", "225");
        check("|季度|一|二|三|全年|\n|产值|12.5|8.3|9.1|@|\n|税收|3.0|4.0|1.0|8.0|", "29.9", "28.9");
        // Subtotals, rows that are contained in others, numbered levels, and a total at the top.
        check("类|笔|额\n甲|3|30\n乙|4|50\n小计|7|80\n丙|5|61\n丁|6|9\n小计|11|70\n总计|18|@", "150", "105");
        check("项|额|笔\n收入|300|6\n其中：补助|120|2\n调入|45|9\n合计|@|15", "345", "354");
        check("项|额|笔\n合计|@|9\n一、税收|260|5\n1.增值税|200|3\n2.契税|60|2\n二、非税|75|4", "335", "353");
        check(
            "项|年初|增加|减少|年末\n甲|100|30|20|110\n乙|50|15|5|60\n丙|70|22|41|@\n丁|9|12|4|17",
            "51",
            "15",
        );
        check(
            "项目|本年|上年\n一、收入|960|870\n减：成本|610|540\n费用|95|88\n加：收益|14|21\n二、利润|@|263",
            "269",
            "296",
        );
    }

    #[test]
    fn long_formulas_are_shortened() {
        let rows: Vec<String> = (11..=19).map(|number| format!("|村{number}|{number}|")).collect();
        let table = format!("|村|户数|\n{}\n|合计|153|", rows.join("\n"));
        assert_eq!(reckoned(&table, &[FigureReading::TableSum]), ["11 + 12 + 13 + 14 + … + 19 = 135"]);
    }

    #[test]
    fn one_total_that_is_off_by_no_slip() {
        // The shares add up to a hundred, the amounts do not add up to their total.
        check(
            "期|比例|付款（元）\n一|30%|61200\n二|50%|102000\n三|20%|40800\n合计|100%|@",
            "204000",
            "203400",
        );
        // 标准 at the end of a name is a rate; 标准煤 is a quantity.
        check("厂|折标准煤（吨）\n一厂|512.30\n二厂|304.15\n三厂|96.20\n合计|@", "912.65", "917.65");
    }

    #[test]
    fn figures_that_follow_from_two_others() {
        check("品|今年|去年|增长（%）\n甲|156.2|148.7|5.0\n乙|23.4|21.6|@\n丙|41.5|43.9|-5.5", "8.3", "3.8");
        check(
            "类|2023年|2024年|增减\n甲|946|1012|7.0%\n乙|58|75|29.3%\n丙|64|56|@\n丁|84|91|8.3%",
            "-12.5%",
            "12.5%",
        );
        check(
            "类|金额|占比（%）\n甲|11.4|36.4\n乙|8.2|26.2\n丙|5.1|@\n丁|6.6|21.1\n合计|31.3|100.0",
            "16.3",
            "13.6",
        );
        check("科目|预算|执行|完成（%）\n甲|864|882|102.1\n乙|312|298|@\n丙|98|101|103.1", "95.5", "59.5");
        check("物|数量|单价（元）|金额（元）\n甲|120|15|1800\n乙|260|10|@\n丙|45|8|360", "2600", "2060");
        check(
            "村|人数|收入（万元）|人均（元）\n甲|400|520|13000\n乙|350|490|@\n丙|210|252|12000\n丁|500|600|12000",
            "14000",
            "1400",
        );
        check("项|本年|上年|增减额\n甲|90|75|15\n乙|40|62|@\n丙|31|30|1", "-22", "22");
    }

    #[test]
    fn orders() {
        check("县|得分|排名\n甲|95.1|1\n乙|93.4|@\n丙|90.2|3\n丁|88.8|4\n戊|70.5|5", "2", "3");
        check("序号|项目|金额\n1|甲|30\n2|乙|42\n3|丙|17\n@|丁|25\n5|戊|91\n6|己|8", "4", "3");
        check("月|当月|累计\n一月|10|10\n二月|12|22\n三月|9|@\n四月|11|42\n五月|8|50", "31", "13");
    }

    #[test]
    fn sentences_quote_rows() {
        let table = "污水处理量达到486.3万吨，比上年增长@。\n指标|去年|今年|增幅\n供水量|520.0|546.0|5.0%\n污水处理量|419.2|486.3|16.0%";
        check(table, "16.0%", "19.0%");
    }

    #[test]
    fn two_tables_tell_the_same() {
        // With only two figures in common, the other is not known to be a slip.
        let table = "镇|户数|人数\n东|120|480\n西|95|402\n\n往年如下。\n\n镇|户数|面积\n东|120|31\n西|@|44\n\n人员如下。\n\n镇|人数|岁\n东|480|41\n西|402|39";
        assert!(cells(&table.replace('@', "95")).is_empty());
        // One figure in common is too few.
        assert!(cells(&table.replace('@', "59")).is_empty());
        let table = "镇|户数|人数\n东|120|480\n西|95|402\n南|77|301\n\n再列如下。\n\n镇|人数|户数\n东|480|120\n西|402|@\n南|301|77";
        check(table, "95", "59");
    }

    #[test]
    fn what_is_no_sum_is_silent() {
        // Means, prices and rates below columns; two classifications of one total; the years of
        // columns.
        assert!(cells("村|户数|亩产\n甲|20|410\n乙|30|395\n合计|50|401").is_empty());
        assert!(cells("年份|人数\n2022|310\n2023|325\n2024|340").is_empty());
        assert!(cells("类|数|占\n男|60|60%\n女|40|40%\n老|30|30%\n少|70|70%\n合计|100|100%").is_empty());
    }
}
