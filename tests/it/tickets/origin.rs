//! The list that a ticket was opened from is kept without script: by every form of its page, whether it is done or
//! refused, and by every way from there.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::json;
use watchdesk::platform::db::Sql;

const LIST: &str = "list=status%3Dopen%26scope%3Dall%26sort%3Dnumber";

/// What somebody types, and where nothing would do.
const WORDS: [(&str, &str); 11] = [
    ("assignee", "CA-bdupont"),
    ("because", "She asked for it."),
    ("comment", "The carrier has it."),
    ("details", "None of these"),
    ("due", "2"),
    ("party_number", "50007"),
    ("type", "5"),
    ("why", "It is dear to her."),
    ("words", "The parcel is lost."),
    ("day", ""),
    ("edits", "0"),
];

/// Where a form is sent, and its hidden fields.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    to: String,
    hidden: Vec<(String, String)>,
}

impl Form {
    /// What it does, whatever the ticket: `comments`, `files/removal`.
    fn deed(&self) -> String {
        let path = self.to.split('?').next().unwrap_or_default();
        let parts = path.split('/').skip(3).filter(|part| !part.bytes().all(|byte| byte.is_ascii_digit()));
        let status = self.hidden.iter().find(|(name, _)| name == "status").map(|(_, status)| status.as_str());
        parts.chain(status).collect::<Vec<_>>().join("/")
    }
}

fn between<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark)?.1.split('"').next()
}

/// Every place that a form of this page may be sent to, but for those that stand on every page.
fn forms(page: &str) -> Vec<Form> {
    let mut found = Vec::new();
    for form in page.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next()) {
        if !form.contains("method=\"post\"") || form.contains("action=\"/sign-out\"") {
            continue;
        }
        let hidden: Vec<(String, String)> = form
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .filter_map(|field| Some((field.split('"').next()?.into(), between(field, "value=\"")?.into())))
            .collect();
        let pieces: Vec<&str> = form.split("action=\"").collect();
        for (tag, rest) in pieces.iter().zip(pieces.iter().skip(1)) {
            // A button that goes elsewhere may say something of its own.
            let tag = tag.rsplit('<').next().filter(|tag| tag.starts_with("button")).unwrap_or_default();
            let said = between(tag, " name=\"").zip(between(tag, " value=\""));
            let said = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let to = rest.split('"').next().unwrap_or_default().replace("&#38;", "&");
            found.push(Form { to, hidden: hidden.iter().cloned().chain(said).collect() });
        }
    }
    // Buttons that stand elsewhere on the page and belong to the form of the comment.
    let answer = page.split("<form ").find(|form| form.contains("id=\"answer\""));
    for tag in page.split("<button ").skip(1).filter_map(|rest| rest.split('>').next()) {
        if !tag.contains(" form=\"answer\"") {
            continue;
        }
        let to = between(tag, "formaction=\"").unwrap_or_default().replace("&#38;", "&");
        let said = between(tag, " name=\"").zip(between(tag, " value=\""));
        let said = said.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let version = answer.and_then(|form| between(form, "name=\"version\" value=\""));
        let version = version.map(|version| ("version".to_owned(), version.to_owned()));
        found.push(Form { to, hidden: version.into_iter().chain(said).collect() });
    }
    found
}

/// An inquiry that is escalated to the lead and hers, with a comment of hers, a file and a ticket on either side.
async fn furnished(scene: &Scene) -> i64 {
    scene.record().await;
    let number = scene.escalated().await;
    scene.record().await;
    scene.verb(&scene.lead, number, "comments", &json!({ "comment": "The parcle is lost." })).await.with_status(200);
    let file = Ask::file(&format!("/tickets/{number}/files"), "list.csv", "a,b").bearer(&scene.lead);
    scene.desk.ask(file).await.with_status(200);
    number
}

impl Form {
    /// Whether its address names the list on, and where the ticket stood in it.
    fn keeps_the_list(&self) -> bool {
        self.to.split_once("&at=").is_some_and(|(to, at)| to.ends_with(LIST) && !at.is_empty() && !at.contains('&'))
    }
}

#[track_caller]
fn keeps_the_way(page: &str, what: &str) {
    assert!(page.contains(">Back to the list</a>") && page.contains("rel=\"prev\""), "{what}: {page}");
    for form in forms(page) {
        assert!(form.keeps_the_list(), "{what}: {form:?}");
    }
}

#[tokio::test]
async fn every_form_of_the_page_keeps_the_list() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.party("50007", "Acme Supplies").await;
        let first = furnished(&scene).await;
        let page = scene.page(&scene.lead, &format!("/tickets/{first}?{LIST}")).await.with_status(200).body;
        keeps_the_way(&page, "the page");
        let deeds: Vec<String> = forms(&page).iter().map(Form::deed).collect();
        for deed in [
            "comments",
            "answer",
            "files",
            "files/removal",
            "status/in_progress",
            "status/closed",
            "status/pending",
            "assignee",
            "due",
            "type",
            "party",
            "escalation/end",
        ] {
            assert!(deeds.iter().any(|one| one == deed), "{deed} among {deeds:?}");
        }
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for (at, deed) in deeds.iter().enumerate() {
            let number = furnished(&scene).await;
            for typed in [false, true] {
                let here = format!("/tickets/{number}?{LIST}");
                let page = scene.page(&scene.lead, &here).await.with_status(200).body;
                let Form { to, mut hidden } = forms(&page).swap_remove(at);
                let is_there = |name: &str| hidden.iter().any(|(field, _)| field == name);
                let words = WORDS.iter().filter(|(name, _)| typed && !is_there(name));
                let words: Vec<_> = words.map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect();
                hidden.extend(words);
                if deed == "status/pending" && typed {
                    hidden.push(("reason".into(), "carrier".into()));
                }
                if !typed {
                    hidden.extend([("words", " "), ("comment", " ")].map(|(name, blank)| (name.into(), blank.into())));
                }
                let fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                let ask = match to.split('?').next().is_some_and(|path| path.ends_with("/files")) {
                    true if typed => Ask::form(&to, &fields, &[("late.csv", b"c,d")]),
                    true => Ask::form(&to, &fields, &[("void.csv", b"")]),
                    false => Ask::post(&to, &fields).header("accept", "text/html"),
                };
                let said = scene.desk.ask(ask.cookie(&scene.lead)).await;
                let what = format!("{deed} {typed}: {}", said.status);
                if said.status == 303 {
                    assert!(said.place().starts_with(&here), "{what}: {}", said.place());
                    keeps_the_way(&scene.page(&scene.lead, said.place()).await.body, &what);
                    done.push(deed.clone());
                    break;
                }
                assert!(said.status.is_client_error(), "{what}: {}", said.body);
                keeps_the_way(&said.body, &what);
                refused.push(deed.clone());
            }
        }
        let undone: Vec<_> = deeds.iter().filter(|deed| !done.contains(deed)).collect();
        assert_eq!(undone, [""; 0], "each of them can be done");
        for deed in ["comments", "answer", "assignee", "due", "party", "files"] {
            assert!(refused.iter().any(|one| one == deed), "{deed} was never refused: {refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn so_do_the_forms_of_a_closed_ticket_and_of_a_record() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = furnished(&scene).await;
        // Who has no lead is not offered to escalate.
        let led = Sql::new("UPDATE users SET lead_id = ? WHERE id = ?").bind(scene.cast.colleague.id);
        scene.desk.change(led.bind(scene.cast.lead.id)).await;
        let ended = scene.verb(&scene.lead, number, "escalation/end", &json!({ "version": 3 })).await;
        let version = ended.with_status(200).json()["version"].clone();
        let here = format!("/tickets/{number}?{LIST}");
        let page = scene.page(&scene.lead, &here).await.body;
        keeps_the_way(&page, "a record");
        assert!(forms(&page).iter().any(|form| form.deed() == "escalation"), "{page}");
        let close = json!({ "version": version, "status": "closed" });
        scene.verb(&scene.lead, number, "status", &close).await.with_status(200);
        let page = scene.page(&scene.lead, &here).await.body;
        keeps_the_way(&page, "closed");
        assert!(forms(&page).iter().any(|form| form.deed() == "status/open"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_stale_form_and_a_part_for_the_script_keep_it_too() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = furnished(&scene).await;
        let to = format!("/tickets/{number}/status?{LIST}");
        let stale = [("version", "1"), ("status", "closed")];
        let said = scene.desk.ask(Ask::post(&to, &stale).header("accept", "text/html").cookie(&scene.lead)).await;
        keeps_the_way(&said.with_status(409).body, "stale");
        let here = format!("/tickets/{number}?{LIST}");
        let part = scene.desk.ask(Ask::get(&here).fragment().cookie(&scene.lead)).await.with_status(200).body;
        assert!(forms(&part).len() > 5 && forms(&part).iter().all(Form::keeps_the_list), "{part}");
        // The page that draws itself anew asks for the same.
        assert!(part.contains(&format!("data-live-url=\"{here}&#38;at=")), "{part}");
        for nonsense in ["list=status%3Dweird", "list=scope%3D%22%3E%3Cb%3E", ""] {
            let to = format!("/tickets/{number}/comments?{nonsense}");
            let said = scene.desk.ask(Ask::post(&to, &[("comment", "Said.")]).cookie(&scene.lead)).await;
            assert_eq!(said.with_status(303).place(), format!("/tickets/{number}"), "{nonsense}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_pencil_without_script_leads_into_the_list() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = furnished(&scene).await;
        let page = scene.page(&scene.lead, "/tickets?status=open&scope=all&sort=number").await.with_status(200).body;
        let pencil = format!("href=\"/tickets/{number}/editor?status=open&#38;scope=all&#38;sort=number\"");
        assert!(page.contains(&pencil), "{page}");
    })
    .await;
}
