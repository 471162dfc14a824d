//! Rule `duplicate/across`: reports paragraphs that occur in two documents of a collection, and
//! names of a place or person of the other document that were left in them.
//!
//! The documents come one by one. To bound memory, only fingerprints, the lines of the paragraphs,
//! and hashes of names are kept of the earlier ones.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::check::{CollectionCheck, Findings, Member};
use crate::checks::options;
use crate::diagnostic::Passage;
use crate::document::location::{Location, Spoken};
use crate::facts::duplicate::names;
use crate::facts::duplicate::passages::covered;
use crate::facts::duplicate::sketch::{Sketch, Start};
use crate::text::alignment::{Aligner, Alignment, MAX_GAP};
use crate::text::fingerprint::{GUARANTEE, letter};
use crate::text::hash;
use crate::text::span::Span;

/// Divisor: of every `ALIKE` fingerprints of a passage, at least one must also occur in the other
/// document.
const ALIKE: u32 = 2;
/// Number of bytes at each end of a passage that need not be covered by a fingerprint.
const GRAM_MARGIN: usize = 3 * GUARANTEE;
/// Minimum number of fingerprints that two passages share. A single fingerprint covers ten letters,
/// which may be a common phrase.
const MIN_SHARED: u32 = 2;
/// Minimum number of occurrences at which a name counts as frequent in its document.
const MIN_OCCURRENCES: u32 = 2;

/// Options of the rule, as written in its TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AcrossOptions {
    /// Minimum number of letters of whole paragraphs that are reported.
    min_chars: usize,
    /// Minimum number of letters of a part of a paragraph that is reported.
    min_inside: usize,
    /// Maximum number of findings in one document. If there are more, the documents are similar as
    /// a whole.
    max_findings: usize,
}

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn CollectionCheck>, String> {
    Ok(Box::new(Across {
        options: options::<AcrossOptions>(table)?,
        aligner: Aligner::new(MIN_SHARED),
        seen: Vec::new(),
        end: 0,
    }))
}

struct Across {
    options: AcrossOptions,
    aligner: Aligner,
    /// The documents that were already compared.
    seen: Vec<Seen>,
    /// Offset of the next document, in bytes, if all documents were joined to one text.
    /// Fingerprints of all documents are addressed by this offset.
    end: u64,
}

/// The data kept of a document that was already compared.
struct Seen {
    path: Arc<str>,
    /// Index of the document's first fingerprint among those of all documents.
    first: usize,
    /// Lower 32 bits of the offset of the document in the joined text; see [`Across::end`].
    start: u32,
    /// Byte and line of the start of each paragraph.
    starts: Box<[Start]>,
    /// Start of each paragraph as people would describe it, such as "page 3, paragraph 2", in
    /// formats without lines. Empty in other formats.
    spoken: Box<[Spoken]>,
    /// Hashes of the names that are frequent in the document, sorted.
    names: Box<[u64]>,
}

impl Seen {
    fn has_often(&self, name: &str) -> bool {
        self.names.binary_search(&hash(name)).is_ok()
    }

    /// Index of the paragraph that contains a byte of the joined text. `byte` is the lower 32 bits
    /// of its offset.
    fn paragraph(&self, byte: u32) -> usize {
        let byte = byte.wrapping_sub(self.start);
        self.starts.partition_point(|start| start.at <= byte).saturating_sub(1)
    }

    /// Line at which a paragraph begins, from 1.
    fn line(&self, paragraph: usize) -> u64 {
        self.starts.get(paragraph).map_or(1, |start| start.line.into())
    }

    /// Position of the start of a paragraph, for display in a finding. The text is not kept, so it
    /// cannot be shown.
    fn passage(&self, paragraph: usize) -> Option<Passage> {
        let at = self.starts.get(paragraph)?.position();
        let spoken = self.spoken.get(paragraph).copied();
        Some(Passage::bare(Location { start: at, end: at }, spoken))
    }
}

/// A passage of this document that also occurs in an earlier one.
struct Found {
    span: Span,
    other: usize,
    paragraph: usize,
}

impl CollectionCheck for Across {
    fn check(&mut self, member: &Member<'_>, out: &mut Findings<'_>) {
        let (doc, Sketch { fingerprints, names, starts, spoken }) = (member.doc, member.sketch);
        let (first, start) = (self.aligner.len(), self.end);
        let alignments = self.aligner.align(fingerprints, start);
        self.end += doc.text().len() as u64 + u64::from(MAX_GAP) + 1;
        let often = names.iter().filter(|(_, count)| **count >= MIN_OCCURRENCES).map(|(name, _)| name);
        let own_kinds: FxHashSet<names::Kind> = often.clone().map(|name| names::kind(name)).collect();
        let found = self.passages(member, first, alignments);
        for passage in found.iter().take(self.options.max_findings) {
            let other = &self.seen[passage.other];
            let line = other.line(passage.paragraph);
            let place = other.passage(passage.paragraph);
            let report = out.report(passage.span).arg("file", &*other.path).arg("line", line);
            if let Some(place) = place.clone() {
                report.elsewhere("there", &other.path, place);
            }
            // The name occurs once here and often in the other document, while another name of the
            // same kind is frequent here: it was copied with the passage.
            for name in names::find(doc.slice(passage.span)) {
                if names.get(name.text) == Some(&1)
                    && other.has_often(name.text)
                    && own_kinds.contains(&names::kind(name.text))
                {
                    let start = passage.span.start() + name.at;
                    let span = Span::new(start, start + name.text.len());
                    let report = out.report(span).variant("name").arg("file", &*other.path).arg("line", line);
                    if let Some(place) = place.clone() {
                        report.elsewhere("there", &other.path, place);
                    }
                }
            }
        }
        let mut names: Vec<u64> = often.map(|name| hash(name)).collect();
        names.sort_unstable();
        let (starts, spoken) = (starts.as_slice().into(), spoken.as_slice().into());
        let (path, names) = (member.path.into(), names.into());
        self.seen.push(Seen { path, first, start: start as u32, starts, spoken, names });
    }
}

impl Across {
    /// Returns the paragraphs that also occur in earlier documents, in text order. Adjacent ones
    /// that match the same document are joined. `own` is the index of this document's first
    /// fingerprint.
    fn passages(&self, member: &Member<'_>, own: usize, alignments: Vec<Alignment>) -> Vec<Found> {
        let doc = member.doc;
        let own_span = |index: u32| member.sketch.fingerprints[index as usize - own].span();
        let mut found: Vec<Found> = Vec::new();
        let mut alignments: Vec<Alignment> =
            alignments.into_iter().filter(|alignment| alignment.first.1 < own as u32).collect();
        // If two begin at the same place, the longer comes first.
        alignments.sort_by_key(|alignment| (alignment.second.0, u32::MAX - alignment.second.1));
        for alignment in alignments {
            let (from, to) = alignment.second;
            if alignment.shared * ALIKE < to - from + 1 {
                continue;
            }
            let span = own_span(from).join(own_span(to));
            let blocks = covered(doc, span, GRAM_MARGIN);
            // If a whole text is on one line here, a paragraph of the other document is only a part
            // of a block.
            let (whole, min) = match blocks.is_empty() {
                true => (span, self.options.min_inside),
                false => {
                    let last = doc.blocks()[blocks.end - 1].span;
                    (doc.blocks()[blocks.start].span.join(last), self.options.min_chars)
                }
            };
            let text = doc.slice(whole);
            if is_article(text) || text.chars().filter_map(letter).nth(min - 1).is_none() {
                continue;
            }
            let other = self.seen.partition_point(|seen| seen.first <= alignment.first.0 as usize) - 1;
            let paragraph = self.seen[other].paragraph(self.aligner.start(alignment.first.0 as usize));
            match found.last_mut() {
                Some(last) if last.span.end() >= whole.end() => {}
                Some(last)
                    if last.other == other
                        && doc.block_at(last.span.end()) + 2 >= doc.block_at(whole.start()) =>
                {
                    last.span = last.span.join(whole);
                }
                _ => found.push(Found { span: whole, other, paragraph }),
            }
        }
        found
    }
}

fn hash(name: &str) -> u64 {
    hash::fnv(hash::START, name.as_bytes())
}

/// True if the text begins like an article of a law (第八条, "Article 8"). Quotations of laws are not
/// reported.
fn is_article(text: &str) -> bool {
    text.starts_with('第') && text.chars().take(8).any(|c| c == '条')
}
