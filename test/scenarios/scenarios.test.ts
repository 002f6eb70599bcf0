import { describe, expect, it } from 'vitest'
import type { Symptom } from '../../mock/scenarios/paging-scenario.ts'
import type { Outcome } from './list-client.ts'
import { besetTwin, carefully, cases, known, naively, takesRules, truth } from './scenario-runs.ts'

const SEEDS = [7, 'another'] as const

const missedBy = (ids: readonly string[], whole: readonly string[]) => whole.filter((id) => !new Set(ids).has(id))

/** How each symptom shows in what a client was left with, held against everything that there is. */
const SHOWS: Readonly<Record<Symptom, (outcome: Outcome, whole: readonly string[]) => boolean>> = {
  'duplicate row': ({ ids, ended }) => ended === 'done' && new Set(ids).size < ids.length,
  'missing row': ({ ids, ended }, whole) => ended === 'done' && missedBy(ids, whole).length > 0,
  'stops early': ({ ids, ended }, whole) => ended === 'done' && missedBy(ids, whole).includes(whole.at(-1) ?? ''),
  endless: ({ ended }) => ended === 'endless',
  refused: ({ ended }) => ended === 'refused',
  'wrong total': ({ total }, whole) => total !== undefined && total !== whole.length,
}

/** Hazards against which nothing helps but to know of them. */
const INCURABLE: readonly string[] = ['next-repeats', 'burst-over-the-window']

describe.each(cases)('%s of %s', (id, vendor, hazard) => {
  it.each(SEEDS)('harms a naive client as documented, and the same again, with seed %s', async (seed) => {
    const twin = await besetTwin(hazard, vendor, seed)
    const outcome = await naively(hazard, vendor, twin)
    expect([outcome, SHOWS[hazard.symptom](outcome, await truth(hazard, vendor, twin))]).toEqual([outcome, true])
    expect(await naively(hazard, vendor, await besetTwin(hazard, vendor, seed))).toEqual(outcome)
  })

  it.each(SEEDS)(
    'leaves a careful client with everything, or an alarm, and the same again, with seed %s',
    async (seed) => {
      const twin = await besetTwin(hazard, vendor, seed)
      const outcome = await carefully(hazard, vendor, twin)
      expect(await carefully(hazard, vendor, await besetTwin(hazard, vendor, seed))).toEqual(outcome)
      const whole = await truth(hazard, vendor, twin)
      expect(new Set(outcome.ids).size).toBe(outcome.ids.length)
      if (INCURABLE.includes(id)) return expect(outcome.ended).toBe('alarm')
      expect([outcome.ended, missedBy(outcome.ids, whole)]).toEqual(['done', []])
      expect(outcome.total ?? whole.length).toBe(whole.length)
    },
  )
})

describe.each(cases.filter(([, vendor, hazard]) => takesRules(hazard, vendor)))('%s of %s', (_, vendor, hazard) => {
  it('harms nobody once it is disarmed', async () => {
    const twin = await besetTwin(hazard, vendor, 7)
    const whole = await truth(hazard, vendor, twin)
    const { ids, ended, total } = await naively(hazard, vendor, twin)
    expect([ended, missedBy(ids, whole), new Set(ids).size]).toEqual(['done', [], ids.length])
    expect(total ?? whole.length).toBe(whole.length)
  })
})

describe('the catalogue', () => {
  it('has a client for each hazard', () => {
    expect(known.toSorted()).toEqual([...new Set(cases.map(([id]) => id))].toSorted())
  })

  it('says of each what happens, to whom, where it is real and what helps, in sentences', () => {
    for (const [, vendor, { description, mistake, remedy, title, vendors }] of cases) {
      for (const text of [description, remedy, vendors[vendor]?.reason]) expect(text).toMatch(/^[A-Z`].*\.$/s)
      expect([title, mistake]).toEqual([expect.stringMatching(/^[A-Z].*[^.]$/), expect.stringMatching(/^[a-z].*[^.]$/)])
    }
  })
})
