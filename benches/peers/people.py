"""The people of the comparison, in whole pence, with what each pays: the same as those of `cargo bench`."""

MINIMUM = {
    "young": {"single": 9115, "couple": 9035},
    "middle": {"single": 11500, "couple": 9035},
    "pension": {"single": 23785, "couple": 18160},
}
LOWER, UPPER, STEP, LEFT_OUT = 1425000, 2325000, 25000, 1000
MONEY = ["state_pension", "private_pension", "pip", "war_pension", "capital", "housing", "disability", "cost"]


class Numbers:
    """Numbers that follow from each other (the generator of Numerical Recipes)."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, end: int) -> int:
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return (self.state >> 8) % end

    def one_of(self, of: list):
        return of[self.below(len(of))]

    def person(self) -> dict:
        person = {"state_pension": self.below(24000), "private_pension": self.below(20000)}
        person["pip"] = self.one_of([0, 7390, 11040])
        # Two that do not count.
        self.below(3), self.below(30000)
        person["war_pension"] = self.one_of([0, 0, 0, 4250])
        # One in four has savings at a limit or a step, or a penny beside it.
        at_a_step = self.below(4) == 0
        person["capital"] = LOWER + STEP * self.below(37) + self.below(3) - 1 if at_a_step else self.below(3000000)
        person["age"] = self.one_of(list(MINIMUM))
        person["household"] = self.one_of(["single", "couple"])
        person["housing"], person["disability"] = self.below(9000), self.below(5000)
        person["cost"] = 2000 + self.below(60000)
        return person


def pays(person: dict) -> int:
    """What somebody pays, in pence."""
    income = person["state_pension"] + person["private_pension"] + person["pip"]
    income += max(0, person["war_pension"] - LEFT_OUT)
    capital = person["capital"]
    if capital > UPPER:
        return person["cost"]
    tariff = -(-(capital - LOWER) // STEP) * 100 if capital > LOWER else 0
    kept = MINIMUM[person["age"]][person["household"]] + person["housing"] + person["disability"]
    return min(person["cost"], max(0, income + tariff - kept))


def people(count: int = 2000) -> list[dict]:
    """So many people, each with what is paid."""
    numbers = Numbers(20260401)
    people = [numbers.person() for _ in range(count)]
    return [{**person, "pays": pays(person)} for person in people]
