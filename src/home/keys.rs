//! The page of the keyboard's keys: the same list as the layout's dialog, for those without script.

use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;

/// What a key does.
#[derive(Debug, Serialize)]
pub struct KeyView {
    keys: &'static [&'static str],
    does: String,
}

/// `GET /keys`.
pub async fn show(answer: Answer, frame: Frame) -> Result<Response, Failure> {
    let view = frame.keys().map(|(keys, words)| KeyView { keys, does: frame.say(words) }).collect();
    answer.shows(&KeysPage { frame: frame.titled("web-keys"), view })
}

#[derive(Template)]
#[template(path = "home/keys.html", blocks = ["list"])]
struct KeysPage {
    frame: Frame,
    view: Vec<KeyView>,
}

screen!(KeysPage, Vec<KeyView>, as_list);
