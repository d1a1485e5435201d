//! Slows down whoever asks too often: a limit per key, such as an account or a peer address. Its memory is bounded
//! by construction, and it must not know what is being limited.

use std::{
    hash::{BuildHasher, Hash, RandomState},
    marker::PhantomData,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use super::refusal::Refusal;

/// A limit of so many tries in a period, for each key by itself. A rested key may spend its tries in one burst; each
/// comes back after its share of the period, or at once where [`Throttle::give_back`] is told that it was none.
///
/// The generic cell rate algorithm (ITU-T I.371): of each bucket one number is kept, the moment at which all its tries
/// will have come back. Keys share a fixed number of buckets by a hash that is secret to this process: a flood of made-up
/// keys costs no memory, cannot reset anybody's limit, and cannot be aimed at one account's bucket.
pub struct Throttle<K: ?Sized> {
    /// By bucket, when it is rested: nanoseconds after `began`.
    rested: Box<[AtomicU64]>,
    began: Instant,
    /// After how many nanoseconds one try comes back, and all of them.
    pause: u64,
    period: u64,
    hasher: RandomState,
    key: PhantomData<fn(&K)>,
}

/// How long to wait, in whole seconds and at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub u64);

impl<K: Hash + ?Sized> Throttle<K> {
    /// Allows `tries` in each `period` for a key, by as many `buckets` of eight bytes.
    pub fn new(tries: NonZeroU32, period: Duration, buckets: NonZeroU32) -> Self {
        let pause = nanos(period / tries.get()).max(1);
        Self {
            rested: (0..buckets.get()).map(|_| AtomicU64::new(0)).collect(),
            began: Instant::now(),
            pause,
            period: pause.saturating_mul(tries.get().into()),
            hasher: RandomState::new(),
            key: PhantomData,
        }
    }

    /// Spends one try of this key.
    ///
    /// # Errors
    /// How long to wait for the next try. A refused try costs nothing.
    pub fn check(&self, key: &K) -> Result<(), RetryAfter> {
        let now = nanos(self.began.elapsed());
        let spent = |rested: u64| {
            let next = rested.max(now).saturating_add(self.pause);
            (next - now <= self.period).then_some(next)
        };
        let full = self.bucket(key).fetch_update(Ordering::Relaxed, Ordering::Relaxed, spent).err();
        full.map_or(Ok(()), |rested| {
            let wait = Duration::from_nanos(rested.saturating_add(self.pause).saturating_sub(now + self.period));
            Err(RetryAfter(wait.as_secs() + 1))
        })
    }

    /// Gives the one try back that [`Throttle::check`] took: it was no guess. Never more than was taken, and those that
    /// others spent meanwhile stay spent.
    pub fn give_back(&self, key: &K) {
        self.bucket(key)
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |rested| Some(rested.saturating_sub(self.pause)))
            .ok();
    }

    fn bucket(&self, key: &K) -> &AtomicU64 {
        let buckets = self.rested.len() as u64;
        let place = self.hasher.hash_one(key) % buckets;
        &self.rested[usize::try_from(place).unwrap_or(0)]
    }
}

fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

impl From<RetryAfter> for Refusal {
    /// The argument `seconds` also becomes the header `Retry-After`.
    fn from(RetryAfter(seconds): RetryAfter) -> Self {
        Self::too_many("web-too-many").with("seconds", seconds)
    }
}

/// The part of a peer's address that one person cannot change at will: an IPv4 address, or the /64 of an IPv6 one.
pub fn peer_key(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::refusal::Kind;

    fn number(value: u32) -> NonZeroU32 {
        NonZeroU32::new(value).unwrap()
    }

    #[test]
    fn a_key_is_slowed_and_others_are_not() {
        let throttle: Throttle<str> = Throttle::new(number(5), Duration::from_secs(300), number(65_536));
        for _ in 0..5 {
            assert_eq!(throttle.check("ca-mchen"), Ok(()));
        }
        let RetryAfter(seconds) = throttle.check("ca-mchen").unwrap_err();
        assert!((55..=61).contains(&seconds), "{seconds}");
        assert_eq!(throttle.check("us-jdoe"), Ok(()));
        let refusal = Refusal::from(RetryAfter(seconds));
        assert_eq!(refusal.kind, Kind::TooMany);
    }

    #[test]
    fn a_flood_of_keys_frees_nobody() {
        let throttle: Throttle<String> = Throttle::new(number(3), Duration::from_secs(3600), number(512));
        let victim = "victim".to_owned();
        while throttle.check(&victim).is_ok() {}
        for made_up in 0..20_000 {
            let _ = throttle.check(&format!("made up {made_up}"));
        }
        assert!(throttle.check(&victim).is_err());
    }

    #[test]
    fn a_try_given_back_is_one_try() {
        let throttle: Throttle<str> = Throttle::new(number(3), Duration::from_secs(3600), number(512));
        for _ in 0..100 {
            assert_eq!(throttle.check("right"), Ok(()));
            throttle.give_back("right");
        }
        // What comes back for one that was right gives no other back.
        for _ in 0..2 {
            assert_eq!(throttle.check("guessed"), Ok(()));
        }
        assert_eq!(throttle.check("guessed"), Ok(()));
        throttle.give_back("guessed");
        assert_eq!(throttle.check("guessed"), Ok(()));
        assert!(throttle.check("guessed").is_err());
    }

    #[test]
    fn many_at_once_spend_no_more_than_there_is() {
        let throttle: Throttle<str> = Throttle::new(number(8), Duration::from_secs(3600), number(16));
        let let_in = std::thread::scope(|scope| {
            let guess = || (0..100).filter(|_| throttle.check("victim").is_ok()).count();
            let guessers: Vec<_> = (0..8).map(|_| scope.spawn(guess)).collect();
            guessers.into_iter().map(|guesser| guesser.join().unwrap()).sum::<usize>()
        });
        assert_eq!(let_in, 8);
    }

    #[test]
    fn tries_come_back_with_time() {
        let throttle: Throttle<u32> = Throttle::new(number(1), Duration::from_millis(1), number(1));
        let begun = Instant::now();
        let mut let_in = 0;
        while let_in < 5 && begun.elapsed() < Duration::from_secs(60) {
            let_in += u32::from(throttle.check(&1).is_ok());
        }
        assert_eq!(let_in, 5);
        assert!(begun.elapsed() >= Duration::from_millis(4));
    }

    #[test]
    fn a_peer_cannot_hop_through_its_own_network() {
        let key = |text: &str| peer_key(text.parse().unwrap());
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff:1"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("::ffff:10.0.0.1"), key("10.0.0.1"));
    }
}
