//! Frame of every page. It loads no external resources, and the style is embedded in the page.

use crate::markdown::escaped;

const STYLE: &str = "\
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --mark: #e8b93155; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.7 system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; }
header { display: flex; gap: 1rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
header .other { margin-left: auto; }
.frame { display: flex; flex-wrap: wrap; }
nav { flex: 0 0 15rem; padding: 1rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav [aria-current] { font-weight: bold; }
main { flex: 1 1 20rem; min-width: 0; max-width: 56rem; padding: 0 1rem 3rem; }
pre { overflow: auto; padding: .6rem .8rem; background: var(--soft); white-space: pre-wrap; }
code { background: var(--soft); padding: 0 .2em; }
pre code { padding: 0; background: none; }
.scroll { overflow: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
mark { background: var(--mark); color: inherit; }
img { max-width: 100%; }
@media print { nav, header { display: none; } }
";

/// A page with everything that its frame needs.
pub(crate) struct Framed<'p> {
    /// Language tag.
    pub(crate) language: &'p str,
    pub(crate) title: &'p str,
    /// Path of the first page in its language, relative to this page.
    pub(crate) home: &'p str,
    /// The same page in the other language: its name, tag and relative path.
    pub(crate) other: (&'p str, &'p str, &'p str),
    /// Lists of links to other pages, as HTML.
    pub(crate) navigation: &'p str,
    pub(crate) body: &'p str,
}

impl Framed<'_> {
    pub(crate) fn html(&self) -> String {
        let Self { language, title, home, other: (name, tag, place), navigation, body } = self;
        let title = escaped(title);
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<header><a href=\"{home}\">hegao</a>\
             <a class=\"other\" lang=\"{tag}\" href=\"{place}\">{name}</a></header>\n\
             <div class=\"frame\">\n<nav>\n{navigation}</nav>\n<main>\n{body}</main>\n</div>\n</body>\n</html>\n"
        )
    }
}
