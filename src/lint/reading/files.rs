//! Files that cannot be read, or not to their end.

use crate::lint::Page;

pub(crate) const NOT_UTF8: Page = Page::error("not-utf8", "The file is not UTF-8 text.")
    .why(
        "Some of its letters would come out wrong, or not at all: a pound sign is often the first. \
         Whoever reads the page would see another figure, or none.",
    )
    .untold(
        "Such a file cannot be shown here. Open it in an editor, choose “Save with encoding”, and take UTF-8.",
    );

pub(crate) const FILE_TOO_LARGE: Page =
    Page::error("file-too-large", "The file is larger than any that is read.")
        .why(
            "Rules that people can check are short: those of a whole council are a thousandth of the limit. \
             A larger file is most often a scan or a spreadsheet that came into the folder by mistake.",
        )
        .untold(
            "No example: it would be more than 4 MiB long. Take the file out, or split the rules into several files.",
        );

pub(crate) const UNREADABLE_FILE: Page = Page::error(
    "unreadable-file",
    "The file could not be opened, or is of a kind that is not read.",
)
.why(
    "What stands in it is on no page, and nobody would notice. \
     A council could mend a figure there, and the site would go on with the old one.",
)
.moved(
    "schemes/exampleshire/notes.yaml",
    "notes: [The charge has been the same for three years.]\n",
    "schemes/exampleshire/2026-27/notes.yaml",
)
.beside(&[(
    "schemes/exampleshire/2026-27/rules.yaml",
    "steps: [{id: charge, sum: [£12.50 a week]}]\n",
)]);

pub(crate) const YAML_SYNTAX: Page = Page::error("yaml-syntax", "The file is not YAML.")
    .why(
        "From that place on nothing of the file can be read, so nothing of it can be checked or published. \
         Mend this first: what else is wrong with the file is told then.",
    )
    .rules(
        "about: Charges: what you pay each week. # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
        "about: \"Charges: what you pay each week.\"
steps: [{id: charge, sum: [£12.50 a week]}]
",
    );

pub(crate) const ALIAS_BOMB: Page = Page::error(
    "alias-bomb",
    "Aliases in the file unfold into more than a rules file can hold.",
)
.why(
    "A few lines of YAML can be made to unfold into more than any computer holds. \
     Whoever builds the site is kept from that.",
)
.rules(
    "a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "steps: [{id: charge, sum: [£12.50 a week]}]\n",
);

pub(crate) const TOO_DEEP: Page =
    Page::error("too-deep", "The file nests deeper than a rules file can.")
        .why(
            "The language needs a dozen levels at most. \
             A file with many more was made by a program that went wrong, or to make this one do so.",
        )
        .untold("No example: it would be all brackets. Take the brackets or the indents out that say nothing.");

pub(crate) const DUPLICATE_KEY: Page =
    Page::error("duplicate-key", "A key stands twice in one mapping.")
        .why(
            "Only one of the two can hold, and nobody could tell which was meant. \
             Whoever corrects the one that does not hold would change nothing.",
        )
        .rules(
            "rates:
  hour: £20 an hour
  hour: £21 an hour # here
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
            "rates:
  hour: £21 an hour
steps: [{id: cost, units: 2 hours a week, at: hour}]
",
        );
