//! Decides from two figures of different papers if they may be about the same thing.

use crate::facts::set::scope::Scope;
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::wording::Wording;
use crate::words::dimension::Dimension;

/// True if two figures are about the same place or part of a whole. The area of a figure is ignored
/// if it is among the words of the other one: 二期 ("phase two"), 农村 in 农村居民人均可支配收入 ("income per head
/// in the country").
pub(super) fn is_one_area<'p>(
    (one, first): (&'p Scope, &StatedFigure),
    (other, second): (&'p Scope, &StatedFigure),
) -> bool {
    let area = |scope: &'p Scope, figure: &StatedFigure| {
        let names_area = |area: &str| {
            let area = Wording::new(&[area], &[]);
            !area.own().is_empty() && area.own().iter().all(|pair| figure.wording.has(*pair))
        };
        scope.area.as_deref().filter(|area| !names_area(area))
    };
    area(one, second) == area(other, first)
}

/// True if the same number has two different units of the same dimension: 3.28万亩 ("32,800 mu"),
/// 3.28万公顷 ("32,800 hectares").
pub(super) fn is_other_unit(first: &StatedFigure, second: &StatedFigure) -> bool {
    let is_measured =
        first.dimension.is_some_and(|dimension| !matches!(dimension, Dimension::Count | Dimension::Time));
    if !is_measured || first.dimension != second.dimension || first.unit == second.unit {
        return false;
    }
    first.printed == second.printed && (first.digits >= 2 || first.printed.has_decimals())
}
