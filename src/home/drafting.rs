//! `PUT /drafts/{form}`: what a person typed is kept while they type. It knows forms by name only.

use crate::app::App;
use crate::people::Member;
use crate::platform::db::Tx;
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::web::{Asked, Named};
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The largest body of one draft, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// The fields of a form, as they were typed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TypedFields {
    /// By the name of the field.
    pub fields: BTreeMap<String, String>,
}

/// `PUT /drafts/{form}`.
pub async fn keep(
    State(app): State<App>,
    member: Member,
    Named(form): Named<String>,
    Asked { ask, .. }: Asked<TypedFields>,
) -> Result<StatusCode, Failure> {
    let body = serde_json::to_value(&ask)?;
    let now = app.now();
    app.db.write(None, async move |tx: &mut Tx| drafts::save(tx, member.id, &form, &body, now).await).await?;
    Ok(StatusCode::NO_CONTENT)
}
