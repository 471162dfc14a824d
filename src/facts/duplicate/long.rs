//! Fingerprints of long texts, computed part by part to save memory: the letters of a text and
//! their positions take nearly three times as much memory as the text.

use crate::text::fingerprint::{Fingerprint, GUARANTEE, Letters, letter, winnow};
use crate::text::span::Span;

/// Length of a part in bytes. A long text is processed in parts of this length.
const PART: usize = 1 << 20;

/// Fingerprints of the text in `spans`, in order, as if the spans were one text. They are the same
/// as those of [`winnow`], but in a text that repeats a short pattern there may be one more or one
/// less at the end of a part.
pub(super) fn fingerprints(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Fingerprint> {
    by_parts(text, spans, PART)
}

fn by_parts(text: &str, spans: impl Iterator<Item = Span>, bytes: usize) -> Vec<Fingerprint> {
    let mut fingerprinter =
        PartFingerprinter { text, part: Vec::new(), letters: Letters::default(), found: Vec::new() };
    let mut free = bytes;
    for span in spans {
        let mut from = span.start();
        while from < span.end() {
            let end = text.ceil_char_boundary(span.end().min(from + free));
            fingerprinter.part.push(Span::new(from, end));
            free = free.saturating_sub(end - from);
            from = end;
            if free == 0 {
                fingerprinter.close();
                free = bytes;
            }
        }
    }
    fingerprinter.finish()
}

struct PartFingerprinter<'t> {
    text: &'t str,
    /// Spans of the part being collected, preceded by the last letters of the part before.
    part: Vec<Span>,
    /// Letters of the last part that was processed. Their memory is reused for the next part.
    letters: Letters,
    found: Vec<Fingerprint>,
}

impl PartFingerprinter<'_> {
    /// Computes the fingerprints of the collected part and begins the next part.
    ///
    /// The next part begins with the last letters of this one, one less than a window of [`winnow`]
    /// has, so that each window is in one part. Therefore its first fingerprint may be equal to the
    /// last one of this part and is then dropped.
    fn close(&mut self) {
        if self.part_letters().nth(GUARANTEE - 1).is_some() {
            self.letters.read_anew(self.text, self.part.iter().copied());
            let mut fingerprints = self.letters.fingerprints(self.text).into_iter().peekable();
            fingerprints.next_if(|first| self.found.last() == Some(first));
            self.found.extend(fingerprints);
        }
        let mut last: Vec<Span> = self.part_letters().rev().take(GUARANTEE - 1).collect();
        last.reverse();
        self.part = last;
    }

    fn finish(mut self) -> Vec<Fingerprint> {
        let open = std::mem::take(&mut self.part);
        if self.found.is_empty() {
            // The text has few letters, and all of them are here.
            return winnow(self.text, open.into_iter());
        }
        self.part = open;
        self.close();
        self.found
    }

    /// Letters of the collected part, in order.
    fn part_letters(&self) -> impl DoubleEndedIterator<Item = Span> {
        let of_span = |span: &Span| {
            let start = span.start();
            let letters = span.of(self.text).char_indices().filter(|(_, c)| letter(*c).is_some());
            letters.map(move |(at, c)| Span::new(start + at, start + at + c.len_utf8()))
        };
        self.part.iter().flat_map(of_span)
    }
}

#[cfg(test)]
mod tests {
    use super::by_parts;
    use crate::text::fingerprint::{GUARANTEE, winnow};
    use crate::text::span::Span;

    #[test]
    fn parts_make_the_fingerprints_of_the_whole() {
        let varied: String = (0..900u32).filter_map(|at| char::from_u32(0x4E00 + at * at % 4001)).collect();
        let marked = varied.replace(['丁', '丈', '不'], "，。“”\n　");
        let sparse: String = varied.chars().flat_map(|c| [c, '。', '…', '。', ' ', '—', '\n']).collect();
        let few = format!("{}甲乙丙丁戊己庚辛壬癸子丑", "。".repeat(900));
        for text in [varied, marked, sparse, few, "。".repeat(500), "太短".into()] {
            let middle = text.floor_char_boundary(text.len() / 2);
            let spans = [Span::new(0, middle), Span::new(middle, text.len())];
            for bytes in [1, 40, 100, 333, 5000] {
                let parts = by_parts(&text, spans.into_iter(), bytes);
                assert_eq!(parts, winnow(&text, spans.into_iter()), "{bytes}: {}", &text[..middle.min(30)]);
            }
        }
    }

    #[test]
    fn parts_of_a_text_that_goes_round_have_one_in_each_window() {
        for text in ["进一步抓好落实工作".repeat(120), "甲".repeat(700)] {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for bytes in [1, 40, 100, 333, 5000] {
                let found = by_parts(&text, [Span::new(0, text.len())].into_iter(), bytes);
                for window in starts.windows(GUARANTEE) {
                    let window = Span::new(window[0], window[GUARANTEE - 1] + '甲'.len_utf8());
                    assert!(found.iter().any(|found| window.contains(found.span())), "{bytes}: {window:?}");
                }
            }
        }
    }
}
