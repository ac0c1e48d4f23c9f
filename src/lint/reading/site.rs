//! The site around the rules: its words, its links, its looks.

use crate::lint::Page;

/// Rules that a site needs.
const RULES: (&str, &str) = (
    "schemes/exampleshire/2026-27/rules.yaml",
    "steps: [{id: charge, sum: [£12.50 a week]}]\n",
);
/// A site whose looks are its own.
const OWN_THEME: (&str, &str) = (
    "site.yaml",
    "title: Care, up front
theme: mine
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
);

pub(crate) const MISSING_WORDS: Page = Page::error(
    "missing-words",
    "A text that a language of the site does not have.",
)
.why(
    "Where a site says that a language is complete, a reader of that language is to find every page. \
     Without that a page whose words are not all there is left out in the language, and links lead to the first one.",
)
.file(
    "site.yaml",
    "title: Care, up front
languages: [en, cy] # here
translations: {cy: {complete: yes, messages checked by: the web team, messages checked on: 2026-03-02}}
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
    "title: Care, up front
languages: [en]
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
)
.beside(&[RULES]);

pub(crate) const DRAFT_NOT_USED: Page = Page::warning(
    "draft-not-used",
    "A draft of a language's messages comes with the tool, and nobody has checked it.",
)
.why(
    "Words that nobody who speaks the language has read may be wrong, and people decide by them. \
     The draft is used once the site says who checked it and when.",
)
.file(
    "site.yaml",
    "title: Care, up front
languages: [en, cy] # here
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
    "title: Care, up front
languages: [en]
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
)
.beside(&[RULES]);

pub(crate) const NO_PAGE_OFFERED: Page = Page::warning(
    "no-page-offered",
    "A language of the site in which no page has all of its words.",
)
.why(
    "A page is offered in a language where every message and every text on it is there. \
     Of this language readers see nothing, whatever has been translated.",
)
.file(
    "site.yaml",
    "title: Care, up front
languages: [en, cy] # here
translations: {cy: {messages checked by: the web team, messages checked on: 2026-03-02}}
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
    "title: Care, up front
languages: [en]
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
)
.beside(&[RULES]);

pub(crate) const BAD_MARKDOWN: Page = Page::error(
    "bad-markdown",
    "Prose that holds HTML or another thing that pages do not take.",
)
.why(
    "The pages run no code that nobody has checked, and they work with a screen reader. \
     HTML in a text could break both, so prose has Markdown's own marks only.",
)
.file(
    "content/about.md",
    "Charges are <b>never</b> more than you can afford.\n",
    "Charges are **never** more than you can afford.\n",
)
.beside(&[RULES]);

pub(crate) const MISSING_ALTERNATIVE: Page = Page::error(
    "missing-alternative",
    "A picture that has no text alternative.",
)
.why(
    "People who do not see the picture are told what it shows by those words, and by nothing else. \
     The law asks public bodies for them.",
)
.file(
    "content/help.md",
    "![](map.svg) # here\n",
    "![The council's offices are beside the station](map.svg)\n",
)
.beside(&[
    RULES,
    (
        "content/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>\n",
    ),
]);

pub(crate) const BAD_TEMPLATE: Page = Page::error(
    "bad-template",
    "A page template that cannot be used.",
)
.why(
    "Every page of that kind would be missing, or would have a hole in it. \
             A name that the page does not have is an error and not a blank.",
)
.file(
    "themes/mine/templates/not_found.html",
    "{% extends \"base.html\" %}{% block main %}<h1>{{ page.nonesuch }}</h1>{% endblock %}\n",
    "{% extends \"base.html\" %}{% block main %}<h1>No such page</h1>{% endblock %}\n",
)
.beside(&[RULES, OWN_THEME]);

pub(crate) const BAD_SCRIPT: Page = Page::error(
    "bad-script",
    "A script of a theme that cannot be read.",
)
.why(
    "With one script that cannot be read, none of them runs, and the estimator does nothing. \
             Readers would see a form that does not answer.",
)
.file(
    "themes/mine/js/greeting.js",
    "const greeting = \"Hello;\n",
    "const greeting = \"Hello\";\nconsole.log(greeting);\n",
)
.beside(&[RULES, OWN_THEME]);

pub(crate) const LOW_CONTRAST: Page = Page::error(
    "low-contrast",
    "Colours of a theme that cannot be told apart well enough.",
)
.why(
    "People with low sight, and everybody in bright light, could not read what stands in that colour. \
     The law asks public bodies for a contrast of 4.5 to 1 for text.",
)
.file(
    "themes/mine/theme.yaml",
    "light-link: '#fefefe' # here\n",
    "light-link: '#1d4f91'\n",
)
.beside(&[RULES, OWN_THEME]);

pub(crate) const BROKEN_LINK: Page = Page::error(
    "broken-link",
    "A link to a page or a place that the site does not have.",
)
.why(
    "Whoever follows it finds nothing, at the very place where they wanted to check. \
     A link within the site can always be held against the pages that there are.",
)
.rules(
    "about: See [how it is worked out](hwo/).
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "about: See [how it is worked out](how/).
steps: [{id: charge, sum: [£12.50 a week]}]
",
);

pub(crate) const UNUSED_FILE: Page =
    Page::warning("unused-file", "A file of the site that nothing reads.")
        .why(
            "Most often its name is misspelt, and the tool's own text stands on the page instead of the council's. \
             Nobody sees that by looking at the page.",
        )
        .moved(
            "content/abuot.md",
            "This site is made by Exampleshire's adult care team.\n",
            "content/about.md",
        )
        .beside(&[RULES]);

pub(crate) const BAD_LINK: Page = Page::error(
    "bad-link",
    "A link, an email address or a telephone number that leads nowhere.",
)
.why(
    "It stands where people look for a way to ask or to complain. \
     A digit too few costs them the call, and nobody at the council hears of it.",
)
.rules(
    "contact: {phone: 1632 960000} # here
steps: [{id: charge, sum: [£12.50 a week]}]
",
    "contact: {phone: 01632 960000}
steps: [{id: charge, sum: [£12.50 a week]}]
",
);

pub(crate) const STATEMENT_CONTRADICTION: Page = Page::error(
    "statement-contradiction",
    "An accessibility statement that contradicts itself.",
)
.why(
    "The statement is asked for by law, and disabled people plan by it. \
     One that says “fully” and lists what does not work is untrue either way.",
)
.file(
    "site.yaml",
    "title: Care, up front
accessibility:
  status: fully # here
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
    "title: Care, up front
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
)
.beside(&[RULES]);

pub(crate) const NOBODY_IN_COMMON: Page = Page::error(
    "nobody-in-common",
    "A pair of councils that is to be compared, and whose rules nobody goes through both of.",
)
.why(
    "A pair is compared by the people who go through both. Rules for adults and rules for carers have none in common, \
     and their figures would say nothing of each other.",
)
.file(
    "site.yaml",
    "title: Care, up front
compare:
  - [testshire, carershire] # here
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
    "title: Care, up front
compare:
  - [testshire, exampleshire]
accessibility:
  status: partially
  issues: [Some documents are scanned.]
  contact: access@example.gov.uk
  tested on: 2026-03-02
  tested by: the web team
  prepared: 2026-03-09
  reviewed: 2026-03-09
",
)
.beside(&[
    (
        "schemes/testshire/2024-25/scheme.yaml",
        "council: Testshire
title: Charges
sources: {policy: {title: Policy, url: https://example.org/charging, seen: 2026-05-01}}
source: policy
questions: [{id: savings, asks for: savings, ask: How much do you have in savings?, number: £}]
steps: [{id: charge, sum: savings, rounded to the nearest: penny}]
compared: {charge: charge}
nation: england
",
    ),
    (
        "schemes/carershire/2024-25/scheme.yaml",
        "council: Carershire
title: Charges
sources: {policy: {title: Policy, url: https://example.org/charging, seen: 2026-05-01}}
source: policy
questions: [{id: savings, asks for: savings, ask: How much do you have in savings?, number: £}]
steps: [{id: charge, sum: savings, rounded to the nearest: penny}]
compared: {for: carers, charge: charge}
nation: england
",
    ),
    (
        "schemes/exampleshire/2024-25/scheme.yaml",
        "council: Exampleshire
title: Charges
sources: {policy: {title: Policy, url: https://example.org/charging, seen: 2026-05-01}}
source: policy
questions: [{id: savings, asks for: savings, ask: How much do you have in savings?, number: £}]
steps: [{id: charge, sum: savings, rounded to the nearest: penny}]
compared: {charge: charge}
nation: england
",
    ),
]);
