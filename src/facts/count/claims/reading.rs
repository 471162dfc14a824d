//! Readings: the kinds of structures that connect a number with the list of the counted things.

/// Kind of structure that connects a number with the list of the counted things. It determines the
/// position and the separators of the list. In the examples 甲, 乙, 丙 are any items ("A, B, C").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CountReading {
    /// List before the number: 甲、乙、丙三个县 ("A, B and C, three counties"). It confirms the number, and
    /// contradicts it only if all items end with its noun.
    Before,
    /// Chapters or articles of the document: 本办法共五章 ("these measures have five chapters").
    Articles,
    /// Series of the document's parts, counted in its title: 谈三个关键 ("on three keys").
    Title,
    /// Series of items above: 以上四点 ("the four points above").
    Above,
    /// Sum of quantities above: 打印机2台、投影仪1台；上述3台设备 ("2 printers, 1 projector; the above 3
    /// devices").
    Totals,
    /// Persons before the number: 授予甲、乙、丙三名同志 ("award to three comrades, A, B and C"), or
    /// 甲为…，乙为…，以上两位 ("A as …, B as …, the two above").
    Named,
    /// List that a pronoun refers to: 甲、乙、丙，三者… ("A, B and C, the three of them …").
    Pronoun,
    /// Explanations of the numbers in a formula: “1+3”: “1”是…，“3”是甲、乙、丙 ("'1' is …, '3' is A, B and
    /// C").
    Formula,
    /// Lines that begin with the name of a counted thing: 分三个阶段： ("in three stages:"), then 动员阶段（…
    /// ("mobilisation stage (…").
    Heads,
    /// List in brackets after the number: 5处安置点（甲校、乙馆、…） ("5 shelters (school A, hall B, …)").
    Bracket,
    /// List after a colon or dash: 六大行动：甲、乙、丙 ("six actions: A, B, C").
    Introduced,
    /// List after words such as 分别为 ("namely"): 子公司4家，分别为甲、乙、丙 ("4 subsidiaries, namely A, B, C").
    Told,
    /// Clauses that all contain the counted word: “三个严禁”：严禁甲，严禁乙 ("'three forbidden': A is
    /// forbidden, B is forbidden").
    Keyword,
    /// Clauses that begin alike: 从四个维度看：从甲看，…，从乙看，… ("in four dimensions: seen from A, …, seen from
    /// B, …").
    Parallel,
    /// Short clauses between commas: 三个问题：从哪来，到哪去，靠谁干 ("three questions: where from, where to, who
    /// does it").
    Commas,
    /// Parts between semicolons: 三点不足：甲；乙；丙 ("three shortcomings: A; B; C").
    Semicolons,
    /// Persons after their number: 5人组成：组长甲，成员乙、丙 ("made up of 5 people: leader A, members B and
    /// C").
    Persons,
    /// Ordinals right after the number: 分三个阶段：第一阶段…，第二阶段… ("in three stages: the first stage …, the
    /// second stage …").
    Ordinals,
    /// Clauses about rises and falls: “三升一降”：甲上升…，乙下降… ("'three up, one down': A rose …, B fell
    /// …").
    Trend,
    /// Rows of a table below: 5家名单如下 ("the 5 companies are listed below").
    Rows,
    /// Lines with names below: 名单（共5人） ("list of names (5 people)").
    Lines,
    /// List items without numbers below, marked as items by the file format: 三种方式： ("three ways:").
    Bullets,
    /// Entries of the note that lists the attachments: 所附4份表格 ("the 4 attached forms").
    Attached,
    /// Days before a number of events: 4月18日、5月23日召开两次 ("held twice, on 18 April and 23 May").
    Days,
    /// Copies of a contract for each party: 一式四份，甲方执两份，乙方执两份 ("in four copies, Party A keeps two,
    /// Party B keeps two").
    Copies,
    /// Parts of each group: 五类18项，其中甲类4项、乙类5项… ("18 items of five kinds, of which 4 of kind A, 5 of
    /// kind B …").
    Nested,
    /// List before a number that can only count this list: 甲县、乙县、丙县四个县 ("the counties A, B and C,
    /// four counties").
    Apposed,
    /// List in brackets before a quoted term: （甲乙、甲丙、甲丁）“四甲” ("(AB, AC, AD), the 'four As'").
    Explained,
    /// Run of characters, each of which is one item: 省市县四级 ("province, city, county: four levels"),
    /// 春夏秋冬四季 ("spring, summer, autumn, winter: four seasons").
    Levels,
    /// Ordinals anywhere after the number: 分三章。第一章…，第二章… ("in three chapters. Chapter 1 …, chapter
    /// 2 …").
    CountedOff,
    /// Characters of a quotation: “坡、溪、篱”三个字 ("the three characters 'slope, brook, fence'"),
    /// “快！快！”两个感叹号 ("'Quick! Quick!', two exclamation marks").
    Quoted,
    /// Range of numbers: 第12页至第18页，共7页 ("pages 12 to 18, 7 pages in all").
    Range,
    /// Remainder after a part is taken away: 八个人，除甲、乙两人外，其余六人 ("eight people, except A and B the
    /// other six").
    Rest,
    /// Places of the two kinds that a term such as 三镇两乡 ("three towns and two townships") counts.
    Keyed,
    /// List before a number that counts sides or times: 东、西、北三面 ("east, west and north, three
    /// sides"), 第3、6、9周，共三次 ("weeks 3, 6 and 9, three times").
    Beside,
    /// Names after a label: 出席：甲、乙、丙 … 三名出席人员 ("Present: A, B, C … the three persons present").
    Labelled,
    /// Lines below that begin with a bullet: 三个项目： ("three projects:").
    Signed,
    /// Cells of a nearby table: 合格的有三处 ("three places passed").
    Cells,
    /// Offices that sign the document: 经五部门会商 ("after consultation of five departments").
    Offices,
    /// Clauses that begin with "one": 两个难题，一个是…，一个是… ("two problems, one is …, one is …").
    OneByOne,
    /// List before a total in brackets: 甲、乙、丙（共三人） ("A, B and C (three people in all)").
    Closed,
    /// Parties named in the first lines: 双方协商一致 ("both parties agree").
    Parties,
}

impl CountReading {
    /// True if the number is compared with the sum of several numbers in the text, not with the
    /// length of a list.
    pub fn is_sum(self) -> bool {
        matches!(self, Self::Copies | Self::Nested | Self::Totals)
    }

    /// True if the number is compared with the result of a calculation: the length of a range, or a
    /// remainder.
    pub fn is_reckoned(self) -> bool {
        matches!(self, Self::Range | Self::Rest)
    }
}
