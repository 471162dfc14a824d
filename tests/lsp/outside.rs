//! Folders that refer to files outside of them: through the editor, no more files can be read than
//! through the command line.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, able, place};

const SECRET: &str = "token=top-secret\n";
const TEXT: &str = "完成XX亿元。";

/// Creates a folder that the editor has not opened.
fn elsewhere() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret.toml"), SECRET).unwrap();
    folder
}

fn reload(client: &mut Client) {
    let changes = json!([{"uri": client.address("hegao.toml"), "type": 2}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
}

#[test]
fn a_configuration_that_leads_outside_is_a_mistake_that_quotes_nothing() {
    let files = elsewhere();
    let outside = files.path().join("secret.toml");
    for configuration in
        [format!("extends = '{}'\n", outside.display()), format!("packs = ['{}']\n", outside.display())]
    {
        let mut client = Client::with(&[("hegao.toml", &configuration), ("a.txt", TEXT)], able());
        assert_eq!(
            client.check(&client.address("a.txt"), TEXT).len(),
            1,
            "documents are checked all the same"
        );
        let shown = client.shown(&client.address("hegao.toml"), None);
        let message = shown[0]["message"].as_str().unwrap();
        assert!(message.contains("没有读") && !json!(shown).to_string().contains("top-secret"), "{message}");
        client.end();
    }
}

#[test]
fn a_configuration_that_is_a_link_outside_is_neither_read_nor_written() {
    let files = elsewhere();
    let mut client = Client::with(&[("a.txt", TEXT)], able());
    let uri = client.address("a.txt");
    let declared = |client: &mut Client| {
        let found =
            client.result("textDocument/codeAction", place(&uri, [0, 2, 0, 2], &[], json!(["quickfix"])));
        found.as_array().unwrap().len()
    };
    assert_eq!(client.check(&uri, TEXT).len(), 1);
    assert_eq!(declared(&mut client), 2, "declared right, or its rule switched off, in a new configuration");
    symlink(files.path().join("secret.toml"), client.path("hegao.toml")).unwrap();
    reload(&mut client);
    let shown = client.shown(&client.address("hegao.toml"), None);
    assert!(shown[0]["message"].as_str().unwrap().contains("没有读"), "{shown:?}");
    assert!(!Value::from(shown).to_string().contains("top-secret"));
    assert_eq!(declared(&mut client), 0);
    client.end();
}
