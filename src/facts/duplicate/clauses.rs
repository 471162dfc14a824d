//! Clauses of one sentence that give the same reason twice: 路窄弯多，事故易发，而且弯道多，容易发生事故 ("the road is
//! narrow and winding, accidents are frequent, moreover there are many bends and accidents happen
//! easily").

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::duplicate::content::{Content, Reader, shared};
use crate::facts::duplicate::copied::Copied;
use crate::facts::sentences::Sentences;
use crate::text::span::Span;
use crate::words::doubled;

/// Chinese comma, which separates the clauses of a sentence.
const COMMA: &str = "，";
/// Maximum number of bytes of a clause that is compared (50 Chinese characters). Longer ones are
/// not compared.
const MAX_BYTES: usize = 150;
/// Number of clauses before the conjunction among which the first statement of the reason is looked
/// for.
const REACH: usize = 4;
/// Maximum number of clauses that together give one reason.
const MAX_CLAUSES: usize = 2;
/// Minimum number of Han characters in a reason, without the words that carry little meaning.
const MIN_CHARS: usize = 6;
/// Minimum share of the characters of the shorter reason that the longer one must contain too, in
/// tenths.
const SHARED: usize = 7;

/// Adds the second reason of each sentence that gives the same reason twice. It begins with a
/// conjunction such as 而且 ("moreover").
pub(super) fn find(facts: &Facts<'_>, sentences: &Sentences, found: &mut Vec<Copied>) {
    let (doc, words) = (facts.doc, facts.words());
    let connectors = words.of(&doubled::CONNECTOR);
    let text = doc.text();
    // Texts have few of the conjunctions, but a comma every ten characters.
    let places = facts.words_in(connectors).map(|(at, _)| at);
    let mut joints: Vec<usize> = places.filter(|at| text[..*at].ends_with(COMMA)).collect();
    joints.sort_unstable();
    let reader = Reader::of(words);
    let mut free = 0;
    for behind in joints {
        let at = behind - COMMA.len();
        if at < free {
            continue;
        }
        let Some(sentence) = sentences.at(at) else { continue };
        if connectors.start_of(Span::new(behind, sentence.end()).of(text)).is_some() {
            found.extend(in_sentence(doc, sentence, &reader));
            free = sentence.end();
        }
    }
}

fn in_sentence(doc: &Document, sentence: Span, reader: &Reader<'_>) -> Option<Copied> {
    let text = doc.slice(sentence);
    let connectors = reader.words.of(&doubled::CONNECTOR);
    let adds = |clause: &str| connectors.start_of(clause).is_some();
    let clauses = clauses(text);
    let place = |from: usize, to: usize| {
        let (first, last) = (clauses.get(from)?, clauses.get(to - 1)?);
        (clauses[from..to].iter().all(|clause| clause.len() <= MAX_BYTES)).then(|| first.join(*last))
    };
    let content = |place: Span| reader.content(place.of(text));
    let at = |place: Span| Span::new(sentence.start() + place.start(), sentence.start() + place.end());
    (1..clauses.len()).filter(|&nth| adds(clauses[nth].of(text))).find_map(|nth| {
        let again: Vec<(Span, Content)> = (1..=MAX_CLAUSES)
            .filter_map(|length| place(nth, nth + length))
            .map(|place| (place, content(place)))
            .collect();
        let before = (nth.saturating_sub(REACH)..nth).rev().flat_map(|from| {
            (1..=MAX_CLAUSES)
                .filter(move |length| from + length <= nth)
                .map(move |length| (from, from + length))
        });
        before.filter_map(|(from, to)| place(from, to)).find_map(|first| {
            let given = content(first);
            let (second, _) = again.iter().find(|(_, second)| are_same(&given, second))?;
            Some(Copied { first: at(first), second: at(*second), is_block: false })
        })
    })
}

/// Spans of the clauses of a sentence, without the punctuation between them.
fn clauses(text: &str) -> Vec<Span> {
    let mut start = 0;
    let marks = text.match_indices(['，', '；', '：', '。']).map(|(at, mark)| (at, at + mark.len()));
    let ends = marks.chain([(text.len(), text.len())]);
    ends.map(|(end, next)| Span::new(std::mem::replace(&mut start, next), end))
        .filter(|clause| !clause.is_empty())
        .collect()
}

fn are_same(first: &Content, second: &Content) -> bool {
    let (one, other) = (&first.chars, &second.chars);
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    shorter >= MIN_CHARS
        && longer <= 2 * shorter
        && first.agreed == second.agreed
        && shared(one, other) * 10 >= shorter * SHARED
}
