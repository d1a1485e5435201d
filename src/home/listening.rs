//! `GET /live`: one stream of nudges for each browser. It names topics only, and only those of rooms that the member
//! may see; it ends with the session, so that a withdrawn right is gone here too.

use crate::app::App;
use crate::people::sessions::{self, Token};
use crate::people::{Member, Permission, token_of};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::{Closing, Cookies, event_stream};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use futures_util::StreamExt;
use std::time::Duration;

/// How often an open stream asks whether its session still lives, unless something happens to its user.
const LOOK: Duration = Duration::from_secs(15);

/// `GET /live`.
pub async fn listen(
    State(app): State<App>,
    member: Member,
    closing: Closing,
    Extension(cookies): Extension<Cookies>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let token = token_of(&headers, cookies).ok_or_else(Refusal::sign_in_first)?;
    let (inquiries, parties) = (member.may(Permission::WorkInquiries), member.may(Permission::ReadParties));
    let heard = app.live.subscribe(move |topic| match topic.split('/').next() {
        Some("tickets") => inquiries,
        Some("parties") => parties,
        _ => false,
    });
    let heard = heard.take_until(Box::pin(session_over(app, member, token)));
    Ok(event_stream(Box::pin(heard), closing))
}

/// Ends when the session is over, or its member may do other things than when the stream began: the browser comes
/// back with a new stream, if it may.
async fn session_over(app: App, member: Member, token: Token) {
    let own = format!("users/{}", member.id);
    let mut news = app.live.subscribe(move |topic| topic == own);
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            Some(_) = news.next() => {}
        }
        match sessions::find(app.db.reads(), &token.hash(), app.now()).await {
            Ok(Some(session)) if session.member == member => {}
            Ok(_) => return,
            // A database that does not answer for a moment ends no session.
            Err(error) => tracing::warn!(?error, "an open stream could not look at its session"),
        }
    }
}
