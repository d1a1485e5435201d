//! What is refused at start, each with one clear sentence.

use super::{said, said_with};
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
    said(folder.path(), &["migrate"], true);
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
