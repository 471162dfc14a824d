//! Collections through the command line: text that occurs in several files of a run, and `hegao
//! similar`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::collections::HashSet;
use std::path::Path;

use program::package::Docx;
use program::{Hegao, check, code, err, folder, json, out};
use serde_json::{Value, json};
use tempfile::TempDir;

const COPIED: &str = "各景区要在五一前完成厕所、停车场、标识牌的改造，公布投诉电话，接到投诉当天答复，确保游客来安平县高兴、回去满意、明年还来。";

/// Creates two texts with a common paragraph, in which the name of the other county was left
/// unchanged.
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
        format!("这一段与 {} 第 3 行起的内容相同，人名、地名、单位名不论", Path::new("乙/乙.txt").display())
    );
    let other_way = check(&folder, &["--format", "line", "--select", "duplicate/across", "甲.txt", "乙"]);
    assert_eq!(code(&other_way), 0, "hints do not fail a run");
    assert!(
        out(&other_way).contains("「安平县」在这份文件里只出现一次，而在 甲.txt 里多次出现"),
        "{}",
        out(&other_way)
    );
    assert!(out(&other_way).contains("（另见 甲.txt:3）"), "{}", out(&other_way));
    let english = ["--format", "line", "--select", "duplicate/across", "--lang", "en", "甲.txt", "乙"];
    assert!(out(&check(&folder, &english)).contains(" (see also 甲.txt:3)\n"));
    assert_eq!(out(&check(&folder, &["--format", "line", "--select", "duplicate/across", "甲.txt"])), "");
}

#[test]
fn a_copy_with_other_names_is_a_copy() {
    let text = |names: [&str; 6]| {
        let [county, office, town, district, company, school] = names;
        format!(
            "{county}由{office}牵头，{town}、{district}先行，{company}供料，{school}派人。\n\
             冬至前渠首、支渠、毛渠全部清到底，清一段验一段，{county}{office}三天一通报，{town}不过关的返工重来，返工的费用自己承担，工期不顺延。\n\
             用工由{company}统一结算，{district}派员到场核对，账目在{school}门口张榜，群众有话当面讲，{county}当天答复，\
             答复不了的写明什么时候给说法，{office}逐件销号，销号的单子年底交档案室存着。\n"
        )
    };
    let first = text(["青河县", "水利局", "云岭镇", "和平区", "宏远公司", "河西中学"]);
    let second =
        format!("前言\n{}", text(["柳泉县", "住建委", "石桥镇", "红旗街道", "力行集团", "东河小学"]));
    let folder = folder(&[("甲.txt", first.as_bytes()), ("乙.txt", second.as_bytes())]);
    let report =
        json(&check(&folder, &["--format", "json", "--select", "duplicate/across", "甲.txt", "乙.txt"]));
    let found = &report["files"][1]["diagnostics"];
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["elsewhere"][0]["location"]["start"]["line"], 1);
    // Three lines of a text, with other names in them.
    let similar = json(&Hegao::new(folder.path(), &["similar", "--json", "甲.txt", "乙.txt"]).run());
    assert!(similar["pairs"][0]["containment"].as_u64().unwrap() >= 70, "{similar}");
    let passage = &similar["pairs"][0]["passage"];
    assert_eq!(
        (&passage["first"]["start"]["line"], &passage["second"]["start"]["line"]),
        (&1.into(), &2.into())
    );
}

#[test]
fn similar_tells_where_the_longest_passage_begins() {
    let page = page_of(0, 0);
    let word: String = ["开头的一段。", "第二段。"].into_iter().chain(page.lines()).map(paragraph).collect();
    let word = Docx::new(&word).build();
    let text = format!("# 标题\n\n{page}");
    let folder = folder(&[("甲.docx", word.as_slice()), ("乙.md", text.as_bytes())]);
    let run = |arguments: &[&str]| {
        Hegao::new(folder.path(), &[&["similar", "甲.docx", "乙.md"], arguments].concat()).run()
    };
    assert!(out(&run(&[])).contains("甲.docx 第3段  乙.md:3\n"), "{}", out(&run(&[])));
    assert!(out(&run(&["--lang", "en"])).contains("甲.docx, paragraph 3  乙.md:3\n"));
    let found = json(&run(&["--json"]));
    let (first, second) = (&found["pairs"][0]["passage"]["first"], &found["pairs"][0]["passage"]["second"]);
    assert_eq!((&first["place"]["words"], &first["place"]["paragraph"]), (&"第3段".into(), &3.into()));
    assert_eq!((&second["start"]["line"], &second["start"]["column"]), (&3.into(), &1.into()));
    assert_eq!(second["start"]["byte"], "# 标题\n\n".len());
    assert!(second["place"].is_null(), "a format with lines tells lines");
}

#[test]
fn of_two_passages_the_longer_one_is_told() {
    let paragraph = |page: u32, lines: usize| page_of(page, 0).lines().take(lines).collect::<String>() + "\n";
    let (short, long) = (paragraph(3, 4), paragraph(5, 20));
    let (first, second) = (format!("{short}{long}"), format!("{long}{short}"));
    let folder = folder(&[("甲.txt", first.as_bytes()), ("乙.txt", second.as_bytes())]);
    let table = out(&Hegao::new(folder.path(), &["similar", "甲.txt", "乙.txt"]).run());
    assert!(table.contains("甲.txt:2  乙.txt:1\n"), "{table}");
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
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

/// Creates six hundred characters that occur on no other page.
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
fn similar_emits_a_line_of_fingerprints_a_document_and_names_what_it_cannot_read() {
    let twice = COPIED.repeat(2);
    let files: [(&str, &[u8]); 4] = [
        ("好.txt", COPIED.as_bytes()),
        ("两遍.txt", twice.as_bytes()),
        ("坏.txt", b"\xFF\xFE\xFF\x00\xD8"),
        ("空.txt", b"\n"),
    ];
    let folder = folder(&files);
    let run = Hegao::new(
        folder.path(),
        &["similar", "--emit", "fingerprints", "好.txt", "坏.txt", "两遍.txt", "空.txt"],
    )
    .run();
    assert_eq!(code(&run), 2);
    assert!(err(&run).contains("坏.txt"), "{}", err(&run));
    let lines: Vec<Value> = out(&run).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents: Vec<_> = lines.iter().map(|line| line["document"].as_str().unwrap()).collect();
    assert_eq!(documents, ["好.txt", "两遍.txt", "空.txt"]);
    for line in &lines {
        assert_eq!((&line["schema_version"], &line["scheme"]), (&json!(1), &json!(1)));
    }
    let list = |line: &Value, key: &str| line[key].as_array().unwrap().clone();
    let hashes: Vec<String> =
        list(&lines[0], "hashes").iter().map(|hash| hash.as_str().unwrap().to_owned()).collect();
    assert!(hashes.len() > 2 && hashes.is_sorted_by(|a, b| a < b), "each once, in order: {hashes:?}");
    assert!(hashes.iter().all(|hash| hash.len() == 16 && u64::from_str_radix(hash, 16).is_ok()));
    let positions = list(&lines[0], "positions");
    assert_eq!(positions.len(), hashes.len());
    assert!(positions.iter().all(|at| COPIED.is_char_boundary(at.as_u64().unwrap() as usize)));
    let second = list(&lines[1], "hashes");
    assert!(hashes.iter().all(|hash| second.contains(&json!(hash))), "what is copied has its hashes");
    assert_eq!(list(&lines[2], "hashes"), [] as [Value; 0]);
}

/// Runs the SQL join from `docs/similar.md`, with maps in place of tables.
#[test]
fn fingerprints_joined_elsewhere_give_the_pairs_of_similar() {
    let mut pages: Vec<String> = (0..3).map(|page| page_of(page, 0)).collect();
    pages.push(pages[0].clone() + &page_of(9, 400));
    let files: Vec<(String, &[u8])> =
        pages.iter().enumerate().map(|(at, page)| (format!("{at}.txt"), page.as_bytes())).collect();
    let folder = folder(&files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect::<Vec<_>>());
    let emitted = out(&Hegao::new(folder.path(), &["similar", "--emit", "fingerprints", "."]).run());
    let prints: Vec<(String, HashSet<String>)> = emitted
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let hashes =
                line["hashes"].as_array().unwrap().iter().map(|hash| hash.as_str().unwrap().to_owned());
            (line["document"].as_str().unwrap().to_owned(), hashes.collect())
        })
        .collect();
    let mut joined = Vec::new();
    for (at, (first, mine)) in prints.iter().enumerate() {
        for (second, others) in &prints[at + 1..] {
            let shared = mine.intersection(others).count();
            let smaller = mine.len().min(others.len());
            if shared >= 8 && shared * 100 / smaller >= 30 {
                let either = mine.len() + others.len() - shared;
                joined.push(json!([first, second, shared * 100 / smaller, shared * 100 / either, shared]));
            }
        }
    }
    assert_eq!(joined.len(), 1);
    let found = json(&Hegao::new(folder.path(), &["similar", "--json", "."]).run());
    let pairs = found["pairs"].as_array().unwrap().iter().map(|pair| {
        json!([pair["first"], pair["second"], pair["containment"], pair["resemblance"], pair["shared"]])
    });
    assert_eq!(joined, pairs.collect::<Vec<_>>());
}
