//! Code that is added to `lib.rs` of the copy: the switch of the mutants, and the examples of the
//! rules as a test of the library, so that one program holds all tests and is compiled once.

mod mutant {
    use std::sync::LazyLock;

    static ON: LazyLock<u32> = LazyLock::new(|| {
        let on = std::env::var("HEGAO_MUTANT").ok();
        on.and_then(|on| on.parse().ok()).unwrap_or(0)
    });

    #[inline]
    pub(crate) fn is(number: u32) -> bool {
        *ON == number
    }

    /// The examples of all rules as in `tests/rules.rs`, those of the family `HEGAO_FAMILY` first.
    #[cfg(test)]
    #[test]
    fn examples() {
        use crate::engine::examples::Examiner;
        let registry = crate::registry::Registry::built_in();
        let examiner = Examiner::new(&registry).expect("every rule builds");
        let family = std::env::var("HEGAO_FAMILY").unwrap_or_default();
        let mut rules: Vec<_> = registry.rules().iter().collect();
        rules.sort_by_key(|rule| rule.id.family() != family);
        for rule in rules {
            let examples = registry.examples(rule).expect("every example is well formed");
            for (number, bad) in (1..).zip(&examples.bad) {
                if let Err(fault) = examiner.bad(rule, bad) {
                    println!("\ntest {}::bad {number} ... FAILED", rule.id);
                    panic!("{fault:?}");
                }
            }
            for (number, good) in (1..).zip(&examples.good) {
                if let Err(fault) = examiner.good(rule, good) {
                    println!("\ntest {}::good {number} ... FAILED", rule.id);
                    panic!("{fault:?}");
                }
            }
        }
    }
}
