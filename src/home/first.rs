//! The first page: the desk of those who work inquiries, and the first steps of those who only administer. It decides whose
//! is which, and nothing else.

use super::desk::{self, Which};
use super::first_steps::{self, StepsPage};
use crate::people::{Permission, Scene};
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Sought};
use axum::response::{IntoResponse, Redirect, Response};

/// `GET /`.
pub async fn show(scene: Scene, answer: Answer, Sought(which): Sought<Which>) -> Result<Response, Failure> {
    if scene.member.may(Permission::WorkInquiries) {
        return desk::show(scene, answer, which).await;
    }
    if scene.member.may(Permission::ReadParties) {
        return Ok(Redirect::to("/parties").into_response());
    }
    let view = first_steps::all(&scene).await?;
    answer.shows(&StepsPage::new(scene, view))
}
