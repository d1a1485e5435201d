//! Finding a distributor: who comes first, what counts as the same word, and what no text can break.

use super::desk::{count, csr, found, import_csv, seek};
use crate::support::databases::on_both;
use watchdesk::parties::searching::{PAGE, search};
use watchdesk::people::Permission;
use watchdesk::platform::failure::Failure;

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
        assert_eq!(found(&db, &seek("(416) 555-0134", "", "")).await, ["CA-77", "200127"]);
        assert_eq!(found(&db, &seek("416 555 0134", "", "")).await, ["4165550134", "CA-77", "200127"], "numbers first");
        assert_eq!(found(&db, &seek("", "", "555")).await, Vec::<String>::new(), "too short to be a telephone");
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
