//! Sentences and lines that are repeated to the letter but too short for fingerprints: a sentence
//! that was pasted again further on, a closing formula or a signature that is typed twice.

use crate::document::OPAQUE;
use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::duplicate::copied::{Bodies, Copied, body};
use crate::facts::duplicate::passages::{self, Passage, PassageInput, is_reproduced};
use crate::facts::duplicate::reasons::Repeated;
use crate::facts::duplicate::recurring::{Latest, Recurring};
use crate::facts::duplicate::repeats::Repeat;
use crate::facts::duplicate::{lines, near};
use crate::facts::kind::DocumentKind;
use crate::text::chars::{is_han, is_opening};
use crate::text::fingerprint::letter;
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Minimum number of bytes of a sentence that is compared (10 Chinese characters). Shorter ones
/// recur by chance.
const MIN_BYTES: usize = 30;
/// Minimum number of letters of a sentence that occurs twice in one paragraph. Shorter ones are
/// refrains or formulas and not reported.
const MIN_IN_BLOCK: usize = 10;
/// Minimum number of letters of a repeated sentence in a short document, one of fewer than
/// [`SHORT`] bytes.
const MIN_IN_SHORT: usize = 14;
/// Minimum number of letters of a repeated sentence in a longer document, if the two occurrences
/// are near each other.
const MIN_IN_LONG: usize = 20;
/// Number of bytes from which on a document no longer counts as short.
const SHORT: usize = 6000;
/// Maximum number of blocks between two occurrences that count as near each other.
const NEAR: usize = 8;
/// Maximum number of bytes between two sentences that count as one paragraph. A whole file may be
/// one line.
const PARAGRAPH: usize = 1500;
/// Minimum number of letters of a sentence that is reported even if it occurs more than twice, or
/// far from its first occurrence. Shorter ones may be refrains.
const MIN_REFRAIN: usize = 30;
/// Maximum share of digits in a compared sentence, in tenths. Sentences with more digits are rows
/// of figures, which recur.
const MOST_DIGITS: usize = 4;
/// Maximum number of characters before a colon that is read as the end of a label (联系人：,
/// "contact:"). Texts that begin with a label are not reported.
const LABEL: usize = 10;
/// Minimum length in bytes of a passage found by fingerprints. If a shorter one overlaps an exact
/// copy, the copy is kept instead.
const MIN_FOUND: usize = 120;
/// Number of bytes by which a passage of sentences found by fingerprints must be longer than the
/// copy that it overlaps, to be kept instead of the copy.
const MIN_LONGER: usize = 24;
/// Number of passages before a place that are tested if they contain the place.
const MAX_TESTED: usize = 3;
/// Number of bytes at the beginning of a text in which a word such as 本报讯 ("from our
/// correspondent") marks it as a news report.
const LEAD: usize = 200;
/// Number of bytes before a text in which a word that introduces a quoted letter or text is looked
/// for.
const QUOTED: usize = 900;

/// Quotation marks.
const QUOTES: [(char, char); 3] = [('“', '”'), ('「', '」'), ('『', '』')];

impl Facts<'_> {
    /// All repeated passages of the document: paragraphs, sentences, single lines, and lines that
    /// contain the beginning of the text below them.
    pub fn passages(&self) -> &[Passage] {
        self.cells.passages.get_or_init(|| {
            let input = PassageInput {
                doc: self.doc,
                sentences: self.sentences(),
                marks: self.marks(),
                pieces: self.pieces(),
                kind: self.kind(),
            };
            let mut found = passages::find(&input, self.repeats());
            add(self, &input, &mut found);
            found
        })
    }

    /// True if `span` is in the second occurrence of a repeated passage.
    pub fn is_copied(&self, span: Span) -> bool {
        let passages = self.passages();
        let before = passages.partition_point(|passage| passage.start(self.doc) < span.end());
        passages[..before].iter().rev().take(MAX_TESTED).any(|passage| passage.copies(self.doc, span))
    }
}

/// Adds exact copies to the passages that were found by fingerprints.
fn add(facts: &Facts<'_>, input: &PassageInput<'_>, found: &mut Vec<Passage>) {
    let copies = Copies { input, words: facts.words() };
    let mut added = copies.sentences();
    lines::find(facts, input, &mut added);
    added.extend(near::find(facts, input).into_iter().filter(|near| {
        let Copied { first, second, .. } = *near;
        // Sentences of a contract that agree in parties and figures create the same obligation
        // twice, so the only accepted reason is that one place reproduces the other.
        let has_party = || input.kind.is_none() && input.doc.slice(first).contains(['甲', '乙']);
        let is_contract = !near.is_block && (input.kind == Some(DocumentKind::Contract) || has_party());
        !copies.is_lead(first)
            && (is_contract && !is_reproduced(input, Repeat { first, second })
                || !is_contract && !copies.has_reason(first, second, false))
    }));
    if added.is_empty() {
        return;
    }
    added.sort_by_key(|copy| copy.second.start());
    let mut known = std::mem::take(found).into_iter().peekable();
    for Copied { first, second, is_block } in added {
        let copy = Passage::Copy { first, second, is_block };
        // Passages are in the order of their second occurrences, which hardly overlap.
        while let Some(passage) = known.next_if(|passage| place(input, passage).start() < second.end()) {
            found.push(passage);
        }
        let is_kept = |passage: &Passage| {
            let known = place(input, passage);
            // Compared by bytes: a passage may be as long as the document, with a copy in each of
            // its lines.
            let is_found = known.len() >= MIN_FOUND;
            known.overlaps(second)
                && match passage {
                    Passage::Teaser { .. } | Passage::Copy { .. } => true,
                    Passage::Blocks { .. } => is_found,
                    Passage::Sentences { .. } => known.len() > second.len() + MIN_LONGER && is_found,
                }
        };
        if found.iter().rev().take(MAX_TESTED).any(is_kept) {
            continue;
        }
        while found.last().is_some_and(|passage| place(input, passage).overlaps(second)) {
            found.pop();
        }
        found.push(copy);
    }
    found.extend(known);
}

/// Span of the second occurrence of a passage. For a [`Passage::Teaser`] it is the text below the
/// line.
fn place(input: &PassageInput<'_>, passage: &Passage) -> Span {
    match passage {
        Passage::Teaser { text, .. } => *text,
        Passage::Sentences { second, .. } | Passage::Copy { second, .. } => *second,
        Passage::Blocks { copies, .. } => {
            let blocks = input.doc.blocks();
            blocks[copies.start].span.join(blocks[copies.end - 1].span)
        }
    }
}

/// Consecutive sentences whose earlier occurrences are consecutive too.
struct Run {
    first: usize,
    second: usize,
    length: usize,
}

struct Copies<'a> {
    input: &'a PassageInput<'a>,
    words: &'a Words,
}

impl Copies<'_> {
    fn text(&self, span: Span) -> &str {
        self.input.doc.slice(span)
    }

    fn body(&self, sentence: Span) -> Span {
        body(self.input, sentence)
    }

    fn sentences(&self) -> Vec<Copied> {
        let doc = self.input.doc;
        let sentences = self.input.sentences.all();
        let mut runs: Vec<Run> = Vec::new();
        let mut bodies = Bodies::of(self.input);
        // The index of each sentence, and the sentence without its mark.
        let compared: Vec<(u32, Span)> = (0u32..)
            .zip(sentences)
            .filter(|(_, sentence)| sentence.len() >= MIN_BYTES && self.text(**sentence).ends_with('。'))
            .map(|(at, sentence)| (at, bodies.next(*sentence)))
            .collect();
        let text = |at: usize| self.text(compared[at].1);
        let recurring = Recurring::of(compared.len(), (0..compared.len()).map(text));
        let mut latest = Latest::default();
        for number in (0..compared.len()).filter(|number| recurring.may_hold_twice(text(*number))) {
            let Some(before) = latest.replace(number, text) else { continue };
            let [first, at] = [before, number].map(|number| compared[number].0 as usize);
            match runs.last_mut() {
                Some(run) if run.second + run.length == at && run.first + run.length == first => {
                    run.length += 1;
                }
                _ => runs.push(Run { first, second: at, length: 1 }),
            }
        }
        let is_refrain = |run: &Run| {
            let said = self.text(self.body(sentences[run.second]));
            run.length == 1 && latest.times(said, text) > 2 && letters(said) < MIN_REFRAIN
        };
        runs.retain(|run| run.first + run.length <= run.second && !is_refrain(run));
        let place = |from: usize, length: usize| {
            let body = self.body(sentences[from]);
            Span::new(body.start(), sentences[from + length - 1].end())
        };
        let copied =
            runs.iter().filter_map(|run| {
                let (first, second) = (place(run.first, run.length), place(run.second, run.length));
                let (one, other) = (doc.block_at(first.start()), doc.block_at(second.start()));
                let is_running =
                    |block: usize| matches!(doc.blocks()[block].kind, BlockKind::Paragraph | BlockKind::Item);
                // A sentence typed twice in a row in one paragraph is left to `duplicate/word`.
                let is_side_by_side = one == other && run.first + run.length == run.second;
                let block = doc.blocks()[other].span;
                let is_block = self.body(block).start() == second.start() && block.end() <= second.end();
                // A whole file may be one line, so distant sentences do not count as one paragraph.
                let is_far = second.start() - first.end() > PARAGRAPH;
                let distance = match other - one {
                    _ if is_block => 0,
                    0 if is_far => NEAR + 1,
                    blocks => blocks,
                };
                let is_in_block = one == other && !is_far;
                let is_plain =
                    is_running(one) && is_running(other) && self.is_plain(first, distance, is_in_block);
                (is_plain && !is_side_by_side && !self.has_reason(first, second, is_block))
                    .then_some(Copied { first, second, is_block })
            });
        copied.collect()
    }

    /// True if a text is long enough to be reported as a copy, and is not a formula, a label or a
    /// row of figures. `distance` is the number of blocks between the two occurrences.
    fn is_plain(&self, span: Span, distance: usize, is_in_block: bool) -> bool {
        let text = self.text(span);
        let fewest = match self.input.doc.text().len() {
            _ if is_in_block => MIN_IN_BLOCK,
            0..SHORT => MIN_IN_SHORT,
            _ if distance <= NEAR => MIN_IN_LONG,
            _ => MIN_REFRAIN,
        };
        // A caption describes an event in the same words as the text: 2020年9月8日，…在北京举行 ("on 8
        // September 2020, … was held in Beijing").
        let tells_day =
            text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().take(6).any(|c| c == '年');
        if tells_day && distance > 0 && !is_in_block {
            return false;
        }
        // Text in brackets may be a blank to fill in.
        let all = letters(text).min(outside_brackets(text));
        let digits = text.chars().filter(char::is_ascii_digit).count();
        all >= fewest
            && text.starts_with(|c: char| c.is_alphanumeric() || is_opening(c))
            && !text.contains([OPAQUE, '[', '［', '_', '×', '…'])
            && !text.contains("  ")
            && !text.contains(". .")
            && digits * 10 <= all * MOST_DIGITS
            && text.chars().filter(|c| is_han(*c)).count() * 2 >= all
            && !text.chars().take(LABEL).any(|c| matches!(c, '：' | ':'))
            && self.words.of(&doubled::RECURRING).start_of(text).is_none()
    }

    fn has_reason(&self, first: Span, second: Span, is_block: bool) -> bool {
        let PassageInput { doc, kind, .. } = *self.input;
        let repeated = Repeated { doc, kind, first, second };
        // Two equal articles of a contract create the same obligation twice.
        let are_articles =
            || kind == Some(DocumentKind::Contract) && is_block && repeated.are_articles_of_one_text();
        kind == Some(DocumentKind::Bulletin)
            || is_reproduced(self.input, Repeat { first, second })
            || (!is_block && repeated.recurs_in_the_kind())
            || (repeated.has_reason() && !are_articles())
            || self.is_caption(first)
            || self.is_caption(second)
            || self.is_quoted(first)
            || self.is_quoted(second)
    }

    /// True if a text is part of a quotation or of a quoted letter.
    fn is_quoted(&self, span: Span) -> bool {
        let text = self.input.doc.text();
        let from = text.ceil_char_boundary(span.start().saturating_sub(QUOTED));
        let before = &text[from..span.start()];
        let is_open = QUOTES.iter().any(|(open, close)| before.rfind(*open) > before.rfind(*close));
        is_open || self.words.of(&doubled::QUOTED).is_in(before)
    }

    /// True if a text is the first paragraph of a news report. The report repeats it in detail.
    fn is_lead(&self, span: Span) -> bool {
        let text = self.input.doc.text();
        let head = &text[..text.floor_char_boundary(LEAD)];
        self.input.doc.block_at(span.start()) <= 1
            && ["消息", "本报讯", "新华社"].iter().any(|word| head.contains(word))
    }

    /// True if a text is the caption of a picture, which the document may repeat.
    fn is_caption(&self, span: Span) -> bool {
        let behind = self.input.doc.text()[span.end()..].trim_start();
        self.words.of(&doubled::CAPTION).start_of(behind).is_some()
    }
}

/// Number of letters of a text outside round brackets.
fn outside_brackets(text: &str) -> usize {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && letter(*c).is_some()
    });
    outside.count()
}

fn letters(text: &str) -> usize {
    text.chars().filter_map(letter).count()
}
