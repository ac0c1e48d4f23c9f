//! Warnings that are silenced for a stated reason: beside what they are about, and listed in every report.

use crate::support::site::{SITE, Site};

/// Rules with a table that falls once, and this beside it.
fn falls(but: &str) -> String {
    format!(
        "questions: [{{id: score, ask: How many points?, number: points, most: 99}}]
tables:
  budget:
    by: points
    rows:
      - {{from: 0, to: 9, gives: £50 a week}}
      - {{from: 10, to: 19, gives: £90 a week}}
      - {{from: 20, to: 29, gives: £70 a week}}
      - {{from: 30, gives: £110 a week}}
{but}
steps: [{{id: amount, look up: score, in: budget}}]
"
    )
}

/// What `upfront check` tells of rules, on a day on which the site's statement is not old.
fn told(rules: &str) -> String {
    checked(&Site::of_shire(rules))
}

fn checked(site: &Site) -> String {
    site.run(&["check", "--as-of", "2026-06-01"]).err
}

#[test]
fn a_silenced_warning_is_listed_with_its_reason_and_no_warning_any_more() {
    assert!(told(&falls("")).contains("1 warning in 1 file"));
    let site = Site::of_shire(&falls("    but: {odd-figure: The policy has it so.}"));
    let line = "No findings\n1 finding is silenced, with this reason:\n  odd-figure, schemes/shire/2026-27/scheme.yaml:12: The policy has it so.\n";
    assert_eq!(checked(&site), line);
    let built = site.build(&["--as-of", "2026-06-01"]);
    assert!(built.err.starts_with(line), "{}", built.err);
    // And again where nothing has changed.
    let again = site.build(&["--as-of", "2026-06-01"]);
    assert!(
        again.err.starts_with(line) && again.err.contains("Nothing has changed"),
        "{}",
        again.err
    );
    let json = site
        .run(&["check", "--format", "json", "--as-of", "2026-06-01"])
        .out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["warnings"], 0);
    assert_eq!(json["silenced"][0]["code"], "odd-figure");
    assert_eq!(json["silenced"][0]["line"], 12);
    assert_eq!(json["silenced"][0]["because"], "The policy has it so.");
}

/// Beside each kind of thing, its name included, and for the edition and the site as a whole.
#[test]
fn a_warning_is_silenced_beside_whatever_it_is_about() {
    const STEP: &str = "steps: [{id: charge, sum: [£5 a week]}]\n";
    for (code, rules) in [
        ("never-used", "rates:\n  spare: {is: £5 a week, BUT}\n"),
        (
            "never-used",
            "rates:\n  spare:\n    is: £5 a week\n    BUT\n",
        ),
        (
            "never-used",
            "tables: {t: {by: points, rows: [{from: 0, gives: nothing}], unit: £ a week, BUT}}\n",
        ),
        (
            "never-used",
            "questions: [{id: alone, ask: Alone?, yes or no: true, BUT}]\n",
        ),
        (
            "old-figure",
            "from: 2026-04-06\nrates: {meal: {is: £5 a week, source: leaflet}}\nsteps: [{id: charge, sum: [meal]}]\nsources: {leaflet: {title: L, published: 2014, BUT}}\n",
        ),
        (
            "reaches-no-result",
            "steps: [{id: lost, sum: [£5 a week], BUT}, {id: charge, sum: [£5 a week]}]\n",
        ),
        (
            "another-period",
            "results: [{id: charge, is: charge, say: What you pay for a month, BUT}]\n",
        ),
        (
            "not-asked",
            "questions: [{id: a, ask: A?, yes or no: true}, {id: b, ask: B?, number: £, when: {answer: a, is: yes}}]\nsteps: [{id: charge, sum: [b]}]\nexamples: [{id: e, title: E, answers: {a: no, b: 3}, expect: {charge: nothing}, BUT}]\n",
        ),
        ("edition-year", "from: 2023-04-06\nBUT\n"),
    ] {
        let head = if rules.contains("steps:") { "" } else { STEP };
        let head = if code == "old-figure" { "" } else { head };
        let rules = [head, rules]
            .concat()
            .replace("BUT", &format!("but: {{{code}: So it is.}}"));
        let site = if code == "old-figure" {
            let whole = format!("council: Shire\ntitle: Charges\nsource: leaflet\n{rules}");
            Site::of(&[("schemes/shire/2026-27/scheme.yaml", &whole)])
        } else {
            Site::of_shire(&rules)
        };
        let told = checked(&site);
        assert!(
            told.starts_with("No findings\n1 finding is silenced"),
            "{rules}\n{told}"
        );
        assert!(told.contains(&format!("  {code}, ")), "{told}");
    }
    let site = Site::of_shire(STEP);
    site.write("content/abuot.md", "About us.\n");
    assert!(checked(&site).contains("[unused-file]"));
    site.write(
        "site.yaml",
        format!("{SITE}but: {{unused-file: A draft.}}\n"),
    );
    assert!(
        checked(&site).starts_with("No findings\n1 finding"),
        "{}",
        checked(&site)
    );
}

#[test]
fn what_is_no_warning_cannot_be_silenced() {
    for (code, message) in [
        ("odd-figur", "Did you mean `odd-figure`?"),
        ("band-gap", "`band-gap` cannot be silenced"),
        ("silences-nothing", "`silences-nothing` cannot be silenced"),
        ("nonsense", "there is no warning with the code `nonsense`"),
    ] {
        let told = told(&falls(&format!("    but: {{{code}: So it is.}}")));
        assert!(
            told.contains("error[unknown-word]") && told.contains(message),
            "{told}"
        );
        assert!(told.contains("[odd-figure]"), "{told}");
    }
    for but in ["but: {odd-figure: }", "but: So it is.", "but: [odd-figure]"] {
        assert!(
            told(&falls(&format!("    {but}"))).contains("error[wrong-type]"),
            "{but}"
        );
    }
}

#[test]
fn a_silence_that_silences_nothing_is_told() {
    let risen = falls("    but: {odd-figure: The policy has it so.}").replace("£70", "£100");
    let told = told(&risen);
    assert!(
        told.contains("warning[silences-nothing]") && told.contains("scheme.yaml:14:"),
        "{told}"
    );
    // A thing beside it has the warning.
    let other = falls("").replace(
        "steps: [{id: amount,",
        "steps: [{id: amount, but: {odd-figure: No.},",
    );
    let told = self::told(&other);
    assert!(
        told.contains("[odd-figure]") && told.contains("[silences-nothing]"),
        "{told}"
    );
}

/// The printed figures of an example and a silence stand beside each other.
#[test]
fn an_example_says_both_why_its_printed_figures_do_not_follow_and_what_is_silenced() {
    let rules = |but: &str| {
        format!(
            "questions: [{{id: a, ask: A?, yes or no: true}}, {{id: b, ask: B?, number: £ a week, when: {{answer: a, is: yes}}}}]
steps: [{{id: cost, sum: [b]}}]
examples: [{{id: e, title: E, answers: {{a: no, b: 3}}, expect: {{cost: nothing}}, published: {{cost: £3 a week}}, but: {but}}}]
"
        )
    };
    let told = told(&rules("the page adds it"));
    assert!(
        told.contains("[not-asked]") && !told.contains("error"),
        "{told}"
    );
    let site = Site::of_shire(&rules(
        "{example-fails: the page adds it, not-asked: the page has it}",
    ));
    assert!(
        checked(&site).contains("  not-asked, "),
        "{}",
        checked(&site)
    );
    assert_eq!(
        site.scheme("shire/2026-27").examples[0].but,
        "the page adds it"
    );
    let told = self::told(&rules("{not-asked: the page has it}"));
    assert!(
        told.contains("does not say why its printed figure"),
        "{told}"
    );
}

/// What national rules silence of themselves, a council need not hear of; what it has instead it silences itself.
#[test]
fn a_silence_in_national_rules_is_theirs() {
    let nation = "council: Exampleland
title: Charges
sources: {act: {title: Act}}
source: act
questions: [{id: nights, ask: How many nights?, number: nights a week, but: {impossible-number: Two people.}}]
steps: [{id: charge, units: nights, at: £5 a night}]
results: [{id: charge, is: charge}]
";
    let council = "council: Shire\ntitle: Charges\nextends: exampleland/2026-27\nsources: {p: {title: P}}\nsource: p\n";
    let site = |own: &str| {
        Site::of(&[
            ("schemes/national/exampleland/2026-27/rules.yaml", nation),
            (
                "schemes/shire/2026-27/rules.yaml",
                &format!("{council}{own}"),
            ),
        ])
    };
    let told = checked(&site(""));
    let is_silenced = told.contains("  impossible-number, schemes/national/");
    assert!(told.starts_with("No findings\n") && is_silenced, "{told}");
    let own = "overrides: {questions: [{id: nights, number: hours a week}], rates: {}}\n";
    let told = checked(&site(&own.replace(
        ", rates: {}",
        ", steps: [{id: charge, units: nights, at: £5 an hour}]",
    )));
    assert!(told.contains("[impossible-number]"), "{told}");
}
