//! `check --together`: compares the papers of one meeting. The folder `fixtures/meeting`, its
//! neighbours and those in `fixtures/meetings` contain six papers each, with twenty contradictions,
//! which `contradictions.json` lists, and at least as many differences that are correct.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod counted_things;
mod days_and_places;
mod persons_and_titles;
#[path = "../program/mod.rs"]
mod program;
mod readings;
mod stated_figures;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{Hegao, code, err, folder, json, out};

const NOTICE: &str =
    "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n会议地点：县政府三楼会议室\n";
const SCRIPT: &str = "全县养老服务工作会议主持词\n时间：2026年4月2日上午9:00\n地点：县委党校报告厅\n";

/// Returns the text without blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// True if the words of a finding and the words in the list of contradictions are about the same
/// place.
fn meets(found: &str, key: &str) -> bool {
    let key = bare(key);
    !key.is_empty() && (key.contains(found) || found.contains(&key))
}

/// For a finding: the file and the words of its own place and of each related place.
type Sides = Vec<(String, String)>;

/// Returns the findings of a set, each with the file and the words of all its places.
fn places(report: &Value) -> Vec<Sides> {
    let mut found = Vec::new();
    for file in report["files"].as_array().unwrap() {
        for diagnostic in file["diagnostics"].as_array().unwrap() {
            let own = (name(file["path"].as_str().unwrap()), diagnostic["args"]["match"].as_str().unwrap());
            let elsewhere = diagnostic["elsewhere"].as_array().into_iter().flatten();
            let others = elsewhere.map(|other| {
                (name(other["path"].as_str().unwrap()), other["quote"].as_str().unwrap_or_default())
            });
            let all = std::iter::once(own).chain(others);
            found.push(all.map(|(file, words)| (file.to_owned(), bare(words))).collect());
        }
    }
    found
}

/// The contradictions of a meeting's list that are not found, and the findings that are not in the
/// list.
struct Compared {
    listed: usize,
    missed: Vec<Value>,
    others: Vec<Sides>,
}

fn compare(folder: &str) -> Compared {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["check", "--together", folder, "--select", "set", "--no-config", "--format", "json"];
    let found = places(&json(&Hegao::new(root, &arguments).run()));
    let key = fs::read_to_string(root.join(folder).join("contradictions.json")).unwrap();
    let key: Vec<Value> = serde_json::from_str(&key).unwrap();
    let is_of = |sides: &Sides, pair: &Value| {
        ["a", "b"].iter().any(|side| {
            let (file, text) = (pair[side]["file"].as_str().unwrap(), pair[side]["text"].as_str().unwrap());
            sides.iter().any(|(own, words)| own == file && !words.is_empty() && meets(words, text))
        })
    };
    let others = found.iter().filter(|sides| !key.iter().any(|pair| is_of(sides, pair))).cloned().collect();
    let listed = key.len();
    let missed = key.into_iter().filter(|pair| !found.iter().any(|sides| is_of(sides, pair))).collect();
    Compared { listed, missed, others }
}

/// Compares the findings in the papers of a meeting with its list of contradictions. Fails if more
/// than `most_missed` are missed, or more than `most_others` are reported that are not in the list.
fn check_meeting(folder: &str, most_missed: usize, most_others: usize) {
    let Compared { missed, others, .. } = compare(folder);
    assert!(missed.len() <= most_missed, "{folder}: {missed:#?}");
    assert!(others.len() <= most_others, "{folder}: {others:#?}");
}

#[test]
fn contradictions_of_a_meeting_are_found_and_differences_are_not() {
    check_meeting("fixtures/meeting", 2, 2);
}

#[test]
fn other_meetings_in_other_words_are_read_too() {
    // Each has twenty contradictions and more than thirty correct differences.
    check_meeting("fixtures/meeting-2", 4, 0);
    check_meeting("fixtures/meeting-3", 3, 1);
}

/// The papers of these meetings tell the same things in other words and another order. Most of
/// their contradictions, but not all, are found.
#[test]
fn meetings_in_far_words_are_read_as_well_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings");
    let folders = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name());
    let folders = folders.map(|name| format!("fixtures/meetings/{}", name.to_str().unwrap()));
    let all: Vec<Compared> = folders.map(|folder| compare(&folder)).collect();
    let sum = |of: fn(&Compared) -> usize| all.iter().map(of).sum::<usize>();
    assert_eq!(sum(|meeting| meeting.listed), 420);
    let (missed, others) = (sum(|meeting| meeting.missed.len()), sum(|meeting| meeting.others.len()));
    assert!(missed <= 144 && others <= 25, "{missed} missed, {others} others");
}

#[test]
fn a_line_names_the_other_place_as_its_format_tells_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |more: &[&str]| {
        let arguments = ["check", "--together", "fixtures/meeting", "--no-config", "--format", "line"];
        out(&Hegao::new(root, &[&arguments[..], more].concat()).run())
    };
    let told = run(&[]);
    let ends = |end: &str| told.lines().any(|line| line.ends_with(end));
    assert!(ends("3-会议通知.md:15）") && ends("1-讲话.docx 第11段）"), "{told}");
    let english = run(&["--lang", "en"]);
    assert!(english.lines().any(|line| line.ends_with("1-讲话.docx, paragraph 11)")), "{english}");
    let places = told.lines().filter(|line| line.contains("（另见 ")).count();
    assert!(told.lines().count() > places, "a finding in one document alone has no other place");
}

#[test]
fn papers_are_compared_only_if_they_are_said_to_be_a_set() {
    let files = folder(&[("通知.txt", NOTICE.as_bytes()), ("主持词.txt", SCRIPT.as_bytes())]);
    let check = |arguments: &[&str]| out(&Hegao::new(files.path(), arguments).run());
    let alone = check(&["check", ".", "--format", "line"]);
    assert!(!alone.contains("set/"), "{alone}");
    let together = check(&["check", ".", "--together", "--format", "line"]);
    assert!(together.contains("set/place") && together.contains("县政府三楼会议室"), "{together}");
    let refused = Hegao::new(files.path(), &["check", ".", "--together", "--fix"]).run();
    assert_eq!(code(&refused), 2, "{}", err(&refused));
}

#[test]
fn a_sentence_that_ends_behind_a_verb_of_going_is_read() {
    let text = "关于当年的报告\n\n当年为何赴外地设厂？有关同志说明了原因\n";
    let files = folder(&[("报告.txt", text.as_bytes()), ("说明.txt", text.as_bytes())]);
    let checked = Hegao::new(files.path(), &["check", ".", "--together", "--no-config"]).run();
    assert_eq!(code(&checked), 0, "{}{}", out(&checked), err(&checked));
}

#[test]
fn rules_that_have_nothing_to_compare_with_are_no_silent_pass() {
    let files = folder(&[("通知.txt", NOTICE.as_bytes()), ("主持词.txt", SCRIPT.as_bytes())]);
    for family in ["set", "previous", "set,previous"] {
        let refused = Hegao::new(files.path(), &["check", ".", "--select", family]).run();
        assert_eq!(code(&refused), 2, "{family}: {}", err(&refused));
        assert!(
            err(&refused).contains("--together") && err(&refused).contains("--previous"),
            "{}",
            err(&refused)
        );
    }
    assert_eq!(code(&Hegao::new(files.path(), &["check", ".", "--select", "set", "--together"]).run()), 1);
}

#[test]
fn a_configuration_declares_sets() {
    let files = folder(&[
        ("会议/通知.txt", NOTICE.as_bytes()),
        ("会议/主持词.txt", SCRIPT.as_bytes()),
        ("别的/主持词.txt", SCRIPT.as_bytes()),
        ("hegao.toml", "together = [\"会议/*\", \"别的/*\"]\n".as_bytes()),
    ]);
    let report = out(&Hegao::new(files.path(), &["check", ".", "--format", "line"]).run());
    let places: Vec<&str> = report.lines().filter(|line| line.contains("set/place")).collect();
    assert_eq!(places.len(), 1, "{report}");
    assert!(places[0].contains("会议/"), "{report}");
    let wrong = folder(&[("a.txt", "甲".as_bytes()), ("hegao.toml", "together = [\"没有/*\"]\n".as_bytes())]);
    let refused = Hegao::new(wrong.path(), &["check", "."]).run();
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("没有/*"), "{}", err(&refused));
}

#[test]
fn every_format_shows_both_places() {
    let files = folder(&[("通知.txt", NOTICE.as_bytes()), ("主持词.md", SCRIPT.as_bytes())]);
    for format in
        ["pretty", "json", "jsonl", "sarif", "markdown", "github", "gitlab", "checkstyle", "junit", "html"]
    {
        let report = out(&Hegao::new(files.path(), &["check", ".", "--together", "--format", format]).run());
        assert!(
            report.contains("通知.txt") || report.contains("%E9%80%9A%E7%9F%A5.txt"),
            "{format}: {report}"
        );
        assert!(report.contains("三楼会议室") && report.contains("党校报告厅"), "{format}: {report}");
    }
}

#[test]
fn a_paper_that_cannot_be_read_is_told_and_the_others_are_compared() {
    let files = folder(&[
        ("通知.txt", NOTICE.as_bytes()),
        ("主持词.txt", SCRIPT.as_bytes()),
        ("讲话.docx", b"PK\x03\x04 broken".as_slice()),
    ]);
    let run = Hegao::new(files.path(), &["check", ".", "--together", "--format", "line"]).run();
    assert_eq!(code(&run), 2);
    assert!(out(&run).contains("讲话.docx: unreadable") && out(&run).contains("set/place"), "{}", out(&run));
}

#[test]
fn jobs_change_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |jobs: &str| {
        let arguments =
            ["check", "--together", "fixtures/meeting", "--no-config", "--format", "jsonl", "--jobs", jobs];
        out(&Hegao::new(root, &arguments).run())
    };
    assert_eq!(run("1"), run("4"));
}

#[test]
fn a_comment_declares_a_contradiction_right() {
    let comment =
        format!("<!-- hegao-ignore-file set/place: 会场临时改了 -->\n\n{}", SCRIPT.replace('\n', "\n\n"));
    let files = folder(&[("主持词.md", comment.as_bytes()), ("一通知.txt", NOTICE.as_bytes())]);
    let report = out(&Hegao::new(files.path(), &["check", ".", "--together", "--format", "line"]).run());
    assert!(!report.contains("set/place") && !report.contains("ignore/unused"), "{report}");
    fs::write(files.path().join("主持词.md"), comment.replace("set/place", "set/date")).unwrap();
    let report = out(&Hegao::new(files.path(), &["check", ".", "--together", "--format", "line"]).run());
    assert!(report.contains("set/place"), "{report}");
}

/// A contradiction: its description, two papers, the rule, and the words reported in the second
/// paper.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Contradictions about things other than figures, each with the two papers that cause it.
const CASES: [Case; 16] = [
    (
        "a stage of a project",
        "全县养老服务工作报告\n（2026年4月2日）\n县失能老人照护中心务必在8月底前投入使用。\n",
        "全县养老服务重点项目清单\n\n| 项目名称 | 完成时限 |\n|---|---|\n| 县失能老人照护中心 | 2026年6月 |\n",
        "set/date",
        "2026年6月",
    ),
    (
        "what is due",
        "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n贯彻落实情况请于4月20日前书面报县民政局办公室。\n",
        "全县养老服务工作会议主持词\n各单位传达学习和贯彻会议精神的情况，务必在4月25日前报送县民政局办公室。\n",
        "set/date",
        "4月25日",
    ),
    (
        "the hour of a part of the meeting",
        "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n参加观摩的同志14:30在北门集中乘车。\n",
        "全县养老服务工作会议主持词\n时间：2026年4月2日上午9:00\n参加观摩的同志，下午两点整准时到北门上车。\n",
        "set/date",
        "下午两点",
    ),
    (
        "the place of a group",
        "关于召开全县养老服务工作会议的通知\n\n| 组别 | 地点 |\n|---|---|\n| 第二组 | 综合楼四楼会议室 |\n",
        "全县养老服务工作会议主持词\n第二组在行政楼四楼会议室。\n",
        "set/place",
        "行政楼四楼会议室",
    ),
    (
        "the number of an annex",
        "全县养老服务工作报告\n附件：1.2025年主要指标表（另附）\n2.2026年全县养老服务重点项目清单\n",
        "工作报告附件1\n2026年全县养老服务重点项目清单\n",
        "set/attachment",
        "附件1",
    ),
    (
        "the owner of a project",
        "| 项目名称 | 业主单位 |\n|---|---|\n| 澄东冷链物流园二期 | 安河县润泽农业投资有限公司 |\n",
        "澄东冷链物流园二期今年要封顶，泽润农投公司作为业主，要倒排工期。\n",
        "set/name",
        "泽润农投公司",
    ),
    (
        "the speakers",
        "现场发言4家，依次为东浦镇敬老院、南渚镇敬老院、县社会福利院、城关街道养老服务中心。\n",
        "请东浦镇敬老院院长祁向东同志发言。请云栎镇敬老院院长闻照林同志发言。请县社会福利院院长何敬棠同志发言。请城关街道养老服务中心主任严若岚同志发言。\n",
        "set/name",
        "云栎镇敬老院院长闻照林同志",
    ),
    (
        "the number of speakers",
        "关于召开全县养老服务工作会议的通知\n会上安排5家单位交流发言。\n",
        "全县养老服务工作会议主持词\n今天安排了4家单位发言。\n",
        "set/count",
        "4",
    ),
    (
        "the place in the news",
        "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n会议地点：县政府三楼会议室\n",
        "银发守望有新篇\n4月2日，我县在县委党校礼堂召开全县养老服务工作会议。\n",
        "set/place",
        "县委党校礼堂",
    ),
    (
        "the day of something beside the meeting",
        "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n会议地点：县政府三楼会议室\n4月3日举行敬老院启动仪式。\n",
        "全县养老服务工作会议主持词\n启动仪式定在4月4日。\n",
        "set/date",
        "4月4日",
    ),
    (
        "the place of a visit",
        "关于召开全县养老服务工作会议的通知\n会议时间：2026年4月2日上午9:00\n会议地点：县政府三楼会议室\n下午到白沙镇石岭村实地观摩。\n",
        "全县养老服务工作会议主持词\n参加观摩的同志散会后前往石桥镇柳林村。\n",
        "set/place",
        "石桥镇柳林村",
    ),
    (
        "who reads the decision",
        "全县养老服务工作会议主持词\n请沈若兰副县长宣读县政府的表彰决定。\n",
        "银发守望有新篇\n副县长罗绍平宣读了县政府表彰决定。\n",
        "set/name",
        "罗绍平",
    ),
    (
        "the post of a person",
        "全县养老服务工作会议主持词\n请白沙镇党委书记丁晓岚同志发言。\n",
        "银发守望有新篇\n白沙镇镇长丁晓岚作交流发言。\n",
        "set/name",
        "白沙镇镇长",
    ),
    (
        "the title of a plan",
        "安河县养老服务提质增效三年行动实施方案（2026—2028年）\n",
        "全县养老服务工作会议主持词\n请审议《安河县养老服务提质扩面三年行动实施方案（2026—2028年）》。\n",
        "set/name",
        "安河县养老服务提质扩面三年行动实施方案（2026—2028年）",
    ),
    (
        "the tasks of a plan",
        "安河县养老服务三年行动方案\n实施五大行动，共15项任务。\n",
        "全县养老服务工作会议主持词\n三年行动方案部署了五大行动、18项任务。\n",
        "set/count",
        "18",
    ),
    (
        "a reference to an annex",
        "安河县养老服务三年行动方案\n附件：1.2026年养老服务重点项目清单（另发）\n2.主要指标表（另发）\n",
        "全县养老服务工作报告\n重点项目清单见该方案附件2。\n",
        "set/attachment",
        "附件2",
    ),
];

#[test]
fn each_kind_of_contradiction_is_told_with_both_places() {
    for (kind, first, second, rule, words) in CASES {
        let files = folder(&[("1.md", first.as_bytes()), ("2.md", second.as_bytes())]);
        let arguments = ["check", ".", "--together", "--select", "set", "--no-config", "--format", "json"];
        let report = json(&Hegao::new(files.path(), &arguments).run());
        let found: Vec<&Value> = report["files"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|file| file["diagnostics"].as_array().unwrap())
            .collect();
        let [one] = found[..] else { panic!("{kind}: {found:#?}") };
        assert_eq!(
            (one["rule"].as_str(), one["args"]["match"].as_str()),
            (Some(rule), Some(words)),
            "{kind}"
        );
        assert_eq!(name(one["elsewhere"][0]["path"].as_str().unwrap()), "1.md", "{kind}");
    }
}

/// Returns the quoted text of each finding of `set/figure` in the second of two papers.
fn figures(first: &str, second: &str) -> Vec<String> {
    let files = folder(&[("1.md", first.as_bytes()), ("2.md", second.as_bytes())]);
    let arguments = ["check", ".", "--together", "--select", "set/figure", "--no-config", "--format", "json"];
    let report = json(&Hegao::new(files.path(), &arguments).run());
    let found = report["files"].as_array().unwrap().iter();
    let found = found.flat_map(|file| file["diagnostics"].as_array().unwrap());
    found.map(|one| one["args"]["match"].as_str().unwrap().to_owned()).collect()
}

/// A list of projects as a table, the paper that the others are compared with.
const LIST: &str = "2026年重点项目清单\n\n金额单位均为万元。\n\n\
    | 项目名称 | 建设内容 | 总投资 | 2026年计划投资 |\n|---|---|---|---|\n\
    | 澄东粮食储备库（一期） | 新建仓房6栋，设计仓容18万吨 | 24600 | 8600 |\n\
    | 澄东粮食储备库（二期） | 新建仓房3栋，设计仓容7.5万吨 | 12400 | 3700 |\n\
    | 南渚镇敬老院改建 | 改建房间86间 | 1850 | 960 |\n\
    | 云栎河堤防加固 | 加固堤防14.6公里 | 7300 | 2800 |\n\
    | 合计（4个） | | 46150 | 16060 |\n";

#[test]
fn a_row_is_held_against_the_sentence_that_names_its_project() {
    let speech = |sentence: &str| {
        figures(LIST, &format!("在全县项目工作会议上的讲话\n（2026年2月26日）\n{sentence}\n"))
    };
    assert_eq!(speech("澄东粮食储备库二期总投资1.42亿元，要早日开工。"), ["1.42亿元"]);
    assert_eq!(speech("南渚镇敬老院改建群众盼了多年，今年计划投资690万元。"), ["690万元"]);
    // The rounded values of the row, those of another stage, and another figure of the same
    // project.
    assert!(speech("澄东粮食储备库二期总投资1.24亿元，要早日开工。").is_empty());
    assert!(speech("澄东粮食储备库一期总投资2.46亿元，要早日开工。").is_empty());
    assert!(speech("南渚镇敬老院改建已经完成投资720万元。").is_empty());
}

#[test]
fn the_last_row_is_held_against_a_sentence_of_as_many_projects() {
    let speech =
        |sentence: &str| figures(LIST, &format!("全县项目工作会议主持词\n（2026年2月26日）\n{sentence}\n"));
    assert_eq!(speech("今年铺排4个项目，总盘子4.51亿元，任务很重。"), ["4.51亿元"]);
    assert!(speech("今年铺排4个项目，总盘子4.6亿元，任务很重。").is_empty());
    // Of other projects, and of some of them.
    assert!(speech("另外储备了9个项目，总投资4.51亿元。").is_empty());
    assert!(speech("今年铺排4个项目，其中续建的总投资3.2亿元。").is_empty());
}

#[test]
fn reports_of_two_places_are_not_held_against_each_other() {
    let report = |place: &str, values: [&str; 5]| {
        let [houses, jobs, roads, rate, wages] = values;
        format!(
            "{place}2025年工作情况\n（2026年1月20日）\n2025年，改造老旧小区{houses}个。2025年，城镇新增就业{jobs}万人。\
             2025年，新建农村公路{roads}公里。2025年，城镇登记失业率{rate}%。2025年，城镇居民人均可支配收入{wages}元。\n"
        )
    };
    let first = report("甲地", ["312", "4.82", "268", "3.41", "43260"]);
    let other = report("乙地", ["286", "5.37", "231", "3.72", "39845"]);
    assert_eq!(figures(&first, &other), Vec::<String>::new());
    // One difference among what agrees is one.
    let slipped = report("甲地", ["312", "4.28", "268", "3.41", "43260"]);
    assert_eq!(figures(&first, &slipped), ["4.28万人"]);
}
