//! Centred lines. pdftotext writes paragraphs in reading order without their indents, or, with
//! `-layout`, each line at its printed position with columns side by side. The text is taken from
//! the first output; the second only shows which lines are centred.

use rustc_hash::FxHashSet;
use unicode_width::UnicodeWidthStr;

use crate::text::chars::is_blank;

/// Minimum number of free character columns on each side of a line for it to count as centred.
const MIN_FREE_COLUMNS: usize = 3;
/// Part of the page's width that must be free on each side of a line for it to count as centred: 8
/// means one eighth.
const FREE_SHARE: usize = 8;
/// Blanks that separate the columns of a table within a line.
const GAP: &str = "   ";

/// Puts blanks before those lines of `text` that are centred on the pages of `layout`, so that they
/// are centred too. `text` is the output of pdftotext in reading order, `layout` that with
/// positions; both are UTF-8 with form feeds between pages.
pub fn with_centred(text: &[u8], layout: &[u8]) -> Vec<u8> {
    let (Ok(text), Ok(layout)) = (std::str::from_utf8(text), std::str::from_utf8(layout)) else {
        // The reader reports the invalid bytes.
        return text.to_vec();
    };
    let layouts: Vec<&str> = layout.split('\u{c}').collect();
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for (index, page) in text.split('\u{c}').enumerate() {
        if index > 0 {
            out.push('\u{c}');
        }
        let centred = layouts.get(index).map(|layout| centred(layout)).unwrap_or_default();
        let width = page.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        for line in page.split_inclusive('\n') {
            if centred.contains(&bare(line)) {
                let free = width.saturating_sub(line.trim().width());
                out.extend(std::iter::repeat_n(' ', free / 2));
            }
            out.push_str(line);
        }
    }
    out.into_bytes()
}

/// Finds the centred lines of a page, and returns them without their blanks. A column of the layout
/// is only about one character wide, so a line of a paragraph may seem to leave some columns free
/// at its ends. Lines that begin directly below each other belong to a table cell and are not
/// centred.
fn centred(layout: &str) -> FxHashSet<String> {
    let length = |line: &str| line.chars().count();
    let lines: Vec<&str> = layout.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let starts: Vec<usize> = lines.iter().map(|line| length(line) - length(line.trim_start())).collect();
    let left = starts.iter().min().copied().unwrap_or(0);
    let right = lines.iter().map(|line| length(line)).max().unwrap_or(0);
    let least = MIN_FREE_COLUMNS.max((right - left) / FREE_SHARE);
    let is_centred = |index: &usize| {
        let (line, start) = (lines[*index], starts[*index]);
        let (before, behind) = (start - left, right - length(line));
        let is_even = before.abs_diff(behind) <= 2.max((before + behind) / 8);
        let neighbours = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let is_alone = { neighbours }.filter_map(|at| starts.get(at)).all(|other| other.abs_diff(start) > 1);
        // The last line of a paragraph in a cell may seem centred, but titles do not end like this.
        let is_sentence = line.ends_with(['。', '；', '，', '、']);
        let is_free = before >= least && behind >= least && is_even && is_alone;
        is_free && !is_sentence && !line.trim_start().contains(GAP)
    };
    (0..lines.len()).filter(is_centred).map(|index| bare(lines[index])).collect()
}

fn bare(line: &str) -> String {
    line.chars().filter(|c| !is_blank(*c) && *c != '\n').collect()
}

#[cfg(test)]
mod tests {
    use super::with_centred;

    #[test]
    fn only_centred_lines_are_set_in() {
        let text = "青石乡人民政府关于防汛工作的意见\n会议纪要\n各村要逐项整改，及时报送。各村要\n逐项整改。\n2026年\n";
        let layout = "青石乡人民政府关于防汛工作的意见\n      会议纪要\n  各村要逐项整改，及时报送。各村要\n逐项整改。\n           2026年\n";
        let expected = "青石乡人民政府关于防汛工作的意见\n            会议纪要\n各村要逐项整改，及时报送。各村要\n逐项整改。\n2026年\n";
        assert_eq!(String::from_utf8(with_centred(text.as_bytes(), layout.as_bytes())).unwrap(), expected);
        // Neither a paragraph whose lines seem shorter than the widest, nor the lines of a cell.
        for lines in [
            ["  各村要逐项整改，及时报送。", "逐项整改。"],
            ["      各村要", "      整改。"],
            ["各村要逐项", "     逐项整改。"],
        ] {
            let layout = format!("青石乡人民政府关于防汛工作的意见\n{}\n{}\n", lines[0], lines[1]);
            let text = layout.replace(' ', "");
            assert_eq!(with_centred(text.as_bytes(), layout.as_bytes()), text.as_bytes());
        }
    }
}
