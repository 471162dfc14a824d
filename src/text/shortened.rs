//! Short forms of names, which leave out characters: 经开区管委会 for 栾溪经济开发区管委会 ("administrative
//! committee of the Luanxi economic development zone").

/// True if `long` contains all characters of `short` in the same order.
pub fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// True if `one` may be a short form of `other`, or `other` of `one`.
pub fn may_be_one(one: &str, other: &str) -> bool {
    is_short_for(one, other) || is_short_for(other, one)
}

#[cfg(test)]
mod tests {
    use super::{is_short_for, may_be_one};

    #[test]
    fn a_short_name_has_the_characters_of_the_long_one_in_order() {
        assert!(is_short_for("经开区管委会", "栾溪经济开发区管委会"));
        assert!(!is_short_for("栾溪经济开发区管委会", "经开区管委会"));
        assert!(may_be_one("栾溪经济开发区管委会", "经开区管委会") && !may_be_one("县委办", "县府办"));
    }
}
