//! Where the first page leads whom; and what an administrator of a new desk is told: commands that can be pasted, and no
//! box that finds nothing.

use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{Desk, new_user};
use std::process::Command;
use watchdesk::people::Role;
use watchdesk::people::call_centres::Preset;
use watchdesk::platform::db::Sql;

fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("<pre><code>").skip(1).filter_map(|rest| rest.split("</code></pre>").next());
    let text = blocks.collect::<String>().replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&");
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_commands_are_those_of_this_desk() {
    on_both(async |db| {
        let desk = Desk::new(db);
        desk.centres(&[Preset::Uk]).await;
        let admin = desk.add(new_user("ingrid", &[Role::Admin]).await).await.expect("an admin");
        let token = desk.session(&desk.member(admin.id).await).await;
        let page = desk.ask(Ask::get("/first-steps").cookie(&token)).await.with_status(200).body;
        let said = commands(&page);
        assert_eq!(said.len(), 3, "a lead, a CSR, the distributors: {page}");
        let data = desk.app.config.data.display().to_string();
        for line in &said {
            assert!(line.contains(&format!("--data {data}")), "{line}");
            // A shell takes it as it stands: the first word is a program that is there.
            let words = Command::new("sh").args(["-c", &format!("printf '%s\\n' {line}")]).output().expect("a shell");
            let words = String::from_utf8_lossy(&words.stdout).into_owned();
            assert!(std::path::Path::new(words.lines().next().expect("a word")).is_file(), "{words}");
        }
        assert!(said[0].contains("user add UK-jsmith --name \"Jo Smith\" --role csr_lead"), "{said:?}");
        assert!(said[1].contains("user add UK-jdoe") && said[1].contains("--lead UK-jsmith"), "{said:?}");
        assert!(said[2].contains("import parties distributors.xlsx"), "{said:?}");
        assert!(page.contains("the names are made up"), "{page}");
        assert!(!page.contains("mchen") && !page.contains("lhart"), "{page}");
        // As soon as somebody leads, the next ones are theirs.
        desk.add(new_user("UK-rmorgan", &[Role::CsrLead]).await).await.expect("a lead");
        let said = commands(&desk.ask(Ask::get("/first-steps").cookie(&token)).await.body);
        assert!(said.len() == 2 && said[0].contains("--lead UK-rmorgan"), "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn each_begins_where_their_work_is() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let first = async |token: &str| desk.ask(Ask::get("/").cookie(token)).await;
        let json = async |token: &str| desk.ask(Ask::get("/").json().bearer(token)).await;
        assert_eq!(first(&admin).await.with_status(303).place(), "/first-steps");
        assert_eq!(json(&admin).await.with_status(303).place(), "/first-steps", "one address, one shape");
        let steps = desk.ask(Ask::get("/first-steps").json().bearer(&admin)).await.with_status(200).json();
        assert!(steps["steps"].is_array(), "{steps}");
        let csr = desk.session(&cast.owner).await;
        first(&csr).await.with_status(200);
        assert_eq!(json(&csr).await.with_status(200).json()["desk"], "csr");
        // Who has no right at all is told of nothing, and not where the desk is installed.
        desk.change(Sql::new("DELETE FROM user_roles WHERE user_id = ?").bind(cast.colleague.id)).await;
        let nobody = desk.session(&cast.colleague).await;
        let page = first(&nobody).await.with_status(404).body;
        assert!(!page.contains("user add") && !page.contains("--data"), "{page}");
        assert_eq!(json(&nobody).await.with_status(404).complaints(), ["*=refusal-not-seen"]);
        desk.ask(Ask::get("/first-steps").cookie(&nobody)).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn who_may_find_nothing_has_no_box_to_look_in() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        for (member, jumps) in [(&cast.admin, false), (&cast.owner, true), (&cast.lead, true)] {
            let token = desk.session(member).await;
            let page = desk.ask(Ask::get("/me").cookie(&token)).await.with_status(200).body;
            assert_eq!(page.contains("action=\"/jump\""), jumps, "{}", member.user_name);
            assert_eq!(page.contains("Jump to a ticket"), jumps, "nor a key for it: {}", member.user_name);
        }
    })
    .await;
}
