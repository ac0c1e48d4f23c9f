//! One means test in every driver of the engine, beside the same written by hand: in `rust_decimal`, and in whole pence.
//!
//! 2,000 people, one in four of whom has savings at a limit or a step, or a penny beside it. All answers are held to whole
//! pence before anything is timed.

use super::{
    Answer, Answers, Columns, Decimal, Explainer, Person, Program, Registers, Results, black_box,
    compare_each, estimate, load_scheme, messages,
};
use std::path::Path;

const PEOPLE: u32 = 2_000;

/// What somebody has and pays, in pence, and what they need to live on.
struct Pence {
    state: i64,
    private: i64,
    daily: i64,
    war: i64,
    capital: i64,
    age: usize,
    household: usize,
    housing: i64,
    disability: i64,
    cost: i64,
    minimum: i64,
}

/// The same in pounds.
struct Pounds {
    incomes: [Decimal; 3],
    war: Decimal,
    capital: Decimal,
    minimum: Decimal,
    costs: [Decimal; 2],
    cost: Decimal,
    limits: [Decimal; 2],
    step: Decimal,
    left_out: Decimal,
}

const MINIMUM: [[i64; 2]; 3] = [[9_115, 9_035], [11_500, 9_035], [23_785, 18_160]];

/// Numbers that follow from each other (the generator of Numerical Recipes).
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % end
    }

    fn pence(&mut self, end: u32) -> i64 {
        self.below(end).into()
    }

    fn one_of(&mut self, of: &[i64]) -> i64 {
        of[self.below(u32::try_from(of.len()).unwrap()) as usize]
    }

    fn person(&mut self) -> Pence {
        let (state, private) = (self.pence(24_000), self.pence(20_000));
        let daily = self.one_of(&[0, 7_390, 11_040]);
        // Two that do not count, so that the people are those of other engines' benchmarks.
        let _ = (self.below(3), self.below(30_000));
        let war = self.one_of(&[0, 0, 0, 4_250]);
        let capital = if self.below(4) == 0 {
            1_425_000 + 25_000 * self.pence(37) + self.pence(3) - 1
        } else {
            self.pence(3_000_000)
        };
        let (age, household) = (self.below(3) as usize, self.below(2) as usize);
        Pence {
            state,
            private,
            daily,
            war,
            capital,
            age,
            household,
            housing: self.pence(9_000),
            disability: self.pence(5_000),
            cost: 2_000 + self.pence(60_000),
            minimum: MINIMUM[age][household],
        }
    }
}

#[inline(never)]
fn in_pence(of: &Pence) -> i64 {
    let income = of.state + of.private + of.daily + (of.war - 1_000).max(0);
    let tariff = if of.capital > 1_425_000 && of.capital <= 2_325_000 {
        (of.capital - 1_425_000 + 24_999) / 25_000 * 100
    } else {
        0
    };
    let left = (income + tariff - of.minimum - of.housing - of.disability).max(0);
    if of.capital > 2_325_000 {
        of.cost
    } else {
        of.cost.min(left)
    }
}

#[inline(never)]
fn in_pounds(of: &Pounds) -> Decimal {
    let [state, private, daily] = of.incomes;
    let income = state + private + daily + (of.war - of.left_out).max(Decimal::ZERO);
    let tariff = if of.capital > of.limits[0] && of.capital <= of.limits[1] {
        ((of.capital - of.limits[0]) / of.step).ceil()
    } else {
        Decimal::ZERO
    };
    let left = (income + tariff - of.minimum - of.costs[0] - of.costs[1]).max(Decimal::ZERO);
    if of.capital > of.limits[1] {
        of.cost
    } else {
        of.cost.min(left)
    }
}

fn pounds(of: &Pence) -> Pounds {
    let money = |pence: i64| Decimal::new(pence, 2);
    Pounds {
        incomes: [of.state, of.private, of.daily].map(money),
        war: money(of.war),
        capital: money(of.capital),
        minimum: money(of.minimum),
        costs: [of.housing, of.disability].map(money),
        cost: money(of.cost),
        limits: [Decimal::from(14_250), Decimal::from(23_250)],
        step: Decimal::from(250),
        left_out: Decimal::TEN,
    }
}

fn answers(of: &Pence) -> Answers {
    let money = |pence: i64| Answer::Number(Decimal::new(pence, 2));
    let answers = [
        money(of.state),
        money(of.private),
        money(of.daily),
        money(of.war),
        money(of.capital),
        Answer::Option(of.age),
        Answer::Option(of.household),
        money(of.housing),
        money(of.disability),
        money(of.cost),
    ];
    Answers(answers.map(Some).into())
}

/// Prints each driver's ratio to what is written by hand.
pub(super) fn compare_drivers() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/means_test/rules.yaml");
    let loaded = load_scheme(&rules).unwrap();
    assert!(loaded.findings.is_empty(), "the rules of the means test");
    let scheme = &loaded.schemes[0];
    let program = Program::compile(scheme);
    assert!(program.is_proved());

    let mut numbers = Numbers(20_260_401);
    let people: Vec<Pence> = (0..PEOPLE).map(|_| numbers.person()).collect();
    let in_decimals: Vec<Pounds> = people.iter().map(pounds).collect();
    let answered: Vec<Answers> = people.iter().map(answers).collect();
    let persons: Vec<Person> = answered
        .iter()
        .map(|answers| program.person(answers).unwrap())
        .collect();
    let mut columns = Columns::of(&program);
    for answers in &answered {
        columns.push(&program, answers);
    }

    // Everybody is right to the penny, in every driver.
    let mut registers = Registers::new(&program);
    let mut charges = Results::default();
    program.columns(&columns, &mut charges);
    assert!(charges.open().is_empty());
    assert_eq!(program.scale(0), Some(2));
    for (place, person) in people.iter().enumerate() {
        let pence = in_pence(person);
        let exact = Decimal::new(pence, 2);
        assert_eq!(in_pounds(&in_decimals[place]), exact);
        assert!(program.results(&persons[place], &mut registers));
        assert_eq!(program.result(0, &registers), Some(exact));
        assert!(program.work(&persons[place], &mut registers));
        let outcome = program.outcome(&registers).unwrap();
        assert_eq!(outcome.results[0].exact(), Some(exact));
        assert_eq!(outcome, estimate(scheme, &answered[place]));
        assert_eq!(charges.figure(place, 0), Some(pence));
    }

    let by_hand = &mut || {
        for person in black_box(&in_decimals) {
            black_box(in_pounds(person));
        }
    };
    let name = "By hand in rust_decimal";
    let of_each = (PEOPLE, PEOPLE);
    compare_each(
        of_each,
        &mut ("Means test: the results alone", &mut || {
            for person in black_box(&persons) {
                black_box(program.results(person, &mut registers));
                black_box(program.result(0, &registers));
            }
        }),
        &mut (name, by_hand),
    );
    compare_each(
        of_each,
        &mut ("Means test: every step, kept in the registers", &mut || {
            for person in black_box(&persons) {
                black_box(program.work(person, &mut registers));
            }
        }),
        &mut (name, by_hand),
    );
    compare_each(
        of_each,
        &mut ("Means test: the whole outcome, from answers", &mut || {
            for answers in black_box(&answered) {
                black_box(program.estimate(answers, &mut registers));
            }
        }),
        &mut (name, by_hand),
    );
    let explainer = Explainer::of(scheme, messages::english());
    let mut beside = Registers::new(&program);
    compare_each(
        of_each,
        &mut ("Means test: the whole outcome, in sentences", &mut || {
            for answers in black_box(&answered) {
                let outcome = program.estimate(answers, &mut registers);
                black_box(explainer.tell(answers, &outcome));
            }
        }),
        &mut (
            "The same, with the texts of the rules beside them",
            &mut || {
                for answers in black_box(&answered) {
                    let outcome = program.estimate(answers, &mut beside);
                    black_box(explainer.explain(answers, &outcome));
                }
            },
        ),
    );
    compare_each(
        of_each,
        &mut ("Means test: columns", &mut || {
            program.columns(black_box(&columns), &mut charges);
            black_box(&charges);
        }),
        &mut ("By hand in whole pence", &mut || {
            for person in black_box(&people) {
                black_box(in_pence(person));
            }
        }),
    );
}
