//! Units of the figures in tables, from the heads of columns and from columns of units.

use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::text::chars::is_blank;
use crate::text::numeral::is_numeral;

/// Maximum number of characters of a unit in the brackets of a column head: 元 ("yuan") in
/// 总投资（万元） ("total investment (10,000 yuan)"). `MAX_RATE_UNIT` is that of a unit with a
/// slash.
const MAX_UNIT: usize = 3;
const MAX_RATE_UNIT: usize = 8;

/// Unit of a figure in a table, without the power of ten: its own unit, or the unit in the brackets
/// of one of the `heads`: 元 ("yuan") for 总投资（万元） ("total investment (10,000 yuan)").
pub(super) fn unit_of<'t>(quantity: Quantity<'t>, heads: &[&'t str]) -> &'t str {
    if !quantity.unit.is_empty() {
        return if is_person(quantity.unit) { "人" } else { quantity.unit };
    }
    let in_brackets = |head: &&'t str| {
        let open = head.find(['(', '（'])?;
        let inside = head[open..].trim_start_matches(['(', '（']);
        let inside = &inside[..inside.find([')', '）'])?];
        let unit = inside.trim_start_matches(['百', '千', '万', '亿']);
        // 国家储备林基地（二期） ("national forest reserve (phase 2)")
        let is_unit = !unit.starts_with(|c: char| is_numeral(c) || c.is_ascii_digit());
        // 微克/立方米 ("micrograms per cubic metre")
        let longest = if unit.contains('/') { MAX_RATE_UNIT } else { MAX_UNIT };
        (!unit.is_empty() && is_unit && unit.chars().count() <= longest).then_some(unit)
    };
    let unit = heads.iter().find_map(in_brackets).unwrap_or_default();
    if is_person(unit) { "人" } else { unit }
}

/// The unit in a column of units, without the power of ten: 吨 for 万吨 ("10,000 tons").
pub(super) fn bare_unit(unit: &str) -> &str {
    let unit = unit.trim_matches(is_blank).trim_start_matches(['百', '千', '万', '亿']);
    if is_person(unit) { "人" } else { unit }
}

/// Head of a column without its year and the unit in its brackets: 计划投资 for
/// 2026年计划投资(万元) ("planned investment in 2026 (10,000 yuan)").
pub(super) fn without_units(head: &str) -> String {
    let head = head.split(['(', '（', '/', '／']).next().unwrap_or_default();
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_year = rest.len() + 4 == head.len() && rest.starts_with('年');
    if is_year { rest.trim_start_matches(['年', '度']).to_owned() } else { head.to_owned() }
}
