//! `hegao man`: one manual page with all commands, from the same definition that parses arguments.

use std::fmt::Write;
use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::language::Language;
use crate::output::wrap;

/// Headings that clap's renderer writes in English, with their Chinese text.
const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "名称"),
    ("SYNOPSIS", "用法"),
    ("DESCRIPTION", "说明"),
    ("OPTIONS", "选项"),
    ("VERSION", "版本"),
];

/// The page for `command`, in the roff format that `man` reads.
///
/// # Errors
/// Never fails: the page is written into memory.
pub(super) fn page(mut command: Command, language: Language) -> io::Result<String> {
    command = command.disable_help_subcommand(true).subcommand_value_name("COMMAND");
    command.build();
    let version = command.get_version().unwrap_or_default();
    // The date is empty, so that a version gives the same bytes on any day.
    let title = format!(".TH HEGAO 1 \"\" \"hegao {version}\"\n");
    let man = Man::new(command.clone());
    let mut page = Page { text: title, language };
    if language == Language::Chinese {
        // Chinese has few blanks that could be stretched, and no hyphenation.
        page.text += ".ad l\n.nh\n";
    }
    page.add(|out| man.render_name_section(out), Level::Page)?;
    page.add(|out| man.render_synopsis_section(out), Level::Page)?;
    page.add(|out| man.render_options_section(out), Level::Page)?;
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        // Global options are listed once, at the top of the page.
        let command = command.clone().mut_args(|argument| {
            let is_everywhere = argument.is_global_set() || argument.get_id() == "help";
            argument.hide(is_everywhere)
        });
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
        let man = Man::new(command);
        let _ = writeln!(page.text, ".SH \"{}\"", name.to_uppercase());
        page.add(|out| man.render_description_section(out), Level::Lead)?;
        page.add(|out| man.render_synopsis_section(out), Level::Command)?;
        page.add(|out| man.render_options_section(out), Level::Command)?;
    }
    page.exit_status();
    page.files();
    page.environment();
    Ok(page.text)
}

/// Level that the headings of a part of the page have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Headings are sections of the page.
    Page,
    /// Headings are subsections of a command.
    Command,
    /// The part follows the heading of a command and has no heading of its own.
    Lead,
}

struct Page {
    text: String,
    language: Language,
}

impl Page {
    /// Adds a part that clap's renderer wrote, with its headings in the language of the page.
    fn add(
        &mut self,
        render: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
        level: Level,
    ) -> io::Result<()> {
        let mut part = Vec::new();
        render(&mut part)?;
        for line in String::from_utf8_lossy(&part).lines() {
            match line.strip_prefix(".SH ") {
                Some(_) if level == Level::Lead => {}
                Some(heading) => self.heading(heading, level),
                // Each part repeats the definition of the apostrophe.
                None if is_prologue(line) && self.text.contains(line) => {}
                None => self.line(line.trim_end()),
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &str) {
        match self.language {
            Language::Chinese if !line.starts_with('.') => self.text += &breakable(line),
            _ => self.text += line,
        }
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str, level: Level) {
        let heading = heading.trim_matches('"');
        let chinese = HEADINGS.iter().find(|(english, _)| *english == heading).map_or(heading, |(_, zh)| *zh);
        let heading = self.language.pick(chinese, heading);
        let request = if level == Level::Page { "SH" } else { "SS" };
        let _ = writeln!(self.text, ".{request} \"{heading}\"");
    }

    /// Adds the exit codes, which the definition of the arguments does not contain.
    fn exit_status(&mut self) {
        self.section("退出码", "EXIT STATUS");
        self.term("0", "没有达到 --fail-on 的问题。", "Nothing was found at or above --fail-on.");
        self.term("1", "有。", "Something was.");
        self.term(
            "2",
            "没能照办，比如有文件读不了；其余文件照样检查。",
            "What was asked could not be done, such as a file that cannot be read; \
             the other files are checked all the same.",
        );
    }

    /// Adds the files that are read without being named on the command line.
    fn files(&mut self) {
        self.section("文件", "FILES");
        self.term(
            "hegao.toml",
            "配置：从文稿所在的文件夹逐级往上，到代码库的根为止，最近的一个。",
            "The configuration: the nearest one from the folder of a file up to the root of its repository.",
        );
        self.term(
            "hegao-baseline.json",
            "hegao baseline 写的基线，暂时记下的问题；配置里的 baseline 可以写别的文件。",
            "What is accepted for now, as `hegao baseline` writes it; `baseline` in the configuration may name another file.",
        );
    }

    /// Adds the environment variables that the program reads.
    fn environment(&mut self) {
        self.section("环境变量", "ENVIRONMENT");
        self.term(
            self.language.pick("LC_ALL、LC_MESSAGES、LANG", "LC_ALL, LC_MESSAGES, LANG"),
            "没有写 --lang、配置里也没有时，用哪种语言。",
            "The language of messages, where neither --lang nor the configuration has one.",
        );
        self.term("NO_COLOR", "设了并且不空，就不用颜色。", "Where it is set and not empty, no colours.");
        self.term("COLUMNS", "报告多宽，按格数。", "The width of the report, in cells.");
        self.term(
            "GITHUB_STEP_SUMMARY",
            "格式是 github 时，一页小结加写到这个文件里。",
            "The file that the page of the run is added to, where the format is github.",
        );
        self.term(
            "HEGAO_CONVERT_SECONDS",
            "别的程序读 doc、wps、pdf 最多用几秒；不设是 120。",
            "How long another program may take to read a doc, wps or pdf file; 120 where it is not set.",
        );
    }

    /// Begins a section, with its heading in the language of the page.
    fn section(&mut self, chinese: &str, english: &str) {
        let heading = self.language.pick(chinese, english);
        let _ = writeln!(self.text, ".SH \"{heading}\"");
    }

    /// Adds a term and its meaning in the language of the page.
    fn term(&mut self, term: &str, chinese: &str, english: &str) {
        let meaning = escaped(self.language.pick(chinese, english));
        let _ = writeln!(self.text, ".TP\n\\fB{}\\fR", escaped(term));
        self.line(&meaning);
    }
}

/// Inserts break opportunities into a line of Chinese, at the places at which `wrap` would break
/// it: `man` treats text without blanks as one word.
fn breakable(line: &str) -> String {
    // `whatis` reads this line, so it stays unchanged.
    if line.contains(" \\- ") {
        return line.to_owned();
    }
    let mut text = String::with_capacity(line.len() * 2);
    for piece in wrap::pieces(line) {
        let follows_a_blank = text.is_empty() || text.ends_with(' ');
        if !follows_a_blank {
            text += "\\:";
        }
        text += piece;
    }
    text
}

fn is_prologue(line: &str) -> bool {
    line.starts_with(".ie ") || line.starts_with(".el ")
}

/// Escapes hyphens, which `man` may otherwise print as another character.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}
