//! Finds command lines in the pages of the documentation: in shell blocks, in blocks that pass a
//! command to another program, and in sentences.

use std::collections::BTreeMap;
use std::fs;

use regex::Regex;

use crate::root;

/// Type of the text in which a command line occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Block,
    Sentence,
}

/// One command, without pipes and redirections.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) page: String,
    pub(crate) place: Place,
    pub(crate) words: Vec<String>,
}

impl Line {
    pub(crate) fn program(&self) -> &str {
        &self.words[0]
    }

    pub(crate) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// True if the line only mentions a command, such as `hegao ignore` in a sentence, or ends in
    /// `…`. Such lines are not run.
    pub(crate) fn is_mention(&self) -> bool {
        self.place == Place::Sentence && self.words.len() <= 2
    }

    /// Returns the words of the command, with values in place of placeholders.
    pub(crate) fn filled_in(&self) -> Vec<String> {
        let is_whole = |word: &&String| !matches!(word.as_str(), "…" | "...");
        self.words.iter().filter(is_whole).map(|word| filled(word).to_owned()).collect()
    }
}

/// Returns the value for a placeholder. Other words are returned unchanged.
fn filled(word: &str) -> &str {
    match word {
        "FILE" | "文件" | "$ZED_FILE" => "讲话.md",
        "DIR" | "FOLDER" | "文件夹" | "PATH" => "讲话",
        "SHELL" => "bash",
        "RULE" | "规则名" => "numbering/gap",
        "FORMAT" => "json",
        "REV" => "HEAD",
        "N" => "1",
        other => other,
    }
}

fn pages() -> Vec<(String, String)> {
    let mut names = vec!["README.md".to_owned(), "README.zh-CN.md".to_owned()];
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            names.push(format!("docs/{name}"));
        }
    }
    names.sort();
    names.into_iter().map(|name| (name.clone(), fs::read_to_string(root().join(name)).unwrap())).collect()
}

/// Returns the command lines of one program, without duplicates.
pub(crate) fn commands(program: &str) -> Vec<Line> {
    all_commands().into_iter().filter(|line| line.program() == program).collect()
}

/// Returns all command lines, without duplicates among those in blocks and among those in
/// sentences.
pub(crate) fn all_commands() -> Vec<Line> {
    let mut lines: BTreeMap<(Vec<String>, Place), Line> = BTreeMap::new();
    for (page, text) in pages() {
        let (blocks, sentences) = divided(&text);
        let written = blocks.into_iter().flat_map(|(language, block)| in_block(&language, &block));
        let mentioned = spans(&sentences).into_iter().filter_map(|span| in_sentence(&span));
        let written = written.map(|words| (words, Place::Block));
        for (words, place) in written.chain(mentioned.map(|words| (words, Place::Sentence))) {
            let line = Line { page: page.clone(), place, words: words.clone() };
            lines.entry((words, place)).or_insert(line);
        }
    }
    lines.into_values().collect()
}

/// Returns the options in inline code and in comments of shell blocks.
pub(crate) fn mentioned_options() -> Vec<(String, String)> {
    let option = Regex::new(r"(?:^|[\s(（；：，、`=])(--[a-z][a-z-]+)").unwrap();
    let mut found = Vec::new();
    for (page, text) in pages() {
        let (blocks, sentences) = divided(&text);
        let comments =
            blocks.iter().filter(|(language, _)| is_shell(language)).flat_map(|(_, block)| block.lines());
        let comments =
            comments.filter_map(|line| line.split_once(" # ").map(|(_, comment)| comment.to_owned()));
        for text in comments.chain(spans(&sentences)) {
            found.extend(option.captures_iter(&text).map(|found| (page.clone(), found[1].to_owned())));
        }
    }
    found
}

/// Splits a page into its code blocks, each with its language, and the text outside of blocks. A
/// block ends with a fence of the same length as its first.
fn divided(text: &str) -> (Vec<(String, String)>, String) {
    let (mut blocks, mut sentences) = (Vec::new(), String::new());
    let mut open: Option<(usize, String, String)> = None;
    for line in text.lines() {
        // A block may be inside a list item.
        let start = line.trim_start().trim_start_matches("- ");
        let language = start.trim_start_matches('`');
        let fence = start.len() - language.len();
        match &mut open {
            None if fence >= 3 => open = Some((fence, language.to_owned(), String::new())),
            None => sentences += &format!("{line}\n"),
            Some((length, _, _)) if fence >= *length => {
                blocks.extend(open.take().map(|(_, language, block)| (language, block)));
            }
            Some((_, _, block)) => *block += &format!("{line}\n"),
        }
    }
    assert!(open.is_none(), "a block does not end");
    (blocks, sentences)
}

fn is_shell(language: &str) -> bool {
    matches!(language, "sh" | "bash" | "console")
}

fn spans(text: &str) -> Vec<String> {
    let span = Regex::new("`([^`]+)`").unwrap();
    span.captures_iter(text).map(|found| found[1].replace('\n', " ")).collect()
}

fn in_block(language: &str, block: &str) -> Vec<Vec<String>> {
    let settings = Regex::new(r#""command": "hegao", "args": \[([^\]]*)\]"#).unwrap();
    let handed = Regex::new(r"^(?:\$ |- |run: |- run: |sh ')(hegao .*?)'?$").unwrap();
    let mut found = Vec::new();
    for line in block.lines().map(str::trim) {
        if let Some(settings) = settings.captures(line) {
            let words = settings[1].split(',').map(|word| word.trim().trim_matches('"').to_owned());
            found.push(std::iter::once("hegao".to_owned()).chain(words).collect());
        } else if is_shell(language) {
            found.extend(simple_commands(line.strip_prefix("$ ").unwrap_or(line)));
        } else if let Some(handed) = handed.captures(line) {
            found.extend(simple_commands(&handed[1]));
        }
    }
    found
}

/// Returns the words of a command line in a sentence, if `span` begins with a known program.
fn in_sentence(span: &str) -> Option<Vec<String>> {
    let words = simple_commands(span.strip_prefix("exec ").unwrap_or(span)).into_iter().next()?;
    let is_command =
        words.len() > 1 && crate::others::is_known(&words[0]) && !words[1].starts_with(['=', '(']);
    is_command.then_some(words)
}

/// Returns the commands in a line of shell code, each as its words, without comments, redirections
/// and separators.
fn simple_commands(line: &str) -> Vec<Vec<String>> {
    let mut commands = vec![Vec::new()];
    let mut words = words(line).into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "|" | "&&" | "||" | ";" => commands.push(Vec::new()),
            ">" | ">>" | "<" => drop(words.next()),
            comment if comment.starts_with('#') => break,
            _ => commands.last_mut().unwrap().push(word),
        }
    }
    commands.retain(|command| !command.is_empty());
    commands
}

/// Splits a line into words. Quotation marks keep words together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut is_open) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (None, '"' | '\'') => (quote, is_open) = (Some(c), true),
            (None, c) if c.is_whitespace() => {
                if is_open {
                    words.push(std::mem::take(&mut word));
                }
                is_open = false;
            }
            (_, c) => {
                word.push(c);
                is_open = true;
            }
        }
    }
    if is_open {
        words.push(word);
    }
    words
}
