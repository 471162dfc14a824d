//! Collections from outside: what stands in several files of a run, and `hegao similar`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::path::Path;

use program::{Hegao, check, code, folder, json, out};
use serde_json::Value;
use tempfile::TempDir;

const COPIED: &str = "各景区要在五一前完成厕所、停车场、标识牌的改造，公布投诉电话，接到投诉当天答复，确保游客来安平县高兴、回去满意、明年还来。";

/// Two texts that have a paragraph in common, in which the name of the other county was left.
fn copies() -> TempDir {
    let first = format!("安平县旅游工作要点\n安平县山好水好人更好，安平县要做足文章。\n{COPIED}\n");
    let second = format!("青川县旅游工作要点\n青川县有三处古镇，青川县要讲好故事。\n{COPIED}\n");
    folder(&[("甲.txt", first.as_bytes()), ("乙/乙.txt", second.as_bytes())])
}

#[test]
fn check_names_what_stands_in_another_file() {
    let folder = copies();
    let report = json(&check(&folder, &["--format", "json", "--select", "duplicate/across", "乙", "甲.txt"]));
    let found = &report["files"][1]["diagnostics"];
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["severity"], "hint");
    assert_eq!(
        found[0]["message"],
        format!("这一段与 {} 第 3 行起的内容相同", Path::new("乙/乙.txt").display())
    );
    let other_way = check(&folder, &["--format", "line", "--select", "duplicate/across", "甲.txt", "乙"]);
    assert_eq!(code(&other_way), 0, "hints do not fail a run");
    assert!(
        out(&other_way).contains("「安平县」在这份文件里只出现一次，而在 甲.txt 里多次出现"),
        "{}",
        out(&other_way)
    );
    assert_eq!(out(&check(&folder, &["--format", "line", "--select", "duplicate/across", "甲.txt"])), "");
}

#[test]
fn similar_ranks_pairs_and_prints_groups() {
    let mut pages: Vec<String> = (0..3).map(|page| page_of(page, 0)).collect();
    pages.push(pages[0].clone() + &page_of(9, 400));
    let files: Vec<(String, &[u8])> =
        pages.iter().enumerate().map(|(at, page)| (format!("{at}.txt"), page.as_bytes())).collect();
    let folder = folder(&files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>());
    let table = Hegao::new(folder.path(), &["similar", "."]).run();
    assert_eq!(code(&table), 0);
    insta::assert_snapshot!("similar", out(&table));
    let found = json(&Hegao::new(folder.path(), &["similar", "--json", "."]).run());
    assert_eq!(found["documents"], 4);
    assert_eq!(found["clusters"][0].as_array().unwrap().len(), 2);
    assert_eq!(found["pairs"][0]["containment"], 100);
    let none = Hegao::new(folder.path(), &["similar", "0.txt", "1.txt", "--lang", "en"]).run();
    assert_eq!(out(&none), "2 documents, none of them alike.\n");
    assert_eq!(code(&Hegao::new(folder.path(), &["similar", "--min", "0"]).run()), 2);
}

/// Six hundred characters that no other page has.
fn page_of(page: u32, from: u32) -> String {
    let text: Vec<String> = (0..20)
        .map(|line| {
            (0..30)
                .filter_map(|at| char::from_u32(0x4E00 + (page * 5000 + from + line * 211 + at * 37) % 20000))
                .collect()
        })
        .collect();
    text.join("，\n") + "。\n"
}

#[test]
fn similar_emits_fingerprints_and_names_what_it_cannot_read() {
    let folder = folder(&[("好.txt", COPIED.as_bytes()), ("坏.txt", b"\xFF\xFE\xFF\x00\xD8")]);
    let run = Hegao::new(folder.path(), &["similar", "--emit", "fingerprints", "."]).run();
    assert_eq!(code(&run), 2);
    assert!(String::from_utf8_lossy(&run.stderr).contains("坏.txt"));
    let lines: Vec<Value> = out(&run).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 1);
    for line in &lines {
        assert_eq!(line["document"], Path::new(".").join("好.txt").display().to_string());
        assert_eq!(line["hash"].as_str().unwrap().len(), 16);
        assert!(COPIED.is_char_boundary(line["position"].as_u64().unwrap() as usize));
    }
}
