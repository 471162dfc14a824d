//! Markup that CommonMark does not know, found in the source of a Markdown file before parsing:
//! formulas in TeX, shortcodes of site generators such as `{{< … >}}`, and emphasis as renderers
//! for Chinese pair it: `**结论：**市场` ("**Conclusion:** the market").
//!
//! CommonMark does not close emphasis between punctuation and a character (0.31.2, 6.2), so half of
//! the emphasis in Chinese text would remain as stars. Renderers with the amendment for Chinese,
//! Japanese and Korean pair these runs one by one.

use std::ops::Range;

use memchr::{memchr2, memchr3, memmem};

use crate::text::chars::{after, before, is_blank};
use crate::text::span::Span;

/// Maximum number of different closing signs that were searched for in vain in a file. Beyond it,
/// no more formulas and shortcodes are looked for: without a limit, a file with many opening signs
/// would take quadratic time.
const MAX_ABSENT: usize = 32;
/// Maximum number of bytes between the end of the first line of a formula between single dollars
/// and its closing dollar.
const MAX_WRAPPED: usize = 400;

/// A piece of the source that is markup and not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Span in the source.
    pub(super) span: Span,
    /// Kind of markup.
    pub(super) kind: Kind,
}

/// Kind of markup that is not prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A formula or a shortcode, replaced by one placeholder character.
    Opaque,
    /// An emphasis mark, which is removed.
    Emphasis,
}

/// Finds all pieces of markup in the source, in order and without overlaps. `is_mask` is called
/// with the text after an opening `**` and the text after the closing one; it returns true if the
/// stars hide names and are not emphasis: `**市、**县` ("** City, ** County").
pub(super) fn find(view: &str, is_mask: impl Fn(&str, &str) -> bool) -> Vec<Piece> {
    let mut finder =
        Pieces { view, found: Vec::new(), runs: Vec::new(), absent: Vec::new(), signs: Signs::default() };
    let mut fence: Option<(u8, usize)> = None;
    let mut start = 0;
    while start < view.len() {
        let end = memchr::memchr(b'\n', &view.as_bytes()[start..]).map_or(view.len(), |at| start + at);
        let line = view[start..end].trim_start_matches(|c| is_blank(c) || c == '>');
        let mark = line.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'));
        let length = mark.map_or(0, |mark| line.bytes().take_while(|byte| *byte == mark).count());
        let next = match (fence, mark) {
            (Some((open, least)), Some(mark)) if mark == open && length >= least => {
                fence = None;
                end + 1
            }
            (Some(_), _) => end + 1,
            (None, Some(mark)) if length >= 3 => {
                fence = Some((mark, length));
                end + 1
            }
            (None, _) => finder.line(start, end, &is_mask) + 1,
        };
        start = next;
    }
    finder.found.sort_unstable_by_key(|piece| piece.span);
    finder.found
}

/// Closing sign that ends a formula or a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Close {
    /// One fixed text: `$$`, `\]`, `>}}` …
    Fixed(&'static str),
    /// `\end{…}` with the same name as `\begin`.
    Environment(String),
}

struct Pieces<'v> {
    view: &'v str,
    found: Vec<Piece>,
    /// The `**` and `__` in the current line: the character of each, and the byte at which it
    /// begins.
    runs: Vec<(u8, usize)>,
    /// Closing signs that the rest of the text does not contain. They are not searched for again.
    absent: Vec<Close>,
    /// The next signs with which a piece may begin.
    signs: Signs,
}

/// Reader of the signs with which a piece of markup may begin. It searches ahead beyond the line,
/// so that the lines before the next sign cost one comparison instead of two searches.
#[derive(Default)]
struct Signs {
    /// First byte, at or after the last line asked for, that is `$`, `*` or a backslash, plus one;
    /// 0 before the first search.
    first: usize,
    /// The same for `_` and `{`.
    second: usize,
}

impl Signs {
    /// True if a line has a sign. The lines must be asked for in order.
    fn are_in(&mut self, bytes: &[u8], line: Range<usize>) -> bool {
        let end = bytes.len() + 1;
        if self.first <= line.start {
            self.first =
                memchr3(b'$', b'*', b'\\', &bytes[line.start..]).map_or(end, |at| line.start + at + 1);
        }
        if self.second <= line.start {
            self.second = memchr2(b'_', b'{', &bytes[line.start..]).map_or(end, |at| line.start + at + 1);
        }
        self.first.min(self.second) <= line.end
    }
}

impl Pieces<'_> {
    /// Finds the pieces that begin in the line `start..end`. Returns the end of the line in which
    /// the last of them ends, which may be a later line.
    fn line(&mut self, start: usize, mut end: usize, is_mask: &impl Fn(&str, &str) -> bool) -> usize {
        let bytes = self.view.as_bytes();
        // Most lines contain none of the signs.
        if !self.signs.are_in(bytes, start..end) {
            return end;
        }
        self.runs.clear();
        let mut at = start;
        while at < end {
            let Some(next) = bytes[at..end]
                .iter()
                .position(|byte| matches!(byte, b'$' | b'\\' | b'*' | b'_' | b'`' | b'{'))
            else {
                break;
            };
            at += next;
            let rest = &self.view[at..];
            // At most two dollars belong together; other runs are skipped as a whole.
            let most = if bytes[at] == b'$' { 2 } else { usize::MAX };
            let same = bytes[at..end].iter().take_while(|byte| **byte == bytes[at]);
            let run = same.take(most).count();
            let close = match bytes[at] {
                b'`' => {
                    at = self.after_code(at + run, end, run);
                    continue;
                }
                b'*' | b'_' => {
                    if run == 2 {
                        self.runs.push((bytes[at], at));
                    }
                    at += run;
                    continue;
                }
                b'$' if run == 1 => {
                    at = self.inline(at, end);
                    if at > end {
                        end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |next| at + next);
                    }
                    continue;
                }
                b'$' => Some((2, Close::Fixed("$$"))),
                b'{' if rest.starts_with("{{<") => Some((3, Close::Fixed(">}}"))),
                b'{' if rest.starts_with("{{%") => Some((3, Close::Fixed("%}}"))),
                b'\\' if rest.starts_with("\\(") => Some((2, Close::Fixed("\\)"))),
                b'\\' if rest.starts_with("\\[") => Some((2, Close::Fixed("\\]"))),
                b'\\' => environment(rest),
                _ => None,
            };
            let skipped = if bytes[at] == b'\\' { 2 } else { run };
            match close.and_then(|(behind, close)| self.end_of(at + behind, close)) {
                Some(until) => {
                    self.found.push(Piece { span: Span::new(at, until), kind: Kind::Opaque });
                    at = until;
                    if at > end {
                        end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |next| at + next);
                    }
                }
                None => at += skipped,
            }
        }
        self.pair(end, is_mask);
        end
    }

    /// Returns the byte after inline code whose opening mark, of `run` backticks, ends at `from`;
    /// returns `from` if the code is not closed in its line.
    fn after_code(&self, from: usize, end: usize, run: usize) -> usize {
        let bytes = self.view.as_bytes();
        let mut at = from;
        while let Some(next) = memchr::memchr(b'`', &bytes[at..end]) {
            at += next;
            let length = bytes[at..end].iter().take_while(|byte| **byte == b'`').count();
            at += length;
            if length == run {
                return at;
            }
        }
        from
    }

    /// Reads a formula `$…$` within a line, and returns the byte from which reading continues.
    /// Amounts of money are not formulas: `$5和$6` ("$5 and $6").
    fn inline(&mut self, start: usize, end: usize) -> usize {
        let content = &self.view[start + 1..end];
        let Some(length) = dollar(content) else {
            let until = self.wrapped(start, end);
            return until.unwrap_or(end);
        };
        let formula = &content[..length];
        let is_tight = !formula.is_empty() && !formula.starts_with(' ') && !formula.ends_with(' ');
        let is_price = after(content, length + 1).is_some_and(|c| c.is_ascii_digit());
        let is_prose = !formula.contains('\\') && !formula.is_ascii();
        if is_tight && !is_price && !is_prose {
            let until = start + 1 + length + 1;
            self.found.push(Piece { span: Span::new(start, until), kind: Kind::Opaque });
            return until;
        }
        start + 1
    }

    /// Reads a formula that begins in the line `start..end` and ends in a later line of its
    /// paragraph: `$(x_1,\cdots,x_k)\in` and `\mathbb{R}^{k}$`. Returns its end. The formula must
    /// contain a TeX command, because two lines may also have one price in dollars each.
    fn wrapped(&mut self, start: usize, end: usize) -> Option<usize> {
        let rest = &self.view[start + 1..self.view.floor_char_boundary(end + MAX_WRAPPED)];
        let paragraph = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
        let formula = &paragraph[..dollar(paragraph)?];
        let is_formula = formula.contains('\\') && formula.is_ascii() && !formula.starts_with(' ');
        let until = start + 1 + formula.len() + 1;
        is_formula.then(|| {
            self.found.push(Piece { span: Span::new(start, until), kind: Kind::Opaque });
            until
        })
    }

    /// Returns the end of the formula or shortcode whose content begins at `from` and which `close`
    /// ends; `None` if it is not closed.
    fn end_of(&mut self, from: usize, close: Close) -> Option<usize> {
        if self.absent.contains(&close) || self.absent.len() > MAX_ABSENT {
            return None;
        }
        let rest = &self.view.as_bytes()[from..];
        let found = match &close {
            Close::Fixed(end) => memmem::find(rest, end.as_bytes()).map(|at| from + at + end.len()),
            Close::Environment(name) => {
                let end = format!("\\end{{{name}}}");
                memmem::find(rest, end.as_bytes()).map(|at| from + at + end.len())
            }
        };
        if found.is_none() {
            self.absent.push(close);
        }
        found
    }

    /// Pairs the `**` of the line, and then the `__`: each sign with the next one, provided that
    /// the first can open emphasis and the second can close it.
    fn pair(&mut self, end: usize, is_mask: &impl Fn(&str, &str) -> bool) {
        let line = &self.view[..end];
        for sign in [b'*', b'_'] {
            let runs: Vec<usize> = self.runs.iter().filter(|run| run.0 == sign).map(|run| run.1).collect();
            let mut at = 0;
            while at + 1 < runs.len() {
                let (open, close) = (runs[at], runs[at + 1]);
                let is_pair = opens(line, open, sign)
                    && closes(line, close, sign)
                    && line[open + 2..close].chars().any(char::is_alphanumeric)
                    && !is_mask(&line[open + 2..close], &line[close + 2..]);
                if is_pair {
                    let mark = |start| Piece { span: Span::new(start, start + 2), kind: Kind::Emphasis };
                    self.found.extend([mark(open), mark(close)]);
                }
                at += if is_pair { 2 } else { 1 };
            }
        }
    }
}

/// Offset of the first dollar that does not follow a backslash.
fn dollar(text: &str) -> Option<usize> {
    text.match_indices('$').map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// Reads the start of a TeX environment at the beginning of `text`, such as `\begin{align}`: its
/// length, and the sign that closes it.
fn environment(text: &str) -> Option<(usize, Close)> {
    let name = text.strip_prefix("\\begin{")?.split_once('}')?.0;
    let is_name = !name.is_empty()
        && name.len() <= 32
        && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'*');
    is_name.then(|| ("\\begin{}".len() + name.len(), Close::Environment(name.to_owned())))
}

/// True if the `**` or `__` at byte `at` of the line can open emphasis. `__` cannot do so inside a
/// word.
fn opens(line: &str, at: usize, sign: u8) -> bool {
    let is_free = sign == b'*' || before(line, at).is_none_or(|c| !c.is_alphanumeric());
    is_free && after(line, at + 2).is_some_and(|c| !is_blank(c) && c != '\n')
}

/// True if the `**` or `__` at byte `at` of the line can close emphasis.
fn closes(line: &str, at: usize, sign: u8) -> bool {
    let is_free = sign == b'*'
        || after(line, at + 2).is_none_or(|c| !c.is_alphanumeric())
        || before(line, at).is_some_and(|c| !c.is_alphanumeric());
    is_free && before(line, at).is_some_and(|c| !is_blank(c))
}

#[cfg(test)]
mod tests {
    use super::{Kind, find};

    /// Test helper: the text without emphasis marks, and with `_` in place of each formula or
    /// shortcode.
    fn read(view: &str) -> String {
        let mut text = String::new();
        let mut at = 0;
        for piece in find(view, |inside, behind| inside.starts_with('市') && behind.starts_with('县')) {
            text += &view[at..piece.span.start()];
            text += if piece.kind == Kind::Opaque { "_" } else { "" };
            at = piece.span.end();
        }
        text + &view[at..]
    }

    #[test]
    fn pairs_emphasis_that_commonmark_cannot_close() {
        assert_eq!(read("**总的看：**经济**平稳。**预计"), "总的看：经济平稳。预计");
        assert_eq!(read("增长**10%**的"), "增长10%的");
        assert_eq!(read("1、**进度。**加快**。"), "1、进度。加快**。");
        assert_eq!(read("__注意：__先断电；由__公司承办"), "注意：先断电；由__公司承办");
    }

    #[test]
    fn leaves_runs_that_pair_with_nothing_and_pairs_of_blanks() {
        for text in
            ["请**局长讲话", "由**市、**县负责", "** 甲**", "****", "共__元，由__负责", "`**甲。**`乙"]
        {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn finds_formulas_in_every_notation() {
        assert_eq!(read("其中$x_{1}$为输入，$y$为输出"), "其中_为输入，_为输出");
        assert_eq!(read("有\n$$\nx_1 + x_2\n$$\n成立"), "有\n_\n成立");
        assert_eq!(read("由\\(a_x\\)和\\[b_x\n=c\\]得"), "由_和_得");
        assert_eq!(read("\\begin{align}\nx_1&=X\n\\end{align}\n得"), "_\n得");
        assert_eq!(read("$\\text{损失}_x$最小"), "_最小");
        assert_eq!(read("向量$(x_1,\\cdots)\\in\nR^{k}$，其中$x_i$为正"), "向量_，其中_为正");
    }

    #[test]
    fn takes_no_price_and_no_code_for_a_formula() {
        for text in [
            "票价$5，套票$8", "单价$ 5，总价$ 8", "`$x$`为变量", "```\n$x$ $y$\n```\n", "$只有一个",
            "票价$5\n套票$8", "当$\\alpha\n\n另起一段$", "$$没有写完\n正文",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn finds_shortcodes_and_leaves_fields() {
        assert_eq!(read("{{< copy \"shell\" >}}下一步"), "_下一步");
        assert_eq!(read("金额{{金额}}元"), "金额{{金额}}元");
    }
}
