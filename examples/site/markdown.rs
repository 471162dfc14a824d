//! Converts the Markdown of the documentation to HTML, with the anchors that its links refer to.
//! The caller resolves links.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page converted to HTML.
pub(crate) struct Rendered {
    /// Text of its first heading.
    pub(crate) title: String,
    pub(crate) html: String,
}

/// Escapes text for HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Converts `text` to HTML. `link` resolves the target of a link or picture, relative to this page;
/// if it returns `None`, there is no such page, and only the words of the link are shown.
pub(crate) fn rendered(text: &str, link: &dyn Fn(&str) -> Option<String>) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer {
        link,
        html: String::new(),
        title: String::new(),
        anchors: BTreeMap::new(),
        heading: None,
        links: Vec::new(),
        is_head: false,
    };
    for event in Parser::new_ext(text, options) {
        writer.write(event);
    }
    Rendered { title: writer.title, html: writer.html }
}

struct Writer<'l> {
    link: &'l dyn Fn(&str) -> Option<String>,
    html: String,
    title: String,
    /// Number of uses of each anchor so far, to make anchors unique.
    anchors: BTreeMap<String, usize>,
    /// Start of the current heading in the output, and its text so far. `None` outside of headings.
    heading: Option<(usize, String)>,
    /// For each link that is open at this point, true if it has a target.
    links: Vec<bool>,
    /// True while the header row of a table is written.
    is_head: bool,
}

impl Writer<'_> {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &escaped(&text)),
            Event::Code(text) => self.text(&text, &format!("<code>{}</code>", escaped(&text))),
            Event::Html(html) | Event::InlineHtml(html) => self.html += &html,
            Event::SoftBreak => self.text(" ", "\n"),
            Event::HardBreak => self.html += "<br>\n",
            Event::Rule => self.html += "<hr>\n",
            Event::TaskListMarker(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn text(&mut self, words: &str, html: &str) {
        if let Some((_, heading)) = &mut self.heading {
            *heading += words;
        }
        self.html += html;
    }

    fn start(&mut self, tag: Tag<'_>) {
        let html = match tag {
            Tag::Paragraph => "<p>",
            Tag::Heading { .. } => return self.heading = Some((self.html.len(), String::new())),
            Tag::BlockQuote(_) => "<blockquote>\n",
            Tag::CodeBlock(kind) => {
                let language = if let CodeBlockKind::Fenced(language) = &kind { language } else { "" };
                let _ = write!(self.html, "<pre><code data-language=\"{}\">", escaped(language));
                return;
            }
            Tag::List(None) => "<ul>\n",
            Tag::List(Some(first)) => {
                let _ = writeln!(self.html, "<ol start=\"{first}\">");
                return;
            }
            Tag::Item => "<li>",
            Tag::Table(_) => "<div class=\"scroll\"><table>\n",
            Tag::TableHead => {
                self.is_head = true;
                "<tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell if self.is_head => "<th>",
            Tag::TableCell => "<td>",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<s>",
            Tag::Link { dest_url, .. } => {
                let place = (self.link)(&dest_url);
                self.links.push(place.is_some());
                if let Some(place) = place {
                    let _ = write!(self.html, "<a href=\"{}\">", escaped(&place));
                }
                return;
            }
            Tag::Image { dest_url, .. } => {
                let place = (self.link)(&dest_url).unwrap_or_default();
                let _ = write!(self.html, "<img src=\"{}\" alt=\"", escaped(&place));
                return;
            }
            _ => return,
        };
        self.html += html;
    }

    fn end(&mut self, tag: TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => {
                let Some((at, words)) = self.heading.take() else { return };
                let anchor = self.anchor(&words);
                self.html.insert_str(at, &format!("<{level} id=\"{}\">", escaped(&anchor)));
                let _ = writeln!(self.html, "</{level}>");
                if self.title.is_empty() {
                    self.title = words;
                }
                return;
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</table></div>\n",
            TagEnd::TableHead => {
                self.is_head = false;
                "</tr>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.is_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</s>",
            TagEnd::Link if self.links.pop() == Some(true) => "</a>",
            TagEnd::Image => "\">",
            _ => return,
        };
        self.html += html;
    }

    /// The anchor that GitHub gives a heading: its letters, digits and hyphens in lower case,
    /// blanks replaced by hyphens, and a number if the anchor was used before.
    fn anchor(&mut self, words: &str) -> String {
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let anchor: String = kept.collect::<String>().to_lowercase().replace(' ', "-");
        let times = self.anchors.entry(anchor.clone()).or_default();
        *times += 1;
        if *times == 1 { anchor } else { format!("{anchor}-{}", *times - 1) }
    }
}
