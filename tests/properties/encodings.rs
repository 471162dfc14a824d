//! A text has the same findings in every encoding.

use hegao::document::source::Encoding;
use hegao::readers::ReadOptions;

use crate::{RULES, cases, examples, findings, spread};

/// Fewest characters of a text whose encoding is detected without a mark. Shorter texts may be
/// valid in several encodings.
const ENOUGH: usize = 40;

/// `text` in an encoding, after a byte order mark if `mark` is not empty.
fn written(text: &str, encoding: Encoding, mark: &str) -> Option<Vec<u8>> {
    let text = format!("{mark}{text}");
    let legacy = |encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, is_lossy) = encoding.encode(&text);
        (!is_lossy).then(|| bytes.into_owned())
    };
    match encoding {
        Encoding::Utf8 => Some(text.into_bytes()),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Gb18030 => legacy(encoding_rs::GB18030),
        Encoding::Big5 => legacy(encoding_rs::BIG5),
    }
}

/// Asserts that `text` has the findings of its UTF-8 form in every encoding that can hold it: with
/// the encoding given by the user, after a mark, and by detection if the text is long enough and
/// the encoding is one of `detected_ones`. Returns the number of findings.
fn holds(text: &str, detected_ones: &[Encoding]) -> usize {
    const MARK: &str = "\u{feff}";
    let detected = ReadOptions::default();
    let expected = findings(&RULES, "稿.txt", text.as_bytes(), detected);
    let is_ascii = text.is_ascii();
    for encoding in Encoding::ALL {
        let given = ReadOptions { encoding: Some(encoding), ..detected };
        let name = encoding.name();
        let Some(bytes) = written(text, encoding, "") else { continue };
        assert_eq!(findings(&RULES, "稿.txt", &bytes, given), expected, "{name}, given: {text}");
        let is_enough = text.chars().filter(|c| !c.is_ascii()).count() >= ENOUGH || is_ascii;
        if is_enough && detected_ones.contains(&encoding) {
            assert_eq!(findings(&RULES, "稿.txt", &bytes, detected), expected, "{name}, detected: {text}");
        }
        if let Some(bytes) = written(text, encoding, MARK) {
            assert_eq!(findings(&RULES, "稿.txt", &bytes, detected), expected, "{name}, marked: {text}");
            assert_eq!(
                findings(&RULES, "稿.txt", &bytes, given),
                expected,
                "{name}, marked and given: {text}"
            );
        }
    }
    expected.len()
}

#[test]
fn examples_have_the_same_findings_in_every_encoding() {
    // Without a mark UTF-16 is detected only if nearly all characters are Chinese or ASCII, which
    // examples about strange characters are not.
    let detected_ones = [Encoding::Utf8, Encoding::Gb18030, Encoding::Big5];
    let found: usize = spread(examples(), cases(60)).map(|(_, text)| holds(&text, &detected_ones)).sum();
    assert!(found > 0);
}

/// Traditional characters, which Big5 can hold.
#[test]
fn traditional_text_has_the_same_findings_in_every_encoding() {
    let rows = [
        (
            "各位同仁：今年全鎮新植行道樹XX棵，補植的樹苗由園林所統一採購，栽好以後各村要安排專人澆水看護。\n",
            1,
        ),
        (
            "一、清點庫存\n二、核對賬目\n四、封存票據\n以上各項請會計室在下班以前辦妥，辦妥以後把清單交到辦公室。\n",
            1,
        ),
        ("會議定於2026年2月30日上午在鎮政府三樓召開，請各村主任準時參加，不得缺席，也不要請別人代替。\n", 1),
        (
            "圖書館從下週起延長開放時間，晚上九點閉館，歡迎附近的居民前來借書、看報、聽講座，不收任何費用。\n",
            0,
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(holds(text, &Encoding::ALL), expected, "{text}");
        assert!(written(text, Encoding::Big5, "").is_some(), "{text}");
    }
}
