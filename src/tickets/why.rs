//! Why a deadline is when it is: the stored working-out of the clock, in words. Nothing is computed again: what
//! was promised is retold.

use super::keeping::DUE;
use super::neighbours::CameFrom;
use super::{Ticket, dueing, find, ticket_page};
use crate::clock::{Closure, Shut, Step, TimeOfDay, Within, WorkingOut};
use crate::people::Scene;
use crate::platform::db::deadlines;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::{Arg, Texts};
use crate::platform::web::{Answer, Frame, Named, Sought};
use crate::screen;
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A deadline with its working-out: the public contract of `GET /tickets/{number}/deadline`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeadlineView {
    /// The ticket.
    pub number: i64,
    /// The moment.
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    /// The calendar version that counted.
    pub calendar_version: i64,
    /// What was counted and what was skipped, step by step.
    #[schema(value_type = Object)]
    pub working_out: WorkingOut,
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/why.html", blocks = ["why"])]
pub struct WhyPage {
    frame: Frame,
    view: DeadlineView,
    due: String,
    promise: String,
    steps: Vec<(String, String)>,
    /// The ticket again, in the list that it was opened from.
    back: String,
}

screen!(WhyPage, DeadlineView, as_why);

/// `GET /tickets/{number}/deadline`.
pub async fn show(
    scene: Scene,
    answer: Answer,
    Named(number): Named<i64>,
    Sought(from): Sought<CameFrom>,
) -> Result<Response, Failure> {
    let Scene { app, member, reading, frame } = scene;
    let ticket = find(app.db.reads(), &member, number).await?;
    let due = ticket.due().ok_or_else(Refusal::not_seen)?;
    let basis = deadlines::basis(app.db.reads(), Ticket::subject_of(number), DUE).await?;
    let basis = basis.ok_or_else(Refusal::not_seen)?;
    let working_out: WorkingOut = serde_json::from_str(&basis)?;
    let texts = &reading.texts;
    let page = WhyPage {
        due: texts.moment_long(due.at, &reading.zone),
        back: ticket_page::place(number, from.origin().as_ref(), ""),
        promise: promise(texts, &working_out),
        steps: working_out.steps.iter().map(|step| words(texts, step)).collect(),
        frame: frame.titled_with("why-title", &[("number", Arg::id(number))]),
        view: DeadlineView { number, due: due.at, calendar_version: due.calendar_version, working_out },
    };
    answer.shows(&page)
}

fn promise(texts: &Texts, working_out: &WorkingOut) -> String {
    let zone = ("zone", Arg::from(working_out.zone.clone()));
    match working_out.promise.within {
        Within::BusinessDays { days: 0, .. } => texts.with("why-same-day", &[zone]),
        Within::BusinessDays { days, .. } => texts.with("why-days", &[("days", days.into()), zone]),
        Within::BusinessMinutes(minutes) => {
            let span = texts.worked(i64::from(minutes) * 60_000);
            texts.with("why-time", &[("span", span.into()), zone])
        }
    }
}

/// One step: what it was, and what it counted.
fn words(texts: &Texts, step: &Step) -> (String, String) {
    let none = || texts.say("why-not-counted");
    match step {
        Step::Counted { date, clock, millis, short_day, .. } => {
            (hours(texts, *date, *clock, short_day.as_deref()), texts.worked(*millis))
        }
        Step::Day { date, nth, clock, short_day } => {
            let key = if *nth == 0 { "why-day-begun" } else { "why-day-counted" };
            let counted = texts.with(key, &[("nth", (*nth).into())]);
            (hours(texts, *date, *clock, short_day.as_deref()), counted)
        }
        Step::Closed { date, why } => (closed(texts, *date, why), none()),
        Step::Shut { date, when, clock } => {
            let when = texts.say(match when {
                Shut::BeforeOpening => "why-before-opening",
                Shut::Break => "why-break",
                Shut::AfterClosing => "why-after-closing",
            });
            let args = [("hours", Arg::from(hours(texts, *date, *clock, None))), ("when", when.into())];
            (texts.with("why-shut", &args), none())
        }
        Step::ClockChange { date, minutes, .. } => {
            let args = [("date", Arg::from(texts.date(*date))), ("minutes", (*minutes).into())];
            (texts.with("why-clock-change", &args), String::new())
        }
        Step::Paused { millis, .. } => (texts.say("why-paused"), texts.worked(*millis)),
        Step::Condensed { first, last, open_days, millis } => {
            let args = [
                ("first", Arg::from(texts.date(*first))),
                ("last", texts.date(*last).into()),
                ("days", (*open_days).into()),
            ];
            (texts.with("why-condensed", &args), texts.worked(*millis))
        }
    }
}

fn hours(texts: &Texts, date: Date, clock: (TimeOfDay, TimeOfDay), short_day: Option<&str>) -> String {
    let mut args = vec![
        ("date", Arg::from(texts.date(date))),
        ("weekday", texts.weekday(date.weekday()).into()),
        ("from", dueing::clock(clock.0)),
        ("until", dueing::clock(clock.1)),
    ];
    match short_day {
        None => texts.with("why-hours", &args),
        Some(name) => {
            args.push(("name", Arg::Known(dueing::HOLIDAY, name.to_owned())));
            texts.with("why-hours-short", &args)
        }
    }
}

fn closed(texts: &Texts, date: Date, why: &Closure) -> String {
    let mut args = vec![("date", Arg::from(texts.date(date))), ("weekday", texts.weekday(date.weekday()).into())];
    let key = match why {
        Closure::Weekend => "why-weekend",
        Closure::NoHours => "why-no-hours",
        Closure::Holiday { name, .. } => {
            args.push(("name", Arg::Known(dueing::HOLIDAY, name.clone())));
            "why-holiday"
        }
    };
    texts.with(key, &args)
}
