//! Maps and sets that are lists.
//!
//! They have of the standard library's, whose names they bear, what Yew asks of those. This is compiled as a module of
//! Yew, see `yew.rs`, and here for its tests only.

use std::borrow::Borrow;
use std::mem;

/// A map.
#[derive(Debug)]
pub(crate) struct HashMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for HashMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Eq, V> HashMap<K, V> {
    pub(crate) fn with_capacity(_: usize) -> Self {
        Self::default()
    }

    fn place<Q: Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.0.iter().position(|entry| entry.0.borrow() == key)
    }

    pub(crate) fn get<Q: Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| &self.0[place].1)
    }

    pub(crate) fn get_mut<Q: Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| &mut self.0[place].1)
    }

    pub(crate) fn contains_key<Q: Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_some()
    }

    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(place) = self.place(&key) {
            return Some(mem::replace(&mut self.0[place].1, value));
        }
        self.0.push((key, value));
        None
    }

    pub(crate) fn remove<Q: Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).map(|place| self.0.swap_remove(place).1)
    }

    pub(crate) fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry(self, key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<K: Eq, V> FromIterator<(K, V)> for HashMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

/// The place of a key in a map.
pub(crate) struct Entry<'map, K, V>(&'map mut HashMap<K, V>, K);

impl<'map, K: Eq, V: Default> Entry<'map, K, V> {
    pub(crate) fn or_default(self) -> &'map mut V {
        let Self(HashMap(entries), key) = self;
        let place = entries.iter().position(|entry| entry.0 == key);
        let place = place.unwrap_or_else(|| {
            entries.push((key, V::default()));
            entries.len() - 1
        });
        &mut entries[place].1
    }
}

/// A set.
#[derive(Debug)]
pub(crate) struct HashSet<T>(Vec<T>);

impl<T> Default for HashSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Eq> HashSet<T> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with_capacity(_: usize) -> Self {
        Self::default()
    }

    pub(crate) fn insert(&mut self, item: T) -> bool {
        let is_new = !self.0.contains(&item);
        if is_new {
            self.0.push(item);
        }
        is_new
    }

    pub(crate) fn replace(&mut self, item: T) -> Option<T> {
        let old = self.take(&item);
        self.0.push(item);
        old
    }

    pub(crate) fn take<Q: Eq + ?Sized>(&mut self, item: &Q) -> Option<T>
    where
        T: Borrow<Q>,
    {
        let place = self.0.iter().position(|known| known.borrow() == item);
        place.map(|place| self.0.swap_remove(place))
    }

    pub(crate) fn remove<Q: Eq + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.take(item).is_some()
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }

    pub(crate) fn drain(&mut self) -> std::vec::Drain<'_, T> {
        self.0.drain(..)
    }
}

/// A map in the order of its keys.
#[derive(Debug)]
pub(crate) struct BTreeMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> BTreeMap<K, V> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        // From the end: keys count upwards.
        let mut place = self.0.len();
        while place > 0 && self.0[place - 1].0 > key {
            place -= 1;
        }
        if place > 0 && self.0[place - 1].0 == key {
            return Some(mem::replace(&mut self.0[place - 1].1, value));
        }
        self.0.insert(place, (key, value));
        None
    }

    pub(crate) fn pop_first(&mut self) -> Option<(K, V)> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    pub(crate) fn into_values(self) -> impl DoubleEndedIterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}
