//! Units of all dimensions: 元 ("yuan"), 公里 ("kilometres"), 个百分点 ("percentage points"), and the
//! classifiers 个 (things), 户 ("households"), 人次 ("visits").

use crate::text::chars::first_code;
use crate::words::class::Class;
use crate::words::dimension::Dimension;
use crate::words::unit::{ALL, CLASS_OF, CLASSES, FIRST_OF, FIRSTS};

/// A unit of measurement or a classifier, found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'w> {
    /// The unit as the text writes it.
    pub word: &'w str,
    /// Dimension that the unit measures.
    pub dimension: Dimension,
    /// Size of the unit in the base unit of its dimension, as a decimal number; `None` if it has no
    /// fixed size.
    pub factor: Option<&'static str>,
}

/// The units of all classes of the family `unit`, including those that a configuration adds.
#[derive(Clone, Copy, Debug)]
pub struct Units<'w> {
    /// The words that the configuration adds to each class of units.
    pub(super) added: [&'w [String]; CLASSES.len()],
    /// True if the configuration adds a unit to any class.
    pub(super) has_added: bool,
}

impl<'w> Units<'w> {
    /// The longest unit that `text` begins with, if it begins with any.
    pub fn start_of(&self, text: &str) -> Option<Unit<'w>> {
        // Most numbers are not followed by a unit.
        let is_possible = self.has_added || first_code(text).is_some_and(|first| FIRSTS.holds(first));
        if is_possible { self.longest(text) } else { None }
    }

    fn longest(&self, text: &str) -> Option<Unit<'w>> {
        let own = ALL.longest_at_start(text).map(|at| {
            let class = CLASSES[usize::from(CLASS_OF[at])];
            let factor = class.factors.get(at - FIRST_OF[usize::from(CLASS_OF[at])]).copied();
            Unit { word: ALL.words[at], dimension: dimension(class), factor }
        });
        if !self.has_added {
            return own;
        }
        let added = self.added.iter().zip(CLASSES).flat_map(|(words, class)| {
            let found = words.iter().filter(|word| text.starts_with(word.as_str()));
            found.map(|word| Unit { word, dimension: dimension(class), factor: None })
        });
        own.into_iter().chain(added).max_by_key(|unit| unit.word.len())
    }
}

fn dimension(class: &Class) -> Dimension {
    class.dimension.unwrap_or(Dimension::Count)
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::text::decimal::Decimal;
    use crate::words::dimension::Dimension;
    use crate::words::{Words, unit};

    #[test]
    fn every_unit_is_found_with_its_dimension() {
        let words = Words::default();
        let cases = [
            ("个百分点", Dimension::Ratio),
            ("个月", Dimension::Time),
            ("个", Dimension::Count),
            ("平方公里以上", Dimension::Area),
            ("公里", Dimension::Length),
            ("千瓦时", Dimension::Energy),
            ("千瓦", Dimension::Power),
            ("人次", Dimension::Count),
        ];
        for (text, dimension) in cases {
            assert_eq!(words.units().start_of(text).map(|unit| unit.dimension), Some(dimension), "{text}");
        }
        for word in ALL.words {
            assert_eq!(words.units().start_of(word).map(|unit| unit.word), Some(*word));
        }
        assert!(words.units().start_of("的").is_none());
    }

    #[test]
    fn factors_are_decimal_numbers_above_zero() {
        for class in unit::CLASSES {
            for factor in class.factors {
                assert!(
                    Decimal::parse(factor).is_some_and(|factor| factor > Decimal::integer(0)),
                    "{factor}"
                );
            }
        }
        let factor = |text: &str| Words::default().units().start_of(text).and_then(|unit| unit.factor);
        assert_eq!((factor("公里"), factor("米"), factor("户")), (Some("1000"), Some("1"), None));
    }

    #[test]
    fn takes_units_of_the_configuration() {
        let mut words = Words::default();
        words.add(&unit::AREA, ["垧".to_owned()]);
        let found = words.units().start_of("垧地").unwrap();
        assert_eq!((found.word, found.dimension, found.factor), ("垧", Dimension::Area, None));
    }
}
