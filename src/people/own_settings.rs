//! What people set about themselves: the language of their pages, and until when they are away. Their name is not theirs to
//! change. The rules are those for everybody.

use super::account_page::{self, Typing};
use super::being_away::{Absence, note};
use super::judging::spoken;
use super::sessions::Session;
use super::users::subject;
use super::{Actor, Doing};
use crate::platform::db::{Happening, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: another language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Speak {
    /// Such as `en`.
    #[serde(default)]
    pub language: String,
}

/// `POST /me/language`.
pub async fn speak(session: Session, doing: Doing<Speak>) -> Result<Response, Failure> {
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, ask: &Speak, now: Timestamp| {
        let language = spoken(ask.language.trim());
        let language = language.map_err(|complaint| Refusal::new(Kind::Invalid, complaint).at("language"))?;
        let sql = Sql::new("UPDATE users SET language = ?, version = version + 1 WHERE id = ?").bind(language);
        tx.execute(sql.bind(user)).await?;
        let (kind, body) = ("user.changed", serde_json::json!({ "changed": ["language"] }));
        tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind, body });
        Ok(())
    };
    let done = doing.run("user.speak", session.member.id, None, verb).await;
    let typed = |ask: Speak| Typing { language: ask.language, ..Typing::default() };
    account_page::settle(session, doing, done, "account-language-set", typed).await
}

/// `POST /me/away`.
pub async fn be_away(session: Session, doing: Doing<Absence>) -> Result<Response, Failure> {
    let user_name = session.member.user_name.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _: i64, ask: &Absence, now: Timestamp| {
        note(tx, by, &user_name, ask, now).await
    };
    let done = doing.run("user.be_away", session.member.id, None, verb).await;
    let said = if doing.ask.back { "account-back" } else { "account-away" };
    let text = |text: Option<String>| text.unwrap_or_default();
    let typed = |ask: Absence| Typing { until: text(ask.until), cover: text(ask.cover), ..Typing::default() };
    account_page::settle(session, doing, done, said, typed).await
}
