//! The page of rights: which role holds which permission. It changes nothing.

use super::{Permission, Role, Scene};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Who may do what: the public contract of `GET /rights`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsView {
    /// Every permission there is.
    pub permissions: Vec<RightView>,
}

/// A permission and who holds it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightView {
    /// The permission, as routes name it.
    pub permission: Permission,
    /// The roles that hold it.
    pub roles: BTreeSet<Role>,
}

/// `GET /rights`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let sql = Sql::new("SELECT role, permission FROM role_permissions");
    let held: Vec<Held> = scene.app.db.reads().all(sql).await?;
    let right = |permission: &Permission| {
        let roles = held.iter().filter(|held| held.permission == permission.as_str()).map(|held| held.role);
        RightView { permission: *permission, roles: roles.collect() }
    };
    let view = RightsView { permissions: Permission::ALL.iter().map(right).collect() };
    answer.shows(&RightsPage { frame: scene.frame.under("/users").titled("rights-title"), view })
}

impl Permission {
    /// The catalogue key of what it lets somebody do.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::AdministerPeople => "rights-people-administer",
            Self::ImportParties => "rights-parties-import",
            Self::ReadParties => "rights-parties-read",
            Self::WorkInquiries => "rights-inquiries-work",
            Self::EditTypes => "rights-inquiries-types",
        }
    }
}

#[derive(FromRow)]
struct Held {
    role: Role,
    permission: String,
}

#[derive(Template)]
#[template(path = "people/rights.html", blocks = ["rights"])]
struct RightsPage {
    frame: Frame,
    view: RightsView,
}

screen!(RightsPage, RightsView, as_rights);
