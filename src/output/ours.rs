//! Recognition of reports of earlier runs by their first bytes, so that a run overwrites its own
//! report and never a document of the user.
//!
//! JSON, JSON Lines, SARIF, RDJSON and JUnit reports name hegao in their head, GitHub commands in
//! their titles. GitLab and Checkstyle reports name it in their first finding only; without
//! findings they are an empty list. A line report is recognised by the id of a rule after a place,
//! a pretty one by an id above a marked message, a Markdown one by its headings. A diff cannot be
//! distinguished from other diffs.

/// Number of bytes at the start of a file that are read to recognise it.
pub const HEAD: u64 = 64 << 10;

/// Kind of a report that was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A report for programs, or one for people that can be printed again at any time.
    Report,
    /// A checklist, in which people tick boxes. It is overwritten only if no box is ticked, that is
    /// if [`is_ticked`] is false for all of its lines.
    Checklist,
}

/// The kind of report that begins with `head`; `None` if it is not a report of hegao.
pub fn recognise(head: &[u8]) -> Option<Recognised> {
    const REPORTS: [fn(&str) -> bool; 9] =
        [is_json, is_sarif, is_gitlab, is_checkstyle, is_junit, is_github, is_line, is_pretty, is_html];
    let head = String::from_utf8_lossy(head);
    if is_markdown(&head) {
        return Some(Recognised::Checklist);
    }
    REPORTS.iter().any(|is| is(&head)).then_some(Recognised::Report)
}

/// True for a line of a checklist whose box is ticked: `- [x] …`.
pub fn is_ticked(line: &str) -> bool {
    line.starts_with("- [x]") || line.starts_with("- [X]")
}

/// True for the beginning of a report in the format `json`, `jsonl` or `rdjson`.
fn is_json(head: &str) -> bool {
    let version = ["{\"schema_version\":", "{\"type\":\"run\",\"schema_version\":"];
    let rest = version.iter().find_map(|start| head.strip_prefix(start));
    let tool = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).replace('\n', ""));
    tool.is_some_and(|tool| tool.starts_with(",\"tool\":{\"name\":\"hegao\""))
        || head.starts_with("{\"source\":{\"name\":\"hegao\"")
}

fn is_sarif(head: &str) -> bool {
    let runs = head.strip_prefix("{\"$schema\":\"").and_then(|rest| rest.split_once("\"runs\":["));
    runs.is_some_and(|(_, run)| run.starts_with("{\"tool\":{\"driver\":{\"name\":\"hegao\""))
}

fn is_gitlab(head: &str) -> bool {
    let issue = "[\n{\"type\":\"issue\",\"categories\":[\"Style\"],\"check_name\":\"";
    head.trim_end() == "[]" || head.starts_with(issue)
}

fn is_checkstyle(head: &str) -> bool {
    let files = head.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"");
    let Some((_, files)) = files.and_then(|rest| rest.split_once("\">\n")) else { return false };
    match files.split_once("<error ") {
        Some((_, error)) => error.split("/>").next().is_some_and(|error| error.contains("source=\"hegao.")),
        None => files.starts_with("<file ") || files.starts_with("</checkstyle>"),
    }
}

fn is_junit(head: &str) -> bool {
    head.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hegao\">")
}

fn is_github(head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let is_command =
        ["::error file=", "::warning file=", "::notice file="].iter().any(|start| line.starts_with(start));
    is_command && line.contains(",title=hegao ")
}

/// True for an HTML page that holds a report; false for the page in which documents are checked in
/// the browser.
fn is_html(head: &str) -> bool {
    head.starts_with("<!doctype html>")
        && head.contains("<script id=\"data\" type=\"application/json\">{\"schema_version\":")
}

/// True for a line of the `line` format: `稿.txt:3:2: error placeholder/date: …` or `稿.txt:
/// unreadable damaged: …` (稿 is "draft", a file name).
fn is_line(head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let is_found = [": error ", ": warning ", ": hint "].iter().any(|severity| {
        line.split_once(severity).is_some_and(|(place, rest)| is_place(place) && begins_with_rule(rest))
    });
    let is_unread = |rest: &str| rest.split_once(": ").is_some_and(|(kind, _)| is_name(kind));
    let words = [": unreadable ", ": accepted "];
    is_found || words.iter().any(|word| line.split_once(word).is_some_and(|(_, rest)| is_unread(rest)))
}

fn is_place(place: &str) -> bool {
    let mut parts = place.rsplit(':');
    let mut is_number = || parts.next().is_some_and(|part| part.parse::<usize>().is_ok());
    is_number() && is_number() && parts.next().is_some()
}

fn begins_with_rule(rest: &str) -> bool {
    rest.split_once(": ").is_some_and(|(rule, _)| rule.contains('/') && rule.split('/').all(is_name))
}

/// True for the beginning of a report in the `pretty` format: a rule, a family or a kind of problem
/// on a line of its own, an empty line, and a message after a sign.
fn is_pretty(head: &str) -> bool {
    let plain = without_colours(head);
    let mut lines = plain.lines();
    let is_head = lines.next().is_some_and(|code| code.split('/').all(is_name));
    let is_apart = lines.next().is_some_and(|line| line.trim().is_empty());
    let message = lines.next().unwrap_or_default();
    is_head && is_apart && ["  × ", "  ⚠ ", "  ☞ "].iter().any(|sign| message.starts_with(sign))
}

/// True for the beginning of a report in the format `markdown`: a title, followed by a document
/// with its findings, or by the counts if there is no document.
fn is_markdown(head: &str) -> bool {
    let Some(rest) = ["# 核稿\n\n", "# hegao\n\n"].iter().find_map(|title| head.strip_prefix(title)) else {
        return false;
    };
    let opened = rest.strip_prefix("<details>\n<summary>");
    let is_opened_by_count = opened.is_some_and(|count| count.starts_with(|c: char| c.is_ascii_digit()));
    let section = rest.strip_prefix("## ").and_then(|rest| rest.split_once("\n\n### "));
    let document = section.and_then(|(_, document)| document.split_once("\n\n"));
    let starts = ["- [ ] ", "- [x] ", "- [X] "];
    rest.starts_with("---\n")
        || is_opened_by_count
        || document.is_some_and(|(_, findings)| starts.iter().any(|start| findings.starts_with(start)))
}

/// True for the id of a rule or a problem, such as `bad-bytes`: lower-case letters, digits and
/// hyphens.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| plain + piece.split_once('m').map_or(piece, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::{Recognised, is_ticked, recognise};

    /// This test only has files of other programs. An integration test checks that reports of all
    /// formats, as the program writes them, are recognised.
    #[test]
    fn takes_no_file_of_others_for_a_report() {
        let others = [
            "",
            "{\n  \"name\": \"hegao\",\n  \"version\": \"0.1.0\"\n}\n",
            "{\"schema_version\":1,\"findings\":[]}\n",
            "{\"schema_version\":1,\n\"tool\":{\"name\":\"other\"}",
            "{\"$schema\":\"x\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"CodeQL\"}}}]}",
            "[1, 2]\n",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n<file name=\"a.js\">\n<error source=\"eslint.x\"/>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jest\">",
            "::error file=a.js,title=eslint x::y",
            "a.c:3:2: error: expected ;",
            "关于防汛工作的讲话\n\n同志们：\n",
            "# 核稿\n\n这是一份说明。\n",
            "# hegao\n\n## Installing\n\nDownload it.\n",
            "# hegao\n\n<details>\n<summary>Contents</summary>\n",
            "# hegao\n\n## error\n\n### codes\n\n- 1: found\n",
            "--- a/稿.txt\n+++ b/稿.txt\n@@ -1 +1 @@\n",
        ];
        for other in others {
            assert_eq!(recognise(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn knows_colours_and_ticks() {
        let pretty = "\u{1b}[31mplaceholder/mask\u{1b}[0m\n\n  \u{1b}[31m×\u{1b}[0m 缺一个数字\n";
        assert_eq!(recognise(pretty.as_bytes()), Some(Recognised::Report));
        assert_eq!(
            recognise("# 核稿\n\n## 必改\n\n### 稿.md\n\n- [x] **必改** 第 1 行".as_bytes()),
            Some(Recognised::Checklist)
        );
        assert!(is_ticked("- [x] **必改** 第 1 行") && !is_ticked("- [ ] **必改** 第 1 行"));
    }
}
