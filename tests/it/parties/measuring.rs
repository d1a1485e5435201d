//! What a hundred thousand distributors cost. In an ordinary run of the tests, nothing; by hand, on a quiet machine:
//! `WATCHDESK_TEST_MEASURE=1 cargo test --release --test it parties::measuring -- --nocapture`.

use super::desk::{Files, csr, import, seek};
use super::imports::Scene;
use crate::support::databases::{Engine, at_both, on_both};
use std::time::Instant;
use watchdesk::parties::searching::search;
use watchdesk::platform::db::{Sql, Tx};

const ROWS: usize = 100_000;
const FIRST: [&str; 8] = ["Northern", "Ångström", "O’Neil", "Maple", "東京", "Blue Ridge", "Söhne", "Pacific"];
const SECOND: [&str; 8] = ["Trading", "Health", "Supplies", "Wellness", "Foods", "Partners", "Imports", "精密"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_thousand() {
    if std::env::var("WATCHDESK_TEST_MEASURE").is_err() {
        return;
    }
    at_both(async |place| {
        let db = place.open().await;
        let files = Files::new();
        let rows: String = (0..ROWS)
            .map(|row| {
                let (first, second) = (FIRST[row % 8], SECOND[row / 8 % 8]);
                let number = 200_000 + row;
                format!("{number},{first} {second} {row} Ltd,Ontario,Contact {row},a{row}@example.com,+1 416 {row:07},English,active\n")
            })
            .collect();
        let file = files.file("big.csv", format!("number,name,region,contact,email,phone,language,status\n{rows}"));
        for run in ["first", "second"] {
            let begun = Instant::now();
            let done = import(&db, &file).await.expect("a summary");
            println!("{run} import: {:?}, {} added, {} changed", begun.elapsed(), done.added, done.changed);
        }
        if place.engine == Engine::Postgres {
            db.write(None, async |tx: &mut Tx| Ok(tx.execute(Sql::new("ANALYZE")).await?)).await.expect("statistics");
        }
        for seek in [
            seek("", "", ""), seek("2", "", ""), seek("2541", "", ""), seek("254123", "", ""), seek("", "ltd", ""),
            seek("", "l", ""), seek("", "oneil health", ""), seek("", "ltd 54123", ""), seek("", "東京", ""),
            seek("", "northern trading ltd", ""), seek("", "northern 精密", ""), seek("2", "ltd", ""), seek("25", "oneil", ""),
            seek("", "", "+1 416 0054123"), seek("1234", "", ""), seek("0054", "", ""), seek("416 005", "", ""), seek("", "254123", ""),
            seek("1416", "ltd", ""), seek("254", "254", ""), seek("", "zimmermann", ""), seek("", "ltd zimmermann", ""),
        ] {
            let mut times = Vec::new();
            let mut found = 0;
            for _ in 0..50 {
                let begun = Instant::now();
                found = search(db.reads(), &csr(), &seek).await.expect("an answer").parties.len();
                times.push(begun.elapsed());
            }
            times.sort();
            println!("{:?} {:?} {:?}: {found} found, median {:?}, most {:?}", seek.number, seek.name, seek.phone, times[25], times[49]);
        }
        db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_preview_of_a_hundred_thousand() {
    if std::env::var("WATCHDESK_TEST_MEASURE").is_err() {
        return;
    }
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let rows = |of: &str| (0..ROWS).map(|row| format!("{row},{of} {row},a{row}@example.com\n")).collect::<String>();
        let csv = format!("number,name,email\n{}", rows("Oak"));
        for run in ["of new ones", "of known ones", "of changed ones"] {
            let csv = if run == "of changed ones" { csv.replace("Oak", "Elm") } else { csv.clone() };
            let begun = Instant::now();
            let view = scene.look_at("big.csv", &csv).await.with_status(201).json();
            println!(
                "preview {run}: {:?}, {} {} {}",
                begun.elapsed(),
                view["added"],
                view["changed"],
                view["unchanged"]
            );
            if run == "of new ones" {
                super::desk::import_csv(&scene.desk.app.db, &csv).await;
            }
        }
    })
    .await;
}
