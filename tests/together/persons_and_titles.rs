//! Names of persons, titles and numbers of those who take part, each with a paper that contradicts
//! it and one that does not.

use crate::readings::{NOTICE, found, tells};

const NEWS: &str = "本报讯　全市住房保障和物业管理工作会议日前召开。";
const SPEECH: &str = "在全市住房保障和物业管理工作会议上的讲话\n\n";
const REPORT: &str = "全市住房保障和物业管理工作会议工作报告\n\n";

fn is_quiet(first: &str, second: &str) {
    assert_eq!(found(&format!("{NOTICE}{first}\n"), &format!("{second}\n")), [], "{second}");
}

#[test]
fn two_surnames_and_given_names_that_sound_alike_are_one_person() {
    let list = "获得个人突出贡献的是：\n\n顾雪琴，云岑社区物业管家。二十年没有换过岗位。";
    let (wrong, right) = ("刚才领奖的顾雪芹同志，话不多。", "刚才领奖的顾雪琴同志，话不多。");
    tells(list, [SPEECH, wrong, right], "set/name", "顾雪琴");
    let company = "发言：云岑安居物业有限公司总经理 傅明川。";
    let (wrong, right) =
        ("云岑安居物业有限公司总经理付明川作了发言。", "云岑安居物业有限公司总经理傅明川作了发言。");
    tells(company, [NEWS, wrong, right], "set/name", "付明川");
    // One of many in a list is another person, and so is one with another post.
    let list = "| 姓名 | 单位 |\n|---|---|\n| 顾雪琴 | 云岑社区 |\n| 何敬亭 | 东浦社区 |";
    is_quiet(list, &format!("{SPEECH}副市长顾雪芹同志作了动员。"));
    is_quiet("副市长顾建明主持会议。", &format!("{NEWS}云岑社区党委书记顾建民发言。"));
}

#[test]
fn two_posts_of_one_person_in_one_office_are_compared() {
    let notice = "通报人：市消防救援支队政治委员 邱仲海";
    let wrong = "市消防救援支队副支队长邱仲海通报了隐患。";
    let right = "市消防救援支队政治委员邱仲海通报了隐患。";
    tells(notice, [NEWS, wrong, right], "set/name", "市消防救援支队副支队长");
    let notice = "邀请省物业管理协会副会长邱仲海到会。";
    let wrong = "感谢省物业管理协会副秘书长邱仲海先生到会。";
    let right = "感谢省物业管理协会副会长邱仲海先生到会。";
    tells(notice, [SPEECH, wrong, right], "set/name", "省物业管理协会副秘书长");
    let notice = "汪秀兰（党委副书记、工会主席）主持。";
    let others = "党委副书记、总经理何敬亭作报告。";
    let wrong = format!("{others}纪委书记、工会主席汪秀兰主持会议。");
    let right = format!("{others}党委副书记、工会主席汪秀兰主持会议。");
    tells(notice, [NEWS, &wrong, &right], "set/name", "纪委书记、工会主席");
    is_quiet(notice, &format!("{NEWS}党委副书记、纪委书记、工会主席汪秀兰主持会议。"));
    is_quiet("省物业管理协会副会长邱仲海到会。", &format!("{NEWS}省物业管理协会秘书长邱仲海到会。"));
    let notice = "市农业农村局党组成员、副局长邱仲海宣读决定。";
    is_quiet(notice, &format!("{NEWS}市农业农村局副局长邱仲海宣读决定。"));
    tells(
        notice,
        [NEWS, "请市农业农村局总工程师邱仲海同志宣读决定。", notice],
        "set/name",
        "市农业农村局总工程师",
    );
    let notice = "市商务局副局长邱仲海通报情况。";
    tells(notice, [NEWS, "市商务局总经济师邱仲海通报情况。", notice], "set/name", "市商务局总经济师");
    let deputy = "副市长邱仲海出席。";
    tells(
        deputy,
        [NEWS, "市人大常委会副主任邱仲海出席。", "副市长邱仲海到会。"],
        "set/name",
        "市人大常委会副主任",
    );
    let chair = "市慈善总会会长邱仲海致辞。";
    tells(chair, [NEWS, "市慈善总会秘书长邱仲海致辞。", chair], "set/name", "市慈善总会秘书长");
    // The new head of the office is its head.
    is_quiet("第三届理事会会长邱仲海讲话。", &format!("{NEWS}新任会长邱仲海讲话。"));
}

#[test]
fn titles_with_other_verbs_words_and_types_are_of_one_text() {
    let report = "落实《临川市促进租赁住房平稳发展若干政策》。";
    let wrong = "请市住建局解读《临川市支持租赁住房平稳发展若干措施》。";
    let right = "请市住建局解读《临川市促进租赁住房平稳发展若干政策》。";
    tells(report, [SPEECH, wrong, right], "set/name", "临川市支持租赁住房平稳发展若干措施");
    let report = "落实市政府印发的《临川市物业服务提升行动计划（2026—2028年）》。";
    let wrong = "市政府印发了《临川市小区物业服务提升行动方案（2026—2028年）》。";
    let right = "市政府印发了《临川市物业服务提升行动计划（2026—2028年）》。";
    tells(report, [SPEECH, wrong, right], "set/name", "临川市小区物业服务提升行动方案（2026—2028年）");
    let report = "实施市政府第9次常务会议通过的《临川市危旧房屋整治工作方案》。";
    let wrong = "市政府第9次常务会议通过了《临川市老旧住宅安全工作方案》。";
    let right = "市政府第10次常务会议通过了《临川市老旧住宅安全工作方案》。";
    tells(report, [SPEECH, wrong, right], "set/name", "临川市老旧住宅安全工作方案");
    is_quiet(
        "落实《临川市促进租赁住房平稳发展若干政策》。",
        &format!("{SPEECH}落实《临川市支持家政服务提质扩容若干措施》。"),
    );
}

#[test]
fn a_character_of_a_company_for_new_materials_is_compared() {
    let notice = "发言：云岑瑞化新材料有限公司负责人。";
    let (wrong, right) = ("云岑瑞华新材料有限公司发了言。", "云岑瑞化新材料有限公司发了言。");
    tells(notice, [NEWS, wrong, right], "set/name", "云岑瑞华新材料有限公司");
}

#[test]
fn lessons_persons_and_sites_are_counted() {
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let lessons = |sentence: &str| {
        found(&format!("{REPORT}实践给了我们五条体会。\n"), &format!("{script}{sentence}\n"))
    };
    assert_eq!(lessons("工作报告总结的四条体会十分中肯。"), [("set/count".to_owned(), "四".to_owned())]);
    assert_eq!(lessons("工作报告总结的五条体会十分中肯。"), []);
    assert_eq!(lessons("我也有四条体会，同大家交流。"), []);
    let notice = "二、参加人员（共186人）";
    tells(notice, [script, "今天参会同志共168名。", "今天参会同志共186名。"], "set/count", "168");
    is_quiet(notice, &format!("{script}主会场参会人员共60人。"));
    is_quiet(notice, &format!("{REPORT}参加培训人员共1260人。"));
    let notice = "观摩3个社区，全程7个点位。";
    tells(notice, [script, "昨天大家看了8个点位。", "昨天大家看了7个点位。"], "set/count", "8");
    is_quiet(notice, &format!("{script}第一组看了4个点位。"));
    is_quiet(notice, &format!("{REPORT}在河道边新设8个点位。"));
}

#[test]
fn ranks_of_several_places_are_compared_with_those_that_the_places_give() {
    let speech = "在全市住房保障工作会议上的讲话\n\n（2026年1月20日）\n\n去年物业服务考评的结果，东浦区第一、南渚区第二、西关区第三。\n";
    let of = |sentence: &str| found(speech, &format!("南渚区交流发言\n\n（2026年1月20日）\n\n{sentence}\n"));
    let is_found = of("去年，我区在全市物业服务考评中名列第三。");
    assert_eq!(is_found, [("set/figure".to_owned(), "第三".to_owned())]);
    assert_eq!(of("去年，我区在全市物业服务考评中名列第二。"), []);
    assert_eq!(of("前年，我区在全市物业服务考评中名列第三。"), []);
    let members = "在全省48个县的物业服务考评中，我县列第9位。";
    let wrong = "全省48个县比下来，我县物业服务考评列第12位。";
    let right = "全省48个县比下来，我县物业服务考评列第9位。";
    tells(members, [SPEECH, wrong, right], "set/figure", "第12位");
    let nation = "在国家示范园区综合评价中列第23位。";
    let (wrong, right) = ("在国家示范园区综合评价中位列第21位。", "在国家示范园区综合评价中位列第23位。");
    tells(nation, [SPEECH, wrong, right], "set/figure", "第21位");
}

#[test]
fn annexes_that_only_another_paper_brings_are_not_missing() {
    let notice = "关于召开全市住房保障工作会议的通知\n\n请准时参加。\n\n附件：1. 指标完成情况表\n";
    let annex = "附件1\n\n指标完成情况表\n\n| 指标 | 值 |\n|---|---|\n| 入住率 | 高 |\n";
    let decision = "关于表扬先进的决定\n\n现予表扬。\n\n附件：1. 先进集体名单\n2. 先进个人名单\n";
    let files = [("1.md", notice), ("2.md", annex), ("3.md", decision)];
    let files = crate::program::folder(&files.map(|(name, text)| (name, text.as_bytes())));
    let arguments = ["check", ".", "--together", "--select", "set", "--no-config", "--format", "json"];
    let report = crate::program::json(&crate::program::Hegao::new(files.path(), &arguments).run());
    let found = report["files"].as_array().unwrap().iter();
    assert_eq!(found.map(|file| file["diagnostics"].as_array().unwrap().len()).sum::<usize>(), 0);
}

#[test]
fn titles_that_differ_in_a_long_word_are_one_text() {
    let plan = |word: &str| format!("《云汀市养老服务{word}三年行动计划（2025—2027年）》");
    let told = |word: &str| format!("今年6月出台的{}提出六大工程。", plan(word));
    let first = format!("6月印发{}，部署六大工程。", plan("高质量发展"));
    let words = plan("提质增效");
    let title = words.trim_matches(['《', '》']);
    tells(&first, [NEWS, &told("提质增效"), &told("高质量发展")], "set/name", title);
}

#[test]
fn the_same_words_before_two_names_are_those_of_one_person() {
    let decision = "会议表扬了望湖社区养老院护工庞晓荻。";
    let (wrong, right) =
        ("望湖社区养老院护工庞晓妍，一守就是二十年。", "望湖社区养老院护工庞晓荻，一守就是二十年。");
    tells(decision, [SPEECH, wrong, right], "set/name", "庞晓妍");
}

#[test]
fn the_same_names_in_two_lists_show_that_one_person_is_meant() {
    let list = "先进个人：俞汀兰（招商二科）、陆承谦（项目一科）、方砺行（综合科）。";
    let (wrong, right) = ("请领奖：俞汀岚、陆承谦、方砺行。", "请领奖：俞汀兰、陆承谦、方砺行。");
    tells(list, [SPEECH, wrong, right], "set/name", "俞汀岚");
}

#[test]
fn a_post_that_several_hold_in_one_list_is_not_that_of_one_person() {
    let list = "\n| 代表团 | 组成单位 | 团长 |\n|---|---|---|\n| 第一 | 机电系 | 邵启元（院长） |\n| 第二 | 护理系 | 郝明远（院长） |\n";
    is_quiet(list, &format!("{SPEECH}主席台就座的有院长陆承砚同志。"));
}
