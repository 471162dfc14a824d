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
pub(crate) fn tells(first: &str, [lead, wrong, right]: [&str; 3], rule: &str, words: &str) {
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
    let notice = "投资2.45亿元的智慧家园云平台，要边建设边应用。";
    tells(notice, ["", &platform("2450"), &platform("24500")], "set/figure", "2450");
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

#[test]
fn equal_figures_beside_two_others_make_these_the_same() {
    let report = "2025年全市归集住房维修资金18.64亿元，增长7.3%。";
    let news = "本报讯　";
    let wrong = "记者获悉，2025年我市收缴到账的住房维修资金达18.64亿元，同比增长7.8%。";
    let right = "记者获悉，2025年我市收缴到账的住房维修资金达18.64亿元，同比增长7.3%。";
    tells(report, [news, wrong, right], "set/figure", "7.8%");
}

#[test]
fn the_clause_before_names_a_change_without_a_subject() {
    let speech = "全市住房保障和物业管理工作会议讲话\n\n";
    let wrong = "去年市民反映物业问题的投诉件次，同比减少31.7%。";
    let right = "去年市民反映物业问题的投诉件次，同比减少41.7%。";
    tells("去年物业问题投诉件次比上年下降41.7%。", [speech, wrong, right], "set/figure", "31.7%");
}

#[test]
fn a_column_gives_the_units_of_its_rows_and_targets_name_no_rows() {
    let table = "主要指标表\n\n| 序号 | 指标 | 单位 | 2025年计划 | 2025年完成 | 同比增长 |\n|---|---|---|---|---|---|\n\
                 | 1 | 保障房开工面积 | 万平方米 | 增长6%左右 | 286.4 | 6.2% |\n\
                 | 2 | 棚改拆迁户数 | 户 | 4,000 | 4,318 | 5.1% |\n\
                 | 3 | 公积金缴存额 | 亿元 | 增长9% |";
    let (wrong, right) = (" 18.63 | 5.4% |", " 18.36 | 5.4% |");
    tells("2025年全市公积金缴存额18.36亿元，同比增长5.4%。", [table, wrong, right], "set/figure", "18.63");
    let (wrong, right) = (" 18.36 | 4.5% |", " 18.36 | 5.4% |");
    tells("2025年全市公积金缴存额18.36亿元，同比增长5.4%。", [table, wrong, right], "set/figure", "4.5%");
}

#[test]
fn aims_are_no_results() {
    let notice = "去年全市新增公租房8640套，公积金缴存额18.36亿元。";
    let paper = |sentence: &str| format!("全市住房保障和物业管理工作会议讲话\n\n{sentence}\n");
    let notice = format!("{NOTICE}{notice}\n");
    for right in [
        "会议提出主要目标：新增公租房9200套，公积金缴存额20.5亿元。",
        "力争新增公租房9200套，公积金缴存额20.5亿元。",
        "全市新增公租房超额完成8000套的年度任务。",
    ] {
        assert_eq!(found(&notice, &paper(right)), [], "{right}");
    }
    let wrong = paper("去年全市新增公租房8460套，公积金缴存额18.36亿元。");
    assert_eq!(found(&notice, &wrong), [("set/figure".to_owned(), "8460套".to_owned())]);
}

#[test]
fn the_value_of_last_year_before_a_raise_does_not_date_the_raise() {
    let speech = "全市住房保障和物业管理工作会议讲话\n\n";
    let wrong = "今年市级物业奖补专项资金安排2.5亿元。";
    let right = "今年市级物业奖补专项资金安排2.2亿元。";
    let report = "市级物业奖补专项资金由去年的1.8亿元增加到2.2亿元。";
    tells(report, [speech, wrong, right], "set/figure", "2.5亿元");
}

#[test]
fn a_divisor_before_the_number_belongs_to_the_unit() {
    let table = "主要指标表\n\n| 指标 | 单位 | 去年完成 |\n|---|---|---|\n| 工地扬尘平均浓度 | 微克/立方米 |";
    let table = &format!("{table} 86 |\n| 受检工地数 | 个 | 312 |\n| 室内甲醛平均浓度 | 微克/立方米 |");
    let notice = "去年室内甲醛平均浓度降至每立方米64微克。";
    tells(notice, [table, " 46 |", " 64 |"], "set/figure", "46");
}

#[test]
fn a_post_after_another_is_of_the_same_place() {
    let script = "全市住房保障和物业管理工作会议主持词\n\n";
    let speech = "会议由市委副书记、市长高秉清同志主持。";
    let (wrong, right) =
        ("下面请市委副书记、市长邱仲海同志讲话。", "下面请临川市委副书记、市长邱仲海同志发言。");
    tells(speech, [script, wrong, right], "set/name", "邱仲海");
}

#[test]
fn what_is_handed_in_is_no_part_of_the_name_of_an_office() {
    let notice = format!("{NOTICE}请将会议贯彻落实情况书面报市住建局办公室。\n");
    let script = "全市住房保障和物业管理工作会议主持词\n\n请把会议贯彻落实情况报市住建局办公室。\n";
    assert_eq!(found(&notice, script), []);
}

#[test]
fn ranks_of_one_thing_in_one_whole_are_compared() {
    let speech = "在全市住房保障工作会议上的讲话\n\n（2026年1月20日）\n\n";
    let rank = |first: &str, wrong: &str, right: &str, words: &str| {
        tells(first, [speech, wrong, right], "set/figure", words);
    };
    let report = "2025年，在全省物业满意度测评中，我市列13个市（州）第5位，比上年前移2位。";
    rank(
        report,
        "去年全省物业满意度测评，我市跃居第六位。",
        "去年全省物业满意度测评，我市跃居第五位。",
        "第六位",
    );
    rank(
        report,
        "物业满意度测评由上年的第八位升至全省第五位。",
        "物业满意度测评由上年的第七位升至全省第五位。",
        "第八位",
    );
    let report = "2025年，全市规模以上工业增加值增长8.6%，增速居全省第3位。";
    rank(report, "去年规上工业增速全省第四。", "去年规上工业增速全省第三，总量全省第四。", "第四");
    let report = "利润总额6.42亿元，增长9.4%，总量在省属企业中居第4位。";
    rank(
        report,
        "利润总额超过6.4亿元，位列省属企业第三。",
        "利润总额超过6.4亿元，位列省属企业第四。",
        "第三",
    );
    rank(
        "维修资金归集率稳居全省前三。",
        "维修资金归集率居全省第四位。",
        "维修资金归集率居全省第二位。",
        "第四位",
    );
    let table = "| 指标 | 2024年 | 2025年 |\n|---|---|---|\n| 租赁房入住率（全省位次） | 第7位 | 第4位 |";
    rank(
        table,
        "2025年租赁房入住率列全省第5位。",
        "租赁房入住率2024年居全省第7位，2025年升至全省第4位。",
        "第5位",
    );
}

#[test]
fn ranks_of_other_things_wholes_and_times_are_not_compared() {
    let quiet = |first: &str, second: &str| {
        let speech = format!("在全市住房保障工作会议上的讲话\n\n（2026年1月20日）\n\n{second}\n");
        assert_eq!(found(&format!("{NOTICE}{first}\n"), &speech), [], "{second}");
    };
    // Growth and amount, a branch and the whole, the province and the country.
    quiet("房地产税收增速居全省第2位。", "房地产税收总量居全省第5位。");
    quiet("住房投资增速居全省第2位，公租房投资增速居全省第三。", "公租房投资增速居全省第3位。");
    quiet("固定资产投资增速居全省第2位。", "工业投资增速居全省第三位。");
    quiet("物业满意度测评居全省第4位。", "物业满意度测评居全国第42位。");
    // Another year, half a year, and an aim.
    quiet("2024年物业满意度测评居全省第7位。", "2025年物业满意度测评居全省第4位。");
    quiet("2025年上半年，物业满意度测评居全省第7位。", "2025年，物业满意度测评居全省第4位。");
    quiet("今年物业满意度测评力争进入全省前三。", "去年物业满意度测评居全省第四。");
    // Two districts of the city, and parts of it that are not named.
    quiet("临水区房屋交易量居全市第一。", "云山县房屋交易量居全市第二。");
    quiet("我区房屋交易量居全市第一。", "我县房屋交易量居全市第二。");
    // Two companies.
    quiet("云岑物业公司产值居全省第三。", "垣汇物业公司产值居全省第五。");
}

#[test]
fn points_of_a_report_are_counted_by_the_time_of_their_work() {
    let list = |title: &str, points: &[&str]| {
        let marks = ["（一）", "（二）", "（三）", "（四）", "（五）"];
        let lines = marks.iter().zip(points).map(|(mark, point)| format!("{mark}{point}。\n\n"));
        format!("{title}\n\n{}", lines.collect::<String>())
    };
    let done = list("## 一、2025年工作回顾", &["建房更快", "配租更公", "服务更近"]);
    let ahead = list("## 二、2026年重点任务", &["抓建房", "抓配租", "抓服务", "抓队伍"]);
    let report = format!("# 全市住房保障工作报告\n\n（2026年1月20日）\n\n{done}{ahead}");
    let script = |sentence: &str| {
        let script = format!("# 全市住房保障工作会议主持词\n\n（2026年1月20日）\n\n{sentence}\n");
        found(&report, &script).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
    };
    assert_eq!(script("何局长的报告对今年的工作从三个方面作了安排。"), ["三"]);
    assert_eq!(script("工作报告围绕建房、配租、服务三个方面，对今年的工作作出部署。"), ["三"]);
    assert_eq!(script("何局长的报告从四个方面总结了去年的工作。"), ["四"]);
    assert_eq!(script("何局长的报告对今年的工作从四个方面作了安排。"), [""; 0]);
    assert_eq!(script("报告总结了去年三个方面的工作，安排了今年四个方面的任务。"), [""; 0]);
    assert_eq!(script("何局长作了工作报告，下面我再强调五点。"), [""; 0]);
    assert_eq!(script("对照工作报告，从思想、作风、纪律、能力、担当五个方面查找差距。"), [""; 0]);
    assert_eq!(script("贯彻工作报告，要从五个方面发力。"), [""; 0]);
}

#[test]
fn more_than_a_round_number_is_at_most_the_next() {
    let speech = "全市住房保障和物业管理工作会议讲话\n\n（2026年1月20日）\n\n";
    let wrong = "去年全市安居工程新开工项目50多个。";
    let right = "去年全市安居工程新开工项目40多个。";
    tells("2025年全市安居工程新开工项目47个。", [speech, wrong, right], "set/figure", "50多个");
}

#[test]
fn percentage_points_in_a_row_of_percentages_are_no_percentages() {
    let table = "主要指标表\n\n| 指标 | 单位 | 2025年完成 | 同比 |\n|---|---|---|---|\n\
                 | 公租房入住率 | % | 97.62 | 0.91个百分点 |\n| 物业投诉 | 件 | 312 | 12 |\n";
    let notice = format!("{NOTICE}2025年，公租房入住率97.62%，比上年提高0.91个百分点。\n");
    assert_eq!(found(&notice, table), []);
}

#[test]
fn a_list_of_speakers_ends_with_the_last_office() {
    let notice = format!("{NOTICE}2.市法院、市住建局、市物管办作交流发言；\n");
    let script = "全市住房保障和物业管理工作会议主持词\n\n刚才，法院、住建局、物管办三家单位作了发言。\n";
    assert_eq!(found(&notice, script), []);
}

#[test]
fn a_short_text_behind_a_label_is_a_place_only_if_it_ends_like_one() {
    let notice = "| 会场 | 参会范围 | 人数 |\n|---|---|---|\n| 主会场 | 各区县 | 120 |\n";
    let news = "全市住房保障和物业管理工作会议主持词\n\n会议地点：市会议中心二楼报告厅\n";
    assert_eq!(found(&format!("{NOTICE}{notice}"), news), []);
    // One room with its building and with its floor.
    let notice = format!("{NOTICE}会议地点：市民会堂212会议室\n");
    let news = "全市住房保障和物业管理工作会议主持词\n\n会议地点：二楼212会议室\n";
    assert_eq!(found(&notice, news), []);
}
