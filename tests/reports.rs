//! Reports on many documents from outside: what is worst comes first, what is long is cut short, and what is left out is counted.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;

use program::{check, code, folder, json};
use serde_json::Value;

/// Sentences of a speech of which no two are alike.
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

/// The snippets of all places in a SARIF report, each with the number of lines of its region.
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
        // A place in another document is told by where it begins.
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
