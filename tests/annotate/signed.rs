//! Annotates digitally signed documents: a change invalidates the signature, so it needs an
//! explicit option, and the loss is reported.

use std::fs;

use crate::program::package::{Docx, WORD, paragraph, zip};
use crate::program::{Hegao, code, err, folder, json};
use crate::{annotated_into, part, parts, view};

const ORIGIN: &str = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin";

/// Creates a signed document as Word writes it.
fn signed() -> Vec<u8> {
    let docx = Docx::new(&paragraph("共XX户，截止3月底。"))
        .raw("_xmlsignatures/origin.sigs", "")
        .raw("_xmlsignatures/_rels/origin.sigs.rels", "<Relationships/>")
        .raw("_xmlsignatures/sig1.xml", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>");
    crate::changed(&docx.build(), |name, text| {
        match name {
        "_rels/.rels" => Some(text.replace(
            "</Relationships>",
            &format!("<Relationship Id=\"rIdS\" Type=\"{ORIGIN}\" Target=\"_xmlsignatures/origin.sigs\"/></Relationships>"),
        )),
        "[Content_Types].xml" => Some(text.replace(
            "</Types>",
            "<Override PartName=\"/_xmlsignatures/sig1.xml\" ContentType=\"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml\"/></Types>",
        )),
        _ => None,
    }
    })
}

/// Creates a signed OpenDocument text.
fn signed_odt() -> Vec<u8> {
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>\
        <text:p>截止3月底。</text:p></office:text></office:body></office:document-content>";
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("META-INF/documentsignatures.xml", "<document-signatures/>"),
    ];
    zip(&parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())))
}

#[test]
fn a_signed_document_is_annotated_only_by_force_and_the_loss_is_said() {
    let original = signed();
    let files = folder(&[("稿.docx", &original)]);
    for arguments in [&["annotate", "稿.docx"][..], &["annotate", "稿.docx", "--in-place"]] {
        let output = Hegao::new(files.path(), arguments).run();
        let said = err(&output);
        assert!(code(&output) == 2 && said.contains("签名") && said.contains("--force"), "{said}");
        assert_eq!(fs::read_dir(files.path()).unwrap().count(), 1);
        assert_eq!(fs::read(files.path().join("稿.docx")).unwrap(), original);
    }
    let output = Hegao::new(files.path(), &["annotate", "稿.docx", "--force"]).run();
    assert!(code(&output) == 0 && err(&output).contains("不再带数字签名"), "{}", err(&output));
    let copy = fs::read(files.path().join("稿-核稿.docx")).unwrap();
    let names: Vec<String> = parts(&copy).into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().all(|name| !name.starts_with("_xmlsignatures")), "{names:?}");
    assert!(!part(&copy, "_rels/.rels").contains("digital-signature"));
    assert!(!part(&copy, "[Content_Types].xml").contains("_xmlsignatures"));
    assert_eq!(view(&copy), view(&original));
    annotated_into(&files, "稿-核稿.docx", "再.docx");
    let english = Hegao::new(files.path(), &["annotate", "稿.docx", "--lang", "en", "-o", "en.docx"]).run();
    assert!(err(&english).contains("signature"), "{}", err(&english));
}

#[test]
fn a_signed_document_is_mended_only_by_force_and_the_loss_is_said() {
    for (name, original) in [("稿.docx", signed()), ("稿.odt", signed_odt())] {
        let files = folder(&[(name, &original), ("好.txt", "截止3月底。".as_bytes())]);
        let check = ["check", "--fix", "--today", "off", name, "好.txt", "--format", "json"];
        let output = Hegao::new(files.path(), &check).run();
        assert_eq!(code(&output), 2, "{}", err(&output));
        assert_eq!(json(&output)["files"][0]["error"]["kind"], "signed", "{}", json(&output));
        assert_eq!(fs::read(files.path().join(name)).unwrap(), original);
        assert_eq!(
            fs::read_to_string(files.path().join("好.txt")).unwrap(),
            "截至3月底。",
            "others are mended"
        );
        let shown = Hegao::new(files.path(), &["check", "--diff", "--today", "off", name]).run();
        assert!(code(&shown) < 2, "what is only shown breaks no signature: {}", err(&shown));

        let forced = Hegao::new(files.path(), &["check", "--fix", "--force", "--today", "off", name]).run();
        assert!(err(&forced).contains("不再带数字签名") && err(&forced).contains(name), "{}", err(&forced));
        let mended = parts(&fs::read(files.path().join(name)).unwrap());
        assert!(mended.iter().all(|(name, _)| !name.contains("ignatures")), "{name}");
        let again = Hegao::new(files.path(), &["check", "--fix", "--today", "off", name]).run();
        assert!(code(&again) < 2 && err(&again).contains("改了 0 处"), "{}", err(&again));
    }
}

#[test]
fn a_signed_document_without_anything_to_mend_is_left_alone() {
    let text =
        format!("<w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>", paragraph("共50户。"));
    let docx = Docx::with_document(text.into_bytes()).raw("_xmlsignatures/origin.sigs", "");
    let original = docx.build();
    let files = folder(&[("稿.docx", &original)]);
    let output = Hegao::new(files.path(), &["check", "--fix", "--today", "off", "稿.docx"]).run();
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(fs::read(files.path().join("稿.docx")).unwrap(), original);
}
