//! Silences whose warning there is no more.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "silences-nothing",
    "A warning that is silenced, where there is none any more.",
)
.why(
    "The reason speaks of something that the rules no longer have. \
     Left there, it would one day silence a warning that somebody ought to see.",
)
.rules(
    "rates:
  hour: {is: £20 an hour, but: {never-used: Day centres use it.}} # here
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
    "rates:
  hour: £20 an hour
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
);
