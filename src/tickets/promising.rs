//! What can be promised, in words: the usual due dates by the hour that is picked, for the form of a new inquiry and for
//! *Change* on a ticket. Which dates those are, `dueing.rs` decides.

use super::dueing::{DueChoice, choices, day_end};
use super::moving_due::hours_of;
use super::opening::calendar_of;
use super::{due_words, find};
use crate::app::App;
use crate::clock::Calendar;
use crate::people::{Member, Reading};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use crate::platform::web::Sought;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// One promise that can be chosen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueOffer {
    /// Business days; 0 is today.
    pub days: i32,
    /// When that is; absent where it cannot be chosen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The moment as people read it, or why it cannot be chosen.
    pub words: String,
    /// It cannot be chosen, whatever the hour.
    #[serde(skip)]
    pub is_shut: bool,
}

/// For what, and by which hour.
#[derive(Clone, Debug, Deserialize, IntoParams)]
pub struct Promising {
    /// The number of the ticket whose due date is to be moved; left out for a new inquiry.
    pub ticket: Option<i64>,
    /// The hour of the day, such as `15:30`; when it closes if left out.
    pub hour: Option<String>,
}

/// What `GET /tickets/promises` answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PromisesView {
    /// Empty where nothing is due that could be moved.
    pub due: Vec<DueOffer>,
}

/// `GET /tickets/promises`. What is no hour is refused; a form goes by the closing until it is one.
pub async fn show(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    Sought(asked): Sought<Promising>,
) -> Result<Json<PromisesView>, Failure> {
    let reads = app.db.reads();
    let hours = match asked.ticket {
        Some(number) => {
            let ticket = find(reads, &member, number).await?;
            if ticket.is_running() { hours_of(reads, &ticket).await? } else { None }
        }
        None => Some(calendar_of(reads, &member).await?),
    };
    day_end(asked.hour.as_deref()).map_err(|why| Refusal::new(Kind::Invalid, why))?;
    let due = hours.map(|hours| offers(&hours.calendar, asked.hour.as_deref(), &reading));
    Ok(Json(PromisesView { due: due.unwrap_or_default() }))
}

/// The usual promises by this calendar, as they stand for the reader now.
pub(super) fn offers(calendar: &Calendar, hour: Option<&str>, reading: &Reading) -> Vec<DueOffer> {
    let Reading { texts, zone, now } = reading;
    let offer = |DueChoice { days, due, is_shut }| match due {
        Ok(at) => DueOffer { days, at: Some(at), words: due_words::short(at, *now, texts, zone), is_shut },
        Err(why) => DueOffer { days, at: None, words: texts.complaint(&why), is_shut },
    };
    choices(calendar, hour, *now).into_iter().map(offer).collect()
}
