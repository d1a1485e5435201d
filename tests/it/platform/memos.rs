//! What is remembered of rows that never change: by readers at once, by verbs when they have committed.

use super::spots::{self, Writing};
use crate::support::databases::on_both;
use std::sync::Arc;
use watchdesk::platform::db::{Reads, Tx};
use watchdesk::platform::refusal::Refusal;

#[tokio::test]
async fn a_verb_remembers_nothing_that_was_not_committed() {
    on_both(async |db| {
        let writes = (0..6i64).map(|id| {
            Box::pin(db.write(None, async move |tx: &mut Tx| {
                tx.memo().put("spot", id, Arc::new(id));
                assert_eq!(tx.memo().get::<i64>("spot", id), None, "not yet: it may be its own row");
                if id % 2 == 0 { Ok(id) } else { Err(Refusal::conflict("spot-taken").into()) }
            })) as Writing<'_, i64>
        });
        let ends = spots::together(&db, writes.collect()).await;
        for (id, end) in (0i64..).zip(ends) {
            assert_eq!(db.reads().memo().get::<i64>("spot", id).as_deref().copied(), end.ok(), "{id}");
        }
        db.reads().memo().put("spot", 10, Arc::new("ten".to_owned()));
        let seen = async |tx: &mut Tx| Ok(tx.memo().get::<String>("spot", 10).map(|ten| (*ten).clone()));
        assert_eq!(db.write(None, seen).await.expect("a look").as_deref(), Some("ten"));
    })
    .await;
}
