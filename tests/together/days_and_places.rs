//! Days, hours and places of the parts of a meeting, of other events, of projects and of
//! facilities, each with a paper that contradicts them and one that does not.

use crate::readings::{NOTICE, found};

const SCRIPT: &str = "全市住房保障和物业管理工作会议主持词\n\n";
const REPORT: &str = "在全市住房保障和物业管理工作会议上的报告\n\n";
const NEWS: &str = "本报讯　";

/// Fails unless the second paper has exactly this finding if it contains the first of the two
/// sentences, and none if it contains the second.
fn tells(first: &str, lead: &str, [wrong, right]: [&str; 2], rule: &str, words: &str) {
    assert_eq!(found(first, &format!("{lead}{wrong}\n")), [(rule.to_owned(), words.to_owned())], "{wrong}");
    silent(first, &format!("{lead}{right}\n"));
}

/// Fails if two papers contradict each other.
fn silent(first: &str, second: &str) {
    assert_eq!(found(first, second), [], "{second}");
}

/// Notice of the meeting with these lines.
fn notice(lines: &str) -> String {
    format!("{NOTICE}{lines}\n")
}

#[test]
fn the_hour_of_a_part_is_read_behind_its_label() {
    let pair = ["今天下午4点分组审议。", "今天下午3点半分组审议。"];
    for label in [
        "二、分组审议。3月12日15:30开始，为时一小时。",
        "分组审议：3月12日下午3:30，各组地点另行通知。",
        "分组审议时间：3月12日（星期四）15:30开始，请各组先签到。",
        "3月12日（星期四）15:30—16:30\n\n分组审议，地点另行通知",
    ] {
        tells(&notice(label), SCRIPT, pair, "set/date", "下午4点");
    }
    let pair = ["分组审议从4:00开始。", "分组审议从3:30开始。"];
    tells(&notice("分组审议：3月12日下午3:30。"), SCRIPT, pair, "set/date", "4:00");
    // A paper with two discussions speaks of both.
    let both = notice("分组审议：3月12日下午3:30。第二次分组审议：3月13日上午9:00。");
    silent(&both, &format!("{SCRIPT}今天上午9:00分组审议。\n"));
}

#[test]
fn the_hours_and_days_of_parts_are_read_from_the_rows_of_an_agenda() {
    let head = "| 日期 | 时间 | 内容 |\n|---|---|---|\n";
    let agenda = format!(
        "{head}| 3月12日 | 8:00—8:50 | 签到入场 |\n| 3月12日 | 9:00—11:00 | 第一次全体会议：工作报告；宣读决定并颁奖 |\n| 3月12日 | 15:30 | 分组审议 |\n| 3月13日 | 9:20 | 第二次全体会议 |"
    );
    let agenda = notice(&agenda);
    let pair = ["今天下午4点，各组在小会议室讨论。", "今天下午3点半，各组在小会议室讨论。"];
    tells(&agenda, SCRIPT, pair, "set/date", "下午4点");
    let pair = ["明天上午9点召开第二次全体会议。", "明天上午9点20分召开第二次全体会议。"];
    tells(&agenda, SCRIPT, pair, "set/date", "上午9点");
    let pair = ["颁奖安排在3月13日上午进行。", "颁奖安排在3月12日上午进行。"];
    tells(&agenda, "关于表彰先进的决定\n\n", pair, "set/date", "3月13日");
    // Seats are taken before the end of the time, and other bodies have a second plenary too.
    silent(&agenda, &format!("{SCRIPT}请大家8:50前入场。\n"));
    silent(&agenda, &format!("{REPORT}1月15日召开的市纪委第二次全体会议作了部署。\n"));
}

#[test]
fn gathering_and_departure_are_two_parts() {
    let first = notice("请参加观摩的同志13:40到南门集合，14:10发车，17:20左右返回。");
    let pair = ["大巴车14:30准时发车。", "大巴车14:10准时发车。"];
    tells(&first, SCRIPT, pair, "set/date", "14:30");
    let pair = ["观摩的车18:00左右返回。", "观摩的车17:20左右返回。"];
    tells(&first, SCRIPT, pair, "set/date", "18:00");
    silent(&notice("14:10发车。"), &format!("{SCRIPT}请大家13:40在南门集合。\n"));
}

#[test]
fn places_of_parts_are_read_behind_labels_and_in_rows() {
    let desk = notice("报到地点：望江宾馆一楼大厅。");
    let pair = ["请还没有报到的同志到望江宾馆二楼大厅报到。", "请还没有报到的同志到望江宾馆一楼大厅报到。"];
    tells(&desk, SCRIPT, pair, "set/place", "望江宾馆二楼大厅");
    // Party members register with their communities too.
    silent(&desk, &format!("{REPORT}组织党员到白鹭镇石岭村报到，到社区服务站报到。\n"));
    let first = notice("产业推介会。3月12日14:40在会展中心2号厅举行。");
    let pair = [
        "今天下午2点40分，产业推介会在会展中心3号厅举行。",
        "今天下午2点40分，产业推介会在会展中心2号厅举行。",
    ];
    tells(&first, SCRIPT, pair, "set/place", "会展中心3号厅");
    let row = notice(
        "| 时间 | 内容 | 地点 |\n|---|---|---|\n| 3月13日9:00 | 现场观摩 | 云汀高新区物业调解服务站 |",
    );
    let pair = [
        "明天上午到云汀经开区物业调解服务站参加现场观摩。",
        "明天上午到云汀高新区物业调解服务站参加现场观摩。",
    ];
    tells(&row, SCRIPT, pair, "set/place", "云汀经开区物业调解服务站");
    // Those who gather at another hour gather for something else.
    let first = notice("3月11日13:30在会展中心南门集合。");
    silent(&first, &format!("{SCRIPT}明天8:20请到会展中心北门集合。\n"));
    silent(&first, &format!("{REPORT}去年10月，市直机关志愿者在会展中心北门集合出发。\n"));
}

#[test]
fn a_plenary_is_read_behind_its_label_and_a_notice_says_where_it_is_held() {
    let first = notice(
        "（一）观摩。3月11日下午，13:40在南门集合。\n\n（二）大会。3月12日上午9:00在住建大厦三楼报告厅召开。",
    );
    tells(
        &first,
        SCRIPT,
        ["今天上午8:30会议正式开始。", "今天上午9:00会议正式开始。"],
        "set/date",
        "上午8:30",
    );
    let first = notice("大会在住建大厦2号楼三楼报告厅召开。");
    let pair = [
        "3月12日上午，全市住房保障和物业管理工作会议在住建大厦2号楼二楼报告厅举行。",
        "3月12日上午，全市住房保障和物业管理工作会议在住建大厦2号楼三楼报告厅举行。",
    ];
    tells(&first, NEWS, pair, "set/place", "住建大厦2号楼二楼报告厅");
}

#[test]
fn a_meeting_of_several_days_has_each_of_them() {
    let first = notice("会议定于2026年3月12日（星期四）至14日（星期六）召开。");
    let speech =
        |day: &str| format!("在全市住房保障和物业管理工作会议上的讲话\n\n（2026年3月{day}日）\n\n同志们：\n");
    assert_eq!(found(&first, &speech("16")), [("set/date".to_owned(), "2026年3月16日".to_owned())]);
    silent(&first, &speech("13"));
    silent(&first, &format!("{SCRIPT}今天是星期六，会议继续进行。\n"));
}

#[test]
fn a_sentence_gives_rooms_to_several_groups() {
    let first = notice(
        "| 组别 | 地点 |\n|---|---|\n| 第二组 | 住建大厦三楼报告厅 |\n| 第三组 | 住建大厦五楼会议厅 |",
    );
    let pair = [
        "第二、第三组分别安排在住建大厦三楼报告厅和四楼会议厅。",
        "第二、第三组分别安排在住建大厦三楼报告厅和五楼会议厅。",
    ];
    tells(&first, SCRIPT, pair, "set/place", "四楼会议厅");
}

#[test]
fn stages_of_last_year_and_of_buildings_are_compared() {
    let first = format!("{REPORT}市档案馆新馆项目，2025年3月2日开工，11月16日主体结构封顶。\n");
    let pair = [
        "市档案馆新馆项目去年3月2日动工，11月6日完成主体封顶。",
        "市档案馆新馆项目去年3月2日动工，11月16日完成主体封顶。",
    ];
    tells(&first, NEWS, pair, "set/date", "11月6日");
    silent(&first, &format!("{NEWS}市体育公园改造项目，2025年12月18日主体结构封顶。\n"));
    silent(&first, &format!("{NEWS}市档案馆新馆项目附楼首栋去年9月8日封顶。\n"));
    let first = format!("{REPORT}东湾大桥于9月28日建成通车。\n");
    tells(
        &first,
        NEWS,
        ["去年9月26日东湾大桥正式开通。", "去年9月28日东湾大桥正式开通。"],
        "set/date",
        "9月26日",
    );
    let first = format!("{REPORT}东湾大桥去年8月16日合龙。\n");
    tells(
        &first,
        NEWS,
        ["去年8月26日，东湾大桥顺利合龙。", "去年8月16日，东湾大桥顺利合龙。"],
        "set/date",
        "8月26日",
    );
    silent(
        &format!("{REPORT}东湾大桥主桥去年8月16日合龙。\n"),
        &format!("{NEWS}去年9月26日，东湾大桥全桥合龙。\n"),
    );
    let first = format!("{REPORT}云栎河储能电站项目总投资42亿元。一期投资15亿元，2025年8月建成投产。\n");
    let pair = ["云栎河储能电站项目一期去年9月投产。", "云栎河储能电站项目一期去年8月投产。"];
    tells(&first, NEWS, pair, "set/date", "9月");
    silent(&first, &format!("{NEWS}云栎河储能电站项目二期今年9月投产。\n"));
}

#[test]
fn the_day_from_which_a_document_holds_is_compared() {
    let first = format!("{REPORT}《云汀市物业管理条例》自5月1日起施行。\n");
    let pair = ["《云汀市物业管理条例》将于6月1日起施行。", "《云汀市物业管理条例》将于5月1日起施行。"];
    tells(&first, NEWS, pair, "set/date", "6月1日");
    silent(&first, &format!("{NEWS}《云汀市城市绿化条例》将于6月1日起施行。\n"));
    // A document that was revised holds again.
    silent(&first, &format!("{NEWS}《云汀市物业管理条例》曾于2019年6月1日起施行。\n"));
}

#[test]
fn periods_with_a_name_are_compared_by_one_end() {
    let first = format!("{REPORT}4月1日至6月30日为全市禁渔期，期间严禁捕捞。\n");
    let pair = ["从4月1日起到7月31日全面禁渔。", "从4月1日起到6月30日全面禁渔。"];
    tells(&first, SCRIPT, pair, "set/date", "4月1日起到7月31日");
    silent(&first, &format!("{SCRIPT}4月1日至4月7日开展宣传活动，5月1日至8月16日为海洋禁渔期。\n"));
}

#[test]
fn the_last_day_of_a_month_is_a_deadline() {
    let first = format!("{REPORT}各区县整改方案于3月底前报市住建局办公室。\n");
    let pair = ["请在4月10日前将整改方案报市住建局办公室。", "请在3月31日前将整改方案报市住建局办公室。"];
    tells(&first, SCRIPT, pair, "set/date", "4月10日");
}

#[test]
fn facilities_are_compared_by_their_areas() {
    let first = format!("{REPORT}南渚镇居民小区装修垃圾集中分拣转运中心建成投用。\n");
    let pair = [
        "设在白鹭镇的小区装修垃圾集中分拣转运中心投入运行。",
        "设在南渚镇的居民小区装修垃圾集中分拣转运中心投入运行。",
    ];
    let other = "白鹭镇居民小区装修垃圾集中分拣转运中心投入运行。";
    tells(&first, SCRIPT, [other, pair[1]], "set/place", "白鹭镇");
    silent(&first, &format!("{SCRIPT}全市建成6个居民小区装修垃圾集中分拣转运中心，{other}\n"));
    silent(&first, &format!("{SCRIPT}南渚镇居民小区装修垃圾集中分拣转运中心和{other}\n"));
    // Many areas have a facility with a short name; a list of the same places makes it one.
    let first = notice(
        "| 观摩点 | 停留 |\n|---|---|\n| 东屏县智慧家居产业园 | 30分钟 |\n| 云汀区物业调解中心 | 20分钟 |",
    );
    let pair = [
        "大家来到西屏县智慧家居产业园和云汀区物业调解中心。",
        "大家来到东屏县智慧家居产业园和云汀区物业调解中心。",
    ];
    tells(&first, NEWS, pair, "set/place", "西屏县");
    silent(&first, &format!("{NEWS}西屏县智慧家居产业园去年签约企业12家。\n"));
}

#[test]
fn the_site_of_a_project_is_read_behind_the_verb_for_building() {
    let list = "重点项目清单\n\n| 项目 | 所在地 |\n|---|---|\n| 云栎抽水蓄能电站 | 东屏县石渡乡 |\n";
    let pair = ["云栎抽水蓄能电站建在西屏县的群山里。", "云栎抽水蓄能电站建在东屏县的群山里。"];
    tells(list, SCRIPT, pair, "set/place", "西屏县");
}

#[test]
fn a_hall_has_one_floor_whatever_is_held_in_it() {
    let paper = notice("| 代表团 | 讨论地点 |\n|---|---|\n| 港区 | 3号楼四楼听涛厅 |");
    for (lead, rest) in [("请大家到3号楼", "用餐。"), ("拍照改在临江宾馆3号楼", "。"), ("茶歇设在", "。")]
    {
        let pair = [format!("{lead}三楼听涛厅{rest}"), format!("{lead}四楼听涛厅{rest}")];
        tells(&paper, SCRIPT, [&pair[0], &pair[1]], "set/place", "三楼听涛厅");
    }
    // Other buildings and other halls, lobbies, and two halls of one name.
    silent(&paper, &format!("{SCRIPT}请大家到5号楼三楼听涛厅用餐，或在3号楼二楼听雨厅休息。\n"));
    silent(&notice("请在港务楼一楼大厅签到。"), &format!("{SCRIPT}材料在港务楼二楼大厅领取。\n"));
    silent(&notice("请在港务楼一楼报告厅签到。"), &format!("{SCRIPT}材料在三楼报告厅领取。\n"));
    let both = notice("港务楼四楼听涛厅和港务楼三楼听涛厅都可休息。");
    silent(&both, &format!("{SCRIPT}请到港务楼三楼听涛厅休息。\n"));
}

#[test]
fn the_hour_of_an_event_is_read_wherever_it_stands_in_the_sentence() {
    let list = "附件\n\n| 活动 | 时间 |\n|---|---|\n| 港航合作对接会 |";
    let pair = [" 5月8日15:30 |", " 5月8日15:00 |"];
    for line in ["（二）港航合作对接会，8日15:00，五楼会议厅。", "5月8日15:00举行港航合作对接会。"]
    {
        tells(&notice(line), list, pair, "set/date", "15:30");
    }
    let head = "| 日期 | 时间 | 内容 |\n|---|---|---|\n";
    let agenda = notice(&format!(
        "{head}| 5月8日 | 14:00 | 分团审议工作报告 |\n| 5月9日 | 9:00 | 分团审议 |\n| 5月9日 | 19:30 | 最美船员事迹报告会 |"
    ));
    let pair = ["5月8日下午的分团审议2:30开始。", "5月8日下午的分团审议2:00开始。"];
    tells(&agenda, SCRIPT, pair, "set/date", "2:30");
    let pair = ["5月8日晚，事迹报告会在剧院举行。", "5月9日晚，事迹报告会在剧院举行。"];
    tells(&agenda, NEWS, pair, "set/date", "5月8日");
    // The hours of two days, another event of the kind, last year's, and another season's.
    silent(&agenda, &format!("{SCRIPT}5月9日上午的分团审议9:00开始。\n"));
    silent(&agenda, &format!("{NEWS}5月8日晚，廉政形势报告会在剧院举行。\n"));
    silent(&agenda, &format!("{NEWS}去年5月8日晚，事迹报告会在剧院举行。\n"));
    silent(&agenda, &format!("{NEWS}9月9日晚，事迹报告会在剧院举行。\n"));
}

#[test]
fn stages_are_those_of_one_project_if_a_rare_figure_is_beside_both() {
    let report = format!("{REPORT}海辰电子封装三期8月底投产，新增产能12万片。");
    let pair = [
        "三期总投资16亿元，今年6月建成投产，新增产能12万片。",
        "三期总投资16亿元，今年8月建成投产，新增产能12万片。",
    ];
    tells(&report, "企业代表发言\n\n", pair, "set/date", "6月");
    let report = format!("{REPORT}剩余的46处沉船，领导包案，8月31日前全部清零。");
    let pair = ["剩下的46处，一处一策，9月30日前全部销号。", "剩下的46处，一处一策，8月31日前全部销号。"];
    tells(&report, SCRIPT, pair, "set/date", "9月30日");
    // Another figure, the same one of another measure, and both dates in one paper.
    silent(&report, &format!("{SCRIPT}剩下的48处，一处一策，9月30日前全部销号。\n"));
    silent(&report, &format!("{SCRIPT}建成泊位46处，9月30日前全部完工。\n"));
    silent(&report, &format!("{SCRIPT}剩下的46处，8月31日前清零，剩下的46处码头9月30日前清零。\n"));
    let report = format!("{REPORT}若干措施共24条，自5月1日起施行。");
    tells(&report, SCRIPT, ["新的措施自4月1日起施行。", "新的措施自5月1日起施行。"], "set/date", "4月1日");
    silent(&report, &format!("{SCRIPT}该《措施》自4月1日起施行。\n"));
}

#[test]
fn the_place_that_is_told_of_a_facility_is_compared() {
    let report = format!("{REPORT}设在第一医院东院区的影像诊断中心，出报告3万份。");
    let pair = ["片子送到中心医院的集团影像诊断中心。", "片子送到第一医院的集团影像诊断中心。"];
    tells(&report, SCRIPT, pair, "set/place", "中心医院");
    let report = format!("{REPORT}选址石桥县的危险品船舶洗舱站7月启用。");
    let pair = ["危险品船舶洗舱站建在了清岩县，离航道近。", "危险品船舶洗舱站建在了石桥县，离航道近。"];
    tells(&report, SCRIPT, pair, "set/place", "清岩县");
    // Every area has such a centre; one paper has two; none of the places is told.
    let care = format!("{REPORT}位于石桥县的区域性养老中心7月启用。");
    silent(&care, &format!("{SCRIPT}清岩县区域性养老中心年底建成。\n"));
    let both = format!("{REPORT}石桥县船员培训实训基地、清岩县船员培训实训基地都要扩容。");
    silent(&both, &format!("{SCRIPT}设在清岩县的船员培训实训基地已经满员。\n"));
    let plain = format!("{REPORT}石桥县船员培训实训基地要扩容。");
    silent(&plain, &format!("{SCRIPT}清岩县船员培训实训基地已经满员。\n"));
}

#[test]
fn what_is_named_by_its_day_happened_in_one_area() {
    let report = format!("{REPORT}发生事故1起（东江县“4·12”货船碰撞）。");
    let pair = ["石桥县“4·12”货船碰撞事故教训深刻。", "东江县“4·12”货船碰撞事故教训深刻。"];
    tells(&report, SCRIPT, pair, "set/place", "石桥县");
    silent(&report, &format!("{SCRIPT}石桥县“4·12”暴雨和“4·2”货船碰撞考验了我们。\n"));
}

#[test]
fn events_of_several_days_have_a_first_day() {
    let report = format!("{REPORT}9月20日至24日，我市承办了全国青年帆船锦标赛。");
    let pair = ["全国青年帆船锦标赛9月22日至26日在我市举行。", "全国青年帆船锦标赛9月20日至24日在我市举行。"];
    tells(&report, NEWS, pair, "set/date", "9月22日至26日");
    silent(&report, &format!("{NEWS}全国青年龙舟锦标赛9月22日至26日在我市举行。\n"));
}

#[test]
fn the_meetings_hour_and_hall_are_read_without_its_name() {
    let held = "会议于3月12日（星期四）召开，";
    for line in ["14:30开始，会期半天。", "会期半天。下午2:30准时开会。"] {
        let wrong = "3月12日下午3时，全市住房保障和物业管理工作会议召开。";
        let right = "3月12日下午2时30分，全市住房保障和物业管理工作会议召开。";
        tells(&notice(&format!("{held}{line}")), NEWS, [wrong, right], "set/date", "下午3时");
    }
    for line in ["3月12日开会，会场设在云湖科创中心一楼礼堂。", "会议拟在云湖科创中心礼堂召开。"]
    {
        let wrong = "3月12日，全市住房保障和物业管理工作会议在滨江宾馆会议厅召开。";
        let right = "3月12日，全市住房保障和物业管理工作会议在云湖科创中心礼堂召开。";
        tells(&notice(line), NEWS, [wrong, right], "set/place", "滨江宾馆会议厅");
    }
    let other = notice("会场设在云湖科创中心礼堂，分会场设在各区县会议室。");
    silent(&other, &format!("{NEWS}3月12日，全市住房保障和物业管理工作会议在云湖科创中心礼堂召开。\n"));
}

#[test]
fn moments_of_any_kind_are_compared_by_their_words() {
    for (said, pair, words) in [
        (
            "老旧电梯更新改造项目9月底前完成安全验收。",
            [
                "老旧电梯更新改造要抓紧，11月底前务必完成安全验收。",
                "老旧电梯更新改造要抓紧，9月底前务必完成安全验收。",
            ],
            "11月",
        ),
        (
            "房屋安全普查志愿者培训班4月12日开班，共三批。",
            ["房屋安全普查志愿者培训班定于4月22日开班。", "房屋安全普查志愿者培训班定于4月12日开班。"],
            "4月22日",
        ),
    ] {
        tells(&notice(said), SCRIPT, pair, "set/date", words);
    }
    for (said, right) in [
        ("方案4月10日前报送，4月28日前完成整改。", "整改要在4月28日前完成，方案4月10日前先报。"),
        ("桥头镇安置房一期4月交付，安置房二期6月交付。", "安置房二期将于6月交付。"),
        ("去年5月6日举办首届物业技能竞赛。", "今年4月15日举办第二届物业技能竞赛。"),
        ("午餐12:00开始，下午14:00继续开会。", "12:00在一楼用午餐，下午2点继续开会。"),
    ] {
        silent(&notice(said), &format!("{SCRIPT}{right}\n"));
    }
}
