//! Files of people, and the shares that people are made up from.

use crate::lint::Page;

pub(crate) const PEOPLE_COLUMN: Page = Page::error(
    "people-column",
    "A file of people has a column that is no question, or two with one name.",
)
.why(
    "With one letter wrong in its name, the answers of everybody to a question would go unread. \
     A column that is no question may say who somebody is, and has no business in such a file.",
)
.untold(
    "A file of people cannot be shown here. Name each column as the rules name the question, and take out what is no answer.",
);

pub(crate) const PERSON_LEFT_OUT: Page = Page::error(
    "person-left-out",
    "A row of a file of people cannot be worked out, and is left out.",
)
.why(
    "Who is left out is not among those who gain or lose. \
     Where the rows with a fault are those of some group, the table is wrong about that group.",
)
.untold(
    "A file of people cannot be shown here. Mend the cell that the finding names, and count again.",
);

pub(crate) const NO_COLUMN: Page = Page::warning(
    "no-column",
    "A file of people has no column for a question that the rules ask.",
)
.why(
    "Whoever is asked it cannot be worked out, and is left out. \
     A question that only one of two editions asks is easily forgotten.",
)
.untold(
    "A file of people cannot be shown here. Add the column, unless nobody in the file is asked that question.",
);
