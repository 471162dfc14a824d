//! `hegao figures` (the ledger of all figures and their relations), and the summary of figures that
//! a check prints.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::collections::BTreeMap;

use program::{Hegao, check, code, err, folder, json, out};
use serde_json::Value;

/// A report: one sentence with figures that agree, one with figures that do not, and one with
/// nothing to compare; then a table with a wrong total.
const REPORT: &str = "\
去年用电量由400万千瓦时增加到500万千瓦时，增长25%。
入户走访320户，其中脱贫户80户，占35%。
新修水渠12公里。
| 镇 | 户数 | 人数 |
|---|---|---|
| 东 | 120 | 480 |
| 西 | 95 | 402 |
| 南 | 60 | 210 |
| 合计 | 275 | 1029 |
";

/// Returns the ledger of a Markdown file with this text.
fn ledger(text: &str) -> Value {
    let files = folder(&[("稿.md", text.as_bytes())]);
    let run = Hegao::new(files.path(), &["figures", "--format", "json", "稿.md"]).run();
    assert_eq!(code(&run), 0);
    json(&run)["files"][0].clone()
}

/// Returns the figures of a ledger, each with the sign that says if it was confirmed.
fn ticks(file: &Value) -> BTreeMap<String, String> {
    let passages = file["passages"].as_array().unwrap();
    let figures = passages.iter().flat_map(|passage| passage["figures"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    figures.map(|figure| (text(&figure["text"]), text(&figure["tick"]))).collect()
}

#[test]
fn every_figure_has_a_tick_and_every_relation_its_arithmetic() {
    let file = ledger(REPORT);
    let ticks = ticks(&file);
    let rows = [
        ("400万千瓦时", "holds"),
        ("25%", "holds"),
        ("320户", "wrong"),
        ("35%", "wrong"),
        ("12公里", "open"),
        ("275", "holds"),
        ("120", "holds"),
        ("1029", "wrong"),
        ("402", "wrong"),
    ];
    for (figure, tick) in rows {
        assert_eq!(ticks.get(figure).map(String::as_str), Some(tick), "{figure} in {ticks:?}");
    }
    assert_eq!(file["figures"]["wrong"], 2, "{}", file["figures"]);
    assert_eq!(file["figures"]["hold"], 2);
    assert_eq!(file["figures"]["open"], 1);
    let kinds: Vec<&str> = file["passages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|passage| passage["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["sentence", "sentence", "sentence", "table"]);
    let growth = &file["passages"][0]["relations"][0];
    assert_eq!((&growth["reading"], &growth["holds"]), (&"growth".into(), &true.into()));
    assert_eq!((&growth["formula"], &growth["computed"]), (&"(500 − 400) ÷ 400".into(), &"25.0%".into()));
    assert_eq!(growth["stated"]["location"]["start"]["line"], 1);
    assert_eq!(growth["operands"][0]["label"], "from");
    let total = &file["passages"][3]["relations"];
    let wrong = total.as_array().unwrap().iter().find(|relation| relation["holds"] == false).unwrap();
    assert_eq!((&wrong["reading"], &wrong["computed"]), (&"table-sum".into(), &"1092".into()));
}

#[test]
fn what_was_reckoned_stands_for_what_was_only_compared() {
    // The growth rate is used, not just the fact that the figure after 增加到 ("rose to") is greater.
    // A minus sign belongs to its figure, a dash between two figures does not.
    let file = ledger("用户由400户增加到500户，增长25%。\n");
    assert_eq!(file["figures"]["relations"], 1, "{file}");
    assert_eq!(file["passages"][0]["relations"][0]["reading"], "growth");
    let files = folder(&[("稿.txt", "气温为-12.5度，深3-5米，降幅-8%。\n".as_bytes())]);
    let page = out(&Hegao::new(files.path(), &["figures", "稿.txt"]).run());
    assert!(page.contains("○-12.5度") && page.contains("-○5米") && page.contains("○-8%"), "{page}");
}

#[test]
fn what_proves_nothing_is_no_tick() {
    // A share below 100 %, row numbers, dates, ordinals, and small numbers in words.
    let text = "参保率98.3%。2024年3月5日，第3批一批项目开工。\n|序号|名称|\n|-|-|\n|1|甲|\n|2|乙|\n|3|丙|\n";
    let file = ledger(text);
    assert_eq!(ticks(&file).into_iter().collect::<Vec<_>>(), [("98.3%".to_owned(), "open".to_owned())]);
    assert_eq!(file["figures"]["relations"], 0);
}

#[test]
fn a_check_ends_with_what_was_compared() {
    let files = folder(&[("稿.md", REPORT.as_bytes()), ("短.txt", "完。".as_bytes())]);
    let run = check(&files, &["稿.md"]);
    // The last line suggests what to do next, so this is the one before it.
    let last = err(&run).lines().rev().nth(1).unwrap().to_owned();
    assert_eq!(last, "核对了 4 处数字关系：2 处相符，2 处不符；另有 1 个数字无从核对");
    let english = check(&files, &["稿.md", "--lang", "en"]);
    assert!(
        err(&english).contains(
            "4 relations between figures: 2 hold, 2 do not; 1 figure with nothing to compare with\n"
        ),
        "{}",
        err(&english)
    );
    // Nothing is said about figures if no rule checks them, or if there are none.
    assert!(!err(&check(&files, &["稿.md", "--select", "placeholder"])).contains("数字"));
    assert!(!err(&check(&files, &["短.txt"])).contains("数字"));
    let report = json(&check(&files, &["--format", "json", "稿.md", "短.txt"]));
    let whole = serde_json::json!({"relations": 4, "hold": 2, "wrong": 2, "judged": 14, "open": 1});
    assert_eq!(report["summary"]["figures"], whole);
    assert_eq!(report["files"][0]["figures"], whole);
    assert_eq!(report["files"][1]["figures"]["relations"], 0);
    let markdown = check(&files, &["--format", "markdown", "稿.md"]);
    assert!(out(&markdown).ends_with("2 处不符；另有 1 个数字无从核对\n"), "{}", out(&markdown));
}

#[test]
fn the_ledger_fits_a_terminal() {
    let files = folder(&[("稿.md", REPORT.as_bytes())]);
    let mut hegao = Hegao::new(files.path(), &["figures", "稿.md"]);
    hegao.command.env("COLUMNS", "60");
    insta::assert_snapshot!("pretty", out(&hegao.run()));
    let markdown =
        Hegao::new(files.path(), &["figures", "--format", "markdown", "--lang", "en", "稿.md"]).run();
    insta::assert_snapshot!("markdown", out(&markdown));
}

#[test]
fn a_page_shows_what_a_document_says_and_obeys_nothing_of_it() {
    let text = "<script>alert(1)</script>由400户增加到500户，增长25%。\n";
    let files = folder(&[("稿<b>.txt", text.as_bytes())]);
    let run = Hegao::new(files.path(), &["figures", "--format", "html", "."]).run();
    let page = out(&run);
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(!page.contains("<script") && !page.contains("稿<b>"), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
    assert!(page.contains("<b class=\"holds\" title=\"增幅  (500 − 400) ÷ 400 = 25.0%\">✓25%</b>"), "{page}");
    let markdown = out(&Hegao::new(files.path(), &["figures", "--format", "markdown", "."]).run());
    assert!(markdown.contains("\\<script\\>"), "{markdown}");
}

#[test]
fn one_that_cannot_be_read_is_told_and_the_others_are_listed() {
    let files = folder(&[("坏.txt", b"\xb8\xf7\xce\xbb\xff"), ("稿.md", REPORT.as_bytes())]);
    for format in ["pretty", "json", "markdown", "html"] {
        let run =
            Hegao::new(files.path(), &["figures", "--format", format, "坏.txt", "没有.txt", "稿.md"]).run();
        assert_eq!(code(&run), 2, "{format}");
        assert!(err(&run).contains("坏.txt") && err(&run).contains("没有.txt"), "{}", err(&run));
        assert!(out(&run).contains("25%") && out(&run).contains("坏.txt"), "{format}: {}", out(&run));
    }
    let run = json(&Hegao::new(files.path(), &["figures", "--format", "json", "."]).run());
    assert_eq!((&run["summary"]["files"], &run["summary"]["unreadable"]), (&2.into(), &1.into()));
    assert!(run["files"][0]["error"]["kind"].is_string() && run["files"][1]["passages"].is_array());
}
