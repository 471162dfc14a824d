//! `--previous`: a report compared with that of the year before, through the command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::{Hegao, check, code, folder, json, out};
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "
石桥镇2024年工作总结

全年接待来信来访1263件次，办结率97.2%，化解矛盾纠纷418起。
2024年，镇党委召开理论学习会12次，组织专题研讨7次。
全镇农产品网络销售额3.64亿元，同比增长9.1%。
";
const NEW: &str = "
石桥镇2025年工作总结

2024年，镇党委召开理论学习会13次，组织专题研讨9次。
全年接待来信来访1263件次，办结率98.4%，化解矛盾纠纷395起。
全镇农产品网络销售额4.18亿元，比上年的3.46亿元增长20.8%。
";

fn reports() -> TempDir {
    folder(&[("去年.txt", OLD.as_bytes()), ("今年.txt", NEW.as_bytes()), ("稿/甲.txt", NEW.as_bytes())])
}

/// Returns rules and words of the findings in a report.
fn found(report: &Value) -> Vec<(String, String)> {
    let list = report["files"][0]["diagnostics"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list.iter().map(|found| (text(&found["rule"]), text(&found["args"]["match"]))).collect()
}

#[test]
fn tells_what_was_not_changed_with_the_place_in_both_reports() {
    let folder = reports();
    let run =
        check(&folder, &["--select", "previous", "--previous", "去年.txt", "今年.txt", "--format", "json"]);
    assert_eq!(code(&run), 1);
    let report = json(&run);
    let expected =
        [("previous/stale", "2024年"), ("previous/unchanged", "1263件次"), ("previous/base", "3.46亿元")];
    assert_eq!(found(&report), expected.map(|(rule, words)| (rule.to_owned(), words.to_owned())));
    let elsewhere = &report["files"][0]["diagnostics"][1]["elsewhere"][0];
    assert_eq!(elsewhere["path"], "去年.txt");
    assert_eq!(elsewhere["quote"], "1263件次");
    assert_eq!(elsewhere["location"]["start"]["line"], 4);
}

#[test]
fn shows_both_sentences_one_above_the_other() {
    let folder = reports();
    for format in ["pretty", "markdown", "html"] {
        let run = check(
            &folder,
            &["--select", "previous", "--previous", "去年.txt", "今年.txt", "--format", format],
        );
        let text = out(&run);
        assert!(text.contains("去年.txt"), "{format}: {text}");
        assert!(text.contains("1263件次"), "{format}: {text}");
    }
    let pretty = out(&check(&folder, &["--select", "previous/base", "--previous", "去年.txt", "今年.txt"]));
    let old = pretty.find("3.64亿元，同比增长").unwrap();
    assert!(pretty.find("比上年的3.46亿元").unwrap() < old, "{pretty}");
}

#[test]
fn looks_for_nothing_without_the_report_of_the_year_before() {
    let folder = reports();
    let run = check(&folder, &["今年.txt", "--format", "json"]);
    assert!(!out(&run).contains("\"rule\":\"previous/"), "{}", out(&run));
    let alone = check(&folder, &["--select", "previous", "今年.txt", "--format", "json"]);
    assert_eq!((code(&alone), out(&alone)), (2, String::new()), "no silent pass");
    let itself = folder.path().join("抄.txt");
    std::fs::write(&itself, OLD).unwrap();
    let run =
        check(&folder, &["--select", "previous", "--previous", "去年.txt", "抄.txt", "--format", "json"]);
    assert_eq!(found(&json(&run)).len(), 0, "a copy of the same year");
}

#[test]
fn takes_one_document_and_another_one() {
    let folder = reports();
    for (arguments, words) in [
        (&["--previous", "去年.txt"][..], "是文件夹"),
        (&["--previous", "去年.txt", "稿"], "稿 是文件夹"),
        (&["--previous", "稿", "今年.txt"], "稿 是文件夹"),
        (&["--previous", "去年.txt", "今年.txt", "稿/甲.txt"], "有 2 份文稿"),
        (&["--previous", "今年.txt", "今年.txt"], "就是要检查的文稿"),
        (&["--previous", "./今年.txt", "今年.txt"], "就是要检查的文稿"),
        (&["--previous", "没有.txt", "今年.txt"], "没有.txt"),
        (&["--previous", "去年.txt", "--changed", "今年.txt"], "--previous"),
    ] {
        let run = check(&folder, arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(code(&run), 2, "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}

#[test]
fn comments_hold_what_was_not_changed() {
    let folder = reports();
    let arguments = ["annotate", "--previous", "去年.txt", "今年.txt", "-o", "批注.txt"];
    let run = Hegao::new(folder.path(), &arguments).run();
    assert_eq!(code(&run), 0, "{}", String::from_utf8_lossy(&run.stderr));
    let written = std::fs::read_to_string(folder.path().join("批注.txt")).unwrap();
    assert!(written.contains("与去年的稿子里一模一样"), "{written}");
}

#[test]
fn a_comment_in_the_document_declares_it_right() {
    let folder = reports();
    let ignored =
        NEW.replace("全年接待", "<!-- hegao-ignore previous/unchanged: 已与信访台账核对 -->\n\n全年接待");
    std::fs::write(folder.path().join("今年.md"), ignored).unwrap();
    let run =
        check(&folder, &["--previous", "去年.txt", "今年.md", "--format", "json", "--select", "previous"]);
    let rules: Vec<String> = found(&json(&run)).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(rules, ["previous/stale", "previous/base"]);
    let alone = check(&folder, &["今年.md", "--format", "json"]);
    assert!(!out(&alone).contains("ignore/unused"), "it has its use in another run: {}", out(&alone));
}

/// Returns the findings in the report `new`, which was based on `old`.
fn found_in(old: &str, new: &str) -> Vec<(String, String)> {
    let folder = folder(&[("去年.txt", old.as_bytes()), ("今年.txt", new.as_bytes())]);
    let run = check(
        &folder,
        &["--select", "previous", "--previous", "去年.txt", "今年.txt", "--no-config", "--format", "json"],
    );
    found(&json(&run))
}

const OLD_YEAR: &str = "
柳溪县科学技术馆2024年工作总结

现将2024年工作情况和2025年工作打算报告如下。
全年接待观众18.6万人次，其中团体观众7.2万人次；举办科普讲座126场、临展14个。
“十四五”以来累计捐赠展品1386件，其中今年捐赠215件。
县十届人大三次会议票决的穹幕影院项目完成投资2360万元。
5月，举办第24个全国科技活动周主会场活动，吸引观众1.8万人次。
在2023年度全市科普场馆评估中，得分91.4分。
今年8月，西区新馆正式启用，开放展厅6个。
平均参观时长96分钟，比上年的88分钟延长8分钟。
二、2025年工作打算
落实县十届人大四次会议精神。力争天文台9月底前建成投用，2025年12月底前完成陈列馆改造。

2024年12月26日
";

#[test]
fn finds_each_kind_of_what_was_forgotten() {
    let new = "
柳溪县科学技术馆2025年工作总结

现将2024年工作情况和2026年工作打算报告如下。
全年接待观众20.3万人次，其中团体观众7.9万人次；举办科普讲座126场、临展16个。
“十四五”以来累计捐赠展品1386件，其中今年捐赠264件。
县十届人大三次会议票决的穹幕影院项目完成投资2780万元。
5月，举办第24个全国科技活动周主会场活动，吸引观众2.1万人次。
在2023年度全市科普场馆评估中，得分93.8分。
今年8月，西区新馆正式启用，开放展厅6个。
10月8日，天文台建成投用，接待观众6200人次。
平均参观时长101分钟，比上年的88分钟延长5分钟。
二、2026年工作打算
落实县十届人大五次会议精神。力争天文台9月底前建成投用，2025年12月底前完成陈列馆改造。

2024年12月26日
";
    let words: Vec<String> = found_in(OLD_YEAR, new).into_iter().map(|(_, words)| words).collect();
    for expected in [
        "2024年", "126场", "1386件", "三次", "24个", "2023年", "8月", "88分钟", "力争天文台9月底前建成投用",
        "2025年12月", "2024年12月26日",
    ] {
        assert!(words.iter().any(|word| word == expected), "{expected}: {words:?}");
    }
    assert_eq!(words.len(), 11, "{words:?}");
}

#[test]
fn is_silent_if_all_that_should_went_on() {
    let new = "
柳溪县科学技术馆2025年工作总结

现将2025年工作情况和2026年工作打算报告如下。
全年接待观众20.3万人次，其中团体观众7.9万人次；举办科普讲座126场，与上年持平，临展16个。
“十四五”以来累计捐赠展品1650件，其中今年捐赠264件。
县十届人大四次会议票决的穹幕影院项目完成投资2780万元。
5月，举办第25个全国科技活动周主会场活动，吸引观众2.1万人次。
在2024年度全市科普场馆评估中，得分93.8分。
10月8日，天文台建成投用，接待观众6200人次。
平均参观时长101分钟，比上年的96分钟延长5分钟。
二、2026年工作打算
落实县十届人大五次会议精神。力争观测站9月底前建成投用，2026年12月底前完成陈列馆改造。

2025年12月24日
";
    assert_eq!(found_in(OLD_YEAR, new), []);
}
