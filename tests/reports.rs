//! Reports on many documents: the worst documents come first, long lists are shortened, and
//! everything left out is counted.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use program::{Hegao, check, code, folder, json, out};
use serde_json::Value;
use tempfile::TempDir;

/// Sentences of a speech, all different.
const SENTENCES: [&str; 14] = [
    "水库要提前腾出库容，坝顶和溢洪道的杂物当天清走，值守的人夜里也要在岗。",
    "河道清障由沿岸各村分段包干，阻水的树木和鱼笼一律拆除，不留死角。",
    "山塘数量多、底子薄，由乡镇逐座登记，能修的抓紧修，不能修的降低水位运行。",
    "低洼片区的住户，名单落实到门牌，转移的路线和安置点事先走一遍。",
    "泵站的电源要双回路，柴油机每周试车一次，油料按三天的用量储备。",
    "学校和幼儿园遇到暴雨红色预警先停课，再通知家长，不要反过来。",
    "工地的塔吊和脚手架，大风之前放倒或者加固，工人撤到板房以外。",
    "地质灾害点的监测员补贴按月发放，雨量超过警戒值就敲锣，不等电话。",
    "物资仓库实行双人双锁，编织袋和救生衣分类码放，出库入库都有台账。",
    "医院要备足急救药品和担架，救护车轮流待命，司机的手机不能关机。",
    "交通部门盯住临水临崖的路段，塌方之后两小时内摆好标志、开通便道。",
    "通信公司保证乡镇政府的卫星电话能用，基站断电以后四小时内恢复。",
    "宣传干部把避险常识编成顺口溜，用方言在广播里反复播，老人也听得懂。",
    "灾后先查房屋再回迁，墙体开裂的一律不住人，补助资金直接打到卡上。",
];

/// Returns the snippets of all places in a SARIF report, each with the number of lines in its
/// region.
fn snippets(report: &Value) -> Vec<(u64, String)> {
    let results = report["runs"][0]["results"].as_array().unwrap();
    let places = results.iter().flat_map(|result| {
        let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
        result["locations"].as_array().unwrap().iter().cloned().chain(related)
    });
    let regions = places.map(|place| place["physicalLocation"]["region"].clone());
    let lines =
        |region: &Value| region["endLine"].as_u64().unwrap() - region["startLine"].as_u64().unwrap() + 1;
    regions.map(|region| (lines(&region), region["snippet"]["text"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn sarif_quotes_two_lines_and_no_more_than_400_characters() {
    let (lines, wide) = (SENTENCES.join("\n"), SENTENCES.concat());
    assert!(wide.chars().count() > 400);
    let files = folder(&[
        ("多行.txt", format!("讲话\n{lines}\n再讲一点。\n{lines}\n").as_bytes()),
        ("长行.txt", format!("讲话\n{wide}\n再讲一点。\n{wide}\n").as_bytes()),
        ("甲.txt", format!("甲县的讲话\n{lines}\n").as_bytes()),
        ("乙.txt", format!("乙县的讲话\n{lines}\n").as_bytes()),
    ]);
    let report = |names: &[&str]| {
        let select = ["--select", "duplicate", "--format", "sarif"];
        snippets(&json(&check(&files, &[names, select.as_slice()].concat())))
    };
    let rows: [(&[&str], usize); 3] = [(&["多行.txt"], 2), (&["长行.txt"], 1), (&["甲.txt", "乙.txt"], 2)];
    for (names, longest) in rows {
        let found = report(names);
        let cut = found.iter().filter(|(_, snippet)| snippet.ends_with('…')).count();
        // A place in another document is given by its start only.
        assert!(cut >= 3 - names.len(), "the place, and the related one: {found:?}");
        for (lines, snippet) in &found {
            assert!(snippet.lines().count() <= 2 && snippet.chars().count() <= 400, "{snippet}");
            assert_eq!(snippet.ends_with('…'), *lines > 2 || longest == 1, "{lines} {snippet}");
        }
        let longest_snippet = found.iter().map(|(_, snippet)| snippet.lines().count()).max().unwrap();
        assert_eq!(longest_snippet, longest, "{found:?}");
    }
    let of_wide = report(&["长行.txt"]);
    assert!(of_wide.iter().any(|(_, snippet)| snippet.chars().count() == 400), "{of_wide:?}");
}

#[test]
fn sarif_lists_5000_results_and_counts_the_others() {
    let many = |count: usize| "完成投资XX亿元。\n".repeat(count);
    let files = folder(&[("一.txt", many(3000).as_bytes()), ("二.txt", many(2500).as_bytes())]);
    let report = |names: &[&str], language: &str| {
        let options = ["--select", "placeholder/mask", "--format", "sarif", "--lang", language];
        let output = check(&files, &[names, options.as_slice(), &["--report", "jsonl=全部.jsonl"]].concat());
        assert_eq!(code(&output), 1);
        json(&output)["runs"][0].clone()
    };
    let cut = report(&["一.txt", "二.txt"], "zh");
    let results = cut["results"].as_array().unwrap();
    let last = &results.last().unwrap()["locations"][0]["physicalLocation"];
    assert_eq!((results.len(), &last["region"]["startLine"]), (5000, &2000.into()), "the first, in order");
    let invocation = &cut["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let noted = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!((noted.len(), &noted[0]["level"]), (1, &"warning".into()));
    assert_eq!(noted[0]["descriptor"]["id"], "too-many-results");
    assert!(noted[0].get("locations").is_none(), "it is about the run");
    let text = noted[0]["message"]["text"].as_str().unwrap();
    assert!(text.contains("另有 500 处没有列出") && text.contains("jsonl"), "{text}");
    let all = fs::read_to_string(files.path().join("全部.jsonl")).unwrap();
    assert_eq!(all.lines().filter(|line| line.starts_with("{\"type\":\"diagnostic\"")).count(), 5500);
    let english = report(&["一.txt", "二.txt"], "en");
    let text = english["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].to_string();
    assert!(text.contains("500 more are not listed") && text.contains("--report jsonl"), "{text}");
    let whole = report(&["一.txt"], "zh");
    assert_eq!(whole["results"].as_array().unwrap().len(), 3000);
    assert_eq!(whole["invocations"][0]["toolExecutionNotifications"], serde_json::json!([]));
}

/// Creates documents of every status: clean, only hints, a warning, an error, and unreadable.
fn shelf() -> TempDir {
    folder(&[
        ("稿/1净.txt", "各位代表，现在开会。\n".as_bytes()),
        ("稿/2提示.txt", HINT.as_bytes()),
        ("稿/3疑似.txt", "截止3月底，任务完成。\n".as_bytes()),
        ("稿/4必改.txt", format!("{HINT}完成投资XX亿元。\n").as_bytes()),
        ("稿/5坏.txt", b"\xb8\xf7\xce\xbb\xff\n"),
        ("稿/6净.txt", "各位代表，会议结束。\n".as_bytes()),
    ])
}

/// A line whose only finding is a hint.
const HINT: &str = "会议于2026年03月5日召开。\n";

/// Asserts that `parts` occur in `text` in this order.
fn come_in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at =
            text[from..].find(part).unwrap_or_else(|| panic!("{part} is not behind the others in:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn markdown_puts_errors_first_and_documents_without_findings_into_one_line() {
    let files = shelf();
    let report = |arguments: &[&str]| {
        let output = check(&files, &[&["稿", "--today", "off", "--format", "markdown"], arguments].concat());
        assert_eq!(code(&output), 2);
        out(&output)
    };
    let folded = report(&[]);
    come_in_order(
        &folded,
        &[
            "# 核稿\n\n## 必改\n\n### 稿/4必改.txt\n\n- [ ] **必改** ",
            "### 稿/5坏.txt\n\n- [ ] **没有检查成** ",
            "\n\n## 疑似\n\n### 稿/3疑似.txt\n\n- [ ] **疑似** ",
            "<details>\n<summary>1 个文件只有提示</summary>\n\n- 稿/2提示.txt\n\n</details>",
            "<details>\n<summary>2 个文件没有发现问题</summary>\n\n- 稿/1净.txt\n- 稿/6净.txt\n\n</details>",
            "\n---\n\n检查了 5 个文件",
            "\n另有 2 处提示没有列出，--show hint 列出。\n",
        ],
    );
    assert_eq!(folded.matches("没有列出").count(), 1, "said once: {folded}");
    assert!(!folded.contains("**提示**"), "{folded}");
    let all = report(&["--show", "hint"]);
    come_in_order(
        &all,
        &[
            "## 必改",
            "## 疑似",
            "<details>\n<summary>2 处提示</summary>\n\n### 稿/2提示.txt\n\n- [ ] **提示** ",
            "### 稿/4必改.txt",
            "</details>",
        ],
    );
    assert!(!all.contains("只有提示") && !all.contains("没有列出"), "{all}");
    let errors = report(&["--show", "error", "--lang", "en"]);
    come_in_order(
        &errors,
        &[
            "## error\n",
            "<summary>2 documents with only warnings and hints</summary>",
            "<summary>2 documents without findings</summary>",
            "1 warning and 2 hints not listed\\: --show hint lists them.",
        ],
    );
    assert!(!errors.contains("## warning"), "{errors}");
}

#[test]
fn the_page_of_a_run_puts_errors_first() {
    let files = shelf();
    let run = |arguments: &[&str]| {
        let name = files.path().join("页.md");
        let all = [&["check", "稿", "--today", "off", "--format", "github"], arguments].concat();
        let mut hegao = Hegao::new(files.path(), &all);
        hegao.command.env("GITHUB_STEP_SUMMARY", &name);
        assert_eq!(code(&hegao.run()), 2);
        let page = fs::read_to_string(&name).unwrap();
        fs::remove_file(name).unwrap();
        page
    };
    let page = run(&[]);
    come_in_order(
        &page,
        &[
            "## 核稿\n\n检查了 5 个文件",
            "\n另有 2 处提示没有列出",
            "| 稿/4必改.txt | 1 | 0 | 1 |\n| 稿/5坏.txt | ",
            "| 稿/3疑似.txt | 0 | 1 | 0 |\n\n## 必改\n\n### 稿/4必改.txt",
            "## 疑似\n\n### 稿/3疑似.txt",
            "<summary>1 个文件只有提示</summary>",
            "<summary>2 个文件没有发现问题</summary>",
        ],
    );
    assert!(!page.contains("| 稿/2提示.txt"), "counted once, not by document: {page}");
    assert!(run(&["--show", "hint"]).contains("<details>\n<summary>2 处提示</summary>\n\n### 稿/2提示.txt"));
}

/// Tests the limit of 1 MiB that GitHub has for the page: errors take precedence over warnings, and
/// the names of documents are limited too.
#[test]
fn the_page_of_a_long_run_stays_within_its_bounds() {
    let files = folder(&[("a/0.txt", "截止3月底，任务完成。\n".repeat(3000).as_bytes())]);
    fs::write(files.path().join("a/1.txt"), "完成投资XX亿元。\n".repeat(3000)).unwrap();
    let long = "很长的文件名".repeat(12);
    for number in 0..400 {
        fs::write(files.path().join(format!("a/{long}{number}.txt")), "各位代表。\n").unwrap();
    }
    let select = ["--select", "placeholder/mask,date/jiezhi"];
    let mut hegao = Hegao::new(files.path(), &[&["check", "a", "--format", "github"], &select[..]].concat());
    hegao.command.env("GITHUB_STEP_SUMMARY", files.path().join("页.md"));
    hegao.run();
    let page = fs::read_to_string(files.path().join("页.md")).unwrap();
    assert!(page.len() < 1 << 20, "{}", page.len());
    let (errors, warnings) = (page.matches("**必改**").count(), page.matches("**疑似**").count());
    assert!(errors > 1000 && errors > warnings, "{errors} errors, {warnings} warnings");
    assert!(page.contains(&format!("还有 {} 项这里放不下", 6000 - errors - warnings)));
    let names = page.matches(&format!("- a/{long}")).count();
    assert!(page.contains("<summary>400 个文件没有发现问题</summary>"));
    assert!((1..400).contains(&names) && page.contains(&format!("还有 {} 个，名字这里放不下", 400 - names)));
}

/// Reads the data in the HTML page, as `page/report.js` does: which findings are only counted.
#[test]
fn the_html_page_knows_which_documents_have_only_hints() {
    let files = shelf();
    let report = |arguments: &[&str]| {
        let page = out(&check(&files, &[&["稿", "--today", "off", "--format", "html"], arguments].concat()));
        let (_, data) = page.split_once("type=\"application/json\">").unwrap();
        serde_json::from_str::<Value>(data.split_once("</script>").unwrap().0).unwrap()
    };
    let errors = report(&["--show", "error"]);
    let folded: Vec<_> =
        errors["files"].as_array().unwrap().iter().map(|file| file["folded"].clone()).collect();
    let count = |warning: u32, hint: u32| serde_json::json!({"warning": warning, "hint": hint});
    assert_eq!(folded, [Value::Null, count(0, 1), count(1, 0), count(0, 1), Value::Null, Value::Null]);
    assert!(report(&[])["files"].as_array().unwrap().iter().all(|file| file.get("folded").is_none()));
}
