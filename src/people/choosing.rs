//! Whom inquiries can be handed to, for a program that hands them over. It knows nothing of what is handed.

use super::colleagues::{self, Meant};
use super::{Member, Permission, Person};
use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::web::Sought;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How many are named at once.
const MOST: usize = 100;

/// Whom is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct Colleague {
    /// A user name, a name, or the beginning of one; everybody if left out.
    pub q: Option<String>,
}

/// Who fits: the public contract of `GET /colleagues`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ColleaguesView {
    /// Those of one's own call centre first, by user name. One whose whole name it is stands alone.
    pub people: Vec<Person>,
    /// There are more than are named: ask for more of the name.
    pub or_more: bool,
}

/// `GET /colleagues`.
pub async fn show(
    State(app): State<App>,
    member: Member,
    Sought(ask): Sought<Colleague>,
) -> Result<Json<ColleaguesView>, Failure> {
    let (reads, permission, centre) = (app.db.reads(), Permission::WorkInquiries, member.call_centre);
    let mut people = match ask.q.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
        None => {
            let most = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
            colleagues::who_may(reads, permission, centre, most).await?
        }
        Some(typed) => match colleagues::meant(reads, typed, permission, centre).await? {
            Meant::Nobody => Vec::new(),
            Meant::One(person) => vec![person],
            Meant::Several(people) => people,
        },
    };
    let or_more = people.len() > MOST;
    people.truncate(MOST);
    Ok(Json(ColleaguesView { people, or_more }))
}
