//! Prose that names figures of the rules, and shows pictures.

use upfront::diagnostics::Severity;

use crate::support::site::{HEAD, SITE, Site};

const RULES: &str = "questions:
  - id: wash
    ask: Do you need help to wash?
    options: [{id: no, say: No, points: 0}, {id: all, say: With all of it, points: 8}]
rates: {agency_hour: {is: £24.40 an hour, say: An hour of an agency}}
tables:
  budget:
    by: points
    rows: [{from: 0, to: 4, gives: nothing}, {from: 5, gives: £96.50 a week}]
  nights:
    by answer: wash
    rows: [{is: no, gives: £1 a night}, {is: all, gives: £61.20 a night}]
steps:
  - {id: points, add up: points}
  - {id: amount, look up: points, in: budget}
  - {id: hours, units: 2 hours a week, at: agency_hour}
  - {id: both, sum: [amount, hours]}
  - {id: night, look up: wash, in: nights}
  - {id: within, least of: [both, £1750 a week]}
results: [{id: budget, is: within, say: Your budget}, {id: night, is: night, say: A night}]
";

/// What a site is told whose rules say this about themselves, and whose `content/help.md` is this.
fn site(about: &str, help: &str) -> Site {
    let rules = format!("{HEAD}about: |\n  {about}\n{RULES}");
    Site::of(&[
        ("schemes/shire/2026-27/scheme.yaml", &rules),
        ("content/help.md", help),
    ])
}

#[test]
fn a_text_shows_the_figures_that_it_names() {
    let text = "An hour is **{{ rate agency_hour }}**, a night {{ table nights at all }}, \
                seven points {{ table budget at 7 }}, washing {{ option wash all }} and the limit {{ step within }}.";
    let shown = "An hour is <strong>£24.40 an hour</strong>, a night £61.20 a night, \
                 seven points £96.50 a week, washing 8 points and the limit £1,750 a week.";
    let site = site(text, text);
    site.write("content/about.md", "It is {{ rate agency_hour }}.\n");
    site.build(&[]);
    let home = site.page("shire/2026-27/");
    assert_eq!(home.matches(shown).count(), 2, "{home}");
    assert!(site.page("shire/2026-27/estimate/").contains(shown));
    // The first page of a site with one council is that of its edition.
    let front = site.page("");
    assert!(front.contains(shown) && front.contains("It is £24.40 an hour."));
    // Another figure shows wherever the text stands.
    site.change("schemes/shire/2026-27/scheme.yaml", |rules| {
        rules.replace("£24.40", "£25.10")
    });
    site.build(&[]);
    assert!(site.page("").contains("It is £25.10 an hour."));
    assert!(
        site.page("shire/2026-27/estimate/")
            .contains("<strong>£25.10 an hour</strong>")
    );
}

#[test]
fn an_edition_can_be_named() {
    let text = "It was {{ rate agency_hour in shire/2025-26 }} and is {{ rate agency_hour }}.";
    let site = site(text, "Nothing.\n");
    let old = format!("{HEAD}{RULES}").replace("£24.40", "£23.10");
    site.write("schemes/shire/2025-26/scheme.yaml", &old);
    let other = old.replace("Shire", "Borough").replace("£23.10", "£30");
    site.write("schemes/borough/2026-27/scheme.yaml", other);
    let about = "{{ rate agency_hour in borough/2026-27 }} there.\n";
    site.write("content/about.md", about);
    site.write(
        "content/next.md",
        "They pay {{ rate agency_hour in borough/2026-27 }}.\n",
    );
    site.build(&[]);
    let shown = "It was £23.10 an hour and is £24.40 an hour.";
    assert!(site.page("shire/2026-27/").contains(shown));
    assert!(site.page("").contains("£30 an hour there."));
    // A page is made anew where a figure of another council's, which its texts name, is another.
    site.change("schemes/borough/2026-27/scheme.yaml", |rules| {
        rules.replace("£30", "£31")
    });
    site.build(&[]);
    assert!(
        site.page("shire/2026-27/estimate/")
            .contains("They pay £31 an hour.")
    );
}

#[test]
fn a_figure_that_there_is_not_is_told_at_its_place() {
    for (text, says) in [
        ("{{ rate agency_huor }}", "Did you mean `agency_hour`?"),
        (
            "{{ agency_hour }}",
            "Begin with `rate`, `table`, `option` or `step`",
        ),
        ("{{ rat agency_hour }}", "Did you mean `rate`?"),
        ("{{ rate }}", "Name it like this: `{{ rate agency_hour }}`."),
        ("{{ table budgte at 7 }}", "Did you mean `budget`?"),
        (
            "{{ table budget at lots }}",
            "is read by a number, and `lots` is none",
        ),
        ("{{ table budget at 7 8 }}", "has rows only"),
        ("{{ table nights at al }}", "Did you mean `all`?"),
        ("{{ option wash lots }}", "Write `no` or `all`."),
        ("{{ step both }}", "does not have one amount of its own"),
        (
            "{{ rate agency_hour in shire/2026-72 }}",
            "Did you mean `shire/2026-27`?",
        ),
        ("{{ 1 + 1 }}", "no kind of figure"),
    ] {
        for (about, help, place) in [
            (text, "Nothing.", "schemes/shire/2026-27/scheme.yaml:6:3"),
            ("Nothing.", text, "content/help.md:1:1"),
        ] {
            let told = site(about, help).run(&["check"]).told();
            assert!(told.contains("1 error"), "{text}: {told}");
            assert!(told.contains(says), "{text}: {told}");
            assert!(told.contains(place), "{text}: {told}");
        }
    }
}

#[test]
fn a_text_of_no_edition_has_to_say_which() {
    let site = site("Nothing.", "Nothing.");
    site.write(
        "schemes/borough/2026-27/scheme.yaml",
        format!("{HEAD}{RULES}").replace("Shire", "Borough"),
    );
    site.write("content/about.md", "It is {{ rate agency_hour }}.\n");
    let told = site.run(&["check"]).told();
    assert!(told.contains("content/about.md:1:7"), "{told}");
    assert!(
        told.contains("Say it, such as `{{ rate agency_hour in borough/2026-27 }}`"),
        "{told}"
    );
    // A text on the pages of every council has to hold for each of them.
    site.write("content/about.md", "Nothing.\n");
    site.write("content/help.md", "It is {{ rate agency_hour }}.\n");
    assert!(site.run(&["check"]).succeeded());
    site.change("schemes/borough/2026-27/scheme.yaml", |rules| {
        rules.replace("agency_hour", "agency")
    });
    let told = site.run(&["check"]).told();
    assert!(
        told.contains("in `borough/2026-27`, there is no rate"),
        "{told}"
    );
}

#[test]
fn a_picture_is_shown_with_its_words() {
    const MAP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let site = site(
        "Nothing.",
        "![The office by the *station*](pictures/map.svg)\n",
    );
    site.write("content/pictures/map.svg", MAP);
    assert_eq!(site.build(&[]).told().matches("warning").count(), 0);
    for (page, up) in [("shire/2026-27/", "../../"), ("", "")] {
        let page = site.page(page);
        let image = page.split("<p><img src=\"").nth(1).unwrap();
        let (path, rest) = image.split_once('"').unwrap();
        assert!(
            rest.starts_with(" alt=\"The office by the station\">"),
            "{rest}"
        );
        assert!(path.starts_with(&format!("{up}assets/map-")), "{path}");
        assert_eq!(
            site.read(&format!("public/{}", path.trim_start_matches("../"))),
            MAP
        );
    }
    for (text, code, severity) in [
        (
            "![](pictures/map.svg)",
            "missing-alternative",
            Severity::Error,
        ),
        ("![x](pictures/mop.svg)", "unreadable-file", Severity::Error),
        (
            "![x](https://example.org/map.svg)",
            "unreadable-file",
            Severity::Error,
        ),
        ("No map.", "unused-file", Severity::Warning),
    ] {
        site.write("content/help.md", format!("{text}\n"));
        let told = site.run(&["check"]).told();
        let kind = if severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        assert!(told.contains(&format!("{kind}[{code}]")), "{text}: {told}");
    }
    // Rules are read by themselves, and have none.
    site.write("content/help.md", "![x](pictures/map.svg)\n");
    site.write(
        "site.yaml",
        format!("{SITE}about: '![x](content/pictures/map.svg)'\n"),
    );
    assert!(site.run(&["check"]).told().contains("bad-markdown"));
}

#[test]
fn a_figure_stated_by_hand_is_told_on_a_site_with_one_council() {
    let told = |help: &str, but: &str| {
        let site = site("Nothing.", help);
        site.write("site.yaml", format!("{SITE}{but}"));
        site.run(&["check"]).told()
    };
    let by_hand = "An hour of an agency is £24.40.";
    let found = told(by_hand, "");
    assert!(found.contains("warning[figure-by-hand]"), "{found}");
    assert!(found.contains("content/help.md:1:25"), "{found}");
    assert!(
        found.contains("Write `{{ rate agency_hour }}` in its place."),
        "{found}"
    );
    let meant = told(
        by_hand,
        "but: {figure-by-hand: It is the price of a day.}\n",
    );
    assert!(!meant.contains("warning"), "{meant}");
    let other = told("An hour of an agency is £23.10 an hour.", "");
    assert!(other.contains("error[figure-contradicted]"), "{other}");
    assert!(
        other.contains("in the rules “An hour of an agency” is £24.40 an hour"),
        "{other}"
    );
    for right in [
        "An hour of an agency is {{ rate agency_hour }}.",
        "An hour of an agency was £23.10 an hour until April.",
        "An hour of an agency is £23.10 a visit.",
        "A cab is £24.40.",
    ] {
        let found = told(right, "");
        assert!(found.contains("No findings"), "{right}: {found}");
    }
}

#[test]
fn a_site_of_the_council_speaks_as_the_council() {
    let site = site("Nothing.", "It is {{ rate agency_hour }}.");
    let speaks = |publisher: &str| {
        site.write("site.yaml", format!("{SITE}{publisher}"));
        site.build(&[]);
        let estimate = site.page("shire/2026-27/estimate/");
        let theirs = site.page("shire/2026-27/estimate/someone-else/");
        (site.page(""), estimate, theirs)
    };
    for (publisher, we) in [
        ("published by: council\n", true),
        ("published by: others\n", false),
        ("", false),
    ] {
        let (front, estimate, theirs) = speaks(publisher);
        assert_eq!(front.contains("We decide how much support"), we);
        assert_eq!(front.contains("complain to us"), we);
        assert_eq!(
            estimate.contains("We decide after we have assessed your needs."),
            we
        );
        assert_eq!(
            theirs.contains("We decide after we have assessed their needs."),
            we
        );
        assert_eq!(theirs.contains("we make one whatever came out here"), we);
        // The site's own text is as it is.
        assert!(estimate.contains("It is £24.40 an hour."));
    }
    // Of several councils none is all of *we*.
    let other = site
        .read("schemes/shire/2026-27/scheme.yaml")
        .replace("Shire", "Borough");
    site.write("schemes/borough/2026-27/scheme.yaml", other);
    let (_, estimate, _) = speaks("published by: council\n");
    assert!(!estimate.contains("We decide after"));
    let told = site.run(&["check"]).told();
    assert!(told.contains("No findings"), "{told}");
    site.write("site.yaml", format!("{SITE}published by: counsil\n"));
    assert!(
        site.run(&["check"])
            .told()
            .contains("Did you mean `council`?")
    );
}

#[test]
fn a_site_has_pages_of_its_own() {
    let site = site("Nothing.", "Nothing.");
    site.write(
        "content/pages/our-offices.md",
        "# Our offices & hours\n\nAn hour is {{ rate agency_hour }}. See [the rules](../../shire/2026-27/how/).\n\n\
         ## Where\n\n![A map](map.svg)\n",
    );
    site.write(
        "content/pages/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let ran = site.build(&[]);
    assert!(ran.told().contains("No findings"), "{}", ran.told());
    let page = site.page("pages/our-offices/");
    assert!(page.contains("<h1>Our offices &amp; hours</h1>"), "{page}");
    assert!(page.contains("<p>An hour is £24.40 an hour. See"));
    assert!(page.contains("<h2>Where</h2>") && page.contains("src=\"../../assets/map-"));
    for (address, way) in [
        ("", "pages/our-offices/index.html"),
        (
            "shire/2026-27/how/",
            "../../../pages/our-offices/index.html",
        ),
    ] {
        let foot = site.page(address);
        let foot = foot.split("<footer").nth(1).unwrap();
        assert!(foot.contains(&format!("<a href=\"{way}\">Our offices &amp; hours</a>")));
    }
    for (path, text, says) in [
        ("pages/hours.md", "Nine to five.", "begins with its heading"),
        (
            "pages/Our Hours.md",
            "# Hours",
            "Call the file `our-hours.md`.",
        ),
        (
            "pages/hours.md",
            "# Hours\n\n[x](../nowhere/)\n",
            "leads to no page",
        ),
        (
            "pages/hours.md",
            "# Hours\n\n{{ rate hour }}\n",
            "there is no rate",
        ),
        ("pages/hours.txt", "# Hours", "nothing reads"),
    ] {
        let path = format!("content/{path}");
        site.write(&path, text);
        let told = site.run(&["check"]).told();
        assert!(told.contains(says), "{text}: {told}");
        assert_eq!(
            told.matches("error[").count() + told.matches("warning[").count(),
            1,
            "{told}"
        );
        std::fs::remove_file(site.at(&path)).unwrap();
    }
}
