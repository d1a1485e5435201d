//! Users as files: what goes out comes in without a change; a file adds and changes people by the rules for one, all of them or
//! nobody; and those who came that way get their codes.

use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk, new_user};
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::{Actor, Role, accounts};
use watchdesk::platform::db::{Db, Reads, Sql, Tx};
use watchdesk::platform::events;
use watchdesk::platform::sheets::{Limits, SENT_AT_ONCE, Sheet, read_bytes};

pub struct Scene {
    pub desk: Desk,
    pub cast: Cast,
    pub admin: String,
}

impl Scene {
    pub async fn new(db: Db) -> Self {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        Self { desk, cast, admin }
    }

    pub async fn look_at(&self, name: &str, content: impl Into<axum::body::Body>) -> Said {
        self.desk.ask(Ask::file("/users/files/new", name, content).bearer(&self.admin)).await
    }

    /// What would come of these lines.
    pub async fn preview(&self, csv: &str) -> Value {
        self.look_at("a.csv", csv.to_owned()).await.with_status(201).json()
    }

    pub async fn start(&self, view: &Value) -> Said {
        let place = view["address"].as_str().expect("a place");
        self.desk.ask(Ask::send(Method::POST, place, &json!({ "seen": view["seen"] })).bearer(&self.admin)).await
    }

    pub async fn import(&self, csv: &str) -> Value {
        let view = self.preview(csv).await;
        let done = self.start(&view).await.with_status(200).json();
        assert_eq!(done, view["would"], "a preview says what an import does");
        done
    }

    pub async fn file(&self, place: &str) -> Vec<u8> {
        self.desk.file(Ask::get(place).cookie(&self.admin)).await
    }

    pub async fn user(&self, name: &str) -> Value {
        let ask = Ask::get(&format!("/users/{name}")).json().bearer(&self.admin);
        self.desk.ask(ask).await.with_status(200).json()
    }

    /// Everything that happened so far.
    async fn happened(&self) -> usize {
        events::after(self.desk.app.db.reads(), 0, 5_000).await.expect("events").len()
    }

    async fn users(&self) -> i64 {
        let sql = Sql::new("SELECT count(*) FROM users");
        self.desk.app.db.reads().value(sql).await.expect("a database").expect("a count")
    }
}

pub fn table(bytes: Vec<u8>) -> Sheet {
    read_bytes("a.csv", bytes, &Limits::default()).expect("a table")
}

pub fn refused(view: &Value) -> Vec<&str> {
    view["refused"].as_array().expect("reasons").iter().filter_map(Value::as_str).collect()
}

#[tokio::test]
async fn what_goes_out_comes_in_without_a_change() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let odd = watchdesk::people::users::NewUser {
            display_name: "=1+1;-2".into(),
            email: Some("+a@example.com".into()),
            cover: Some("CA-mchen".into()),
            departments: [2, 5].into(),
            language: "fr-CA".into(),
            ..new_user("CA-odd", &[Role::Csr, Role::CsrLead, Role::Admin]).await
        };
        scene.desk.add(odd).await.expect("a user");
        // What could not be any more stays as it is: the lead of the others has left.
        let (lead, now) = (scene.cast.lead.id, scene.desk.app.now());
        let verb = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, lead, now).await;
        scene.desk.app.db.write(None, verb).await.expect("disabled");
        for language in ["en", "fr-CA"] {
            scene
                .desk
                .change(Sql::new("UPDATE users SET language = ? WHERE user_name = 'ingrid'").bind(language))
                .await;
            for format in ["csv", "xlsx"] {
                let file = scene.file(&format!("/users/files/export?format={format}")).await;
                let before = scene.happened().await;
                let view = scene.look_at(&format!("{language}.{format}"), file).await.with_status(201).json();
                let would =
                    json!({ "added": [], "changed": [], "unchanged": 6, "takes_own_rights": false, "alone": [] });
                assert_eq!((&view["would"], refused(&view).len()), (&would, 0), "{view}");
                assert_eq!(scene.start(&view).await.with_status(200).json(), would);
                assert_eq!(scene.happened().await, before, "without a trace");
            }
        }
        let found = table(scene.file("/users/files/export?format=csv&q=odd").await);
        assert_eq!(found.rows().map(|row| row.get(0)).collect::<Vec<_>>(), ["CA-odd"]);
        let page = scene.desk.ask(Ask::get("/users?q=ca").cookie(&scene.admin)).await.body;
        assert!(page.contains("/users/files/export?q=ca&#38;format=csv"), "{page}");
        assert_eq!(
            table(scene.file("/users/files/export?format=csv").await).rows().next().expect("a row").get(9),
            "Actif"
        );
    })
    .await;
}

const NEW: &str = "Nom d’utilisateur,Nom,Courriel,Rôles,Chef d’équipe,Remplace pendant l’absence,Langue\n\
    US-csr1,Ann <b>,ann@example.com,rsc,US-lead,US-csr2,anglais\n\
    US-csr2,Bob,,CSR,US-lead,US-csr1,\n\
    US-lead,Cleo,,\"RSC, Chef d’équipe\",CA-lhart,,français\n";

#[tokio::test]
async fn a_browser_without_script_brings_people_in_and_gives_them_their_codes() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let first = scene.desk.ask(Ask::get("/users/files/new").cookie(&scene.admin)).await.with_status(200).body;
        assert!(first.contains("type=\"file\"") && first.contains("500 users"), "{first}");
        let form = Ask::form("/users/files/new", &[], &[("people.csv", NEW.as_bytes())]).cookie(&scene.admin);
        let address = scene.desk.ask(form).await.with_status(303).place().to_owned();
        let page = scene.desk.ask(Ask::get(&address).cookie(&scene.admin)).await.with_status(200);
        assert!(
            page.body.contains("3 new, 0 changed, 0 as they are.") && page.body.contains("US-csr1"),
            "{}",
            page.body
        );
        assert_eq!(scene.users().await, 5, "looking changes nothing");
        let begun = Ask::post(&address, &[("seen", page.hidden("seen"))]).cookie(&scene.admin);
        let led = scene.desk.ask(begun).await.with_status(303);
        assert_eq!(led.place(), "/codes");
        let ann = scene.user("US-csr1").await;
        assert_eq!((&ann["lead"]["user_name"], &ann["cover"]["user_name"]), (&json!("US-lead"), &json!("US-csr2")));
        assert_eq!((&ann["display_name"], &ann["language"]), (&json!("Ann <b>"), &json!("en")));
        assert_eq!((&ann["call_centre"]["code"], &ann["warnings"]), (&json!("US"), &json!(["no_way_in"])));
        let codes = scene.desk.ask(Ask::get("/codes").cookie(&scene.admin)).await.with_status(200).body;
        assert!(codes.contains("Ann &#60;b&#62;") && codes.matches("name=\"user\"").count() == 3, "{codes}");
        let chosen = [("user", "US-csr1"), ("user", "US-lead")];
        let made = scene.desk.ask(Ask::post("/codes", &chosen).cookie(&scene.admin)).await.with_status(200).body;
        assert!(made.contains("value=\"US-csr2\"") && !made.contains("value=\"US-lead\""), "{made}");
        let code = made.split("<td class=\"number\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
        let redeem = [("user_name", "US-csr1"), ("code", code), ("new_password", "a horse of her own")];
        scene.desk.ask(Ask::post("/sign-in/code", &redeem)).await.with_status(303);
        // As a file: told once too, and those who have one are not offered another.
        let ask = Ask::post("/codes", &[("user", "us-csr2"), ("format", "csv")]).cookie(&scene.admin);
        let saved = table(scene.desk.file(ask).await);
        assert_eq!((saved.rows().len(), saved.rows().next().expect("a row").get(2).len()), (1, 14));
        let none = scene.desk.ask(Ask::get("/codes").cookie(&scene.admin)).await.body;
        assert!(none.contains("Everybody has a way in"), "{none}");
        let again = scene.import(NEW).await;
        assert_eq!((&again["changed"], &again["unchanged"]), (&json!([]), &json!(3)), "a second run changes nothing");
        assert_eq!(scene.users().await, 8, "who is missing in the file stays");
    })
    .await;
}

#[tokio::test]
async fn a_refused_row_stops_all_of_it_and_comes_back_as_a_file() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let csv = "User name,Name,Roles,Lead,Call centre,Desk\n\
            CA-new,=New,CSR,CA-lhart,CA,1\n\
            XX-new,X,CSR,,XX,2\n\
            CA-led,L,CSR,XX-new,CA,3\n\
            ,N,CSR,,CA,4\n\
            CA-king,K,king,,CA,5\n\
            CA-mchen,Mei,CSR,CA-mchen,CA,6\n\
            ca-NEW,Again,CSR,,CA,7\n";
        let before = scene.happened().await;
        let view = scene.preview(csv).await;
        let reasons = refused(&view);
        for (reason, parts) in reasons.iter().zip([
            ["Line 3, Call centre: ", "There are: AU, CA"],
            ["Line 5, User name: ", "nothing"],
            ["Line 6, Roles: ", "“king” is no role"],
            ["Line 7, Lead: ", "their own lead"],
            ["Line 8, User name: ", "line 2 already"],
        ]) {
            let is_empty = parts[1] == "nothing";
            assert!(reason.starts_with(parts[0]) && (is_empty || reason.contains(parts[1])), "{reasons:#?}");
        }
        assert_eq!((reasons.len(), &view["ignored"]), (5, &json!(["Desk"])), "{reasons:#?}");
        let said = scene.start(&view).await.with_status(422);
        assert_eq!(said.complaints(), vec!["file=users-import-line"; 5]);
        let address = view["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::post(address, &[]).cookie(&scene.admin)).await.body;
        assert!(page.contains("Nothing can be imported yet") && page.contains("/refused?format=csv"), "{page}");
        assert_eq!((scene.users().await, scene.happened().await), (5, before));
        let file = table(scene.file(&format!("{address}/refused?format=csv")).await);
        assert_eq!(file.headers()[5..], ["Desk", "Line", "Reason"]);
        let rows: Vec<Vec<&str>> = file.rows().map(|row| row.cells().collect()).collect();
        assert_eq!(rows[0][..7], ["XX-new", "X", "CSR", "", "XX", "2", "3"]);
        assert_eq!(rows.iter().map(|row| row[6]).collect::<Vec<_>>(), ["3", "5", "6", "7", "8"]);
        assert_eq!(rows[2][7], reasons[2]);
        scene.look_at("a.csv", "Shoe size\n42\n").await.with_status(201);
        let none = scene.preview("Shoe size\n42\n").await;
        assert_eq!((refused(&none).len(), &none["has_refused_rows"]), (1, &json!(false)), "{none}");
    })
    .await;
}

#[tokio::test]
async fn what_a_file_does_not_say_stays_and_nobody_is_overwritten_unseen() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.preview("user name,name,e-mail\nca-MCHEN,Mei Chen,mei@example.com\n").await;
        let changed = json!([{ "user_name": "CA-mchen", "fields": [
            { "field": "display_name", "from": ["Name of CA-mchen"], "to": ["Mei Chen"] },
            { "field": "email", "from": [], "to": ["mei@example.com"] }] }]);
        assert_eq!(view["would"]["changed"], changed);
        scene.desk.change(Sql::new("UPDATE users SET version = version + 1 WHERE user_name = 'CA-mchen'")).await;
        let said = scene.start(&view).await.with_status(409);
        assert_eq!(said.complaints(), ["*=users-import-stale"]);
        let address = view["address"].as_str().expect("a place");
        let old = [("seen", view["seen"].as_str().expect("a mark"))];
        let page = scene.desk.ask(Ask::post(address, &old).cookie(&scene.admin)).await.with_status(409);
        assert!(page.body.contains("Somebody has changed these users"), "{}", page.body);
        let again = Ask::post(address, &[("seen", page.hidden("seen"))]).cookie(&scene.admin);
        assert_eq!(scene.desk.ask(again).await.with_status(303).place(), "/users");
        let mei = scene.user("CA-mchen").await;
        assert_eq!((&mei["email"], &mei["lead"]["user_name"]), (&json!("mei@example.com"), &json!("CA-lhart")));
        assert_eq!((&mei["roles"], &mei["user_name"]), (&json!(["csr"]), &json!("CA-mchen")));
        // An empty cell takes away, and the name never follows another call centre: that would be somebody else.
        let view = scene.preview("user name,lead,call centre\nCA-mchen,,CA\nCA-bdupont,CA-lhart,UK\n").await;
        assert!(refused(&view)[0].contains("user names begin with UK-"), "{view}");
        scene.import("user name,lead\nCA-mchen,\n").await;
        assert_eq!(scene.user("CA-mchen").await["lead"], json!(null));
    })
    .await;
}

#[tokio::test]
async fn there_is_always_somebody_who_administers() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.preview("user name,roles,call centre\ningrid,CSR,\n").await;
        assert_eq!(refused(&view).len(), 1, "{view}");
        let last = scene.preview("user name,roles,call centre\nCA-lhart,CSR Lead,CA\n").await;
        assert_eq!(last["would"]["unchanged"], 1);
        // The next one may come after the last one in the file.
        scene.desk.add(new_user("CA-boss", &[Role::Admin, Role::Csr]).await).await.expect("a user");
        scene.desk.change(Sql::new("DELETE FROM user_roles WHERE role = 'admin' AND user_id IN (SELECT id FROM users WHERE user_name = 'ingrid')")).await;
        let boss = scene.desk.member(scene.user_id("CA-boss").await).await;
        let boss = Scene { admin: scene.desk.session(&boss).await, ..scene };
        let done = boss.import("user name,roles\nCA-boss,CSR\nCA-lhart,\"CSR Lead, Admin\"\n").await;
        assert_eq!(done["changed"].as_array().map(Vec::len), Some(2));
    })
    .await;
}

impl Scene {
    async fn user_id(&self, name: &'static str) -> i64 {
        let sql = Sql::new("SELECT id FROM users WHERE user_name = ?").bind(name);
        self.desk.app.db.reads().value(sql).await.expect("a database").expect("an id")
    }
}

#[tokio::test]
async fn a_file_is_its_senders_own_and_a_code_is_told_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.import(NEW).await;
        let view = scene.preview(NEW).await;
        let other = scene.desk.add(new_user("ines", &[Role::Admin]).await).await.expect("an admin");
        let other = scene.desk.session(&scene.desk.member(other.id).await).await;
        for rest in ["", "/refused"] {
            let place = format!("{}{rest}", view["address"].as_str().expect("a place"));
            scene.desk.ask(Ask::get(&place).cookie(&other)).await.with_status(404);
        }
        let ask = |users: &Value| {
            let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
            let ask = Ask::send(Method::POST, "/codes", &json!({ "user": users })).header("idempotency-key", key);
            scene.desk.ask(ask.bearer(&scene.admin))
        };
        for (users, complaint) in [(json!([]), "user=codes-nobody"), (json!(["US-nobody"]), "user=codes-unknown")] {
            let refused = Ask::send(Method::POST, "/codes", &json!({ "user": users })).bearer(&scene.admin);
            assert_eq!(scene.desk.ask(refused).await.with_status(422).complaints(), [complaint]);
        }
        let first = ask(&json!(["US-csr1"])).await.with_status(200).json();
        assert_eq!(first["codes"][0]["code"].as_str().map(str::len), Some(14));
        let again = ask(&json!(["US-csr1"])).await.with_status(200).json();
        assert_eq!(again["codes"][0]["code"], json!(null), "told already");
        // A browser without script that sends twice is told, and can have others made at once.
        for format in [&[][..], &[("format", "csv")]] {
            let key = if format.is_empty() { "5c6d7e90" } else { "5c6d7e91" };
            let key = format!("0195fd5e-7a2b-7cc1-8f00-3a4b{key}");
            let fields = [&[("user", "US-lead"), ("request_key", key.as_str())], format].concat();
            scene.desk.ask(Ask::post("/codes", &fields).cookie(&scene.admin)).await.with_status(200);
            let page = scene.desk.ask(Ask::post("/codes", &fields).cookie(&scene.admin)).await.with_status(200).body;
            assert!(
                page.contains("shown already") && page.contains("name=\"user\" value=\"US-lead\" checked"),
                "{page}"
            );
            assert!(!page.contains("0195fd5e-7a2b-7cc1-8f00-3a4b") && !page.contains("told already"), "{page}");
        }
        assert_eq!(first["without"].as_array().map(Vec::len), Some(2));
        // Where no file can go out, no code is made that nobody would see.
        let busy: Vec<_> =
            (0_i64..).take(SENT_AT_ONCE).map(|at| scene.desk.app.sheets.sending(-at).expect("a turn")).collect();
        let saves = json!({ "user": ["US-csr2"], "format": "csv" });
        let saves = || Ask::send(Method::POST, "/codes", &saves).bearer(&scene.admin);
        scene.desk.ask(saves()).await.with_status(429);
        let left = scene.desk.ask(Ask::get("/codes").json().bearer(&scene.admin)).await.with_status(200).json();
        assert_eq!(left["without"].as_array().map(Vec::len), Some(1), "{left}");
        drop(busy);
        let file = scene.desk.ask(saves()).await.with_status(200).body;
        assert!(file.contains("US-csr2"), "{file}");
    })
    .await;
}
