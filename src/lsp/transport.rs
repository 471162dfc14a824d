//! Framing of messages on a stream: a header with the length of the body, and a JSON body. Input
//! sizes are bounded, and every malformed input has its own error, so that no input can exhaust
//! memory or cause a panic.

use std::io::{self, BufRead, Read, Write};
use std::ops::RangeInclusive;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Map, Value};

/// Maximum number of bytes of a message's body: several times the longest document in practice. A
/// longer message ends the session.
const MAX_BODY: u64 = 256 * 1024 * 1024;
/// Maximum number of bytes of a header line.
const MAX_HEADER_LINE: u64 = 4096;
/// Maximum number of header lines of a message.
const MAX_HEADER_LINES: usize = 32;

/// Result of reading one message.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A valid message of the client.
    Message(Message),
    /// A body that is JSON but not a valid message. Messages after it can still be read.
    Refused {
        /// Id of the request, if the body has one.
        id: Option<RequestId>,
        /// Error code for the answer.
        code: ErrorCode,
        /// Description of the mistake.
        reason: String,
    },
    /// A body that is not JSON. Messages after it can still be read.
    Unread {
        /// The body as it was received.
        body: Vec<u8>,
        /// Description of the mistake.
        reason: String,
    },
    /// The client reports an error in a message it received.
    Complaint(String),
    /// The stream is malformed, and reading cannot continue.
    Broken(String),
    /// The stream ended between two messages.
    End,
}

/// Reads the next message.
pub(super) fn read(input: &mut impl BufRead) -> Incoming {
    match body(input) {
        Ok(Some(body)) => message(body),
        Ok(None) => Incoming::End,
        Err(error) => Incoming::Broken(error.to_string()),
    }
}

/// Writes a message.
///
/// # Errors
/// If the stream can no longer be written to.
pub(super) fn write(output: &mut impl Write, body: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

/// Reads the next body; `None` at the end of the stream.
fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let broken = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    let mut length = None;
    for count in 0.. {
        let mut line = Vec::new();
        input.take(MAX_HEADER_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() && count == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') || count == MAX_HEADER_LINES {
            return Err(broken(format!("a header without an end: {}", excerpt(&line))));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            break;
        }
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_name(name)) else {
            return Err(broken(format!("not a header: {}", excerpt(line.as_bytes()))));
        };
        if name.eq_ignore_ascii_case("Content-Length") {
            let value = value.trim();
            let number = value.parse::<u64>().map_err(|_| broken(format!("not a length: {value}")))?;
            length = Some(number);
        }
    }
    let length = length.ok_or_else(|| broken("a header without Content-Length".to_owned()))?;
    if length > MAX_BODY {
        return Err(broken(format!("a message of {length} bytes; the longest is {MAX_BODY}")));
    }
    let mut body = Vec::new();
    // The buffer grows with the bytes received, not with the announced length.
    let read = input.take(length).read_to_end(&mut body)?;
    if (read as u64) < length {
        return Err(broken(format!("the stream ended inside a message, at byte {read} of {length}")));
    }
    Ok(Some(body))
}

/// The first bytes of the input, for an error message.
fn excerpt(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).escape_debug().collect()
}

/// Parses the body of a message.
fn message(body: Vec<u8>) -> Incoming {
    let refused = |id, code, reason: String| Incoming::Refused { id, code, reason };
    let parsed = serde_json::from_slice::<Value>(&body)
        .or_else(|error| serde_json::from_slice(&paired(&body)).map_err(|_| error));
    let mut fields = match parsed {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return refused(None, ErrorCode::InvalidRequest, "not a JSON-RPC message".to_owned()),
        Err(error) => return Incoming::Unread { body, reason: error.to_string() },
    };
    let params = fields.remove("params").unwrap_or_default();
    let written = fields.remove("id").filter(|id| !id.is_null());
    let id = written.clone().and_then(|id| serde_json::from_value::<RequestId>(id).ok());
    if written.is_some() && id.is_none() {
        return refused(None, ErrorCode::InvalidRequest, "an id is a string or a whole number".to_owned());
    }
    match (fields.remove("method"), id) {
        (Some(Value::String(method)), Some(id)) => Incoming::Message(Request { id, method, params }.into()),
        (Some(Value::String(method)), None) => Incoming::Message(Notification { method, params }.into()),
        (Some(_), id) => refused(id, ErrorCode::InvalidRequest, "`method` is no string".to_owned()),
        (None, id) => response(fields, id),
    }
}

/// Returns the JSON with each escape of a lone surrogate (half of a pair, such as `\ud83d`)
/// replaced by that of U+FFFD. Editors written in JavaScript may send such halves; a Rust string
/// cannot hold them. Columns in UTF-16 stay the same.
fn paired(json: &[u8]) -> Vec<u8> {
    const HIGH: RangeInclusive<u16> = 0xD800..=0xDBFF;
    const LOW: RangeInclusive<u16> = 0xDC00..=0xDFFF;
    let unit = |at: usize| {
        let escape = json.get(at..at + 6).filter(|escape| escape.starts_with(b"\\u"))?;
        u16::from_str_radix(std::str::from_utf8(&escape[2..]).ok()?, 16).ok()
    };
    let mut new = Vec::with_capacity(json.len());
    let mut at = 0;
    while at < json.len() {
        let length = match unit(at) {
            Some(high) if HIGH.contains(&high) && unit(at + 6).is_some_and(|low| LOW.contains(&low)) => 12,
            Some(half) if HIGH.contains(&half) || LOW.contains(&half) => {
                new.extend(b"\\ufffd");
                at += 6;
                continue;
            }
            // Another escape, such as `\\`, whose second character begins none.
            _ if json[at] == b'\\' => 2,
            _ => 1,
        };
        let end = (at + length).min(json.len());
        new.extend(&json[at..end]);
        at = end;
    }
    new
}

/// Parses a message that has no method, so that it should be a response.
fn response(mut fields: Map<String, Value>, id: Option<RequestId>) -> Incoming {
    let error = fields.remove("error").filter(|error| !error.is_null()).map(|error| {
        let code = error.get("code").and_then(Value::as_i64).and_then(|code| i32::try_from(code).ok());
        let message = error.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
        ResponseError { code: code.unwrap_or_default(), message, data: None }
    });
    match (id, error, fields.remove("result")) {
        (Some(id), Some(error), _) => Incoming::Message(Response { id, response_result: Err(error) }.into()),
        (Some(id), None, Some(result)) => {
            Incoming::Message(Response { id, response_result: Ok(result) }.into())
        }
        (None, Some(error), _) => Incoming::Complaint(error.message),
        (id, ..) => Incoming::Refused {
            id,
            code: ErrorCode::InvalidRequest,
            reason: "neither a request nor a response".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use lsp_server::{ErrorCode, Message};

    use super::{Incoming, read};

    fn framed(body: &str) -> Incoming {
        read(&mut Cursor::new(format!("Content-Length: {}\r\n\r\n{body}", body.len())))
    }

    fn code(incoming: &Incoming) -> Option<i32> {
        match incoming {
            Incoming::Refused { code, .. } => Some(*code as i32),
            Incoming::Unread { .. } => Some(ErrorCode::ParseError as i32),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_message_is_refused_and_the_next_one_is_read() {
        assert_eq!(code(&framed("{")), Some(ErrorCode::ParseError as i32));
        assert_eq!(code(&framed(&"[".repeat(100_000))), Some(ErrorCode::ParseError as i32));
        for body in ["[1]", "{}", "7", r#"{"id":1}"#, r#"{"id":1.5,"method":"a"}"#, r#"{"method":7}"#] {
            assert_eq!(code(&framed(body)), Some(ErrorCode::InvalidRequest as i32), "{body}");
        }
        let mut two = Cursor::new("Content-Length: 1\r\n\r\n{Content-Length: 14\r\n\r\n{\"method\":\"a\"}");
        assert!(code(&read(&mut two)).is_some());
        assert!(matches!(read(&mut two), Incoming::Message(Message::Notification(_))));
        assert!(matches!(read(&mut two), Incoming::End));
    }

    #[test]
    fn half_a_pair_of_surrogates_is_one_sign() {
        let params = |written: &str| match framed(&format!(r#"{{"method":"a","params":"{written}"}}"#)) {
            Incoming::Message(Message::Notification(told)) => told.params.as_str().map(str::to_owned),
            _ => None,
        };
        for (written, read) in [
            (r"a\ud83db", Some("a\u{fffd}b")),
            (r"\ude00\ud83d\ude00\ud83d", Some("\u{fffd}😀\u{fffd}")),
            (r"\ud83d\ud83d\ude00", Some("\u{fffd}😀")),
            (r"\\ud83d", Some(r"\ud83d")),
            (r"\ud83d\\ude00", Some("\u{fffd}\\ude00")),
            (r"\ud83d\u12", None),
            (r"\ud83", None),
        ] {
            assert_eq!(params(written).as_deref(), read, "{written}");
        }
    }

    #[test]
    fn invalid_utf_8_is_refused() {
        let mut bytes = b"Content-Length: 16\r\n\r\n{\"method\":\"\xff\xfe\"}".to_vec();
        bytes.extend(b"  ");
        assert_eq!(code(&read(&mut Cursor::new(bytes))), Some(ErrorCode::ParseError as i32));
    }

    #[test]
    fn a_stream_that_cannot_be_read_on_says_why() {
        let reason = |text: &str| match read(&mut Cursor::new(text.to_owned())) {
            Incoming::Broken(reason) => reason,
            other => panic!("{other:?}"),
        };
        assert!(reason("垃圾\n").starts_with("not a header"));
        assert!(reason(&"x".repeat(10_000)).starts_with("a header without an end"));
        assert!(reason("Content-Length: -1\r\n\r\n").starts_with("not a length"));
        assert!(reason("Content-Length: 99999999999\r\n\r\n").contains("the longest is"));
        assert!(reason("Content-Type: json\r\n\r\n{}").contains("without Content-Length"));
        assert!(reason("Content-Length: 9\r\n\r\n{}").contains("at byte 2 of 9"));
    }
}
