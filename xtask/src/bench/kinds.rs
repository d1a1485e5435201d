//! What is measured: every kind of request, and the words and numbers it takes to ask for it on a furnished desk.
//! This file alone knows the desk's addresses.

use super::desk::Session;
use super::http::{HTML, JSON, Request};
use super::json::Json;
use super::words::{self, Parties};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A kind of request.
pub struct Kind {
    pub name: &'static str,
    /// With how many clients it is measured.
    pub clients: &'static [usize],
    /// Part of an answer that would otherwise be quick because it shows nothing.
    pub shows: &'static str,
    /// How often that stands in a full answer.
    pub times: usize,
    asks: Asks,
}

enum Asks {
    /// One after the other, and again.
    These(Vec<Request>),
    /// A new ticket each time.
    Creation { token: String, parties: Vec<i64>, run: u64 },
}

/// Names by which targets and tables find a kind.
pub const FLOOR: &str = "an empty page (`/healthz`): the floor";
pub const WORKLIST: &str = "worklist page, Open, with tab counts";
pub const CLOSED: &str = "worklist page, Closed";
pub const FILTERED: &str = "worklist page, Closed, filtered by `CA-`";
pub const TWO_FILTERS: &str = "worklist page, Closed, filtered by a type and `CA-`";
pub const BY_CUSTOMER: &str = "worklist page, Closed, sorted by customer";
pub const BY_CHANGE: &str = "worklist page, Closed, filtered by `CA-`, sorted by last change";
pub const THROUGH: &str = "ticket page, 10 comments, with next and previous in its list";
pub const WORKLIST_JSON: &str = "worklist, Open, as JSON";
pub const TICKET: &str = "ticket page, 10 comments";
pub const CSR_DESK: &str = "a CSR's desk";
pub const LEAD_DESK: &str = "a lead's desk";
pub const NEW: &str = "new-ticket form";
pub const BY_NUMBER: &str = "party search among 5,000, by number";
pub const BY_RARE: &str = "party search among 5,000, by a rare word";
pub const BY_COMMON: &str = "party search among 5,000, by a common word";
pub const CREATION: &str = "create a ticket, durable";

const READERS: &[usize] = &[1, 4];
const WRITERS: &[usize] = &[1, 64];

impl Kind {
    /// The request of this number.
    pub fn request(&self, number: usize) -> Request {
        match &self.asks {
            Asks::These(requests) => requests[number % requests.len()].clone(),
            Asks::Creation { token, parties, run } => {
                let headers = format!("Authorization: Bearer {token}\r\nIdempotency-Key: {}\r\n", key(*run, number));
                Request::post("/tickets", &headers, &new_ticket(parties[number % parties.len()], number))
            }
        }
    }

    /// Whether it changes the desk.
    pub fn writes(&self) -> bool {
        matches!(self.asks, Asks::Creation { .. })
    }

    /// From here on with request keys that were not used before.
    pub fn renew(&mut self) {
        if let Asks::Creation { run, .. } = &mut self.asks {
            *run = RandomState::new().build_hasher().finish();
        }
    }
}

/// All kinds, reading ones first: they are measured on the desk as it was furnished.
pub fn all(session: &mut Session, tickets: u64) -> Result<Vec<Kind>, String> {
    let token = session.token.clone();
    let parties = words::gather(session)?;
    let commented = commented(session, &parties, tickets)?;
    let page = |path: &str| Request::get(path, HTML, &token);
    let one = |path: &str| vec![page(path)];
    let name = |word: &String| page(&format!("/parties?name={}", words::encoded(word)));
    let reads = |name, (times, shows), requests| {
        let asks = Asks::These(requests);
        Kind { name, clients: READERS, shows, times, asks }
    };
    let ids = parties.ids.iter();
    let list = words::encoded("status=closed&scope=all");
    let through = commented.iter().map(|number| page(&format!("/tickets/{number}?list={list}")));
    let rows = (50, "data-row-link");
    let form = (1, "<form");
    let open = Request::get("/tickets?status=open&scope=all", JSON, &token);
    let creation = Asks::Creation { token: token.clone(), parties: parties.ids.clone(), run: 0 };
    Ok(vec![
        reads(FLOOR, (1, "ok"), vec![Request::plain("/healthz")]),
        reads(WORKLIST, rows, one("/tickets?status=open&scope=all")),
        reads(CLOSED, rows, one("/tickets?status=closed&scope=all")),
        reads(FILTERED, rows, one("/tickets?status=closed&scope=all&creator=CA-")),
        reads(TWO_FILTERS, rows, one("/tickets?status=closed&scope=all&type=3&creator=CA-")),
        reads(BY_CUSTOMER, rows, one("/tickets?status=closed&scope=all&sort=customer")),
        reads(BY_CHANGE, rows, one("/tickets?status=closed&scope=all&creator=CA-&sort=changed")),
        reads(WORKLIST_JSON, (50, "\"subject\""), vec![open]),
        reads(TICKET, form, commented.iter().map(|number| page(&format!("/tickets/{number}"))).collect()),
        reads(THROUGH, form, through.collect()),
        reads(CSR_DESK, (2, "desk-part"), one("/?desk=csr")),
        reads(LEAD_DESK, (4, "desk-part"), one("/?desk=lead")),
        reads(NEW, form, ids.map(|id| page(&format!("/tickets/new?party={id}"))).collect()),
        reads(BY_NUMBER, (1, rows.1), parties.numbers.iter().map(|n| page(&format!("/parties?number={n}"))).collect()),
        reads(BY_RARE, (1, rows.1), parties.rare.iter().map(name).collect()),
        reads(BY_COMMON, rows, parties.common.iter().map(name).collect()),
        Kind { name: CREATION, clients: WRITERS, shows: "\"number\"", times: 1, asks: creation },
    ])
}

/// Tickets from all over the desk, each with ten comments: where there are fewer, the rest is added.
fn commented(session: &mut Session, parties: &Parties, tickets: u64) -> Result<Vec<i64>, String> {
    const WANTED: usize = 50;
    const COMMENTS: usize = 10;
    let party = parties.ids.first().ok_or("the demo has no distributors")?;
    let newest = session.post("/tickets", &new_ticket(*party, 0))?;
    let newest = newest.1.at("number").whole().ok_or_else(|| format!("a first ticket is refused: {newest:?}"))?;
    let mut found = Vec::new();
    // Steps that share no factor with round numbers reach every part of the desk.
    for step in 1..WANTED * 40 {
        let back = (step as u64).wrapping_mul(982_451_653) % tickets;
        let number = newest - i64::try_from(back).unwrap_or_default() - 1;
        let Some(ticket) = session.find(&format!("/tickets/{number}"))? else { continue };
        let entries = ticket.at("timeline").list().iter();
        let has = entries.filter(|entry| entry.at("what").at("kind").text() == Some("commented")).count();
        let comment = Json::Text("Called back; the parcel is on its way and should arrive within two days.".into());
        let body = Json::Object(vec![("comment".into(), comment)]).line();
        let said = |session: &mut Session| session.post(&format!("/tickets/{number}/comments"), &body);
        let missing = COMMENTS.checked_sub(has);
        let Some(missing) = missing else { continue };
        if (0..missing).all(|_| said(session).is_ok_and(|(status, _)| (200..300).contains(&status))) {
            found.push(number);
        }
        if found.len() == WANTED {
            return Ok(found);
        }
    }
    Err(format!("only {} tickets below {newest} can be brought to {COMMENTS} comments", found.len()))
}

fn new_ticket(party: i64, number: usize) -> String {
    let what = format!("Parcel {number} has not arrived\nThe customer waits since Monday and asks where it is.");
    let what = Json::Text(what).line();
    // Half are escalated, half are records of one's own; type 3 is the status of an order.
    let escalate = if number.is_multiple_of(2) { "yes" } else { "no" };
    format!("{{\"party\":{party},\"type\":3,\"what\":{what},\"due\":1,\"escalate\":\"{escalate}\"}}")
}

/// A UUID that no other request of this or another run has.
fn key(run: u64, number: usize) -> String {
    format!("{:08x}-{:04x}-4{:03x}-8{:03x}-{number:012x}", run >> 32, run >> 16 & 0xffff, run >> 4 & 0xfff, run & 0xfff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_uuids_and_all_different() {
        assert_eq!(key(0x0123_4567_89ab_cdef, 255), "01234567-89ab-4cde-8def-0000000000ff");
        let asks = Asks::Creation { token: "t".into(), parties: vec![7, 8], run: 1 };
        let mut kind = Kind { name: CREATION, clients: WRITERS, shows: "", times: 1, asks };
        assert!(kind.writes());
        assert_ne!(key(1, 1), key(1, 2));
        kind.renew();
        assert!(matches!(kind.asks, Asks::Creation { run, .. } if run != 1));
    }

    #[test]
    fn a_new_ticket_is_json() {
        let read = Json::read(new_ticket(12, 3).as_bytes()).unwrap();
        assert_eq!((read.at("party").whole(), read.at("escalate").text()), (Some(12), Some("no")));
    }
}
