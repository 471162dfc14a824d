//! Generates a table of the GBK encoding of Chinese characters. The program uses it to restore text
//! that was read in the wrong encoding.

use encoding_rs::GBK;

/// First and last character of the Unicode block with the Chinese characters of GBK.
const HAN: [char; 2] = ['\u{4E00}', '\u{9FFF}'];

/// Generates an array with the two GBK bytes of each character between them; zeros for a character
/// without a GBK code.
pub(crate) fn codes() -> String {
    let [first, last] = HAN.map(|c| c as usize);
    let mut codes = vec![[0; 2]; last - first + 1];
    for lead in 0x81..=0xFE {
        for byte in (0x40..=0xFE).filter(|byte| *byte != 0x7F) {
            let pair = [lead, byte];
            let read = GBK.decode_without_bom_handling_and_without_replacement(&pair);
            // A pair may be invalid, or encode a character that is not Han.
            let place = read.and_then(|text| (text.chars().next()? as usize).checked_sub(first));
            if let Some(code) = place.and_then(|at| codes.get_mut(at)) {
                *code = pair;
            }
        }
    }
    format!("&{codes:?}")
}
