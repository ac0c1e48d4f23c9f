"""The means test in NumPy, OpenFisca or PolicyEngine core, a million people as columns. Prints a line of JSON.

    python in_columns.py numpy|openfisca|policyengine people.json
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np

from people import LEFT_OUT, LOWER, MINIMUM, MONEY, STEP, UPPER

WHICH, PEOPLE = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
MANY = 1_000_000
PAYS = np.array([person["pays"] for person in PEOPLE])


def column(name: str) -> np.ndarray:
    """An answer of a million people: the same ones again and again."""
    of = np.array([person[name] for person in PEOPLE])
    return np.tile(of, -(-MANY // len(of)))[:MANY]


def numpy():
    """Whole pence, by hand."""
    of = {name: column(name) for name in MONEY}
    cells = [(age, household) for age in MINIMUM for household in MINIMUM[age]]
    table = np.array([MINIMUM[age][household] for age, household in cells])
    place = {cell: place for place, cell in enumerate(cells)}
    cell = np.array([place[person["age"], person["household"]] for person in PEOPLE])
    cell = np.tile(cell, -(-MANY // len(cell)))[:MANY]

    def run():
        income = of["state_pension"] + of["private_pension"] + of["pip"] + np.maximum(0, of["war_pension"] - LEFT_OUT)
        capital = of["capital"]
        tariff = np.where(capital > LOWER, -(-(capital - LOWER) // STEP) * 100, 0)
        left = np.maximum(0, income + tariff - table[cell] - of["housing"] - of["disability"])
        return np.where(capital > UPPER, of["cost"], np.minimum(of["cost"], left))

    return "NumPy, whole pence by hand", version("numpy"), run, 1


def fisca():
    """OpenFisca, or what PolicyEngine made of it: numbers of 32 bits, in pounds."""
    if WHICH == "openfisca":
        from openfisca_core.entities import build_entity
        from openfisca_core.indexed_enums import Enum
        from openfisca_core.periods import DateUnit
        from openfisca_core.simulations import SimulationBuilder
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
        from openfisca_core.variables import Variable

        month, name, package = DateUnit.MONTH, "OpenFisca", "openfisca-core"
    else:
        from policyengine_core.entities import build_entity
        from policyengine_core.enums import Enum
        from policyengine_core.periods import MONTH as month
        from policyengine_core.simulations import SimulationBuilder
        from policyengine_core.taxbenefitsystems import TaxBenefitSystem
        from policyengine_core.variables import Variable

        name, package = "PolicyEngine core", "policyengine-core"

    entity = build_entity(key="person", plural="persons", label="Somebody", is_person=True)
    ages = Enum("Ages", {age: age for age in MINIMUM})
    households = Enum("Households", {of: of for of in ("single", "couple")})

    def variable(called: str, **more):
        about = {"value_type": float, "entity": entity, "definition_period": month, "label": called, **more}
        return type(called, (Variable,), about)

    def income(person, period, parameters=None):
        war = np.maximum(0, person("war_pension", period) - 10)
        return person("state_pension", period) + person("private_pension", period) + person("pip", period) + war

    def tariff(person, period, parameters=None):
        capital = person("capital", period)
        return np.where(capital <= 14250, 0, np.ceil((capital - 14250) / 250))

    def minimum(person, period, parameters=None):
        age, household = person("age", period), person("household", period)
        cells = [(of, who) for of in MINIMUM for who in MINIMUM[of]]
        is_it = [(age == ages[of]) & (household == households[who]) for of, who in cells]
        return np.select(is_it, [MINIMUM[of][who] / 100 for of, who in cells], 0)

    def charge(person, period, parameters=None):
        left = person("income", period) + person("tariff", period) - person("minimum", period)
        left = np.maximum(0, left - person("housing", period) - person("disability", period))
        cost = person("cost", period)
        return np.where(person("capital", period) > 23250, cost, np.minimum(cost, left))

    class System(TaxBenefitSystem):
        entities = [entity]
        parameters_dir = None

        def __init__(self):
            super().__init__([entity])
            for money in MONEY:
                self.add_variable(variable(money))
            self.add_variable(variable("age", value_type=Enum, possible_values=ages, default_value=ages.pension))
            self.add_variable(variable("household", value_type=Enum, possible_values=households, default_value=households.single))
            for formula in (income, tariff, minimum, charge):
                self.add_variable(variable(formula.__name__, formula=formula))

    system = System()
    of = {money: column(money) / 100 for money in MONEY}
    of["age"] = ages.encode(column("age"))
    of["household"] = households.encode(column("household"))

    def run():
        simulation = SimulationBuilder().build_default_simulation(system, count=MANY)
        for called, answers in of.items():
            simulation.set_input(called, "2026-04", answers)
        return simulation.calculate("charge", "2026-04")

    return name, version(package), run, 100


name, which, run, parts = numpy() if WHICH == "numpy" else fisca()
given = np.asarray(run())[: len(PEOPLE)].astype(float)
wrong = int((np.rint(given * parts).astype(int) != PAYS).sum())
inexact = int((given != PAYS / parts).sum())
rates = []
for _ in range(7):
    start = time.process_time()
    run()
    rates.append(MANY / (time.process_time() - start))
print(json.dumps({"name": name, "version": which, "how": "a million as columns", "rate": sorted(rates)[3], "wrong": wrong, "inexact": inexact}))
