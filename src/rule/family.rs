//! The families of the rules that come with hegao: what they are called in Chinese, and what they look for.

use crate::language::Language;

/// A family.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The name in the ids of its rules.
    pub name: &'static str,
    /// The Chinese word that reports call it by; it may be used as its name.
    pub word: &'static str,
    about: (&'static str, &'static str),
}

impl Family {
    /// What it looks for, as a sentence.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

/// All of them, in the order of their names.
pub const FAMILIES: [Family; 8] = [
    Family {
        name: "count",
        word: "条数",
        about: (
            "说的数目与列出来的不符，如“三项要求”后面只有两项。",
            "Numbers that do not agree with what is listed, as “three demands” with two below.",
        ),
    },
    Family {
        name: "date",
        word: "日期",
        about: (
            "日期、期限、周年、节日、会议届次自相矛盾，或者还是旧的。",
            "Dates, deadlines, anniversaries, festivals and sessions that contradict each other or are out of date.",
        ),
    },
    Family {
        name: "duplicate",
        word: "重复",
        about: (
            "同一段、同一句、同一项写了两次，或者与另一份文稿相同。",
            "Passages, sentences and items that are there twice, or in another document too.",
        ),
    },
    Family {
        name: "figure",
        word: "数字",
        about: (
            "数字算不拢：分项与总数、占比、增减、完成率、表中合计。",
            "Figures that do not add up: parts and totals, shares, changes, rates of completion, sums of tables.",
        ),
    },
    Family {
        name: "ignore",
        word: "忽略",
        about: (
            "忽略的注释和声明本身的问题：写得不全，或者没有用上。",
            "Comments and entries that declare a finding right, and are incomplete or match nothing.",
        ),
    },
    Family {
        name: "leftover",
        word: "残留",
        about: (
            "网站、范文集、写作助手留下的文字，不是稿子的内容。",
            "Words left over from web sites, collections of model texts and writing assistants.",
        ),
    },
    Family {
        name: "numbering",
        word: "序号",
        about: (
            "序号、章节、附件、图表的编号不连贯，或者引用的地方不存在。",
            "Numbers of items, chapters, attachments, figures and tables that are not in order, and references to what is not there.",
        ),
    },
    Family {
        name: "placeholder",
        word: "待填",
        about: (
            "没有填写的地方：XX、×××、空格、方括号里的提示、模板的字段。",
            "Places that were never filled in: XX, ×××, blanks, hints in brackets, fields of templates.",
        ),
    },
];

/// The family that is called so, by its name or its Chinese word.
pub fn named(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name || family.word == name)
}
