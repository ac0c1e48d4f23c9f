//! The blocks in which a scheme's steps are told: every step once, each after what it reads, and few enough to take in.

use upfront::analyse::{Block, blocks};
use upfront_engine::{Scheme, reads::Reads, scheme::Verb};

use crate::support::schemes::{EXAMPLE_SITE, every_scheme};

const MOST: usize = 12;

fn told(scheme: &Scheme, blocks: &[Block]) -> Vec<String> {
    let say = |block: &Block| scheme.steps[block.head].say.clone();
    blocks.iter().map(say).collect()
}

#[test]
fn every_step_is_told_once_and_every_block_after_what_it_reads() {
    for scheme in every_scheme() {
        let blocks = blocks(scheme, MOST);
        let mut all: Vec<usize> = blocks
            .iter()
            .flat_map(|block| block.steps.clone())
            .collect();
        all.sort_unstable();
        let each: Vec<usize> = (0..scheme.steps.len()).collect();
        assert_eq!(all, each, "{}", scheme.id);
        let of = |step: usize| {
            blocks
                .iter()
                .position(|block| block.steps.contains(&step))
                .unwrap()
        };
        for (place, block) in blocks.iter().enumerate() {
            assert!(
                block.steps.contains(&block.head),
                "{}: {block:?}",
                scheme.id
            );
            assert!(
                block.reads.iter().all(|read| *read < place),
                "{}: {block:?}",
                scheme.id
            );
            for step in &block.steps {
                let rule = &scheme.steps[*step];
                assert_eq!(rule.part, block.part, "{}: {}", scheme.id, rule.id);
                if matches!(rule.verb, Verb::Stop { .. }) {
                    continue;
                }
                for read in Reads::of(scheme, rule).steps {
                    let before = of(read);
                    let is_known = before == place || block.reads.contains(&before);
                    assert!(is_known, "{}: {} reads {read}", scheme.id, rule.id);
                }
            }
        }
        for result in &scheme.results {
            let is_conversion = matches!(scheme.steps[result.step].verb, Verb::Convert { .. });
            let stands = blocks.iter().any(|block| block.head == result.step);
            assert!(stands || is_conversion, "{}: {}", scheme.id, result.id);
        }
        assert!(
            blocks.len() <= MOST,
            "{}: {:#?}",
            scheme.id,
            told(scheme, &blocks)
        );
    }
}

#[test]
fn the_example_council_s_rules_are_told_by_what_people_ask_for() {
    let scheme = EXAMPLE_SITE
        .schemes
        .iter()
        .find(|one| one.id == "exampleshire/2026-27")
        .unwrap();
    insta::assert_snapshot!(told(scheme, &blocks(scheme, MOST)).join("\n"));
}
