//! The documentation as HTML pages: every link has a target, and nothing is loaded from other
//! sites.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../examples/site/markdown.rs"]
mod markdown;
#[path = "../examples/site/pages.rs"]
mod pages;
#[path = "../examples/site/style.rs"]
mod style;

use std::collections::BTreeSet;
use std::path::Path;

use hegao::registry::Registry;
use pages::{Files, site};

fn files() -> Files {
    site(Path::new(env!("CARGO_MANIFEST_DIR")), "").unwrap()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}")).clone()).unwrap()
}

fn pages(files: &Files) -> Vec<(String, String)> {
    let names = files.keys().filter(|path| path.ends_with(".html"));
    names.map(|path| (path.clone(), text(files, path))).collect()
}

/// Returns the values of an attribute in a page.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let pattern = regex::Regex::new(&format!(" {attribute}=\"([^\"]*)\"")).unwrap();
    pattern.captures_iter(page).map(|value| value[1].replace("&amp;", "&")).collect()
}

/// Returns the file that a link in `from` refers to.
fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{link} of {from} leaves the site"))),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let files = files();
    let mut followed = 0;
    for (path, page) in pages(&files) {
        for link in values(&page, "href").into_iter().chain(values(&page, "src")) {
            if link.starts_with("https://") || link.starts_with("mailto:") {
                continue;
            }
            assert!(!link.is_empty() && !link.contains(".md"), "{path}: {link}");
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path.clone() } else { resolved(&path, file) };
            assert!(files.contains_key(&target), "{path}: {link} leads to {target}, which is not there");
            if !anchor.is_empty() {
                let anchors = values(&text(&files, &target), "id");
                assert!(
                    anchors.contains(&anchor.to_owned()),
                    "{path}: {link}: no such heading in {anchors:?}"
                );
            }
            followed += 1;
        }
    }
    assert!(followed > 5000, "{followed}");
}

/// Asserts that all pages can be reached from the first one.
#[test]
fn no_page_is_an_island() {
    let files = files();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(path) = open.pop() {
        for link in values(&text(&files, &path), "href") {
            let target = resolved(&path, link.split('#').next().unwrap());
            if !link.contains("://") && files.contains_key(&target) && reached.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    let all: BTreeSet<String> = files.keys().filter(|path| path.ends_with(".html")).cloned().collect();
    assert_eq!(all.difference(&reached).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn both_languages_have_a_page_for_every_rule_and_every_document() {
    let files = files();
    let registry = Registry::built_in();
    for rule in registry.rules() {
        for (folder, words) in [("zh", &rule.zh), ("en", &rule.en)] {
            let page = text(&files, &format!("{folder}/rules/{}.html", rule.id));
            let title = markdown::escaped(&words.title);
            assert!(page.contains(&format!("<h1>{title}</h1>")) && page.contains("<mark>"), "{}", rule.id);
            assert!(page.contains(&markdown::escaped(&words.why)), "{}", rule.id);
        }
    }
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".md").filter(|stem| !stem.starts_with("rules")) else { continue };
        let (folder, stem) = stem.strip_suffix(".zh-CN").map_or(("en", stem), |stem| ("zh", stem));
        assert!(files.contains_key(&format!("{folder}/{stem}.html")), "{name}");
    }
}

#[test]
fn pages_load_nothing_and_run_nothing() {
    for (path, page) in pages(&files()) {
        assert!(values(&page, "src").iter().all(|source| !source.contains(':')), "{path}");
        assert!(values(&page, "href").iter().all(|link| !link.starts_with("javascript:")), "{path}");
        for outside in ["<script", "<link", "<iframe", "@import", "url("] {
            assert!(!page.contains(outside), "{path}: {outside}");
        }
    }
}

/// Asserts that links to files which are not pages of the site lead to the repository, if its
/// address is known.
#[test]
fn links_to_other_files_lead_to_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = site(root, "https://host.example/office/hegao").unwrap();
    let editors = text(&files, "en/editors.html");
    assert!(
        editors.contains("href=\"https://host.example/office/hegao/blob/HEAD/editors/vscode\""),
        "{editors}"
    );
    let first = text(&files, "zh/index.html");
    assert!(first.contains("href=\"https://host.example/office/hegao/releases/latest/download/"), "{first}");
}

#[test]
fn markup_becomes_html() {
    let link = |target: &str| (target != "gone.md").then(|| target.replace(".md", ".html"));
    let page = markdown::rendered(
        "# A `b` & c\n\n[to](x.md#y) and [gone](gone.md)\n\n## Two\n\n## Two\n\n| h |\n|--|\n| *a* **b** ~~c~~ |\n\n1. one\n\n> said\n\n```sh\na < b\n```\n",
        &link,
    );
    assert_eq!(page.title, "A b & c");
    for part in [
        "<h1 id=\"a-b--c\">A <code>b</code> &amp; c</h1>",
        "<a href=\"x.html#y\">to</a> and gone",
        "<h2 id=\"two\">Two</h2>\n<h2 id=\"two-1\">Two</h2>",
        "<tr><th>h</th></tr>\n<tr><td><em>a</em> <strong>b</strong> <s>c</s></td></tr>",
        "<ol start=\"1\">\n<li>one</li>\n</ol>",
        "<blockquote>\n<p>said</p>\n</blockquote>",
        "<pre><code data-language=\"sh\">a &lt; b\n</code></pre>",
    ] {
        assert!(page.html.contains(part), "{part} in {}", page.html);
    }
}
