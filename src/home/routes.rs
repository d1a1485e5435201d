//! Every address of this room.

use super::drafting::TypedFields;
use super::jumping::Jump;
use super::{drafting, first, jumping, keys, listening};
use crate::app::App;
use crate::platform::web::{Route, get, put};

/// The routes of this room.
#[must_use]
pub fn routes() -> Vec<Route<App>> {
    let mut draft: Route<App> = put("/drafts/{form}", drafting::keep)
        .signed_in()
        .says("Keeps what was typed into a form and not sent yet.")
        .asks::<TypedFields>()
        .into();
    draft.body_limit = drafting::LIMIT;
    vec![
        get("/", first::show).signed_in().says("Leads to the page where this person's work begins.").into(),
        get("/jump", jumping::jump)
            .signed_in()
            .says("Leads to the ticket of a number such as #10482, or else to the distributors that fit the words.")
            .query::<Jump>()
            .into(),
        get("/keys", keys::show).signed_in().says("The keys of the keyboard, for those without script.").into(),
        get("/live", listening::listen)
            .signed_in()
            .says("Server-sent events that name the topics under which something changed.")
            .into(),
        draft,
    ]
}
