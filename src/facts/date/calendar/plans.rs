//! China's five-year plans and their years: 一五 (the first) 1953–1957 … 十五五 (the fifteenth)
//! 2026–2030. The years 1963–1965 belong to no plan.

use crate::text::numeral::item;

/// One of China's five-year plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Number of the plan: 14 for 十四五 ("14th five-year plan").
    number: u32,
    /// First year of the plan.
    pub first: u32,
}

impl Plan {
    const fn numbered(number: u32) -> Self {
        let first = if number < 3 { 1953 + (number - 1) * 5 } else { 1966 + (number - 3) * 5 };
        Self { number, first }
    }

    /// Last year of the plan.
    pub fn last(self) -> u32 {
        self.first + 4
    }

    /// Name of the plan in Chinese: `十四五` for the fourteenth.
    pub fn name(self) -> String {
        item(self.number) + "五"
    }
}

/// All plans except the tenth, whose name 十五 also means 15.
pub const PLANS: [Plan; 14] = [
    Plan::numbered(1),
    Plan::numbered(2),
    Plan::numbered(3),
    Plan::numbered(4),
    Plan::numbered(5),
    Plan::numbered(6),
    Plan::numbered(7),
    Plan::numbered(8),
    Plan::numbered(9),
    Plan::numbered(11),
    Plan::numbered(12),
    Plan::numbered(13),
    Plan::numbered(14),
    Plan::numbered(15),
];

/// First year of the first plan and last year of the last one.
pub fn years() -> (u32, u32) {
    (PLANS[0].first, PLANS[PLANS.len() - 1].last())
}

#[cfg(test)]
mod tests {
    use super::PLANS;

    #[test]
    fn known_plans() {
        for (name, first, last) in [
            ("一五", 1953, 1957),
            ("二五", 1958, 1962),
            ("三五", 1966, 1970),
            ("九五", 1996, 2000),
            ("十一五", 2006, 2010),
            ("十五五", 2026, 2030),
        ] {
            let plan = PLANS.iter().find(|plan| plan.name() == name).unwrap();
            assert_eq!((plan.first, plan.last()), (first, last), "{name}");
        }
    }
}
