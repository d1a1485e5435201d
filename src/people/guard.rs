//! Who is at the door: finds the session that a request brings, as cookie or bearer token, and lets it in where it
//! may go. Nothing is remembered between requests, so a withdrawn right or session is gone at once. It knows no page.

use super::returning::turned_away;
use super::sessions::{self, Session, Token};
use super::{Member, Permission};
use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::{Arg, Texts};
use crate::platform::web::{Access, Cookies, Guard, Peer, Reader, Table, Wants, Who};
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderMap, header, request::Parts};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// The cookie that holds a browser's token.
pub const COOKIE: &str = "session";

/// How long a page waits for its visit to be written down.
const NOTE_PATIENCE: Duration = Duration::from_millis(250);

/// The guard of every route of `table`.
#[must_use]
pub fn guard(app: App, table: &Table<App>) -> Guard {
    let table = Arc::new(table.clone());
    Arc::new(move |access, mut request| {
        let (app, table) = (app.clone(), Arc::clone(&table));
        Box::pin(async move {
            match admit(&app, &table, access, &mut request).await {
                Ok(()) => Ok(request),
                Err(failure) => Err(turned_away(&app, &table, request, failure).await),
            }
        })
    })
}

/// Whoever stands before a door that is open to anybody: signing in, signing out and the set-up. An extractor.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Page, fragment or JSON.
    pub wants: Wants,
    /// How this desk writes cookies.
    pub cookies: Cookies,
    /// The token that came along, whatever it is worth.
    pub token: Option<Token>,
    /// The person's address.
    pub address: IpAddr,
}

/// The token that a request brings. An `Authorization` header counts alone: what a program says there, no cookie
/// of a browser around it may contradict.
#[must_use]
pub fn token_of(headers: &HeaderMap, cookies: Cookies) -> Option<Token> {
    if let Some(said) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = said.to_str().ok()?.split_once(' ')?;
        return Token::read(token.trim()).filter(|_| scheme.eq_ignore_ascii_case("bearer"));
    }
    cookies.get(headers, COOKIE).and_then(Token::read)
}

/// Whether `member` may use what has this access.
#[must_use]
pub fn may(member: &Member, access: Access) -> bool {
    match access {
        Access::Public | Access::SignedIn => true,
        Access::Needs(permission) => permission.parse::<Permission>().is_ok_and(|permission| member.may(permission)),
    }
}

async fn admit(app: &App, table: &Arc<Table<App>>, access: Access, request: &mut Request) -> Result<(), Failure> {
    if access == Access::Public {
        // Who signs in may come back to an address of the table only.
        request.extensions_mut().insert(Arc::clone(table));
        return Ok(());
    }
    let cookies = request.extensions().get::<Cookies>().copied();
    let token = cookies.and_then(|cookies| token_of(request.headers(), cookies)).ok_or_else(Refusal::sign_in_first)?;
    let now = app.now();
    let session = sessions::find(app.db.reads(), &token.hash(), now).await?.ok_or_else(Refusal::sign_in_first)?;
    let texts = app.texts(&session.member.language);
    if let Some(reader) = request.extensions().get::<Reader>() {
        reader.signed_in(who(&session, &texts, now), table.nav(|access| may(&session.member, access)));
        reader.speaks(texts);
    }
    tracing::Span::current().record("user", session.member.id);
    if session.is_to_be_noted(now) {
        // Queued is enough: a page must not wait long for a busy writer.
        drop(tokio::time::timeout(NOTE_PATIENCE, note(app, &token, &session, now)).await);
    }
    if !may(&session.member, access) {
        return Err(Refusal::not_seen().into());
    }
    request.extensions_mut().insert(session.member.clone());
    request.extensions_mut().insert(session);
    Ok(())
}

/// Nobody is turned away because their visit could not be written down.
async fn note(app: &App, token: &Token, session: &Session, now: Timestamp) {
    let (token, session) = (token.clone(), session.clone());
    let noted = app.db.write(None, async move |tx| sessions::note(tx, &token, &session, now).await).await;
    if let Err(why) = noted {
        tracing::warn!(?why, "the use of a session could not be noted");
    }
}

/// How the layout shows them.
fn who(session: &Session, texts: &Texts, now: Timestamp) -> Who {
    let member = &session.member;
    let roles: Vec<String> = member.roles.iter().map(|role| texts.say(role.name_key())).collect();
    let place = session.workplace.as_ref();
    let note: Vec<&str> =
        place.map(|place| place.name.as_str()).into_iter().chain(roles.iter().map(String::as_str)).collect();
    let zone = place.and_then(|place| jiff::tz::TimeZone::get(&place.zone).ok());
    let foot = place.zip(zone).map(|(place, zone)| {
        let city = place.zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        texts.with("people-foot", &[("city", Arg::Text(city)), ("moment", Arg::Text(texts.moment(now, &zone)))])
    });
    Who {
        name: member.display_name.clone(),
        user_name: member.user_name.clone(),
        badge: place.map(|place| place.code.clone()).unwrap_or_default(),
        note: note.join(" · "),
        foot: foot.unwrap_or_default(),
        jumps: member.may(Permission::WorkInquiries) || member.may(Permission::ReadParties),
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let Peer { address, .. } = Peer::from_request_parts(parts, state).await?;
        let cookies = parts.extensions.get().copied().unwrap_or(Cookies { is_tls: true });
        let token = token_of(&parts.headers, cookies);
        Ok(Self { wants: Wants::of(&parts.headers), cookies, token, address })
    }
}

impl<S: Sync> FromRequestParts<S> for Member {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Refusal::sign_in_first().into())
    }
}

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Refusal::sign_in_first().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_counts_alone() {
        let (mine, other) = (Token::random(), Token::random());
        let cookies = Cookies { is_tls: false };
        let mut headers = HeaderMap::new();
        assert!(token_of(&headers, cookies).is_none());
        headers.insert(header::COOKIE, format!("session={}", other.reveal()).parse().unwrap());
        assert_eq!(token_of(&headers, cookies).unwrap().reveal(), other.reveal());
        headers.insert(header::AUTHORIZATION, format!("bearer {}", mine.reveal()).parse().unwrap());
        assert_eq!(token_of(&headers, cookies).unwrap().reveal(), mine.reveal());
        for wrong in ["Basic abc", "Bearer", "Bearer x", "é"] {
            headers.insert(header::AUTHORIZATION, header::HeaderValue::from_bytes(wrong.as_bytes()).unwrap());
            assert!(token_of(&headers, cookies).is_none(), "{wrong}");
        }
    }
}
