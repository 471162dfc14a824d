//! What the words of talk are said for. One list serves all who talk beside a document; each language
//! ([`Language`](super::reading::Language)) has words for some of them.

/// What a word is said for. Roles behind [`Role::Glue`] have no words: they are told by the form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Stands in no prose: ICP备, 作为一个AI.
    Sign,
    /// Is printed by a program: Evaluation Only.
    Watermark,
    /// Names the site or its editors: 小编.
    Own,
    /// Says that a text comes from the web: 来源于网络.
    Origin,
    /// Offers trade beside the document: 代写公文.
    Trade,
    /// Price of reading on: 开通VIP.
    Price,
    /// Copyright and copying: 违者必究.
    Rights,
    /// What a site has to give: 完整版.
    Goods,
    /// Those from whom a text is: 网友.
    Giver,
    /// What a site does with a text: 整理.
    Deed,
    /// What sites and documents speak of: 材料.
    Thing,
    /// The reader: 大家.
    Reader,
    /// What a page asks of its reader: 点击.
    Action,
    /// Prices that documents know too: 免费.
    Fee,
    /// Liability that documents know too: 仅供参考.
    Caution,
    /// Ways to reach a site: 公众号.
    Channel,
    /// Courtesies of a site: 有帮助.
    Kindness,
    /// What a reader does elsewhere too: 查看.
    Use,
    /// Column of a page: 相关推荐.
    Page,
    /// The person who orders a text: 您的要求.
    You,
    /// The assistant itself: 告诉我.
    Me,
    /// A model or an assistant: 大模型.
    Model,
    /// Tells that what is written is to be replaced: 请替换.
    Sample,
    /// Points at the text: 本文.
    This,
    /// Begins a reply: 好的.
    Opening,
    /// Hands a text over: 以下是.
    Handover,
    /// Stands beside what is handed over: 一篇.
    Presenting,
    /// A text and its sides: 发言稿, 语气.
    Product,
    /// What is done to a text: 润色.
    Make,
    /// Offers to go on: 如需.
    Offer,
    /// Courtesies at the end: 希望.
    Wish,
    /// Begins an order: 帮我.
    Prompt,
    /// Says that something is made up: 虚构.
    MadeUp,
    /// Thinks aloud: 我想想.
    Thinking,
    /// Thinks of how to write: 这里应该.
    Drafting,
    /// Words of regulations that are no remark: 以下简称.
    Legal,
    /// A part of the text: 这段.
    Target,
    /// What is to be checked: 数据.
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
    /// What somebody said: 意见.
    Opinion,
    /// A reply in a chat: 收到.
    Reply,
    /// Joins the others: 的.
    Glue,
    /// The assistant speaks of itself in more than one character: 告诉我.
    Myself,
    /// A text points at itself from without: 以上数据, not 本文.
    Pointing,
    /// A number of characters: 约1500字.
    Length,
    /// A question.
    Question,
    /// A colon at the end.
    Colon,
    /// A colon or a full stop at the end.
    Stop,
    /// The reader is to ask: 欢迎提问.
    Asking,
    /// Speaks of models, not as one.
    OfModels,
    /// Speaks to those who hear a speech.
    Audience,
    /// Names its author: 由…生成.
    By,
    /// Names a source.
    Source,
    /// Speaks of an answer or a page.
    Answer,
    /// A frequent label of a note: 说明：.
    Caveat,
    /// A label of a note on the text: 使用提示：.
    Note,
    /// Fields of an order: 角色：…任务：….
    Fields,
    /// Begins as a reply does.
    Opens,
    /// Begins with what is to be done: 扩写成2000字.
    Order,
    /// Begins with the words of an order: 帮我写.
    Ordered,
}

impl Role {
    /// How many roles there are.
    pub const COUNT: usize = Self::Ordered as usize + 1;

    /// Weight of each different word, and how many of them count.
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

// A score has a bit for each.
const _: () = assert!(Role::COUNT <= 128);
