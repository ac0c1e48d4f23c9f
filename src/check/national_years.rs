//! Which national rules there are, by nation and year, and the days of a year.

use std::path::Path;

use jiff::civil::Date;

use super::national::Nations;
use crate::{diagnostics::Findings, source::Files, world::World};

/// The years of a nation's rules, the oldest first: `2026-27` of `england`. They are those of the site, or of the tool.
pub fn national_years(world: &dyn World, nation: &str) -> Vec<String> {
    let nations = Nations::around(world, Path::new("schemes"));
    let names = nations.names(&mut Findings::default());
    let of_nation = names.iter().filter_map(|name| {
        let (of, year) = name.split_once('/')?;
        (of == nation).then(|| year.to_owned())
    });
    of_nation.collect()
}

/// The first and the last day that national rules say of themselves, where they do: of `england/2026-27`.
pub fn national_days(world: &dyn World, name: &str) -> Option<(Date, Date)> {
    let mut nations = Nations::around(world, Path::new("schemes"));
    let found = nations.get(name, &mut Files::default(), &mut Findings::default())?;
    let day = |text: &Option<String>| text.as_deref()?.parse().ok();
    let scheme = found.scheme();
    day(&scheme.from).zip(day(&scheme.to))
}
