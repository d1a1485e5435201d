//! Finding a distributor: who comes first, what counts as the same word, and what no text can break.

use super::desk::{app, count, csr, found, import_csv, now, seek};
use crate::support::databases::on_both;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::parties::keying;
use watchdesk::parties::searching::{PAGE, search};
use watchdesk::people::Permission;
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::jobs::{Runner, Schedule};

const FILE: &str = "number,name,phone,status\n\
    200114,Ångström & Söner Industri AB,+46 31 555 01 20,active\n\
    200127,O’Neil Fastenings,+1 416 555 0134,active\n\
    200131,東京精密工業株式会社,+81 3 5555 0177,active\n\
    200145,شركة النور للتجارة والمقاولات,,active\n\
    2001,Zeta Works,416 555 9999,active\n\
    CA-77,Distribution d'Anjou,(416) 555-0134,inactive\n\
    00042,Straße und Söhne GmbH,,active\n\
    4165550134,Phone Number Ltd,,active\n\
    300,100%_Real,,active\n";

#[tokio::test]
async fn the_exact_number_comes_first_and_then_its_beginnings() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        assert_eq!(found(&db, &seek("2001", "", "")).await, ["2001", "200114", "200127", "200131", "200145"]);
        assert_eq!(found(&db, &seek("ca-7", "", "")).await, ["CA-77"]);
        assert_eq!(found(&db, &seek(" Ca-77 ", "", "")).await, ["CA-77"]);
        assert_eq!(found(&db, &seek("42", "", "")).await, Vec::<String>::new(), "leading zeros are part of a number");
        assert_eq!(found(&db, &seek("00042", "", "")).await, ["00042"]);
    })
    .await;
}

#[tokio::test]
async fn words_are_found_in_any_order_and_any_dress() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        for (name, numbers) in [
            ("oneil", vec!["200127"]),
            ("O'NEIL", vec!["200127"]),
            ("o’neil", vec!["200127"]),
            ("fast onei", vec!["200127"]),
            ("angstrom", vec!["200114"]),
            ("Ångström", vec!["200114"]),
            ("SONER ang", vec!["200114"]),
            ("東京", vec!["200131"]),
            ("精密", vec!["200131"]),
            ("工", vec!["200131"]),
            ("東京精密工業株式会社", vec!["200131"]),
            ("京東", vec![]),
            ("النور", vec!["200145"]),
            ("anjou", vec!["CA-77"]),
            ("strasse", vec!["00042"]),
            ("so", vec!["200114", "00042"]),
            ("neil", vec!["200127"]),
            ("eil", vec![]),
            ("oneil zeta", vec![]),
            ("100%_real", vec!["300"]),
        ] {
            assert_eq!(found(&db, &seek("", name, "")).await, numbers, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn both_fields_must_hold_and_a_telephone_finds() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        assert_eq!(found(&db, &seek("2001", "so", "")).await, ["200114"]);
        assert_eq!(found(&db, &seek("3", "so", "")).await, Vec::<String>::new());
        assert_eq!(found(&db, &seek("", "", "+1 (416) 555-0134")).await, ["CA-77", "200127"], "by name");
        assert_eq!(found(&db, &seek("", "fast", "4165550134")).await, ["200127"]);
        for phone in ["416 555 0134", "(416) 555-0134"] {
            assert_eq!(found(&db, &seek(phone, "", "")).await, ["4165550134", "CA-77", "200127"], "numbers first");
        }
        assert_eq!(found(&db, &seek("", "", "555")).await, Vec::<String>::new(), "too short to be a telephone");
        assert_eq!(found(&db, &seek("200127", "fast", "")).await, ["200127"]);
        assert_eq!(found(&db, &seek("fast", "200127", "")).await, ["200127"], "whichever field it is typed into");
        assert_eq!(found(&db, &seek("200127", "zeta", "")).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_number_is_found_by_its_digits_in_either_field() {
    on_both(async |db| {
        import_csv(
            &db,
            "number,name\nCA-1001,Zebra\nCA10010,Yak\nUS-1001,Xerus\nAB-12-345,Wolf\n1001,Vole\n51001,1001 Nights\n",
        )
        .await;
        for (asked, numbers) in [
            // The number itself, then those that have nothing but letters before it, then longer ones, then names.
            ("1001", vec!["1001", "CA-1001", "US-1001", "CA10010", "51001"]),
            ("CA-1001", vec!["CA-1001", "CA10010"]),
            ("ca 1001", vec!["CA10010", "CA-1001"]),
            ("CA-10010", vec!["CA10010"]),
            ("12345", vec!["AB-12-345"]),
            ("345", vec!["AB-12-345"]),
            ("ab12", vec!["AB-12-345"]),
            ("zeb", vec!["CA-1001"]),
            ("nights 1001", vec!["51001"]),
            ("2001", vec![]),
        ] {
            assert_eq!(found(&db, &seek(asked, "", "")).await, numbers, "{asked} as a number");
            assert_eq!(found(&db, &seek("", asked, "")).await, numbers, "{asked} as a name");
        }
        // A number that is given anew is found by the new one only.
        import_csv(&db, "number,name,phone\nCA-1001,Zebra,416 555 0134\n").await;
        assert_eq!(found(&db, &seek("555 01", "", "")).await, ["CA-1001"]);
        import_csv(&db, "number,name,phone\nCA-1001,Zebra,416 777 0134\n").await;
        assert_eq!(found(&db, &seek("555 01", "", "")).await, Vec::<String>::new());
        assert_eq!(found(&db, &seek("777 01", "", "")).await, ["CA-1001"]);
    })
    .await;
}

#[tokio::test]
async fn a_part_of_a_telephone_number_finds() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        for (part, numbers) in [
            ("416 555 01", vec!["4165550134", "CA-77", "200127"]),
            ("555 0134", vec!["CA-77", "200127"]),
            ("0134", vec!["CA-77", "200127"]),
            ("+46 31", vec!["200114"]),
            ("5555 01", vec!["200131"]),
            ("9999", vec!["2001"]),
            ("+1 416 555 0134", vec!["CA-77", "200127"]),
            ("0000", vec![]),
        ] {
            assert_eq!(found(&db, &seek(part, "", "")).await, numbers, "{part}");
            assert_eq!(found(&db, &seek("", part, "")).await, numbers, "{part} as a name");
        }
        assert_eq!(found(&db, &seek("0134", "fast", "")).await, ["200127"]);
    })
    .await;
}

/// What a desk looks like that was begun before there were keys.
#[tokio::test]
async fn those_who_were_there_before_are_found_as_well() {
    on_both(async |db| {
        let csv: String = (0..250).map(|row| format!("CA-{},Party {row},416 555 {row:04}\n", 1000 + row)).collect();
        import_csv(&db, &format!("number,name,phone\n{csv}")).await;
        for sql in ["DELETE FROM party_keys", "UPDATE parties SET keyed = 0"] {
            db.write(None, async move |tx: &mut Tx| Ok(tx.execute(Sql::new(sql)).await?)).await.expect("as before");
        }
        assert_eq!(found(&db, &seek("1249", "", "")).await, Vec::<String>::new());
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(db.clone(), folder.path(), now);
        db.write(None, async |tx: &mut Tx| keying::begin(tx, now()).await).await.expect("queued");
        let closing = CancellationToken::new();
        let runner = Runner::new(db.clone(), app, watchdesk::jobs::registry(), Schedule::new()).expect("a runner");
        let running = tokio::spawn(runner.run(closing.clone()));
        let until = Instant::now() + Duration::from_secs(60);
        while count(&db, "SELECT count(*) FROM parties WHERE keyed = 0").await > 0 {
            assert!(Instant::now() < until, "never keyed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        closing.cancel();
        running.await.expect("an end");
        assert_eq!(found(&db, &seek("1249", "", "")).await, ["CA-1249"]);
        assert_eq!(found(&db, &seek("555 0249", "", "")).await, ["CA-1249"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_asked_is_the_first_page_by_name() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let all = found(&db, &seek("", "", "")).await;
        assert_eq!(all, ["300", "200114", "CA-77", "200127", "4165550134", "00042", "2001", "200145", "200131"]);
        assert_eq!(found(&db, &seek(" ", "\t", " ")).await, all);
        let many: String = (0..80).map(|number| format!("{},Common Name {number}\n", 5_000 + number)).collect();
        import_csv(&db, &format!("number,name\n{many}")).await;
        for seek in [seek("", "", ""), seek("5", "", ""), seek("", "name com", ""), seek("5", "common", "")] {
            let page = search(db.reads(), &csr(), &seek).await.expect("a page");
            assert_eq!((page.parties.len(), page.more), (PAGE, true), "{seek:?}");
        }
        let exact = search(db.reads(), &csr(), &seek("5079", "common", "")).await.expect("a page");
        assert_eq!((exact.parties.len(), exact.more), (1, false));
        let by_name = found(&db, &seek("", "common", "")).await;
        assert_eq!(&by_name[..3], ["5000", "5001", "5002"], "numbers in names by value");
    })
    .await;
}

#[tokio::test]
async fn no_text_breaks_it() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let long = "x".repeat(10_000);
        let many = "so an x ".repeat(2_000);
        let hostile = [
            "\0",
            "a\0b",
            "%",
            "_",
            "%_%",
            "'; DROP TABLE parties; --",
            "<script>alert(1)</script>",
            "🎪👩‍👩‍👧",
            "\u{202E}abc",
            "שלום",
            "\u{10FFFF}",
            "!!!",
            "''",
            "\\",
            "?",
            "$9",
            &long,
            &many,
        ];
        for text in hostile {
            for seek in [seek(text, "", ""), seek("", text, ""), seek("", "", text), seek(text, text, text)] {
                let answer = search(db.reads(), &csr(), &seek).await;
                let answer = answer.unwrap_or_else(|failure| panic!("{text:.30?}: {failure:?}"));
                assert!(answer.parties.is_empty(), "{text:.30?} finds {:?}", answer.parties);
            }
        }
        assert_eq!(count(&db, "SELECT count(*) FROM parties").await, 9);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_look_sees_nothing() {
    on_both(async |db| {
        let mut stranger = csr();
        stranger.permissions.remove(&Permission::ReadParties);
        let Err(Failure::Refused(refusal)) = search(db.reads(), &stranger, &seek("", "", "")).await else {
            panic!("not refused")
        };
        assert_eq!(refusal.kind.status(), 404);
    })
    .await;
}
