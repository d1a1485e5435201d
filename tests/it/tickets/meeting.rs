//! Filters that meet: which of them begins the index, and that the others are read from its entries.

use super::many;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use watchdesk::people::Reading;
use watchdesk::tickets::filtering::{Filter, Scope};
use watchdesk::tickets::narrowing::Narrowed;
use watchdesk::tickets::walking::{Bounds, Walk};
use watchdesk::tickets::{Status, worklist_tabs};

#[tokio::test]
async fn two_filters_that_meet_visit_no_ticket_to_turn_it_down() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 6_000, Status::ALL).await;
        many::analyse(&desk).await;
        let reads = desk.app.db.reads();
        let zone = jiff::tz::TimeZone::get("America/Toronto").expect("a zone");
        let reading = Reading { texts: desk.app.texts("en"), zone, now: desk.app.now() };
        let text = |text: &str| Some(text.to_owned());
        let all = || Filter { scope: Some(Scope::All), ..Filter::default() };
        for (index, filter) in [
            ("tickets_prefix_due", Filter { creator: text("CA-"), type_id: Some(5), ..all() }),
            ("tickets_assignee_due", Filter { creator: text("CA-"), assignee: text("ca-lhart"), ..all() }),
            ("tickets_assignee_due", Filter { type_id: Some(5), assignee: text("me"), ..all() }),
            ("tickets_creator_due", Filter { creator: text("CA-mchen"), type_id: Some(5), ..all() }),
            ("tickets_creator_due", Filter { creator: text("CA-mchen"), assignee: text("ca-lhart"), ..all() }),
        ] {
            let narrowed = Narrowed::new(reads, &cast.owner, &reading, &filter).await.expect("a meaning");
            let (status, order, bounds) = (Status::Open, filter.sorted(), Bounds::PAGE);
            let walk = Walk { member: &cast.owner, status, order, narrowed: &narrowed, bounds };
            let counts = worklist_tabs::counts(&cast.owner, &narrowed).expect("a count");
            // What SQLite reads of a generated column it takes from the index as well, but its plans do not call that covering.
            let keys = walk.statements(None, 51, 2).into_iter().map(|sql| (sql, "USING INDEX"));
            for (sql, using) in keys.chain([(counts, "USING COVERING INDEX")]) {
                let plan = reads.explain(sql).await.expect("a plan").join("\n");
                let sqlite = plan.contains(&format!("{using} {index} "));
                let postgres = !plan.contains("USING") && plan.contains(index);
                assert!(sqlite || postgres, "{index} {}\n{plan}", filter.address());
            }
        }
    })
    .await;
}
