//! Word documents: the text that is read, the places in it, and the errors for bad files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod program;

use hegao::document::Document;
use hegao::document::block::{Aside, BlockKind};
use hegao::document::location::LinelessPlace;
use hegao::document::marking::MarkingKind;
use hegao::document::source::{Revisions, Source};
use hegao::readers::{ReadOptions, read, read_as};
use program::package::{Docx, WORD, paragraph, zip};
use program::{check, code, folder, json, out};

fn document(bytes: Vec<u8>) -> Document {
    read(&Source { name: "稿.docx".to_owned(), bytes }).unwrap()
}

fn lines(docx: Docx) -> Vec<String> {
    document(docx.build()).view().lines().map(str::to_owned).collect()
}

fn body(content: &str) -> Vec<String> {
    lines(Docx::new(content))
}

#[test]
fn a_paragraph_is_a_line_whatever_its_runs() {
    let runs = "<w:p><w:r><w:t>各位</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>代表</w:t><w:tab/><w:t>同志</w:t></w:r></w:p>";
    assert_eq!(body(&(runs.to_owned() + "<w:p/>" + &paragraph("完"))), ["各位代表\t同志", "", "完"]);
}

#[test]
fn a_break_begins_a_line_and_signs_are_characters() {
    let content = "<w:p><w:r><w:t>一、甲</w:t><w:br/><w:t>二、乙</w:t><w:noBreakHyphen/><w:softHyphen/>\
                   <w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>是&amp;否&#x4E00;</w:t></w:r></w:p>";
    assert_eq!(body(content), ["一、甲", "二、乙-□是&否一"]);
}

#[test]
fn blanks_at_the_ends_of_a_text_count_only_where_they_are_kept() {
    let content =
        "<w:p><w:r><w:t> 甲 </w:t><w:t xml:space=\"preserve\"> 乙 </w:t><w:t>丙\n丁</w:t></w:r></w:p>";
    assert_eq!(body(content), ["甲 乙 丙 丁"]);
}

#[test]
fn the_result_of_a_field_is_read_and_its_code_is_not() {
    let content = "<w:p><w:r><w:t>共</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
        <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>不读</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"NUMPAGES\"><w:r><w:t>页</w:t></w:r></w:fldSimple>\
        <w:hyperlink><w:r><w:t>完</w:t></w:r></w:hyperlink></w:p>";
    assert_eq!(body(content), ["共3页完"]);
}

#[test]
fn tracked_changes_are_read_as_asked() {
    let content = "<w:p><w:r><w:t>讲</w:t></w:r><w:ins><w:r><w:t>三</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>两</w:delText></w:r></w:del><w:r><w:t>点</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>全删</w:delText></w:r></w:del></w:p><w:p/>";
    let bytes = Docx::new(content).build();
    let read = |revisions| {
        let options = ReadOptions { revisions, ..ReadOptions::default() };
        let doc = read_as(&Source { name: "稿.docx".to_owned(), bytes: bytes.clone() }, &options).unwrap();
        assert!(doc.origin().properties.as_ref().unwrap().has_revisions);
        doc.view().to_owned()
    };
    assert_eq!(read(Revisions::Final), "讲三点\n前后\n\n");
    assert_eq!(read(Revisions::Original), "讲两点\n前\n后\n全删\n\n");
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("框"));
    let content = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor>{text_box}</wp:anchor>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>后</w:t></w:r><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>{}",
        paragraph("完")
    );
    let doc = document(Docx::new(&content).build());
    assert_eq!(doc.view(), "前后\u{fffc}\n框\n完\n");
    assert_eq!(doc.blocks()[1].kind, BlockKind::Aside(Aside::Box(1)));
    // The fallback for older programs counts as a paragraph, as it does for `(//w:p)[4]`.
    let Some(LinelessPlace::Paragraph { paragraph, .. }) = doc.place(doc.blocks()[2].span) else {
        panic!("a place")
    };
    assert_eq!(paragraph, 4);
}

#[test]
fn cells_know_their_place_and_nested_tables_come_in_order() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&paragraph("内")));
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", paragraph("乙"));
    let content = format!(
        "<w:tbl><w:tr>{}{wide}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell(&paragraph("甲")),
        cell(&paragraph("丙")),
        cell(&(paragraph("丁") + &inner + &paragraph("戊")))
    );
    let doc = document(Docx::new(&content).build());
    let cells = doc.blocks().iter().map(|block| match block.kind {
        BlockKind::Cell(cell) => (doc.slice(block.span).to_owned(), cell.table, cell.row, cell.column),
        kind => panic!("{kind:?}"),
    });
    let expected = [
        ("甲", 0, 0, 0),
        ("乙", 0, 0, 1),
        ("丙", 0, 0, 3),
        ("丁", 0, 1, 0),
        ("内", 1, 0, 0),
        ("戊", 0, 1, 0),
    ];
    let expected = expected.map(|(text, table, row, column)| (text.to_owned(), table, row, column));
    assert_eq!(cells.collect::<Vec<_>>(), expected);
}

#[test]
fn cells_over_several_columns_and_rows_are_known() {
    let cell = |properties: &str, content: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(content))
    };
    let row = |properties: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
    };
    let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let rows = [
        row("", &[cell(begins, "甲"), cell("<w:gridSpan w:val=\"2\"/>", "乙")]),
        row("", &[cell(goes_on, ""), cell("", "丙"), cell(begins, "丁")]),
        row("", &[cell(goes_on, ""), cell("", "戊"), cell(goes_on, "")]),
        row("<w:gridBefore w:val=\"1\"/>", &[cell("", "己")]),
    ];
    let doc = document(Docx::new(&format!("<w:tbl>{}</w:tbl>", rows.concat())).build());
    let merged = doc.merged_cells().iter().map(|it| (it.cell.row, it.cell.column, it.width, it.height));
    assert_eq!(merged.collect::<Vec<_>>(), [(0, 0, 1, 3), (0, 1, 2, 1), (1, 2, 1, 2)]);
    let last = doc.blocks().last().unwrap();
    let BlockKind::Cell(last) = last.kind else { panic!("a cell") };
    assert_eq!((last.row, last.column), (3, 1), "a row may begin behind columns that it leaves out");
}

#[test]
fn notes_headers_and_footers_come_behind_the_body() {
    let reference = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>续</w:t></w:r></w:p>";
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        paragraph(""),
        paragraph("注释XX")
    );
    let docx =
        Docx::new(reference).part("header", "hdr", &paragraph("页眉")).part("footnotes", "footnotes", &notes);
    let doc = document(docx.build());
    assert_eq!(doc.view(), "正文续\n注释XX\n页眉\n");
    let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
    let asides = [Aside::Footnote(1), Aside::Header].map(BlockKind::Aside);
    assert_eq!(kinds, [&[BlockKind::Paragraph], &asides[..]].concat());
    let Some(LinelessPlace::Paragraph { part, .. }) = doc.place(doc.blocks()[1].span) else {
        panic!("a place")
    };
    assert_eq!(part, "word/footnotes4.xml");
}

#[test]
fn a_header_that_all_pages_share_is_read_once() {
    let docx = Docx::new(&paragraph("正文"))
        .part("header", "hdr", &paragraph("文号〔2026〕XX号"))
        .part("header", "hdr", &paragraph("文号〔2026〕XX号"))
        .part("footer", "ftr", &paragraph("第XX页"));
    let doc = document(docx.build());
    assert_eq!(doc.view(), "正文\n文号〔2026〕XX号\n第XX页\n");
    let footer = doc.blocks()[2].span;
    let Some(LinelessPlace::Paragraph { part, paragraph, .. }) = doc.place(footer) else { panic!("a place") };
    assert_eq!((part, paragraph), ("word/footer5.xml", 1));
    assert!(!doc.source(footer).bytes.is_empty());
}

const LISTS: &str = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>";

fn numbered(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn automatic_numbers_are_read_and_styles_may_carry_them() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>\
        <w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>";
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>";
    let docx = Docx::new(&(numbered("甲") + styled + &numbered("丙")))
        .part("numbering", "numbering", LISTS)
        .part("styles", "styles", styles);
    let doc = document(docx.build());
    assert_eq!(doc.view(), "一、甲\n二、标题\n三、丙\n");
    let kinds: Vec<BlockKind> = doc.blocks().iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Item, BlockKind::Heading(1), BlockKind::Item]);
}

#[test]
fn styles_of_tables_are_passed_over_and_those_behind_them_are_read() {
    let list = "<w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr>";
    let style = |kind: &str, id: &str, inner: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\">{inner}</w:style>")
    };
    let styles = [
        "<w:latentStyles w:count=\"1\"><w:lsdException w:name=\"Normal\"/></w:latentStyles>".to_owned(),
        style("table", "表", &format!("<w:name w:val=\"表\"/>{list}<w:tblStylePr w:type=\"firstRow\"/>")),
        style("table", "空", "<!-- </w:style> -->"),
        style("paragraph", "甲", list),
    ]
    .concat();
    let of = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    assert_eq!(listed(&styles, &[&of("甲"), &of("表"), &of("甲")]), ["一、文", "文", "二、文"]);
    let wrong = styles + "<w:style w:type=\"paragraph\"></w:name></w:style>";
    let docx = Docx::new("<w:p/>").part("styles", "styles", &wrong);
    let source = Source { name: "甲.docx".into(), bytes: docx.build() };
    let error = read(&source).unwrap_err().to_string();
    assert!(error.contains("styles") && error.contains("not well-formed"), "{error}");
}

#[test]
fn each_document_has_its_own_styles_whatever_was_read_before() {
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>";
    let styles = |level: u8| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"heading {level}\"/></w:style>")
    };
    let kind = |docx: Docx| document(docx.build()).blocks()[0].kind;
    for level in [1, 1, 2, 1, 1, 3, 2, 2] {
        assert_eq!(
            kind(Docx::new(styled).part("styles", "styles", &styles(level))),
            BlockKind::Heading(level)
        );
        assert_eq!(kind(Docx::new(styled)), BlockKind::Paragraph);
    }
}

#[test]
fn a_number_stands_with_the_text_behind_a_page_break() {
    let broken = numbered("乙").replace("<w:t>", "<w:br w:type=\"page\"/><w:t>");
    let docx = Docx::new(&(numbered("甲") + &broken)).part("numbering", "numbering", LISTS);
    assert_eq!(lines(docx), ["一、甲", "二、乙"]);
}

/// Returns the lines read from paragraphs with these properties, in a list of three levels. The
/// second level is linked to the style `linked`.
fn listed(styles: &str, paragraphs: &[&str]) -> Vec<String> {
    let level = |at: usize, form: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = [
        level(0, "chineseCounting", "%1、", ""),
        level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"linked\"/>"),
        level(2, "decimal", "%3）", ""),
    ];
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/></w:num>",
        levels.concat()
    );
    let body = paragraphs.iter().map(|set| {
        let text = if set.contains("sectPr") { "" } else { "<w:r><w:t>文</w:t></w:r>" };
        format!("<w:p><w:pPr>{set}</w:pPr>{text}</w:p>")
    });
    lines(
        Docx::new(&body.collect::<String>())
            .part("numbering", "numbering", &lists)
            .part("styles", "styles", styles),
    )
}

fn style(id: &str, based_on: &str, numbered: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:basedOn w:val=\"{based_on}\"/>\
         <w:pPr><w:numPr>{numbered}</w:numPr></w:pPr></w:style>"
    )
}

const FIRST: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr>";

#[test]
fn a_level_and_its_list_are_inherited_apart() {
    let level = |at: usize| format!("<w:ilvl w:val=\"{at}\"/>");
    let list = |id: usize| format!("<w:numId w:val=\"{id}\"/>");
    let of = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let styles = [
        style("甲", "", &list(5)),
        style("乙", "甲", &level(2)),
        style("丙", "乙", &list(6)),
        style("丁", "乙", &list(0)),
    ]
    .concat();
    let cases = [
        // A style with only a level takes its list from the style it is based on.
        (of("乙"), "1）文"),
        // A style with only a list takes its level from there.
        (of("丙"), "1）文"),
        // Level and list of a paragraph take precedence over those of its style.
        (of("乙") + &format!("<w:numPr>{}</w:numPr>", level(1)), "（一）文"),
        (of("乙") + &format!("<w:numPr>{}</w:numPr>", list(6)), "1）文"),
        (of("乙") + &format!("<w:numPr>{}</w:numPr>", list(0)), "文"),
        (of("丁"), "文"),
        (format!("<w:numPr>{}</w:numPr>", level(1)), "文"),
    ];
    for (set, expected) in cases {
        assert_eq!(listed(&styles, &[FIRST, &set]), ["一、文", expected], "{set}");
    }
}

#[test]
fn a_level_that_names_a_style_goes_before_the_level_in_the_style() {
    let styles = [
        style("甲", "", "<w:numId w:val=\"5\"/>"),
        style("linked", "甲", "<w:ilvl w:val=\"2\"/>"),
        style("后", "linked", ""),
    ]
    .concat();
    let of = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let set = of("linked") + "<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>";
    assert_eq!(
        listed(&styles, &[&of("甲"), &of("linked"), &of("后"), &set]),
        ["一、文", "（一）文", "（二）文", "二、文"]
    );
}

#[test]
fn a_paragraph_that_only_ends_a_section_has_no_number() {
    let section = FIRST.to_owned() + "<w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr>";
    assert_eq!(listed("", &[FIRST, &section, FIRST]), ["一、文", "", "二、文"]);
    let break_and_text = format!(
        "<w:p><w:pPr>{FIRST}<w:sectPr/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p><w:p><w:pPr>{FIRST}</w:pPr></w:p>"
    );
    let docx = Docx::new(&(numbered("甲") + &break_and_text + &numbered("丁")));
    let read = lines(docx.part("numbering", "numbering", LISTS));
    assert_eq!(read, ["一、甲", "二、乙", "三、", "四、丁"], "text and an empty item are numbered");
}

#[test]
fn what_stands_in_a_cell_that_goes_on_from_above_is_hidden() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let rows = [
        row(&[cell("", "科室"), cell("", "人数")]),
        row(&[cell("", "办公室"), cell("<w:vMerge w:val=\"restart\"/>", "120")]),
        row(&[cell("", "督查室"), cell("<w:vMerge/>", "230")]),
        row(&[cell("", "信息室"), cell("", "340")]),
        row(&[cell("", "合计"), cell("", "460")]),
    ];
    let table = format!("<w:tbl>{}</w:tbl>", rows.concat());
    let files = folder(&[("表.docx", &Docx::new(&table).build())]);
    let found = json(&check(&files, &["表.docx", "--format", "json", "--select", "figure"]));
    assert_eq!(found["files"][0]["diagnostics"].as_array().map(Vec::len), Some(0), "{found}");
}

#[test]
fn a_mark_typed_by_hand_goes_on_behind_automatic_ones() {
    let numbers = |last: &str| {
        let docx = Docx::new(&(numbered("甲") + &numbered("乙") + &paragraph(last)));
        docx.part("numbering", "numbering", LISTS).build()
    };
    let files = folder(&[("对.docx", &numbers("三、丙")), ("错.docx", &numbers("四、丙"))]);
    assert_eq!(code(&check(&files, &["对.docx"])), 0);
    let report = json(&check(&files, &["错.docx", "--format", "json"]));
    let found = &report["files"][0]["diagnostics"];
    assert_eq!((found.as_array().unwrap().len(), found[0]["rule"].as_str()), (1, Some("numbering/gap")));
    assert_eq!(found[0]["location"]["docx"]["paragraph"], 3);
    assert_eq!(found[0]["related"][0]["location"]["start"]["line"], 2, "the number that Word makes");
}

#[test]
fn prompts_colours_and_hidden_text_are_known() {
    let content = "<w:p><w:r><w:t>单位：</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\
        <w:r><w:t>单击输入</w:t></w:r></w:sdtContent></w:sdt></w:p>\
        <w:p><w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>待</w:t></w:r><w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>\
        <w:tab/><w:t>核</w:t></w:r><w:r><w:t>实</w:t></w:r></w:p>\
        <w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗XX</w:t></w:r></w:p>";
    let doc = document(Docx::new(content).build());
    assert_eq!(doc.view(), "单位：单击输入\n待\t核实\n明\n暗XX\n");
    let markings = doc.markings().iter().map(|marking| (marking.kind, doc.slice(marking.span)));
    assert_eq!(
        markings.collect::<Vec<_>>(),
        [(MarkingKind::Prompt, "单击输入"), (MarkingKind::Highlight, "待\t核")]
    );
    assert_eq!(doc.blocks()[3].kind, BlockKind::Hidden);

    let files = folder(&[("稿.docx", &Docx::new(content).build())]);
    let report = json(&check(&files, &["稿.docx", "--format", "json"]));
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let found = found.iter().map(|found| {
        let kind = &found["location"]["docx"]["kind"];
        (found["rule"].as_str().unwrap(), kind.as_str().unwrap())
    });
    let expected = [
        ("placeholder/field", "paragraph"),
        ("placeholder/highlight", "paragraph"),
        ("placeholder/mask", "hidden"),
    ];
    assert!(found.eq(expected), "{report}");
    assert!(out(&check(&files, &["稿.docx"])).contains("是隐藏文字"));
}

#[test]
fn a_colour_is_a_finding_a_line_however_its_runs_are_divided() {
    let run = |content: &str| format!("<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>{content}</w:r>");
    let divisions = [
        run("<w:t>待核</w:t><w:br/><w:t>待查</w:t>"),
        run("<w:t>待核</w:t>") + &run("<w:br/><w:t>待查</w:t>"),
        run("<w:t>待核</w:t><w:br/><w:t>待</w:t>") + &run("<w:t>查</w:t>"),
    ];
    for runs in divisions {
        let doc = document(Docx::new(&format!("<w:p>{runs}</w:p>")).build());
        let marked: Vec<&str> = doc.markings().iter().map(|marking| doc.slice(marking.span)).collect();
        assert_eq!(marked, ["待核", "待查"], "{runs}");
    }
}

#[test]
fn places_lead_back_to_the_bytes_of_the_part() {
    let content =
        paragraph("前") + "<w:p><w:r><w:t>共</w:t></w:r><w:r><w:t>80&amp;户，截止</w:t></w:r></w:p>";
    let bytes = Docx::new(&content).build();
    let doc = document(bytes);
    let start = doc.text().find("截止").unwrap();
    let span = hegao::text::span::Span::new(start, start + "截止".len());
    let source = doc.source(span);
    let part = format!("<w:body>{content}");
    let before = doc.source(hegao::text::span::Span::new(0, 3)).bytes.start();
    let first = part.find('前').unwrap();
    assert_eq!(source.bytes.start() - before, part.find("截止").unwrap() - first);
    assert_eq!(doc.editable(span).unwrap().bytes, source.bytes);
    let over = doc.text().find("共80").unwrap();
    assert_eq!(doc.editable(hegao::text::span::Span::new(over, over + 5)), None, "two runs");
    let Some(LinelessPlace::Paragraph { paragraph, start, end, .. }) = doc.place(span) else {
        panic!("a place")
    };
    assert_eq!((paragraph, start, end), (2, 6, 8));
}

fn chunk(id: &str) -> String {
    format!("<w:altChunk w:id=\"{id}\"/>")
}

#[test]
fn inserted_documents_are_read_where_they_stand() {
    let inner =
        Docx::new(&(numbered("甲") + &paragraph("丁XX"))).part("numbering", "numbering", LISTS).build();
    let gbk = b"\xb5\xda\xd2\xbb\n\xb5\xda\xb6\xfe\n";
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("格"));
    let body = [
        paragraph("前"),
        chunk("a"),
        chunk("b"),
        table,
        chunk("c"),
        format!("<w:p><w:pPr>{FIRST}</w:pPr><w:r><w:t>自</w:t></w:r></w:p>"),
        chunk("d"),
    ];
    let docx = Docx::new(&body.concat())
        .part("numbering", "numbering", LISTS)
        .file(
            "aFChunk",
            "a",
            "a.html",
            "<table><tr><th>名</th></tr><tr><td>乙&amp;丙</td></tr></table><p>页".as_bytes(),
        )
        .file("aFChunk", "b", "b.txt", gbk)
        .file("aFChunk", "c", "c.docx", &inner)
        .file("aFChunk", "d", "d.rtf", br"{\rtf1\ansi\ansicpg936 \'ce\'c4XX\par}");
    let doc = document(docx.build());
    assert_eq!(doc.view(), "前\n名\n乙&丙\n页\n第一\n第二\n格\n一、甲\n丁XX\n一、自\n文XX\n");
    assert!(doc.unread().is_empty());
    // Table numbers continue through inserted documents. Their text maps to the inserting element
    // and cannot be edited.
    let table_of = |text: &str| {
        doc.blocks().iter().find_map(|block| match block.kind {
            BlockKind::Cell(cell) if doc.slice(block.span) == text => Some(cell.table),
            _ => None,
        })
    };
    assert_eq!((table_of("乙&丙"), table_of("格")), (Some(0), Some(1)));
    let inside = doc.text().find("丁XX").unwrap();
    let span = hegao::text::span::Span::new(inside, inside + 5);
    assert!(doc.editable(span).is_none());
    let Some(LinelessPlace::Paragraph { part, paragraph, .. }) = doc.place(span) else { panic!("a place") };
    assert_eq!((part, paragraph), ("word/document.xml", 2), "the paragraph before it");
}

/// Asserts that every format of report mentions an inserted document that was not read, and that
/// the file never passes.
#[test]
fn an_inserted_document_that_is_not_read_is_told_in_every_format() {
    let mht = b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>XX</p>";
    let body = paragraph("各位代表") + &chunk("a") + &chunk("gone");
    let bytes = Docx::new(&body).file("aFChunk", "a", "a.mht", mht).build();
    let files = folder(&[("稿.docx", &bytes)]);
    for format in [
        "pretty", "line", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson",
        "markdown",
    ] {
        let output = check(&files, &["稿.docx", "--format", format, "--lang", "zh"]);
        assert_eq!(code(&output), 2, "{format}");
        let told = match format {
            "pretty" | "line" => program::err(&output),
            _ => out(&output),
        };
        assert!(told.contains("word/a.mht") || told.contains("word/a\\.mht"), "{format}: {told}");
        assert!(told.contains("gone"), "{format}: {told}");
        assert!(program::err(&output).contains("1 个有一部分没有读"));
    }
    let report = json(&check(&files, &["稿.docx", "--format", "json"]));
    assert_eq!(report["files"][0]["unread"], serde_json::json!(["gone", "word/a.mht"]));
    assert_eq!(report["summary"]["partly_read"], 1);
    let sarif = json(&check(&files, &["稿.docx", "--format", "sarif"]));
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let shown = program::Hegao::new(files.path(), &["text", "稿.docx"]).run();
    assert!(program::err(&shown).contains("word/a.mht"));
}

#[test]
fn inserted_documents_nest_within_bounds() {
    let mut bytes = Docx::new(&paragraph("底")).build();
    for depth in 0..6 {
        let body = paragraph(&format!("层{depth}")) + &chunk("a");
        bytes = Docx::new(&body).file("aFChunk", "a", "a.docx", &bytes).build();
    }
    let doc = document(bytes);
    assert_eq!(doc.view(), "层5\n层4\n层3\n层2\n层1\n");
    assert_eq!(doc.unread(), [["word/a.docx"; 5].join("/")]);

    let long = "一".repeat(400_000);
    let many = paragraph("前") + &chunk("a").repeat(1000);
    let bomb = Docx::new(&many).file("aFChunk", "a", "a.txt", long.as_bytes()).build();
    let files = folder(&[("炸弹.docx", &bomb)]);
    let report = json(&check(&files, &["炸弹.docx", "--format", "json"]));
    assert_eq!(report["files"][0]["error"]["kind"], "bomb");
}

#[test]
fn strict_files_odd_prefixes_and_utf16_parts_are_read() {
    let strict = "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><p><r><t>各位</t></r></p></body></document>";
    let odd = format!(
        "<o:document xmlns:o=\"{WORD}\"><o:body><o:p><o:r><o:t>各位</o:t></o:r></o:p></o:body></o:document>"
    );
    let wide: Vec<u8> = format!("\u{feff}{odd}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{odd}");
    for part in [strict.as_bytes().to_vec(), odd.into_bytes(), wide, marked.into_bytes()] {
        assert_eq!(document(Docx::with_document(part).build()).view(), "各位\n");
    }
}

/// Asserts that each bad file gets an error with the reason, at little cost.
#[test]
fn bad_files_are_refused_with_the_reason() {
    let good = Docx::new(&paragraph("各位代表")).build();
    let main = |text: &str| Docx::with_document(text.as_bytes().to_vec()).build();
    let inside = |content: &str| main(&format!("<w:document xmlns:w=\"{WORD}\">{content}</w:document>"));
    let ole = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 64], &name].concat()
    };
    let mut lying = good.clone();
    // Understates the size of the document in the zip directory, which the reader must not trust.
    let entry = lying.windows(17).rposition(|bytes| bytes == b"word/document.xml").unwrap() - 46;
    lying[entry + 24..entry + 28].copy_from_slice(&1u32.to_le_bytes());
    let bomb = {
        let mut text = format!("<w:document xmlns:w=\"{WORD}\"><w:body>").into_bytes();
        text.resize(64 * 1024 * 1024, b' ');
        Docx::with_document(text).build()
    };
    let rows: [(&str, &str, Vec<u8>); 13] = [
        ("文本.docx", "not-a-zip", "各位代表".into()),
        ("别的.docx", "not-the-format", zip(&[("说明.txt".to_owned(), b"zip".to_vec())])),
        ("表格.docx", "not-the-format", main("<workbook/>")),
        ("密码.docx", "encrypted", ole("EncryptedPackage")),
        ("旧版.docx", "not-a-zip", ole("WordDocument")),
        ("截断.docx", "damaged", good[..good.len() / 2].to_vec()),
        ("谎报.docx", "damaged", lying),
        ("炸弹.docx", "bomb", bomb),
        ("实体.docx", "doctype", main("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")),
        ("未知.docx", "malformed-xml", inside("<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>")),
        ("不闭合.docx", "malformed-xml", main(&format!("<w:document xmlns:w=\"{WORD}\"><w:body><w:p>"))),
        ("太深.docx", "too-deep", inside(&"<w:p>".repeat(100_000))),
        ("非字.docx", "malformed-xml", Docx::with_document(b"<a>\xff</a>".to_vec()).build()),
    ];
    for (name, kind, bytes) in rows {
        let files = folder(&[(name, &bytes), ("好.docx", &good)]);
        let output = check(&files, &["--format", "json", "."]);
        let report = json(&output);
        let of = |name: &str| {
            let files = report["files"].as_array().unwrap();
            files.iter().find(|file| file["path"] == format!("./{name}")).unwrap().clone()
        };
        assert_eq!(of(name)["error"]["kind"], kind, "{name}: {}", of(name)["error"]["message"]);
        assert!(of("好.docx")["diagnostics"].is_array() && code(&output) == 2, "{name}");
    }
}
