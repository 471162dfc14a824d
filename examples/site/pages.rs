//! Pages of the site: those of `docs/` and the READMEs, one per rule, and a list of the rules, in
//! both languages.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hegao::fix::Safety;
use hegao::language::Language;
use hegao::output::page::value_text;
use hegao::output::summary;
use hegao::registry::Registry;
use hegao::rule::{Examples, Rule};

use crate::markdown::{Rendered, escaped, rendered};
use crate::style::Framed;

/// Both languages, each with the folder of its pages and its tag.
const LANGUAGES: [(Language, &str, &str); 2] =
    [(Language::Chinese, "zh", "zh-CN"), (Language::English, "en", "en")];

/// Files of the site: path (with `/`) and bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Builds the site of the repository at `root`. Links to other files of the repository lead to
/// `home`, if that is known.
pub(crate) fn site(root: &Path, home: &str) -> Result<Files, Box<dyn Error>> {
    let registry = Registry::built_in();
    let sources = sources(root)?;
    let mut files = Files::new();
    for picture in fs::read_dir(root.join("docs/pictures"))? {
        let path = picture?.path();
        if path.extension().is_some_and(|ending| ending == "png") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(format!("pictures/{name}"), fs::read(&path)?);
        }
    }
    let mut pages = Vec::new();
    for (source, place) in &sources {
        let text = fs::read_to_string(root.join(source))?;
        let link = |target: &str| linked(target, (source, place), &sources, home);
        pages.push((place.clone(), rendered(&text, &link)));
    }
    for (language, folder, _) in LANGUAGES {
        pages.push((format!("{folder}/rules/index.html"), list(&registry, language)));
        for rule in registry.rules() {
            let examples = registry.examples(rule).map_err(|mistake| mistake.to_string())?;
            pages.push((place_of(rule, folder), page(rule, &examples, language)));
        }
    }
    let titles: Vec<(String, String)> =
        pages.iter().map(|(place, page)| (place.clone(), page.title.clone())).collect();
    for (place, page) in &pages {
        files.insert(place.clone(), framed(place, page, &titles).into_bytes());
    }
    files.insert("index.html".to_owned(), choice().into_bytes());
    Ok(files)
}

/// Markdown pages by their paths in the repository, each with its path on the site.
fn sources(root: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut found = BTreeMap::from([
        ("README.md".to_owned(), "en/index.html".to_owned()),
        ("README.zh-CN.md".to_owned(), "zh/index.html".to_owned()),
    ]);
    for entry in fs::read_dir(root.join("docs"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".md") else { continue };
        let (folder, stem) = stem.strip_suffix(".zh-CN").map_or(("en", stem), |stem| ("zh", stem));
        // Each rule has its own page instead.
        if stem != "rules" {
            found.insert(format!("docs/{name}"), format!("{folder}/{stem}.html"));
        }
    }
    Ok(found)
}

/// Resolves a link in a Markdown page. Returns the target relative to that page on the site.
fn linked(
    target: &str,
    (source, place): (&str, &str),
    sources: &BTreeMap<String, String>,
    home: &str,
) -> Option<String> {
    if target.starts_with('#') || target.contains("://") || target.starts_with("mailto:") {
        return Some(target.to_owned());
    }
    let (path, anchor) = target.split_once('#').map_or((target, ""), |(path, anchor)| (path, anchor));
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    let mut parts: Vec<&str> = source.split('/').collect();
    parts.pop();
    // Links above the repository refer to its pages on the host: ../../releases.
    let mut is_beyond = false;
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            is_beyond |= parts.pop().is_none();
        } else {
            parts.push(part);
        }
    }
    let path = parts.join("/");
    let folder = place.split('/').next().unwrap_or_default();
    let page = match path.as_str() {
        "docs/rules.md" => Some("en/rules/index.html".to_owned()),
        "docs/rules.zh-CN.md" => Some("zh/rules/index.html".to_owned()),
        "docs" => Some(format!("{folder}/index.html")),
        other => sources.get(other).cloned(),
    };
    let picture = path.strip_prefix("docs/pictures/").map(|name| format!("pictures/{name}"));
    match page.or(picture) {
        Some(to) => Some(relative(place, &to) + &anchor),
        None if home.is_empty() => None,
        None if is_beyond => Some(format!("{home}/{path}{anchor}")),
        None => Some(format!("{home}/blob/HEAD/{path}{anchor}")),
    }
}

/// Returns the relative path from one file of the site to another.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(folders - shared) + &to[shared..].join("/")
}

fn place_of(rule: &Rule, folder: &str) -> String {
    format!("{folder}/rules/{}.html", rule.id)
}

/// Builds the list of all rules, by family.
fn list(registry: &Registry, language: Language) -> Rendered {
    let title = language.pick("规则", "Rules").to_owned();
    let mut html = format!("<h1>{title}</h1>\n");
    let mut family = "";
    for rule in registry.rules() {
        if rule.id.family() != family {
            if !family.is_empty() {
                html += "</table></div>\n";
            }
            family = rule.id.family();
            let name = summary::family(family, language);
            let _ =
                writeln!(html, "<h2 id=\"{family}\">{}</h2>\n<div class=\"scroll\"><table>", escaped(name));
        }
        let _ = writeln!(
            html,
            "<tr><td><a href=\"{id}.html\"><code>{id}</code></a></td><td>{}</td><td>{}</td></tr>",
            summary::severity(rule.severity, language),
            escaped(&rule.wording(language).title),
            id = rule.id,
        );
    }
    html += "</table></div>\n";
    Rendered { title, html }
}

/// Builds the page of a rule, with everything that `hegao explain` prints.
fn page(rule: &Rule, examples: &Examples, language: Language) -> Rendered {
    let words = rule.wording(language);
    let mut html = format!("<h1>{}</h1>\n<p><code>{}</code> · ", escaped(&words.title), rule.id);
    html += summary::severity(rule.severity, language);
    if !rule.is_default {
        html += language.pick(" · 默认不用", " · off by default");
    }
    html += match rule.fix {
        Some(Safety::Safe) => language.pick(" · 附改法", " · a fix is given"),
        Some(Safety::Unsafe) => language.pick(" · 附改法，改后要看", " · a fix is given; look at the result"),
        Some(Safety::ShowOnly) | None => "",
    };
    html += "</p>\n";
    let source = rule.source.as_ref().map(|source| language.pick("依据：", "Source: ").to_owned() + source);
    for text in
        [Some(words.why.as_ref()), words.plain.help.as_deref(), source.as_deref()].into_iter().flatten()
    {
        let _ = writeln!(html, "<p>{}</p>", escaped(text));
    }
    if let Some(options) = rule.options() {
        let head = language.pick("选项", "Options");
        let _ = writeln!(html, "<h2>{head}</h2>\n<p><code>[options.\"{}\"]</code></p>\n<dl>", rule.id);
        for (name, default) in options {
            let about = words.options.get(&name).map_or("", AsRef::as_ref);
            let default = language.pick("默认：", "default: ").to_owned() + &value_text(&default);
            let _ = writeln!(
                html,
                "<dt><code>{name}</code></dt><dd>{}<br>{}</dd>",
                escaped(about),
                escaped(&default)
            );
        }
        html += "</dl>\n";
    }
    let _ = writeln!(html, "<h2>{}</h2>", language.pick("会报告", "Reported"));
    for bad in &examples.bad {
        beside(&mut html, bad.beside.as_deref(), language);
        beside(&mut html, bad.previous.as_deref(), language);
        let text = escaped(bad.text.trim_end()).replace('⟦', "<mark>").replace('⟧', "</mark>");
        let _ = writeln!(html, "<pre>{text}</pre>");
    }
    let _ = writeln!(html, "<h2>{}</h2>", language.pick("不会报告", "Not reported"));
    for good in &examples.good {
        beside(&mut html, good.beside.as_deref(), language);
        beside(&mut html, good.previous.as_deref(), language);
        let _ = writeln!(html, "<pre>{}</pre>", escaped(good.text.trim_end()));
    }
    Rendered { title: words.title.to_string(), html }
}

/// Writes the second document of an example that needs two.
fn beside(html: &mut String, text: Option<&str>, language: Language) {
    if let Some(text) = text {
        let (before, then) = (language.pick("先读到：", "Read before:"), language.pick("再读到：", "Then:"));
        let _ = writeln!(html, "<p>{before}</p>\n<pre>{}</pre>\n<p>{then}</p>", escaped(text.trim_end()));
    }
}

/// Wraps a page in its frame, with links to all other pages of its language.
fn framed(place: &str, page: &Rendered, titles: &[(String, String)]) -> String {
    let folder = place.split('/').next().unwrap_or_default();
    let is_own = |tag: &&(Language, &str, &str)| tag.1 == folder;
    let (language, _, tag) = *LANGUAGES.iter().find(is_own).unwrap_or(&LANGUAGES[0]);
    let (other_name, other_tag) = language.pick(("English", "en"), ("中文", "zh-CN"));
    let other = language.pick("en", "zh").to_owned() + &place[folder.len()..];
    let other = if titles.iter().any(|(known, _)| *known == other) { other } else { "index.html".to_owned() };
    let home = format!("{folder}/index.html");
    let rules = format!("{folder}/rules/");
    let family = place.strip_prefix(&rules).and_then(|rest| rest.rsplit_once('/')).map(|(family, _)| family);
    let mut navigation = String::from("<ul>\n");
    let link = |to: &str, title: &str, navigation: &mut String| {
        let current = if to == place { " aria-current=\"page\"" } else { "" };
        let _ = writeln!(
            navigation,
            "<li><a href=\"{}\"{current}>{}</a></li>",
            relative(place, to),
            escaped(title)
        );
    };
    let pages = titles.iter().filter(|(known, _)| known.split('/').next() == Some(folder));
    let (of_rules, others): (Vec<_>, Vec<_>) = pages.partition(|(known, _)| known.starts_with(&rules));
    others.iter().for_each(|(to, title)| link(to, title, &mut navigation));
    let list = format!("{rules}index.html");
    link(&list, language.pick("规则", "Rules"), &mut navigation);
    navigation += "</ul>\n";
    if let Some(family) = family {
        let start = format!("{rules}{family}/");
        let _ = writeln!(navigation, "<p>{}</p>\n<ul>", escaped(summary::family(family, language)));
        let members = of_rules.iter().filter(|(known, _)| known.starts_with(&start));
        members.for_each(|(to, title)| link(to, title, &mut navigation));
        navigation += "</ul>\n";
    }
    Framed {
        language: tag,
        title: &page.title,
        home: &relative(place, &home),
        other: (other_name, other_tag, &relative(place, &other)),
        navigation: &navigation,
        body: &page.html,
    }
    .html()
}

/// Builds the first page, on which the reader chooses a language.
fn choice() -> String {
    let body = "<h1>核稿 hegao</h1>\n<p lang=\"zh-CN\"><a href=\"zh/index.html\">中文</a></p>\n<p><a href=\"en/index.html\">English</a></p>\n";
    Framed {
        language: "zh-CN",
        title: "核稿 hegao",
        home: "zh/index.html",
        other: ("English", "en", "en/index.html"),
        navigation: "",
        body,
    }
    .html()
}
