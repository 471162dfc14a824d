//! Five-year plans and their years: 一五 1953–1957 … 十五五 2026–2030 (the years 1963–1965 belong to none).

/// A plan by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// `十四五`.
    pub name: &'static str,
    /// Its first year.
    pub first: u32,
}

impl Plan {
    /// Its last year.
    pub fn last(self) -> u32 {
        self.first + 4
    }
}

/// All plans.
pub const PLANS: [Plan; 14] = [
    Plan { name: "一五", first: 1953 },
    Plan { name: "二五", first: 1958 },
    Plan { name: "三五", first: 1966 },
    Plan { name: "四五", first: 1971 },
    Plan { name: "五五", first: 1976 },
    Plan { name: "六五", first: 1981 },
    Plan { name: "七五", first: 1986 },
    Plan { name: "八五", first: 1991 },
    Plan { name: "九五", first: 1996 },
    Plan { name: "十一五", first: 2006 },
    Plan { name: "十二五", first: 2011 },
    Plan { name: "十三五", first: 2016 },
    Plan { name: "十四五", first: 2021 },
    Plan { name: "十五五", first: 2026 },
];
