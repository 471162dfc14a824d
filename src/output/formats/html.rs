//! `html`: the report as one page for people, with the text of the documents beside their findings.
//! The page loads no resources, and its content security policy allows only its own script.

use std::io::{self, Write};

use crate::engine::report::{FileReport, Summary};
use crate::output::formats::json::{Json, WithText};
use crate::output::{Output, Run};

/// The HTML template. `@DATA@` marks the place for the report, `@ENGINE@` and `@WORKERS@` the
/// places for further permissions in the content security policy.
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/page.html"));
const DATA: &str = "@DATA@";

/// Writer of the `html` format.
pub struct Html {
    report: Json,
}

impl Default for Html {
    fn default() -> Self {
        Self { report: Json::new(WithText::Yes) }
    }
}

impl Output for Html {
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (head, _) = halves();
        out.write_all(head.replace("@ENGINE@", "").replace("@WORKERS@", "'none'").as_bytes())?;
        out.write_all(b"<script id=\"data\" type=\"application/json\">")?;
        self.report.begin(run, &mut Inert { out })
    }

    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        self.report.file(run, file, &mut Inert { out })
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.report.end(run, summary, &mut Inert { out })?;
        out.write_all(b"</script>")?;
        out.write_all(halves().1.as_bytes())
    }
}

fn halves() -> (&'static str, &'static str) {
    PAGE.split_once(DATA).unwrap_or((PAGE, ""))
}

/// Returns the page that contains the whole checker, so that documents can be checked in the
/// browser. `engine` is the WebAssembly of the checker, compressed by gzip, in Base64; `worker` is
/// the script that runs it. Browsers before Chromium 97 do not know `wasm-unsafe-eval` and need
/// `unsafe-eval` (`allows_old`), which permits more.
pub fn with_engine(engine: &str, worker: &str, allows_old: bool) -> String {
    let evaluation = if allows_old { " 'wasm-unsafe-eval' 'unsafe-eval'" } else { " 'wasm-unsafe-eval'" };
    let data = format!(
        "<script id=\"worker\" type=\"text/plain\">{worker}</script>\n\
         <script id=\"data\" type=\"text/plain\">{engine}</script>"
    );
    let (head, tail) = halves();
    let head = head.replace("@ENGINE@", evaluation).replace("@WORKERS@", "blob:");
    [&head, &data, tail].concat()
}

/// Writer that escapes `<` in JSON, so that no text of a document can close the `<script>` element
/// around it or open another element.
struct Inert<'o> {
    out: &'o mut dyn Write,
}

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut from = 0;
        for at in memchr::memchr_iter(b'<', bytes) {
            self.out.write_all(&bytes[from..at])?;
            // In JSON, `<` occurs only inside strings.
            self.out.write_all(b"\\u003c")?;
            from = at + 1;
        }
        self.out.write_all(&bytes[from..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Inert, PAGE, with_engine};

    #[test]
    fn json_in_a_page_holds_no_tag() {
        let mut out = Vec::new();
        let json = r#"{"text":"</script><script>alert(1)</script><!--"}"#;
        Inert { out: &mut out }.write_all(json.as_bytes()).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.contains('<'), "{written}");
        let (before, after): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(json).unwrap(), serde_json::from_str(&written).unwrap());
        assert_eq!(before, after);
    }

    #[test]
    fn the_page_loads_nothing() {
        let page = with_engine("", "", false);
        for outside in ["http:", "https:", "src=", "@import", "url(", "import("] {
            assert!(!PAGE.contains(outside) && !page.contains(outside), "{outside}");
        }
        assert!(page.contains("connect-src 'none'") && page.contains("worker-src blob:"));
        assert!(!page.contains("'unsafe-eval'") && with_engine("", "", true).contains("'unsafe-eval'"));
        assert!(!page.contains("@DATA@") && !page.contains("@ENGINE@") && !page.contains("@WORKERS@"));
    }
}
