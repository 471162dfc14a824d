//! Tables of contents: the text after one is checked like the text before it, and its entries are
//! not reported.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use hegao::document::block::BlockKind;
use hegao::document::source::Source;
use hegao::readers::read;
use program::package::{Docx, paragraph};
use program::{Hegao, check, code, folder, json, out};

/// A table of contents without page numbers, and a text in which the heading 三 (number three) is
/// missing.
const GAP: &str = "工作方案\n目录\n一、总体要求\n二、主要任务\n三、保障措施\n\n一、总体要求\n坚持稳中求进，抓好落实。\n\
                   二、主要任务\n办好三件事：一是修路；二是修桥。\n四、保障措施\n各方要配合。\n";

/// Returns rules and lines of the findings in a file with this name.
fn findings(name: &str, bytes: &[u8], arguments: &[&str]) -> Vec<(String, u64)> {
    let files = folder(&[(name, bytes)]);
    let all = [&["--no-config", "--today", "off", "--format", "json", name] as &[&str], arguments].concat();
    let report = json(&check(&files, &all));
    let found = report["files"][0]["diagnostics"].as_array().unwrap().iter().map(|found| {
        let line = found["location"]["start"]["line"].as_u64().unwrap();
        (found["rule"].as_str().unwrap().to_owned(), line)
    });
    found.collect()
}

fn owned(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|&(rule, line)| (rule.to_owned(), line)).collect()
}

/// Creates a paragraph with this style.
fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// Creates a paragraph with elements before and after its text.
fn between(before: &str, text: &str, behind: &str) -> String {
    format!("<w:p><w:r>{before}</w:r><w:r><w:t>{text}</w:t></w:r><w:r>{behind}</w:r></w:p>")
}

fn sign(kind: &str) -> String {
    format!("<w:fldChar w:fldCharType=\"{kind}\"/>")
}

/// Creates the text after Word's table of contents, in which the heading 三 (number three) is
/// missing.
fn word_body() -> String {
    ["一、总体要求", "坚持稳中求进。", "二、主要任务", "抓好落实。", "四、保障措施"].map(paragraph).concat()
}

/// Returns the types of the blocks before the text, and the findings about numbering.
fn in_word(docx: Docx) -> (Vec<BlockKind>, Vec<(String, u64)>) {
    let bytes = docx.build();
    let found = findings("稿.docx", &bytes, &["--select", "numbering"]);
    let doc = read(&Source { name: "稿.docx".to_owned(), bytes }).unwrap();
    let blocks = &doc.blocks()[..doc.blocks().len() - 5];
    (blocks.iter().map(|block| block.kind).collect(), found)
}

#[test]
fn numbering_and_counts_behind_contents_are_checked() {
    let expected = owned(&[("count/announced", 10), ("numbering/gap", 11)]);
    assert_eq!(findings("稿.txt", GAP.as_bytes(), &["--select", "numbering", "--select", "count"]), expected);
    let pages =
        GAP.replace("\n\n", "……7\n\n").replace("求\n二", "求……1\n二").replacen("务\n三", "务……3\n三", 1);
    assert_eq!(
        findings("稿.txt", pages.as_bytes(), &["--select", "numbering", "--select", "count"]),
        expected
    );
}

#[test]
fn numbering_behind_contents_of_a_web_page_is_checked() {
    let list = "<li>一、总体要求</li><li>二、主要任务</li><li>三、保障措施</li>";
    let text = "<h2>一、总体要求</h2><p>稳。</p><h2>二、主要任务</h2><p>快。</p><h2>四、保障措施</h2>";
    for toc in
        [format!("<nav id=\"toc\"><h2>目录</h2><ul>{list}</ul></nav>"), format!("<p>目录</p><ul>{list}</ul>")]
    {
        let found = findings("稿.html", format!("{toc}{text}").as_bytes(), &["--select", "numbering"]);
        assert_eq!(found.iter().map(|(rule, _)| rule).collect::<Vec<_>>(), ["numbering/gap"], "{toc}");
    }
}

#[test]
fn entries_and_their_headings_are_no_repeats() {
    let title = "坚持以人民为中心的发展思想，着力解决群众身边的急难愁盼问题";
    let other = "坚持以改革创新为根本动力，着力破解制约高质量发展的突出矛盾";
    let text = format!(
        "目录\n一、{title}\n二、{other}\n图1 产量走势\n表1 分县产量\n\n一、{title}\n群众的事就是大事。\n图1 产量走势\n\
         二、{other}\n改革要有实招，见图1。\n表1 分县产量\n"
    );
    assert_eq!(findings("稿.txt", text.as_bytes(), &[]), owned(&[]));
}

#[test]
fn a_real_repeat_behind_contents_is_found() {
    let paragraph = "各地要建立台账、挂图作战，把任务分解到人、落实到天，每周调度一次，每月通报一次，对进度慢的地方由分管领导约谈，\
                     对弄虚作假的依规依纪追责，对干得好的给予表扬，让实干者有舞台、有奔头。";
    let text = format!(
        "目录\n一、坚持问题导向\n二、抓好落实\n\n一、坚持问题导向\n群众的事就是大事。\n二、抓好落实\n{paragraph}\n要有实招。\n{paragraph}\n"
    );
    assert_eq!(
        findings("稿.txt", text.as_bytes(), &["--select", "duplicate"]),
        owned(&[("duplicate/block", 10)])
    );
}

#[test]
fn a_cover_that_stands_again_behind_the_contents_is_no_repeat() {
    let cover = "项目名称：滨江新区机关食堂食材集中采购与配送服务项目\n采购单位：滨江新区机关事务管理服务中心综合保障科";
    let text =
        format!("{cover}\n目录\n总则……1\n分则……5\n总则\n本项目公开采购。\n{cover}\n分则\n各方要守约。\n");
    assert_eq!(findings("稿.txt", text.as_bytes(), &["--select", "duplicate"]), owned(&[]));
}

#[test]
fn articles_that_contents_list_count_for_nothing() {
    let text = "管理办法\n目录\n第一章 总则\n第二章 分则\n第四章 附则\n\n第一章 总则\n第一条 为了管理，制定本办法。\n第二章 分则\n\
                第二条 各方要守约。\n第三章 附则\n第三条 本办法第五条自公布之日起施行。\n";
    assert_eq!(
        findings("稿.txt", text.as_bytes(), &["--select", "numbering"]),
        owned(&[("numbering/reference", 12)])
    );
}

#[test]
fn what_is_said_once_a_document_is_said_of_the_text() {
    let text = "目录\n一.开局……1\n二.收官……3\n一.开局\n要稳。\n二.收官\n要快。\n";
    assert_eq!(
        findings("稿.txt", text.as_bytes(), &["--select", "numbering/mark"]),
        owned(&[("numbering/mark", 4)])
    );
}

#[test]
fn a_field_of_word_is_contents_to_its_end() {
    // The field code is split into two runs, and its end delimiter is in a paragraph of its own.
    let begin = format!(
        "{}<w:instrText> TO</w:instrText><w:instrText>C \\o \"1-3\" </w:instrText>{}",
        sign("begin"),
        sign("separate")
    );
    let field = between(&begin, "一、总体要求\t1", "")
        + &paragraph("二、主要任务\t2")
        + &between("", "三、保障措施\t3", "")
        + &format!("<w:p><w:r>{}</w:r></w:p>", sign("end"));
    let (kinds, found) = in_word(Docx::new(&(paragraph("目录") + &field + &word_body())));
    let contents = [BlockKind::Contents; 3];
    assert_eq!(kinds, [&[BlockKind::Paragraph] as &[BlockKind], &contents].concat());
    assert_eq!(found, owned(&[("numbering/gap", 10)]));
}

#[test]
fn a_simple_field_a_control_and_styles_are_contents() {
    let entries = ["一、总体要求\t1", "二、主要任务\t2", "三、保障措施\t3"];
    let simple: String = entries
        .iter()
        .map(|entry| {
            let run = format!("<w:r><w:t>{entry}</w:t></w:r>");
            format!("<w:p><w:fldSimple w:instr=\" TOC \\o \">{run}</w:fldSimple></w:p>")
        })
        .collect();
    let control = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}</w:sdtContent></w:sdt>",
        entries.map(paragraph).concat()
    );
    let named = |name: &str| {
        let style =
            format!("<w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:name w:val=\"{name}\"/></w:style>");
        (entries.map(|entry| styled("a7", entry)).concat(), style)
    };
    let undefined = entries.map(|entry| styled("TOC1", entry)).concat();
    let cases = [
        (simple, String::new()),
        (control, String::new()),
        named("toc 1"),
        named("目录 1"),
        (undefined, String::new()),
    ];
    for (contents, styles) in cases {
        let docx =
            Docx::new(&(paragraph("目录") + &contents + &word_body())).part("styles", "styles", &styles);
        let (kinds, found) = in_word(docx);
        assert_eq!(kinds[1..], [BlockKind::Contents; 3], "{contents}");
        assert_eq!(found, owned(&[("numbering/gap", 9)]), "{contents}");
    }
}

#[test]
fn a_field_of_word_that_never_ends_hides_no_text() {
    let begin = format!("{}<w:instrText>TOC \\o</w:instrText>{}", sign("begin"), sign("separate"));
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>";
    let body = styled("1", "一、总体要求")
        + &paragraph("稳。")
        + &styled("1", "二、主要任务")
        + &styled("1", "四、保障措施");
    let docx = Docx::new(&(between(&begin, "一、总体要求\t1", "") + &paragraph("二、主要任务\t2") + &body));
    let bytes = docx.part("styles", "styles", style).build();
    assert_eq!(findings("稿.docx", &bytes, &["--select", "numbering"]), owned(&[("numbering/gap", 6)]));
}

#[test]
fn contents_typed_in_word_end_where_the_text_begins() {
    let contents =
        ["目　录", "一、总体要求\t1", "二、主要任务\t2", "三、保障措施\t3"].map(paragraph).concat();
    let (_, found) = in_word(Docx::new(&(contents + &word_body())));
    assert_eq!(found, owned(&[("numbering/gap", 9)]));
}

#[test]
fn the_outline_shows_contents_as_one_line_and_then_the_text() {
    let files = folder(&[("稿.txt", GAP.as_bytes())]);
    let run =
        |arguments: &[&str]| Hegao::new(files.path(), &[&["outline", "稿.txt"], arguments].concat()).run();
    let tree = run(&[]);
    assert_eq!(code(&tree), 0);
    let expected = "     2  目录（3 条）\n     7  一、总体要求\n     9  二、主要任务\n    10    一是修路\n    10    二是修桥\n    11  四、保障措施\n";
    assert_eq!(out(&tree), expected);
    assert!(out(&run(&["--lang", "en"])).starts_with("     2  目录 (3 entries)\n"));

    let outline = json(&run(&["--json"]));
    let contents = &outline["entries"][0];
    assert_eq!((contents["kind"].as_str(), contents["text"].as_str()), (Some("contents"), Some("目录")));
    assert_eq!((contents["listed"].as_u64(), &contents["children"]), (Some(3), &serde_json::Value::Null));
    assert_eq!(outline["entries"][3]["text"], "四、保障措施");
}

#[test]
fn contents_of_word_without_a_head_are_named_in_the_outline() {
    let body = [styled("TOC1", "一、总体要求\t1"), styled("TOC1", "二、主要任务\t2")].concat() + &word_body();
    let files = folder(&[("稿.docx", &Docx::new(&body).build())]);
    let tree = out(&Hegao::new(files.path(), &["outline", "稿.docx"]).run());
    assert!(tree.starts_with("     1  目录（2 条）\n     3  一、总体要求\n"), "{tree}");
}

#[test]
fn a_finding_in_contents_of_word_says_where_it_is() {
    let body = styled("TOC1", "一、关于XX镇的情况\t1") + &word_body();
    let files = folder(&[("稿.docx", &Docx::new(&body).build())]);
    let arguments = ["稿.docx", "--no-config", "--today", "off", "--select", "placeholder"];
    assert!(out(&check(&files, &arguments)).contains("在目录里"));
    let english = out(&check(&files, &[&arguments as &[&str], &["--lang", "en"]].concat()));
    assert!(english.contains("table of contents"), "{english}");
}
