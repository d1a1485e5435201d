//! The first administrator: a one-time code that the start of a desk without one prints, and the page that takes
//! it. Once there is an administrator, there is no such page. It knows nothing of later users.

use super::admitting::{settle, too_many};
use super::call_centres::{self, Preset};
use super::codes::{Code, hash};
use super::guard::Caller;
use super::passwords::{self, Password};
use super::sessions::{self, Session, Token};
use super::users::{self, NewUser};
use super::{Actor, Person, Role};
use crate::app::App;
use crate::platform::db::{Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Refusal};
use crate::platform::throttle::peer_key;
use crate::platform::web::{Answer, Asked, Frame};
use crate::screen;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;

/// What the set-up form asks. It holds a password, so it cannot be printed.
#[derive(Deserialize, ToSchema)]
pub struct SetUp {
    /// The one-time code; blanks, hyphens and case do not count.
    #[serde(default)]
    pub code: String,
    /// Such as `CA-mchen`; with a prefix only for those who answer customers.
    #[serde(default)]
    pub user_name: String,
    /// The name that people read.
    #[serde(default)]
    pub display_name: String,
    /// At least ten characters.
    #[serde(default)]
    pub password: String,
    /// The first call centre.
    #[serde(default = "toronto")]
    pub call_centre: Preset,
    /// Whether this person is also a CSR Lead of that call centre.
    #[serde(default)]
    pub answers_customers: bool,
}

/// Makes a new code and forgets the one before; nothing where there is an administrator. Called whenever the
/// program starts, which prints it; the table keeps its hash.
///
/// # Errors
/// When the database fails.
pub async fn make_code(tx: &mut Tx, now: Timestamp) -> Result<Option<String>, Failure> {
    if has_admin(tx).await? {
        return Ok(None);
    }
    let code = Code::random();
    let sql = Sql::new(
        "INSERT INTO set_up_codes (one, code_hash, made_at) VALUES (1, ?, ?)
         ON CONFLICT (one) DO UPDATE SET code_hash = excluded.code_hash, made_at = excluded.made_at",
    );
    tx.execute(sql.bind(code.hash()).bind(now)).await?;
    Ok(Some(code.reveal().to_owned()))
}

/// Whether anybody administers this desk; a disabled one counts, or the page would open to whoever comes first.
///
/// # Errors
/// When the database fails.
pub async fn has_admin(reads: &impl Reads) -> Result<bool, Failure> {
    let sql = Sql::new("SELECT user_id FROM user_roles WHERE role = ? LIMIT 1");
    Ok(reads.value::<i64>(sql.bind(Role::Admin)).await?.is_some())
}

/// `GET /set-up`.
pub async fn show(State(app): State<App>, answer: Answer, frame: Frame) -> Result<Response, Failure> {
    if has_admin(app.db.reads()).await? {
        return Err(Refusal::not_seen().into());
    }
    answer.shows(&SetUpPage { frame: frame.titled("people-set-up-title"), view: SetUpView::default() })
}

/// `POST /set-up`.
pub async fn create(
    State(app): State<App>,
    answer: Answer,
    frame: Frame,
    caller: Caller,
    Asked { ask, .. }: Asked<SetUp>,
) -> Result<Response, Failure> {
    if has_admin(app.db.reads()).await? {
        return Err(Refusal::not_seen().into());
    }
    let centre_name = frame.texts.say(ask.call_centre.name_key());
    let language = frame.texts.language().to_owned();
    let done = begin(&app, &ask, centre_name, language, caller.address).await;
    settle(answer, &caller, done, "/", |refusal| {
        let frame = frame.titled("people-set-up-title").refused(refusal);
        SetUpPage { frame, view: SetUpView::of(ask) }
    })
}

/// What the verb needs: nothing of it is typed any more.
struct First {
    code: String,
    user: NewUser,
    call_centre: Preset,
    centre_name: String,
    token: Token,
    peer: String,
}

async fn begin(
    app: &App,
    ask: &SetUp,
    centre_name: String,
    language: String,
    peer: IpAddr,
) -> Result<(Token, Session), Failure> {
    // A user name has no blank, so this key is nobody's account.
    let tries = format!("set-up from {}", peer_key(peer));
    app.account_tries.check(&tries).map_err(too_many)?;
    let mut user = ask.new_user(language);
    let mut complaints = Complaints::default();
    if ask.code.trim().is_empty() {
        complaints.add("code", "input-empty");
    } else if !fits(app.db.reads(), &ask.code).await? {
        complaints.add("code", "people-code-wrong");
    }
    user.check(&mut complaints);
    let password = Password::new(&ask.password, &ask.user_name);
    let password = complaints.keep("password", password.map(Some));
    complaints.into_result()?;
    user.password = match password {
        Some(password) => Some(password.hash().await?),
        None => None,
    };
    let token = Token::random();
    let (call_centre, peer) = (ask.call_centre, peer.to_string());
    let first = First { code: ask.code.clone(), user, call_centre, centre_name, token: token.clone(), peer };
    let now = app.now();
    app.db.write(None, async move |tx| set_up(tx, &first, now).await).await?;
    let session = sessions::find(app.db.reads(), &token.hash(), now).await?;
    Ok((token, session.ok_or_else(Refusal::sign_in_first)?))
}

/// Uses up the code, and makes the first call centre, the administrator and their session. Of two at once one wins:
/// the other finds the code gone.
async fn set_up(tx: &mut Tx, first: &First, now: Timestamp) -> Result<Person, Failure> {
    let sql = Sql::new("DELETE FROM set_up_codes WHERE code_hash = ?");
    if tx.execute(sql.bind(hash(&first.code))).await? == 0 {
        return Err(Refusal::invalid("code", "people-code-wrong").into());
    }
    // A command may have made an administrator since the code was printed.
    if has_admin(tx).await? {
        return Err(Refusal::not_seen().into());
    }
    let preset = first.call_centre;
    if call_centres::by_code(tx, preset.as_str()).await?.is_none() {
        call_centres::add(tx, Actor::System, preset.as_str(), &first.centre_name, preset.calendar(), now).await?;
    }
    let person = users::add(tx, Actor::System, &first.user, now).await?;
    sessions::begin(tx, person.id, &first.token, None, &first.peer, now).await?;
    tx.record(Happening {
        at: now,
        actor: Some(person.id),
        subject: users::subject(person.id),
        kind: "desk.set_up",
        body: serde_json::json!({ "peer": first.peer }),
    });
    Ok(person)
}

async fn fits(reads: &impl Reads, code: &str) -> Result<bool, Failure> {
    let sql = Sql::new("SELECT made_at FROM set_up_codes WHERE code_hash = ?");
    Ok(reads.value::<i64>(sql.bind(hash(code))).await?.is_some())
}

impl SetUp {
    fn new_user(&self, language: String) -> NewUser {
        let mut roles = std::collections::BTreeSet::from([Role::Admin]);
        if self.answers_customers {
            roles.insert(Role::CsrLead);
        }
        NewUser {
            user_name: self.user_name.clone(),
            display_name: self.display_name.clone(),
            call_centre: self.answers_customers.then(|| self.call_centre.to_string()),
            roles,
            language,
            ..NewUser::default()
        }
    }
}

const fn toronto() -> Preset {
    Preset::Ca
}

/// What the page shows again; never the password.
#[derive(Serialize, ToSchema)]
pub struct SetUpView {
    #[serde(skip)]
    code: String,
    user_name: String,
    display_name: String,
    call_centre: Preset,
    answers_customers: bool,
}

impl SetUpView {
    fn of(ask: SetUp) -> Self {
        let SetUp { code, user_name, display_name, call_centre, answers_customers, .. } = ask;
        Self { code, user_name, display_name, call_centre, answers_customers }
    }
}

impl Default for SetUpView {
    fn default() -> Self {
        let empty = String::new;
        Self {
            code: empty(),
            user_name: empty(),
            display_name: empty(),
            call_centre: toronto(),
            answers_customers: true,
        }
    }
}

#[derive(Template)]
#[template(path = "people/set_up.html", blocks = ["form"])]
struct SetUpPage {
    frame: Frame,
    view: SetUpView,
}

screen!(SetUpPage, SetUpView, as_form);
