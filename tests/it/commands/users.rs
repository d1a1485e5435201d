//! `user add` and `import`: done, or refused with what to do.

use super::{begin, said, said_with};
use std::fs;

#[test]
fn people_are_added_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    begin(data);
    assert!(said(data, &["migrate"], true).contains("up to date"));
    let lead = said(data, &["user", "add", "CA-lhart", "--name", "Linda Hart", "--role", "csr-lead"], true);
    assert!(lead.contains("Added CA-lhart (Linda Hart)") && lead.contains("Password: "), "{lead}");
    let given = [("WATCHDESK_PASSWORD", "correct horse battery")];
    let csr = said_with(data, &["user", "add", "ca-mchen", "--lead", "CA-lhart"], &given, true);
    assert!(csr.contains("Added CA-mchen") && !csr.contains("Password"), "{csr}");
    assert!(!csr.contains("no lead"), "{csr}");
    let lone = said_with(data, &["user", "add", "CA-lone"], &given, true);
    assert!(lone.contains("CA-lone has no lead") && lone.contains("user lead CA-lone LEAD"), "{lone}");
    said(data, &["user", "lead", "CA-lone", "CA-lhart"], true);
    let strange = said_with(data, &["user", "add", "XX-y"], &given, false);
    assert!(strange.contains("There are: AU, CA, UK, US."), "{strange}");
    let tongue = said_with(data, &["user", "add", "CA-y", "--language", "xx"], &given, false);
    assert!(tongue.contains("--language: ") && tongue.contains("It speaks: en"), "{tongue}");
    let taken = said(data, &["user", "add", "CA-MChen"], false);
    assert!(taken.contains("USER_NAME"), "{taken}");
    let wrong = said_with(data, &["user", "add", "XX-a b", "--lead", "nobody"], &given, false);
    assert!(wrong.contains("--lead") && wrong.contains("--call-centre") && wrong.contains("USER_NAME"), "{wrong}");
    let short = said_with(data, &["user", "add", "CA-short"], &[("WATCHDESK_PASSWORD", "short")], false);
    assert!(short.contains("WATCHDESK_PASSWORD or --password-stdin") && !short.contains("--password:"), "{short}");
    let led = said_with(data, &["user", "add", "CA-new", "--lead", "CA-mchen"], &given, false);
    assert!(led.contains("--lead: CA-mchen is no CSR Lead"), "{led}");
    let placed = said_with(
        data,
        &["user", "add", "CA-in", "--lead", "CA-lhart", "--department", "Entrepôt", "--department", "finance"],
        &given,
        true,
    );
    assert!(placed.contains("Added CA-in"), "{placed}");
    let nowhere = said_with(data, &["user", "add", "CA-out", "--department", "Moon"], &given, false);
    assert!(nowhere.contains("--department: “Moon” is no department") && nowhere.contains("Warehouse"), "{nowhere}");
    assert!(said(data, &["user", "add", "x", "--role", "boss"], false).contains("csr_lead"));
    let alone = said(data, &["doctor"], false);
    assert!(alone.contains("no administrator"), "{alone}");
    said(data, &["user", "add", "ingrid", "--role", "admin"], true);
    assert!(said(data, &["doctor"], true).contains("All is well"));
}

#[test]
fn somebody_is_away_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    begin(data);
    said(data, &["user", "add", "CA-lhart", "--role", "csr-lead"], true);
    said(data, &["user", "add", "CA-rokafor", "--role", "csr-lead"], true);
    let alone = said(data, &["user", "away", "CA-rokafor", "--until", "2099-12-04"], true);
    assert!(alone.contains("Nobody stands in") && alone.contains("--cover"), "{alone}");
    let away = ["user", "away", "CA-rokafor", "--until", "2099-12-04", "--cover", "ca-lhart"];
    let done = said(data, &away, true);
    assert!(done.contains("CA-rokafor is away; the last day is 2099-12-04.") && !done.contains("Nobody"), "{done}");
    let both = said(data, &["user", "away", "CA-lhart", "--until", "2099-12-04", "--cover", "CA-rokafor"], false);
    assert!(both.contains("--cover: CA-rokafor is away too"), "{both}");
    assert!(said(data, &["user", "away", "CA-rokafor", "--back"], true).contains("is here"));
    let wrong = [
        (["user", "away", "CA-nobody", "--until", "2099-12-04"], "USER_NAME"),
        (["user", "away", "CA-rokafor", "--until", "soon"], "--until"),
        (["user", "away", "CA-rokafor", "--until", "2020-01-01"], "--until"),
    ];
    for (args, field) in wrong {
        let why = said(data, &args, false);
        assert!(why.contains(field), "{args:?}: {why}");
    }
    let own = said(data, &["user", "away", "CA-rokafor", "--until", "2099-12-04", "--cover", "CA-rokafor"], false);
    assert!(own.contains("--cover"), "{own}");
    said(data, &["user", "away", "CA-rokafor"], false);
}

#[test]
fn an_account_is_looked_after_without_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    begin(data);
    for add in [&["CA-lhart", "--role", "csr-lead"][..], &["CA-mchen"], &["ingrid", "--role", "admin"]] {
        said(data, &[&["user", "add"], add].concat(), true);
    }
    assert!(said(data, &["user", "lead", "ca-mchen", "CA-lhart"], true).contains("escalates to CA-lhart"));
    assert!(said(data, &["user", "lead", "CA-lhart", "CA-mchen"], false).contains("--lead: CA-mchen is no CSR Lead"));
    assert!(said(data, &["user", "lead", "CA-lhart", "CA-lhart"], false).contains("their own lead"));
    assert!(said(data, &["user", "lead", "CA-mchen"], true).contains("has no lead"));
    let code = said(data, &["user", "code", "CA-mchen"], true);
    assert!(code.contains("Code: ") && code.contains("24 hours") && code.contains("/sign-in/code"), "{code}");
    assert!(said(data, &["user", "disable", "CA-mchen"], true).contains("is disabled"));
    assert!(said(data, &["user", "code", "CA-mchen"], false).contains("disabled"));
    assert!(said(data, &["user", "enable", "CA-mchen"], true).contains("can sign in again"));
    assert!(said(data, &["user", "disable", "ingrid"], false).contains("only administrator"));
    for deed in ["code", "disable", "enable", "lead"] {
        assert!(said(data, &["user", deed, "CA-nobody"], false).contains("USER_NAME: There is no such user"), "{deed}");
    }
    said(data, &["user", "add", "CA-cover", "--lead", "CA-lhart"], true);
    let away = ["user", "away", "CA-lhart", "--until", "2099-12-04", "--cover", "CA-cover"];
    assert!(said(data, &away, true).contains("what CA-cover escalates waits for CA-lhart's return"));
    let left = said(data, &["user", "away", "CA-cover", "--until", "2099-12-04"], true);
    assert!(left.contains("CA-cover stands in for CA-lhart, who is not there either"), "{left}");
}

#[test]
fn distributors_are_imported_and_files_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk");
    begin(&data);
    let file = folder.path().join("distributors.csv");
    fs::write(&file, "Number,Name\nA1,Oak Trading\nA2,東京ウェルネス\n").unwrap();
    let path = file.to_str().unwrap();
    assert!(said(&data, &["import", "parties", path], true).contains('2'));
    said(&data, &["import", "parties", path], true);
    for wrong in ["", "Number\nA1\n", "%PDF-1.4"] {
        fs::write(&file, wrong).unwrap();
        let why = said(&data, &["import", "parties", path], false);
        assert!(!why.contains("--") && why.contains("watchdesk: "), "{wrong:?} {why}");
    }
    said(&data, &["import", "parties", "/no/such/file.csv"], false);
    let help = said(&data, &["import", "parties", "--help"], true);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = include_str!("../../../README.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for limit in
        ["32 MB", "200,000 rows", "256 columns", "2,000,000 cells", "32,767 characters", "20 seconds", "128 MB"]
    {
        assert!(help.contains(limit) && readme.contains(limit), "{limit}: {help}");
    }
    assert!(said(&folder.path().join("nowhere"), &["import", "parties", path], false).contains("there is no desk"));
}

#[test]
fn users_are_imported_in_any_order_and_rows_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk");
    begin(&data);
    let file = folder.path().join("people.csv");
    let path = file.to_str().unwrap();
    fs::write(&file, "User name,Name,Roles,Lead\nUK-ann,Ann,CSR,UK-bob\nUK-bob,Bob,CSR Lead,\ningrid,I,admin,\n")
        .unwrap();
    let done = said(&data, &["import", "users", path], true);
    assert!(done.contains("people.csv") && done.contains("3 new, 0 changed, 0 as they were."), "{done}");
    assert!(done.contains("watchdesk user code USER_NAME") && done.contains("UK-ann"), "{done}");
    let again = said(&data, &["import", "users", path], true);
    assert!(again.contains("0 new, 0 changed, 3 as they were.") && !again.contains("user code"), "{again}");
    fs::write(&file, "User name,Name,Roles\nUK-cleo,Cleo,CSR\nUK-dan,,CSR\n").unwrap();
    let why = said(&data, &["import", "users", path], false);
    assert!(why.contains("Line 3, Name: ") && !why.contains("--"), "{why}");
    said(&data, &["user", "code", "UK-cleo"], false);
    let help = said(&data, &["import", "users", "--help"], true);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let readme = include_str!("../../../README.md");
    assert!(help.contains("500 users") && readme.contains("500 users"), "{help}");
    assert!(said(&folder.path().join("nowhere"), &["import", "users", path], false).contains("there is no desk"));
}
