import { describe, expect, it } from 'vitest'
import { hazards, rulesOf, type Symptom } from '../../mock/hazards/catalogue.ts'
import type { VendorName } from '../../mock/http/vendor.ts'
import type { Twin } from '../../mock/twin.ts'
import { type Answer, ask, testTwin } from '../asking.ts'
import { arm } from '../http/faults/arming.ts'

const SIZE = 25
const MOST_PAGES = 60

/** How a vendor's newest runs are read page by page. */
interface Reading {
  first(twin: Twin): string
  idsIn(answer: Answer): readonly string[]
  /** Where the next page is, as somebody takes it who reckons with nothing going wrong. */
  next(path: string, answer: Answer): string | null
}

const numbered = (parameter: string, first: Reading['first'], idsIn: Reading['idsIn']): Reading => ({
  first: (twin) => `${first(twin)}&${parameter}=1`,
  idsIn,
  next(path, answer) {
    if (idsIn(answer).length < SIZE) return null
    return path.replace(/=(\d+)$/, (_, page) => `=${Number(page) + 1}`)
  },
})

const rowIds = (rows: readonly Record<string, string>[], id: string) => rows.flatMap((row) => row[id] ?? [])

const READINGS: Readonly<Record<VendorName, Reading>> = {
  qyvo: {
    first: () => '/api/v1/triggers/new-flow-triggered',
    idsIn: ({ json }) => rowIds(json, 'id'),
    next: (path) => path,
  },
  recrubo: numbered(
    'page[number]',
    () => `/public/v2/flow-runs?sort=-createdAt&page[size]=${SIZE}`,
    ({ json }) => rowIds(json.data, 'id'),
  ),
  rapidpro: {
    first: () => '/api/v2/runs.json',
    idsIn: ({ json }) => rowIds(json.results, 'uuid'),
    next: (_, { json }) =>
      json.next === null || json.results.length === 0 ? null : json.next.replace(/^.*?\/api/, '/api'),
  },
  idnow: numbered(
    'page',
    (twin) => `${twin.vendors.find(({ name }) => name === 'idnow')?.showcase.example(twin.world)}&size=${SIZE}`,
    ({ json }) => rowIds(json.content, 'sessionId'),
  ),
}

/** Reads a list as somebody does who reckons with nothing. */
async function read(twin: Twin, vendor: VendorName, most = MOST_PAGES) {
  const reading = READINGS[vendor]
  const ids: string[] = []
  let path: string | null = reading.first(twin)
  for (let page = 0; page < most && path !== null; page++) {
    const answer = await ask(twin, path)
    if (answer.status !== 200) return { ids, ended: 'refused' }
    ids.push(...reading.idsIn(answer))
    path = reading.next(path, answer)
  }
  return { ids, ended: path === null ? 'at the end' : 'never' }
}

/** What came of a reading, held against a world in which nothing goes wrong. */
function symptomOf({ ids, ended }: Awaited<ReturnType<typeof read>>, whole: readonly string[]): Symptom | 'none' {
  if (ended === 'refused') return 'refused'
  if (ended === 'never') return 'endless'
  const missed = whole.filter((id) => !ids.includes(id)).length
  if (missed > 1) return 'stops early'
  if (missed === 1) return 'row missed'
  return new Set(ids).size < ids.length ? 'row twice' : 'none'
}

const cases = hazards.flatMap((hazard) => hazard.vendors.map((vendor) => [hazard.id, vendor, hazard] as const))

describe('a hazard', () => {
  it.each(cases.filter(([, vendor]) => vendor !== 'qyvo'))(
    '%s of %s hurts whoever does not reckon with it',
    async (_, vendor, hazard) => {
      for (const seed of [1, 'another']) {
        const options = { seed, universe: hazard.world, limits: false }
        const whole = await read(testTwin(options), vendor)
        expect(symptomOf(whole, whole.ids)).toBe('none')
        const twin = testTwin(options)
        expect((await arm(twin, rulesOf(hazard, vendor))).status).toBe(200)
        const hurt = await read(twin, vendor)
        expect(symptomOf(hurt, whole.ids)).toBe(hazard.symptom)
        // The same again on any machine.
        const again = testTwin(options)
        await arm(again, rulesOf(hazard, vendor))
        expect(await read(again, vendor)).toEqual(hurt)
      }
    },
  )

  it('burst-over-the-window of qyvo hides runs for good', async () => {
    const burst = hazards.find(({ id }) => id === 'burst-over-the-window')
    if (burst === undefined) throw new Error('the catalogue lacks the burst')
    const twin = testTwin({ universe: burst.world })
    await arm(twin, rulesOf(burst, 'qyvo'))
    const before = twin.world.revision
    const { ids } = await read(twin, 'qyvo', 2)
    expect(new Set(ids).size).toBe(200)
    expect(twin.world.revision - before).toBe(137)
  })

  it('has a name of its own, and says what happens and what helps', () => {
    const ids = hazards.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { about, remedy, vendors } of hazards) {
      expect([about, remedy]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)])
      expect(vendors.length).toBeGreaterThan(0)
    }
  })
})
