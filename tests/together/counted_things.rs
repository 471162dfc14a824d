//! Numbers of things that one paper lists and another paper names.

use crate::readings::{NOTICE, found};

const REPORT: &str = "在全市住房保障和物业管理工作会议上的报告\n\n同志们：\n\n";
const SPEECH: &str = "在全市住房保障和物业管理工作会议上的讲话\n\n同志们：\n\n";
const SCRIPT: &str = "全市住房保障和物业管理工作会议主持词\n\n";

/// Quoted words of the findings of `set/count` in a set of two papers.
fn counted(first: [&str; 2], second: [&str; 2]) -> Vec<String> {
    let found = found(&format!("{}\n", first.concat()), &format!("{}\n", second.concat()));
    found.into_iter().filter(|(rule, _)| rule == "set/count").map(|(_, words)| words).collect()
}

#[test]
fn numbers_of_what_a_report_lists_are_compared() {
    let list = "为此，要集中力量实施六项攻坚行动。\n\n（一）清欠\n\n（二）加梯\n\n（三）改管\n\n（四）\
                补绿\n\n（五）增位\n\n（六）亮灯\n";
    let told = |sentence: &str| counted([REPORT, list], [SPEECH, sentence]);
    assert_eq!(told("报告部署的七项攻坚行动，各区都要认领。"), ["七"]);
    assert_eq!(told("刚才会上布置的五项攻坚行动，要逐项排出时间表。"), ["五"]);
    assert_eq!(told("报告部署的六项攻坚行动，各区都要认领。"), Vec::<String>::new());
    // Some of them, what a list before the number names, and other things.
    assert_eq!(told("对报告部署的六项攻坚行动，其中三项攻坚行动我来牵头。"), Vec::<String>::new());
    assert_eq!(told("按照报告安排，先把清欠、加梯两项攻坚行动抓起来。"), Vec::<String>::new());
    assert_eq!(told("我再讲两项要求。"), Vec::<String>::new());
}

#[test]
fn the_nouns_of_work_in_several_respects_are_one() {
    let told = |sentence: &str| {
        let list = "今年，重点抓好六个方面的工作。\n\n（一）保障\n\n（二）修缮\n\n（三）监管\n\n（四）收费\n\n\
                    （五）队伍\n\n（六）法治\n";
        counted([REPORT, list], [SCRIPT, sentence])
    };
    assert_eq!(told("报告对今年要抓的七个方面的重点任务讲得很细。"), ["七"]);
    assert_eq!(told("报告对今年要抓的六个方面的重点任务讲得很细。"), Vec::<String>::new());
}

#[test]
fn numbers_behind_their_noun_and_in_digits_are_compared() {
    let plan = ["全市物业管理三年行动方案\n\n", "建立健全7项制度。列入考核指标16项。"];
    assert_eq!(counted(plan, [REPORT, "三年行动方案要求建立健全8项制度。"]), ["8"]);
    assert_eq!(counted(plan, [SPEECH, "方案确定的18项考核指标，一项也不能丢。"]), ["18"]);
    assert_eq!(counted(plan, [SPEECH, "方案确定的16项考核指标，一项也不能丢。"]), Vec::<String>::new());
    // A time of day and the number of speakers.
    let notice = [NOTICE, "会议当天下午3点分组讨论。"];
    assert_eq!(counted(notice, [SCRIPT, "会议期间，分四个专题分组讨论。"]), Vec::<String>::new());
    let decision = ["关于表扬先进单位的决定\n\n", "授予26个单位“先进单位”称号。"];
    assert_eq!(counted(decision, [SCRIPT, "会上，5个先进单位作了发言。"]), Vec::<String>::new());
    assert_eq!(counted(decision, [SCRIPT, "受到表扬的有28个先进单位。"]), ["28"]);
}

#[test]
fn the_rank_of_a_place_in_a_table_is_compared() {
    let table =
        "指标完成情况表\n\n| 县 | 茶叶产量（吨） | 名次 |\n|---|---|---|\n| 松口县 | 98.2 | 第2名 |\n";
    let told = |sentence: &str| found(table, &format!("{SPEECH}{sentence}\n"));
    assert_eq!(told("去年松口县茶叶产量列全市第三名。"), [("set/figure".to_owned(), "第三名".to_owned())]);
    assert_eq!(told("去年松口县茶叶产量列全市第二名。"), []);
    assert_eq!(told("去年湖山县茶叶产量列全市第三名。"), []);
}

#[test]
fn a_rank_that_has_moved_is_also_that_of_the_year_before() {
    let report = format!("{REPORT}物业满意度居全省第五位，比上年前移一位。\n");
    let told = |sentence: &str| found(&report, &format!("{SCRIPT}{sentence}\n"));
    assert_eq!(told("2024年，全市物业满意度居全省第六位。"), []);
    assert_eq!(told("全市物业满意度居全省第六位。"), [("set/figure".to_owned(), "第六位".to_owned())]);
}

#[test]
fn the_numbers_of_all_who_take_part_are_compared() {
    let of = |first: &str, second: &str| counted([NOTICE, first], [SCRIPT, second]);
    assert_eq!(of("三、参会人员（共124人）", "各县和部门负责人等142人参加会议。"), ["142"]);
    assert_eq!(of("会议规模168人。", "今天到会的共186人。"), ["186"]);
    assert_eq!(of("会议规模286人。", "全体参会人员编入讨论小组，共268人。"), ["268"]);
    // Fewer came than were expected; and a number that the words allow.
    assert!(of("会议规模168人。", "今天到会的共159人。").is_empty());
    assert!(of("会议规模约340人。", "来自各县的330余名代表参加会议。").is_empty());
    // Those of a part, and of another meeting.
    assert!(of("会议规模168人。", "42名列席代表参加会议。").is_empty());
    assert!(of("会议规模168人。", "筹备会参会人员共20人。").is_empty());
    assert!(of("会议规模168人。", "分会场参会人员共220人。").is_empty());
}
