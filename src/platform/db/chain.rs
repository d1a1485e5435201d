//! The audit chain: each event's hash covers the one before it, so that no event can be changed, dropped
//! or slipped in without every later hash telling. Construction as in Haber and Stornetta, "How to
//! Time-Stamp a Digital Document" (1991), with SHA-256.

use sha2::{Digest, Sha256};

/// What one event's hash covers.
#[derive(Debug)]
pub struct Link<'a> {
    /// Gapless position, from 1.
    pub seq: i64,
    /// Milliseconds UTC.
    pub at: i64,
    /// Which user, if one.
    pub actor: Option<i64>,
    /// Kind of the subject.
    pub subject_kind: &'a str,
    /// Id of the subject.
    pub subject_id: i64,
    /// What happened.
    pub kind: &'a str,
    /// The JSON text, byte for byte as stored.
    pub body: &'a str,
}

/// The hash before the first event.
pub const ORIGIN: [u8; 32] = [0; 32];

impl Link<'_> {
    /// The hash of this event after `before`. Every text is preceded by its length, so that no two
    /// different events have the same bytes.
    #[must_use]
    pub fn hash(&self, before: &[u8]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(before);
        for number in [self.seq, self.at, self.subject_id] {
            hasher.update(number.to_be_bytes());
        }
        hasher.update([u8::from(self.actor.is_some())]);
        hasher.update(self.actor.unwrap_or_default().to_be_bytes());
        for text in [self.subject_kind, self.kind, self.body] {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link<'static> {
        Link { seq: 1, at: 1_000, actor: Some(3), subject_kind: "door", subject_id: 9, kind: "door.shut", body: "{}" }
    }

    #[test]
    fn every_part_counts() {
        let whole = link().hash(&ORIGIN);
        let changed = [
            Link { seq: 2, ..link() },
            Link { at: 1_001, ..link() },
            Link { actor: None, ..link() },
            Link { actor: Some(0), ..link() },
            Link { subject_kind: "doo", ..link() },
            Link { subject_id: 8, ..link() },
            Link { kind: "rdoor.shut", ..link() },
            Link { body: "{ }", ..link() },
        ];
        for other in changed {
            assert_ne!(other.hash(&ORIGIN), whole, "{other:?}");
        }
        assert_ne!(link().hash(&whole), whole);
        assert_eq!(link().hash(&ORIGIN), whole);
    }
}
