//! Baselines through the command line: accepted findings stay silent and new ones are reported,
//! whatever else is edited.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use std::fs;
use std::process::Output;

use program::{Hegao, check, code, err, folder, json, out};
use tempfile::TempDir;

const SPEECH: &str = "同志们：\n一、抓投资。全年完成投资XX亿元，走访企业XX家。\n二、抓项目。开工项目80个。\n四、抓民生。培训XX人次。\n";

fn office(text: &str) -> TempDir {
    let files = folder(&[("讲话/稿.txt", text.as_bytes()), ("好.txt", "各位代表：\n".as_bytes())]);
    let output = run(&files, &["baseline"]);
    assert!(code(&output) == 0 && err(&output).contains("记下 4 处"), "{}", err(&output));
    files
}

fn run(files: &TempDir, arguments: &[&str]) -> Output {
    Hegao::new(files.path(), arguments).run()
}

/// Runs a check with the baseline. Returns rules and words of the findings, and the exit code.
fn new(files: &TempDir) -> (Vec<String>, i32) {
    let output = check(files, &["--baseline", "hegao-baseline.json", "--format", "json", "."]);
    let report = json(&output);
    let found =
        report["files"].as_array().unwrap().iter().flat_map(|file| file["diagnostics"].as_array().unwrap());
    let words = found.map(|found| {
        let place = &found["location"]["start"];
        format!("{} {}:{}", found["rule"].as_str().unwrap(), place["line"], place["column"])
    });
    (words.collect(), code(&output))
}

fn rewrite(files: &TempDir, edit: impl Fn(&str) -> String) {
    let path = files.path().join("讲话/稿.txt");
    let text = fs::read_to_string(&path).unwrap();
    let edited = edit(&text);
    assert_ne!(text, edited);
    fs::write(path, edited).unwrap();
}

#[test]
fn what_is_known_is_silent_and_the_run_passes() {
    let files = office(SPEECH);
    assert_eq!(new(&files), (vec![], 0));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "."]);
    assert!(err(&output).contains("基线里已有的 4 处没有报\n"), "{}", err(&output));
    let written = fs::read_to_string(files.path().join("hegao-baseline.json")).unwrap();
    assert_eq!(written.lines().count(), 6, "one finding a line: {written}");
    assert!(
        written.contains("\"file\":\"讲话/稿.txt\",\"rule\":\"placeholder/mask\",\"text\":\"XX\""),
        "{written}"
    );
}

#[test]
fn edits_elsewhere_wake_nothing() {
    let files = office(SPEECH);
    rewrite(&files, |text| {
        text.replace("同志们：\n", "各位领导，同志们：\n新年好。\n\n").replace("80个", "90个")
    });
    assert_eq!(new(&files), (vec![], 0));
}

#[test]
fn a_section_that_moves_stays_known() {
    let files = office(SPEECH);
    rewrite(&files, |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.insert(1, "培训XX人次。");
        let moved = lines.remove(4).replace("培训XX人次。", "成效明显。");
        lines.insert(4, &moved);
        lines.join("\n")
    });
    let (found, _) = new(&files);
    assert!(found.iter().all(|found| !found.starts_with("placeholder/mask")), "{found:?}");
}

#[test]
fn a_file_that_is_renamed_stays_known_under_its_new_path() {
    let files = office(SPEECH);
    fs::rename(files.path().join("讲话"), files.path().join("定稿")).unwrap();
    assert_eq!(new(&files).0.len(), 4);
    let path = files.path().join("hegao-baseline.json");
    let written = fs::read_to_string(&path).unwrap().replace("\"讲话/稿.txt\"", "\"定稿/稿.txt\"");
    fs::write(path, written).unwrap();
    assert_eq!(new(&files), (vec![], 0));
}

#[test]
fn paths_are_seen_from_the_baseline_wherever_the_run_begins() {
    let files = office(SPEECH);
    let hegao =
        Hegao::new(&files.path().join("讲话"), &["check", "稿.txt", "--baseline", "../hegao-baseline.json"]);
    assert_eq!(code(&hegao.run()), 0);
}

#[test]
fn what_is_new_cannot_hide_behind_what_was_mended() {
    let files = office(SPEECH);
    rewrite(&files, |text| text.replace("投资XX亿元", "投资30亿元").replace("80个", "XX个"));
    assert_eq!(new(&files), (vec!["placeholder/mask 3:11".to_owned()], 1));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "."]);
    assert!(err(&output).contains("有 1 条已经改好"), "{}", err(&output));
}

#[test]
fn it_shrinks_when_it_is_pruned_and_never_grows_by_itself() {
    let files = office(SPEECH);
    rewrite(&files, |text| text.replace("投资XX亿元", "投资30亿元").replace("80个", "XX个"));
    let again = run(&files, &["baseline"]);
    assert!(code(&again) == 2 && err(&again).contains("--prune"), "{}", err(&again));
    let pruned = run(&files, &["baseline", "--prune"]);
    assert!(err(&pruned).contains("去掉 1 条，还有 3 条"), "{}", err(&pruned));
    assert_eq!(new(&files).0.len(), 1, "what is new is still reported");
    fs::remove_file(files.path().join("讲话/稿.txt")).unwrap();
    let gone = run(&files, &["baseline", "--prune"]);
    assert!(err(&gone).contains("还有 0 条"), "{}", err(&gone));
    assert_eq!(code(&run(&files, &["baseline", "--force"])), 0);
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let files = folder(&[
        ("好.txt", "各位代表".as_bytes()),
        ("坏.json", b"{}"),
        ("新.json", b"{\"schema_version\":9,\"findings\":[]}"),
    ]);
    for (name, reason) in [("坏.json", "schema_version"), ("新.json", "9"), ("没有.json", "没有.json")]
    {
        let output = check(&files, &["--baseline", name, "好.txt"]);
        assert!(code(&output) == 2 && err(&output).contains(reason), "{name}: {}", err(&output));
    }
}

#[test]
fn rules_that_did_not_run_keep_what_they_found() {
    let files = office(SPEECH);
    let pruned = run(&files, &["baseline", "--prune", "--select", "numbering"]);
    assert!(err(&pruned).contains("去掉 0 条，还有 4 条"), "{}", err(&pruned));
    let output = check(&files, &["--baseline", "hegao-baseline.json", "--select", "numbering", "."]);
    assert!(err(&output).contains("基线里已有的 1 处没有报\n"), "{}", err(&output));
}

#[test]
fn what_documents_share_is_known_too() {
    let shared = "各级各部门要把防汛责任落实到每一个村组、每一座水库、每一处山塘，二十四小时有人值守，险情一小时之内上报；\
                  乡镇干部在汛期不得离开岗位，抢险队伍一律集中待命，物资车辆随时可以出动，群众转移不落一户、不漏一人。\n";
    let files = folder(&[("一.txt", shared.as_bytes()), ("二.txt", shared.as_bytes())]);
    run(&files, &["baseline", "--ignore", "duplicate"]);
    assert_eq!(new(&files).0, ["duplicate/across 1:1"]);
    run(&files, &["baseline", "--force"]);
    assert_eq!(new(&files), (vec![], 0));
}

/// Creates a repository whose configuration names a baseline that does not exist yet.
fn configured(files: &[(&str, &str)]) -> TempDir {
    let own =
        [(".git/HEAD", ""), ("hegao.toml", "baseline = \"记下/基线.json\"\n"), ("记下/说明.md", "说明\n")];
    let files: Vec<(&str, &[u8])> =
        own.iter().chain(files).map(|(name, text)| (*name, text.as_bytes())).collect();
    folder(&files)
}

#[test]
fn the_configuration_names_a_baseline_that_check_reads_and_baseline_writes() {
    let files = configured(&[("讲话/稿.txt", SPEECH)]);
    let missing = check(&files, &["."]);
    assert_eq!((code(&missing), out(&missing).as_str()), (2, ""));
    for words in ["hegao.toml:1", "基线.json", "hegao baseline", "--no-baseline"] {
        assert!(err(&missing).contains(words), "{words}: {}", err(&missing));
    }
    let english = run(&files, &["--lang", "en", "check", "."]);
    assert!(err(&english).contains("the baseline 记下/基线.json cannot be read"), "{}", err(&english));
    assert_eq!(code(&check(&files, &["--no-baseline", "."])), 1);

    let written = run(&files, &["baseline"]);
    assert!(
        code(&written) == 0 && err(&written).contains("写好 记下/基线.json，记下 4 处"),
        "{}",
        err(&written)
    );
    assert!(!files.path().join("hegao-baseline.json").exists());
    let text = fs::read_to_string(files.path().join("记下/基线.json")).unwrap();
    assert!(text.contains("讲话/稿.txt"), "{text}");
    let passes = check(&files, &["."]);
    assert!(code(&passes) == 0 && err(&passes).contains("基线里已有的 4 处没有报\n"), "{}", err(&passes));
    assert_eq!(code(&Hegao::new(&files.path().join("讲话"), &["check"]).run()), 0, "from a folder below");
    let all = check(&files, &["--no-baseline", "--format", "line", "."]);
    assert_eq!((code(&all), out(&all).lines().count()), (1, 4));
    assert!(!err(&all).contains("基线"), "{}", err(&all));

    fs::write(files.path().join("空.json"), "{\"schema_version\":1,\"findings\":[]}\n").unwrap();
    assert_eq!(
        code(&check(&files, &["--baseline", "空.json", "."])),
        1,
        "the option comes before the configuration"
    );
    assert_eq!(code(&check(&files, &["--no-config", "."])), 1);
    let both = check(&files, &["--baseline", "空.json", "--no-baseline", "."]);
    assert_eq!(code(&both), 2);

    rewrite(&files, |text| text.replace("投资XX亿元", "投资30亿元"));
    let pruned = run(&files, &["baseline", "--prune"]);
    assert!(err(&pruned).contains("记下/基线.json 去掉 1 条，还有 3 条"), "{}", err(&pruned));
}

#[test]
fn a_baseline_of_the_configuration_that_is_none_or_lies_outside_is_refused_at_its_place() {
    let files = configured(&[("好.txt", "各位代表：\n"), ("坏.json", "{}")]);
    let outside = folder(&[("基线.json", b"{\"schema_version\":1,\"findings\":[]}\n")]);
    let outside = outside.path().join("基线.json");
    let named = [
        ("坏.json", "schema_version"),
        ("记下", "不是普通文件"),
        (outside.to_str().unwrap(), "之外"),
        (".git/HEAD", "之外"),
    ];
    for (name, reason) in named {
        fs::write(files.path().join("hegao.toml"), format!("# 甲\nbaseline = '{name}'\n")).unwrap();
        let refused = check(&files, &["."]);
        assert_eq!(code(&refused), 2, "{name}");
        assert!(
            err(&refused).contains(reason) && err(&refused).contains("hegao.toml:2"),
            "{name}: {}",
            err(&refused)
        );
        assert_eq!(code(&check(&files, &["--no-baseline", "."])), 0, "{name}");
    }
    // Nothing is written outside either, whether or not the file exists.
    let before = fs::read_to_string(&outside).unwrap();
    for path in [outside.clone(), outside.with_file_name("新.json")] {
        fs::write(files.path().join("hegao.toml"), format!("baseline = '{}'\n", path.display())).unwrap();
        let refused = run(&files, &["baseline", "--force"]);
        assert!(code(&refused) == 2 && err(&refused).contains("之外"), "{}", err(&refused));
    }
    assert_eq!(fs::read_to_string(&outside).unwrap(), before);
    assert!(!outside.with_file_name("新.json").exists());
}

#[test]
fn each_document_has_the_baseline_of_its_own_configuration() {
    let files = configured(&[
        ("甲/稿.txt", "投资XX亿元。\n"),
        ("乙/hegao.toml", "extends = '../共.toml'\n"),
        ("乙/稿.txt", "投资XX亿元。\n"),
        ("共.toml", "baseline = '乙.json'\n"),
    ]);
    let refused = run(&files, &["baseline"]);
    assert_eq!(code(&refused), 2);
    assert!(
        err(&refused).contains("记下/基线.json") && err(&refused).contains("乙.json"),
        "{}",
        err(&refused)
    );
    assert_eq!(code(&run(&files, &["baseline", "甲"])), 0);
    assert_eq!(code(&check(&files, &["."])), 2, "that of the other is missing");
    let written = run(&files, &["baseline", "乙"]);
    assert!(
        err(&written).contains("写好 乙.json"),
        "a path is seen from the file that says it: {}",
        err(&written)
    );
    let passes = check(&files, &["."]);
    assert!(code(&passes) == 0 && err(&passes).contains("基线里已有的 2 处没有报\n"), "{}", err(&passes));
    let (accepted, name) = (files.path().join("乙.json"), "投资XX亿元。\n");
    assert!(fs::read_to_string(accepted).unwrap().contains("\"乙/稿.txt\""));
    fs::write(files.path().join("乙/稿.txt"), format!("{name}走访XX家。\n")).unwrap();
    let new = check(&files, &["--format", "line", "."]);
    assert_eq!(out(&new).lines().count(), 1, "{}", out(&new));
}

#[test]
fn papers_of_a_set_are_compared_before_they_are_accepted() {
    let notice = "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n";
    let script = "全县养老服务工作会议主持词\n时间：2026年4月3日上午9:00\n";
    let files = configured(&[("会议/通知.txt", notice), ("会议/主持词.txt", script)]);
    fs::write(files.path().join("hegao.toml"), "baseline = 'b.json'\ntogether = ['会议/*']\n").unwrap();
    assert_eq!(code(&run(&files, &["baseline"])), 0);
    let text = fs::read_to_string(files.path().join("b.json")).unwrap();
    assert!(text.contains("\"set/date\""), "{text}");
    let passes = check(&files, &["."]);
    assert!(code(&passes) == 0 && err(&passes).contains("基线里已有的 1 处没有报\n"), "{}", err(&passes));
    let pruned = run(&files, &["baseline", "--prune"]);
    assert!(err(&pruned).contains("去掉 0 条，还有 1 条"), "{}", err(&pruned));
    fs::write(files.path().join("会议/主持词.txt"), script.replace("4月3日", "4月2日")).unwrap();
    let mended = check(&files, &["."]);
    assert!(err(&mended).contains("有 1 条已经改好"), "{}", err(&mended));
    let pruned = run(&files, &["baseline", "--prune"]);
    assert!(err(&pruned).contains("去掉 1 条，还有 0 条"), "{}", err(&pruned));

    let own = folder(&[("通知.txt", notice.as_bytes()), ("主持词.txt", script.as_bytes())]);
    assert_eq!(code(&run(&own, &["baseline", "--together"])), 0);
    let known = check(&own, &["--together", "--baseline", "hegao-baseline.json", "."]);
    assert_eq!(code(&known), 0, "{}", err(&known));
    let alone = run(&own, &["baseline", "--prune"]);
    assert!(err(&alone).contains("去掉 0 条，还有 1 条"), "a rule that did not run: {}", err(&alone));
}
