//! Properties of all figures: a correct figure is never reported, whatever its unit and rounding
//! are. A figure that differs by more than rounding explains is always reported.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::LazyLock;

use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};
use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

static FIGURES: LazyLock<Ruleset> = LazyLock::new(|| {
    let registry = Registry::built_in();
    let rules = registry.select(&["figure".to_owned()], &[]).expect("the family is there");
    Ruleset::new(&rules).expect("every rule builds")
});

/// Returns the rules that report something in `text`.
fn reported(text: &str) -> Vec<String> {
    let source = Source { name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let checked =
        check(&source, &FIGURES, &Conditions::new(Today::Off, &Vocabulary::default())).outcome.unwrap();
    checked.diagnostics.iter().map(|found| found.rule.to_string()).collect()
}

/// Formats `number`, given in units of the last decimal: (1234, 2) → 12.34.
fn printed(number: u64, decimals: usize) -> String {
    let digits = format!("{number:0width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { digits } else { format!("{whole}.{fraction}") }
}

/// Returns `fine` rounded to a multiple of `step`, half up.
fn rounded(fine: u64, step: u64) -> u64 {
    (fine + step / 2) / step
}

/// Generates units for parts and totals, with their decimals.
fn unit() -> impl Strategy<Value = (&'static str, usize)> {
    prop::sample::select(vec![("人", 0), ("户", 0), ("万元", 1), ("亿元", 2), ("万吨", 3), ("万亩", 0)])
}

const NAMES: [&str; 5] = ["东片", "西片", "南片", "北片", "中片"];

proptest! {
    #[test]
    fn a_true_total_is_never_reported((unit, decimals) in unit(), parts in prop::collection::vec(1_000u64..9_000_000, 2..=5)) {
        // Numbers of persons are not rounded.
        let step = if decimals == 0 && !unit.starts_with('万') { 1 } else { 100 };
        let shown = |fine: u64| printed(rounded(fine, step), decimals);
        let list: Vec<String> = parts.iter().zip(NAMES).map(|(part, name)| format!("{name}{}{unit}", shown(*part))).collect();
        let total = shown(parts.iter().sum());
        for text in [
            format!("{}，合计{total}{unit}。", list.join("，")),
            format!("全县完成{total}{unit}，其中{}。", list.join("、")),
        ] {
            prop_assert_eq!(reported(&text), Vec::<String>::new(), "{}", text);
        }
    }

    #[test]
    fn a_total_off_by_more_than_rounding_is_reported(
        (unit, decimals) in unit(),
        parts in prop::collection::vec(1_000u64..90_000, 2..=5),
        off in 4u64..500,
        more in prop::bool::ANY,
    ) {
        let list: Vec<String> = parts.iter().zip(NAMES).map(|(part, name)| format!("{name}{}{unit}", printed(*part, decimals))).collect();
        let sum: u64 = parts.iter().sum();
        let total = printed(if more { sum + off } else { sum - off }, decimals);
        let text = format!("{}，合计{total}{unit}。", list.join("，"));
        // The total may also refer to only the last few parts.
        let meant = (1..parts.len() - 1).any(|from| parts[from..].iter().sum::<u64>().abs_diff(if more { sum + off } else { sum - off }) <= 4);
        prop_assert!(meant || reported(&text) == ["figure/sum"], "{}", text);
        if !more {
            let text = format!("全县完成{total}{unit}，其中{}。", list.join("、"));
            prop_assert_eq!(reported(&text), ["figure/sum"], "{}", text);
        }
    }

    #[test]
    fn a_true_growth_is_never_reported(from in 10_000u64..900_000, percent_tenths in 5u64..900, decimals in 0usize..3) {
        // Values and rate are rounded from more precise ones.
        let to = from + from * percent_tenths / 1000;
        let rate = rounded((to - from) * 100_000 / from, 100);
        let (a, b) = (printed(rounded(from, 100), decimals), printed(rounded(to, 100), decimals));
        let text = format!("产值由{a}亿元增加到{b}亿元，增长{}%。", printed(rate, 1));
        prop_assert_eq!(reported(&text), Vec::<String>::new(), "{}", text);
    }

    #[test]
    fn a_growth_that_is_clearly_off_is_reported(from in 100u64..9_000, percent in 5u64..90, off in 5u64..60, more in prop::bool::ANY) {
        let (from, to) = (from * 100, from * (100 + percent));
        let rate = if more { percent + off } else { percent.abs_diff(off).max(1) };
        let text = format!("产值由{}亿元增加到{}亿元，增长{rate}%。", printed(from, 1), printed(to, 1));
        let is_near = rate.abs_diff(percent) <= 2;
        prop_assert!(is_near || reported(&text) == ["figure/change"], "{}", text);
    }

    #[test]
    fn a_true_share_is_never_reported(whole in 100u64..90_000, part_of_thousand in 1u64..1000) {
        let part = (whole * part_of_thousand / 1000).max(1);
        let rate = printed(rounded(part * 100_000 / whole, 100), 1);
        let text = format!("全镇{whole}户农户中，参加合作社的{part}户，占{rate}%；女职工{part}人，占职工总数{whole}人的{rate}%。");
        prop_assert_eq!(reported(&text), Vec::<String>::new(), "{}", text);
    }
}
