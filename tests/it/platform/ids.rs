//! Ids that two nodes take in turn: in the order in which they were taken, unless they come in blocks.

use crate::support::databases::at_both;
use watchdesk::platform::db::Tx;

#[tokio::test]
async fn what_is_made_later_has_the_larger_id_whichever_node_makes_it() {
    at_both(async |place| {
        let nodes = [place.open().await, place.open().await];
        let mut last = 0;
        for turn in 0..40 {
            let id =
                nodes[turn % 2].write(None, async |tx: &mut Tx| Ok(tx.next_id("spots").await?)).await.expect("an id");
            assert!(id > last, "{id} came after {last}");
            last = id;
        }
        assert_eq!(last, 40, "and without a gap");
    })
    .await;
}

#[tokio::test]
async fn ids_from_blocks_are_given_once() {
    at_both(async |place| {
        let nodes = [place.open().await, place.open().await];
        let mut ids = Vec::new();
        for turn in 0..80 {
            let verb = async |tx: &mut Tx| Ok(tx.id_from_block("spots").await?);
            ids.push(nodes[turn % 2].write(None, verb).await.expect("an id"));
        }
        assert!(!ids.is_sorted(), "this is what they cost");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 80);
    })
    .await;
}
