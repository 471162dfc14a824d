//! Packs of rules: ten rules of an organization, at least one of each kind, used through the
//! program; and error messages about mistakes in a pack.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::{Hegao, code, err, folder, json, out};
use tempfile::TempDir;

/// Ten rules, each with a text that must be reported and one that must not.
const PACK: [(&str, &str); 10] = [
    (
        "规则/用词/错别字.toml",
        "severity='error'\nfix='safe'\n[zh]\ntitle='错别字'\n[terms]\n'按装'='安装'\n'截止目前'=['截至目前']\n\
         [[bad]]\ntext='设备已⟦按装⟧。'\nfixed='设备已安装。'\n[[good]]\ntext='设备已安装。'\n",
    ),
    (
        "规则/用词/禁用词.toml",
        "severity='warning'\n[zh]\ntitle='不用的词'\n[terms]\n'亲自'=''\nexcept=['亲自动手']\n\
         [[bad]]\ntext='局长⟦亲自⟧过问。'\n[[good]]\ntext='大家亲自动手。'\n",
    ),
    (
        "规则/用词/混用.toml",
        "severity='warning'\nfix='unsafe'\n[zh]\ntitle='两种写法'\n[either]\ngroups=[['登录','登陆']]\n\
         [[bad]]\ntext='登录平台，再⟦登陆⟧一次，登录完毕。'\n[[good]]\ntext='登录平台，再登录一次。'\n",
    ),
    (
        "规则/用词/重复.toml",
        "severity='hint'\n[zh]\ntitle='用得太多'\n[repeat]\nany=['进一步']\nmax=2\nwithin='sentence'\n\
         [[bad]]\ntext='进一步学，进一步做，⟦进一步⟧抓。'\n[[good]]\ntext='进一步学，进一步做。'\n",
    ),
    (
        "规则/格式/书名号.toml",
        "severity='error'\n[zh]\ntitle='书名号不成对'\n[pair]\nopen='《'\nclose='》'\n\
         [[bad]]\ntext='印发⟦《⟧办法。'\n[[good]]\ntext='印发《办法》。'\n",
    ),
    (
        "规则/格式/首先其次.toml",
        "severity='warning'\n[zh]\ntitle='只有其次'\n[pair]\nfirst='首先'\nsecond='其次'\nalone='second'\n\
         [[bad]]\ntext='⟦其次⟧，要做。'\n[[good]]\ntext='首先，要学。'\n",
    ),
    (
        "规则/格式/长句.toml",
        "severity='hint'\n[zh]\ntitle='句子太长'\nmessage='这句有 {count} 字，最多 {max} 字'\n\
         [limit]\nof='sentence'\nmax=20\n\
         [[bad]]\ntext='⟦这一句话说得实在是太长太长太长了以至于没有人听得完。⟧短句。'\n[[good]]\ntext='短句。'\n",
    ),
    (
        "规则/格式/特此通知.toml",
        "severity='warning'\n[zh]\ntitle='没有结尾语'\n[require]\nany=['特此通知']\nwhere='end'\nwhen='的通知'\n\
         [[bad]]\ntext=\"关于防汛的通知\\n⟦请做好准备。⟧\"\n[[good]]\ntext=\"关于防汛的通知\\n请做好准备。\\n特此通知。\"\n",
    ),
    (
        "规则/个亿.toml",
        "severity='error'\nfix='safe'\n[zh]\ntitle='口语'\n[pattern]\nregex='([0-9]+)个亿'\nreplace='${1}亿元'\n\
         [[bad]]\ntext='投资⟦3个亿⟧。'\nfixed='投资3亿元。'\n[[good]]\ntext='投资3亿元。'\n",
    ),
    (
        "规则/套话.toml",
        "severity='hint'\n[en]\ntitle='empty talk'\n[phrases]\nany=['在…的正确领导下']\n\
         [[bad]]\ntext='⟦在上级的正确领导下，完成了任务。⟧'\n[[good]]\ntext='完成了任务。'\n",
    ),
];

const SPEECH: &str = "关于设备的通知\n设备已按装，局长亲自过问。\n登录平台，登陆一次，登录完毕，投资3个亿，印发《办法。\n\
     进一步学，进一步做，进一步抓。其次，这一句话说得实在是太长太长太长了以至于没有人听得完。\n\
     在上级的正确领导下，完成了任务。\n";

fn office() -> TempDir {
    let mut files: Vec<(&str, &[u8])> = PACK.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push(("稿/通知.txt", SPEECH.as_bytes()));
    folder(&files)
}

fn hegao(folder: &TempDir, arguments: &[&str]) -> std::process::Output {
    Hegao::new(folder.path(), arguments).run()
}

#[test]
fn a_pack_of_ten_rules_finds_what_it_says() {
    let folder = office();
    let report = json(&hegao(&folder, &["check", "--pack", "规则", "--format", "json", "稿"]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let mut rules: Vec<&str> = found.iter().map(|found| found["rule"].as_str().unwrap()).collect();
    rules.retain(|rule| ["用词/", "格式/", "规则/"].iter().any(|family| rule.starts_with(family)));
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules.len(), 10, "{rules:?}");
}

#[test]
fn rules_of_a_pack_are_used_as_all_others_are() {
    let folder = office();
    let selected = hegao(&folder, &["check", "--pack=规则", "--select", "用词", "--format", "line", "稿"]);
    let (text, ids) = (out(&selected), ["用词/错别字", "用词/禁用词", "用词/混用"]);
    assert!(ids.iter().all(|id| text.contains(id)) && !text.contains("格式/"), "{text}");
    assert!(text.contains("「按装」应为「安装」"), "{text}");
    assert_eq!(code(&selected), 1);
    let unknown = hegao(&folder, &["check", "--pack=规则", "--select", "错别字", "稿"]);
    assert!(err(&unknown).contains("是不是「用词/错别字」？"), "{}", err(&unknown));
    let explained = out(&hegao(&folder, &["explain", "格式/长句", "--pack", "规则"]));
    assert!(explained.contains("句子太长") && explained.contains("⟦这一句话"), "{explained}");
    assert!(out(&hegao(&folder, &["rules", "--pack", "规则"])).contains("规则/套话"));
    let english = out(&hegao(&folder, &["check", "--lang=en", "--pack=规则", "--select=用词", "稿"]));
    assert!(english.contains("`按装` should be `安装`"), "{english}");
}

#[test]
fn the_safe_fixes_of_a_pack_are_made() {
    let folder = office();
    hegao(&folder, &["check", "--pack=规则", "--select=用词,规则", "--fix", "稿"]);
    let text = std::fs::read_to_string(folder.path().join("稿/通知.txt")).unwrap();
    assert!(text.contains("设备已安装") && text.contains("投资3亿元") && text.contains("登陆"), "{text}");
}

#[test]
fn the_examples_of_a_pack_are_tried() {
    let folder = office();
    let all = hegao(&folder, &["rules", "--test", "规则"]);
    assert_eq!((code(&all), out(&all).as_str()), (0, "10 条规则，20 个例子，全部符合\n"));
    let one = hegao(&folder, &["rules", "--test", "规则/用词/错别字.toml"]);
    assert_eq!(out(&one), "1 条规则，2 个例子，全部符合\n");
}

#[test]
fn a_miss_and_a_false_alarm_are_told_apart() {
    let wrong = "severity='error'\n[zh]\ntitle='甲'\n[terms]\n'按装'='安装'\n\
                 [[bad]]\ntext='已⟦安装⟧，未⟦按装⟧。'\n[[bad]]\ntext='已按装，未⟦按装⟧。'\n[[good]]\ntext='按装。'\n";
    let folder = folder(&[("规则/甲.toml", wrong.as_bytes())]);
    let tested = hegao(&folder, &["rules", "--test", "规则"]);
    assert_eq!(code(&tested), 1);
    let expected = "规则/甲 bad 1\n  漏报\n    应为：已⟦安装⟧，未⟦按装⟧。\n    实为：已安装，未⟦按装⟧。\n\
                    规则/甲 bad 2\n  误报\n    应为：已按装，未⟦按装⟧。\n    实为：已⟦按装⟧，未⟦按装⟧。\n\
                    规则/甲 good 1\n  误报：规则/甲 报告了 good 例子\n    实为：⟦按装⟧。\n1 条规则，3 个例子，3 个不符合\n";
    assert_eq!(out(&tested), expected);
}

#[test]
fn a_mistake_is_pointed_at_before_any_document_is_read() {
    let head = "severity='error'\n[zh]\ntitle='甲'\n";
    for (section, said, place) in [
        ("[terms]\n'按装'=1\n", "what to write instead", "甲.toml:5:"),
        ("[term]\n'按装'='安装'\n", "did you mean `terms`?", "甲.toml:4:"),
        ("[pattern]\nregex='甲('\n", "unclosed group", "甲.toml:5:11"),
        ("[pattern]\nregex='(\\w{900}){90}'\n", "size limit", "甲.toml:5:"),
        ("[pattern]\nregex='甲'\nreplace='乙'\n", "needs fix =", "甲.toml:6:"),
        ("[phrases]\nany=['…甲']\n", "none is empty", "甲.toml:5:"),
        ("[pair]\nopen='《'\n", "`open` and `close`", "甲.toml:4:"),
        ("[limit]\nof='sentense'\nmax=3\n", "did you mean `sentence`?", "甲.toml:5:"),
        ("[require]\nany=[]\n", "no word here", "甲.toml:5:"),
        ("[either]\ngroups=[['甲']]\n", "two wordings", "甲.toml:5:"),
        ("[repeat]\nany='甲'\nmax=0\nwithin=9\n", "belongs into [terms]", "甲.toml:6:"),
        ("[code]\n", "only for rules that come with hegao", "甲.toml:4:"),
        ("[terms]\n'甲'='乙'\n[limit]\ncharacters=9\n", "exactly one of", "甲.toml:6:"),
        ("[terms]\n'甲'='乙'\n[[bad]]\ntxt='甲'\n", "did you mean `text`?", "甲.toml:7:"),
    ] {
        let text = format!("{head}{section}");
        let folder = folder(&[("规则/甲.toml", text.as_bytes()), ("稿.txt", "按装".as_bytes())]);
        for arguments in [
            &["check", "--pack", "规则", "稿.txt", "--lang", "en"][..],
            &["rules", "--test", "规则", "--lang", "en"],
        ] {
            let refused = hegao(&folder, arguments);
            let screen = err(&refused);
            // Screens are wrapped, so line breaks are removed before searching.
            let words = screen.replace("\n  │ ", " ").replace("\n        ", " ");
            assert_eq!((code(&refused), out(&refused).as_str()), (2, ""), "{screen}");
            assert!(words.contains(said), "{said}\n{screen}");
            assert!(screen.contains(place), "{place}\n{screen}");
        }
    }
}

#[test]
fn a_rule_says_how_its_findings_are_treated() {
    let rule = |keys: &str| format!("severity='error'\n{keys}[zh]\ntitle='甲'\n[terms]\n'某某'=''\n");
    let office = |keys: &str| {
        folder(&[
            ("规则/甲.toml", rule(keys).as_bytes()),
            // 某某 ("so-and-so") in hidden text, and again in an exempt word.
            ("稿.rtf", br"{\rtf1\ansi \u25253?{\v \u26576?\u26576?} \u26576?\u26576?\u21496?\par}"),
            ("hegao.toml", "placeholder.allow = ['某某司']".as_bytes()),
        ])
    };
    for (keys, places) in [
        ("", &["稿.rtf:1:3"] as &[&str]),
        ("in-hidden-text=true\n", &["稿.rtf:1:3", "稿.rtf:2:1"]),
        ("unless-allowed=true\n", &[]),
        ("in-hidden-text=true\nunless-allowed=true\n", &["稿.rtf:2:1"]),
    ] {
        let folder = office(keys);
        let checked = hegao(&folder, &["check", "--pack=规则", "--select=规则", "--format=line", "稿.rtf"]);
        let text = out(&checked);
        let found: Vec<&str> = text.lines().filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(found, places, "{keys}: {text}");
    }
}

#[test]
fn a_name_is_given_once_and_a_pack_has_rules() {
    let rule = PACK[0].1.as_bytes();
    let folder = folder(&[("规则/numbering/gap.toml", rule), ("空/说明.txt", b"")]);
    let taken = hegao(&folder, &["rules", "--pack", "规则"]);
    assert_eq!(code(&taken), 2);
    assert!(err(&taken).contains("numbering/gap.toml:1:1"), "{}", err(&taken));
    assert_eq!(code(&hegao(&folder, &["rules", "--pack", "空"])), 2);
    assert_eq!(code(&hegao(&folder, &["rules", "--pack", "没有"])), 2);
    assert_eq!(code(&hegao(&folder, &["rules", "规则"])), 2);
}

#[test]
fn a_profile_names_every_rule_and_the_slowest_first() {
    let folder = office();
    let profiled = hegao(&folder, &["check", "--pack=规则", "--select=用词", "--profile", "稿"]);
    let text = err(&profiled);
    let rows: Vec<f64> = text
        .lines()
        .filter_map(|line| line.strip_suffix('%')?.split_whitespace().nth(1)?.parse().ok())
        .collect();
    assert!(["用词/错别字", "用词/重复", "合计"].iter().all(|name| text.contains(name)), "{text}");
    assert!(rows.len() == 7 && rows[..6].is_sorted_by(|a, b| a >= b), "{text}");
}

#[test]
fn every_example_of_the_guide_is_a_rule() {
    for guide in ["docs/packs.md", "docs/packs.zh-CN.md"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(guide);
        let text = std::fs::read_to_string(path).unwrap();
        let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let rules: Vec<String> = blocks
            .map(|block| match block.starts_with("severity") {
                true => block.to_owned(),
                false => format!("severity = 'hint'\nfix = 'safe'\n[zh]\ntitle = '甲'\n{block}"),
            })
            .collect();
        assert_eq!(rules.len(), 11, "{guide}");
        let names: Vec<String> = (0..rules.len()).map(|number| format!("规则/例{number}.toml")).collect();
        let files = names.iter().zip(&rules).map(|(name, rule)| (name.as_str(), rule.as_bytes()));
        let folder = folder(&files.collect::<Vec<_>>());
        let tested = hegao(&folder, &["rules", "--test", "规则"]);
        assert_eq!(code(&tested), 0, "{guide}: {}{}", out(&tested), err(&tested));
    }
}
