//! Every route, tried by everybody: nobody, somebody who was dismissed, an admin, a CSR and a lead. Generated from the
//! table, so that a new route is tried too.

use super::samples::{OF_SHEET, SAMPLES, SHEET, USERS, is_about_escalated, needs_part, sample};
use crate::support::asking::{Ask, Said, without_ids};
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk, new_user};
use axum::http::Method;
use serde_json::json;
use std::collections::BTreeSet;
use watchdesk::people::{Actor, Member, Role, accounts, may};
use watchdesk::platform::db::{Db, Sql, Tx};
use watchdesk::platform::web::{Access, Table};

struct House {
    desk: Desk,
    cast: Cast,
    table: Table<watchdesk::app::App>,
    party: i64,
}

impl House {
    async fn new(db: Db) -> Self {
        let (desk, cast) = Desk::with_cast(db).await;
        let party = desk.party("4711", "Oak Trading").await;
        desk.party("4712", "Elm Trading").await;
        // A lead has a lead too, who opened nothing, or escalating would differ for a reason that is no right.
        let above = desk.add(new_user("CA-above", &[Role::CsrLead]).await).await.expect("a lead of leads");
        let led = Sql::new("UPDATE users SET lead_id = ? WHERE id = ?");
        desk.change(led.bind(above.id).bind(cast.lead.id)).await;
        for name in ["UK-spare", "UK-left"] {
            desk.add(new_user(name, &[Role::Csr]).await).await.expect("somebody whom nothing else is about");
        }
        let table = watchdesk::routes::table(&desk.app).expect("a table");
        Self { desk, cast, table, party }
    }

    /// A ticket that nobody has touched.
    async fn ticket(&self) -> i64 {
        let token = self.desk.session(&self.cast.colleague).await;
        let ask =
            sample(&Method::POST, "/tickets", 0, self.party, 0).header("accept", "application/json").bearer(&token);
        self.desk.ask(ask).await.with_status(201).json()["number"].as_i64().expect("a number")
    }

    /// A ticket of somebody far away, to whom it would go back, that the one of this session has just escalated;
    /// somebody else, where they cannot.
    async fn escalated(&self, token: Option<&str>) -> i64 {
        let (abroad, colleague) = (&self.cast.abroad, &self.cast.colleague);
        let (abroad, colleague) = (self.desk.session(abroad).await, self.desk.session(colleague).await);
        let body = json!({ "party": self.party, "type": 3, "what": "x", "due": 1, "escalate": "no" });
        let made = self.desk.ask(Ask::send(Method::POST, "/tickets", &body).bearer(&abroad)).await.with_status(201);
        let number = made.json()["number"].as_i64().expect("a number");
        let place = format!("/tickets/{number}/escalation");
        for token in [token.unwrap_or("nobody"), &colleague] {
            let said = self.desk.ask(Ask::send(Method::POST, &place, &json!({ "version": 1 })).bearer(token)).await;
            if said.status == 200 {
                return number;
            }
        }
        panic!("nobody could escalate");
    }

    /// What the one of this session has just said about a ticket; somebody else, where they cannot.
    async fn comment(&self, number: i64, token: Option<&str>) -> i64 {
        let colleague = self.desk.session(&self.cast.colleague).await;
        for token in [token.unwrap_or("nobody"), &colleague] {
            let ask = Ask::send(Method::POST, &format!("/tickets/{number}/comments"), &json!({ "comment": "x" }));
            let said = self.desk.ask(ask.bearer(token)).await;
            if said.status == 200 {
                let view = said.json();
                let last = view["timeline"].as_array().and_then(|entries| entries.last()).expect("an entry");
                return last["what"]["comment"].as_i64().expect("a key");
            }
        }
        panic!("nobody could comment");
    }

    /// The id of a type that nobody has changed.
    async fn new_type(&self) -> i64 {
        let admin = self.desk.session(&self.cast.admin).await;
        let ask = json!({ "name": format!("Of {}", uuid::Uuid::new_v4()), "due_days": 1 });
        let made = self.desk.ask(Ask::send(Method::POST, "/types", &ask).bearer(&admin)).await.with_status(201);
        made.json()["type"]["id"].as_i64().expect("an id")
    }

    /// The version of the list of types.
    async fn list(&self) -> i64 {
        let admin = self.desk.session(&self.cast.admin).await;
        let said = self.desk.ask(Ask::get("/types").json().bearer(&admin)).await.with_status(200);
        said.json()["list"].as_i64().expect("a version")
    }

    /// A picture that the one of this session has just added, to this ticket or to wait; somebody else, where they cannot.
    async fn file(&self, mark: &str, number: i64, token: Option<&str>) -> i64 {
        let colleague = self.desk.session(&self.cast.colleague).await;
        let place = if mark == "{upload}" { "/uploads".to_owned() } else { format!("/tickets/{number}/files") };
        for token in [token.unwrap_or("nobody"), &colleague] {
            let ask = Ask::of(Method::POST, &format!("{place}?name=dot.gif"), "application/octet-stream", DOT.to_vec());
            let said = self.desk.ask(ask.header("accept", "application/json").bearer(token)).await;
            if said.status.is_success() {
                return said.json()["files"][0]["id"].as_i64().expect("a file");
            }
        }
        panic!("nobody could add a file");
    }

    /// An import that an admin has begun, of a file that the one of this session has brought too if they could.
    async fn import(&self, token: Option<&str>) -> i64 {
        let admin = self.desk.session(&self.cast.admin).await;
        for token in token.into_iter().chain([admin.as_str()]) {
            let ask = Ask::of(Method::POST, "/parties/imports", "multipart/form-data; boundary=edge", SHEET);
            drop(self.desk.ask(ask.header("accept", JSON).bearer(token)).await);
        }
        let begun = self.desk.ask(Ask::send(Method::POST, OF_SHEET, &json!({})).bearer(&admin)).await;
        begun.with_status(201).json()["id"].as_i64().expect("an import")
    }

    /// A file of users that the one of this session has brought if they could.
    async fn users(&self, token: Option<&str>) -> i64 {
        if let Some(token) = token {
            let ask = Ask::of(Method::POST, "/users/files/new", "multipart/form-data; boundary=edge", USERS);
            drop(self.desk.ask(ask.header("accept", JSON).bearer(token)).await);
        }
        0
    }

    /// Asks a route's sample for a page, a fragment or JSON, with this session.
    async fn tries(&self, method: &Method, path: &str, accept: &str, token: Option<&str>) -> Said {
        let number = match is_about_escalated(method, path) {
            true => self.escalated(token).await,
            false => self.ticket().await,
        };
        let part = match needs_part(method, path) {
            Some("{comment}") => self.comment(number, token).await,
            Some("{import}") => self.import(token).await,
            Some("{type}") => self.new_type().await,
            Some("{list}") => self.list().await,
            Some(mark) => self.file(mark, number, token).await,
            // A file is there for whoever has brought it.
            None if path.starts_with("/parties/imports/files/{hash}") => self.import(token).await,
            None if path.starts_with("/users/files/{hash}") => self.users(token).await,
            None => 0,
        };
        let ask = sample(method, path, number, self.party, part).header("accept", accept);
        let ask = match token {
            Some(token) => ask.cookie(token),
            None => ask,
        };
        self.desk.ask(ask).await
    }
}

/// The smallest picture there is.
const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

const PAGE: &str = "text/html";
/// What was uploaded comes out of these: in a sandbox, and kept by its reader's browser alone.
const CONTENT: [&str; 4] = [
    "/tickets/{number}/files/{file}",
    "/tickets/{number}/files/{file}/thumbnail",
    "/uploads/{file}",
    "/uploads/{file}/thumbnail",
];
const JSON: &str = "application/json";
const FRAGMENT: &str = watchdesk::platform::web::wants::FRAGMENT;

#[tokio::test]
async fn every_route_has_a_sample_and_every_sample_a_route() {
    on_both(async |db| {
        let house = House::new(db).await;
        for route in house.table.routes() {
            drop(sample(&route.method, route.path, 1, 1, 1));
        }
        for (method, path, ..) in SAMPLES {
            let is_there = house.table.routes().iter().any(|route| route.method == *method && route.path == *path);
            assert!(is_there, "{method} {path} is no route any more: take its line out of SAMPLES");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_to_sign_in() {
    on_both(async |db| {
        let house = House::new(db).await;
        let dismissed = house.desk.session(&house.cast.owner).await;
        let (id, now) = (house.cast.owner.id, house.desk.app.now());
        let verb = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, id, now).await;
        house.desk.app.db.write(None, verb).await.expect("dismissed");
        for route in house.table.routes() {
            for token in [None, Some(dismissed.as_str()), Some("nonsense")] {
                let place = format!("{} {} {token:?}", route.method, route.path);
                let page = house.tries(&route.method, route.path, PAGE, token).await;
                let json = house.tries(&route.method, route.path, JSON, token).await;
                let part = house.tries(&route.method, route.path, FRAGMENT, token).await;
                if route.access == Access::Public {
                    assert!(
                        ![401, 403].contains(&json.status.as_u16()) || route.path == "/sign-in",
                        "{place} {json:?}"
                    );
                } else {
                    // A form is not sent away: the page to sign in with carries what was typed.
                    let carries = page.status == 401 && page.body.contains("action=\"/sign-in\"");
                    let leads = page.status == 303 && page.place().starts_with("/sign-in");
                    let is_form = route.method == Method::POST;
                    assert!(if is_form { carries } else { leads }, "{place} {} {}", page.status, page.place());
                    assert_eq!((json.status.as_u16(), part.status.as_u16()), (401, 401), "{place}");
                    assert_eq!(json.complaints(), ["*=refusal-sign-in-first"], "{place}");
                }
                for said in [&page, &json, &part] {
                    headers(said, &place);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_right_is_needed_and_a_missing_one_is_a_missing_page() {
    on_both(async |db| {
        let house = House::new(db).await;
        let Cast { owner, lead, admin, .. } = &house.cast;
        for member in [owner, lead, admin] {
            for accept in [PAGE, FRAGMENT, JSON] {
                tried_by(&house, member, accept).await;
            }
        }
    })
    .await;
}

/// Every route, by somebody signed in.
async fn tried_by(house: &House, member: &Member, accept: &str) {
    let token = house.desk.session(member).await;
    let nowhere = house.desk.ask(Ask::get("/nowhere").header("accept", accept).cookie(&token)).await.with_status(404);
    for route in house.table.routes() {
        // Signing out ends the session that it comes with.
        let token = house.desk.session(member).await;
        let said = house.tries(&route.method, route.path, accept, Some(&token)).await;
        let place = format!("{} {} {} {accept}", member.user_name, route.method, route.path);
        if may(member, route.access) {
            let is_sound = said.status.is_success() || said.status.is_redirection() || route.access == Access::Public;
            // Both are about tickets, of which there are none for who works no inquiries.
            let is_elsewhere = ["/jump", "/types/promotion"].contains(&route.path) && !owns_inquiries(member);
            assert!(is_sound || is_elsewhere, "{place} {} {}", said.status, said.body);
        } else {
            assert_eq!(said.status, 404, "{place} {}", said.body);
            assert_eq!(without_ids(&said.body), without_ids(&nowhere.body), "{place}");
        }
        if said.status.is_success() && CONTENT.contains(&route.path) && route.method == Method::GET {
            assert!(said.header("content-security-policy").starts_with("sandbox; default-src 'none'"), "{place}");
            assert_eq!(said.header("x-content-type-options"), "nosniff", "{place}");
            assert_eq!(said.header("cache-control"), "private, no-cache", "{place}");
            continue;
        }
        headers(&said, &place);
        if !matches!(route.path, "/assets/{hash}/{*path}" | "/healthz" | "/readyz") {
            assert!(said.header("cache-control").contains("no-store"), "{place} {}", said.header("cache-control"));
        }
    }
}

fn owns_inquiries(member: &Member) -> bool {
    member.may(watchdesk::people::Permission::WorkInquiries)
}

#[tokio::test]
async fn a_lead_may_do_exactly_what_a_csr_may() {
    on_both(async |db| {
        let house = House::new(db).await;
        for route in house.table.routes() {
            for accept in [PAGE, FRAGMENT, JSON] {
                let mut seen = Vec::new();
                for member in [&house.cast.owner, &house.cast.lead] {
                    let token = house.desk.session(member).await;
                    let said = house.tries(&route.method, route.path, accept, Some(&token)).await;
                    seen.push((said.status, deeds(&said.body)));
                }
                if route.path == "/" {
                    // Their work begins on another page.
                    seen.iter_mut().for_each(|(_, deeds)| deeds.clear());
                }
                assert_eq!(seen[0], seen[1], "{} {} {accept}", route.method, route.path);
            }
        }
    })
    .await;
}

/// Where the forms of a page lead, whichever ticket they are about. To note that one has looked is what leads are for, and
/// the one thing that is offered to them alone: the right to do it everybody has.
fn deeds(page: &str) -> BTreeSet<String> {
    let form = |begin: &str| page.split(begin).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let places = [" action=\"", " formaction=\""].into_iter().flat_map(form);
    let known = |part: &str| if part.contains(|letter: char| letter.is_ascii_digit()) { "" } else { part }.to_owned();
    let bare =
        |place: &str| place.split('?').next().unwrap_or_default().split('/').map(known).collect::<Vec<_>>().join("/");
    places.map(bare).filter(|place| place != "/tickets//check").collect()
}

#[track_caller]
fn headers(said: &Said, place: &str) {
    let policy = said.header("content-security-policy");
    for word in ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(word), "{place}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{place}: {policy}");
    assert_eq!(said.header("x-content-type-options"), "nosniff", "{place}");
    assert_eq!(said.header("x-frame-options"), "DENY", "{place}");
    assert!(!said.header("x-request-id").is_empty(), "{place}");
}
