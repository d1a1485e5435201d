//! The end of every form that somebody not yet known sends: let in, with a cookie or a token, or shown the form again.
//! It knows no form.

use super::guard::{COOKIE, Caller};
use super::sessions::{Session, Token};
use super::view::MemberView;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::text::Arg;
use crate::platform::throttle::RetryAfter;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Screen, Wants};
use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What a program that signed in gets.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    /// To be sent as `Authorization: Bearer …`; it ends with the session, after 12 hours without use or after 7 days.
    pub token: String,
    /// Who is signed in.
    pub member: MemberView,
}

/// Answers such a form. Done: a browser gets its cookie and goes to `place`, a program its token. Refused: the form
/// that `draw` makes, with the pause that a throttle asks for.
pub(super) fn settle<S: Screen>(
    answer: Answer,
    caller: &Caller,
    done: Result<(Token, Session), Failure>,
    place: &str,
    draw: impl FnOnce(&Refusal) -> S,
) -> Result<Response, Failure> {
    match done {
        Ok((token, session)) if caller.wants == Wants::Json => {
            // A program keeps the token itself; a cookie would make it a browser.
            let token = token.reveal().to_owned();
            Ok(Json(SignedIn { token, member: MemberView::of(&session) }).into_response())
        }
        Ok((token, _)) => Ok(with_cookie(answer.sends_to(place, Flash::none()), caller, &token)),
        Err(Failure::Refused(refusal)) => {
            let (page, pause) = (draw(&refusal), pause(&refusal));
            let mut response = answer.refuses(refusal, page)?;
            if let Some(seconds) = pause {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Ok(response)
        }
        Err(broken) => Err(broken),
    }
}

/// The same answer, which also gives the browser its token.
pub(super) fn with_cookie(mut response: Response, caller: &Caller, token: &Token) -> Response {
    response.headers_mut().append(header::SET_COOKIE, caller.cookies.set(COOKIE, token.reveal(), None));
    response
}

/// The refusal of a throttle on such a form.
pub(super) fn too_many(RetryAfter(seconds): RetryAfter) -> Refusal {
    Refusal::too_many("people-too-many").with("seconds", seconds)
}

fn pause(refusal: &Refusal) -> Option<i64> {
    refusal.complaints.iter().flat_map(|complaint| &complaint.args).find_map(|arg| match arg {
        ("seconds", Arg::Number(seconds)) => Some(*seconds),
        _ => None,
    })
}
