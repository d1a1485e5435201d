//! A bounded map of what was asked for lately. It knows neither what it keeps nor when that is no longer true.

use std::collections::HashMap;
use std::hash::Hash;

/// Two generations: what was not asked for while the younger filled up is forgotten with the elder.
#[derive(Debug)]
pub struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    generation: usize,
}

impl<K: Eq + Hash, V: Clone> Recent<K, V> {
    /// An empty one that keeps at most twice `generation` values.
    #[must_use]
    pub fn new(generation: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), generation }
    }

    /// The value of this key, if it is still there.
    pub fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.put(key, value.clone());
        Some(value)
    }

    /// Keeps a value.
    pub fn put(&mut self, key: K, value: V) {
        if self.young.len() >= self.generation {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_bounded_and_keeps_what_is_asked_for() {
        let mut recent = Recent::new(500);
        for number in 0..5_000 {
            recent.put(number, number);
            assert_eq!(recent.get(&0), Some(0));
        }
        assert!(recent.young.len() + recent.old.len() <= 1_000);
        assert_eq!(recent.get(&4_999), Some(4_999));
        assert_eq!(recent.get(&1), None);
    }
}
