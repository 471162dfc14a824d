//! Settings with which LibreOffice is run: the import filter that matches the content of the file,
//! so that LibreOffice does not guess, and a profile in which a document can neither fetch nor run
//! anything.

use std::fs;
use std::io;
use std::path::Path;

use crate::package::compound::WordHead;

/// Settings of the profile: path in the configuration tree, name and value.
const SETTINGS: [(&str, &str, &str); 15] = [
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (SCRIPTING, "DisableActiveContent", "true"),
    (SCRIPTING, "DisableOLEAutomation", "true"),
    (SCRIPTING, "CheckDocumentEvents", "true"),
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    // Requests that get past the other settings go to a proxy on a host that does not exist (RFC
    // 6761, 6.4).
    (INET, "ooInetProxyType", "2"),
    (INET, "ooInetHTTPProxyName", "proxy.invalid"),
    (INET, "ooInetHTTPProxyPort", "9"),
    (INET, "ooInetHTTPSProxyName", "proxy.invalid"),
    (INET, "ooInetHTTPSProxyPort", "9"),
    (INET, "ooInetNoProxy", ""),
];
/// Path of the settings for macros.
const SCRIPTING: &str = "/org.openoffice.Office.Common/Security/Scripting";
/// Path of the settings for internet access.
const INET: &str = "/org.openoffice.Inet/Settings";
/// Content providers to be disabled: those for http, https, webdav, ftp, cmis and GIO addresses.
/// `file` has a provider of its own.
const PROVIDERS: [&str; 10] = [
    "Provider3", "Provider4", "Provider4a", "Provider12", "Provider12a", "Provider12b", "Provider6",
    "Provider43", "Provider998", "Provider999",
];
const PROVIDER_DATA: &str =
    "/org.openoffice.ucb.Configuration/ContentProviders/Local/SecondaryKeys/Office/ProviderData";
/// Entry of the profile that turns the update check off. This setting is an argument of a
/// background job, so its path has another form.
const UPDATE_CHECK: &str = "<item oor:path=\"/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments\">\
    <prop oor:name=\"AutoCheckEnabled\" oor:op=\"fuse\" oor:type=\"xs:boolean\"><value>false</value></prop></item>\n";

/// Returns the name of the import filter for a Word document.
pub(super) fn filter(head: WordHead) -> &'static str {
    match head.version {
        0..=103 => "MS WinWord 6.0",
        104..=105 => "MS Word 95",
        _ => "MS Word 97",
    }
}

/// Writes the settings of a new profile. LibreOffice ignores settings that its version does not
/// know.
pub(super) fn write_profile(folder: &Path) -> io::Result<()> {
    let user = folder.join("user");
    fs::create_dir_all(&user)?;
    fs::write(user.join("registrymodifications.xcu"), settings())
}

fn settings() -> String {
    let item = |path: &str, name: &str, value: &str| {
        format!(
            "<item oor:path=\"{path}\"><prop oor:name=\"{name}\" oor:op=\"fuse\"><value>{value}</value></prop></item>\n"
        )
    };
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items \
        xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
        .to_owned();
    text.extend(SETTINGS.map(|(path, name, value)| item(path, name, value)));
    text.extend(PROVIDERS.map(|name| item(&format!("{PROVIDER_DATA}/{name}"), "ServiceName", "")));
    text + UPDATE_CHECK + "</oor:items>\n"
}
