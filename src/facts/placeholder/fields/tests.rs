//! Fields of templates in all their spellings, and signs of other uses.

use super::{find, settled};
use crate::document::source::Source;
use crate::facts::tokens::Tokens;
use crate::readers;
use crate::words::Words;

fn fields(text: &str) -> Vec<String> {
    let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
    let found = settled(find(&doc, &Tokens::lex(&doc), None, &Words::new()));
    found.iter().map(|field| doc.slice(field.span).to_owned()).collect()
}

#[test]
fn finds_fields_of_every_spelling() {
    for (text, field) in [
        ("付款{{amount}}元", "{{amount}}"),
        ("电话：{{r phoneNo }}  邮箱", "{{r phoneNo }}"),
        ("尊敬的{{ user.name | upper }}：", "{{ user.name | upper }}"),
        ("会议于${date}召开", "${date}"),
        ("{姓名}同志", "{姓名}"),
        ("学员{name}同学", "{name}"),
        ("申请人：<<ApplicantName>>", "<<ApplicantName>>"),
        ("证书编号：«证书编号»", "«证书编号»"),
        ("授予＜姓名＞同志", "＜姓名＞"),
        ("新增%.2f万元", "%.2f"),
        ("尊敬的%(name)s先生", "%(name)s"),
        ("#收货人#，您好", "#收货人#"),
        ("联系人@姓名@。", "@姓名@"),
        ("编号__ORDER_NO__。", "__ORDER_NO__"),
        ("负责人：<%= leader %>", "<%= leader %>"),
        ("{ MERGEFIELD 姓名 }同志", "{ MERGEFIELD 姓名 }"),
        ("兹证明MERGEFIELD 姓名系我校教师", "MERGEFIELD 姓名"),
        ("地址：单击或点击此处输入文字。", "单击或点击此处输入文字。"),
        ("类别：选择一项。", "选择一项。"),
        ("电话：请输入手机号码", "请输入手机号码"),
        ("金额：【●】万元", "【●】"),
        ("于[•]年付清", "[•]"),
        ("价款为（金额）元", "（金额）"),
        ("联系人：（联系人姓名）", "（联系人姓名）"),
        ("培训费[培训费]元", "[培训费]"),
        ("我是[您的姓名]。", "[您的姓名]"),
        ("自【生效日期】起", "【生效日期】"),
    ] {
        assert_eq!(fields(text), [field], "{text}");
    }
}

#[test]
fn passes_over_other_uses_of_the_signs() {
    for text in [
        "集合{a,b}的元素，{x|x>0}",
        "《〈民法典〉问答》",
        "【本报讯】今天上午",
        "第五条【保护范围】本办法所称",
        "【时间】3月5日　【地点】二楼",
        "话题#乡村城市#登上热搜",
        "增长5%，其中服务业增长6%。",
        "满意度100%s。",
        "展出«Guernica»等作品",
        "表中金额（金额单位：元）",
        "请输入密码，然后点击确定。",
        "请填写附表，于5日前交回。",
        "点击此处下载附件",
        "选择一项运动，坚持下去。",
        "【●】同意【○】不同意",
        "A[初步审查] --> B[详细审查]",
        "[美]约翰著，[清]曹雪芹著",
        "文件名__init__.py不能改",
    ] {
        assert_eq!(fields(text), [""; 0], "{text}");
    }
}
