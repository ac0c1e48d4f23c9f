"""Holds the data of a built site to its field's own validators.

Usage: validate.py SITE

CSV on the Web by csvw, Data Packages by frictionless, scheme.json by its JSON Schema, JSON-LD by PyLD, the feeds by
feedparser. Everything is validated, and every fault is told before it ends.
"""

import json
import re
import sys
import warnings
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
from csvw import CSVW
from frictionless import Package
from jsonschema import Draft202012Validator
from pyld import jsonld

DATASET = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/"}}


def packages(site):
    for path in sorted(site.glob("**/datapackage.json")):
        report = Package(path.name, basepath=str(path.parent)).validate()
        yield path, [message for _, message in report.flatten(["type", "message"])]


def sheets(site):
    for path in sorted(site.glob("**/*.csv-metadata.json")):
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            sheet = CSVW(str(path), validate=True)
            faults = [] if sheet.is_valid else ["is not valid"]
            table = sheet.tables[0]
            try:
                rows = sum(1 for _ in table.iterdicts(strict=True))
                if rows == 0:
                    faults.append("has no rows")
            except ValueError as fault:
                faults.append(str(fault))
        yield path, faults + [str(one.message) for one in told]


def rules(site):
    schemas = sorted(site.glob("**/schema/scheme-1.json"))
    validator = Draft202012Validator(json.loads(schemas[0].read_text(encoding="utf-8")))
    for path in sorted(site.glob("**/scheme.json")):
        written = json.loads(path.read_text(encoding="utf-8"))
        yield path, [fault.message[:200] for fault in validator.iter_errors(written)]


def datasets(site):
    def load(url, _options):
        if url.rstrip("/") != "https://schema.org":
            raise ValueError(f"the context {url} is not schema.org's")
        return {"contextUrl": None, "documentUrl": url, "document": SCHEMA_ORG}

    for path in sorted(site.glob("**/index.html")):
        for text in DATASET.findall(path.read_text(encoding="utf-8")):
            told = jsonld.expand(json.loads(text), {"documentLoader": load})
            faults = []
            if [one["@type"] for one in told] != [["https://schema.org/Dataset"]]:
                faults.append("is no Dataset")
            for name in ("name", "description", "creator", "distribution"):
                if not told or not told[0].get(f"https://schema.org/{name}"):
                    faults.append(f"has no {name}")
            yield path, faults


def feeds(site):
    for path in sorted(site.glob("**/feed.xml")):
        feed = feedparser.parse(path.read_bytes())
        faults = [str(feed.bozo_exception)] if feed.bozo else []
        if feed.version != "atom10":
            faults.append(f"is {feed.version or 'no feed'}, and not Atom")
        ids = [entry.get("id") for entry in feed.entries]
        if len(set(ids)) != len(ids) or not ids:
            faults.append("has no entries, or two with one id")
        for entry in [feed.feed, *feed.entries]:
            faults += [f"an entry has no {name}" for name in ("id", "title", "updated") if not entry.get(name)]
            faults += [f"{entry.link} is no page" for _ in [0] if not is_built(site, entry.get("link", ""))]
        yield path, faults


def sitemaps(site):
    for path in sorted(site.glob("sitemap.xml")):
        root = ElementTree.fromstring(path.read_bytes())
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        faults = [] if root.tag == f"{space}urlset" else ["is no sitemap"]
        places = [place.text for place in root.iter(f"{space}loc")]
        faults += [f"{place} is no page" for place in places if not is_built(site, place)]
        yield path, faults or ([] if places else ["lists no page"])


def is_built(site, address):
    """Whether an address of the site is a page, in whatever folder of its host the site stands."""
    parts = urlsplit(address).path.strip("/").split("/")
    return any((site.joinpath(*parts[start:], "index.html")).is_file() for start in range(len(parts) + 1))


def main():
    site = Path(sys.argv[1])
    checks = {
        "Data Packages": packages,
        "sheets by CSV on the Web": sheets,
        "scheme.json": rules,
        "JSON-LD data sets": datasets,
        "Atom feeds": feeds,
        "sitemaps": sitemaps,
    }
    faulty = 0
    for name, check in checks.items():
        count = 0
        for path, faults in check(site):
            count += 1
            for fault in faults:
                faulty += 1
                print(f"{path.relative_to(site)}: {fault}")
        print(f"{name}: {count}")
        if count == 0:
            faulty += 1
            print(f"{name}: there is none to validate")
    sys.exit(1 if faulty else 0)


main()
