//! Workbooks whose cells cannot be taken for rules.

use crate::lint::Page;

pub(crate) const NO_HEADING_ROW: Page =
    Page::error("no-heading-row", "A sheet has no row that says what its columns are.")
        .why(
            "Without headings nobody can tell an amount from a score. \
             Whoever took the columns by their order would read another figure when a column is moved.",
        )
        .untold(
            "A workbook cannot be shown here. Write a row of headings above the rest, as `upfront workbook` has them.",
        );

pub(crate) const UNKNOWN_SHEET: Page =
    Page::error("unknown-sheet", "A workbook has a sheet that nothing reads.")
        .why(
            "A sheet with one letter wrong in its name would be left out, and its rules with it. \
             The page would be published without them, and nobody would notice.",
        )
        .untold(
            "A workbook cannot be shown here. Rename the sheet; or, where it is for you alone, put its name in round brackets: `(Workings)`.",
        );

pub(crate) const UNKNOWN_COLUMN: Page =
    Page::error("unknown-column", "A sheet has a column that nothing reads.")
        .why(
            "What stands in it is on no page. \
             Somebody wrote it there because it matters, or forgot it there from another year.",
        )
        .untold(
            "A workbook cannot be shown here. Write the heading as it is known, empty the column; or, where it is for you alone, put its heading in round brackets: `(notes)`.",
        );

pub(crate) const UNREADABLE_CELL: Page =
    Page::error("unreadable-cell", "A cell holds no value that a person could read in it.")
        .why(
            "A cell can hold an error, a formula without a value, or more digits than it shows. \
             Any figure that was taken from it would be a guess.",
        )
        .untold(
            "A workbook cannot be shown here. Write the value itself into the cell, as it is to be published.",
        );

pub(crate) const HIDDEN_CELLS: Page =
    Page::warning("hidden-cells", "A workbook hides cells that are read.")
        .why(
            "What is published then does not stand before the eyes of whoever checks the workbook. \
             Hidden rows are most often what is left of an earlier year.",
        )
        .untold(
            "A workbook cannot be shown here. Show the rows, the columns or the sheet again, or delete them.",
        );
