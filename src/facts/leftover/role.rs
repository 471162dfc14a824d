//! Roles of words in leftover text. One list is used for all sources; each language
//! ([`Language`](super::reading::Language)) has words for some of the roles.

/// Role of a word in leftover text: the purpose for which it is used, such as naming the author of
/// a page or offering help. The roles after [`Role::Glue`] belong to a whole unit, as they follow
/// from its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Word that hardly occurs outside of leftover text: ICP备 (registration of a web site), 作为一个AI
    /// ("as an AI").
    Sign,
    /// Text that a program prints into a file: Evaluation Only.
    Watermark,
    /// Word by which a site or its editor calls itself: 小编 ("the editor").
    Own,
    /// Words that name the web as the source of a text: 来源于网络 ("from the internet").
    Origin,
    /// Offer of a service for money: 代写公文 ("documents written for you").
    Trade,
    /// Price of the rest of the text: 开通VIP ("become VIP").
    Price,
    /// Words about copyright and copying: 违者必究 ("will be prosecuted").
    Rights,
    /// Word for something that a site offers: 完整版 ("full version").
    Goods,
    /// Word for those who sent a text to the site: 网友 ("internet users").
    Giver,
    /// Word for the work of a site on a text: 整理 ("collected").
    Deed,
    /// Word for something that a site offers and documents name too: 材料 ("material").
    Thing,
    /// Word for the reader: 大家 ("everyone").
    Reader,
    /// Request of a page to its reader: 点击 ("click").
    Action,
    /// Word for a price that documents also contain: 免费 ("free").
    Fee,
    /// Disclaimer that documents also contain: 仅供参考 ("only for reference").
    Caution,
    /// Way to reach a site: 公众号 ("official account").
    Channel,
    /// Polite word of a site to its reader: 有帮助 ("helpful").
    Kindness,
    /// Word for an action of the reader that other texts also name: 查看 ("look at").
    Use,
    /// Title of a column of a web page: 相关推荐 ("Related").
    Page,
    /// Word for the person who ordered a text: 您的要求 ("your request").
    You,
    /// Word by which an assistant refers to itself: 告诉我 ("tell me").
    Me,
    /// Word for a model or an assistant: 大模型 ("large model").
    Model,
    /// Word that says that a part of the text must be replaced: 请替换 ("please replace").
    Sample,
    /// Word by which a text refers to itself: 本文 ("this text").
    This,
    /// Word with which a reply begins: 好的 ("sure").
    Opening,
    /// Words that hand a text over: 以下是 ("here is").
    Handover,
    /// Word before the text that is handed over: 一篇 ("a piece of") in 以下是一篇 ("here is a").
    Presenting,
    /// Word for a kind of text or for a property of a text: 发言稿 ("speech"), 语气 ("tone").
    Product,
    /// Word for work on a text: 润色 ("polish").
    Make,
    /// Word with which an assistant offers more: 如需 ("if you need").
    Offer,
    /// Polite word at the end of a reply: 希望 ("I hope").
    Wish,
    /// Word with which a user begins an order: 帮我 ("help me").
    Prompt,
    /// Word that says that something is made up: 虚构 ("fictional").
    MadeUp,
    /// Words with which an assistant thinks aloud: 我想想 ("let me think").
    Thinking,
    /// Words with which an assistant thinks about the text to write: 这里应该 ("here should be").
    Drafting,
    /// Word of regulations, which rules out a remark: 以下简称 ("hereinafter").
    Legal,
    /// Word for a part of the text that an editor wants to change: 这段 ("this paragraph").
    Target,
    /// Word for facts that an editor wants to check: 数据 ("data").
    Fact,
    /// Word for a check or a doubt: 核对 ("check").
    Check,
    /// Colloquial word for an edit: 删掉 ("cut").
    Plain,
    /// Formal word for an edit: 删除 ("delete").
    Edit,
    /// Word for something wrong in a text: 重复 ("repeated").
    Fault,
    /// Word with which an editor asks for something: 建议 ("suggest").
    Request,
    /// Word for a person: 主任 ("director").
    Person,
    /// Word for the opinion of a person on the text: 意见 ("opinion").
    Opinion,
    /// Word of a reply in a chat: 收到 ("received").
    Reply,
    /// Word without a weight that joins the others: 的 ("of"). It counts only as a known word.
    Glue,
    /// The text has a word of the role [`Self::Me`] with more than one character, so that an
    /// assistant refers to itself: 告诉我 ("tell me").
    Myself,
    /// The text points at another text from outside: 以上数据 ("the data above"), not 本文 ("this text").
    Pointing,
    /// The text gives a number of characters: 约1500字 ("about 1500 characters").
    Length,
    /// The text is a question.
    Question,
    /// The text ends with a colon, as before a text that is handed over.
    Colon,
    /// The text ends with a colon or a full stop.
    Stop,
    /// The text asks the reader to ask questions: 欢迎提问 ("questions are welcome").
    Asking,
    /// The text is about models or assistants, so that it was not written by one as a reply.
    OfModels,
    /// The text addresses the audience of a speech, so that it belongs to the document.
    Audience,
    /// The text has the word 由 ("by"), after which it may name its author: 由…生成 ("generated by …").
    By,
    /// The text names a source (来源) and a model.
    Source,
    /// The text has a word for an answer or a page of an assistant.
    Answer,
    /// The text begins with a label that many notes have: 说明： ("Note:").
    Caveat,
    /// The text begins with the label of a note on a text: 使用提示： ("Hint for use:").
    Note,
    /// The text has fields of an order to an assistant: 角色：…任务：… ("Role: … Task: …").
    Fields,
    /// The text begins with a word of the role [`Self::Opening`], like a reply.
    Opens,
    /// The text begins with a task for an assistant: 扩写成2000字 ("extend to 2000 characters").
    Order,
    /// The text begins with a word of the role [`Self::Prompt`], like an order: 帮我写 ("write me").
    Ordered,
}

impl Role {
    /// Number of roles.
    pub const COUNT: usize = Self::Ordered as usize + 1;

    /// Weight of each different word of the role, and the maximum number of its words that add to
    /// the weight of a text.
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
