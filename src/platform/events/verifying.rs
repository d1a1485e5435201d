//! Proving the audit chain: every event is hashed again, in order, and compared with what stands in the
//! table and at the head. It repairs nothing: a broken chain is evidence.

use crate::platform::db::{DbErr, FromRow, Link, ORIGIN, Reads, Sql};

/// Events read at a time.
const PAGE: i64 = 2_000;

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events it has.
    pub events: i64,
    /// The newest hash, in hex: written down elsewhere, it proves later that nothing before it changed.
    pub head: String,
}

/// Where a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A place is missing.
    #[error("event {expected} is missing: after it comes {found}")]
    Gap {
        /// The place that should come next.
        expected: i64,
        /// The place that came.
        found: i64,
    },
    /// An event is not what was written, or stands where another stood.
    #[error("event {seq} is not what was recorded: its hash differs")]
    Changed {
        /// Its place.
        seq: i64,
    },
    /// An event that the chain never had.
    #[error("event {seq} stands outside the chain, which goes from 1 to {head}")]
    Stray {
        /// Its place.
        seq: i64,
        /// The place at the head.
        head: i64,
    },
    /// The head does not fit the end of the events.
    #[error("the chain ends at event {found}, but its head, at {head}, is not the head of that event")]
    Head {
        /// The place at the head.
        head: i64,
        /// The last place found.
        found: i64,
    },
}

/// Walks the whole chain up to its head at the time of the call.
///
/// # Errors
/// When the database fails.
pub async fn verify(reads: &impl Reads) -> Result<Result<Verified, Broken>, DbErr> {
    verify_tail(reads, i64::MAX).await
}

/// Walks the newest `most` links of the chain: cheap enough for a look in passing.
///
/// # Errors
/// When the database fails.
pub async fn verify_tail(reads: &impl Reads, most: i64) -> Result<Result<Verified, Broken>, DbErr> {
    // One statement sees head and events of the same moment, while others write.
    let sql = Sql::new(
        "SELECT seq, hash, (SELECT min(seq) FROM events) AS first, (SELECT max(seq) FROM events) AS last
         FROM chain_head WHERE one = 1",
    );
    let Some(head) = reads.one::<Head>(sql).await? else {
        return Ok(Err(Broken::Head { head: 0, found: 0 }));
    };
    let ends = [head.first, head.last].into_iter().flatten();
    if let Some(seq) = ends.into_iter().find(|seq| !(1..=head.seq).contains(seq)) {
        return Ok(Err(Broken::Stray { seq, head: head.seq }));
    }
    let mut seq = head.seq.saturating_sub(most).max(0);
    let mut hash = match seq {
        0 => ORIGIN.to_vec(),
        _ => after(reads, seq - 1, 1).await?.pop().map(|before| before.hash).unwrap_or_default(),
    };
    while seq < head.seq {
        let page = after(reads, seq, PAGE.min(head.seq - seq)).await?;
        if page.is_empty() {
            break;
        }
        for event in &page {
            if let Err(broken) = check(event, seq + 1, &hash) {
                return Ok(Err(broken));
            }
            seq = event.seq;
            hash.clone_from(&event.hash);
        }
    }
    if seq != head.seq || hash != head.hash {
        return Ok(Err(Broken::Head { head: head.seq, found: seq }));
    }
    let head = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Ok(Verified { events: seq, head }))
}

fn check(event: &Sealed, expected: i64, before: &[u8]) -> Result<(), Broken> {
    if event.seq != expected {
        return Err(Broken::Gap { expected, found: event.seq });
    }
    let link = Link {
        seq: event.seq,
        at: event.at,
        actor: event.actor,
        subject_kind: &event.subject_kind,
        subject_id: event.subject_id,
        kind: &event.kind,
        body: &event.body,
    };
    if link.hash(before)[..] != event.hash[..] {
        return Err(Broken::Changed { seq: event.seq });
    }
    Ok(())
}

async fn after(reads: &impl Reads, seq: i64, limit: i64) -> Result<Vec<Sealed>, DbErr> {
    let sql = Sql::new(
        "SELECT seq, at, actor, subject_kind, subject_id, kind, body, hash FROM events
         WHERE seq > ? ORDER BY seq LIMIT ?",
    );
    reads.all(sql.bind(seq).bind(limit)).await
}

/// An event with its hash, as it stands.
#[derive(FromRow)]
struct Sealed {
    seq: i64,
    at: i64,
    actor: Option<i64>,
    subject_kind: String,
    subject_id: i64,
    kind: String,
    body: String,
    hash: Vec<u8>,
}

#[derive(FromRow)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
    first: Option<i64>,
    last: Option<i64>,
}
