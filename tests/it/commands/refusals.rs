//! What is refused at start, each with one clear sentence.

use super::{begin, said, said_with};
use std::net::TcpListener;

#[test]
fn databases_that_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let unknown = [("WATCHDESK_DATABASE_URL", "mysql://desk:s3cret@db/desk")];
    let refused = said_with(folder.path(), &serve, &unknown, false);
    assert!(refused.contains("not understood") && !refused.contains("s3cret"), "{refused}");
    let nobody = [("WATCHDESK_DATABASE_URL", "postgres://desk:s3cret@127.0.0.1:1/desk")];
    let refused = said_with(folder.path(), &serve, &nobody, false);
    assert!(refused.contains("cannot be reached") && !refused.contains("s3cret"), "{refused}");
    let folder_as_file = [("WATCHDESK_DATABASE_URL", "sqlite:///")];
    said_with(folder.path(), &serve, &folder_as_file, false);
}

#[tokio::test]
async fn a_schema_from_the_future() {
    let folder = tempfile::tempdir().unwrap();
    begin(folder.path());
    let url = format!("sqlite:{}", folder.path().join("watchdesk.db").display());
    let db = crate::support::databases::open(&url).await;
    let newer = "INSERT INTO schema_migrations (version, name, applied_at, checksum) VALUES (9999, 'tomorrow', 0, '')";
    db.write(None, async move |tx: &mut watchdesk::platform::db::Tx| {
        tx.execute(watchdesk::platform::db::Sql::new(newer)).await?;
        Ok(())
    })
    .await
    .unwrap();
    db.close().await;
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["audit", "verify"]] {
        let refused = said(folder.path(), command, false);
        assert!(refused.contains("newer Watchdesk"), "{refused}");
    }
    let wrong = said(folder.path(), &["doctor"], false);
    assert!(wrong.contains("9999"), "{wrong}");
}

#[test]
fn a_taken_port() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = said(&folder.path().join("desk"), &["serve", "--listen", &address], false);
    assert!(refused.contains("--listen") && refused.contains(&address), "{refused}");
    assert!(!folder.path().join("desk").exists());
}

#[test]
fn help_states_every_default() {
    let folder = tempfile::tempdir().unwrap();
    let help = said(folder.path(), &["serve", "--help"], true);
    for default in ["127.0.0.1:8080", "./watchdesk-data", "[default: text]", "[default: none]"] {
        assert!(help.contains(default), "{default}: {help}");
    }
    assert!(said(folder.path(), &["demo", "--help"], true).contains("./watchdesk-demo"));
}

/// What was given, on the line or around it, is not shown as if it were needed.
#[test]
fn usage_says_what_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["user", "add"][..],
        &["user", "away"],
        &["import", "parties"],
        &["import", "users"],
        &["backup"],
        &["restore"],
    ] {
        let refused = said(folder.path(), &[args, &["--data", "here"]].concat(), false);
        let usage = format!("Usage: watchdesk {} [OPTIONS] <", args.join(" "));
        assert!(refused.contains(&usage) && !refused.contains("--data"), "{args:?}: {refused}");
    }
}

/// Every command but `serve` and `demo`, called with the folder mistyped.
#[test]
fn a_desk_that_is_not_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("distributors.csv");
    std::fs::write(&file, "Number,Name\nA1,Oak Trading\n").unwrap();
    let (nowhere, copy) = (folder.path().join("nowhere"), folder.path().join("desk.zip"));
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let url = [("WATCHDESK_DATABASE_URL", format!("sqlite:{}", nowhere.join("watchdesk.db").display()))];
    let url = url.each_ref().map(|(name, value)| (*name, value.as_str()));
    for args in [
        &["migrate"][..],
        &["doctor"],
        &["doctor", "--mend"],
        &["audit", "verify"],
        &["backup", copy.to_str().unwrap()],
        &["user", "add", "ingrid", "--role", "admin"],
        &["import", "parties", file.to_str().unwrap()],
        &["import", "users", file.to_str().unwrap()],
    ] {
        for data in [&nowhere, &empty] {
            let refused = said(data, args, false);
            assert!(
                refused.contains("there is no desk in") && refused.contains("--data FOLDER"),
                "{args:?}: {refused}"
            );
            assert!(refused.contains("watchdesk serve"), "{refused}");
        }
        let refused = said_with(&nowhere, args, &url, false);
        assert!(refused.contains("there is no desk at the database URL"), "{args:?}: {refused}");
        assert!(!nowhere.exists() && !copy.exists(), "{args:?}");
        assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0, "{args:?}");
    }
}
