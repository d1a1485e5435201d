//! The first page: the desk of those who work inquiries; and for an administrator, what a new desk needs next.

use super::desk::{self, Which};
use super::pasting::Commands;
use crate::people::{Permission, Scene};
use crate::platform::db::{DbErr, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame, Sought};
use crate::screen;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;

/// How far the desk is furnished.
#[derive(Debug, Serialize)]
pub struct FirstView {
    /// Whether anybody answers customers yet.
    pub has_people: bool,
    /// Whether there are distributors yet.
    pub has_parties: bool,
}

/// `GET /`.
pub async fn show(scene: Scene, answer: Answer, Sought(which): Sought<Which>) -> Result<Response, Failure> {
    if scene.member.may(Permission::WorkInquiries) {
        return desk::show(scene, answer, which).await;
    }
    if scene.member.may(Permission::ReadParties) {
        return Ok(Redirect::to("/parties").into_response());
    }
    let Scene { app, frame, .. } = scene;
    let reads = app.db.reads();
    let view = FirstView {
        has_people: any(reads, Sql::new("SELECT 1 FROM user_roles WHERE role IN ('csr', 'csr_lead') LIMIT 1")).await?,
        has_parties: any(reads, Sql::new("SELECT 1 FROM parties WHERE number IS NOT NULL LIMIT 1")).await?,
    };
    let commands = Commands::of(reads, &app.config).await?;
    answer.shows(&FirstPage { frame: frame.titled("home-first-title"), view, commands })
}

async fn any(reads: &impl Reads, sql: Sql) -> Result<bool, DbErr> {
    // A literal is 4 bytes on one engine and 8 on the other; that there is a row is all that counts.
    Ok(!reads.all::<Anything>(sql).await?.is_empty())
}

#[derive(crate::platform::db::FromRow)]
struct Anything {}

#[derive(Template)]
#[template(path = "home/first.html", blocks = ["first"])]
struct FirstPage {
    frame: Frame,
    view: FirstView,
    commands: Commands,
}

screen!(FirstPage, FirstView, as_first);
