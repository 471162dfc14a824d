//! Blanks to fill in, as they occur in Word files and web pages: underlined blanks, cells beside
//! labels, headers, text boxes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use program::package::{Docx, paragraph, zip};
use program::{check, folder, json};

/// Creates a run of text (XML of Word).
fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// Creates an underlined run of text.
fn underlined(content: &str) -> String {
    format!("<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr>{content}</w:r>")
}

/// Creates an underlined run of blanks.
fn line(blanks: &str) -> String {
    underlined(&format!("<w:t xml:space=\"preserve\">{blanks}</w:t>"))
}

fn whole(runs: &[String]) -> String {
    format!("<w:p>{}</w:p>", runs.concat())
}

/// Returns the findings in a file.
fn diagnostics(name: &str, bytes: &[u8]) -> Vec<serde_json::Value> {
    let files = folder(&[(name, bytes)]);
    let report = json(&check(&files, &[name, "--select", "placeholder", "--format", "json"]));
    report["files"][0]["diagnostics"].as_array().unwrap().clone()
}

/// Returns rules and paragraph numbers of the findings in a Word document.
fn found(docx: Docx) -> Vec<(String, u64)> {
    let place = |found: &serde_json::Value| found["location"]["docx"]["paragraph"].as_u64().unwrap();
    let found = diagnostics("稿.docx", &docx.build());
    found.iter().map(|found| (found["rule"].as_str().unwrap().to_owned(), place(found))).collect()
}

/// Returns the messages of the findings in a file.
fn messages(name: &str, bytes: &[u8]) -> Vec<String> {
    let found = diagnostics(name, bytes);
    found.iter().map(|found| found["message"].as_str().unwrap().to_owned()).collect()
}

fn body(content: &str) -> Vec<(String, u64)> {
    found(Docx::new(content))
}

fn blank(paragraph: u64) -> (String, u64) {
    ("placeholder/blank".to_owned(), paragraph)
}

#[test]
fn a_line_under_blanks_is_a_blank() {
    let content = paragraph("租赁合同")
        + &whole(&[run("租金为人民币"), line("      "), run("元，")])
        + &whole(&[run("由"), line("  "), line("      "), run("负责验收。")])
        + &whole(&[run("交付地点为"), underlined("<w:tab/><w:tab/>"), run("。")])
        + &whole(&[run("付款方式是"), line("　　　")])
        + &whole(&[line("　　　　"), run("为丙方。")]);
    assert_eq!(body(&content), [2, 3, 4, 5, 6].map(blank));
}

#[test]
fn a_line_under_words_is_none() {
    let content = whole(&[run("租金为人民币"), line("  "), line("五千"), line("  "), run("元。")])
        + &whole(&[run("见"), line("第二章"), run("。")])
        + &whole(&[
            run("共"),
            "<w:r><w:rPr><w:u w:val=\"none\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r>".into(),
            run("三条。"),
        ])
        + &whole(&[line("      ")]);
    assert_eq!(body(&content), []);
}

#[test]
fn places_for_signatures_are_left_to_others() {
    let content = whole(&[run("经办人（签字）："), line("          ")])
        + &whole(&[run("单位（盖章）："), line("        "), run("（公章）")]);
    assert_eq!(body(&content), []);
}

#[test]
fn blanks_in_headers_and_text_boxes_are_found() {
    let header = paragraph("（县办发〔2026〕　号）");
    let docx = Docx::new(&paragraph("正文。")).part("header", "hdr", &header);
    assert_eq!(found(docx).len(), 1);
    let content = "<w:p><w:r><w:drawing><wp:anchor><w:txbxContent><w:p><w:r><w:t xml:space=\"preserve\">保修期为      年。</w:t></w:r></w:p>\
                   </w:txbxContent></wp:anchor></w:drawing></w:r></w:p>";
    assert_eq!(body(content).len(), 1);
}

#[test]
fn a_row_without_a_name_is_found() {
    let cell = |text: &str| {
        let content = if text.is_empty() { "<w:p/>".to_owned() } else { paragraph(text) };
        format!("<w:tc>{content}</w:tc>")
    };
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let table = |name: &str| {
        let rows =
            [["序号", "姓名", "单位"], ["1", "周明", "甲校"], ["2", name, "乙校"], ["3", "孙丽", "丙校"]];
        format!("<w:tbl>{}</w:tbl>", rows.map(row).concat())
    };
    assert_eq!(body(&table("")), [blank(7)]);
    assert_eq!(body(&table("陈红")), []);
}

#[test]
fn a_web_page_underlines_blanks_too() {
    let page = "<!DOCTYPE html><html><body><p>工程造价为<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>元。</p>\
                <p>付款方式是<span style=\"text-decoration: underline\">&emsp;&emsp;</span></p><p>见<u>第二章</u>。</p></body></html>";
    let found = diagnostics("稿.html", page.as_bytes());
    let rules: Vec<&str> = found.iter().map(|found| found["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["placeholder/blank", "placeholder/blank"], "{found:?}");
}

/// Creates a Word field with its delimiters and its displayed result.
fn field(code: &str, result: &str) -> String {
    let sign = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = format!("<w:r><w:instrText> {code} </w:instrText></w:r>");
    [sign("begin"), code, sign("separate"), run(result), sign("end")].concat()
}

/// Creates a content control of Word that shows either its prompt or text typed into it.
fn control(is_prompt: bool, content: &str) -> String {
    let prompt = if is_prompt { "<w:showingPlcHdr/>" } else { "" };
    format!("<w:sdt><w:sdtPr>{prompt}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

#[test]
fn fields_and_controls_that_nobody_filled_in_are_found() {
    let blanks = "\u{2002}".repeat(5);
    let content = whole(&[run("货物经"), field("FORMTEXT", &blanks), run("运到。")])
        + &whole(&[run("货物经"), field("FORMTEXT", "铁路"), run("运到。")])
        + &whole(&[run("货物经"), control(false, &run("     ")), run("运到。")])
        + &whole(&[run("货物经"), control(false, &run("铁路")), run("运到。")])
        + &whole(&[run("承运人为"), control(true, &run("单击此处")), run("运到。")])
        + "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:leader=\"underscore\" w:pos=\"4000\"/></w:tabs></w:pPr>"
        + &run("货物经")
        + "<w:r><w:tab/></w:r>"
        + &run("运到。")
        + "</w:p>"
        + "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:leader=\"dot\" w:pos=\"4000\"/></w:tabs></w:pPr>"
        + &run("验收方式")
        + "<w:r><w:tab/></w:r>"
        + &run("3")
        + "</w:p>";
    let prompt = ("placeholder/field".to_owned(), 5);
    assert_eq!(body(&content), [blank(1), blank(3), prompt, blank(6)]);
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let prompt = control(true, &cell(&paragraph("单击填写")));
    let table = format!("<w:tbl><w:tr>{}{prompt}</w:tr></w:tbl>", cell(&paragraph("承运人")));
    assert_eq!(body(&table), [("placeholder/field".to_owned(), 2)]);
}

#[test]
fn blanks_beside_the_text_are_found() {
    let open = || whole(&[run("保修期为"), line("      "), run("年。")]);
    let note = format!("<w:footnote>{}</w:footnote>", open().replace('年', "周"));
    let end = format!("<w:endnote>{}</w:endnote>", open().replace('年', "天"));
    let docx = Docx::new(&paragraph("正文。"))
        .part("header", "hdr", &open())
        .part("footer", "ftr", &open().replace('年', "月"))
        .part("footnotes", "footnotes", &note)
        .part("endnotes", "endnotes", &end);
    assert_eq!(found(docx), [1, 1, 1, 1].map(blank));
    let cell =
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("约定"), open());
    assert_eq!(body(&cell), [blank(2)]);
}

const TABLES: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// Creates an OpenDocument text with two styles: `line` is underlined, `under` is based on it.
fn odt(content: &str) -> Vec<u8> {
    let names =
        ["office", "text", "table", "style"].map(|name| format!("xmlns:{name}=\"{TABLES}:{name}:1.0\""));
    let styles = "<style:style style:name=\"line\" style:family=\"text\"><style:text-properties \
                  style:text-underline-style=\"solid\"/></style:style><style:style style:name=\"under\" style:family=\"text\" \
                  style:parent-style-name=\"line\"/><style:style style:name=\"words\" style:family=\"text\"><style:text-properties \
                  style:text-underline-style=\"solid\" style:text-underline-mode=\"skip-white-space\"/></style:style><style:style \
                  style:name=\"stops\" style:family=\"paragraph\"><style:paragraph-properties><style:tab-stops><style:tab-stop \
                  style:leader-text=\"_\"/></style:tab-stops></style:paragraph-properties></style:style>";
    let content = format!(
        "<office:document-content {}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{content}</office:text></office:body></office:document-content>",
        names.join(" ")
    );
    let parts = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

/// Creates an RTF file whose Chinese characters are written as escapes.
fn rtf(body: &str) -> Vec<u8> {
    let escaped = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", c as u32) };
    format!("{{\\rtf1\\ansi\\ansicpg936 {}}}", body.chars().map(escaped).collect::<String>()).into_bytes()
}

#[test]
fn other_formats_underline_blanks_too() {
    let span = |style: &str, content: &str| {
        format!("<text:p>货物经<text:span text:style-name=\"{style}\">{content}</text:span>运到。</text:p>")
    };
    let blanks = "<text:s text:c=\"8\"/>";
    let content = span("line", blanks) + &span("under", "<text:tab/><text:tab/>") + &span("line", "铁路");
    assert_eq!(messages("稿.odt", &odt(&content)), ["这里空着没有填写"; 2]);
    assert_eq!(messages("稿.odt", &odt(&span("words", blanks))), Vec::<String>::new());
    let stop = "<text:p text:style-name=\"stops\">货物经<text:tab/>运到。</text:p>";
    assert_eq!(messages("稿.odt", &odt(stop)), ["这里空着没有填写"]);
    let body = "货物经{\\ul         }运到。\\par 货物经\\uldb\\tab\\tab\\ulnone 运到。\\par 货物经{\\ul 铁路}运到。\\par \
                经办人（签字）：{\\ul         }\\par ";
    assert_eq!(messages("稿.rtf", &rtf(body)), ["这里空着没有填写"; 2]);
    assert_eq!(messages("稿.rtf", &rtf("货物经{\\ulw         }运到。")), Vec::<String>::new());
}

/// Creates the same table in each format that supports tables.
fn tables(rows: &[&[&str]]) -> [(&'static str, Vec<u8>); 4] {
    let all = |cell: &dyn Fn(&str) -> String, ends: [&str; 2]| -> String {
        let row = |row: &&[&str]| {
            ends[0].to_owned() + &row.iter().map(|text| cell(text)).collect::<String>() + ends[1]
        };
        rows.iter().map(row).collect()
    };
    let word = all(
        &|text| {
            format!("<w:tc>{}</w:tc>", if text.is_empty() { "<w:p/>".to_owned() } else { paragraph(text) })
        },
        ["<w:tr>", "</w:tr>"],
    );
    let page = all(&|text| format!("<td><p>{text}&nbsp;</p></td>"), ["<tr>", "</tr>"]);
    let cells = all(
        &|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"),
        ["<table:table-row>", "</table:table-row>"],
    );
    let mut lines = all(&|text| format!("| {text} "), ["", "|\n"]);
    let head = lines.find('\n').unwrap_or_default();
    lines.insert_str(head + 1, &("|---".repeat(rows[0].len()) + "|\n"));
    [
        ("稿.docx", Docx::new(&format!("<w:tbl>{word}</w:tbl>")).build()),
        ("稿.html", format!("<p>登记</p><table>{page}</table>").into_bytes()),
        ("稿.odt", odt(&format!("<table:table>{cells}</table:table>"))),
        ("稿.md", lines.into_bytes()),
    ]
}

#[track_caller]
fn assert_tables(rows: &[&[&str]], expected: &[&str]) {
    for (name, bytes) in tables(rows) {
        assert_eq!(messages(name, &bytes), expected, "{name} {rows:?}");
    }
}

#[test]
fn a_label_beside_or_above_an_empty_cell_is_found() {
    let last: &[&str] = &["民族", "汉族", "出生年月", "1980年3月"];
    assert_tables(&[&["姓名", "王立", "性别", ""], last], &["「性别」后面空着没有填写"]);
    assert_tables(&[last, &["籍　贯", "", "联系电话（手机）", "13000000000"]], &["「籍贯」后面空着没有填写"]);
    let rows: &[&[&str]] =
        &[&["会议时间", "3月5日"], &["主持人：", ""], &["记录人", "李四"], &["会议地点", "四楼"]];
    assert_tables(rows, &["「主持人」后面空着没有填写"]);
    let rows: &[&[&str]] = &[&["姓名", "性别", "出生年月", "联系电话"], &["王立", "男", "", "010"]];
    assert_tables(rows, &["「出生年月」后面空着没有填写"]);
    let rows: &[&[&str]] = &[&["姓名：王立", "性别："], &["民族：汉族", "籍贯：四川"]];
    assert_tables(rows, &["「性别」后面空着没有填写"]);
    // The other labels in its column make 隶属支部 ("party branch") a label.
    let rows: &[&[&str]] = &[&["姓名", "王立"], &["民族", "汉族"], &["隶属支部", ""], &["籍贯", "四川"]];
    assert_tables(rows, &["「隶属支部」后面空着没有填写"]);
}

#[test]
fn cells_that_are_left_to_others_or_may_be_empty_are_none() {
    for rows in [
        // A form to be filled in by others.
        &[&["姓名", "王立", "性别", ""][..], &["民族", "", "出生年月", ""], &["籍贯", "", "联系电话", ""]][..],
        &[
            &["姓名", "王立", "性别", "男"],
            &["民族", "汉族", "曾用名", ""],
            &["籍贯", "四川", "审批意见（盖章）", ""],
        ],
        &[&["姓名", "王立", "性别", "男"], &["工作简历", ""], &["家庭成员", ""]],
        &[&["姓名：王立", "性别：男"], &["籍贯：", "四川"], &["经办人：", "单位（盖章）："]],
        // The value of the label is in a later cell.
        &[&["姓名", "", "王立"], &["民族", "", "汉族"], &["籍贯", "", "四川"]],
        &[&["姓名", "王立", "性别", "男"], &["备注", "", "籍贯", "四川"], &["项目内容", "", "", ""]],
        // A list with a header row.
        &[&["姓名", "性别", "职务"], &["王立", "男", "站长"], &["李四", "女", ""], &["赵一", "男", ""]],
        &[&["指标", "去年", "今年"], &["人数", "", "12"], &["金额", "", "30"], &["面积", "5", "6"]],
    ] {
        assert_tables(rows, &[]);
    }
}

#[test]
fn a_cell_that_another_one_covers_is_not_empty() {
    let cell = |text: &str, properties: &str| {
        let content = if text.is_empty() { "<w:p/>".to_owned() } else { paragraph(text) };
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
    };
    let row = |cells: [&str; 4]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |text: &str| cell(text, "");
    let begins = "<w:vMerge w:val=\"restart\"/>";
    let filled = row([&plain("姓名"), &plain("王立"), &plain("民族"), &plain("汉族")])
        + &row([&plain("籍贯"), &cell("四川", "<w:gridSpan w:val=\"3\"/>"), "", ""]);
    let table = |rows: String| format!("<w:tbl>{filled}{rows}</w:tbl>");
    let covered = row([&plain("地址"), &cell("河边", begins), &plain("学历"), &plain("本科")])
        + &row([&plain("住址"), &cell("", "<w:vMerge/>"), &plain("专业"), &plain("水利")]);
    assert_eq!(body(&table(covered)), []);
    let struck = cell("", "<w:tcBorders><w:tl2br w:val=\"single\"/></w:tcBorders>");
    let picture = "<w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc>";
    assert_eq!(body(&table(row([&plain("学历"), &struck, &plain("专业"), picture]))), []);
    let open = row([&cell("学历", begins), &cell("", begins), &plain("专业"), &plain("水利")]);
    assert_eq!(body(&table(open)), [blank(7)]);
    let page = "<table><tr><td>姓名<td>王立<td rowspan=2>籍贯<td rowspan=2>四川<tr><td>民族<td>汉族<tr><td>学历<td><input><td>专业\
                <td><img src=x></table>";
    assert_eq!(messages("稿.html", page.as_bytes()), Vec::<String>::new());
}

#[test]
fn an_empty_cell_in_a_column_of_numbers_is_found() {
    let head: &[&str] = &["乡镇", "投资（万元）", "人数", "备注"];
    let rows = |third: [&'static str; 4]| {
        [
            head,
            &["甲镇", "12", "30", ""],
            &["乙镇", "15.5", "31", ""],
            &third.map(|text| text),
            &["丁镇", "16", "36", "新增"],
            &["戊镇", "17", "33", ""],
        ]
        .map(<[&str]>::to_vec)
    };
    let all = |third: [&'static str; 4], expected: &[&str]| {
        let rows = rows(third);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert_tables(&rows, expected);
    };
    all(["丙镇", "", "32", ""], &["这一行有一格空着，别的行都填了"]);
    for third in [["丙镇", "/", "32", ""], ["小计", "", "97", ""], ["丙镇", "", "", ""]] {
        all(third, &[]);
    }
}
