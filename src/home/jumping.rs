//! The jump box of every page: `#10482` is a ticket; anything else is looked for among the distributors.

use crate::app::App;
use crate::people::{Member, Permission};
use crate::platform::failure::Failure;
use crate::platform::refusal::{Complaint, Kind, Refusal};
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
            Err(Failure::Refused(_)) => return Err(none(number).into()),
            Err(failure) => return Err(failure),
        }
    }
    if !member.may(Permission::ReadParties) {
        return Err(Refusal::not_seen().into());
    }
    Ok(Redirect::to(&among_parties(words)).into_response())
}

/// What is said of a ticket that there is not, and of one that this person may not see.
fn none(number: i64) -> Refusal {
    Refusal::new(Kind::NotSeen, Complaint::whole("jump-no-ticket").with("number", format!("#{number}")))
}

/// Numbers and telephones hold digits, names hold none.
fn among_parties(words: &str) -> String {
    let field = if words.chars().any(|letter| letter.is_ascii_digit()) { "number" } else { "name" };
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair(field, words).finish();
    format!("/parties?{query}")
}

fn ticket_number(words: &str) -> Option<i64> {
    let digits = words.strip_prefix('#').unwrap_or(words).trim();
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{among_parties, ticket_number};

    #[test]
    fn words_are_looked_for_where_they_may_stand() {
        assert_eq!(among_parties("O'Neil & Søn"), "/parties?name=O%27Neil+%26+S%C3%B8n");
        assert_eq!(among_parties("CA11072"), "/parties?number=CA11072");
        assert_eq!(among_parties("+1 416-555-0176"), "/parties?number=%2B1+416-555-0176");
    }

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
