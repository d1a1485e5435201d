//! Signing in by a one-time code, which takes a new password along. One refusal for an unknown name, a wrong code, one that is
//! over and a disabled account. It knows nobody who makes codes.

use super::admitting::{settle, too_many};
use super::guard::Caller;
use super::letting_in::{opened_by, use_up};
use super::passwords::{self, Password};
use super::sessions::{self, Session, Token};
use super::users;
use crate::app::App;
use crate::platform::db::{Happening, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::clean;
use crate::platform::throttle::peer_key;
use crate::platform::web::{Answer, Asked, Frame};
use crate::screen;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;

/// What the form asks. It holds a code and a password, so it cannot be printed.
#[derive(Deserialize, ToSchema)]
pub struct Redeem {
    /// The user name, in any case.
    #[serde(default)]
    pub user_name: String,
    /// The one-time code; blanks, hyphens and case do not count.
    #[serde(default)]
    pub code: String,
    /// The password from now on: at least ten characters.
    #[serde(default)]
    pub new_password: String,
}

/// What the page shows again; never the code and the password.
#[derive(Default, Serialize, ToSchema)]
pub struct RedeemView {
    user_name: String,
}

/// `GET /sign-in/code`.
pub async fn show(answer: Answer, frame: Frame) -> Result<Response, Failure> {
    answer.shows(&RedeemPage { frame: frame.titled("people-redeem-title"), view: RedeemView::default() })
}

/// `POST /sign-in/code`.
pub async fn redeem(
    State(app): State<App>,
    answer: Answer,
    frame: Frame,
    caller: Caller,
    Asked { ask, .. }: Asked<Redeem>,
) -> Result<Response, Failure> {
    let done = enter(&app, &ask, caller.token.clone(), caller.address).await;
    settle(answer, &caller, done, "/", |refusal| RedeemPage {
        frame: frame.titled("people-redeem-title").refused(refusal),
        view: RedeemView { user_name: ask.user_name },
    })
}

/// Judges the fields before anything is looked up, spends the tries of a sign-in, and lets in whoever has the code. Who was
/// right gets the tries back.
async fn enter(app: &App, ask: &Redeem, old: Option<Token>, peer: IpAddr) -> Result<(Token, Session), Failure> {
    let (user_name, password) = ask.check()?;
    let (peer_key, account_key) = (peer_key(peer), users::key(&user_name));
    let spent = app.peer_checks.check(&peer_key).and_then(|()| app.peer_tries.check(&peer_key));
    spent.and_then(|()| app.account_tries.check(&account_key)).map_err(too_many)?;
    let now = app.now();
    let user = users::by_name(app.db.reads(), &user_name).await?;
    let Some(open) = opened_by(app.db.reads(), user, &ask.code, now).await? else {
        note_failure(app, user, peer, now);
        return Err(unfit().into());
    };
    let (hashed, token, code) = (password.hash().await?, Token::random(), ask.code.clone());
    let (written, peer) = (token.clone(), peer.to_string());
    let verb = async move |tx: &mut Tx| {
        if !use_up(tx, open, &code, &hashed, now).await? {
            return Err(unfit().into());
        }
        sessions::begin(tx, open, &written, old.as_ref(), &peer, now).await?;
        let (kind, body) = ("user.signed_in", serde_json::json!({ "peer": peer }));
        tx.record(Happening { at: now, actor: Some(open), subject: users::subject(open), kind, body });
        Ok(())
    };
    app.db.write(None, verb).await?;
    app.account_tries.give_back(&account_key);
    app.peer_tries.give_back(&peer_key);
    let session = sessions::find(app.db.reads(), &token.hash(), now).await?;
    Ok((token, session.ok_or_else(unfit)?))
}

impl Redeem {
    /// The rule: what is wrong whoever it is.
    fn check(&self) -> Result<(String, Password), Refusal> {
        let mut complaints = Complaints::default();
        let user_name = complaints.keep("user_name", clean::line(&self.user_name, 200));
        complaints.keep("code", clean::line(&self.code, 200));
        let password = Password::new(&self.new_password, &user_name);
        let password = password.map_err(|complaint| Complaint { field: Some("new_password"), ..complaint });
        complaints.unless_wrong(password).map(|password| (user_name, password))
    }
}

fn unfit() -> Refusal {
    Refusal::invalid_whole("people-redeem-unfit")
}

/// Written while the answer is already on its way, so that its time does not tell whether there is such an account.
fn note_failure(app: &App, user: Option<i64>, peer: IpAddr, now: Timestamp) {
    let Some(user) = user else {
        tracing::info!(%peer, "somebody tried a code on an account that does not exist");
        return;
    };
    let db = app.db.clone();
    tokio::spawn(async move {
        let (kind, body) = ("user.code_failed", serde_json::json!({ "peer": peer }));
        let failed = Happening { at: now, actor: None, subject: users::subject(user), kind, body };
        let verb = async move |tx: &mut Tx| {
            tx.record(failed.clone());
            Ok(())
        };
        if let Err(why) = db.write(None, verb).await {
            tracing::warn!(?why, "a failed code could not be noted");
        }
    });
}

#[derive(Template)]
#[template(path = "people/redeem.html", blocks = ["form"])]
struct RedeemPage {
    frame: Frame,
    view: RedeemView,
}

screen!(RedeemPage, RedeemView, as_form);
