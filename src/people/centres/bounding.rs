//! How much may be asked of a call centre at once: the lists are gone through while everybody else waits to write. It reads no
//! entry of them.

use super::asking::CentreAsk;
use crate::clock::Weekday;
use crate::platform::refusal::{Complaint, Complaints};

/// Entries in one list: more than a calendar can hold, so that the calendar has the first word about its own limit.
const MOST_ENTRIES: usize = 1_000;

/// What is wrong with an ask that is longer than anybody's.
pub(super) fn bounded(ask: &CentreAsk) -> Complaints {
    let weekly = Weekday::ALL.into_iter().map(|weekday| (weekday.code(), ask.typed(weekday).len()));
    let lists = [
        ("closed", ask.closed.len()),
        ("worked", ask.worked.len()),
        ("day_date", ask.day_date.len()),
        ("day_name", ask.day_name.len()),
        // What is wrong with a line's hours is said where they begin.
        ("day_from", ask.day_from.len().max(ask.day_until.len())),
        ("day_yearly", ask.day_yearly.len()),
    ];
    let mut complaints = Complaints::default();
    for (field, _) in weekly.chain(lists).filter(|(_, length)| *length > MOST_ENTRIES) {
        complaints.push(Complaint::at(field, "centres-list-long").with("limit", MOST_ENTRIES));
    }
    complaints
}
