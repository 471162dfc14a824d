//! A value that is either a compiled-in constant or reference-counted. Cloning copies only a
//! pointer in both cases, so that built-in rules can be constants while other rules are read from
//! files.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A constant, or a reference-counted value. Both implement `Deref` and are used alike.
pub enum Shared<T: ?Sized + 'static> {
    /// A constant of the program.
    Constant(&'static T),
    /// A value created at run time.
    Counted(Arc<T>),
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Constant(value) => value,
            Self::Counted(value) => value,
        }
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Constant(value) => Self::Constant(value),
            Self::Counted(value) => Self::Counted(Arc::clone(value)),
        }
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Shared<T> {}

impl<T: ?Sized + PartialOrd> PartialOrd for Shared<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: ?Sized + Ord> Ord for Shared<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: ?Sized + Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;

    use super::Shared;

    #[test]
    fn values_of_both_homes_are_compared_by_what_they_are() {
        let constant: Shared<str> = Shared::Constant("count/list");
        let counted: Shared<str> = Shared::Counted(Arc::from("count/list"));
        assert_eq!(constant, counted);
        assert!(constant < Shared::Counted(Arc::from("count/lists")));
        assert_eq!(HashSet::from([constant, counted.clone()]).len(), 1);
        assert_eq!((format!("{counted:?}"), counted.len()), ("\"count/list\"".to_owned(), 10));
    }
}
