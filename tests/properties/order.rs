//! The order of files on the command line and the number of threads change no finding.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{check, code, folder, json};

/// Papers of one meeting: they contradict each other about the place and a figure, three of them
/// have the same paragraph, and one cannot be read.
fn papers() -> TempDir {
    let copied = "入冬以前各村要把水泵检修一遍，坏了的当天报修，修好的贴上封条，钥匙交给管水员，谁动用谁登记，开春以后再统一启封。";
    let script =
        format!("全镇水利工作会议主持词\n今天上午在镇政府三楼会议室召开全镇水利工作会议。\n{copied}\n");
    let notice = "关于召开全镇水利工作会议的通知\n定于3月5日上午9:00在镇文化站召开全镇水利工作会议。\n请各村于3月1日前报送名单。\n";
    let speech = format!(
        "在全镇水利工作会议上的讲话\n去年全镇清淤渠道42公里，共投入XX万元。\n{copied}\n二、抓检修\n四、抓管护\n"
    );
    let report = format!("全镇水利工作情况汇报\n去年全镇清淤渠道24公里，截止12月底全部完工。\n{copied}\n");
    folder(&[
        ("主持词.txt", script.as_bytes()),
        ("讲话.txt", speech.as_bytes()),
        ("会议通知.md", notice.as_bytes()),
        ("汇报.txt", report.as_bytes()),
        ("坏.txt", b"\xff\xff\xff"),
    ])
}

/// Contents of a report that must not depend on the order.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    /// The report of each file, without the findings about copies in other files.
    files: BTreeMap<String, Value>,
    /// Files that hold the same passages. The finding belongs to the later one of two files, so the
    /// order decides which file has it.
    copies: BTreeSet<BTreeSet<String>>,
    exit: i32,
}

fn told(files: &TempDir, order: &[&str], options: &[&str]) -> Told {
    let common = ["--format", "json", "--today", "off"];
    let output = check(files, &[order, options, &common].concat());
    let report = json(&output);
    let mut told = Told { files: BTreeMap::new(), copies: BTreeSet::new(), exit: code(&output) };
    for file in report["files"].as_array().unwrap() {
        let (mut file, path) = (file.clone(), file["path"].as_str().unwrap().to_owned());
        if let Some(found) = file["diagnostics"].as_array_mut() {
            for copy in found.extract_if(.., |found| found["rule"] == "duplicate/across") {
                let other = copy["elsewhere"][0]["path"].as_str().unwrap_or_else(|| panic!("{copy}"));
                join(&mut told.copies, [path.clone(), other.to_owned()]);
            }
        }
        told.files.insert(path, file);
    }
    told
}

/// Joins the groups of two files.
fn join(groups: &mut BTreeSet<BTreeSet<String>>, pair: [String; 2]) {
    let mut joined = BTreeSet::from(pair);
    groups.retain(|group| {
        let is_apart = group.is_disjoint(&joined);
        if !is_apart {
            joined.extend(group.iter().cloned());
        }
        is_apart
    });
    groups.insert(joined);
}

#[test]
fn the_order_of_files_and_the_number_of_threads_change_nothing() {
    let files = papers();
    let forward = ["主持词.txt", "讲话.txt", "会议通知.md", "汇报.txt", "坏.txt"];
    let backward: Vec<&str> = forward.into_iter().rev().collect();
    let mixed = ["汇报.txt", "坏.txt", "主持词.txt", "会议通知.md", "讲话.txt"];
    for options in [&[][..], &["--together"], &["--together", "--select", "all"]] {
        let expected = told(&files, &forward, options);
        let all = format!("{:?}", expected.files);
        assert_eq!(expected.exit, 2, "{all}");
        assert_eq!(expected.copies.first().map(BTreeSet::len), Some(3), "{all}");
        assert_eq!(options.is_empty(), !all.contains("set/"), "{all}");
        for (order, jobs) in
            [(&forward[..], "8"), (&backward, "1"), (&backward, "3"), (&mixed, "1"), (&mixed, "2")]
        {
            let options = [options, &["--jobs", jobs]].concat();
            assert_eq!(told(&files, order, &options), expected, "{order:?} {options:?}");
        }
    }
}
