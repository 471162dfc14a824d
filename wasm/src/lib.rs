//! hegao as WebAssembly with a plain C interface: no generated glue, so that the page holds all the JavaScript there is.
//!
//! A caller asks [`hegao_alloc`] for room, writes UTF-8 or the bytes of a file into it, and hands it to a call, which takes it
//! over. Calls return 0 for an answer and 1 for a message of what went wrong; either stands at [`hegao_answer`] until the next
//! call. One linter at a time: [`hegao_options`] makes it. Documents that are to be compared are handed over one by one with
//! [`hegao_add`]; [`hegao_together`] takes them all.

use std::cell::RefCell;

use hegao::{Fixes, Language, Linter, Options};

thread_local! {
    static LINTER: RefCell<Option<Linter>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// Documents that wait to be compared, by their names.
    static WAITING: RefCell<Vec<(String, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
}

/// Room for `len` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_alloc(len: usize) -> *mut u8 {
    let room = vec![0_u8; len.max(1)].into_boxed_slice();
    Box::into_raw(room).cast()
}

/// Takes over room of [`hegao_alloc`].
///
/// # Safety
/// `at` and `len` are those of one call of [`hegao_alloc`], and nobody took the room before.
unsafe fn taken(at: *mut u8, len: usize) -> Vec<u8> {
    let whole = std::ptr::slice_from_raw_parts_mut(at, len.max(1));
    // SAFETY: the caller says that this is the box of `hegao_alloc`.
    let mut bytes = unsafe { Box::from_raw(whole) }.into_vec();
    bytes.truncate(len);
    bytes
}

fn answer(outcome: Result<Vec<u8>, String>) -> i32 {
    let (code, bytes) = match outcome {
        Ok(bytes) => (0, bytes),
        Err(message) => (1, message.into_bytes()),
    };
    ANSWER.with(|answer| *answer.borrow_mut() = bytes);
    code
}

/// Where the answer of the last call stands.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_answer() -> *const u8 {
    ANSWER.with(|answer| answer.borrow().as_ptr())
}

/// Its length in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn hegao_answer_len() -> usize {
    ANSWER.with(|answer| answer.borrow().len())
}

/// Makes the linter from options in JSON. The answer is what this version is too old to check, in a sentence, and empty if nothing.
///
/// # Safety
/// The room comes from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_options(at: *mut u8, len: usize) -> i32 {
    // SAFETY: as above.
    let text = unsafe { taken(at, len) };
    let made = serde_json::from_slice::<Options>(&text)
        .map_err(|error| error.to_string())
        .and_then(|options| Linter::new(&options).map_err(|error| error.to_string()));
    answer(made.map(|linter| {
        let outdated = linter.outdated().unwrap_or_default().into_bytes();
        LINTER.with(|held| *held.borrow_mut() = Some(linter));
        outdated
    }))
}

/// Asks the linter about a document. `what` is 0 for the report with the text as JSON, 1 for the file with comments, 2 for the
/// file with safe fixes, 3 for the ledger of figures as JSON, 4 for the file with the fix of the finding whose fingerprint is
/// the argument.
///
/// # Safety
/// All room comes from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_do(
    what: i32,
    name: *mut u8,
    name_len: usize,
    bytes: *mut u8,
    len: usize,
    argument: *mut u8,
    argument_len: usize,
) -> i32 {
    // SAFETY: as above.
    let (name, bytes, argument) =
        unsafe { (taken(name, name_len), taken(bytes, len), taken(argument, argument_len)) };
    let (name, argument) = (String::from_utf8_lossy(&name), String::from_utf8_lossy(&argument));
    let outcome = LINTER.with(|held| match &*held.borrow() {
        Some(linter) => asked(linter, what, (&name, bytes), &argument),
        None => Err("no options".to_owned()),
    });
    answer(outcome)
}

/// Lets a document wait for [`hegao_together`].
///
/// # Safety
/// All room comes from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_add(name: *mut u8, name_len: usize, bytes: *mut u8, len: usize) {
    // SAFETY: as above.
    let (name, bytes) = unsafe { (taken(name, name_len), taken(bytes, len)) };
    let name = String::from_utf8_lossy(&name).into_owned();
    WAITING.with(|waiting| waiting.borrow_mut().push((name, bytes)));
}

/// Compares the documents that wait as papers of one set, and lets none wait any longer. `what` is 0 for the report on all of them with
/// their texts as JSON, and 1 for the file with comments of the document whose number, from 0, is the argument.
///
/// # Safety
/// The room comes from [`hegao_alloc`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hegao_together(what: i32, argument: *mut u8, argument_len: usize) -> i32 {
    // SAFETY: as above.
    let argument = unsafe { taken(argument, argument_len) };
    let documents = WAITING.with(|waiting| std::mem::take(&mut *waiting.borrow_mut()));
    let outcome = LINTER.with(|held| match &*held.borrow() {
        Some(linter) => compared(linter, what, documents, &String::from_utf8_lossy(&argument)),
        None => Err("no options".to_owned()),
    });
    answer(outcome)
}

fn compared(
    linter: &Linter,
    what: i32,
    documents: Vec<(String, Vec<u8>)>,
    argument: &str,
) -> Result<Vec<u8>, String> {
    let told = |error: hegao::Error| error.to_string();
    match what {
        0 => {
            linter.check_together(documents).map(|found| found.to_json_with_text().into_bytes()).map_err(told)
        }
        1 => {
            let written = linter.annotate_together(documents, author(linter)).map_err(told)?;
            let number: Option<usize> = argument.parse().ok();
            let wanted = number.and_then(|number| written.into_iter().nth(number));
            let written = wanted.ok_or_else(|| format!("no such document: {argument}"))?;
            written.map(|annotated| annotated.bytes).map_err(told)
        }
        _ => Err(format!("no such question: {what}")),
    }
}

/// The name at the comments, as the program writes it if none is asked for.
fn author(linter: &Linter) -> &'static str {
    match linter.language() {
        Language::Chinese => "核稿",
        Language::English => "hegao",
    }
}

fn asked(
    linter: &Linter,
    what: i32,
    (name, bytes): (&str, Vec<u8>),
    argument: &str,
) -> Result<Vec<u8>, String> {
    let outcome = match what {
        0 => linter.check(name, bytes).map(|report| report.to_json_with_text().into_bytes()),
        1 => linter.annotate(name, bytes, author(linter)).map(|annotated| annotated.bytes),
        2 => linter.fix(name, bytes.clone(), Fixes::Safe).map(|fixed| fixed.bytes.unwrap_or(bytes)),
        3 => linter.figures_json(name, bytes).map(String::into_bytes),
        4 => linter.apply(name, bytes.clone(), argument).map(|mended| mended.unwrap_or(bytes)),
        _ => return Err(format!("no such question: {what}")),
    };
    outcome.map_err(|error| error.to_string())
}
