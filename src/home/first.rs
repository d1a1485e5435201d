//! The first page: the desk of those who work inquiries, and the way to where the work of others begins. It decides whose
//! is which, and nothing else.

use super::desk::{self, Which};
use crate::people::{Permission, Scene};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::{Answer, Sought};
use axum::response::{IntoResponse, Redirect, Response};

/// `GET /`.
pub async fn show(scene: Scene, answer: Answer, Sought(which): Sought<Which>) -> Result<Response, Failure> {
    if scene.member.may(Permission::WorkInquiries) {
        return desk::show(scene, answer, which).await;
    }
    let elsewhere = [(Permission::ReadParties, "/parties"), (Permission::AdministerPeople, "/first-steps")];
    let place = elsewhere.into_iter().find(|(needed, _)| scene.member.may(*needed)).map(|(_, place)| place);
    place.map(|place| Redirect::to(place).into_response()).ok_or_else(|| Refusal::not_seen().into())
}
