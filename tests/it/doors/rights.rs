//! Who may do what, written down from the table of routes and the roles of the database.

use super::papers::kept;
use crate::support::databases::{Engine, migrated};
use crate::support::desk::{Cast, Desk};
use std::fmt::Write;
use watchdesk::people::may;
use watchdesk::platform::web::Access;

#[tokio::test]
async fn the_matrix_is_kept() {
    let place = migrated(Engine::Sqlite).await;
    let (desk, cast) = Desk::with_cast(place.open().await).await;
    let table = watchdesk::routes::table(&desk.app).expect("a table");
    let mut text = String::from(
        "# Who may do what\n\nWritten from the table of routes by `cargo test --test it doors::rights`; \
         `WATCHDESK_BLESS=1` writes it anew.\nWhoever may not, meets a page that does not exist.\n\n\
         | Address | Needs | Anybody | Admin | CSR | CSR Lead | For |\n|---|---|---|---|---|---|---|\n",
    );
    for right in table.rights() {
        let Cast { admin, owner, lead, .. } = &cast;
        let mark = |allowed: bool| if allowed { "yes" } else { "" };
        let [admin, csr, lead] = [admin, owner, lead].map(|member| mark(may(member, right.access)));
        let (needs, anybody) = match right.access {
            Access::Public => ("nothing".to_owned(), mark(true)),
            Access::SignedIn => ("signing in".to_owned(), ""),
            Access::Needs(permission) => (format!("`{permission}`"), ""),
        };
        let (method, path, summary) = (&right.method, right.path, right.summary);
        writeln!(text, "| `{method} {path}` | {needs} | {anybody} | {admin} | {csr} | {lead} | {summary} |")
            .expect("text");
    }
    kept("docs/rights.md", &text);
    desk.app.db.close().await;
}
