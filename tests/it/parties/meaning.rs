//! Whom a name means that is typed where one party is wanted, on a desk on which its words are very common.

use super::desk::{csr, import_csv};
use crate::support::databases::on_both;
use watchdesk::parties::{Meant, meant};
use watchdesk::people::Actor;
use watchdesk::platform::db::{Db, Sql, Tx};

async fn meaning(db: &Db, typed: &str) -> String {
    match meant(db.reads(), Actor::from(&csr()), typed).await.expect("an answer") {
        Meant::Nobody => "nobody".to_owned(),
        Meant::One(party) => party.name,
        Meant::Several(parties) => format!("{} or others", parties[0].name),
        Meant::Unclear => "unclear".to_owned(),
    }
}

#[tokio::test]
async fn who_was_not_looked_at_may_be_meant() {
    on_both(async |db| {
        import_csv(&db, "number,name\n1,Filler\n2,Other Filler\n3,A0x Bb\n4,Ab Bb\n").await;
        assert_eq!(meaning(&db, "a0 b").await, "A0x Bb");
        assert_eq!(meaning(&db, "a b").await, "A0x Bb or others");
        // Between the two stand more names than are looked through, and the other word is as common.
        for sql in [
            "INSERT INTO party_words (word, party_id)
             WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
             SELECT 'a' || n.i, p.id FROM n, parties p WHERE p.number = '1'",
            "INSERT INTO party_words (word, party_id)
             WITH RECURSIVE n (i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 13000)
             SELECT 'b' || n.i, p.id FROM n, parties p WHERE p.number = '2'",
        ] {
            db.write(None, async move |tx: &mut Tx| Ok(tx.execute(Sql::new(sql)).await?)).await.expect("common words");
        }
        assert_eq!(meaning(&db, "a b").await, "unclear", "one was found, and nobody knows whether there is another");
        assert_eq!(meaning(&db, "a0 b").await, "A0x Bb");
        assert_eq!(meaning(&db, "ab b").await, "Ab Bb");
        assert_eq!(meaning(&db, "b zebra").await, "nobody");
    })
    .await;
}

#[tokio::test]
async fn a_number_is_said_without_its_letters_and_hyphens_and_whole() {
    on_both(async |db| {
        let rows = "CA-1001,Dash\nCA2002,Plain\nUK-1001,Other\n3003,Bare\nCA-3003,Lettered\nAB-12-345,Two\n";
        import_csv(&db, &format!("number,name\n{rows}")).await;
        for (typed, name) in [
            ("ca 1001", "Dash"),
            ("UK1001", "Other"),
            ("2002", "Plain"),
            ("ca-2002", "Plain"),
            ("CA–2002", "Plain"),
            ("3003", "Bare"),
            ("12345", "Two"),
            ("12-345", "Two"),
        ] {
            assert_eq!(meaning(&db, typed).await, name, "{typed}");
        }
        assert_eq!(meaning(&db, "1001").await, "Dash or others");
        for part in ["345", "100", "CA-10011", "C-1001", "-"] {
            assert_eq!(meaning(&db, part).await, "nobody", "{part}");
        }
    })
    .await;
}
