//! The review of the list: how much each type is used now and was before, what "Other" said, and that somebody has looked
//! at it all. Making a type of what was said is another file's.

use super::listing::{PLACE, Reviewed, said};
use super::promoting::{self, Promote};
use super::saying::{self, Saying};
use super::storing::{self, Stored};
use super::tallying::{self, since};
use super::{OTHER, happenings};
use crate::people::{Actor, Doing, Permission, Scene};
use crate::platform::db::{Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a review shows: the public contract of `GET /types/review`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewView {
    /// When the 90 days began that are counted.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Every type that is offered, in its order.
    pub types: Vec<Use>,
    /// What "Other" said, the most frequent first; nothing for who may not see its tickets.
    pub sayings: Option<Vec<Saying>>,
    /// How many sayings there are beside them.
    pub sayings_more: usize,
    /// When the list was last reviewed, if ever.
    pub reviewed: Option<Reviewed>,
}

/// How much a type is used.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Use {
    /// The type's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Tickets of the last 90 days.
    pub tickets: i64,
    /// Tickets of the 90 days before.
    pub before: i64,
}

/// What is asked: to note that somebody has reviewed the list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct MarkReviewed {}

/// The page.
#[derive(Template)]
#[template(path = "tickets/types/review.html", blocks = ["review"])]
pub struct ReviewPage {
    frame: Frame,
    view: ReviewView,
    reviewed: String,
    /// Since which day is counted, in words.
    since: String,
    /// What was typed into a form that was refused.
    typed: Option<Promote>,
}

screen!(ReviewPage, ReviewView, as_review);

/// `GET /types/review`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&page(scene, None).await?)
}

/// `POST /types/review`.
pub async fn mark(doing: Doing<MarkReviewed>) -> Result<Response, Failure> {
    let done = doing.run("types.review", (), None, note).await;
    doing.settle(done, "/types/review", Flash::say("types-marked"), async |scene, _| page(scene, None).await).await
}

/// `POST /types/promotion`.
pub async fn promote(doing: Doing<Promote>) -> Result<Response, Failure> {
    let Scene { app, member, reading, .. } = &doing.scene;
    let tickets = promoting::count(app.db.reads(), member, &doing.ask, reading.now).await?;
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _, ask: &Promote, now| {
        promoting::promote(tx, by, (ask, tickets), now).await
    };
    let done = doing.run("types.promote", (), None, verb).await;
    let flash = Flash::name("types-promoted", &doing.ask.name);
    doing.settle(done, "/types/review", flash, async |scene, ask| page(scene, ask).await).await
}

/// The verb: notes who has reviewed the list, and when.
async fn note(tx: &mut Tx, by: Actor<'_>, _: (), _: &MarkReviewed, now: Timestamp) -> Result<(), Failure> {
    by.check_may(Permission::EditTypes)?;
    let sql = Sql::new("UPDATE inquiry_type_list SET reviewed_at = ?, reviewed_by = ? WHERE one = 1");
    tx.execute(sql.bind(now).bind(by.id())).await?;
    tx.record(happenings::reviewed(by, now));
    Ok(())
}

async fn page(scene: Scene, typed: Option<Promote>) -> Result<ReviewPage, Failure> {
    let (reads, now) = (scene.app.db.reads(), scene.reading.now);
    let types: Vec<Stored> = storing::all(reads).await?.into_iter().filter(Stored::is_offered).collect();
    let ids = || types.iter().map(|of| of.of.id);
    let recent = tallying::between(reads, ids(), (since(now, 1), Timestamp::MAX)).await?;
    let before = tallying::between(reads, ids(), (since(now, 2), since(now, 1))).await?;
    let sayings = saying::since(reads, Actor::from(&scene.member), since(now, 1)).await?;
    let list = storing::list(reads).await?;
    let reviewed = list.reviewed_at.map(|at| Reviewed { at, by: list.reviewed_by });
    let count = |tally: &tallying::Tally, id: i64| tally.get(&id).copied().unwrap_or_default();
    let uses = types.into_iter().map(|of| Use {
        id: of.of.id,
        tickets: count(&recent, of.of.id),
        before: count(&before, of.of.id),
        name: of.of.name,
    });
    Ok(ReviewPage {
        reviewed: said(&scene, reviewed.as_ref()),
        since: scene.reading.texts.day(since(now, 1), &scene.reading.zone),
        view: ReviewView {
            since: since(now, 1),
            types: uses.collect(),
            sayings_more: sayings.as_ref().map_or(0, |sayings| sayings.more),
            sayings: sayings.map(|sayings| sayings.shown),
            reviewed,
        },
        frame: scene.frame.under(PLACE).titled("types-review-title"),
        typed,
    })
}

impl ReviewPage {
    /// What stands in the form of this saying.
    fn name<'a>(&'a self, saying: &'a Saying) -> &'a str {
        self.typed_for(saying).map_or(&saying.words, |typed| &typed.name)
    }

    fn due_days(&self, saying: &Saying) -> impl Iterator<Item = (i32, bool)> {
        let chosen = self.typed_for(saying).map_or(1, |typed| typed.due_days);
        super::judging::DUE_DAYS.map(move |days| (days, days == chosen))
    }

    fn typed_for(&self, saying: &Saying) -> Option<&Promote> {
        self.typed.as_ref().filter(|typed| typed.said == saying.words)
    }

    /// Whether its form was refused at this field.
    fn invalid(&self, saying: &Saying, field: &str) -> bool {
        self.typed_for(saying).is_some() && self.frame.complaint(field).is_some()
    }

    /// How the count went, in words: `12 more than before`.
    fn trend(&self, of: &Use) -> String {
        let args = [("more", Arg::from(of.tickets - of.before)), ("fewer", Arg::from(of.before - of.tickets))];
        let key = match of.tickets.cmp(&of.before) {
            std::cmp::Ordering::Greater => "types-more",
            std::cmp::Ordering::Less => "types-fewer",
            std::cmp::Ordering::Equal => "types-as-many",
        };
        self.frame.with(key, &args)
    }

    /// A type that nobody used is looked at first.
    const fn is_idle(of: &Use) -> bool {
        of.tickets == 0 && of.before == 0 && of.id != OTHER
    }
}
