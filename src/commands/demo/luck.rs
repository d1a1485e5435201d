//! Chance that is the same for the same seed on every machine and in every version: a demo must look alike twice.

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
#[derive(Clone, Debug)]
pub(super) struct Luck(u64);

impl Luck {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, without it; 0 where there is nothing to choose from.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.draw()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }

    /// From `least` to `most`, both with them.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// From 0 to 1.
    pub(super) fn share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// An index into `weights`, each as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_is_the_same_luck() {
        let drawn = |seed| {
            let mut luck = Luck::new(seed);
            [luck.draw(), luck.draw(), luck.draw()]
        };
        // The reference values of the paper's code for the seed 1234567.
        assert_eq!(drawn(1_234_567), [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn it_stays_within_bounds() {
        let mut luck = Luck::new(1);
        for _ in 0..1_000 {
            assert!(luck.below(3) < 3 && (5..=7).contains(&luck.between(5, 7)));
            assert!((0.0..1.0).contains(&luck.share()));
            assert_eq!(luck.weighted(&[0, 4, 0]), 1);
        }
        assert_eq!(luck.below(0), 0);
    }
}
