import { describe, expect, it } from 'vitest'
import type { Symptom } from '../../mock/scenarios/paging-scenario.ts'
import type { Outcome } from './list-client.ts'
import {
  createScenarioTwin,
  runCarefulClient,
  cases,
  clientIds,
  runNaiveClient,
  hasRules,
  listAllIds,
} from './scenario-runs.ts'

const SEEDS = [7, 'another'] as const

const listMissing = (ids: readonly string[], allIds: readonly string[]) => allIds.filter((id) => !new Set(ids).has(id))

/** Checks for each symptom, by the result of a client and all ids. */
const SYMPTOM_CHECKS: Readonly<Record<Symptom, (outcome: Outcome, allIds: readonly string[]) => boolean>> = {
  'duplicate row': ({ ids, end }) => end === 'done' && new Set(ids).size < ids.length,
  'missing row': ({ ids, end }, allIds) => end === 'done' && listMissing(ids, allIds).length > 0,
  'stops early': ({ ids, end }, allIds) => end === 'done' && listMissing(ids, allIds).includes(allIds.at(-1) ?? ''),
  endless: ({ end }) => end === 'endless',
  refused: ({ end }) => end === 'refused',
  'wrong total': ({ total }, allIds) => total !== undefined && total !== allIds.length,
}

/** Scenarios in which no client can get all rows. */
const INCURABLE: readonly string[] = ['next-repeats', 'burst-over-the-window']

describe.each(cases)('%s of %s', (id, vendor, scenario) => {
  it.each(SEEDS)('has the documented symptom for a naive client, deterministically, with seed %s', async (seed) => {
    const twin = await createScenarioTwin(scenario, vendor, seed)
    const outcome = await runNaiveClient(scenario, vendor, twin)
    expect([outcome, SYMPTOM_CHECKS[scenario.symptom](outcome, await listAllIds(scenario, vendor, twin))]).toEqual([
      outcome,
      true,
    ])
    expect(await runNaiveClient(scenario, vendor, await createScenarioTwin(scenario, vendor, seed))).toEqual(outcome)
  })

  it.each(SEEDS)('lets a careful client get all rows or an alarm, deterministically, with seed %s', async (seed) => {
    const twin = await createScenarioTwin(scenario, vendor, seed)
    const outcome = await runCarefulClient(scenario, vendor, twin)
    expect(await runCarefulClient(scenario, vendor, await createScenarioTwin(scenario, vendor, seed))).toEqual(outcome)
    const allIds = await listAllIds(scenario, vendor, twin)
    expect(new Set(outcome.ids).size).toBe(outcome.ids.length)
    if (INCURABLE.includes(id)) return expect(outcome.end).toBe('alarm')
    expect([outcome.end, listMissing(outcome.ids, allIds)]).toEqual(['done', []])
    expect(outcome.total ?? allIds.length).toBe(allIds.length)
  })
})

describe.each(cases.filter(([, vendor, scenario]) => hasRules(scenario, vendor)))('%s of %s', (_, vendor, scenario) => {
  it('has no effect after its rules are removed', async () => {
    const twin = await createScenarioTwin(scenario, vendor, 7)
    const allIds = await listAllIds(scenario, vendor, twin)
    const { ids, end, total } = await runNaiveClient(scenario, vendor, twin)
    expect([end, listMissing(ids, allIds), new Set(ids).size]).toEqual(['done', [], ids.length])
    expect(total ?? allIds.length).toBe(allIds.length)
  })
})

describe('the catalogue', () => {
  it('has a client for each scenario', () => {
    expect(clientIds.toSorted()).toEqual([...new Set(cases.map(([id]) => id))].toSorted())
  })

  it('describes events, mistake, reason and remedy of each scenario in sentences', () => {
    for (const [, vendor, { description, mistake, remedy, title, vendors }] of cases) {
      for (const text of [description, remedy, vendors[vendor]?.reason]) expect(text).toMatch(/^[A-Z`].*\.$/s)
      expect([title, mistake]).toEqual([expect.stringMatching(/^[A-Z].*[^.]$/), expect.stringMatching(/^[a-z].*[^.]$/)])
    }
  })
})
