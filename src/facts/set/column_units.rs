//! Units of the figures in tables, from the heads of columns and from columns of units.

use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::text::chars::is_blank;
use crate::words::Words;

/// Characters for powers of ten before a unit.
const POWERS: [char; 4] = ['百', '千', '万', '亿'];

/// Unit of a figure in a table, without the power of ten: its own unit, or the unit in the brackets
/// of one of the `heads`: 元 ("yuan") for 总投资（万元） ("total investment (10,000 yuan)").
pub(super) fn unit_of<'t>(quantity: Quantity<'t>, heads: &[&'t str], words: &Words) -> &'t str {
    if !quantity.unit.is_empty() {
        return if is_person(quantity.unit) { "人" } else { quantity.unit };
    }
    let in_brackets = |head: &&'t str| {
        let open = head.find(['(', '（'])?;
        let inside = head[open..].trim_start_matches(['(', '（']);
        let inside = inside[..inside.find([')', '）'])?].trim_matches(is_blank);
        known_unit(inside, words)
    };
    let unit = heads.iter().find_map(in_brackets).unwrap_or_default();
    if is_person(unit) { "人" } else { unit }
}

/// The unit in a column of units, without the power of ten: 吨 for 万吨 ("10,000 tons"), 台 for 台（套）
/// ("machines (sets)").
pub(super) fn bare_unit<'t>(unit: &'t str, words: &Words) -> &'t str {
    let unit = unit.trim_matches(is_blank);
    let unit = unit.find(['(', '（']).filter(|at| *at > 0).map_or(unit, |at| &unit[..at]);
    let unit = known_unit(unit, words).unwrap_or_else(|| unit.trim_start_matches(POWERS));
    if is_person(unit) { "人" } else { unit }
}

/// A known unit without the power of ten: 千瓦时 for 亿千瓦时 ("100 million kWh"), 元 for 千元 ("1000 yuan").
/// `None` for other words, such as 含升学 ("with those who study on").
fn known_unit<'t>(unit: &'t str, words: &Words) -> Option<&'t str> {
    // 微克/立方米 ("micrograms per cubic metre"), 批次 ("lots")
    let is_known = |unit: &&str| {
        let known = words.units().start_of(unit).map(|known| &unit[known.word.len()..]);
        known.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '／', '每', '次']))
    };
    let powers = unit.char_indices().take_while(|(_, c)| POWERS.contains(c)).map(|(at, c)| at + c.len_utf8());
    std::iter::once(0).chain(powers).map(|at| &unit[at..]).find(is_known)
}

/// Head of a column without its year and the unit in its brackets: 计划投资 for
/// 2026年计划投资(万元) ("planned investment in 2026 (10,000 yuan)").
pub(super) fn without_units(head: &str) -> String {
    let head = head.split(['(', '（', '/', '／']).next().unwrap_or_default();
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_year = rest.len() + 4 == head.len() && rest.starts_with('年');
    if is_year { rest.trim_start_matches(['年', '度']).to_owned() } else { head.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{bare_unit, known_unit};
    use crate::words::Words;

    #[test]
    fn only_units_are_read_as_units() {
        let words = Words::new();
        assert_eq!(known_unit("亿千瓦时", &words), Some("千瓦时"));
        assert_eq!(known_unit("万元", &words), Some("元"));
        assert_eq!(known_unit("含升学", &words), None);
        assert_eq!(known_unit("年末", &words), None);
        assert_eq!(bare_unit("万台（套）", &words), "台");
    }
}
