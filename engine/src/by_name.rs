//! Things by name: a map in JSON, a sorted list in memory. A tree would weigh on every page that loads the engine.

use alloc::{string::String, vec::Vec};

/// Things by name, in the order of the names, each name once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByName<T>(Vec<(String, T)>);

impl<T> ByName<T> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Where a name stands, or where it would have to stand.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    /// The thing of that name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, thing)| thing)
    }

    /// Puts a thing in, instead of what had its name before.
    pub fn insert(&mut self, name: String, thing: T) {
        match self.place(&name) {
            Ok(place) => {
                if let Some(held) = self.0.get_mut(place) {
                    held.1 = thing;
                }
            }
            Err(place) => self.0.insert(place, (name, thing)),
        }
    }

    /// Takes a thing out.
    pub fn remove(&mut self, name: &str) {
        if let Ok(place) = self.place(name) {
            self.0.remove(place);
        }
    }

    /// Every name with its thing, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, thing)| (name.as_str(), thing))
    }

    /// Every name with its thing, to be changed, in the order of the names.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        self.0
            .iter_mut()
            .map(|(name, thing)| (name.as_str(), thing))
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> FromIterator<(String, T)> for ByName<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        let mut by_name = Self::new();
        for (name, thing) in things {
            by_name.insert(name, thing);
        }
        by_name
    }
}

#[cfg(feature = "json")]
impl<T: serde::Serialize> serde::Serialize for ByName<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn names_stand_in_order_and_the_last_thing_of_a_name_counts() {
        let things = [("week", -1), ("£", 1), ("day", 3), ("week", 2)];
        let by_name: ByName<i8> = things
            .map(|(name, thing)| (name.to_string(), thing))
            .into_iter()
            .collect();
        assert!(by_name.iter().eq([("day", &3), ("week", &2), ("£", &1)]));
        assert_eq!((by_name.get("week"), by_name.get("hour")), (Some(&2), None));
        let mut by_name = by_name;
        by_name.remove("day");
        by_name.remove("hour");
        by_name.insert("a".to_string(), 0);
        assert!(by_name.iter().eq([("a", &0), ("week", &2), ("£", &1)]));
        assert_eq!(by_name.len(), 3);
    }
}
