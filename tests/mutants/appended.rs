//! Code that is appended to `lib.rs` of the copy of the repository: the switch that activates one
//! mutant, and the examples of the rules as a test of the library, so that one program contains all
//! tests and is compiled once.

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

    /// Runs the examples of all rules as `tests/rules.rs` does, those of the family `HEGAO_FAMILY`
    /// first. They are read from the folder `HEGAO_RULES`, so that new examples need no new build.
    #[cfg(test)]
    #[test]
    fn examples() {
        use crate::engine::examples::Examiner;
        let registry = crate::registry::Registry::built_in();
        let examiner = Examiner::new(&registry).expect("every rule builds");
        let family = std::env::var("HEGAO_FAMILY").unwrap_or_default();
        let folder = std::env::var("HEGAO_RULES").expect("the folder is named");
        let mut rules: Vec<_> = registry.rules().iter().collect();
        rules.sort_by_key(|rule| rule.id.family() != family);
        for rule in rules {
            let mut file = (*rule.file).clone();
            let path = std::path::Path::new(&folder).join(&*file.name);
            file.text = std::fs::read_to_string(path).expect("every rule has its file").into();
            let examples = crate::rule::load::examples(&file).expect("every example is well formed");
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
