//! Moving the due date: to one of the usual promises, counted from now, or to a later day; always with the reason, and
//! counted, so that a date that is moved again and again is seen. Which hours those are, the clock knows.

use super::dueing::{day_end, promised_by, promised_on};
use super::happenings::TicketEvent;
use super::keeping::{self, find_fresh, replace};
use super::remarking;
use super::ticket::Ticket;
use crate::clock::{Calendar, Deadline};
use crate::people::Actor;
use crate::people::calendars::{self, StoredCalendar};
use crate::platform::db::{Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::clean;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest reason, in characters.
pub const MOST_BECAUSE: usize = 500;

/// What is asked: another due date for the ticket as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct MoveDue {
    /// The version that the form was drawn from.
    pub version: i64,
    /// Business days from now: 0 is today, 3 the most. Left out where a day is named.
    pub due: Option<i32>,
    /// A day such as `2026-12-04`, until its closing hour, where `due` is left out.
    pub day: Option<String>,
    /// The hour of that day, such as `15:30`; when it closes if left out.
    #[serde(default)]
    pub hour: Option<String>,
    /// Why; every move wants a reason.
    pub because: Option<String>,
}

/// A new promise: in so many business days, and when that is.
type Promised = (i32, Deadline);

impl MoveDue {
    /// What it says of a day beside another.
    pub(super) fn contradictions(&self) -> Complaints {
        let mut complaints = Complaints::default();
        if self.due.is_some() {
            complaints.add_where_said("ticket-due-or-day", &[("day", self.day.as_deref())]);
        }
        complaints
    }

    /// The rule for what was typed: the new promise, by this calendar, and the reason.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its field.
    fn check(&self, calendar: &Calendar, now: Timestamp) -> Result<(Promised, String), Refusal> {
        let mut complaints = Complaints::default();
        let promise = match (self.due, self.day.as_deref(), day_end(self.hour.as_deref())) {
            (None, None, _) => Err(Complaint::at("due", "ticket-due-choose-again")),
            (_, _, Err(unreadable)) => Err(unreadable),
            (Some(days), _, Ok(by)) => promised_by(calendar, days, by, now).map(|deadline| (days, deadline)),
            (None, Some(day), Ok(by)) => match day.trim().parse() {
                Ok(date) => promised_on(calendar, date, by, now),
                Err(_) => Err(Complaint::at("day", "ticket-day-unreadable")),
            },
        };
        let because = self.because.as_deref().unwrap_or_default();
        let because = match because.trim().is_empty() {
            true => Err(Complaint::whole("ticket-because-needed")),
            false => clean::text(because, MOST_BECAUSE).map_err(Complaint::from),
        };
        let because = complaints.keep("because", because);
        complaints.unless_wrong(promise).map(|promise| (promise, because))
    }
}

impl Ticket {
    /// The rule: this ticket with another promise, by the calendar version `hours`.
    ///
    /// # Errors
    /// Conflict, where it is closed; at the field `due`, where that is the present one.
    pub fn promised_anew(
        &self,
        by: Actor<'_>,
        (days, deadline): (i32, &Deadline),
        hours: i64,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if !self.is_running() {
            return Err(Refusal::conflict("ticket-is-closed"));
        }
        if self.due_at == Some(deadline.due) {
            return Err(Refusal::invalid("due", "ticket-due-same"));
        }
        Ok(Self {
            due_at: Some(deadline.due),
            due_days: Some(days),
            calendar_version_id: Some(hours),
            due_moved: self.due_moved + 1,
            ..self.changed(by, now)
        })
    }
}

/// The verb: moves the due date; answers the ticket's number.
///
/// # Errors
/// Not seen; stale; closed, or nothing that is due; everything that is wrong with the ask.
pub async fn move_due(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &MoveDue, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    if !before.is_running() {
        return Err(Refusal::conflict("ticket-is-closed").into());
    }
    let hours = hours_of(tx, &before).await?.ok_or_else(|| Refusal::conflict("ticket-owes-nothing"))?;
    let ((days, deadline), because) = ask.check(&hours.calendar, now)?;
    let after = before.promised_anew(by, (days, &deadline), hours.version_id, now)?;
    let remark = remarking::write(tx, &after, &because).await?;
    let event = TicketEvent::DueMoved { from: before.due_at, to: deadline.due, remark };
    replace(tx, &before, &after, vec![event.happened(&after, by, now)]).await?;
    keeping::set_deadline(tx, &after, &deadline.explanation)?;
    Ok(after.id)
}

/// The hours by which a ticket's due date is moved: those of the call centre that promised, as they are now.
///
/// # Errors
/// When the database fails.
pub(super) async fn hours_of(reads: &impl Reads, ticket: &Ticket) -> Result<Option<StoredCalendar>, Failure> {
    match ticket.calendar_version_id {
        Some(version) => calendars::newest_like(reads, version).await,
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{CalendarDraft, DayEnd};
    use crate::tickets::Status;
    use crate::tickets::ticket::sample::ticket;
    use proptest::prelude::*;

    fn toronto() -> Calendar {
        CalendarDraft::toronto().check().unwrap()
    }

    /// Thursday, 10:00 in Toronto.
    fn now() -> Timestamp {
        "2026-11-19T15:00:00Z".parse().unwrap()
    }

    fn ask(due: Option<i32>, day: Option<&str>) -> MoveDue {
        let (day, because) = (day.map(str::to_owned), Some("The carrier found it".into()));
        MoveDue { version: 1, due, day, hour: None, because }
    }

    fn by(hour: &str, ask: MoveDue) -> MoveDue {
        MoveDue { hour: Some(hour.to_owned()), ..ask }
    }

    fn refused(ask: &MoveDue) -> Vec<(Option<&'static str>, &'static str)> {
        let refusal = ask.check(&toronto(), now()).unwrap_err();
        refusal.complaints.iter().map(|complaint| (complaint.field, complaint.key)).collect()
    }

    #[test]
    fn a_button_counts_from_now_and_a_day_lasts_until_it_closes() {
        let due = |ask: MoveDue| {
            let ((days, deadline), because) = ask.check(&toronto(), now()).unwrap();
            assert_eq!(because, "The carrier found it");
            (days, deadline.due.to_string()[..16].to_owned())
        };
        assert_eq!(due(ask(Some(2), None)), (2, "2026-11-23T22:00".into()));
        assert_eq!(due(ask(None, Some("2026-11-20"))), (1, "2026-11-20T22:00".into()));
        assert_eq!(due(ask(None, Some(" 2026-11-27 "))), (6, "2026-11-27T22:00".into()));
        assert_eq!(due(ask(None, Some("2026-11-19"))), (0, "2026-11-19T22:00".into()));
        assert_eq!(due(ask(Some(1), Some("left over"))).0, 1, "a button chosen last counts");
        assert_eq!(due(by("15:30", ask(Some(2), None))), (2, "2026-11-23T20:30".into()));
        assert_eq!(due(by("9:00", ask(None, Some("2026-11-27")))), (6, "2026-11-27T14:00".into()));
        assert_eq!(due(by(" ", ask(Some(2), None))).1, "2026-11-23T22:00");
    }

    #[test]
    fn each_mistake_is_said_at_its_field() {
        assert_eq!(refused(&ask(None, None)), [(Some("due"), "ticket-due-choose-again")]);
        assert_eq!(refused(&ask(Some(4), None)), [(Some("due"), "ticket-due-choose")]);
        assert_eq!(refused(&ask(None, Some("soon"))), [(Some("day"), "ticket-day-unreadable")]);
        assert_eq!(refused(&ask(None, Some("2026-11-18"))), [(Some("day"), "ticket-day-past")]);
        assert_eq!(refused(&ask(None, Some("2026-11-21"))), [(Some("day"), "ticket-day-closed")]);
        assert_eq!(refused(&ask(None, Some("2099-01-01"))), [(Some("day"), "ticket-day-too-far")]);
        assert_eq!(refused(&by("noon", ask(Some(1), None))), [(Some("hour"), "ticket-hour-unreadable")]);
        for late in [ask(Some(1), None), ask(None, Some("2026-11-27")), ask(Some(0), None)] {
            assert_eq!(refused(&by("23:00", late)), [(Some("hour"), "due-hour-outside")]);
        }
        assert_eq!(refused(&by("09:00", ask(None, Some("2026-11-19")))), [(Some("hour"), "due-hour-passed")]);
        for because in [None, Some(" \n".to_owned())] {
            let silent = MoveDue { because, ..ask(None, None) };
            let said = [(Some("because"), "ticket-because-needed"), (Some("due"), "ticket-due-choose-again")];
            assert_eq!(refused(&silent), said);
        }
    }

    #[test]
    fn every_move_counts_and_a_closed_ticket_does_not_move() {
        let (_, deadline) = promised_on(&toronto(), "2026-11-27".parse().unwrap(), DayEnd::Closing, now()).unwrap();
        let once = ticket().promised_anew(Actor::System, (6, &deadline), 9, now()).unwrap();
        assert_eq!((once.due_at, once.due_days, once.due_moved), (Some(deadline.due), Some(6), 1));
        let again = once.promised_anew(Actor::System, (6, &deadline), 9, now()).unwrap_err();
        assert_eq!(again, Refusal::invalid("due", "ticket-due-same"));
        let closed = Ticket { status: Status::Closed, ..ticket() };
        let refused = closed.promised_anew(Actor::System, (6, &deadline), 9, now()).unwrap_err();
        assert_eq!(refused, Refusal::conflict("ticket-is-closed"));
    }

    proptest! {
        #[test]
        fn a_day_is_the_promise_of_its_business_days(days in 1_u32..200) {
            let calendar = toronto();
            let closing = calendar.add_business_days(now(), days, DayEnd::Closing).unwrap();
            let zone = jiff::tz::TimeZone::get(calendar.zone_name()).unwrap();
            let date = jiff::Timestamp::from(closing).to_zoned(zone).date();
            let (counted, deadline) = promised_on(&calendar, date, DayEnd::Closing, now()).unwrap();
            prop_assert_eq!((counted.unsigned_abs(), deadline.due), (days, closing));
        }
    }
}
