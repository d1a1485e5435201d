//! Keyset pages: each row once while others are inserted, both ways, always by the index.

use super::spots;
use crate::support::databases::on_both;
use watchdesk::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use watchdesk::platform::db::{Db, FromRow, Reads, Sql, Tx};

const ROWS: i64 = 500;
const UP: SortKey =
    SortKey { columns: &[("rank", Kind::Integer), ("name", Kind::Text), ("id", Kind::Integer)], descending: false };
const DOWN: SortKey = SortKey { descending: true, ..UP };

#[derive(FromRow)]
struct Row {
    id: i64,
    name: String,
    rank: i64,
}

/// Many rows with the same rank and the same name.
async fn fill(db: &Db) {
    spots::furnish(db).await;
    let rows = async |tx: &mut Tx| {
        tx.execute(Sql::new("create index spots_rank on spots (rank, name, id)")).await?;
        for id in 1..=ROWS {
            spots::insert(tx, id * 10, ["Ä 🙂", "a", "B", "b"][id as usize % 4]).await?;
        }
        tx.execute(Sql::new("update spots set rank = id % 70")).await?;
        tx.execute(Sql::new("analyze spots")).await?;
        Ok(())
    };
    db.write(None, rows).await.expect("rows");
}

fn page(sort: SortKey, cursor: Option<Cursor>) -> Sql {
    sort.page(sort.after(Sql::new("select id, name, rank from spots where 1 = 1"), cursor), 23)
}

#[tokio::test]
async fn each_row_is_seen_once_while_rows_are_inserted() {
    on_both(async |db| {
        // The columns sort in byte order on either engine, as the migrations say by `@ascii`.
        fill(&db).await;
        for sort in [UP, DOWN] {
            let (mut seen, mut cursor, mut pages) = (Vec::new(), None, 0);
            loop {
                let rows: Vec<Row> = db.reads().all(page(sort, cursor)).await.expect("a page");
                let Some(last) = rows.last() else { break };
                let keys = vec![Key::Integer(last.rank), Key::Text(last.name.clone()), Key::Integer(last.id)];
                cursor = Some(Cursor::decode(&Cursor::new(keys).encode(), sort).expect("a cursor of this order"));
                seen.extend(rows.iter().map(|row| row.id).filter(|id| id % 10 == 0));
                pages += 1;
                // Before, at and after the place of the reader.
                if pages > 22 {
                    continue; // Or the reader, who sees what comes after it, would never end.
                }
                let more = async move |tx: &mut Tx| {
                    for (step, rank) in [0, 35, 69].into_iter().enumerate() {
                        let id = tx.next_id("spots").await? * 10 + 1 + step as i64;
                        let sql = Sql::new("insert into spots (id, name, rank) values (?, 'a', ?)");
                        tx.execute(sql.bind(id + 100_000).bind(rank)).await?;
                    }
                    Ok(())
                };
                db.write(None, more).await.expect("more rows");
            }
            assert!(pages >= 22, "{pages} pages");
            assert_eq!(seen.len(), ROWS as usize, "none twice");
            seen.sort_unstable();
            assert_eq!(seen, (1..=ROWS).map(|id| id * 10).collect::<Vec<_>>(), "none missing");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_is_found_by_the_index() {
    on_both(async |db| {
        fill(&db).await;
        let cursor = || Some(Cursor::new(vec![Key::Integer(3), Key::Text("a".to_owned()), Key::Integer(70)]));
        for sort in [UP, DOWN] {
            for cursor in [None, cursor()] {
                let plan = db.reads().explain(page(sort, cursor)).await.expect("a plan").join("\n");
                assert!(plan.contains("spots_rank"), "{plan}");
                assert!(!plan.to_lowercase().contains("sort") && !plan.contains("TEMP B-TREE"), "{plan}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_count_stops_at_its_cap() {
    on_both(async |db| {
        fill(&db).await;
        let all = spots::number(db.reads(), "select count(*) from spots where rank < 35").await;
        assert!((200..1_000).contains(&all));
        let from = || Sql::new("from spots where rank < ?").bind(35i64);
        assert_eq!(db.reads().count_up_to(1_001, from()).await.expect("a count"), all);
        assert_eq!(db.reads().count_up_to(101, from()).await.expect("a count"), 101);
        let named = Sql::new("from spots where name in ").list(["a", "B"]);
        assert_eq!(db.reads().count_up_to(1_001, named).await.expect("a count"), 250);
        let nobody = Sql::new("from spots where name in ").list(Vec::<String>::new());
        assert_eq!(db.reads().count_up_to(1_001, nobody).await.expect("a count"), 0);
    })
    .await;
}
