import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DATASET_VERSION } from '../../mock/world/random.ts'
import { resolveParameters } from '../../mock/world/dataset/parameters.ts'
import { createDataset } from '../../mock/world/dataset/dataset.ts'
import { createPeople } from '../../mock/content/people.ts'

/** Digests all computed values of the 600 runs around the start. */
function digestRuns(seed: string | number): string {
  const dataset = createDataset({ seed, runs: 5000 })
  const timelines = Array.from({ length: 600 }, (_, at) => dataset.getTimeline(at - 500))
  return digest(
    timelines.map((run) => [
      run.number,
      run.flow.index,
      run.contact,
      run.environment,
      run.plannedOutcome,
      run.broadcast,
      run.createdAt,
      run.startsAt,
      run.repliesAt,
      run.endsAt,
    ]),
  )
}

/** Digests the personal data of contacts without the names, which Faker chooses. */
function digestPeople(seed: string | number): string {
  const people = createPeople(resolveParameters({ seed }))
  const facts = Array.from({ length: 300 }, (_, contact) => people.getPerson(contact))
  return digest(facts.map(({ phone, language, name, email }) => [phone, language, name === null, email === null]))
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

// Another digest means other data for an existing seed: raise DATASET_VERSION, and note it in the changelog.

describe(`dataset version ${DATASET_VERSION}`, () => {
  it('is 1', () => {
    expect(DATASET_VERSION).toBe(1)
  })

  it.each([
    [42, 'a7b60a46b3fe489a', '242ea7eb14bde528'],
    [0, '94d72fa07e05cc8c', '8410332fc7327649'],
    ['demo', '806a35a7d9f242bc', '8904cd5169e36110'],
  ])('computes the same runs and people for seed %j', (seed, runs, people) => {
    expect({ runs: digestRuns(seed), people: digestPeople(seed) }).toEqual({ runs, people })
  })
})
