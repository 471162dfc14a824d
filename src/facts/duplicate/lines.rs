//! Lines that are typed twice at the end of a document: signatures (issuing body and date) and
//! closing formulas.

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::duplicate::copied::Copied;
use crate::facts::duplicate::passages::PassageInput;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::pieces;
use crate::text::chars::{Codes, is_han};
use crate::text::fingerprint::letter;
use crate::words::first_chars::FirstChars;
use crate::words::{Words, doubled};

/// Maximum number of lines of a signature that is typed twice.
const MAX_LINES: usize = 3;
/// Minimum number of letters of a signature that is typed twice, in all its lines together.
const MIN_LINE: usize = 3;
/// Minimum number of Han characters of at least one line of a signature that is typed twice.
const MIN_LINE_HAN: usize = 3;
/// Maximum number of bytes of a line of a signature. A longer one is a paragraph.
const MAX_LINE: usize = 120;
/// Maximum number of blocks between two closing lines, such as 谢谢大家 ("thank you all"), for the
/// second to count as a repetition.
const MAX_FORMULA: usize = 6;

/// Adds signatures that are typed twice in a row, and closing formulas that are repeated.
pub(super) fn find(facts: &Facts<'_>, input: &PassageInput<'_>, added: &mut Vec<Copied>) {
    // A PDF repeats its header on every page.
    let is_paged = input.doc.origin().format == Format::Pdf;
    if is_paged || input.kind.is_some_and(recurs) {
        return;
    }
    let words = facts.words();
    let closings = [&doubled::FAREWELL, &doubled::REQUEST].map(|class| words.of(class));
    let has_closing = closings.iter().any(|class| class.iter().any(|word| facts.may_hold(word)));
    let heads = has_closing.then(|| FirstChars::of(&closings, ""));
    let lines = Lines { input, words, heads };
    let blocks = input.doc.blocks();
    let mut last: [Option<(usize, &str)>; 3] = [None; 3];
    let mut free = 0;
    for at in 0..blocks.len() {
        if blocks[at].span.len() > MAX_LINE || blocks[at].kind != BlockKind::Paragraph {
            continue;
        }
        let copied = |first: usize, second: usize, height: usize| {
            let span = |from: usize| blocks[from].span.join(blocks[from + height - 1].span);
            Copied { first: span(first), second: span(second), is_block: true }
        };
        let is_twice =
            |&height: &usize| at + 1 >= free + 2 * height && lines.are_twice(at + 1 - height, height);
        let twice = (1..=MAX_LINES).find(is_twice);
        if let Some(height) = twice {
            added.push(copied(at + 1 - 2 * height, at + 1 - height, height));
            free = at + 1;
        }
        if let Some((closing, said)) = lines.closing(at)
            && let Some((first, known)) = last[closing as usize].replace((at, said))
            && at - first <= MAX_FORMULA
            && (closing != Closing::Notice || said == known)
            && pieces::of_block(input.pieces, first) == pieces::of_block(input.pieces, at)
            && twice.is_none()
        {
            added.push(copied(first, at, 1));
        }
    }
}

/// True for kinds of documents, such as forms, in which equal lines are normal.
fn recurs(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Form
            | DocumentKind::Contract
            | DocumentKind::Tender
            | DocumentKind::Examination
            | DocumentKind::Judgment
            | DocumentKind::Manual
    )
}

/// Purpose of a closing line: it ends a speech (谢谢大家, "thank you all"), makes a request (请批复,
/// "please approve"), or ends a notice (特此通知, "this is hereby notified").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Farewell,
    Request,
    Notice,
}

struct Lines<'a> {
    input: &'a PassageInput<'a>,
    words: &'a Words,
    /// First characters of the words that end a speech or make a request, to exclude most lines
    /// fast. `None` if the document has no such word, as most have not.
    heads: Option<FirstChars>,
}

impl<'a> Lines<'a> {
    fn text(&self, block: usize) -> &'a str {
        self.input.doc.slice(self.input.doc.blocks()[block].span)
    }

    /// Purpose of a closing line, and its text from the closing formula on. `None` if the block is
    /// not a closing line.
    fn closing(&self, block: usize) -> Option<(Closing, &'a str)> {
        let line = self.text(block);
        let (farewell, request) = (self.words.of(&doubled::FAREWELL), self.words.of(&doubled::REQUEST));
        let heads = self.heads.iter();
        let begun =
            heads.flat_map(|heads| Codes::of(line).filter(|(_, _, code)| heads.may_begin_code(*code)));
        let said = begun.map(|(at, ..)| &line[at..]).find_map(|rest| {
            if farewell.start_of(rest).is_some() {
                Some((Closing::Farewell, rest))
            } else if request.start_of(rest).is_some() && rest.contains('请') {
                Some((Closing::Request, rest))
            } else {
                None
            }
        });
        let notice = || self.words.of(&doubled::FORMULA).start_of(line);
        said.or_else(|| notice().map(|said| (Closing::Notice, &line[..said.len()])))
    }

    /// True if the `lines` lines from block `second` on are a signature and equal the lines
    /// directly before them.
    fn are_twice(&self, second: usize, lines: usize) -> bool {
        let first = second - lines;
        (0..lines).all(|line| self.are_same_line(first + line, second + line))
            && self.is_signature(second, second + lines - 1)
    }

    fn are_same_line(&self, one: usize, other: usize) -> bool {
        let blocks = self.input.doc.blocks();
        let is_line =
            |block: usize| blocks[block].kind == BlockKind::Paragraph && blocks[block].span.len() <= MAX_LINE;
        // Equal lines and rows end in the same byte: a cheap test first.
        let text = self.input.doc.text().as_bytes();
        let last = |block: usize| text[blocks[block].span.range()].last();
        if last(one) != last(other) {
            return false;
        }
        let (first, second) = (self.text(one), self.text(other));
        // Rows may differ in the number before the first tab.
        let is_row = || match (first.split_once('\t'), second.split_once('\t')) {
            (Some((a, first)), Some((b, second))) => first == second && is_number(a) && is_number(b),
            _ => false,
        };
        is_line(one) && is_line(other) && (first == second || is_row())
    }

    /// True if the lines of the blocks `from` to `to` may be a signature. They must have no blank
    /// to fill in, no label and no exclamation. Several lines must also have a date, which the
    /// lines of a verse do not have.
    fn is_signature(&self, from: usize, to: usize) -> bool {
        let lines = || (from..=to).map(|block| self.text(block));
        let is_open = |line: &str| {
            line.ends_with(['，', '、', '！', '？', '!', '?', '…', '）', '”'])
                || line.starts_with(['（', '(', '|', '+', '-', '*', '`'])
                || line.contains(['_', '×', '…', '□', '\u{FFFC}', '{', '<'])
                || line.contains("  ")
                || line.contains("\u{3000}\u{3000}")
        };
        let all = |is: fn(char) -> bool| lines().flat_map(str::chars).filter(|c| is(*c)).count();
        // Lines of a verse recur; a signature has a line with a date.
        let is_day =
            |line: &str| line.ends_with('日') && line.contains(|c: char| c.is_ascii_digit() || c == '〇');
        let is_signed = lines().any(is_day);
        let has_label = lines().any(|line| line.ends_with(['：', ':']));
        !lines().any(is_open)
            && (from == to || is_signed && !has_label)
            && all(|c| letter(c).is_some()) >= MIN_LINE
            && lines().any(|line| line.chars().filter(|c| is_han(*c)).count() >= MIN_LINE_HAN)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}
