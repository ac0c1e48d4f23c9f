//! Things by name: a map in JSON, a sorted list in memory. A tree would weigh on every page that loads the engine.

#[cfg(feature = "describe")]
use alloc::collections::BTreeMap;
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

/// Where things stand, by a hash of their names: for many names that are asked for often.
#[cfg(feature = "describe")]
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Index {
    /// Twice as many places as there are names, and more: in each that of a thing, counted from one, or nought.
    places: Vec<u32>,
    /// How far a hash is shifted to be one of them.
    shift: u32,
}

#[cfg(feature = "describe")]
impl Index {
    /// That of these things; it does not hold for others.
    pub(crate) fn of<T>(things: &ByName<T>) -> Self {
        let wanted = things.len().saturating_mul(2).next_power_of_two().max(2);
        let mut index = Self {
            places: alloc::vec![0; wanted],
            shift: 64_u32.saturating_sub(wanted.trailing_zeros()),
        };
        for ((name, _), number) in things.iter().zip(1..) {
            let free = index
                .along(name)
                .find(|at| index.places.get(*at) == Some(&0));
            if let Some(free) = free.and_then(|at| index.places.get_mut(at)) {
                *free = number;
            }
        }
        index
    }

    /// The thing of that name among those that the index is of.
    pub(crate) fn get<'t, T>(&self, things: &'t ByName<T>, name: &str) -> Option<&'t T> {
        for at in self.along(name) {
            let before = self.places.get(at)?.checked_sub(1)?;
            let (other, thing) = things.0.get(usize::try_from(before).ok()?)?;
            if other == name {
                return Some(thing);
            }
        }
        None
    }

    /// The places where a name may stand: the first that its hash says, and each after it.
    fn along(&self, name: &str) -> impl Iterator<Item = usize> + use<> {
        let count = self.places.len();
        let first = hash(name).checked_shr(self.shift).unwrap_or_default();
        let first = usize::try_from(first).unwrap_or_default();
        (first..count).chain(0..first.min(count))
    }
}

/// A hash that spreads names well; nobody chooses them to do harm.
#[cfg(feature = "describe")]
fn hash(name: &str) -> u64 {
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let rest = rest
        .iter()
        .fold(1, |rest: u64, byte| rest.wrapping_shl(8) | u64::from(*byte));
    words.chain([rest]).fold(0, |hash: u64, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// For many things at once.
#[cfg(feature = "describe")]
impl<T> From<BTreeMap<String, T>> for ByName<T> {
    fn from(things: BTreeMap<String, T>) -> Self {
        Self(things.into_iter().collect())
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

    #[cfg(feature = "describe")]
    #[test]
    fn an_index_finds_every_name_and_no_other() {
        for count in [0, 1, 2, 3, 100, 1000] {
            let names = (0..count).map(|number| (["name-", &number.to_string()].concat(), number));
            let things: ByName<u32> = names.collect();
            let index = Index::of(&things);
            for (name, number) in things.iter() {
                assert_eq!(index.get(&things, name), Some(number));
                assert_eq!(index.get(&things, &name[1..]), None);
            }
            assert_eq!(index.get(&things, ""), None);
        }
    }
}
