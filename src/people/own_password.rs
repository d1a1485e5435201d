//! Changing one's own password: the one of before is asked, and every session ends but the one that takes the place of this.
//! It knows no page.

use super::account_page::drawn;
use super::admitting::{SignedIn, too_many, with_cookie};
use super::guard::Caller;
use super::passwords::{self, Password};
use super::sessions::{self, Session, Token};
use super::view::MemberView;
use super::{Actor, Scene, accounts, users};
use crate::app::App;
use crate::platform::db::{Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::refusal::{Complaints, Kind, Refusal};
use crate::platform::throttle::peer_key;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Asked, Wants};
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::net::IpAddr;
use utoipa::ToSchema;

/// What is asked. It holds passwords, so it can neither be printed nor kept under a key.
#[derive(Deserialize, ToSchema)]
pub struct ChangePassword {
    /// The password of now.
    #[serde(default)]
    pub password: String,
    /// At least ten characters.
    #[serde(default)]
    pub new_password: String,
}

/// `POST /me/password`.
pub async fn change(
    scene: Scene,
    session: Session,
    caller: Caller,
    answer: Answer,
    Asked { ask, .. }: Asked<ChangePassword>,
) -> Result<Response, Failure> {
    match changed(&scene.app, &session, &ask, caller.address).await {
        Ok(token) if caller.wants == Wants::Json => {
            let token = token.reveal().to_owned();
            Ok(Json(SignedIn { token, member: MemberView::of(&session) }).into_response())
        }
        Ok(token) => Ok(with_cookie(answer.sends_to("/me", Flash::say("account-password-set")), &caller, &token)),
        Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen && caller.wants != Wants::Json => {
            let scene = Scene { frame: scene.frame.clone().refused(&refusal), ..scene };
            answer.refuses(refusal, drawn(scene, &session, None).await?)
        }
        Err(failure) => Err(failure),
    }
}

/// Changes it, if the session that asks still lives by then. Spends a try of the account, as signing in does, and gives it
/// back to who was right.
///
/// # Errors
/// What is wrong, at its field; too many tries; to sign in first.
pub async fn changed(app: &App, session: &Session, ask: &ChangePassword, peer: IpAddr) -> Result<Token, Failure> {
    let member = &session.member;
    let mut complaints = Complaints::default();
    if ask.password.is_empty() {
        complaints.add("password", "input-empty");
    }
    let new = complaints.keep("new_password", Password::new(&ask.new_password, &member.user_name).map(Some));
    complaints.into_result()?;
    let (account_key, peer_key) = (users::key(&member.user_name), peer_key(peer));
    let spent = app.peer_checks.check(&peer_key).and_then(|()| app.account_tries.check(&account_key));
    spent.map_err(too_many)?;
    let sql = Sql::new("SELECT password_hash FROM users WHERE id = ?").bind(member.id);
    let before: Option<String> = app.db.reads().value(sql).await?;
    let typed: String = ask.password.chars().take(*passwords::LENGTH.end()).collect();
    if !passwords::verify(&typed, before.clone()).await? {
        tracing::info!(user = member.id, "a new password was asked for with a wrong one of before");
        return Err(Refusal::invalid("password", "people-password-wrong").into());
    }
    app.account_tries.give_back(&account_key);
    let Some(new) = new else { return Err(Refusal::invalid("new_password", "input-empty").into()) };
    let (hashed, token, now) = (new.hash().await?, Token::random(), app.now());
    let (session, written, peer) = (session.clone(), token.clone(), peer.to_string());
    let verb = async move |tx: &mut Tx| {
        // Somebody may have ended the session that asks, while the passwords were hashed.
        if !sessions::lives(tx, &session, now).await? {
            return Err(Refusal::sign_in_first().into());
        }
        let member = &session.member;
        // Of two who change it at once, the second no longer knows the one of before.
        let sql =
            Sql::new("SELECT id FROM users WHERE id = ? AND password_hash = ? AND disabled_at IS NULL").bind(member.id);
        if tx.value::<i64>(sql.bind(before.clone())).await?.is_none() {
            return Err(Refusal::invalid("password", "people-password-wrong").into());
        }
        accounts::set_password(tx, Actor::from(member), member.id, &hashed, now).await?;
        sessions::begin(tx, member.id, &written, None, &peer, now).await
    };
    app.db.write(None, verb).await?;
    Ok(token)
}
