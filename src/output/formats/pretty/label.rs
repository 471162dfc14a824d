//! The labels of marks. miette draws a label below the middle of its mark without wrapping it, so
//! labels are fitted here into the room between there and the right edge: over several lines, and
//! shortened if they are still too long.

use unicode_width::UnicodeWidthStr;

use crate::output::wrap;

/// Number of display cells of `╰── `, which miette draws before a label.
const ARM: usize = 4;
/// Number of display cells that labels may extend beyond the end of a row.
const SPARE: usize = 2;
/// Maximum number of lines of a label; a longer label is cut.
const MAX_LINES: usize = 3;

/// The last display cell of a row below which `label` can be drawn. To the right of it there is
/// still room for the whole label, or at least for a quarter of the row's `width`.
pub(super) fn farthest(label: &str, width: usize) -> usize {
    match label.width().min(width / 4) {
        0 => width,
        room => (width + SPARE).saturating_sub(ARM + room),
    }
}

/// Breaks the label into lines that fit between the cell `middle` and the end of a row of `width`
/// cells.
pub(super) fn fitted(label: &str, middle: usize, width: usize) -> String {
    let room = (width + SPARE).saturating_sub(middle + ARM);
    if label.width() <= room && !label.contains('\n') {
        return label.to_owned();
    }
    let mut lines = wrap::lines(label, room);
    if lines.len() > MAX_LINES {
        let rest = format!("{}…", lines[MAX_LINES - 1]);
        lines.truncate(MAX_LINES - 1);
        lines.push(wrap::shortened(&rest, room).into_owned().into());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn keeps_a_label_that_fits() {
        assert_eq!(fitted("应为「截至」", 10, 40), "应为「截至」");
    }

    #[test]
    fn breaks_a_label_where_the_row_ends() {
        assert_eq!(fitted("the list starts here", 20, 38), "the list starts\nhere");
        assert_eq!(fitted("与前面写的「三百四十八户」不一样", 26, 38), "与前面写的\n「三百四十\n八户」不…");
    }
}
