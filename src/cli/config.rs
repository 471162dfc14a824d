//! `hegao config --show FILE`: the settings that apply to a file, as TOML, and the place where each
//! value was written. Also `hegao init` and `hegao schema`, which help to write a configuration.

use std::fmt::Write as _;
use std::num::NonZero;
use std::path::Path;

use crate::cli::args::{ConfigOptions, SchemaOptions, What};
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, complain, print, print_page};
use crate::config::part::{Now, Part};
use crate::config::place::{Origin, Placed};
use crate::config::{Config, FILE_NAME, schema, template};
use crate::facts::events::Event;
use crate::language::Language;
use crate::output::explained;
use crate::output::formats::json;
use crate::output::ledger;
use crate::output::outline;
use crate::output::page::value_text;
use crate::registry::Registry;
use crate::workspace::atomic_write;
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::{Asked, Configs};
use crate::workspace::failure::Failure;

/// Prints the settings that apply to a file.
pub(super) fn show(
    options: &ConfigOptions,
    registry: Registry,
    bounds: Bounds,
    language: Language,
) -> Result<u8, Failure> {
    let asked = Asked { bounds, config: options.config_file.clone(), ..Asked::default() };
    let mut configs = Configs::new(asked, registry, Path::new("."))?;
    let (config, part) = configs.settings(&options.show)?;
    let page = Page { config: &config, part: &part, language };
    print_page(&page.text(configs.registry(), &options.show))
}

/// Writes a new configuration into the current folder.
pub(super) fn init(language: Language) -> Result<u8, Failure> {
    let texts = Texts::of(language);
    let path = Path::new(FILE_NAME);
    // A dangling link counts as an existing file.
    if path.symlink_metadata().is_ok() {
        return Err(Failure::File(texts.has_configuration.to_owned()));
    }
    atomic_write::create(path, &mut template::template(language).as_bytes())
        .map_err(|error| Failure::Write(FILE_NAME.to_owned(), error))?;
    complain(&format!("{}\n", texts.wrote_configuration));
    Ok(CLEAN)
}

/// Prints the JSON schema of the configuration or of an output.
pub(super) fn schema(
    options: &SchemaOptions,
    registry: &Registry,
    language: Language,
) -> Result<u8, Failure> {
    let schema = match options.what {
        What::Config => schema::schema(registry.rules(), language),
        What::Report => json::schema::report(language),
        What::Jsonl => json::schema::line(language),
        What::Figures => ledger::schema::schema(language),
        What::Outline => outline::schema::schema(language),
        What::Explain => explained::schema::schema(language),
    };
    print(format!("{schema:#}\n").as_bytes())
}

struct Page<'a> {
    config: &'a Config,
    part: &'a Part,
    language: Language,
}

impl Page<'_> {
    fn text(&self, registry: &Registry, file: &Path) -> String {
        let language = self.language;
        let mut page = format!("# {}{}\n", language.pick("文稿：", "document: "), file.display());
        let names: Vec<&str> =
            self.config.origins().iter().map(|origin: &Origin| origin.name.as_str()).collect();
        let names =
            if names.is_empty() { language.pick("没有", "none").to_owned() } else { names.join(" → ") };
        let _ = writeln!(page, "# {}{names}", language.pick("配置：", "configuration: "));

        self.general(&mut page);
        self.limits(&mut page);
        self.rules(&mut page, registry);
        self.words(&mut page);
        for event in &self.part.events {
            self.event(&mut page, event);
        }
        page
    }

    /// Writes the settings that are outside all tables, such as `lang`.
    fn general(&self, page: &mut String) {
        let language = self.language;
        let fail_on = self.part.fail_on.as_ref();
        self.line(
            page,
            "fail-on",
            &quoted(fail_on.map_or("warning", |severity| severity.value.name())),
            fail_on,
        );
        match &self.config.lang {
            Some(lang) => self.line(page, "lang", &quoted(lang.value.tag()), Some(lang)),
            None => {
                *page += language.pick("# lang：默认按系统语言\n", "# lang: by default that of the system\n");
            }
        }
        match &self.part.today {
            Some(today) => {
                let value = match today.value {
                    Now::Off => "off".to_owned(),
                    Now::Day(day) => day.to_string(),
                };
                self.line(page, "today", &quoted(&value), Some(today));
            }
            None => {
                *page += language.pick("# today：默认为今天\n", "# today: by default the day of the run\n");
            }
        }
        let lists: [(&str, Vec<Placed<String>>); 3] = [
            ("include", self.config.include().cloned().collect()),
            ("exclude", self.config.exclude().cloned().collect()),
            (
                "packs",
                self.config.packs().iter().map(|pack| pack.map(|path| path.display().to_string())).collect(),
            ),
        ];
        for (name, list) in &lists {
            self.list(page, name, list);
        }
        if let Some(baseline) = self.config.baseline() {
            let path = quoted(&baseline.value.display().to_string());
            self.line(page, "baseline", &path, Some(baseline));
        }
    }

    fn limits(&self, page: &mut String) {
        let limits = self.part.limits();
        *page += "\n[limits]\n";
        let size = quoted(&limits.file_size().to_string());
        self.line(page, "file-size", &size, self.part.file_size.as_ref());
        let findings = limits.findings().map_or(0, NonZero::get).to_string();
        self.line(page, "findings", &findings, self.part.findings.as_ref());
    }

    /// Writes the levels of all rules (`off`, `hint` …), and their options.
    fn rules(&self, page: &mut String, registry: &Registry) {
        *page += "\n[rules]\n";
        for rule in registry.rules() {
            let value = if self.part.runs(rule) { self.part.applied(rule).severity.name() } else { "off" };
            self.line(page, &quoted(rule.id.as_str()), &quoted(value), self.part.level(rule));
        }
        for rule in registry.rules() {
            let Some(options) = rule.options() else { continue };
            let _ = writeln!(page, "\n[options.{}]", quoted(rule.id.as_str()));
            for (name, default) in &options {
                let set = self.part.options.get(rule.id.as_str()).and_then(|values| values.get(name));
                let value = set.map_or(default, |set| &set.value);
                self.line(page, name, &value_text(value), set);
            }
        }
    }

    /// Writes the words that the configuration adds.
    fn words(&self, page: &mut String) {
        *page += "\n[placeholder]\n";
        self.list(page, "allow", &self.part.allow);
        self.list(page, "masks", &self.part.masks);
        *page += "\n[count]\n";
        self.list(page, "terms", &self.part.terms);
        *page += "\n[words]\n";
        for (class, words) in &self.part.words {
            self.list(page, &quoted(class), words);
        }
    }

    fn event(&self, page: &mut String, placed: &Placed<Event>) {
        let event = &placed.value;
        page.push_str("\n[[events]]\n");
        let mut names = event.names.iter().map(|name| quoted(name));
        self.line(page, "name", &names.next().unwrap_or_default(), Some(placed));
        let _ = writeln!(page, "aliases = [{}]", names.collect::<Vec<_>>().join(", "));
        let _ = writeln!(page, "first = {}\nlast = {}", event.first, event.last);
        let _ = writeln!(page, "yearly = {}", event.is_yearly);
    }

    fn line<T>(&self, page: &mut String, name: &str, value: &str, place: Option<&Placed<T>>) {
        let _ = writeln!(page, "{name} = {value}  # {}", self.origin(place));
    }

    /// Writes a list with one item per line, because each may come from a different place.
    fn list(&self, page: &mut String, name: &str, list: &[Placed<String>]) {
        if list.is_empty() {
            return self.line::<String>(page, name, "[]", None);
        }
        let _ = writeln!(page, "{name} = [");
        for item in list {
            let _ = writeln!(page, "  {},  # {}", quoted(&item.value), self.origin(Some(item)));
        }
        page.push_str("]\n");
    }

    fn origin<T>(&self, place: Option<&Placed<T>>) -> String {
        match place {
            Some(place) => {
                self.language.pick("来自 ", "from ").to_owned() + &place.shown(self.config.origins())
            }
            None => self.language.pick("默认", "default").to_owned(),
        }
    }
}

/// Writes a string in TOML notation, which JSON has, too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
