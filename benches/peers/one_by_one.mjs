// The means test in ZEN, publicodes and json-logic-engine, one person at a time. Prints a line of JSON for each.
//
//   node one_by_one.mjs people.json

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { ZenEngine } = createRequire(import.meta.url)('@gorules/zen-engine')
import { LogicEngine } from 'json-logic-engine'
import Publicodes from 'publicodes'

const MONEY = ['state_pension', 'private_pension', 'pip', 'war_pension', 'capital', 'housing', 'disability', 'cost']
const MINIMUM = { young: { single: 91.15, couple: 90.35 }, middle: { single: 115, couple: 90.35 }, pension: { single: 237.85, couple: 181.6 } }

// These engines take pounds.
const people = JSON.parse(readFileSync(process.argv[2], 'utf8')).map((person) => {
  const pounds = MONEY.map((name) => [name, person[name] / 100])
  return { ...person, ...Object.fromEntries(pounds) }
})

/** Holds what an engine gives to whole pence, and then says how many people a second it works out. */
async function measure(name, version, pays) {
  let [wrong, inexact] = [0, 0]
  for (const person of people) {
    const given = Number(await pays(person))
    wrong += Math.round(given * 100) !== person.pays
    inexact += given !== person.pays / 100
  }
  const rates = []
  for (let round = 0; round < 5; round += 1) {
    const start = process.cpuUsage()
    const end = performance.now() + 600
    let count = 0
    while (performance.now() < end) {
      for (let next = 0; next < 50; next += 1) {
        const given = pays(people[count % people.length])
        if (given instanceof Promise) await given
        count += 1
      }
    }
    const { user, system } = process.cpuUsage(start)
    rates.push(count / ((user + system) / 1e6))
  }
  rates.sort((one, other) => one - other)
  console.log(JSON.stringify({ name, version, how: 'one by one', rate: rates[2], wrong, inexact }))
}

const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version

// ZEN: expressions, a decision table, expressions.
const expressions = (id, list, passThrough) => ({
  id, name: id, type: 'expressionNode', position: { x: 0, y: 0 },
  content: {
    passThrough, inputField: null, outputPath: null, executionMode: 'single',
    expressions: list.map(([key, value]) => ({ id: `${id}-${key}`, key, value })),
  },
})
const rows = Object.entries(MINIMUM).flatMap(([age, by]) =>
  Object.entries(by).map(([household, gives]) => ({ _id: `${age}-${household}`, age: `"${age}"`, household: `"${household}"`, minimum: `${gives}` })))
const nodes = [
  { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
  expressions('income', [
    ['income', 'state_pension + private_pension + pip + max([0, war_pension - 10])'],
    ['tariff', 'capital <= 14250 or capital > 23250 ? 0 : ceil((capital - 14250) / 250)'],
  ], true),
  {
    id: 'kept', name: 'kept', type: 'decisionTableNode', position: { x: 0, y: 0 },
    content: {
      passThrough: true, inputField: null, outputPath: null, executionMode: 'single', hitPolicy: 'first', rules: rows,
      inputs: [{ id: 'age', name: 'Age', field: 'age' }, { id: 'household', name: 'Household', field: 'household' }],
      outputs: [{ id: 'minimum', name: 'Minimum', field: 'minimum' }],
    },
  },
  expressions('charge', [
    ['left', 'max([0, income + tariff - minimum - housing - disability])'],
    ['charge', 'capital > 23250 ? cost : min([cost, $.left])'],
  ], false),
  { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } },
]
const edges = nodes.slice(1).map((node, place) => ({ id: node.id, type: 'edge', sourceId: nodes[place].id, targetId: node.id }))
const content = { contentType: 'application/vnd.gorules.decision', nodes, edges }
const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)))
await measure('ZEN', version('@gorules/zen-engine'), async (person) => (await decision.evaluate(person)).result.charge)

// json-logic-engine, compiled. JSON Logic has no rounding up of its own.
const of = (name) => ({ var: name })
const minimum = Object.entries(MINIMUM).flatMap(([age, by]) =>
  Object.entries(by).flatMap(([household, gives]) => [
    { and: [{ '===': [of('age'), age] }, { '===': [of('household'), household] }] }, gives,
  ]))
const over = { ceil: { '/': [{ '-': [of('capital'), 14250] }, 250] } }
const tariff = { if: [{ '<=': [of('capital'), 14250] }, 0, over] }
const income = { '+': [of('state_pension'), of('private_pension'), of('pip'), { max: [0, { '-': [of('war_pension'), 10] }] }, tariff] }
const less = [{ if: minimum }, of('housing'), of('disability')].reduce((left, cost) => ({ '-': [left, cost] }), income)
const logic = new LogicEngine()
logic.addMethod('ceil', ([number]) => Math.ceil(number))
const built = logic.build({ if: [{ '>': [of('capital'), 23250] }, of('cost'), { min: [of('cost'), { max: [0, less] }] }] })
await measure('json-logic-engine, compiled', version('json-logic-engine'), built)

// publicodes, whose words are French. It rounds to the nearest alone, so that a part of £250 is half a step more.
const weekly = { unité: 'GBP/semaine' }
const row = (age, household, gives) => ({ si: { 'toutes ces conditions': [`age = '${age}'`, `household = '${household}'`] }, alors: `${gives} GBP/semaine` })
const table = Object.entries(MINIMUM).flatMap(([age, by]) => Object.entries(by).map(([household, gives]) => row(age, household, gives)))
const last = table.pop()
const silent = { warn() {}, error() {}, log() {} }
const publicodes = new Publicodes({
  state: weekly, private: weekly, pip: weekly, war: weekly, capital: { unité: 'GBP' }, age: null, household: null,
  housing: weekly, disability: weekly, cost: weekly,
  'war counted': { valeur: 'war', abattement: '10 GBP/semaine' },
  income: { somme: ['state', 'private', 'pip', 'war counted'] },
  steps: { valeur: '(capital - 14250 GBP) / 250 GBP + 0.49999', arrondi: 'oui' },
  tariff: {
    variations: [
      { si: 'capital <= 14250 GBP', alors: '0 GBP/semaine' },
      { sinon: 'steps * 1 GBP/semaine' },
    ],
  },
  minimum: { variations: [...table, { sinon: last.alors }] },
  left: { valeur: 'income + tariff - minimum - housing - disability', plancher: '0 GBP/semaine' },
  charge: { variations: [{ si: 'capital > 23250 GBP', alors: 'cost' }, { sinon: { valeur: 'left', plafond: 'cost' } }] },
}, { logger: silent, warn: false })
await measure('publicodes', version('publicodes'), (person) => {
  publicodes.setSituation({
    state: person.state_pension, private: person.private_pension, pip: person.pip, war: person.war_pension, capital: person.capital,
    age: `'${person.age}'`, household: `'${person.household}'`,
    housing: person.housing, disability: person.disability, cost: person.cost,
  })
  return publicodes.evaluate('charge').nodeValue
})
