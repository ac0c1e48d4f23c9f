# The two commands that a fresh machine needs: `make site` and `make test`.
# Rust (rustup.rs), make, and for the tests Node 20 and Python 3, have to be there; the rest is brought in.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

OUT ?= public
UPFRONT := cargo run --release --locked --quiet --
# Not for root, and not where there is no sudo: then the command itself says what it may not do.
SUDO := $(if $(filter-out 0,$(shell id -u)),$(shell command -v sudo))

.PHONY: help site workbench packages test bench peers audit serve rust style node browser hosts validators

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: rust ## the example site, into the folder public
	@echo "== Building the tool and the example site"
	@$(UPFRONT) build --out $(OUT)
	@$(MAKE) --no-print-directory workbench

# This is also what holds that the compiler by itself needs no disk and no clock: it builds for a browser without them.
# With BUILT empty, what makes the page is built as the tests are, of the same crates. Where this machine keeps its crates is
# nobody's business.
BUILT ?= --release
CRATES := $(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src
workbench: rust ## the compiler as a page that needs no server, into workbench/ in the site's folder
	@echo "== Building the workbench"
	@RUSTFLAGS="--remap-path-prefix=$(CRATES)=crates" cargo build --package upfront-workbench --package upfront-unpack --lib \
		--profile workbench --target wasm32-unknown-unknown --locked --quiet
	@cargo build --workspace --bin make-workbench $(or $(BUILT),--features population --tests) --locked --quiet
	@target/$(if $(BUILT),release,debug)/make-workbench target/wasm32-unknown-unknown/workbench $(OUT)/workbench

test: rust style node browser hosts validators ## every check: style, lints, documentation, tests, the example site in a browser
	@echo "== Layout of the code"
	@cargo fmt --all --check
	@echo "== Lints"
	@cargo clippy --workspace --features population --all-targets --locked --quiet -- -D warnings
	@echo "== Documentation"
	@RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --features population --no-deps --locked --quiet
	@echo "== Tests"
	@cargo test --workspace --features population --locked --quiet
	@echo "== The example site, by the tool as the tests built it"
	@target/debug/upfront build --out $(OUT)
	@$(MAKE) --no-print-directory workbench BUILT=
	@echo "== The example site's data, by its own field's validators"
	@target/validators/bin/python tests/data/validate.py $(OUT)
	@echo "== A site by the servers that councils have"
	@cd tests/hosts && node --test --test-reporter=spec
	@echo "== The packages, where there is no Rust"
	@python3 tests/packages/test_packages.py
	@echo "== The example site in a browser"
	@cd tests/browser && UPFRONT_SITE=$(OUT) node --test --test-concurrency=3 --test-reporter=spec

packages: rust ## an npm package, a wheel and a Debian package, into the folder target/packages
	@cargo build --release --features population --locked --quiet
	@python3 packaging/pack.py target/release/upfront target/packages

bench: rust ## how fast the engine and the build are
	@cargo bench --workspace --locked

peers: ## how fast and how exact the engine is beside others on one means test, all brought in from their registries
	@command -v npm >/dev/null || { echo "Node 20 or later is missing. Install it from https://nodejs.org"; exit 1; }
	@command -v python3 >/dev/null || { echo "Python 3 is missing. Install it from https://www.python.org"; exit 1; }
	@cd benches/peers && npm install --no-package-lock --ignore-scripts --loglevel=error >/dev/null
	@cmp -s benches/peers/requirements.txt target/peers/requirements.txt || { \
		rm -rf target/peers/venv; \
		python3 -m venv target/peers/venv; \
		target/peers/venv/bin/pip install --quiet --disable-pip-version-check -r benches/peers/requirements.txt; \
		cp benches/peers/requirements.txt target/peers; \
	}
	@target/peers/venv/bin/python -B benches/peers/compare.py target/peers $(UPFRONT)

audit: ## the crates that this rests on: licences, where they come from, versions that stand twice, known faults
	@command -v cargo >/dev/null || { echo "Rust is missing. Install it from https://rustup.rs"; exit 1; }
	@command -v cargo-deny >/dev/null || cargo install cargo-deny --locked --quiet
	@cargo deny --locked check

serve: rust ## the example site on this machine, built again whenever a file changes
	@$(UPFRONT) serve

# What the Rust build needs beyond Rust itself: the target that the estimator is built for.
rust:
	@command -v cargo >/dev/null || { echo "Rust is missing. Install it from https://rustup.rs"; exit 1; }
	@if [ ! -d "$$(rustc --print target-libdir --target wasm32-unknown-unknown)" ]; then \
		command -v rustup >/dev/null || { echo "Rust cannot build for the browser yet: its target wasm32-unknown-unknown is missing."; exit 1; }; \
		echo "== Adding Rust's target for the browser"; \
		rustup target add wasm32-unknown-unknown; \
	fi

style:
	@cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
	@cargo clippy --version >/dev/null 2>&1 || rustup component add clippy

validators:
	@command -v python3 >/dev/null || { echo "Python 3 is missing. Install it from https://www.python.org"; exit 1; }
	@echo "== What validates the data"
	@cmp -s tests/data/requirements.txt target/validators/requirements.txt || { \
		rm -rf target/validators; \
		python3 -m venv target/validators; \
		target/validators/bin/pip install --quiet --disable-pip-version-check -r tests/data/requirements.txt; \
		cp tests/data/requirements.txt target/validators; \
	}

node:
	@command -v npm >/dev/null || { echo "Node 20 or later is missing. Install it from https://nodejs.org"; exit 1; }
	@echo "== What the browser tests need"
	@cd tests/browser && npm ci --ignore-scripts --loglevel=error

browser:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
		command -v apt-get >/dev/null || { echo "The browser Chromium is missing. Install it and run this again."; exit 1; }; \
		echo "== Installing Chromium"; \
		$(SUDO) apt-get update -qq; \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	fi

hosts:
	@if ! command -v nginx >/dev/null || ! command -v apache2 >/dev/null; then \
		command -v apt-get >/dev/null || { echo "nginx or Apache is missing. Install both and run this again."; exit 1; }; \
		echo "== Installing nginx and Apache"; \
		$(SUDO) apt-get update -qq; \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light apache2; \
	fi
