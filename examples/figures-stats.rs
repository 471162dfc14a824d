//! Evaluates how well relations between figures are understood, on folders of final documents: how
//! often they hold, how many figures they cover, and how many errors they would find: `cargo run
//! --release --example figures-stats -- FOLDER…`.
//!
//! A *reading* is one way to recognise a *relation* between figures, such as a total with its
//! parts. Published documents are nearly always correct. So a reading is good if its relations hold
//! in them, and one whose relations often fail misreads. Each failure is printed with its context:
//! it is an error either of the document or of the reading.
//!
//! *Coverage* is the share of figures with a unit that are part of a judged relation. *Found by
//! change*: in relations that hold, one figure is changed in the way of typical errors, with a
//! fixed seed, and the passage is read again. The share that is reported is printed by reading and
//! by kind of change.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use hegao::document::Document;
use hegao::document::block::BlockKind;
use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::facts::figure::relations::Relation;
use hegao::facts::figure::relations::reading::FigureReading;
use hegao::facts::lexicon::{Lexicon, LexiconBuilder};
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use hegao::text::span::Span;
use walkdir::WalkDir;

/// Number of bytes of context printed before and after a failure.
const BEFORE: usize = 240;
const BEHIND: usize = 60;
/// Seed of the random changes, so that each run makes the same ones.
const SEED: u64 = 2026;
/// Maximum length of a passage that is changed and read again, in bytes.
const MAX_PASSAGE: usize = 20_000;

/// Numbers of relations of one reading, or of figures in one folder.
#[derive(Default)]
struct Count {
    all: usize,
    good: usize,
}

impl Count {
    fn add(&mut self, is_good: bool) {
        self.all += 1;
        self.good += usize::from(is_good);
    }

    fn percent(&self) -> f64 {
        self.good as f64 * 100.0 / self.all.max(1) as f64
    }
}

/// All counters of a run.
#[derive(Default)]
struct Counts {
    read: usize,
    unread: usize,
    readings: BTreeMap<String, Count>,
    folders: BTreeMap<String, Count>,
    /// The counters of `folders` for figures in digits only. Most numbers in words are part of
    /// names: 一批 ("a batch"), 八项规定 ("the eight rules").
    in_digits: BTreeMap<String, Count>,
    changed: BTreeMap<String, Count>,
    kinds: BTreeMap<&'static str, Count>,
    failures: BTreeSet<String>,
}

fn main() -> ExitCode {
    let (options, folders): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if folders.is_empty() || options.iter().any(|option| option != "--missed" && option != "--open") {
        eprintln!(
            "usage: figures-stats [--missed] [--open] FOLDER…\n\n\
             --missed  print the changed passages that are not reported\n\
             --open    print the sentences with figures that stand in no relation, and nothing else"
        );
        return ExitCode::from(2);
    }
    let shows_open = options.iter().any(|option| option == "--open");
    let shows_missed = options.iter().any(|option| option == "--missed");
    let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
    let mut counts = Counts::default();
    let mut random = Random(SEED);
    for entry in folders.iter().flat_map(|folder| WalkDir::new(folder).sort_by_file_name()) {
        let Ok(entry) = entry else {
            counts.unread += 1;
            continue;
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.path().display().to_string();
        let doc = fs::read(entry.path()).ok().and_then(|bytes| readers::read(&Source { name, bytes }).ok());
        let Some(doc) = doc else {
            counts.unread += 1;
            continue;
        };
        counts.read += 1;
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let covered = count(&mut counts, entry.path(), &doc, &facts);
        if shows_open {
            print_open(entry.path(), &doc, &facts, &covered);
            continue;
        }
        for relation in facts.relations().iter().filter(|relation| relation.holds) {
            let reading = format!("{:?}", relation.reading);
            let Some(changed) = change(&doc, relation, &mut random) else { continue };
            let Some(is_found) = is_reported(relation, &changed, &lexicon, &vocabulary) else { continue };
            let Changed { kind, passage, .. } = changed;
            if !is_found && shows_missed {
                let (formula, computed) = (&relation.formula, &relation.computed);
                println!("missed\t{reading}\t{kind}\t{formula} = {computed}\t{}", passage.replace('\n', "⏎"));
            }
            counts.changed.entry(reading).or_default().add(is_found);
            counts.kinds.entry(kind).or_default().add(is_found);
        }
    }
    if !shows_open {
        print(&counts);
    }
    ExitCode::SUCCESS
}

/// True if a changed passage is reported. `None` if the change is within rounding, so that nothing
/// is wrong.
fn is_reported(
    relation: &Relation<'_>,
    changed: &Changed,
    lexicon: &Lexicon,
    vocabulary: &Vocabulary,
) -> Option<bool> {
    let Changed { passage, start, figures, .. } = changed;
    let source = Source { name: "passage.txt".into(), bytes: passage.as_bytes().into() };
    let doc = readers::read(&source).ok()?;
    let facts = Facts::new(&doc, lexicon, vocabulary);
    let is_same = |other: &Relation<'_>| {
        other.reading == relation.reading
            && figures_of(other).all(|figure| figures.contains(&(figure.start() + start)))
    };
    let holds = facts.relations().iter().any(|other| other.holds && is_same(other));
    (!holds).then(|| facts.relations().iter().any(Relation::is_wrong))
}

/// Counts the relations and figures of one document. Returns the starts of the figures that are
/// part of a relation.
fn count(counts: &mut Counts, path: &Path, doc: &Document, facts: &Facts<'_>) -> BTreeSet<usize> {
    let text = doc.text();
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    for relation in facts.relations() {
        let is_case = relation.is_unambiguous || relation.holds;
        let reading = format!("{:?}", relation.reading);
        let count = counts.readings.entry(reading.clone()).or_default();
        if is_case {
            count.add(relation.holds);
            covered.extend(figures_of(relation).map(Span::start));
        }
        if relation.is_wrong() {
            let at = relation.stated.span;
            let start = text.floor_char_boundary(at.start().saturating_sub(BEFORE));
            let end = text.ceil_char_boundary((at.end() + BEHIND).min(text.len()));
            let around = text[start..end].replace('\n', "⏎");
            let (formula, computed) = (&relation.formula, &relation.computed);
            let found = format!("{formula} = {computed}, not {}", at.of(text));
            counts.failures.insert(format!("{reading}\t{}\t{found}\t{around}", short(path)));
        }
    }
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let figures = counts.folders.entry(folder.clone()).or_default();
    let in_digits = counts.in_digits.entry(folder).or_default();
    for quantity in facts.quantities() {
        if !quantity.unit.is_empty() && !quantity.is_calendar(text) {
            let is_covered = covered.contains(&quantity.span.start());
            figures.add(is_covered);
            if quantity.of(text).starts_with(|c: char| c.is_ascii_digit()) {
                in_digits.add(is_covered);
            }
        }
    }
    covered
}

/// Prints the sentences that contain figures which are part of no relation. These figures are in
/// 【】, the others in 〔〕.
fn print_open(path: &Path, doc: &Document, facts: &Facts<'_>, covered: &BTreeSet<usize>) {
    let text = doc.text();
    let (mut shown, mut at, mut sentence, mut is_open) = (String::new(), 0, Span::new(0, 0), false);
    for quantity in facts.quantities() {
        if quantity.unit.is_empty() || quantity.is_calendar(text) || quantity.span.start() < at {
            continue;
        }
        if quantity.span.start() >= sentence.end() {
            if is_open {
                println!("{}\t{shown}{}", short(path), &text[at..sentence.end().max(at)]);
            }
            let Some(next) = facts.sentences().at(quantity.span.start()) else { continue };
            (shown, at, sentence, is_open) = (String::new(), next.start(), next, false);
        }
        let is_covered = covered.contains(&quantity.span.start());
        is_open |= !is_covered;
        let [open, close] = if is_covered { ["〔", "〕"] } else { ["【", "】"] };
        let gap = &text[at..quantity.span.start()];
        shown.extend([gap, open, quantity.of(text), close]);
        at = quantity.span.end();
    }
    if is_open {
        println!("{}\t{shown}{}", short(path), &text[at..sentence.end().max(at)]);
    }
}

/// Spans of the figures of a relation.
fn figures_of(relation: &Relation<'_>) -> impl Iterator<Item = Span> {
    let operands = relation.operands.iter().map(|operand| operand.quantity.span);
    std::iter::once(relation.stated.span).chain(operands)
}

/// A passage in which one figure was changed.
struct Changed {
    kind: &'static str,
    passage: String,
    /// Start of the passage in its document.
    start: usize,
    /// Starts of the figures of the relation.
    figures: Vec<usize>,
}

/// Changes one figure in the passage of a relation. If only the direction is compared, exchanges
/// two figures. `None` if the passage is too long or cannot be changed.
fn change(doc: &Document, relation: &Relation<'_>, random: &mut Random) -> Option<Changed> {
    let figures: Vec<Span> = figures_of(relation).collect();
    let first = doc.block_at(figures.iter().map(|figure| figure.start()).min()?);
    let last = doc.block_at(figures.iter().map(|figure| figure.start()).max()?);
    // Tables of the format would not be tables in the plain text of a passage.
    if doc.blocks()[first..=last].iter().any(|block| matches!(block.kind, BlockKind::Cell(_))) {
        return None;
    }
    let passage = Span::new(doc.blocks()[first].span.start(), doc.blocks()[last].span.end());
    let text = doc.text();
    let is_direction = matches!(
        relation.reading,
        FigureReading::Direction | FigureReading::GrowthAfterDecline | FigureReading::DeclineAfterGrowth
    );
    let (kind, passage_text) = if is_direction {
        let mut two: Vec<Span> = relation.operands.iter().map(|operand| operand.quantity.span).collect();
        two.sort_by_key(|figure| figure.start());
        let [one, other] = two[..] else { return None };
        let parts = [
            &text[passage.start()..one.start()],
            other.of(text),
            &text[one.end()..other.start()],
            one.of(text),
        ];
        ("turned", format!("{}{}", parts.concat(), &text[other.end()..passage.end()]))
    } else {
        let figure = figures[random.below(figures.len())];
        let (kind, changed) = slip(figure.of(text), random)?;
        (
            kind,
            format!(
                "{}{changed}{}",
                &text[passage.start()..figure.start()],
                &text[figure.end()..passage.end()]
            ),
        )
    };
    let figures = figures.iter().map(|figure| figure.start()).collect();
    let start = passage.start();
    (passage.len() <= MAX_PASSAGE).then_some(Changed { kind, passage: passage_text, start, figures })
}

/// Puts a typical error into a figure. Returns the kind of error and the new figure. `None` if the
/// figure has no digits that could be changed.
fn slip(figure: &str, random: &mut Random) -> Option<(&'static str, String)> {
    let digits: Vec<usize> =
        figure.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let mut bytes = figure.as_bytes().to_vec();
    let kind = ["digit", "swapped", "point", "scale"][random.below(4)];
    match kind {
        "digit" => {
            let at = *digits.get(random.below(digits.len().max(1)))?;
            let other = (u64::from(bytes[at] - b'0') + 1 + random.below(8) as u64) % 10;
            bytes[at] = b'0' + other as u8;
        }
        "swapped" => {
            let pairs: Vec<&[usize]> = digits
                .windows(2)
                .filter(|pair| pair[1] == pair[0] + 1 && bytes[pair[0]] != bytes[pair[1]])
                .collect();
            let pair = *pairs.get(random.below(pairs.len().max(1)))?;
            bytes.swap(pair[0], pair[1]);
        }
        "point" => {
            let point = figure.find('.')?;
            let digit = point.checked_sub(1).filter(|at| *at > 0)?;
            bytes.swap(point, digit);
        }
        _ => {
            let (one, other) = if figure.contains('万') { ("万", "亿") } else { ("亿", "万") };
            let is_plain = figure.contains(one) && !figure.contains("万亿");
            return is_plain.then(|| ("scale", figure.replacen(one, other, 1)));
        }
    }
    let changed = String::from_utf8(bytes).ok()?;
    (changed != figure && !changed.starts_with('0')).then_some((kind, changed))
}

fn print(counts: &Counts) {
    println!("{} documents read, {} not", counts.read, counts.unread);
    println!("\nreading\tcases\thold\tshare");
    for (reading, count) in counts.readings.iter().filter(|(_, count)| count.all > 0) {
        println!("{reading}\t{} cases\t{} hold\t{:.2} %", count.all, count.good, count.percent());
    }
    println!("\nfolder\tfigures\tcovered\tof those in digits");
    for (folder, count) in counts.folders.iter().filter(|(_, count)| count.all > 0) {
        let in_digits = counts.in_digits.get(folder).map_or(0.0, Count::percent);
        println!("{folder}\t{}\t{:.1} %\t{in_digits:.1} %", count.all, count.percent());
    }
    println!("\nchanged\trelations\tfound");
    for (name, count) in &counts.changed {
        println!("{name}\t{}\t{:.1} %", count.all, count.percent());
    }
    for (name, count) in &counts.kinds {
        println!("{name}\t{}\t{:.1} %", count.all, count.percent());
    }
    println!();
    for failure in &counts.failures {
        println!("{failure}");
    }
}

/// Returns the folder and the name of a file, for display.
fn short(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// Pseudo-random numbers, identical in each run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }
}
