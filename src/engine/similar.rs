//! Pairs and groups of documents of a collection that have much text in common.
//!
//! Documents are compared only by their fingerprints, which are hashes of short passages. One
//! sorted table of all fingerprints shows which documents share each of them; only pairs that share
//! several are compared in full. Time and memory grow with the number of fingerprints, not with the
//! square of the number of documents.

use rustc_hash::FxHashMap;

use crate::diagnostic::Passage;
use crate::document::Document;
use crate::document::location::{Location, Spoken};
use crate::facts::Facts;
use crate::facts::duplicate::sketch::{Sketch, Start};
use crate::facts::lexicon::LexiconBuilder;
use crate::facts::vocabulary::Vocabulary;
use crate::text::alignment::MAX_GAP;

/// Maximum number of documents with the same fingerprint for which each pair of them counts as
/// sharing it. A fingerprint of a set phrase or a form may occur in very many documents; then only
/// documents that are neighbours in the list count as sharing it, so that the time grows linearly.
pub const MAX_SHARING: usize = 16;
/// Minimum number of fingerprints that two documents must share to be compared: those of about two
/// paragraphs.
pub const MIN_SHARED: usize = 8;

/// Version of the hashes by which documents are compared. It is raised when the same text gets
/// other hashes: programs that store hashes must not compare old ones with new ones.
pub const SCHEME: u32 = 1;

/// Two documents that have much in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the earlier document.
    pub first: usize,
    /// Index of the later document.
    pub second: usize,
    /// Number of fingerprints of the document that has fewer of them.
    pub shared: usize,
    /// Number of fingerprints of the document that has fewer.
    pub smaller: usize,
    /// Number of different fingerprints that at least one of the documents has.
    pub either: usize,
}

impl Pair {
    /// Percentage of the shorter document whose text is also in the other, rounded down.
    pub fn containment(&self) -> u32 {
        (self.shared * 100 / self.smaller) as u32
    }

    /// Percentage of the text of both documents together that they have in common, rounded down.
    pub fn resemblance(&self) -> u32 {
        (self.shared * 100 / self.either) as u32
    }
}

/// Computes the sketch of a document: the hashes by which it is compared with others.
pub fn sketch(doc: &Document) -> Sketch {
    let lexicon = LexiconBuilder::default().build();
    let vocabulary = Vocabulary::default();
    Facts::new(doc, &lexicon, &vocabulary).sketch()
}

/// The part of a sketch that is kept for each document of a collection: 12 bytes per fingerprint,
/// and the starts of the paragraphs.
#[derive(Debug, Default)]
pub struct StoredSketch {
    /// Hashes of the fingerprints, without duplicates, in ascending order.
    hashes: Vec<u64>,
    /// For each hash, the first byte of the text at which it occurs.
    at: Vec<u32>,
    /// The start of each paragraph.
    starts: Vec<Start>,
    /// The same places as `starts`, as page or paragraph numbers for people. Empty in formats with
    /// lines.
    spoken: Vec<Spoken>,
}

impl StoredSketch {
    /// Keeps the part of a sketch that later comparisons need.
    pub fn of(sketch: Sketch) -> Self {
        let Sketch { fingerprints, mut starts, mut spoken, .. } = sketch;
        let mut found: Vec<(u64, u32)> =
            fingerprints.iter().map(|found| (found.hash, found.span().start() as u32)).collect();
        found.sort_unstable();
        found.dedup_by_key(|(hash, _)| *hash);
        starts.shrink_to_fit();
        spoken.shrink_to_fit();
        let (hashes, at) = found.into_iter().unzip();
        Self { hashes, at, starts, spoken }
    }

    /// Hashes of the fingerprints, without duplicates, in ascending order.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The byte of the text at which each hash first occurs.
    pub fn positions(&self) -> &[u32] {
        &self.at
    }

    /// Returns the start of the paragraph that contains this byte of the text.
    fn passage(&self, byte: u32) -> Option<Passage> {
        let paragraph = self.starts.partition_point(|start| start.at <= byte).saturating_sub(1);
        let at = self.starts.get(paragraph)?.position();
        Some(Passage::bare(Location { start: at, end: at }, self.spoken.get(paragraph).copied()))
    }
}

impl AsRef<[u64]> for StoredSketch {
    fn as_ref(&self) -> &[u64] {
        &self.hashes
    }
}

/// Finds the longest passage that two documents have in common. Returns the paragraph in which it
/// begins in the first document, and that in the second; `None` if they have nothing in common.
/// Fingerprints of one passage follow each other in both documents at distances of at most
/// [`MAX_GAP`].
pub fn common_passage(first: &StoredSketch, second: &StoredSketch) -> Option<(Passage, Passage)> {
    let mut rest = second.hashes.iter().zip(&second.at).peekable();
    let mut shared: Vec<(u32, u32)> = Vec::new();
    for (hash, at) in first.hashes.iter().zip(&first.at) {
        while rest.next_if(|(other, _)| *other < hash).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| *other == hash) {
            shared.push((*at, *other));
        }
    }
    shared.sort_unstable();
    let is_near = |a: u32, b: u32| b > a && b - a <= MAX_GAP;
    let runs = shared.chunk_by(|a, b| is_near(a.0, b.0) && is_near(a.1, b.1));
    // `rev` makes `max_by_key` return the first of equally long runs.
    let longest = runs.rev().max_by_key(|run| run[run.len() - 1].0 - run[0].0)?;
    let (one, other) = longest[0];
    first.passage(one).zip(second.passage(other))
}

/// Pairs of documents in which at least `min` percent of the shorter one is also in the other, the
/// most similar pair first. `documents` are the hashes of each document, without duplicates and in
/// ascending order.
pub fn pairs<H: AsRef<[u64]>>(documents: &[H], min: u32) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = candidates(documents)
        .into_iter()
        .map(|(first, second)| compared(documents, first as usize, second as usize))
        .filter(|pair| pair.shared >= MIN_SHARED && pair.containment() >= min)
        .collect();
    pairs.sort_unstable_by_key(|pair| {
        let (containment, resemblance) = (pair.containment(), pair.resemblance());
        (std::cmp::Reverse((containment, resemblance, pair.shared)), pair.first, pair.second)
    });
    pairs
}

/// Groups of documents that are connected by `pairs`, directly or through others: the largest group
/// first, the documents of each in order. `count` is the number of documents.
pub fn clusters(count: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..count).collect();
    for pair in pairs {
        let (first, second) = (root(&mut parents, pair.first), root(&mut parents, pair.second));
        parents[first.max(second)] = first.min(second);
    }
    let mut groups: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for document in 0..count {
        let root = root(&mut parents, document);
        groups.entry(root).or_default().push(document);
    }
    let mut clusters: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    clusters.sort_unstable_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    clusters
}

fn root(parents: &mut [usize], mut document: usize) -> usize {
    while parents[document] != document {
        parents[document] = parents[parents[document]];
        document = parents[document];
    }
    document
}

/// Finds the pairs of documents that share at least [`MIN_SHARED`] fingerprints, in order. Only
/// these are compared in full.
fn candidates<H: AsRef<[u64]>>(documents: &[H]) -> Vec<(u32, u32)> {
    let mut table: Vec<(u64, u32)> =
        Vec::with_capacity(documents.iter().map(|hashes| hashes.as_ref().len()).sum());
    for (document, hashes) in documents.iter().enumerate() {
        table.extend(hashes.as_ref().iter().map(|&hash| (hash, document as u32)));
    }
    table.sort_unstable();
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for sharing in table.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in sharing.iter().enumerate() {
            let reach =
                if sharing.len() <= MAX_SHARING { sharing.len() } else { (at + 2).min(sharing.len()) };
            for (_, second) in &sharing[at + 1..reach] {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let enough = shared.into_iter().filter(|(_, count)| *count as usize >= MIN_SHARED);
    let mut candidates: Vec<(u32, u32)> = enough.map(|(pair, _)| pair).collect();
    candidates.sort_unstable();
    candidates
}

fn compared<H: AsRef<[u64]>>(documents: &[H], first: usize, second: usize) -> Pair {
    let (a, b) = (documents[first].as_ref(), documents[second].as_ref());
    let mut rest = b.iter().peekable();
    let both = a.iter().filter(|hash| {
        while rest.next_if(|other| other < hash).is_some() {}
        rest.next_if_eq(hash).is_some()
    });
    let shared = both.count();
    Pair { first, second, shared, smaller: a.len().min(b.len()), either: a.len() + b.len() - shared }
}

#[cfg(test)]
mod tests {
    use super::{SCHEME, StoredSketch, clusters, pairs, sketch};
    use crate::document::source::Source;
    use crate::readers;

    /// Programs store these hashes. If this test fails because the same text gets other hashes,
    /// [`SCHEME`] must be raised.
    #[test]
    fn the_hashes_of_a_scheme_stay() {
        let text = "青河县水利局组织力量对全县山塘水库逐一排查，发现隐患立即登记造册，限期整改到位，并由各镇主要负责同志签字背书。";
        let document = readers::read(&Source { name: "稿.txt".to_owned(), bytes: text.into() }).unwrap();
        let kept = StoredSketch::of(sketch(&document));
        let hashes = [0x0170_04f9_f3ec_a453, 0x0537_60d6_c75c_f172, 0x0cec_e915_f795_5385];
        assert_eq!(
            (SCHEME, kept.hashes(), kept.positions()),
            (1, hashes.as_slice(), [33, 78, 108].as_slice())
        );
    }

    /// The sorted hashes of a document: `count` consecutive numbers from `from` on.
    fn document(from: u64, count: u64) -> Vec<u64> {
        (from..from + count).collect()
    }

    fn found(documents: &[Vec<u64>], min: u32) -> Vec<(usize, usize, u32, u32)> {
        let pairs = pairs(documents, min);
        pairs.iter().map(|pair| (pair.first, pair.second, pair.containment(), pair.resemblance())).collect()
    }

    #[test]
    fn ranks_pairs_by_how_much_of_the_shorter_stands_in_the_other() {
        let documents = [document(0, 100), document(50, 100), document(10, 40), document(900, 50)];
        assert_eq!(found(&documents, 30), [(0, 2, 100, 40), (0, 1, 50, 33)]);
        assert_eq!(found(&documents, 60), [(0, 2, 100, 40)]);
    }

    #[test]
    fn a_formula_makes_no_pair() {
        assert!(found(&[document(0, 7), document(0, 7)], 0).is_empty());
    }

    #[test]
    fn many_copies_are_one_group_without_all_their_pairs() {
        let documents: Vec<Vec<u64>> = (0..300).map(|_| document(0, 50)).collect();
        let pairs = pairs(&documents, 30);
        assert_eq!(pairs.len(), 299);
        assert_eq!(clusters(300, &pairs).len(), 1);
        assert_eq!(clusters(300, &pairs)[0].len(), 300);
    }
}
