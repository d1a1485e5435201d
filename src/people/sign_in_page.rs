//! The page that asks who somebody is. It judges nothing.

use crate::platform::web::Frame;
use crate::screen;
use askama::Template;
use serde::Serialize;
use utoipa::ToSchema;

/// What the page shows; as JSON it tells a program nothing but the fields.
#[derive(Default, Serialize, ToSchema)]
pub struct SignInView {
    pub(super) user_name: String,
    pub(super) next: Option<String>,
    /// The form that waits to be sent, as the hidden field carries it.
    #[serde(skip)]
    pub(super) typed: Option<String>,
}

#[derive(Template)]
#[template(path = "people/sign_in.html", blocks = ["form"])]
pub(super) struct SignInPage {
    frame: Frame,
    view: SignInView,
}

screen!(SignInPage, SignInView, as_form);

impl SignInPage {
    pub(super) fn new(frame: Frame, view: SignInView) -> Self {
        Self { frame: frame.titled("people-sign-in-title"), view }
    }
}
