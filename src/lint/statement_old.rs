//! Accessibility statements that nobody has looked at for a year.

use super::Page;

pub(super) const PAGE: Page = Page::warning(
    "statement-old",
    "An accessibility statement that was last reviewed more than a year before.",
)
.why(
    "The law asks for a review every year. \
         Disabled people plan by what it says, and a site changes.",
)
.file(
    "site.yaml",
    "title: Care, up front
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2025-03-03
  tested by: the web team
  prepared: 2025-03-10
  reviewed: 2025-03-10 # here
",
    "title: Care, up front
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2025-03-10
  reviewed: 2026-03-09
",
)
.beside(&[(
    "schemes/exampleshire/2026-27/rules.yaml",
    "steps: [{id: charge, sum: [£12.50 a week]}]\n",
)])
.on("2026-11-21");
