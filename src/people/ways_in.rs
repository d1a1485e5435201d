//! `/codes`: who can sign in by no password and no code yet, and one-time codes for many of them at once. A code is told once,
//! on the page or in a file, and kept as its hash. It judges nothing.

use super::codes::Code;
use super::letting_in::{GOOD_FOR, give_code};
use super::{Actor, Doing, Scene, users};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{Column, Format, Table, Turn};
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Users that are listed, and given codes, at once.
const MOST: usize = 500;

/// Who has no way in: the public contract of `GET /codes`.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct CodesView {
    /// Who can sign in by nothing, by user name; at most 500.
    pub without: Vec<Without>,
    /// The codes that were just made. They are told once and never again.
    pub codes: Vec<Given>,
}

/// Somebody who can sign in by nothing.
#[derive(Clone, Debug, Serialize, ToSchema, FromRow)]
pub struct Without {
    /// The user name.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
}

/// A code that was just made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Given {
    /// Whose.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// The code itself; nothing where it was told already.
    pub code: Option<String>,
}

/// What is asked: codes for these users.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct MakeCodes {
    /// User names.
    #[serde(default)]
    pub user: Vec<String>,
    /// As a file, and of this kind; else as a page.
    pub format: Option<Format>,
}

/// The page.
#[derive(Template)]
#[template(path = "people/codes.html", blocks = ["codes"])]
pub struct CodesPage {
    frame: Frame,
    view: CodesView,
    /// The codes were told when they were asked for with the same key.
    is_repeated: bool,
    /// Where a code is typed in.
    redeemed_at: String,
}

screen!(CodesPage, CodesView, as_codes);

/// `GET /codes`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&page(scene, Vec::new()).await?)
}

/// `POST /codes`. What is sent back holds codes, so it is no redirect: an address would keep what may be read once.
pub async fn make(doing: Doing<MakeCodes>) -> Result<Response, Failure> {
    let codes: BTreeMap<String, Code> = doing.ask.user.iter().map(|name| (users::key(name), Code::random())).collect();
    let hashes: BTreeMap<String, String> = codes.iter().map(|(key, code)| (key.clone(), code.hash())).collect();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, (): (), _: &MakeCodes, now: Timestamp| {
        give_all(tx, by, &hashes, now).await
    };
    // Codes that were made and could not be saved would be lost: the turn comes first.
    let turn = match doing.ask.format {
        Some(format) => Some((format, doing.scene.app.sheets.sending(doing.scene.member.id)?)),
        None => None,
    };
    match doing.run("users.codes", (), None, verb).await {
        Ok(made) => {
            let given = given(doing.scene.app.db.reads(), &codes, &made).await?;
            let Doing { scene, answer, .. } = doing;
            let turn = turn.filter(|_| given.iter().any(|one| one.code.is_some()));
            if let Some((format, turn)) = turn {
                match saved(&scene, given.clone(), format, turn).await {
                    Ok(file) => return Ok(file),
                    Err(why) => tracing::error!(?why, "codes were made and cannot be saved: they are shown"),
                }
            }
            answer.shows(&page(scene, given).await?)
        }
        Err(failure) => {
            let draw = async |scene, _| page(scene, Vec::new()).await;
            doing.settle(Err::<(), _>(failure), "/codes", Flash::none(), draw).await
        }
    }
}

/// The verb: a code for each of these users; answers the hashes by user.
async fn give_all(
    tx: &mut Tx,
    by: Actor<'_>,
    hashes: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<BTreeMap<i64, String>, Failure> {
    if hashes.is_empty() {
        return Err(Refusal::invalid("user", "codes-nobody").into());
    }
    if hashes.len() > MOST {
        return Err(Refusal::invalid("user", "codes-too-many").with("most", MOST).into());
    }
    let mut made = BTreeMap::new();
    for (name, hash) in hashes {
        let unknown =
            || Refusal::new(Kind::Invalid, Complaint::at("user", "codes-unknown").with("name", name.as_str()));
        let user = users::by_name(tx, name).await?.ok_or_else(unknown)?;
        give_code(tx, by, user, hash, now).await?;
        made.insert(user, hash.clone());
    }
    Ok(made)
}

async fn given(
    reads: &impl Reads,
    codes: &BTreeMap<String, Code>,
    made: &BTreeMap<i64, String>,
) -> Result<Vec<Given>, Failure> {
    let people = super::leading::named(reads, made.keys().copied()).await?;
    let given = people.into_iter().map(|person| {
        // Asked again with its key, these are other codes than those that count, and so are not shown.
        let code = codes.get(&users::key(&person.user_name)).filter(|code| made.get(&person.id) == Some(&code.hash()));
        let code = code.map(|code| code.reveal().to_owned());
        Given { user_name: person.user_name, display_name: person.display_name, code }
    });
    let mut given: Vec<Given> = given.collect();
    given.sort_by_key(|one| users::key(&one.user_name));
    Ok(given)
}

async fn saved(scene: &Scene, given: Vec<Given>, format: Format, turn: Turn) -> Result<Response, Failure> {
    let texts = &scene.reading.texts;
    let columns = [("people-user-name", 20), ("people-name", 30), ("people-code", 20)];
    let told = texts.say("codes-told");
    let rows = given.into_iter().map(|one| {
        let code = one.code.unwrap_or_else(|| told.clone());
        Ok(vec![one.user_name.into(), one.display_name.into(), code.into()])
    });
    let date = texts.day(scene.reading.now, &scene.reading.zone);
    let table = Table {
        name: texts.with("codes-file", &[("date", Arg::from(date))]),
        columns: columns.iter().map(|(key, width)| Column::new(texts.say(key), *width)).collect(),
        rows: stream::iter(rows.collect::<Vec<_>>()),
    };
    table.download(format, turn).await
}

/// The query of those who can sign in by nothing.
#[must_use]
pub fn without(now: Timestamp) -> Sql {
    let sql = Sql::new(
        "SELECT u.user_name, u.display_name FROM users u WHERE u.password_hash IS NULL AND u.disabled_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM sign_in_codes c WHERE c.user_id = u.id AND c.expires_at > ?)
         ORDER BY u.user_name_key LIMIT ?",
    );
    sql.bind(now).bind(i64::try_from(MOST).unwrap_or(i64::MAX))
}

async fn page(scene: Scene, codes: Vec<Given>) -> Result<CodesPage, Failure> {
    let without = scene.app.db.reads().all(without(scene.reading.now)).await?;
    let redeemed_at = format!("{}/sign-in/code", scene.app.config.address());
    let frame = scene.frame.under("/users").titled("codes-title");
    let is_repeated = !codes.is_empty() && codes.iter().all(|one| one.code.is_none());
    Ok(CodesPage { frame, view: CodesView { without, codes }, is_repeated, redeemed_at })
}

impl CodesPage {
    fn how(&self) -> String {
        let args = [("address", Arg::from(self.redeemed_at.as_str())), ("hours", (GOOD_FOR / 3_600_000).into())];
        self.frame.with("codes-how", &args)
    }
}
