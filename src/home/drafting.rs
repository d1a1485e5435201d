//! `PUT /drafts/{form}`: what a person typed is kept while they type; once it was sent, nothing is, and that is said. It
//! knows forms by name only.

use crate::app::App;
use crate::people::{Member, Reading};
use crate::platform::db::{Tx, is_answered};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::web::{Asked, Named};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The largest body of one draft, in bytes: the largest draft, and the form's request key.
pub const LIMIT: usize = drafts::LARGEST + 1024;

/// The fields of a form, as they were typed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TypedFields {
    /// By the name of the field.
    pub fields: BTreeMap<String, String>,
}

/// That it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The hour of it as everything else on the page is dated: by the reader's call centre, not by their machine.
    pub words: String,
}

/// `PUT /drafts/{form}`, with the request key that the form will be sent with.
pub async fn keep(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    Named(form): Named<String>,
    Asked { ask, once }: Asked<TypedFields>,
) -> Result<Json<Kept>, Failure> {
    let mut body = serde_json::to_value(&ask)?;
    if let Some(key) = once {
        body[drafts::WRITER] = key.to_string().into();
    }
    let now = reading.now;
    let verb = async move |tx: &mut Tx| {
        // The form overtook its draft on the way, or the page never heard that it was sent: kept now, sent words would
        // look unsent.
        if let Some(key) = once
            && is_answered(tx, member.id, key).await?
        {
            return Err(Refusal::conflict("draft-sent").into());
        }
        drafts::save(tx, member.id, &form, &body, now).await
    };
    app.db.write(None, verb).await?;
    Ok(Json(Kept { at: now, words: reading.texts.hour(now, &reading.zone) }))
}
