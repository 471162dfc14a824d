//! Events whose anniversaries are celebrated, and their years.

/// An event, by the words that stand before N周年.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// `新中国成立`.
    pub words: &'static str,
    /// The year of the event.
    pub year: u32,
}

/// All events.
pub const EVENTS: [Event; 17] = [
    Event { words: "建党", year: 1921 },
    Event { words: "中国共产党成立", year: 1921 },
    Event { words: "党成立", year: 1921 },
    Event { words: "新中国成立", year: 1949 },
    Event { words: "中华人民共和国成立", year: 1949 },
    Event { words: "建国", year: 1949 },
    Event { words: "建军", year: 1927 },
    Event { words: "解放军建军", year: 1927 },
    Event { words: "改革开放", year: 1978 },
    Event { words: "五四运动", year: 1919 },
    Event { words: "长征胜利", year: 1936 },
    Event { words: "抗战胜利", year: 1945 },
    Event { words: "抗日战争胜利", year: 1945 },
    Event { words: "香港回归", year: 1997 },
    Event { words: "香港回归祖国", year: 1997 },
    Event { words: "澳门回归", year: 1999 },
    Event { words: "辛亥革命", year: 1911 },
];
