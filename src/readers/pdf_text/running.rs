//! Running heads and feet: lines at the edges of pages that recur on other pages, except for the
//! numbers in them: `青石乡党政办印制 第3页` ("printed by the office of Qingshi Township, page 3").

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::chars::is_blank;

/// Number of lines at each edge of a page that may be running heads or feet.
pub(super) const EDGE: usize = 3;
/// Minimum number of pages on which a line must recur to be a running head or foot.
const MIN_PAGES: usize = 3;

/// Running heads and feet of a file, without blanks and with `#` for each number.
#[derive(Debug, Default)]
pub(super) struct Running {
    keys: FxHashSet<String>,
}

impl Running {
    /// Finds the running heads and feet of a file, given as the text of each page. A line must
    /// recur at the same edge of a third of the pages: forms at the end of a file have the same
    /// last lines on a few pages.
    pub(super) fn of<'t>(pages: impl Iterator<Item = &'t str>) -> Self {
        let mut counts: FxHashMap<(bool, String), usize> = FxHashMap::default();
        let mut count = 0;
        for page in pages {
            let lines: Vec<&str> = page.lines().filter(|line| !line.chars().all(is_blank)).collect();
            if lines.is_empty() {
                continue;
            }
            count += 1;
            let head = lines.iter().take(EDGE).map(|line| (true, key(line)));
            let foot = lines.iter().rev().take(EDGE).map(|line| (false, key(line)));
            // A line that occurs twice on a page counts once.
            for found in head.chain(foot).collect::<FxHashSet<_>>() {
                *counts.entry(found).or_default() += 1;
            }
        }
        let least = MIN_PAGES.max(count / 3);
        let often = counts.into_iter().filter(|(_, pages)| *pages >= least);
        Self {
            keys: often.map(|((_, key), _)| key).filter(|key| key.chars().any(char::is_alphabetic)).collect(),
        }
    }

    /// Returns a running head or foot without blanks and with `#` for its numbers; `None` if `line`
    /// is not one.
    pub(super) fn key(&self, line: &str) -> Option<&str> {
        self.keys.get(&key(line)).map(String::as_str)
    }
}

/// Returns the line without blanks and with `#` for each number: 第 12 页 and 第十二页 (both "page 12")
/// become 第#页.
fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for c in line.chars().filter(|c| !is_blank(*c)) {
        let is_digit = c.is_ascii_digit() || ('０'..='９').contains(&c);
        let is_numeral =
            "〇零一二三四五六七八九十百".contains(c) && (key.ends_with('第') || key.ends_with("第#"));
        match is_digit || is_numeral {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{Running, key};

    #[test]
    fn numbers_do_not_tell_running_lines_apart() {
        assert_eq!(key("青石乡政府办 第 12 页"), key("青石乡政府办　第3页"));
        assert_eq!(key("第十二页"), "第#页");
        assert_ne!(key("一、总则"), key("二、总则"));
    }

    #[test]
    fn a_line_on_few_pages_is_no_running_line() {
        let pages = |count: usize, total: usize| -> Vec<String> {
            let foot = |page: usize| {
                if page < count { format!("签字：\n第{page}页") } else { "正文".to_owned() }
            };
            (0..total).map(|page| format!("第{page}段\n甲\n乙\n丙\n丁\n{}", foot(page))).collect()
        };
        let is_running =
            |pages: Vec<String>| Running::of(pages.iter().map(String::as_str)).key("签字：").is_some();
        assert!(is_running(pages(3, 6)));
        assert!(!is_running(pages(2, 2)), "two pages");
        assert!(!is_running(pages(3, 30)), "a tenth of the pages");
    }
}
