//! Captions, attachments and sources: 见图4, （附件3）, [7].

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::missing::{Lack, MIN_COUNTED, Missing};
use crate::facts::numbering::references::Reference;

/// What else a text counts: how far its numbers go, where they go on without a gap.
pub(super) struct Counted<'a> {
    /// The highest number of any mark.
    pub(super) highest: u32,
    /// For each kind of captions and what stands before their last number, the last one; `None` where one is missing.
    pub(super) captions: FxHashMap<(char, &'a str), Option<u32>>,
    /// Kinds of captions whose numbers have a chapter.
    chaptered: FxHashSet<char>,
    /// The highest attachment.
    pub(super) attachments: Option<u32>,
    /// The last of the list of sources.
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

    pub(super) fn exceeds(
        &self,
        out: &mut Vec<Missing>,
        found: &Reference,
        (lack, last): (Lack, Option<u32>),
        number: u32,
    ) {
        if let Some(last) = last.filter(|&last| number > last) {
            Missing::push(out, found.span, lack, last);
        }
    }

    /// 见图N, where the captions count from one.
    pub(super) fn caption(
        &self,
        out: &mut Vec<Missing>,
        found: &Reference,
        (kind, prefix, number): (char, &str, u32),
    ) {
        // Where numbers have no chapter, none has.
        let is_mixed = prefix.is_empty() && self.chaptered.contains(&kind);
        let last = self.captions.get(&(kind, prefix)).copied().flatten();
        if let Some(last) = last.filter(|&last| !is_mixed && last as usize >= MIN_COUNTED) {
            self.exceeds(out, found, (Lack::Caption, Some(last)), number);
        }
    }
}
