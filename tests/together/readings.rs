//! Sentences that state the same fact in different grammar, each with a paper that contradicts it
//! and one that does not.

use serde_json::Value;

use crate::program::{Hegao, folder, json};

/// Title of the notice of a meeting, before a sentence of the notice.
pub(crate) const NOTICE: &str = "关于召开全市住房保障和物业管理工作会议的通知\n\n";

/// Returns the rule and the quoted words of all findings in a set of two papers.
pub(crate) fn found(first: &str, second: &str) -> Vec<(String, String)> {
    let files = folder(&[("1.md", first.as_bytes()), ("2.md", second.as_bytes())]);
    let arguments = ["check", ".", "--together", "--select", "set", "--no-config", "--format", "json"];
    let report = json(&Hegao::new(files.path(), &arguments).run());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found = report["files"].as_array().unwrap().iter();
    let found = found.flat_map(|file| file["diagnostics"].as_array().unwrap());
    found.map(|one| (text(&one["rule"]), text(&one["args"]["match"]))).collect()
}

/// Fails unless the second paper has exactly this finding if it contains `wrong`, and none if it
/// contains `right`.
fn tells(first: &str, [lead, wrong, right]: [&str; 3], rule: &str, words: &str) {
    let first = format!("{NOTICE}{first}\n");
    let paper = |sentence: &str| format!("{lead}{sentence}\n");
    assert_eq!(found(&first, &paper(wrong)), [(rule.to_owned(), words.to_owned())], "{wrong}");
    assert_eq!(found(&first, &paper(right)), [], "{right}");
}

#[test]
fn the_day_and_the_hour_of_a_meeting_are_read_in_every_form() {
    let news = "本报讯　";
    let day = |first: &str| {
        let wrong = "3月19日召开全市住房保障和物业管理工作会议，部署全年工作。";
        let right = "3月12日召开全市住房保障和物业管理工作会议，部署全年工作。";
        tells(first, [news, wrong, right], "set/date", "3月19日");
    };
    day("会议于3月12日（星期四）上午9:00召开，会期半天。");
    day("会期1天。3月12日（星期四）上午9:00举行大会，下午观摩。");
    let list = "重点项目清单\n\n";
    let (wrong, right) =
        ("（3月13日全市住房保障和物业管理工作会议印发）", "（3月12日全市住房保障和物业管理工作会议印发）");
    tells("会议于3月12日（星期四）上午召开。", [list, wrong, right], "set/date", "3月13日");
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let (wrong, right) = ("【提示：会议上午9:30正式开始。】", "【提示：会议上午9:00正式开始。】");
    tells("上午9:00正式开会，请提前入场。", [script, wrong, right], "set/date", "上午9:30");
}

#[test]
fn a_deadline_is_read_behind_a_weekday_and_before_the_clause_with_the_recipient() {
    let plan = "全市物业管理三年行动方案\n\n";
    let wrong = "各区县于4月10日前制定本地实施细则，报市住房和城乡建设局备案。";
    let right = "各区县于3月31日前制定本地实施细则，报市住房和城乡建设局备案。";
    let notice = "各区县要结合实际制定实施细则，于3月31日（星期二）前报市住建局。";
    tells(notice, [plan, wrong, right], "set/date", "4月10日");
}

#[test]
fn venues_with_centres_of_other_names_are_two() {
    let news = "本报讯　";
    let wrong = "3月12日，全市住房保障和物业管理工作会议在云湖会展中心一号厅举行。";
    let right = "3月12日，全市住房保障和物业管理工作会议在云湖科创中心报告厅举行。";
    tells("上午大会设在云湖科创中心一楼报告厅。", [news, wrong, right], "set/place", "云湖会展中心一号厅");
}

#[test]
fn posts_of_one_person_are_compared_in_lists_and_brackets() {
    let list = "表彰名单\n\n1. 何敬亭　市住建局科员\n\n";
    let (wrong, right) = ("2\\. 邱仲海　市工程质量监督站副站长", "2\\. 邱仲海　市工程质量监督站站长");
    let speech = "市工程质量监督站站长邱仲海代表获奖单位发言。";
    tells(speech, [list, wrong, right], "set/name", "市工程质量监督站副站长");
    let table = "重点项目清单\n\n| 项目 | 责任人 |\n|---|---|\n| 社区医院改造 | 汪秀兰（市医管局局长） |\n| 急救中心迁建 |";
    let (wrong, right) = (" 魏方石（市疾控中心副主任） |", " 魏方石（市疾控中心主任） |");
    let notice = "市卫健局副局长、市疾控中心主任魏方石牵头组建应急小队。";
    tells(notice, [table, wrong, right], "set/name", "市疾控中心副主任");
    // Party secretary and head of government of one county are two persons.
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let (wrong, right) = ("请云汀县县长高秉清同志发言。", "请云汀县委书记高秉清同志发言。");
    tells("云汀县委书记高秉清作交流发言。", [script, wrong, right], "set/name", "云汀县县长");
}

#[test]
fn the_host_is_read_behind_clauses_about_other_persons() {
    let news = "本报讯　";
    let wrong = "市委副书记、市长邵建平出席并讲话，副市长顾伯年主持会议。";
    let right = "市委副书记、市长邵建平出席并讲话，常务副市长梁启元主持会议。";
    let notice = "大会由市委常委、常务副市长梁启元主持，议程共三项。";
    let notice = format!("{NOTICE}{notice}\n");
    let words: Vec<String> =
        found(&notice, &format!("{news}{wrong}\n")).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["顾伯年"]);
    assert_eq!(found(&notice, &format!("{news}{right}\n")), []);
}

#[test]
fn the_number_of_listed_projects_is_read_behind_the_word_for_the_list() {
    let list = "2026年重点项目清单\n\n";
    let (wrong, right) =
        ("一、清单构成。共20个项目，其中续建9个。", "一、清单构成。共22个项目，其中续建9个。");
    let script = "配套的还有今年的重点项目清单，一共列了22个项目，请对照落实。";
    tells(script, [list, wrong, right], "set/count", "20");
}

#[test]
fn a_prize_belongs_to_the_honour_of_its_clause() {
    let news = "本报讯　";
    let (wrong, right) =
        ("市财政拿出奖金，每名服务标兵奖励1万元。", "市财政拿出奖金，每名服务标兵奖励8000元。");
    let notice = "颁发奖金，其中服务标兵每人8000元，荣誉职工每人5000元。";
    tells(notice, [news, wrong, right], "set/figure", "1万元");
}

#[test]
fn the_only_two_titles_of_a_plan_are_of_one_plan() {
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let wrong = "会上还印发了《澄州市物业服务提质增效三年行动方案（2026—2028年）》。";
    let right = "会上还印发了《澄州市物业服务强基三年行动方案（2026—2028年）》。";
    let notice = "会上印发《澄州市物业服务强基三年行动方案（2026—2028年）》。";
    let title = "澄州市物业服务提质增效三年行动方案（2026—2028年）";
    tells(notice, [script, wrong, right], "set/name", title);
}

#[test]
fn a_project_is_named_behind_its_cost() {
    let head = "重点项目清单\n\n金额单位：万元\n\n| 项目名称 | 总投资 | 2026年计划投资 |\n|---|---|---|\n";
    let rows = "| 云栎河堤防加固 | 7300 | 2800 |\n| 南渚镇敬老院改建 | 1850 | 960 |\n";
    let row = |name: &str, cost: &str| format!("{head}{rows}| {name} | {cost} | 870 |");
    let renewal = |cost: &str| row("老城文庙片区更新项目", cost);
    let notice = "总投资6.92亿元的老城文庙片区更新项目今年完成立面整治。";
    tells(notice, ["", &renewal("96200"), &renewal("69200")], "set/figure", "96200");
    let platform = |cost: &str| row("智慧家园云平台项目", cost);
    let notice = "投资2.4亿元的智慧家园云平台，要边建设边应用。";
    tells(notice, ["", &platform("2400"), &platform("24000")], "set/figure", "2400");
}

#[test]
fn a_sum_is_named_by_the_words_behind_the_number_before_it() {
    let news = "本报讯　";
    let (wrong, right) = ("去年全市发放租赁补贴3.86亿元。", "去年全市发放租赁补贴3860万元。");
    let report = "去年全市9274户领取租赁补贴，共计3860万元。";
    tells(report, [news, wrong, right], "set/figure", "3.86亿元");
}

#[test]
fn limits_are_not_rounded() {
    let speech = "在全市住房保障和物业管理工作会议上的讲话\n\n";
    let (wrong, right) = ("今年物业服务覆盖率要达到92%以上。", "今年物业服务覆盖率要达到91%以上。");
    tells("今年物业服务覆盖率要达到91%以上。", [speech, wrong, right], "set/figure", "92%");
}

#[test]
fn the_total_of_a_table_is_that_of_its_numbered_rows() {
    let head = "重点项目清单\n\n金额单位：万元\n\n| 序号 | 项目名称 | 年度计划投资 |\n|---|---|---|\n";
    let rows = "| 1 | 东区泵站 | 6000 |\n| 2 | 西区管网 | 7000 |\n| 3 | 南区水厂 | 5200 |\n| 4 | 北区闸坝 | 4575 |\n";
    let total = |sum: &str| format!("{head}{rows}|  | 合计 | {sum} |");
    let speech = "今年排出4个重点项目，年度计划投资2.72亿元，年内要建成两个。";
    tells(speech, ["", &total("22775"), &total("27200")], "set/figure", "22775");
}

#[test]
fn a_month_behind_the_subject_dates_only_its_clause() {
    let list = "重点工作清单\n\n| 事项 | 内容 |\n|---|---|\n| 服务平台 | 上线平台 |\n| 设施 |";
    let (wrong, right) = (" 新装智能水表19.6万只 |", " 新装智能水表12.6万只 |");
    let report = "今年智慧水务平台二期11月上线，新装智能水表12.6万只。";
    tells(report, [list, wrong, right], "set/figure", "19.6万只");
}

#[test]
fn many_days_honoured_persons_and_places_in_tables_are_compared() {
    let speech = "在全市住房保障和物业管理工作会议上的讲话\n\n";
    let (wrong, right) = ("全系统连续安全生产4271天，来之不易。", "全系统连续安全生产4217天，来之不易。");
    let notice = "全系统连续安全生产4217天，没有发生事故。";
    tells(notice, [speech, wrong, right], "set/figure", "4271天");
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let (wrong, right) = ("这次受到表扬的，是10个集体和20名个人。", "这次受到表扬的，是10个集体和18名个人。");
    let notice = "受表扬的10个集体各派代表1名；受表扬个人共18名，请本人到会。";
    tells(notice, [script, wrong, right], "set/count", "20");
    let list = "活动清单\n\n| 序号 | 活动 | 时间 | 地点 |\n|---|---|---|---|\n| 1 | 灯会 | 10月7日 | 河滨公园北门 |\n";
    let row = |place: &str| format!("{list}| 2 | 中秋诗会 | 10月6日 | {place} |");
    let notice = "10月6日晚在白鹭古镇望月台举行的中秋诗会，由市文联组织。";
    let (wrong, right) = (row("沿江公园水幕广场"), row("白鹭古镇望月台"));
    tells(notice, ["", &wrong, &right], "set/place", "沿江公园水幕广场");
}

#[test]
fn the_owner_of_a_project_is_read_before_the_words_for_that_role() {
    let head = "重点项目清单\n\n| 序号 | 项目名称 | 总投资 | 项目法人（实施单位） |\n|---|---|---|---|\n| 1 | 云河水库扩建工程 | 9800 | 市水利局 |\n";
    let row = |owner: &str| format!("{head}| 2 | 澜东引调水工程 | 37200 | {owner} |");
    let notice = "澜东引调水工程全长64公里，由澜川水利发展集团有限公司担任项目法人。";
    let (wrong, right) = (row("澜川水务投资集团有限公司"), row("澜川水利发展集团有限公司"));
    let first = format!("{NOTICE}{notice}\n");
    let names: Vec<String> = found(&first, &format!("{wrong}\n")).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(names, ["set/name"]);
    assert_eq!(found(&first, &format!("{right}\n")), []);
}
