//! Sessions of the language server: arbitrary bytes as input, lines as message bodies, or actions
//! of an editor that keeps its own copy of its texts. The first byte selects the mode.

#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use hegao::rehearsal::rehearse;
use hegao_fuzz::mutation;
use hegao_fuzz::rules::REGISTRY;
use hegao_fuzz::session::Session;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

const PIECES: &str = include_str!("../pieces/lsp.txt");

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 1 || data[0] % 3 == 0 || seed % 16 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    1 + mutation::mutate(&mut data[1..], size - 1, max_size - 1, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [pick, bytes @ ..] = data else { return };
    match pick % 3 {
        0 => {
            let Ok(session) = Session::arbitrary_take_rest(Unstructured::new(bytes)) else { return };
            let sent = session.sent();
            sent.hold(&rehearse(REGISTRY.clone(), &sent.bytes));
        }
        1 => said(bytes),
        _ => {
            let framed =
                |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
            let bodies = bytes.split(|byte| *byte == b'\n').map(framed);
            said(&bodies.collect::<Vec<_>>().concat());
        }
    }
});

/// Asserts that all output is JSON, and none of it an internal error.
fn said(input: &[u8]) {
    for body in rehearse(REGISTRY.clone(), input).said {
        let message: Value = serde_json::from_str(&body).expect("messages are JSON");
        assert_ne!(message["error"]["code"], -32603, "{body}");
    }
}
