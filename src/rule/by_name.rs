//! Types for the texts of a rule, and for small maps from names to values. Their values are
//! constants for built-in rules, and read from a file for rules of packs.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text of a rule: borrowed if the rule is a constant, owned if it was read from a file.
pub type Text = Cow<'static, str>;

/// A small map from names to values, sorted by name. Lookup is linear, because there are only a few
/// entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<T: Clone + 'static>(Cow<'static, [(Text, T)]>);

impl<T: Clone> ByName<T> {
    /// Creates a map from a constant, which must be sorted by name.
    pub const fn constant(values: &'static [(Text, T)]) -> Self {
        Self(Cow::Borrowed(values))
    }

    /// Returns the value for this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Sets the value of a name. An existing value is replaced.
    pub fn set(&mut self, name: &str, value: T) {
        match self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name)) {
            Ok(at) => self.0.to_mut()[at].1 = value,
            Err(at) => self.0.to_mut().insert(at, (Text::from(name.to_owned()), value)),
        }
    }

    /// Returns the names with their values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// True if the map is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Clone> Default for ByName<T> {
    fn default() -> Self {
        Self::constant(&[])
    }
}

impl<T: Clone> From<BTreeMap<String, T>> for ByName<T> {
    fn from(values: BTreeMap<String, T>) -> Self {
        Self(values.into_iter().map(|(name, value)| (Text::from(name), value)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::ByName;

    #[test]
    fn a_constant_and_what_was_read_are_alike() {
        let constant: ByName<u8> = ByName::constant(&[(Cow::Borrowed("a"), 1), (Cow::Borrowed("b"), 2)]);
        let mut read = ByName::from(BTreeMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)]));
        assert_eq!(constant, read);
        read.set("b", 3);
        read.set("aa", 4);
        assert_eq!(read.iter().collect::<Vec<_>>(), [("a", &1), ("aa", &4), ("b", &3)]);
        assert_eq!((constant.get("b"), constant.get("aa")), (Some(&2), None));
    }
}
