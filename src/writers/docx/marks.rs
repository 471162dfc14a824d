//! XML of comment marks, and the tags that close and reopen a split run around them.

use rustc_hash::FxHashSet;

use crate::package::xml::Element;
use crate::writers::splice::Splice;

/// One of the two ends of a comment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// The end of the comment. It comes before `First` in the order, so that at the same byte
    /// comments end before others begin.
    Last,
    First,
}

/// Position of a comment mark, and the tags that split the run there.
pub(super) struct Place {
    pub(super) byte: usize,
    pub(super) end: End,
    pub(super) id: i64,
    pub(super) cut: Option<Cut>,
}

/// Tags that split a run: `close` before the mark, `open` after it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) close: String,
    pub(super) open: String,
}

/// Names of inserted elements.
#[derive(Default)]
pub(super) struct Names {
    /// Prefix with its colon, and its namespace declaration if one is needed.
    pub(super) prefix: String,
    pub(super) declaration: String,
}

/// Splices that insert the marks at `places`, merged with those in `replaced`, in order.
pub(super) fn splices(mut places: Vec<Place>, names: &Names, replaced: Vec<Splice>) -> Vec<Splice> {
    places.sort_by_key(|place| (place.byte, place.end, place.id));
    let mut splices = replaced;
    for group in places.chunk_by(|a, b| a.byte == b.byte) {
        let cut = group.iter().find_map(|place| place.cut.as_ref());
        let ids = |end: End| -> FxHashSet<i64> {
            group.iter().filter(|place| place.end == end).map(|place| place.id).collect()
        };
        let (beginning, ending) = (ids(End::First), ids(End::Last));
        let is_point = |place: &Place| beginning.contains(&place.id) && ending.contains(&place.id);
        let mut marks = String::new();
        for place in group {
            match place.end {
                End::Last if is_point(place) => {}
                End::Last => marks += &names.last(place.id),
                End::First if is_point(place) => {
                    marks += &(names.first(place.id) + &names.last(place.id));
                }
                End::First => marks += &names.first(place.id),
            }
        }
        let (close, open) = cut.map_or(("", ""), |cut| (cut.close.as_str(), cut.open.as_str()));
        splices.push(Splice::insert(group[0].byte, &format!("{close}{marks}{open}")));
    }
    splices.sort_by_key(|splice| (splice.at.start(), splice.at.end()));
    splices
}

impl Names {
    /// Names for a part whose root is `element`.
    pub(super) fn of(element: &Element<'_>, tag: &str) -> Self {
        match name_of(tag).split_once(':') {
            Some((prefix, _)) => Self { prefix: format!("{prefix}:"), declaration: String::new() },
            // With a default namespace, attributes need a prefix of their own, because unprefixed
            // attributes have no namespace.
            None => {
                let namespace = element.attribute("xmlns").unwrap_or_default();
                Self { prefix: "hegao:".to_owned(), declaration: format!(" xmlns:hegao=\"{namespace}\"") }
            }
        }
    }

    fn first(&self, id: i64) -> String {
        let Self { prefix, declaration } = self;
        format!("<{prefix}commentRangeStart{declaration} {prefix}id=\"{id}\"/>")
    }

    fn last(&self, id: i64) -> String {
        let Self { prefix, declaration } = self;
        format!(
            "<{prefix}commentRangeEnd{declaration} {prefix}id=\"{id}\"/>\
             <{prefix}r{declaration}><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        )
    }
}

/// Name of the element that `tag` opens, including the prefix.
pub(super) fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or(name)
}
