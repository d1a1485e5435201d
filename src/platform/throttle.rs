//! Slows down whoever asks too often: a limit per key, such as an account or a peer address. Its memory is bounded
//! by construction, and it must not know what is being limited.

use std::{
    hash::{BuildHasher, Hash, RandomState},
    marker::PhantomData,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DashMapStateStore,
};

use super::refusal::Refusal;

/// Between two clean-ups of rested buckets lie this many checks.
const CHECKS_BETWEEN_SWEEPS: u32 = 4096;

/// A limit of so many tries in a period, for each key by itself. A rested key may spend its tries in one burst.
///
/// Keys share a fixed number of buckets by a hash that is secret to this process: a flood of made-up keys costs
/// no more memory than that, cannot reset anybody's limit, and cannot be aimed at one account's bucket.
pub struct Throttle<K: ?Sized> {
    limiter: RateLimiter<u32, DashMapStateStore<u32>, DefaultClock>,
    hasher: RandomState,
    buckets: NonZeroU32,
    checks: AtomicU32,
    key: PhantomData<fn(&K)>,
}

/// How long to wait, in whole seconds and at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(pub u64);

impl<K: Hash + ?Sized> Throttle<K> {
    /// Allows `tries` in each `period` for a key, with at most `buckets` limits in memory (some 100 bytes each).
    pub fn new(tries: NonZeroU32, period: Duration, buckets: NonZeroU32) -> Self {
        let pause = (period / tries.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(pause).unwrap_or(Quota::per_second(tries)).allow_burst(tries);
        Self {
            limiter: RateLimiter::dashmap(quota),
            hasher: RandomState::new(),
            buckets,
            checks: AtomicU32::new(0),
            key: PhantomData,
        }
    }

    /// Spends one try of this key.
    ///
    /// # Errors
    /// How long to wait for the next try. A refused try costs nothing.
    pub fn check(&self, key: &K) -> Result<(), RetryAfter> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % CHECKS_BETWEEN_SWEEPS == CHECKS_BETWEEN_SWEEPS - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        let bucket = self.hasher.hash_one(key) % u64::from(self.buckets.get());
        let bucket = u32::try_from(bucket).unwrap_or(0);
        self.limiter.check_key(&bucket).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.limiter.clock().now());
            RetryAfter(wait.as_secs() + 1)
        })
    }

    /// How many buckets are in memory.
    pub fn remembered(&self) -> usize {
        self.limiter.len()
    }
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
    fn a_flood_of_keys_costs_bounded_memory_and_frees_nobody() {
        let throttle: Throttle<String> = Throttle::new(number(3), Duration::from_secs(3600), number(512));
        let victim = "victim".to_owned();
        while throttle.check(&victim).is_ok() {}
        for made_up in 0..20_000 {
            let _ = throttle.check(&format!("made up {made_up}"));
        }
        assert!(throttle.remembered() <= 512);
        assert!(throttle.check(&victim).is_err());
    }

    #[test]
    fn rested_buckets_are_forgotten() {
        let throttle: Throttle<u32> = Throttle::new(number(1), Duration::from_millis(1), number(65_536));
        for key in 0..3000 {
            let _ = throttle.check(&key);
        }
        std::thread::sleep(Duration::from_millis(20));
        for _ in 0..CHECKS_BETWEEN_SWEEPS {
            let _ = throttle.check(&1);
        }
        assert!(throttle.remembered() < 100, "{}", throttle.remembered());
    }

    #[test]
    fn a_peer_cannot_hop_through_its_own_network() {
        let key = |text: &str| peer_key(text.parse().unwrap());
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff:1"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("::ffff:10.0.0.1"), key("10.0.0.1"));
    }
}
