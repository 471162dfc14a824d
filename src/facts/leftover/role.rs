//! Roles of the words of talk. One list is used for all speakers; each language
//! ([`Language`](super::reading::Language)) has words for some of the roles.

/// Role of a word. Roles after [`Role::Glue`] have no words: they follow from the form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Does not occur in prose: ICP备, 作为一个AI.
    Sign,
    /// Is printed by a program: Evaluation Only.
    Watermark,
    /// Names the site or its editors: 小编.
    Own,
    /// Names the web as the source of a text: 来源于网络.
    Origin,
    /// Offers trade beside the document: 代写公文.
    Trade,
    /// Price of the rest of a text: 开通VIP.
    Price,
    /// Copyright and copying: 违者必究.
    Rights,
    /// Goods of a site: 完整版.
    Goods,
    /// Persons who provided a text: 网友.
    Giver,
    /// Work of a site on a text: 整理.
    Deed,
    /// Things that sites and documents both name: 材料.
    Thing,
    /// The reader: 大家.
    Reader,
    /// Requests of a page to its reader: 点击.
    Action,
    /// Prices that also occur in documents: 免费.
    Fee,
    /// Disclaimers that also occur in documents: 仅供参考.
    Caution,
    /// Ways to reach a site: 公众号.
    Channel,
    /// Courtesies of a site: 有帮助.
    Kindness,
    /// Actions of a reader that also occur elsewhere: 查看.
    Use,
    /// Column of a page: 相关推荐.
    Page,
    /// The person who orders a text: 您的要求.
    You,
    /// The assistant: 告诉我.
    Me,
    /// A model or an assistant: 大模型.
    Model,
    /// Marks text as to be replaced: 请替换.
    Sample,
    /// Points at the text: 本文.
    This,
    /// Begins a reply: 好的.
    Opening,
    /// Hands a text over: 以下是.
    Handover,
    /// Accompanies text that is handed over: 一篇.
    Presenting,
    /// A text and its aspects: 发言稿, 语气.
    Product,
    /// Work on a text: 润色.
    Make,
    /// Offers to continue: 如需.
    Offer,
    /// Courtesies at the end: 希望.
    Wish,
    /// Begins an order: 帮我.
    Prompt,
    /// Marks something as made up: 虚构.
    MadeUp,
    /// Thinks aloud: 我想想.
    Thinking,
    /// Thinks about the writing: 这里应该.
    Drafting,
    /// Words of regulations, which rule out a remark: 以下简称.
    Legal,
    /// A part of the text: 这段.
    Target,
    /// Facts to check: 数据.
    Fact,
    /// Checking and doubt: 核对.
    Check,
    /// Editing, in plain words: 删掉.
    Plain,
    /// Editing: 删除.
    Edit,
    /// Faults of a text: 重复.
    Fault,
    /// Asks for something: 建议.
    Request,
    /// A person: 主任.
    Person,
    /// Opinions of a person: 意见.
    Opinion,
    /// A reply in a chat: 收到.
    Reply,
    /// Joins the others: 的.
    Glue,
    /// The assistant names itself in more than one character: 告诉我.
    Myself,
    /// A text refers to itself from outside: 以上数据, not 本文.
    Pointing,
    /// A number of characters: 约1500字.
    Length,
    /// A question.
    Question,
    /// A colon at the end.
    Colon,
    /// A colon or a full stop at the end.
    Stop,
    /// Invites questions of the reader: 欢迎提问.
    Asking,
    /// Text about models, not by one.
    OfModels,
    /// Addresses the audience of a speech.
    Audience,
    /// Names its author: 由…生成.
    By,
    /// Names a source.
    Source,
    /// Mentions an answer or a page.
    Answer,
    /// A frequent label of a note: 说明：.
    Caveat,
    /// A label of a note on the text: 使用提示：.
    Note,
    /// Fields of an order: 角色：…任务：….
    Fields,
    /// Begins like a reply.
    Opens,
    /// Begins with a task: 扩写成2000字.
    Order,
    /// Begins with the words of an order: 帮我写.
    Ordered,
}

impl Role {
    /// Number of roles.
    pub const COUNT: usize = Self::Ordered as usize + 1;

    /// Weight of each different word, and most words that count.
    pub const fn worth(self) -> (u32, u32) {
        match self {
            Self::Sign | Self::Watermark => (6, 1),
            Self::Own | Self::Origin => (4, 1),
            Self::Price | Self::Rights | Self::Goods | Self::Trade => (2, 2),
            Self::You | Self::Model | Self::Prompt | Self::MadeUp => (2, 1),
            Self::Giver
            | Self::Reader
            | Self::Me
            | Self::This
            | Self::Opening
            | Self::Handover
            | Self::Presenting
            | Self::Legal
            | Self::Person
            | Self::Opinion => (1, 1),
            Self::Reply => (1, 9),
            Self::Glue => (0, 1),
            _ => (1, 2),
        }
    }
}

// A score has a bit for each role.
const _: () = assert!(Role::COUNT <= 128);
