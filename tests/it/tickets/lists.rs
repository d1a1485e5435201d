//! Every filter with every order of the worklist against what the rows alone say, walked with ample and with tight
//! bounds; what a page says of them; and the plans.

use super::many::{self, Row};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk, HOUR};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use watchdesk::people::{Member, Reading};
use watchdesk::platform::db::Sql;
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::filtering::{DueWithin, Filter, Place, Scope};
use watchdesk::tickets::narrowing::Narrowed;
use watchdesk::tickets::sorting::{Direction, Sort};
use watchdesk::tickets::walking::{Bounds, Walk};
use watchdesk::tickets::{Status, worklist_tabs};

/// What a page may take, what takes no short cut, and what gives up at once.
const BOUNDS: [Bounds; 3] =
    [Bounds::PAGE, Bounds { few: 0, looked: 20_000, groups: 100 }, Bounds { few: 0, looked: 40, groups: 2 }];

fn reading(desk: &Desk) -> Reading {
    let zone = jiff::tz::TimeZone::get("America/Toronto").expect("a zone");
    Reading { texts: desk.app.texts("en"), zone, now: desk.app.now() }
}

/// Each filter alone, and some together.
fn filters() -> Vec<Filter> {
    let all = || Filter { scope: Some(Scope::All), ..Filter::default() };
    let text = |text: &str| Some(text.to_owned());
    vec![
        all(),
        Filter { scope: Some(Scope::Mine), ..all() },
        Filter { scope: None, ..all() },
        Filter { creator: text("CA-"), ..all() },
        Filter { creator: text("CA-m"), scope: Some(Scope::Mine), ..all() },
        Filter { type_id: Some(5), ..all() },
        Filter { assignee: text("me"), ..all() },
        Filter { assignee: text("nobody"), ..all() },
        Filter { assignee: text("ca-LHART"), type_id: Some(3), ..all() },
        Filter { assignee: text("nobody-here"), ..all() },
        Filter { escalated: Some(true), ..all() },
        Filter { escalated: Some(false), creator: text("u"), ..all() },
        Filter { due: Some(DueWithin::Overdue), ..all() },
        Filter { due: Some(DueWithin::Today), type_id: Some(8), ..all() },
        Filter { due: Some(DueWithin::Near), creator: text("CA-"), ..all() },
        Filter { party: text("200 900"), ..all() },
        Filter { party: text("404"), ..all() },
        Filter { order: text("SO1"), ..all() },
        Filter { order: text("so 2"), creator: text("ca-"), assignee: text("me"), ..all() },
    ]
}

/// What the desk knows of names.
struct Known<'a> {
    cast: &'a Cast,
    by: &'a Member,
    other: i64,
    /// From now to where two business hours end.
    near: (i64, i64),
    today: (i64, i64),
}

impl Known<'_> {
    fn name(&self, id: Option<i64>) -> Option<String> {
        let people = [&self.cast.owner, &self.cast.colleague, &self.cast.lead, &self.cast.abroad];
        let found = people.into_iter().find(|member| Some(member.id) == id);
        found.map(|member| member.user_name.to_lowercase())
    }

    fn fits(&self, row: &Row, filter: &Filter) -> bool {
        let begins = filter.creator.as_deref().unwrap_or_default().to_lowercase();
        let due = |(from, until)| row.status != Status::Closed && (from..until).contains(&row.due_at);
        let within = match filter.scope() {
            Scope::Escalated => row.escalated == 1,
            Scope::Mine => row.escalated == 1 || row.created_by == Some(self.by.id),
            Scope::All => true,
        };
        let order = |number: &String| number.replace(' ', "").to_uppercase();
        row.status == filter.status()
            && within
            && self.name(row.created_by).unwrap_or_default().starts_with(&begins)
            && filter.type_id.is_none_or(|id| row.type_id == Some(id))
            && filter.assignee.as_deref().is_none_or(|name| match name {
                "me" => row.assignee == Some(self.by.id),
                "nobody" => row.assignee.is_none(),
                name => self.name(row.assignee) == Some(name.to_lowercase()),
            })
            && filter.escalated.is_none_or(|yes| (row.escalated == 1) == yes)
            && filter.due.is_none_or(|within| match within {
                DueWithin::Overdue => due((i64::MIN, self.near.0)),
                DueWithin::Today => due(self.today),
                DueWithin::Near => due(self.near),
            })
            && filter.party.as_deref().is_none_or(|number| number != "404" && row.party_id == Some(self.other))
            && filter.order.as_ref().is_none_or(|number| row.order_number.as_ref().map(order) == Some(order(number)))
    }

    fn compare(&self, one: &Row, other: &Row, filter: &Filter) -> Ordering {
        let closed = filter.status() == Status::Closed;
        let due = |row: &Row| (row.closed_at.unwrap_or(row.due_at), row.id);
        let urgency = if closed { due(other).cmp(&due(one)) } else { due(one).cmp(&due(other)) };
        let Some(sort) = filter.sort else {
            return if closed { urgency } else { other.escalated.cmp(&one.escalated).then(urgency) };
        };
        let down = filter.direction.unwrap_or(sort.usual(filter.status())) == Direction::Descending;
        let turned = |order: Ordering| if down { order.reverse() } else { order };
        // What names nobody comes after every name.
        let named = |id: Option<i64>| (id.is_none(), self.name(id));
        match sort {
            Sort::Number => turned(one.id.cmp(&other.id)),
            Sort::Changed => turned((one.changed_at, one.id).cmp(&(other.changed_at, other.id))),
            Sort::Due => turned(due(one).cmp(&due(other))),
            // The second distributor is the first by name.
            Sort::Customer => {
                turned((one.party_id != Some(self.other)).cmp(&(other.party_id != Some(self.other)))).then(urgency)
            }
            Sort::Type => turned(one.type_id.cmp(&other.type_id)).then(urgency),
            Sort::CreatedBy => turned(named(one.created_by).cmp(&named(other.created_by))).then(urgency),
            Sort::Assignee => turned(named(one.assignee).cmp(&named(other.assignee))).then(urgency),
        }
    }

    fn expected(&self, rows: &[Row], filter: &Filter) -> Vec<i64> {
        let mut rows: Vec<&Row> = rows.iter().filter(|row| self.fits(row, filter)).collect();
        rows.sort_by(|one, other| self.compare(one, other, filter));
        rows.into_iter().map(|row| row.id).collect()
    }
}

/// Sunday is not worked, and the desk's day begins by its own clock.
fn known<'a>(desk: &Desk, cast: &'a Cast, rows: &[Row]) -> Known<'a> {
    let now = desk.app.now();
    let calendar = watchdesk::clock::CalendarDraft::toronto().check().expect("hours");
    let day = |at: Timestamp| calendar.local(at).date();
    let hours = (-48..48).map(|hour| now.plus_millis(hour * HOUR)).filter(|at| day(*at) == day(now));
    let of_today: Vec<i64> = hours.map(Timestamp::as_millis).collect();
    let today = (of_today[0] - HOUR + 1, of_today[of_today.len() - 1] + HOUR);
    let near = |at: i64| {
        let at = Timestamp::from_millis(at);
        calendar.business_millis_between(now, at).expect("a span") <= 2 * HOUR
    };
    let last = rows.iter().map(|row| row.due_at).filter(|at| *at >= now.as_millis() && near(*at)).max();
    let other = rows.iter().find(|row| (row.id - many::FIRST) % 11 == 0).and_then(|row| row.party_id).expect("a party");
    Known { cast, by: &cast.owner, other, near: (now.as_millis(), last.map_or(0, |last| last + 1)), today }
}

/// The whole list, page after page.
async fn whole(desk: &Desk, by: &Member, filter: &Filter, bounds: Bounds) -> Vec<i64> {
    let reads = desk.app.db.reads();
    let narrowed = Narrowed::new(reads, by, &reading(desk), filter).await.expect("a meaning");
    let walk = Walk { member: by, status: filter.status(), order: filter.sorted(), narrowed: &narrowed, bounds };
    let (mut seen, mut place): (Vec<i64>, Option<Place>) = (Vec::new(), None);
    for _ in 0..400 {
        let walked = walk.on(reads, place, 23).await.expect("a walk");
        seen.extend(walked.spots.iter().map(|spot| spot.id));
        let is_full = walked.spots.len() == 23;
        match walked.until.or(walked.spots.last().copied().filter(|_| is_full)) {
            Some(spot) => place = Some(spot.place(0)),
            None => return seen,
        }
    }
    panic!("{} never ends", filter.address());
}

#[tokio::test]
async fn every_filter_in_every_order_has_each_ticket_once_and_in_its_place() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 480, &[Status::Open, Status::Closed]).await;
        let known = known(&desk, &cast, &rows);
        let mut orders: Vec<(Option<Sort>, Option<Direction>)> = vec![(None, None)];
        for sort in Sort::ALL {
            orders.extend(Direction::ALL.iter().map(|direction| (Some(*sort), Some(*direction))));
        }
        let mut filled = 0;
        for filter in filters() {
            for status in [Status::Open, Status::Closed] {
                for (sort, direction) in &orders {
                    let filter = Filter { status: Some(status), sort: *sort, direction: *direction, ..filter.clone() };
                    let expected = known.expected(&rows, &filter);
                    filled += usize::from(!expected.is_empty());
                    for bounds in BOUNDS {
                        let seen = whole(&desk, &cast.owner, &filter, bounds).await;
                        assert_eq!(seen, expected, "{} {bounds:?}", filter.address());
                    }
                }
            }
        }
        assert!(filled > 400, "{filled}");
    })
    .await;
}

#[tokio::test]
async fn tabs_count_what_a_filter_leaves() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 480, Status::ALL).await;
        let known = known(&desk, &cast, &rows);
        let reads = desk.app.db.reads();
        for filter in filters() {
            let narrowed = Narrowed::new(reads, &cast.owner, &reading(&desk), &filter).await.expect("a meaning");
            for tab in worklist_tabs::tabs(reads, &cast.owner, &narrowed).await.expect("tabs") {
                let all = known.expected(&rows, &filter.on(tab.status)).len();
                assert_eq!((tab.tickets, tab.or_more), (i64::try_from(all).unwrap(), false), "{}", filter.address());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_says_what_is_filtered_and_takes_it_away_by_a_link() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 480, Status::ALL).await;
        let token = desk.session(&cast.owner).await;
        let query = "scope=all&type=5&assignee=me&due=overdue&sort=customer&direction=descending";
        let page = desk.ask(Ask::get(&format!("/tickets?{query}")).cookie(&token)).await.with_status(200).body;
        let page = page.replace("&#38;", "&");
        for chip in ["Type: Refund or credit", "Assigned to me", "Overdue"] {
            assert!(page.contains(&format!("aria-label=\"Take away: {chip}\"")), "{page}");
        }
        let rest = "scope=all&assignee=me&due=overdue&sort=customer&direction=descending";
        assert!(page.contains(&format!("href=\"/tickets?status=open&{rest}\"")), "{page}");
        let clear = "<a class=\"clear\" href=\"/tickets?status=open&scope=all&sort=customer&direction=descending\">";
        assert!(page.contains(clear), "{page}");
        let customer = "c-customer\" scope=\"col\" aria-sort=\"descending\"><a href=\"/tickets?status=open&scope=all&type=5&assignee=me&due=overdue&sort=customer&direction=ascending\">";
        assert!(page.contains(customer), "{page}");
        assert!(page.contains("By customer, Z to A"));
        let json = desk.ask(Ask::get(&format!("/tickets?{query}")).json().bearer(&token)).await.with_status(200).json();
        assert_eq!((&json["type"], &json["assignee"], &json["due"]), (&5.into(), &"me".into(), &"overdue".into()));
        assert_eq!((&json["sort"], &json["direction"]), (&"customer".into(), &"descending".into()));
        let rows = json["tickets"].as_array().expect("rows");
        assert!(rows.iter().all(|row| row["type"] == "Refund or credit" && row["due"]["state"] == "overdue"));
        // Opened from here, a ticket knows the way.
        let number = rows[0]["number"].to_string();
        assert!(page.contains(&format!("href=\"/tickets/{number}?list=status%3Dopen%26scope%3Dall%26type%3D5")), "{page}");
    })
    .await;
}

#[tokio::test]
async fn closed_tickets_say_when_they_were_closed_the_newest_first() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 40, &[Status::Open]).await;
        let token = desk.session(&cast.lead).await;
        for (number, turn) in [(many::FIRST + 2, 0), (many::FIRST, 1), (many::FIRST + 1, 2)] {
            desk.later(turn * HOUR);
            let ask = serde_json::json!({ "version": 1, "status": "closed", "reason": "duplicate" });
            let place = format!("/tickets/{number}/status");
            desk.ask(Ask::send(axum::http::Method::POST, &place, &ask).bearer(&token)).await.with_status(200);
        }
        let closed = |json: &Value| -> Vec<i64> {
            json["tickets"].as_array().expect("rows").iter().filter_map(|row| row["number"].as_i64()).collect()
        };
        let list = async || desk.ask(Ask::get("/tickets?status=closed&scope=all").json().bearer(&token)).await.json();
        let first = list().await;
        assert_eq!(closed(&first), [many::FIRST + 1, many::FIRST, many::FIRST + 2]);
        let at = first["tickets"][0]["closed_at"].as_str().expect("a moment").to_owned();
        // A comment later does not make it closed later.
        desk.later(HOUR);
        let place = format!("/tickets/{}/comments", many::FIRST);
        let ask = serde_json::json!({ "comment": "They called again." });
        desk.ask(Ask::send(axum::http::Method::POST, &place, &ask).bearer(&token)).await.with_status(200);
        let again = list().await;
        assert_eq!((closed(&again), again["tickets"][0]["closed_at"].as_str()), (closed(&first), Some(at.as_str())));
        let page = desk.ask(Ask::get("/tickets?status=closed&scope=all").cookie(&token)).await.with_status(200).body;
        assert!(page.contains("Newest closed first") && page.contains(">Closed<svg"), "{page}");
        assert!(page.contains("duplicate"), "{page}");
        // Reopened, it owes what it owed.
        let ask = serde_json::json!({ "version": 2, "status": "open" });
        let place = format!("/tickets/{}/status", many::FIRST + 1);
        desk.ask(Ask::send(axum::http::Method::POST, &place, &ask).bearer(&token)).await.with_status(200);
        let open = desk.ask(Ask::get("/tickets?scope=all").json().bearer(&token)).await.json();
        let row = open["tickets"].as_array().expect("rows").iter().find(|row| row["number"] == many::FIRST + 1);
        assert_eq!(row.expect("the row")["closed_at"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn an_empty_result_says_which_way_out() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let mut said = BTreeSet::new();
        for query in ["due=overdue", "scope=all&order=SO1", "status=closed&due=near", "type=5&assignee=nobody"] {
            let html = desk.ask(Ask::get(&format!("/tickets?{query}")).cookie(&token)).await.with_status(200).body;
            let (_, empty) = html.split_once("class=\"sheet empty\"").unwrap_or_else(|| panic!("{html}"));
            assert!(empty.contains(">Clear all filters</a>") && empty.contains("#search\""), "{empty}");
            said.insert(empty.split("<p>").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap().to_owned());
        }
        assert_eq!(said.len(), 3, "{said:?}");
    })
    .await;
}

/// By which index each filter and each order is read.
#[tokio::test]
async fn every_filter_and_every_order_reads_an_index_in_its_order() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 6_000, Status::ALL).await;
        many::analyse(&desk).await;
        let reads = desk.app.db.reads();
        let all = |filter: Filter| Filter { scope: Some(Scope::All), ..filter };
        let text = |text: &str| Some(text.to_owned());
        let sorted = |sort| all(Filter { sort: Some(sort), ..Filter::default() });
        let served: BTreeMap<&str, Vec<Filter>> = BTreeMap::from([
            ("tickets_due", vec![all(Filter::default()), sorted(Sort::Due)]),
            ("tickets_prefix_due", vec![all(Filter { creator: text("CA-"), ..Filter::default() })]),
            (
                "tickets_creator_due",
                vec![all(Filter { creator: text("CA-mchen"), ..Filter::default() }), sorted(Sort::CreatedBy)],
            ),
            ("tickets_type_due", vec![all(Filter { type_id: Some(5), ..Filter::default() }), sorted(Sort::Type)]),
            (
                "tickets_assignee_due",
                vec![all(Filter { assignee: text("me"), ..Filter::default() }), sorted(Sort::Assignee)],
            ),
            (
                "tickets_nobody_due|tickets_assignee_due",
                vec![all(Filter { assignee: text("nobody"), ..Filter::default() })],
            ),
            (
                "tickets_party_due",
                vec![all(Filter { party: text(many::OTHER), ..Filter::default() }), sorted(Sort::Customer)],
            ),
            ("tickets_order_due", vec![all(Filter { order: text("SO1"), ..Filter::default() })]),
            // Where nearly every ticket is on the tab, the key itself is as good.
            ("tickets_number|tickets_pkey", vec![sorted(Sort::Number)]),
            ("tickets_changed", vec![sorted(Sort::Changed)]),
        ]);
        let behind = Place { seen: 50, step: 1, key: desk.app.now().as_millis(), id: many::FIRST + 3_000 };
        for (index, filters) in served {
            for filter in filters {
                for status in [Status::Open, Status::Closed] {
                    let narrowed =
                        Narrowed::new(reads, &cast.owner, &reading(&desk), &filter).await.expect("a meaning");
                    let order = filter.on(status).sorted();
                    for order in [order, order.backwards()] {
                        let bounds = Bounds::PAGE;
                        let walk = Walk { member: &cast.owner, status, order, narrowed: &narrowed, bounds };
                        for place in [None, Some(behind)] {
                            // The second distributor: the first has nearly every ticket, so that no index is better than any.
                            for sql in walk.statements(place, 51, 2) {
                                let of_names = sql.text().contains(" AS g WHERE ");
                                let lines = reads.explain(sql).await.expect("a plan");
                                let plan = lines.join("\n");
                                let lower = plan.to_lowercase();
                                assert!(
                                    index.split('|').any(|one| plan.contains(one)),
                                    "{index} {}\n{plan}",
                                    filter.address()
                                );
                                // A handful of names is put in order sooner than it is read by an index.
                                let few = filter.sort == Some(Sort::Type) || lower.contains("seq scan on");
                                assert!(
                                    of_names && few || !lower.contains("temp b-tree") && !lower.contains("sort"),
                                    "{index} {}\n{plan}",
                                    filter.address()
                                );
                                assert!(!many::reads_them_all(&lines), "{plan}");
                                assert!(!lower.contains("hash"), "{plan}");
                            }
                        }
                    }
                    let Some(counts) = worklist_tabs::counts(&cast.owner, &narrowed) else { continue };
                    let lines = reads.explain(counts).await.expect("a plan");
                    assert!(!many::reads_them_all(&lines), "{}", lines.join("\n"));
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_order_number_is_filtered_by_however_long_it_is() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 8, &[Status::Open]).await;
        let token = desk.session(&cast.owner).await;
        let longest = "7".repeat(60);
        desk.change(Sql::new("UPDATE tickets SET order_number = ? WHERE id = ?").bind(&*longest).bind(many::FIRST))
            .await;
        for (asked, found) in [(longest.clone(), 1), (format!("{longest}8"), 0), ("7".repeat(59), 0)] {
            let place = format!("/tickets?scope=all&order={asked}");
            let json = desk.ask(Ask::get(&place).json().bearer(&token)).await.with_status(200).json();
            assert_eq!(json["tickets"].as_array().map(Vec::len), Some(found), "{asked}");
            assert_eq!(json["order"], asked, "it is shown as it was typed");
        }
    })
    .await;
}

#[tokio::test]
async fn a_customer_among_many_without_tickets_is_found_step_by_step_or_at_once() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        for number in 0..200 {
            desk.party(&format!("30{number:04}"), &format!("Between {number:03}")).await;
        }
        // The names of the two with tickets stand around all of them: Acme Supplies, and O’Neil.
        let rows = many::fill(&desk, &cast, 120, &[Status::Open]).await;
        let known = known(&desk, &cast, &rows);
        let reads = desk.app.db.reads();
        let bounds = Bounds { few: 0, looked: 40, groups: 20 };
        let all = Filter { scope: Some(Scope::All), sort: Some(Sort::Customer), ..Filter::default() };
        let one = Filter { party: Some("200127".into()), ..all.clone() };
        for filter in [&all, &one] {
            for direction in Direction::ALL {
                let filter = Filter { direction: Some(*direction), ..filter.clone() };
                let mut expected = known.expected(&rows, &Filter { party: None, ..filter.clone() });
                expected.retain(|id| filter.party.is_none() || (id - many::FIRST) % 11 > 0);
                assert_eq!(whole(&desk, &cast.owner, &filter, bounds).await, expected, "{}", filter.address());
            }
        }
        let behind_acme = Place { seen: 0, step: known.other, key: i64::MAX, id: i64::MAX };
        for (filter, gives_up) in [(all, true), (one, false)] {
            let narrowed = Narrowed::new(reads, &cast.owner, &reading(&desk), &filter).await.expect("a meaning");
            let (status, order) = (Status::Open, filter.sorted());
            let walk = Walk { member: &cast.owner, status, order, narrowed: &narrowed, bounds };
            let walked = walk.on(reads, Some(behind_acme), 23).await.expect("a walk");
            assert_eq!((walked.spots.is_empty(), walked.until.is_some()), (gives_up, gives_up), "{}", filter.address());
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_behind_a_place_that_has_left_the_window_shows_what_is_in_it() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 240, &[Status::Open]).await;
        let known = known(&desk, &cast, &rows);
        let reads = desk.app.db.reads();
        for (due, creator) in
            [(DueWithin::Near, None), (DueWithin::Today, Some("CA-mchen")), (DueWithin::Overdue, None)]
        {
            let creator = creator.map(str::to_owned);
            let filter =
                Filter { scope: Some(Scope::All), sort: Some(Sort::Due), due: Some(due), creator, ..Filter::default() };
            let narrowed = Narrowed::new(reads, &cast.owner, &reading(&desk), &filter).await.expect("a meaning");
            let expected = known.expected(&rows, &filter);
            for (bounds, order) in
                BOUNDS.iter().flat_map(|bounds| [(*bounds, filter.sorted()), (*bounds, filter.sorted().backwards())])
            {
                let walk = Walk { member: &cast.owner, status: Status::Open, order, narrowed: &narrowed, bounds };
                for (key, is_before) in [(0, !order.descending), (i64::MAX - 1, order.descending)] {
                    let place = Place { seen: 0, step: 0, key, id: 1 };
                    let walked = walk.on(reads, Some(place), 500).await.expect("a walk");
                    let seen: BTreeSet<i64> = walked.spots.iter().map(|spot| spot.id).collect();
                    let inside = expected.iter().copied().filter(|_| is_before).collect();
                    assert_eq!(seen, inside, "{due} {order:?} {key} {bounds:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_many_call_centres_begin_with_is_counted_and_listed() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 60, Status::ALL).await;
        for number in 0..260 {
            let sql = Sql::new("INSERT INTO call_centres (id, code, name, calendar_id) SELECT ?, ?, 'One of many', min(id) FROM calendars");
            desk.change(sql.bind(9_000 + number).bind(format!("C{number:03}"))).await;
        }
        let token = desk.session(&cast.owner).await;
        let known = known(&desk, &cast, &rows);
        for due in DueWithin::ALL {
            let place = format!("/tickets?scope=all&creator=c&due={due}");
            let json = desk.ask(Ask::get(&place).json().bearer(&token)).await.with_status(200).json();
            let filter = Filter { scope: Some(Scope::All), creator: Some("ca-".into()), due: Some(*due), ..Filter::default() };
            assert_eq!(json["tabs"][0]["tickets"], known.expected(&rows, &filter).len(), "{due}");
            assert_eq!(json["tickets"].as_array().map(Vec::len), Some(known.expected(&rows, &filter).len().min(50)), "{due}");
        }
        desk.ask(Ask::get("/tickets?scope=all&creator=c&sort=changed").json().bearer(&token)).await.with_status(200);
    })
    .await;
}
