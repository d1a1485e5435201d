//! Passwords: what a new one must be, and argon2id over it, off the threads that answer requests. It knows no user
//! and no session, and no password leaves it in the clear.

use crate::platform::refusal::{Complaint, Refusal};
use anyhow::anyhow;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::fmt;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Characters that a new password has at least, and that any has at most. Length is the only demand, as NIST
/// SP 800-63B section 3.1.1.2 advises: no classes of characters, no expiry.
pub const LENGTH: std::ops::RangeInclusive<usize> = 10..=200;

/// A new password that fulfils the rule, not yet hashed.
#[derive(Clone)]
pub struct Password(String);

/// A password's argon2id hash as a PHC text: all that is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Hashed(String);

impl Password {
    /// Checks a new password for the account `user_name`.
    ///
    /// # Errors
    /// Too short, too long, or the user name itself; the field is for the form to add.
    pub fn new(raw: &str, user_name: &str) -> Result<Self, Complaint> {
        let composed = normal(raw);
        let count = composed.chars().count();
        if composed.trim().is_empty() {
            return Err(Complaint::whole("input-empty"));
        }
        if count < *LENGTH.start() {
            return Err(Complaint::whole("people-password-short").with("min", *LENGTH.start()).with("count", count));
        }
        if count > *LENGTH.end() {
            return Err(Complaint::whole("input-too-long").with("max", *LENGTH.end()).with("count", count));
        }
        if composed.to_lowercase() == user_name.trim().to_lowercase() {
            return Err(Complaint::whole("people-password-name"));
        }
        Ok(Self(composed))
    }

    /// Hashes it with a new random salt.
    ///
    /// # Errors
    /// Too many others are being hashed; or this machine has no memory or randomness left.
    pub async fn hash(self) -> Result<Hashed, crate::platform::failure::Failure> {
        let hash = in_turn(move || {
            let hashed: PasswordHash =
                hasher().hash_password(self.0.as_bytes()).map_err(|error| anyhow!("hashing a password: {error}"))?;
            Ok(hashed.to_string())
        });
        Ok(Hashed(hash.await?))
    }
}

impl Hashed {
    /// The PHC text, for the column.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `raw` is the password behind `hash`. Without a hash (no such account, or one without a password) the
/// answer is no, and takes as long to come.
///
/// # Errors
/// Too many others are being verified; or the stored hash does not read.
pub async fn verify(raw: &str, hash: Option<String>) -> Result<bool, crate::platform::failure::Failure> {
    let typed = normal(raw);
    in_turn(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
        let hash = PasswordHash::new(&hash).map_err(|error| anyhow!("a stored password hash: {error}"))?;
        Ok(hasher().verify_password(typed.as_bytes(), &hash).is_ok() && known)
    })
    .await
}

/// The OWASP Password Storage Cheat Sheet's first choice for argon2id (RFC 9106): 19 MiB, two passes, one lane.
/// RFC 9106's own second choice, 64 MiB, would not fit the memory that this program promises to stay within.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The hash of no password, with the same cost.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Each hash takes 19 MiB and a core for some 30 ms: two at a time, and a short queue.
static TURNS: Semaphore = Semaphore::const_new(2);
static QUEUE: Semaphore = Semaphore::const_new(64);

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> Result<T, crate::platform::failure::Failure> {
    let Ok(_place) = QUEUE.try_acquire() else {
        return Err(Refusal::too_many("people-busy").with("seconds", 5).into());
    };
    let turn = TURNS.acquire().await.map_err(|error| anyhow!(error))?;
    let done = tokio::task::spawn_blocking(move || {
        // A caller who hung up does not free the core that still works for it.
        let _turn = turn;
        work()
    });
    Ok(done.await.map_err(|error| anyhow!(error))??)
}

fn hasher() -> Argon2<'static> {
    // The figures are within the algorithm's bounds, as a test shows; the crate's default is the same choice.
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// One keyboard composes é, another sends e and an accent: both are one password (NIST SP 800-63B wants NFKC).
fn normal(raw: &str) -> String {
    raw.nfkc().collect()
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hashed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(raw: &str) -> &'static str {
        Password::new(raw, "CA-mchen-long").map_or_else(|complaint| complaint.key, |_| "fine")
    }

    #[test]
    fn length_is_the_rule() {
        assert_eq!(complaint(""), "input-empty");
        assert_eq!(complaint("             "), "input-empty");
        assert_eq!(complaint("ninechars"), "people-password-short");
        assert_eq!(complaint("ten chars!"), "fine");
        assert_eq!(complaint(&"👩".repeat(10)), "fine");
        assert_eq!(complaint(&"x".repeat(200)), "fine");
        assert_eq!(complaint(&"x".repeat(10_000)), "input-too-long");
        assert_eq!(complaint("ca-MCHEN-long"), "people-password-name");
    }

    #[test]
    fn nobodys_hash_costs_what_a_real_one_does() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let real: PasswordHash = hasher().hash_password(b"correct horse").unwrap();
        assert_eq!(nobodys.params, real.params);
        assert_eq!(nobodys.algorithm, real.algorithm);
        assert!(real.to_string().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{real}");
        assert_eq!(nobodys.hash.unwrap().as_ref().len(), real.hash.unwrap().as_ref().len());
    }

    #[tokio::test]
    async fn a_password_is_known_again_however_it_was_composed() {
        let hashed = Password::new("caf\u{e9} au lait", "x").unwrap().hash().await.unwrap();
        let stored = Some(hashed.as_str().to_owned());
        assert!(verify("cafe\u{301} au lait", stored.clone()).await.unwrap());
        assert!(!verify("cafe au lait", stored.clone()).await.unwrap());
        assert!(!verify("", stored).await.unwrap());
        assert!(!verify("caf\u{e9} au lait", None).await.unwrap());
        assert!(!format!("{hashed:?}").contains("argon"));
    }
}
