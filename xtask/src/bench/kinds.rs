//! What is measured: every kind of request.
//! This file alone knows the desk's addresses.

use super::bodies::{EDGE, comment, filed_ticket, key, new_ticket};
use super::desk::Session;
use super::http::{FRAGMENT, HTML, JSON, Request};
use super::material::{self, Material};
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
    /// Another one each time, made of the run and the number.
    New { run: u64, make: Make },
}

type Make = Box<dyn Fn(u64, usize) -> Request + Sync>;

/// Names by which targets and tables find a kind.
pub const FLOOR: &str = "an empty page (`/healthz`): the floor";
pub const WORKLIST: &str = "worklist page, Open, with tab counts";
pub const CLOSED: &str = "worklist page, Closed";
pub const FILTERED: &str = "worklist page, Closed, filtered by `CA-`";
pub const TWO_FILTERS: &str = "worklist page, Closed, filtered by a type and `CA-`";
pub const BY_CUSTOMER: &str = "worklist page, Closed, sorted by customer";
/// It says where the page before begins, which takes a walk of its own.
pub const SECOND: &str = "worklist page, Closed, the second";
pub const SECOND_BY_CUSTOMER: &str = "worklist page, Closed, sorted by customer, the second";
pub const BY_CHANGE: &str = "worklist page, Closed, filtered by `CA-`, sorted by last change";
pub const THROUGH: &str = "ticket page, 10 comments, with next and previous in its list";
pub const OVERDUE: &str = "worklist page, Open, overdue";
pub const OF_PARTY: &str = "worklist page, Closed, filtered by a distributor";
pub const ESCALATED: &str = "worklist page, Open, escalated only";
pub const ASSIGNED: &str = "worklist page, Open, the reader's own";
pub const MINE: &str = "worklist page, Open, with the reader's records";
pub const DUE_TODAY: &str = "worklist page, Open, due today";
pub const DUE_SOON: &str = "worklist page, Open, due within two business hours";
pub const BY_ORDER: &str = "worklist page, Closed, filtered by an order number";
pub const BY_TICKET: &str = "worklist page, Closed, sorted by number";
pub const BY_TYPE: &str = "worklist page, Closed, sorted by type";
pub const BY_CREATOR: &str = "worklist page, Closed, sorted by creator";
pub const BY_ASSIGNEE: &str = "worklist page, Closed, sorted by assignee";
pub const BY_DUE: &str = "worklist page, Open, sorted by due date";
pub const THROUGH_CHECKS: &str = "ticket page, with next and previous of what a lead checks";
pub const THROUGH_WAITING: &str = "ticket page, with next and previous of a lead's escalations";
pub const THROUGH_MINE: &str = "ticket page, with next and previous of a CSR's own";
pub const LEAD_DESK_ALL: &str = "a lead's desk, of every call centre";
pub const PROSPECT: &str = "new-ticket form, for somebody not in the system";
pub const PROMISES: &str = "the promises by an hour, as JSON";
pub const COLLEAGUES: &str = "the names that a field offers, as JSON";
pub const CHECK: &str = "note that one has looked, durable";
pub const PENCIL: &str = "the pencil's form on a row";
pub const WHY: &str = "why a ticket is due when it is";
pub const DOWNLOAD: &str = "download of a file, 25 KB";
pub const THUMBNAIL: &str = "a thumbnail";
pub const WORKLIST_JSON: &str = "worklist, Open, as JSON";
pub const TICKET: &str = "ticket page, 10 comments";
pub const CSR_DESK: &str = "a CSR's desk";
pub const LEAD_DESK: &str = "a lead's desk";
pub const NEW: &str = "new-ticket form";
/// A page asks for both, one after the other.
pub const PLUS: &str = "the + of a distributor: the redirect to that form";
pub const BY_NUMBER: &str = "party search among 100,000, by number";
pub const BY_RARE: &str = "party search among 100,000, by a rare word";
pub const BY_COMMON: &str = "party search among 100,000, by a common word";
pub const BY_PHONE: &str = "party search among 100,000, by telephone";
pub const CREATION: &str = "create a ticket, durable";
pub const COMMENT: &str = "comment on a ticket, durable";
pub const FILED: &str = "create a ticket with a file of 2 KB, durable";

const READERS: &[usize] = &[1, 4];
const WRITERS: &[usize] = &[1, 64];

impl Kind {
    /// The request of this number.
    pub fn request(&self, number: usize) -> Request {
        match &self.asks {
            Asks::These(requests) => requests[number % requests.len()].clone(),
            Asks::New { run, make } => make(*run, number),
        }
    }

    /// Whether it changes the desk.
    pub fn writes(&self) -> bool {
        matches!(self.asks, Asks::New { .. })
    }

    /// From here on with request keys that were not used before.
    pub fn renew(&mut self) {
        if let Asks::New { run, .. } = &mut self.asks {
            *run = RandomState::new().build_hasher().finish();
        }
    }
}

/// All kinds, reading ones first: they are measured on the desk as it was furnished.
pub fn all(session: &mut Session, tickets: u64) -> Result<Vec<Kind>, String> {
    let token = session.token.clone();
    let parties = words::gather(session)?;
    let material = material::gather(session, &parties, tickets)?;
    let mut kinds = vec![reads(FLOOR, (1, "ok"), vec![Request::plain("/healthz")])];
    kinds.extend(lists(&token, &parties));
    for (name, query) in [(SECOND, "status=closed"), (SECOND_BY_CUSTOMER, "status=closed&sort=customer")] {
        let first = session.get(&format!("/tickets?scope=all&{query}"))?;
        let next = first.at("next").text().ok_or_else(|| format!("{name}: there is no second page"))?;
        let page = Request::get(&format!("/tickets?scope=all&{query}&after={next}"), HTML, &token);
        kinds.push(reads(name, (50, "data-row-link"), vec![page]));
    }
    kinds.extend(pages(&token, &parties, &material));
    kinds.extend(deeds(&token, &parties, &material));
    Ok(kinds)
}

fn lists(token: &str, parties: &Parties) -> Vec<Kind> {
    let list = |name, query: &str| {
        let page = Request::get(&format!("/tickets?scope=all&{query}"), HTML, token);
        reads(name, (50, "data-row-link"), vec![page])
    };
    // There may be none of these.
    let some = |name, query: &str| {
        let page = Request::get(&format!("/tickets?scope=all&{query}"), HTML, token);
        reads(name, (1, "id=\"list\""), vec![page])
    };
    let found = |name, times, queries: Vec<String>| {
        let pages = queries.iter().map(|query| Request::get(&format!("/parties?{query}"), HTML, token));
        reads(name, (times, "data-row-link"), pages.collect())
    };
    let of_party =
        |number: &String| Request::get(&format!("/tickets?scope=all&status=closed&party={number}"), HTML, token);
    let by_name = |words: &[String]| words.iter().map(|word| format!("name={}", words::encoded(word))).collect();
    vec![
        list(WORKLIST, "status=open"),
        list(CLOSED, "status=closed"),
        list(FILTERED, "status=closed&creator=CA-"),
        list(TWO_FILTERS, "status=closed&type=3&creator=CA-"),
        list(BY_CUSTOMER, "status=closed&sort=customer"),
        list(BY_CHANGE, "status=closed&creator=CA-&sort=changed"),
        list(BY_TICKET, "status=closed&sort=number"),
        list(BY_TYPE, "status=closed&sort=type"),
        list(BY_CREATOR, "status=closed&sort=created_by"),
        list(BY_ASSIGNEE, "status=closed&sort=assignee"),
        list(BY_DUE, "status=open&sort=due"),
        some(ESCALATED, "status=open&escalated=yes"),
        some(ASSIGNED, "status=open&assignee=me"),
        reads(MINE, (1, "id=\"list\""), vec![Request::get("/tickets?status=open&scope=mine", HTML, token)]),
        some(DUE_TODAY, "status=open&due=today"),
        some(DUE_SOON, "status=open&due=near"),
        some(BY_ORDER, "status=closed&order=4900001"),
        reads(
            OVERDUE,
            (1, "id=\"list\""),
            vec![Request::get("/tickets?scope=all&status=open&due=overdue", HTML, token)],
        ),
        reads(OF_PARTY, (1, "id=\"list\""), parties.numbers.iter().map(of_party).collect()),
        reads(WORKLIST_JSON, (50, "\"subject\""), vec![Request::get("/tickets?status=open&scope=all", JSON, token)]),
        found(BY_NUMBER, 1, parties.numbers.iter().map(|number| format!("number={number}")).collect()),
        found(BY_PHONE, 1, parties.phones.iter().map(|phone| format!("phone={phone}")).collect()),
        found(BY_RARE, 1, by_name(&parties.rare)),
        found(BY_COMMON, 50, by_name(&parties.common)),
    ]
}

fn pages(token: &str, parties: &Parties, material: &Material) -> Vec<Kind> {
    let page = |path: &str| Request::get(path, HTML, token);
    let of_each = |rest: &str| material.tickets.iter().map(|at| page(&format!("/tickets/{at}{rest}"))).collect();
    let list = words::encoded("status=closed&scope=all");
    let pencil = |at| Request::get(&format!("/tickets/{at}/editor?status=closed&scope=all"), FRAGMENT, token);
    let form = (1, "<form");
    let plus = |id: &i64| page(&format!("/tickets/new?party={id}")).sent_on();
    vec![
        reads(TICKET, form, of_each("")),
        reads(THROUGH, form, of_each(&format!("?list={list}"))),
        reads(THROUGH_CHECKS, form, of_each("?list=part%3Dchecks")),
        reads(THROUGH_WAITING, form, of_each("?list=part%3Dwaiting")),
        reads(THROUGH_MINE, form, of_each("?list=part%3Dmine")),
        reads(LEAD_DESK_ALL, (4, "desk-part"), vec![page("/?desk=lead&all=true")]),
        reads(PROSPECT, form, vec![page("/tickets/new?prospect=true&draft=new-ticket-prospect.a")]),
        reads(PROMISES, (4, "\"words\""), vec![Request::get("/tickets/promises?hour=15:30", JSON, token)]),
        reads(COLLEAGUES, (1, "\"people\""), vec![Request::get("/colleagues?q=m", JSON, token)]),
        reads(PENCIL, form, material.tickets.iter().map(pencil).collect()),
        reads(WHY, (1, "why-steps"), of_each("/deadline")),
        reads(CSR_DESK, (2, "desk-part"), vec![page("/?desk=csr")]),
        reads(LEAD_DESK, (4, "desk-part"), vec![page("/?desk=lead")]),
        reads(
            NEW,
            form,
            parties.ids.iter().map(|id| page(&format!("/tickets/new?party={id}&draft=new-ticket-{id}.a"))).collect(),
        ),
        // There is nothing to see in it: that it is a redirect is asked for by the request.
        reads(PLUS, (1, ""), parties.ids.iter().map(plus).collect()),
        reads(DOWNLOAD, (1, "a"), vec![page(&material.file)]),
        reads(THUMBNAIL, (1, "JFIF"), material.pictures.iter().map(|path| page(path)).collect()),
    ]
}

fn deeds(token: &str, parties: &Parties, material: &Material) -> Vec<Kind> {
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let headers = headers_of(bearer.clone());
    let (again, third) = (headers.clone(), headers.clone());
    let (ids, others, tickets) = (parties.ids.clone(), parties.ids.clone(), material.tickets.clone());
    let creation = move |run, number: usize| {
        Request::post("/tickets", &headers(run, number), &new_ticket(ids[number % ids.len()], number))
    };
    let said = move |run, number: usize| {
        let path = format!("/tickets/{}/comments", tickets[number % tickets.len()]);
        Request::post(&path, &again(run, number), &comment(number))
    };
    let (looked, seen) = (material.tickets.clone(), headers_of(bearer.clone()));
    let check = move |run, number: usize| {
        Request::post(&format!("/tickets/{}/check", looked[number % looked.len()]), &seen(run, number), "{}")
    };
    let filed = move |run, number: usize| {
        let body = filed_ticket(others[number % others.len()], number, run);
        Request::post_as(&format!("multipart/form-data; boundary={EDGE}"), "/tickets", &third(run, number), &body)
    };
    vec![
        writes(CREATION, "\"number\"", Box::new(creation)),
        writes(COMMENT, "commented", Box::new(said)),
        writes(CHECK, "\"desk\"", Box::new(check)),
        writes(FILED, "list 0.csv", Box::new(filed)),
    ]
}

/// The headers of a deed by whom this one names.
fn headers_of(bearer: String) -> impl Fn(u64, usize) -> String + Clone {
    move |run, number| format!("{bearer}Idempotency-Key: {}\r\n", key(run, number))
}

fn reads(name: &'static str, (times, shows): (usize, &'static str), requests: Vec<Request>) -> Kind {
    Kind { name, clients: READERS, shows, times, asks: Asks::These(requests) }
}

fn writes(name: &'static str, shows: &'static str, make: Make) -> Kind {
    Kind { name, clients: WRITERS, shows, times: 1, asks: Asks::New { run: 0, make } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_writes_is_new_each_run() {
        let make = |run, number| Request::plain(&key(run, number));
        let mut kind = writes(CREATION, "", Box::new(make));
        assert!(kind.writes());
        let first = kind.request(1).line;
        kind.renew();
        assert_ne!(kind.request(1).line, first);
    }
}
