//! What every handler of a signed-in person shares: the scene (who, when, in which words) and the deed (what they
//! ask, once), from extraction to the answer. It knows no business: a room supplies the verb and draws the page.

use super::reading::Reading;
use super::{Actor, Member};
use crate::app::App;
use crate::platform::db::{Once, Tx};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Kind, Refusal};
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Asked, Frame, Screen, Wants};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// The desk, who looks at it, and the frame of what they will see. An extractor.
#[derive(Clone)]
pub struct Scene {
    /// The desk.
    pub app: App,
    /// Who asks.
    pub member: Member,
    /// Their words, zone and moment.
    pub reading: Reading,
    /// What stands around the page.
    pub frame: Frame,
}

/// A deed that a member asks for. An extractor, and the last one: it takes the body.
pub struct Doing<A> {
    /// Where and by whom.
    pub scene: Scene,
    /// What is asked.
    pub ask: A,
    /// Makes the answer.
    pub answer: Answer,
    /// What the answer should be.
    pub wants: Wants,
    /// The query of the address that it was sent to: where its page came from, if that says so.
    pub query: String,
    once: Option<Uuid>,
}

impl FromRequestParts<App> for Scene {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(Self {
            app: app.clone(),
            member: Member::from_request_parts(parts, app).await?,
            reading: Reading::from_request_parts(parts, app).await?,
            frame: Frame::from_request_parts(parts, app).await?,
        })
    }
}

impl<A: DeserializeOwned> FromRequest<App> for Doing<A> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let scene = Scene::from_request_parts(&mut parts, app).await?;
        let answer = Answer::from_request_parts(&mut parts, app).await?;
        let wants = Wants::of(&parts.headers);
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let Asked { ask, once } = Asked::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self { scene, ask, answer, wants, query, once })
    }
}

impl<A> Doing<A> {
    /// The key that it was asked with, if any.
    pub fn key(&self) -> Option<Uuid> {
        self.once
    }

    /// Goes on unless a program says things that exclude each other, by `rule`. A form may: a browser sends along what was
    /// typed before something else was chosen.
    ///
    /// # Errors
    /// What `rule` finds, each at its field.
    pub fn check_plain(&self, rule: impl FnOnce(&A) -> Complaints) -> Result<(), Refusal> {
        if self.wants == Wants::Json { rule(&self.ask).into_result() } else { Ok(()) }
    }
}

impl<A: Serialize + Clone + Send + Sync + 'static> Doing<A> {
    /// Runs `verb` on `on` (a number, an id) as what was asked, at most once for a request key. `name` tells the
    /// deeds of one key apart. With the deed, in its transaction, goes the draft of the form that asked for it.
    ///
    /// # Errors
    /// What the verb refuses, or a breakage.
    pub async fn run<K, T, V>(&self, name: &'static str, on: K, draft: Option<String>, verb: V) -> Result<T, Failure>
    where
        K: Serialize + Copy + Send + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
        V: AsyncFn(&mut Tx, Actor<'_>, K, &A, Timestamp) -> Result<T, Failure> + Send + 'static,
    {
        let member = self.scene.member.id;
        let once = self.once.map(|key| Once::new(member, key, &(name, on, &self.ask))).transpose()?;
        let (by, ask, now) = (self.scene.member.clone(), self.ask.clone(), self.scene.reading.now);
        let whole = async move |tx: &mut Tx| {
            let done = verb(tx, Actor::from(&by), on, &ask, now).await?;
            if let Some(draft) = &draft {
                drafts::discard(tx, by.id, draft).await?;
            }
            Ok(done)
        };
        self.scene.app.db.write(once, whole).await
    }

    /// Answers a deed. Done: a plain form goes to `place`, where `flash` is said; others get the fresh screen.
    /// Refused: the screen with the reason and with what was asked, so that no word is lost. Only what is sent
    /// is drawn.
    ///
    /// # Errors
    /// What cannot be drawn: not seen, a refusal for a program, a breakage.
    pub async fn settle<T, S, D, F>(
        self,
        done: Result<T, Failure>,
        place: &str,
        flash: Flash,
        draw: D,
    ) -> Result<Response, Failure>
    where
        S: Screen,
        D: FnOnce(Scene, Option<A>) -> F,
        F: Future<Output = Result<S, Failure>>,
    {
        let Self { mut scene, ask, answer, wants, .. } = self;
        match done {
            Ok(_) if wants == Wants::Page => Ok(answer.sends_to(place, flash)),
            Ok(_) => {
                let texts = scene.reading.texts.clone();
                answer.has_done(&flash, &texts, &draw(scene, None).await?)
            }
            Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen && wants != Wants::Json => {
                scene.frame = scene.frame.refused(&refusal);
                answer.refuses(refusal, draw(scene, Some(ask)).await?)
            }
            Err(failure) => Err(failure),
        }
    }
}
