//! Figures that two papers state in different forms, each with a paper that contradicts it and one
//! that does not.

use crate::readings::{NOTICE, found, tells};

const REPORT: &str = "2025年工作总结\n\n";

fn differ(first: &str, wrong: &str, right: &str, words: &str) {
    tells(first, [REPORT, wrong, right], "set/figure", words);
}

#[test]
fn each_value_behind_respectively_belongs_to_one_thing() {
    let list = "东营镇、西营镇、南营镇的蔬菜产值分别达到6.85亿元、6.42亿元、5.13亿元。";
    differ(list, "东营镇蔬菜产值达到6.58亿元。", "东营镇蔬菜产值达到6.85亿元。", "6.58亿元");
    differ(list, "西营镇蔬菜产值达到6.24亿元。", "西营镇蔬菜产值达到6.42亿元。", "6.24亿元");
}

#[test]
fn a_change_is_read_with_its_sign_and_since_the_beginning_of_the_year() {
    let table = |value: &str| {
        format!(
            "| 指标 | 现值 | 比上年增减 |\n|---|---|---|\n| 供水普及率 | 96.2% | {value}个百分点 |\n\
             | 管网漏损率 | 8.4% | -2.15个百分点 |\n| 水质合格率 | 99.6% | +0.42个百分点 |\n"
        )
    };
    let rise = "城区供水普及率较年初提高13.70个百分点。";
    differ(rise, &table("+17.30"), &table("+13.70"), "17.30个百分点");
    let table = |value: &str| {
        format!(
            "| 产品 | 产量 | 同比（%） |\n|---|---|---|\n| 水泥产量（万吨） | 218.6 | {value} |\n\
             | 钢材产量（万吨） | 96.3 | 5.2 |\n| 玻璃产量（万重量箱） | 154.8 | 3.9 |\n"
        )
    };
    differ("水泥产量同比回落7.43%。", &table("-7.34"), &table("-7.43"), "7.34");
}

#[test]
fn words_in_brackets_are_no_unit() {
    let table = |value: &str| {
        format!(
            "| 项目 | 数值 | 位次 |\n|---|---|---|\n| 留县就业（含灵活） | {value} | 1 |\n\
             | 订单班（校企） | 37 | 3 |\n| 见习岗位（全年） | 815 | 2 |\n"
        )
    };
    differ("毕业生留县就业1268人。", &table("1286"), &table("1268"), "1286");
    let power = |value: &str| {
        format!(
            "| 指标 | 单位 | 数值 |\n|---|---|---|\n| 电厂发电量 | 亿千瓦时 | {value} |\n\
             | 供热量 | 万吉焦 | 815 |\n| 厂用电率 | % | 4.2 |\n"
        )
    };
    differ("电厂发电量186.4亿千瓦时。", &power("184.6"), &power("186.4"), "184.6");
}

#[test]
fn values_of_an_index_and_lengths_of_time_are_compared() {
    let score = "窗口服务满意度测评得分94.6。";
    differ(score, "窗口服务满意度测评得分96.4。", "窗口服务满意度测评得分94.6。", "96.4");
    let wait = "急诊平均候诊时间缩短至18分钟。";
    differ(wait, "急诊平均候诊时间缩短至81分钟。", "急诊平均候诊时间缩短至18分钟。", "81分钟");
}

#[test]
fn a_value_for_each_of_several_things_is_compared_with_another_of_this_kind() {
    let each = "示范农场验收合格后，奖补标准为每家12.5万元。";
    let right = "对验收合格的示范农场，奖补标准为每家12.5万元。";
    differ(each, "对验收合格的示范农场，奖补标准为每家15.2万元。", right, "15.2万元");
    let whole = format!("{REPORT}示范农场奖补标准落实，奖补资金15.2万元。\n");
    assert_eq!(found(&format!("{NOTICE}{each}\n"), &whole), []);
}

#[test]
fn limits_of_a_change_are_read_in_both_forms() {
    let limit = "今年存款净增不少于18.5亿元。";
    differ(limit, "今年存款净增15.8亿元以上。", "今年存款净增18.5亿元以上。", "15.8亿元");
    // A round number and a more exact one that were both exceeded.
    let exceeded = format!("{NOTICE}去年签约项目协议投资突破900亿元。\n");
    assert_eq!(found(&exceeded, &format!("{REPORT}去年签约项目协议投资超过917亿元。\n")), []);
}

#[test]
fn nouns_are_no_aims_and_no_periods() {
    let built = "2025年新建标准厂房18.6万平方米。";
    differ(built, "2025年新建厂房16.8万平方米。", "2025年新建厂房18.6万平方米。", "16.8万平方米");
    let school = "2025年九年义务教育巩固率97.3%。";
    differ(school, "2025年义务教育巩固率93.7%。", "2025年义务教育巩固率97.3%。", "93.7%");
}

#[test]
fn percent_signs_of_both_widths_are_one_unit() {
    let files = |sign: &str| format!("{REPORT}2025年用户满意率96.1{sign}。\n");
    assert_eq!(found(&format!("{NOTICE}2025年用户满意率96.1％。\n"), &files("%")), []);
}

#[test]
fn counted_days_and_ages_are_compared() {
    let days = "全年城区空气优良天数318天。";
    differ(days, "去年城区空气优良天数达到381天。", "去年城区空气优良天数达到318天。", "381天");
    let age = "受表彰的还有76岁的守桥老人石阿福。";
    differ(age, "67岁的守桥老人石阿福上台领奖。", "76岁的守桥老人石阿福上台领奖。", "67岁");
    // A word with a number in it is no figure, and an age in a rule is no age of a person.
    let quiet = |first: &str, second: &str| {
        assert_eq!(found(&format!("{NOTICE}{first}\n"), &format!("{REPORT}{second}\n")), []);
    };
    quiet("城区PM2.5年均浓度继续下降。", "城区PM1.0年均浓度继续下降。");
    quiet("南屏乡65岁以上老人免费乘车体检。", "南屏乡60岁以上老人免费乘车体检。");
}

#[test]
fn the_earlier_value_is_not_that_of_the_year() {
    let report = "2025年南屏片区教育支出14.83亿元，比2024年的12.67亿元增长17%。";
    let (wrong, right) = ("2025年南屏片区教育支出达到12.67亿元。", "2025年南屏片区教育支出达到14.83亿元。");
    differ(report, wrong, right, "12.67亿元");
    let right = format!("{REPORT}2024年南屏片区教育支出达到12.67亿元。\n");
    assert_eq!(found(&format!("{NOTICE}{report}\n"), &right), []);
}

#[test]
fn a_value_that_does_not_keep_a_limit_contradicts_it() {
    let exceeded = "2025年南屏机场年旅客吞吐量突破320万人次。";
    differ(
        exceeded,
        "2025年南屏机场旅客吞吐量312.6万人次。",
        "2025年南屏机场旅客吞吐量322.6万人次。",
        "312.6万人次",
    );
}

#[test]
fn numbers_about_two_values_differ() {
    let aim = |rate: &str| format!("2026年南屏片区规模以上工业增加值增长{rate}%左右。");
    differ(&aim("6.5"), &aim("6"), &aim("6.5"), "6%");
    let income = "2025年南屏片区农村居民人均可支配收入23518元。";
    let told = |sum: &str| format!("2025年南屏片区农村居民人均可支配收入突破{sum}万元。");
    differ(income, &told("2.4"), &told("2.3"), "2.4万元");
}

#[test]
fn limits_that_were_chosen_differ() {
    let aim = |rate: &str| format!("年底南屏片区重点林区监控覆盖率达到{rate}%以上。");
    differ(&aim("90"), &aim("95"), &aim("90"), "95%");
}

#[test]
fn a_unit_with_a_divisor_is_that_without_one() {
    let mean = "2025年南屏片区臭氧平均浓度156微克/立方米。";
    let told = |value: u32| format!("2025年南屏片区臭氧平均浓度{value}微克。");
    differ(mean, &told(165), &told(156), "165微克");
}

#[test]
fn the_first_year_of_a_title_is_that_of_the_report() {
    let title = "# 关于2024年游客接待和今年准备情况的报告\n\n## 二、主要做法\n\n";
    let plan = "2025年南屏景区新建改建旅游厕所38座。";
    let report = |year: &str| format!("{title}{year}南屏景区新建改建旅游厕所46座。\n");
    let files = |second: &str| found(&format!("{NOTICE}{plan}\n"), second);
    assert_eq!(files(&report("")), []);
    assert_eq!(files(&report("2025年")), [("set/figure".to_owned(), "46座".to_owned())]);
}

#[test]
fn papers_of_one_meeting_are_compared_even_if_most_figures_differ() {
    let values = ["3.64", "5.18", "7.42", "9.27", "2.83"];
    let swapped = ["3.46", "5.81", "7.24", "9.72", "2.38"];
    let names = ["粮食", "茶叶", "药材", "水产", "花卉"];
    let paper = |title: &str, values: [&str; 5]| {
        let lines = names.iter().zip(values).map(|(name, value)| format!("{name}产值达到{value}亿元。"));
        format!("{title}\n{}\n", lines.collect::<String>())
    };
    let [notice, script] =
        ["关于召开全县特色产业发展工作会议的通知", "全县特色产业发展工作会议主持词"].map(str::to_owned);
    let all = found(&paper(&notice, values), &paper(&script, swapped));
    assert_eq!(all.len(), 5, "{all:?}");
    // Reports of two counties are about different subjects.
    let apart = found(&paper("东岭县产业情况", values), &paper("西岭县产业情况", swapped));
    assert_eq!(apart, []);
}

#[test]
fn of_several_figures_that_contradict_one_the_likeliest_is_reported() {
    let total = "2025年南屏景区全年接待游客128.6万人次。";
    let rivals = "2025年南屏景区全年接待游客126.8万人次，2025年南屏景区接待过夜游客118.6万人次。";
    let all = found(&format!("{NOTICE}{total}\n"), &format!("{REPORT}{rivals}\n"));
    assert_eq!(all, [("set/figure".to_owned(), "126.8万人次".to_owned())]);
}

#[test]
fn nearly_is_less_and_the_last_digit_counts() {
    let moved = "入汛以来南屏乡累计转移安置危险区群众4.37万人。";
    let of = |number: &str| format!("入汛以来南屏乡累计转移安置危险区群众近{number}万人。");
    differ(moved, &of("4"), &of("4.4"), "4万人");
    let invested = "2025年南屏乡路网累计完成投资38.72亿元。";
    let told = |sum: &str| format!("2025年南屏乡路网累计完成投资{sum}元。");
    differ(invested, &told("三十七亿多"), &told("三十八亿多"), "三十七亿多元");
    let rate = "南屏乡农村自来水普及率98.6%。";
    differ(rate, "南屏乡农村自来水普及率达到98.7%。", "南屏乡农村自来水普及率达到98.6%。", "98.7%");
}

#[test]
fn funds_that_were_won_and_land_that_was_made_available_are_results() {
    let won = "去年南屏园区争取到上级专项资金4.87亿元。";
    differ(
        won,
        "南屏园区去年上级专项资金达到4.78亿元。",
        "南屏园区去年上级专项资金达到4.87亿元。",
        "4.78亿元",
    );
    let land = "南屏园区盘活闲置低效用地1285亩。";
    let of = |number: u32| format!("新项目优先从南屏园区盘活的{number}亩闲置低效用地中安排。");
    differ(land, &of(1258), &of(1285), "1258亩");
}

#[test]
fn a_value_of_one_digit_is_not_rounded_from_far_off() {
    let plan = "明年教学设备更新专项经费安排6300万元。";
    differ(
        plan,
        "明年教学设备更新专项经费安排6000万元。",
        "明年教学设备更新专项经费安排6300万元。",
        "6000万元",
    );
    // 3.92 rounds to 4 without a word for it.
    let sales = "全年茶叶线上销售收入3.92亿元。";
    assert_eq!(found(&format!("{NOTICE}{sales}\n"), &format!("{REPORT}全年茶叶线上销售收入4亿元。\n")), []);
}

#[test]
fn tenths_and_written_numbers_with_more_are_read() {
    let share = "受表彰的护理员中女性占61.8%。";
    let right = "受表彰的护理员中女性占六成多。";
    assert_eq!(found(&format!("{NOTICE}{share}\n"), &format!("{REPORT}{right}\n")), []);
    let wages = "全年为农民工追回工资4326万元。";
    differ(
        wages,
        "全年为农民工追回工资四千六百多万元。",
        "全年为农民工追回工资四千三百多万元。",
        "四千六百多万元",
    );
}

#[test]
fn the_value_of_the_year_before_is_compared_with_another_one() {
    let notice = "2025年受理信访1168件，比上年的1286件减少118件。";
    let wrong = "2025年受理信访由上年的1268件减至1168件。";
    differ(notice, wrong, &wrong.replace("1268", "1286"), "1268件");
}

#[test]
fn the_base_of_a_comparison_is_not_the_year_of_a_figure() {
    let table = "2026年入企检查户次再压减18.5%。";
    let wrong = "2026年入企检查户次在去年基础上再压减15.8%。";
    differ(table, wrong, "2026年入企检查户次在去年基础上再压减18.5%。", "15.8%");
    let list = "2025年既有住宅加装电梯累计建成1038部。";
    let wrong = "2025年改造2000年底前建成的小区，既有住宅加装电梯累计建成1308部。";
    differ(list, wrong, &wrong.replace("1308", "1038"), "1308部");
}

#[test]
fn a_sum_behind_a_list_belongs_to_the_clause_before_it() {
    let report = "锐齿公司捐赠五轴加工中心等设备，价值681.5万元。";
    let wrong = "锐齿公司捐赠五轴加工中心等设备，合计618.5万元。";
    differ(report, wrong, &wrong.replace("618", "681"), "618.5万元");
}
