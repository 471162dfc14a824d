//! Balancing of XML: tags that nothing closes are closed, tags that close nothing are dropped, and
//! signs that begin nothing are escaped. CDATA sections, comments, processing instructions and
//! references stay.

/// Sections whose content is no markup, with the sequence that ends them.
const SECTIONS: [(&str, &str); 3] = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
/// Maximum number of open elements, well below the limit of the readers.
const MAX_OPEN: usize = 60;

/// Returns true if an element may be in the innermost of the open elements, as the first content
/// there (`true`) or behind some.
pub(super) type Fits = fn(&str, &[&str], bool) -> bool;

/// Converts a text to the well-formed content of an element. Tags of elements that do not fit
/// are dropped.
pub(super) fn balanced(text: &str, fits: Fits) -> String {
    let mut written = Written { out: String::with_capacity(text.len()), open: Vec::new(), opened: 0, fits };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '<' => written.tag(rest),
            '&' => reference(rest, &mut written.out),
            '>' => {
                written.out += "&gt;";
                1
            }
            c => {
                written.out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    while let Some(name) = written.open.pop() {
        close(name, &mut written.out);
    }
    written.out
}

/// Content that is being balanced.
struct Written<'t> {
    out: String,
    /// Names of open elements.
    open: Vec<&'t str>,
    /// Length of the content after the last start tag.
    opened: usize,
    fits: Fits,
}

impl<'t> Written<'t> {
    /// Writes the tag or the section at the start of `rest`. Returns its length.
    fn tag(&mut self, rest: &'t str) -> usize {
        if let Some(length) = section(rest) {
            self.out.push_str(&rest[..length]);
            return length;
        }
        let Some(end) = rest.find('>') else { return escaped(&mut self.out) };
        let inside = &rest[1..end];
        if let Some(closed) = inside.strip_prefix('/').map(str::trim_end) {
            if let Some(at) = self.open.iter().rposition(|name| *name == closed) {
                self.open.drain(at..).rev().for_each(|name| close(name, &mut self.out));
            }
            return end + 1;
        }
        let name = name(inside);
        let is_empty = inside.ends_with('/');
        let attributes = inside[name.len()..].trim_end_matches('/');
        if name.is_empty() || !are_attributes(attributes) || !is_empty && self.open.len() == MAX_OPEN {
            return escaped(&mut self.out);
        }
        if (self.fits)(name, &self.open, self.opened == self.out.len()) {
            self.out.push_str(&rest[..=end]);
            if !is_empty {
                self.open.push(name);
                self.opened = self.out.len();
            }
        }
        end + 1
    }
}

/// Returns the length of the section at the start of `rest`. `None` if there is no valid one.
fn section(rest: &str) -> Option<usize> {
    let (start, end) = SECTIONS.into_iter().find(|(start, _)| rest.starts_with(start))?;
    let inside = &rest[start.len()..];
    let content = &inside[..inside.find(end)?];
    let target = name(content);
    let is_valid = match start {
        "<!--" => !content.contains("--") && !content.ends_with('-'),
        "<?" => {
            let is_apart = content[target.len()..].is_empty() || content[target.len()..].starts_with(' ');
            !target.is_empty() && is_apart && !target.eq_ignore_ascii_case("xml")
        }
        _ => true,
    };
    is_valid.then_some(start.len() + content.len() + end.len())
}

/// Writes the reference at the start of `rest`, or an escaped `&`. Returns its length.
fn reference(rest: &str, out: &mut String) -> usize {
    let end = rest.char_indices().take(10).find(|(_, c)| *c == ';');
    if let Some((end, _)) = end {
        let is_known = match rest[1..end].strip_prefix('#') {
            Some(number) => {
                let number = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                number
                    .ok()
                    .and_then(char::from_u32)
                    .is_some_and(|c| c >= ' ' || matches!(c, '\t' | '\n' | '\r'))
            }
            None => matches!(&rest[1..end], "amp" | "lt" | "gt" | "quot" | "apos"),
        };
        if is_known {
            out.push_str(&rest[..=end]);
            return end + 1;
        }
    }
    out.push_str("&amp;");
    1
}

/// Returns the name at the start of a text: a letter first, with at most one colon.
fn name(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.');
    let name = &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    let is_valid = name.split(':').count() <= 2
        && name.split(':').all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    if is_valid { name } else { "" }
}

/// True for attributes with different names and values in quotation marks.
fn are_attributes(text: &str) -> bool {
    let (mut rest, mut names) = (text, Vec::new());
    loop {
        let trimmed = rest.trim_start();
        if trimmed.is_empty() {
            return true;
        }
        let name = name(trimmed);
        let value = trimmed[name.len()..].strip_prefix("=\"");
        let length = value.and_then(|value| Some((value, value.find('"')?)));
        let Some((value, length)) = length.filter(|_| !name.is_empty() && trimmed.len() < rest.len()) else {
            return false;
        };
        if value[..length].contains(['<', '&']) || names.contains(&name) {
            return false;
        }
        names.push(name);
        rest = &value[length + 1..];
    }
}

fn escaped(out: &mut String) -> usize {
    out.push_str("&lt;");
    1
}

fn close(name: &str, out: &mut String) {
    out.extend(["</", name, ">"]);
}
