//! The jump box of every page: `#10482` is a ticket; anything else is looked for among the distributors.

use crate::app::App;
use crate::people::{Member, Permission};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::Sought;
use crate::tickets;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// What was typed into the box.
#[derive(Debug, Default, Deserialize, IntoParams, ToSchema)]
pub struct Jump {
    /// A ticket's number, with or without `#`, or words.
    #[serde(default)]
    pub q: String,
}

/// `GET /jump`.
pub async fn jump(
    State(app): State<App>,
    member: Member,
    Sought(Jump { q }): Sought<Jump>,
) -> Result<Response, Failure> {
    let words = q.trim();
    if let Some(number) = ticket_number(words) {
        match tickets::find(app.db.reads(), &member, number).await {
            Ok(ticket) => return Ok(Redirect::to(&format!("/tickets/{}", ticket.id)).into_response()),
            // A distributor's number looks the same.
            Err(Failure::Refused(_)) if !words.starts_with('#') => {}
            Err(failure) => return Err(failure),
        }
    }
    if !member.may(Permission::ReadParties) {
        return Err(Refusal::not_seen().into());
    }
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
    Ok(Redirect::to(&format!("/parties?{query}")).into_response())
}

fn ticket_number(words: &str) -> Option<i64> {
    let digits = words.strip_prefix('#').unwrap_or(words).trim();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::ticket_number;

    #[test]
    fn numbers_are_told_from_words() {
        for (words, number) in [("#10482", Some(10482)), ("10482", Some(10482)), ("# 7", Some(7))] {
            assert_eq!(ticket_number(words), number, "{words}");
        }
        for words in ["", "#", "12a", "-3", "１２", "99999999999999999999"] {
            assert_eq!(ticket_number(words), None, "{words}");
        }
    }
}
