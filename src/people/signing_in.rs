//! Signing in and out: one refusal for an unknown name, a wrong password and a disabled account, and the same time
//! to say it. It knows how nobody's account came to be.

use super::admitting::{settle, too_many, with_cookie};
use super::guard::{COOKIE, Caller};
use super::returning::{Typed, is_local, local};
use super::sessions::{self, Session, Token};
use super::sign_in_page::{SignInPage, SignInView};
use super::{passwords, setting_up, users};
use crate::app::App;
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Kind, Refusal};
use crate::platform::text::clean;
use crate::platform::throttle::peer_key;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Asked, Frame, Sought, Table, Wants};
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What the sign-in form asks. It holds a password, so it cannot be printed.
#[derive(Deserialize, ToSchema)]
pub struct SignIn {
    /// The user name, in any case.
    #[serde(default)]
    pub user_name: String,
    /// The password.
    #[serde(default)]
    pub password: String,
    /// The path to go to afterwards.
    #[serde(default)]
    pub next: Option<String>,
    /// The form that waits to be sent, as the page carried it; nothing for programs.
    #[serde(default)]
    #[schema(ignore)]
    pub typed: Option<String>,
}

/// Where somebody wanted to go.
#[derive(Deserialize, IntoParams)]
pub struct Next {
    /// A path of this desk.
    pub next: Option<String>,
}

/// `GET /sign-in`.
pub async fn show(
    State(app): State<App>,
    answer: Answer,
    frame: Frame,
    caller: Caller,
    Sought(Next { next }): Sought<Next>,
) -> Result<Response, Failure> {
    if caller.wants != Wants::Json {
        if !setting_up::has_admin(app.db.reads()).await? {
            return Ok(answer.sends_to("/set-up", Flash::none()));
        }
        if let Some(token) = caller.token
            && sessions::find(app.db.reads(), &token.hash(), app.now()).await?.is_some()
        {
            return Ok(answer.sends_to(local(next.as_deref()), Flash::none()));
        }
    }
    let view = SignInView { next: next.filter(|next| is_local(next)), ..SignInView::default() };
    answer.shows(&SignInPage::new(frame, view))
}

/// `POST /sign-in`.
pub async fn create(
    State(app): State<App>,
    answer: Answer,
    frame: Frame,
    caller: Caller,
    Extension(table): Extension<Arc<Table<App>>>,
    Asked { ask, .. }: Asked<SignIn>,
) -> Result<Response, Failure> {
    let done = sign_in(&app, &ask, caller.token.clone(), caller.address).await;
    let waits = |ask: &SignIn| ask.typed.as_deref().and_then(|carried| Typed::read(carried, &table));
    if let Ok((token, session)) = &done
        && caller.wants != Wants::Json
        && let Some(typed) = waits(&ask)
    {
        let page = typed.page(frame.speaking(app.texts(&session.member.language)), &session.member.display_name);
        return Ok(with_cookie(answer.shows(&page)?, &caller, token));
    }
    let place = local(ask.next.as_deref()).to_owned();
    settle(answer, &caller, done, &place, |refusal| {
        let typed = waits(&ask).and_then(|typed| typed.carried());
        let view = SignInView { user_name: ask.user_name, next: ask.next.filter(|next| is_local(next)), typed };
        SignInPage::new(frame.refused(refusal), view)
    })
}

/// `POST /sign-out`. Signing out twice is signing out.
pub async fn end(State(app): State<App>, answer: Answer, caller: Caller) -> Result<Response, Failure> {
    if let Some(token) = caller.token {
        let now = app.now();
        app.db.write(None, async move |tx| sign_out(tx, &token, now).await).await?;
    }
    let mut response = answer.sends_to("/sign-in", Flash::say("people-signed-out"));
    response.headers_mut().append(header::SET_COOKIE, caller.cookies.clear(COOKIE));
    Ok(response)
}

/// Signs in by name and password: judges the fields, spends a try of the account and one of the peer, verifies, and
/// begins a session that takes the place of the `old` one. Who was right gets both tries back, for they guessed nothing;
/// what verifying costs stays spent.
///
/// # Errors
/// A field that is empty or too long; too many tries; or the one refusal for whatever does not fit.
pub async fn sign_in(app: &App, ask: &SignIn, old: Option<Token>, peer: IpAddr) -> Result<(Token, Session), Failure> {
    let user_name = ask.check()?;
    let (peer_key, account_key) = (peer_key(peer), users::key(&user_name));
    // All are spent before anything is verified, so that those who try at the same time are counted too.
    let spent = app.peer_checks.check(&peer_key).and_then(|()| app.peer_tries.check(&peer_key));
    spent.and_then(|()| app.account_tries.check(&account_key)).map_err(too_many)?;
    let account = find_account(app.db.reads(), &user_name).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let fits = passwords::verify(&ask.password, hash).await?;
    let now = app.now();
    let open = account.as_ref().filter(|account| fits && account.disabled_at.is_none()).cloned();
    let Some(open) = open else {
        note_failure(app, account, peer, now);
        return Err(wrong().into());
    };
    let token = Token::random();
    let (written, peer) = (token.clone(), peer.to_string());
    app.db.write(None, async move |tx| enter(tx, &open, &written, old.as_ref(), &peer, now).await).await?;
    app.account_tries.give_back(&account_key);
    app.peer_tries.give_back(&peer_key);
    let session = sessions::find(app.db.reads(), &token.hash(), now).await?;
    Ok((token, session.ok_or_else(wrong)?))
}

impl SignIn {
    /// The rule: the user name as it is looked up.
    fn check(&self) -> Result<String, Refusal> {
        let mut complaints = Complaints::default();
        let user_name = complaints.keep("user_name", clean::line(&self.user_name, 200));
        let (count, max) = (self.password.chars().count(), *passwords::LENGTH.end());
        if self.password.is_empty() {
            complaints.add("password", "input-empty");
        } else if count > max {
            complaints.push(Complaint::at("password", "input-too-long").with("max", max).with("count", count));
        }
        complaints.into_result().map(|()| user_name)
    }
}

fn wrong() -> Refusal {
    Refusal::new(Kind::SignInFirst, Complaint::whole("people-sign-in-wrong"))
}

#[derive(Clone, FromRow)]
struct Account {
    id: i64,
    password_hash: Option<String>,
    disabled_at: Option<Timestamp>,
}

async fn find_account(reads: &impl Reads, user_name: &str) -> Result<Option<Account>, Failure> {
    let sql = Sql::new("SELECT id, password_hash, disabled_at FROM users WHERE user_name_key = ?");
    Ok(reads.one(sql.bind(users::key(user_name))).await?)
}

/// Begins the session, if the account is still as it was verified.
async fn enter(
    tx: &mut Tx,
    account: &Account,
    token: &Token,
    old: Option<&Token>,
    peer: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    let sql = Sql::new("SELECT id FROM users WHERE id = ? AND password_hash = ? AND disabled_at IS NULL");
    let same = tx.value::<i64>(sql.bind(account.id).bind(account.password_hash.clone())).await?;
    if same.is_none() {
        return Err(wrong().into());
    }
    sessions::begin(tx, account.id, token, old, peer, now).await?;
    tx.record(happening(account.id, Some(account.id), "user.signed_in", serde_json::json!({ "peer": peer }), now));
    Ok(())
}

async fn sign_out(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<(), Failure> {
    let sql = Sql::new("SELECT user_id FROM sessions WHERE token_hash = ?");
    if let Some(user) = tx.value::<i64>(sql.bind(token.hash())).await? {
        sessions::end(tx, token).await?;
        tx.record(happening(user, Some(user), "user.signed_out", serde_json::json!({}), now));
    }
    Ok(())
}

/// Written while the answer is already on its way, so that its time does not tell whether there is such an account.
/// What was typed as a name is nowhere: it might be a password.
fn note_failure(app: &App, account: Option<Account>, peer: IpAddr, now: Timestamp) {
    let Some(account) = account else {
        tracing::info!(%peer, "somebody tried to sign in to an account that does not exist");
        return;
    };
    let db = app.db.clone();
    tokio::spawn(async move {
        let body = serde_json::json!({ "peer": peer, "disabled": account.disabled_at.is_some() });
        let failed = happening(account.id, None, "user.sign_in_failed", body, now);
        let verb = async move |tx: &mut Tx| {
            tx.record(failed.clone());
            Ok(())
        };
        if let Err(why) = db.write(None, verb).await {
            tracing::warn!(?why, "a failed sign-in could not be noted");
        }
    });
}

fn happening(user: i64, actor: Option<i64>, kind: &'static str, body: serde_json::Value, at: Timestamp) -> Happening {
    Happening { at, actor, subject: users::subject(user), kind, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_judged_before_anything_is_looked_up() {
        let said = |user_name: &str, password: &str| {
            let ask = SignIn { user_name: user_name.into(), password: password.into(), next: None, typed: None };
            ask.check().map_err(|refusal| refusal.to_string())
        };
        assert_eq!(said(" CA-mchen ", "x").unwrap(), "CA-mchen");
        assert_eq!(said("", "").unwrap_err(), "invalid user_name=input-empty password=input-empty");
        assert_eq!(
            said(&"x".repeat(10_000), &"x".repeat(10_000)).unwrap_err(),
            "invalid user_name=input-too-long password=input-too-long"
        );
        assert_eq!(said("a\0", "x").unwrap_err(), "invalid user_name=input-nul");
        assert_eq!(said("👩 שלום <b>", "x").unwrap(), "👩 שלום <b>");
    }
}
