//! What stands where the site is written to.

use crate::lint::Page;

pub(crate) const OUTPUT_NOT_OURS: Page = Page::error(
    "output-not-ours",
    "The output folder holds files that no build wrote.",
)
.why(
    "A build takes the place of the whole folder, and files of somebody else's would be lost with it. \
     So it writes only to an empty folder, or to one that a build wrote.",
)
.untold("No example: it is about a folder and not about rules. Name another folder with `--out`, or empty this one.");

pub(crate) const COULD_NOT_WRITE: Page = Page::error(
    "could-not-write",
    "A file could not be written.",
)
.why(
    "Half a site would be worse than the old one. \
             What stood in the output folder stands there still.",
)
.untold("No example: the disk may be full, or the folder somebody else's. The finding says which.");

pub(crate) const OLD_SITE_REMAINS: Page = Page::warning(
    "old-site-remains",
    "The site before this one could not be taken away whole.",
)
.why(
    "The new site is whole and in its place. \
     The old one still takes up room on the disk, beside it.",
)
.untold("No example: it is about a folder and not about rules. Take away the folder that the finding names.");
