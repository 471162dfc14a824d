//! Last numbers of captions, attachments and sources, for references such as 见图4 ("see Figure 4"),
//! （附件3） ("(Annex 3)"), [7].

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::missing::MIN_COUNTED;

/// The highest number of each kind of numbered things in a text (captions, attachments, sources),
/// as far as their numbers have no gap.
pub(super) struct Counted<'a> {
    /// Highest number of any item mark.
    pub(super) highest: u32,
    /// Last number of the captions of each kind with the same prefix (`2-` in 图2-3, "Figure 2-3");
    /// `None` if a number before it is missing.
    pub(super) captions: FxHashMap<(char, &'a str), Option<u32>>,
    /// Kinds of captions whose numbers begin with that of the chapter: 图2-3 ("Figure 2-3").
    chaptered: FxHashSet<char>,
    /// Highest number of an attachment.
    pub(super) attachments: Option<u32>,
    /// Number of the last source in the list of sources.
    pub(super) sources: Option<u32>,
}

impl<'a> Counted<'a> {
    pub(super) fn read(facts: &'a Facts<'_>) -> Self {
        let mut captions: FxHashMap<(char, &str), Option<u32>> = FxHashMap::default();
        for caption in facts.captions() {
            let last = captions.entry((caption.kind, caption.prefix.as_str())).or_insert(Some(0));
            *last = last.map(|last| last + 1).filter(|&next| next == caption.ordinal);
        }
        let mut lists = facts.series().iter().filter(|series| series.family == Family::Square);
        let sources = match (lists.next(), lists.next()) {
            (Some(only), None) if only.is_regular() && only.members.len() > MIN_COUNTED => {
                Some(only.last_ordinal())
            }
            _ => None,
        };
        Self {
            highest: facts.marks().iter().map(|mark| mark.ordinal).max().unwrap_or(0),
            chaptered: captions.keys().filter(|(_, prefix)| !prefix.is_empty()).map(|key| key.0).collect(),
            captions,
            attachments: facts.attachments().last_number(),
            sources,
        }
    }

    /// Number of the last caption of this kind, for a reference such as 见图N ("see Figure N").
    /// `None` if the captions do not count from one or are numbered in several ways.
    pub(super) fn last_caption(&self, kind: char, prefix: &str) -> Option<u32> {
        // Captions with and without chapters: a number alone does not tell which series is meant.
        let is_mixed = prefix.is_empty() && self.chaptered.contains(&kind);
        let last = self.captions.get(&(kind, prefix)).copied().flatten();
        last.filter(|&last| !is_mixed && last as usize >= MIN_COUNTED)
    }
}
