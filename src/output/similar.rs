//! Output of `hegao similar`: pairs and groups of documents that have text in common, as a table
//! for people and as JSON; and the fingerprints of documents, for other programs that compare
//! larger collections.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Passage;
use crate::engine::similar::{Pair, SCHEME, StoredSketch};
use crate::language::Language;
use crate::output::control::{inert, one_line};
use crate::output::finding_text;
use crate::output::formats::json::parts::LocationPart;

/// Documents of a collection that have text in common.
pub struct Similar<'a> {
    /// The path of each document.
    pub paths: &'a [String],
    /// The similar pairs, the most similar first.
    pub pairs: &'a [Pair],
    /// For each pair, the start of its longest common passage, in the first document and in the
    /// second.
    pub passages: &'a [Option<(Passage, Passage)>],
    /// The groups of similar documents, the largest first.
    pub clusters: &'a [Vec<usize>],
}

#[derive(Serialize)]
struct SimilarPart<'a> {
    schema_version: u32,
    documents: usize,
    pairs: Vec<PairPart<'a>>,
    clusters: Vec<Vec<&'a str>>,
}

#[derive(Serialize)]
struct PairPart<'a> {
    first: &'a str,
    second: &'a str,
    containment: u32,
    resemblance: u32,
    shared: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<PassagePart<'a>>,
}

/// Start of the longest common passage of a pair.
#[derive(Serialize)]
struct PassagePart<'a> {
    first: LocationPart<'a>,
    second: LocationPart<'a>,
}

/// The fingerprints of a document, as one line of JSON. Every line states the versions, because
/// programs merge the lines of several runs into one table.
#[derive(Serialize)]
struct FingerprintsPart<'a> {
    schema_version: u32,
    scheme: u32,
    document: &'a str,
    hashes: Vec<String>,
    positions: &'a [u32],
}

/// Writes one line per pair, then the groups.
///
/// # Errors
/// If `out` cannot be written to.
pub fn table(similar: &Similar<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let Similar { paths, pairs, passages, clusters } = similar;
    if pairs.is_empty() {
        let count = paths.len();
        let none = language
            .pick(format!("{count} 份文件，没有相似的。"), format!("{count} documents, none of them alike."));
        return writeln!(out, "{none}");
    }
    let head =
        language.pick("短的一份在另一份里  两份相同  文件", "shorter in other  same of both  documents");
    writeln!(out, "{head}")?;
    for (pair, passage) in pairs.iter().zip(*passages) {
        let place = |document: usize, passage: Option<&Passage>| {
            let path = &paths[document];
            name(
                &passage.map_or_else(|| path.clone(), |passage| finding_text::begin(path, passage, language)),
            )
        };
        let (first, second) = passage.as_ref().map(|(first, second)| (first, second)).unzip();
        let (first, second) = (place(pair.first, first), place(pair.second, second));
        let (containment, resemblance) = (pair.containment(), pair.resemblance());
        writeln!(out, "{containment:>17}%  {resemblance:>7}%  {first}  {second}")?;
    }
    for (number, cluster) in clusters.iter().enumerate() {
        let (number, count) = (number + 1, cluster.len());
        let head = language
            .pick(format!("\n第 {number} 组，{count} 份："), format!("\ngroup {number}, {count} documents:"));
        writeln!(out, "{head}")?;
        for &document in cluster {
            writeln!(out, "  {}", name(&paths[document]))?;
        }
    }
    Ok(())
}

/// Shows a path in one line, with replacements for characters that a terminal would obey.
fn name(path: &str) -> String {
    inert(&one_line(path))
}

/// Writes the pairs and groups as one JSON object.
///
/// # Errors
/// If `out` cannot be written to.
pub fn json(similar: &Similar<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let path = |document: usize| similar.paths[document].as_str();
    let passage = |(first, second): &'_ (Passage, Passage)| PassagePart {
        first: LocationPart::elsewhere(first, language),
        second: LocationPart::elsewhere(second, language),
    };
    let pair = |(pair, places): (&Pair, &Option<(Passage, Passage)>)| PairPart {
        first: path(pair.first),
        second: path(pair.second),
        containment: pair.containment(),
        resemblance: pair.resemblance(),
        shared: pair.shared,
        passage: places.as_ref().map(passage),
    };
    let part = SimilarPart {
        schema_version: 1,
        documents: similar.paths.len(),
        pairs: similar.pairs.iter().zip(similar.passages).map(pair).collect(),
        clusters: similar
            .clusters
            .iter()
            .map(|cluster| cluster.iter().map(|&document| path(document)).collect())
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &part)?;
    writeln!(out)
}

/// Writes the fingerprints of a document as one line of JSON: the path of the document, its hashes
/// (without duplicates, ascending, as sixteen hexadecimal digits), and for each hash the byte of
/// the text at which it first occurs.
///
/// # Errors
/// If `out` cannot be written to.
pub fn fingerprints(path: &str, kept: &StoredSketch, out: &mut dyn Write) -> io::Result<()> {
    let part = FingerprintsPart {
        schema_version: 1,
        scheme: SCHEME,
        document: path,
        hashes: kept.hashes().iter().map(|hash| format!("{hash:016x}")).collect(),
        positions: kept.positions(),
    };
    serde_json::to_writer(&mut *out, &part)?;
    writeln!(out)
}
