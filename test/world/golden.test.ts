import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { DATASET_VERSION } from '../../mock/world/random.ts'
import { resolveParameters } from '../../mock/world/dataset/parameters.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'
import { createPeople, loadNames } from '../../mock/content/people.ts'

/** Everything that a run is computed to be, for 600 runs around the start. */
function runsDigest(seed: string | number): string {
  const dataset = createDataset({ seed, runs: 5000 })
  const plans = Array.from({ length: 600 }, (_, at) => dataset.getTimeline(at - 500))
  return digest(plans.map((plan) => ({ ...plan, flow: plan.flow.index })))
}

/** What people are beside their names, which are Faker's to choose. */
function peopleDigest(seed: string | number): string {
  const people = createPeople(resolveParameters({ seed }))
  const facts = Array.from({ length: 300 }, (_, contact) => people.getPerson(contact))
  return digest(facts.map(({ phone, language, name, email }) => [phone, language, name === null, email === null]))
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

// A digest that changes means other data under an old seed: raise DATA_SET_VERSION, and say so in the change log.
beforeAll(loadNames)

describe(`data set version ${DATASET_VERSION}`, () => {
  it('is the first', () => {
    expect(DATASET_VERSION).toBe(1)
  })

  it.each([
    [42, '850da75b6f6ee439', '242ea7eb14bde528'],
    [0, '940bfa1ab7754dc1', '8410332fc7327649'],
    ['demo', '88b8cac0a8787b38', '8904cd5169e36110'],
  ])('computes the same runs and people for seed %j', (seed, runs, people) => {
    expect({ runs: runsDigest(seed), people: peopleDigest(seed) }).toEqual({ runs, people })
  })
})
