//! Structures by which a number is compared with a list.

/// Structure by which a number is compared with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// 甲、乙、丙三个县: confirms the number, and contradicts it only if all items end with its noun.
    Before,
    /// 本办法共五章: the chapters or articles of the document.
    Articles,
    /// The series of a document's parts, counted in its title: 谈三个关键.
    Title,
    /// 以上四点: the series above.
    Above,
    /// 打印机2台、投影仪1台；上述3台设备: the sum of what was listed.
    Totals,
    /// 授予甲、乙、丙三名同志; 甲为…，乙为…，以上两位: persons before the number.
    Named,
    /// 甲、乙、丙，三者…: the list that a pronoun refers to.
    Pronoun,
    /// “1+3”: “1”是…，“3”是甲、乙、丙.
    Formula,
    /// 分三个阶段：, and lines that begin with 动员阶段（….
    Heads,
    /// 5处安置点（甲校、乙馆、…）.
    Bracket,
    /// 六大行动：甲、乙、丙.
    Introduced,
    /// 子公司4家，分别为甲、乙、丙.
    Told,
    /// “三个严禁”：严禁甲，严禁乙: each item has the word that is counted.
    Keyword,
    /// 从四个维度看：从甲看，…，从乙看，…: clauses that begin alike.
    Parallel,
    /// 三个问题：从哪来，到哪去，靠谁干: short clauses.
    Commas,
    /// 三点不足：甲；乙；丙.
    Semicolons,
    /// 5人组成：组长甲，成员乙、丙.
    Persons,
    /// 分三个阶段：第一阶段…，第二阶段….
    Ordinals,
    /// “三升一降”：甲上升…，乙下降….
    Trend,
    /// 5家名单如下, and a table.
    Rows,
    /// 名单（共5人）, and lines.
    Lines,
    /// 三种方式：, and items of a list without numbers.
    Bullets,
    /// 所附4份表格, and the note of attachments.
    Attached,
    /// 4月18日、5月23日召开两次.
    Days,
    /// 一式四份，甲方执两份，乙方执两份.
    Copies,
    /// 五类18项，其中甲类4项、乙类5项….
    Nested,
    /// 甲县、乙县、丙县四个县: the number can count nothing else.
    Apposed,
    /// （甲乙、甲丙、甲丁）“四甲”.
    Explained,
    /// 省市县四级, 春夏秋冬四季.
    Levels,
    /// 分三章。第一章…，第二章…: ordinals anywhere after the number.
    CountedOff,
    /// “坡、溪、篱”三个字, “快！快！”两个感叹号.
    Quoted,
    /// 第12页至第18页，共7页.
    Range,
    /// 八个人，除甲、乙两人外，其余六人.
    Rest,
    /// A term such as 三镇两乡, and places of both kinds.
    Keyed,
    /// 东、西、北三面; 第3、6、9周，共三次.
    Beside,
    /// 出席：甲、乙、丙 … 三名出席人员.
    Labelled,
    /// 三个项目：, and lines that begin with a bullet.
    Signed,
    /// 合格的有三处, and the cells of a table.
    Cells,
    /// 经五部门会商, and the offices that sign.
    Offices,
    /// 两个难题，一个是…，一个是….
    OneByOne,
    /// 甲、乙、丙（共三人）.
    Closed,
    /// 双方协商一致, and the parties named at the head.
    Parties,
}

impl Reading {
    /// True if numbers are added instead of items counted.
    pub fn is_sum(self) -> bool {
        matches!(self, Self::Copies | Self::Nested | Self::Totals)
    }

    /// True if the number is computed from other numbers.
    pub fn is_reckoned(self) -> bool {
        matches!(self, Self::Range | Self::Rest)
    }
}
