//! The brand of a site: colours, font, logo and links that `site.yaml` gives, and what it cannot give.

use upfront::diagnostics::Code;

use crate::support::{
    site::{SITE, Site},
    told,
};

const RULES: &str = "steps: [{id: charge, sum: [£12.50 a week]}]\n";
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

/// A site with this brand, and a logo beside its `site.yaml`.
fn branded(brand: &str) -> Site {
    let site = Site::of_shire(RULES);
    site.write("site.yaml", format!("{SITE}brand:\n{brand}"));
    site.write("logo.svg", LOGO);
    site
}

/// What is found in a site with this brand.
fn found(brand: &str) -> String {
    branded(brand).run(&["check"]).told()
}

#[test]
fn a_brand_is_on_every_page() {
    let site = branded(
        "  colours: {light-brand: '#5b2a86', dark-brand: '#32174a'}
  font: Verdana, sans-serif
  logo: {file: logo.svg, alternative: Shire Council}
  header links: [{text: Council home, page: 'https://www.example.gov.uk/'}]
  footer links: [{text: Complaints, page: 'https://www.example.gov.uk/complaints'}]
",
    );
    site.build(&[]);
    for (address, up) in [
        ("", ""),
        ("shire/2026-27/how/", "../../../"),
        ("privacy/", "../"),
    ] {
        let page = site.page(address);
        let logo = page.split("class=\"up-logo\"").nth(1).unwrap();
        let logo = logo.split("</a>").next().unwrap();
        let file = logo
            .split("src=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert!(file.starts_with(&format!("{up}assets/logo-")), "{file}");
        let file = file.trim_start_matches("../");
        assert_eq!(site.read(&format!("public/{file}")), LOGO);
        assert!(logo.contains("alt=\"Shire Council\""), "{logo}");
        // The name stands beside it.
        assert!(logo.ends_with(">Shire"), "{logo}");
        let menu = page.split("class=\"up-menu\"").nth(1).unwrap();
        assert!(menu.contains("<a href=\"https://www.example.gov.uk/\">Council home</a>"));
        let foot = page.split("<footer").nth(1).unwrap();
        assert!(foot.contains("<a href=\"https://www.example.gov.uk/complaints\">Complaints</a>"));
        let sheet = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
        let sheet = sheet.split('"').next().unwrap().trim_start_matches("../");
        let sheet = site.read(&format!("public/{sheet}"));
        assert!(sheet.contains("--up-brand: #5b2a86;") && sheet.contains("--up-brand: #32174a;"));
        assert!(sheet.contains("--up-font: Verdana, sans-serif;"));
    }
}

#[test]
fn a_logo_stands_in_the_place_of_a_name_that_it_says() {
    let logo = |alternative: &str| {
        let site = branded(&format!(
            "  logo: {{file: logo.svg, alternative: {alternative}, instead of the name: yes}}\n"
        ));
        site.build(&[]);
        let page = site.page("shire/2026-27/");
        let logo = page.split("class=\"up-logo\"").nth(1).unwrap();
        logo.split("</a>").next().unwrap().to_owned()
    };
    assert!(logo("Shire Council").ends_with("alt=\"Shire Council\">"));
    // On a council's page, that of several councils together leaves the council's name where it is.
    assert!(logo("Care Watch").ends_with("alt=\"Care Watch\">Shire"));
}

#[test]
fn a_brand_comes_before_the_theme() {
    let site = branded("  colours: {light-link: '#0b0c0c'}\n");
    site.change("site.yaml", |text| format!("{text}theme: mine\n"));
    site.write(
        "themes/mine/theme.yaml",
        "light-link: '#5b2a86'\nlight-brand: '#5b2a86'\n",
    );
    site.build(&[]);
    let page = site.page("");
    let sheet = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
    let sheet = site.read(&format!("public/{}", sheet.split('"').next().unwrap()));
    let by_day = sheet.split("@media").next().unwrap();
    assert!(by_day.contains("--up-link: #0b0c0c;"), "{by_day}");
    assert!(by_day.contains("--up-brand: #5b2a86;"), "{by_day}");
}

#[test]
fn what_a_brand_cannot_have_is_told_at_its_place() {
    for (brand, line, says) in [
        ("  color: {}\n", 11, "Did you mean `colours`?"),
        (
            "  colours: {brand: '#5b2a86'}\n",
            11,
            "Did you mean `light-brand`, by day",
        ),
        (
            "  colours: {light-bramd: '#5b2a86'}\n",
            11,
            "Did you mean `light-brand`?",
        ),
        (
            "  colours: {light-width: '#5b2a86'}\n",
            11,
            "is not a colour of the theme",
        ),
        (
            "  colours:\n    light-link: '#8ec5ff'\n",
            12,
            "Write `light-link: '#",
        ),
        (
            "  colours: {light-link: navy}\n",
            11,
            "not a colour such as",
        ),
        (
            "  logo: {file: logo.svg}\n",
            11,
            "`alternative` is missing from a logo",
        ),
        (
            "  logo: {file: logo.svg, alt: Shire}\n",
            11,
            "Did you mean `alternative`?",
        ),
        (
            "  logo:\n    file: lgoo.svg\n    alternative: Shire\n",
            12,
            "lgoo.svg",
        ),
        (
            "  logo:\n    file: ../logo.svg\n    alternative: Shire\n",
            12,
            "own folder",
        ),
        (
            "  logo:\n    file: site.yaml\n    alternative: Shire\n",
            12,
            "SVG, PNG, JPEG and WebP",
        ),
        (
            "  header links: [{txt: Home, page: 'https://e.org/'}]\n",
            11,
            "Did you mean `text`?",
        ),
        (
            "  footer links: [{text: Home, page: home}]\n",
            11,
            "`home` leads nowhere",
        ),
    ] {
        let told = found(brand);
        assert!(told.contains("1 error"), "{brand}{told}");
        assert!(told.contains(says), "{brand}{told}");
        assert!(
            told.contains(&format!("site.yaml:{line}:")),
            "{brand}{told}"
        );
    }
}

#[test]
fn a_key_of_the_site_that_is_not_known_is_told_wherever_it_stands() {
    for (key, meant) in [
        ("titel: x\n", "title"),
        ("contact: {phon: 01632 960001}\n", "phone"),
        ("wordings: {cy: {titel: x}}\nlanguages: [en, cy]\n", "title"),
        (
            "wordings: {cy: {accessibility: {isues: [x]}}}\nlanguages: [en, cy]\n",
            "issues",
        ),
        (
            "wordings: {cy: {brand: {lgo: x}}}\nlanguages: [en, cy]\n",
            "logo",
        ),
    ] {
        let site = Site::of_shire(RULES);
        site.write("site.yaml", format!("{SITE}{key}"));
        let loaded = site.load();
        let unknown = loaded.findings.sorted();
        let unknown = unknown.iter().find(|one| one.code == Code::UnknownKey);
        let advice = unknown.map(|one| one.advice.join(" ")).unwrap_or_default();
        assert!(
            advice.contains(&format!("Did you mean `{meant}`?")),
            "{key}{}",
            told(&loaded)
        );
    }
}

#[test]
fn the_words_of_a_brand_have_to_be_in_each_language() {
    let site = branded(
        "  logo: {file: logo.svg, alternative: Shire Council}
  header links: [{text: Council home, page: 'https://www.example.gov.uk/'}]
languages: [en, cy]
translations: {cy: {complete: yes}}
wordings: {cy: {title: Gofal, brand: {header links: [Hafan]}}}
",
    );
    let told = site.run(&["check"]).told();
    assert!(
        told.contains("the site's `brand: logo` has no words in `cy`"),
        "{told}"
    );
    assert!(!told.contains("header links"), "{told}");
}

#[test]
fn every_page_of_a_site_with_one_council_is_the_council_s() {
    let site = Site::of_shire(RULES);
    site.build(&[]);
    for (address, up) in [("privacy/", "../"), ("words/", "../"), ("shire/", "../")] {
        let page = site.page(address);
        let head = page.split("</header>").next().unwrap();
        assert!(head.contains(">Shire</a>"), "{head}");
        let way = format!("<a href=\"{up}shire/2026-27/how/index.html\">");
        assert!(head.contains(&way), "{head}");
    }
    let rules = site.read("schemes/shire/2026-27/scheme.yaml");
    let other = rules.replace("Shire", "Borough");
    site.write("schemes/borough/2026-27/scheme.yaml", other);
    site.build(&[]);
    let page = site.page("privacy/");
    let head = page.split("</header>").next().unwrap();
    assert!(head.contains(">Care, up front</a>") && !head.contains("up-menu"));
}
