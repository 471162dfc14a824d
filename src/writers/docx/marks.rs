//! XML of the marks of comments, and of the tags that close a run before a mark and open it again
//! after the mark.

use rustc_hash::FxHashSet;

use crate::package::xml::Element;
use crate::writers::splice::Splice;

/// One of the two marks of a comment: at its first or at its last character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// The mark at the end of a comment. It sorts before `Start`, so that at the same byte comments
    /// end before others begin.
    End,
    Start,
}

/// Position of a mark, and the tags with which a run is split there.
pub(super) struct MarkPlace {
    pub(super) byte: usize,
    pub(super) side: Side,
    pub(super) id: i64,
    pub(super) cut: Option<Cut>,
}

/// Tags that split a run at a mark: `close` is written before the mark, `open` after it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) close: String,
    pub(super) open: String,
}

/// Names of the elements that are inserted.
#[derive(Default)]
pub(super) struct Names {
    /// Namespace prefix of the elements, with its colon; and the declaration of the prefix, if one
    /// is needed.
    pub(super) prefix: String,
    pub(super) declaration: String,
}

/// Returns splices that insert the marks at `places`, together with those in `replaced`, in order.
pub(super) fn splices(mut places: Vec<MarkPlace>, names: &Names, replaced: Vec<Splice>) -> Vec<Splice> {
    places.sort_by_key(|place| (place.byte, place.side, place.id));
    let mut splices = replaced;
    for group in places.chunk_by(|a, b| a.byte == b.byte) {
        let cut = group.iter().find_map(|place| place.cut.as_ref());
        let ids = |side: Side| -> FxHashSet<i64> {
            group.iter().filter(|place| place.side == side).map(|place| place.id).collect()
        };
        let (beginning, ending) = (ids(Side::Start), ids(Side::End));
        let is_point = |place: &MarkPlace| beginning.contains(&place.id) && ending.contains(&place.id);
        let mut marks = String::new();
        for place in group {
            match place.side {
                Side::End if is_point(place) => {}
                Side::End => marks += &names.last(place.id),
                Side::Start if is_point(place) => {
                    marks += &(names.first(place.id) + &names.last(place.id));
                }
                Side::Start => marks += &names.first(place.id),
            }
        }
        let (close, open) = cut.map_or(("", ""), |cut| (cut.close.as_str(), cut.open.as_str()));
        splices.push(Splice::insert(group[0].byte, &format!("{close}{marks}{open}")));
    }
    splices.sort_by_key(|splice| (splice.at.start(), splice.at.end()));
    splices
}

impl Names {
    /// Chooses names for a part whose root element is `element`, with the start tag `tag`.
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
