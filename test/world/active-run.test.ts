import { describe, expect, it } from 'vitest'
import { findActiveRun } from '../../mock/world/query/active-run.ts'
import { MINUTE } from '../../mock/world/time.ts'
import { listRunsByCreation } from '../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../mock/world/state/view.ts'
import { createTestTwin } from '../support/requests.ts'

describe('the active run of a contact in a flow', () => {
  it('is found among computed runs as in a plain list', () => {
    const { world } = createTestTwin({ runs: 400 })
    const view = world.view()
    const all = findRunRefs(view, listRunsByCreation(view, {}).slice(0, 400)).map((ref) => readRun(view, ref))
    for (const run of all.slice(-150)) {
      const pair = { contact: run.contact, flow: run.flow.index }
      const same = all.filter((one) => one.contact === pair.contact && one.flow.index === pair.flow)
      const running = same.find((one) => one.endedAt === null)
      expect(findActiveRun(world, view, pair)?.number).toBe(running?.number)
    }
  })

  it('is found among created runs until they end or are deleted', () => {
    const { world, clock } = createTestTwin({ runs: 50 })
    const pair = { contact: 2, flow: 1 }
    const create = () =>
      world.applyOperation({ kind: 'create', ...pair, environment: 'live', input: null })?.number ?? 0
    expect(findActiveRun(world, world.view(), pair)).toBeUndefined()
    const first = create()
    expect(findActiveRun(world, world.view(), pair)?.number).toBe(first)
    expect(findActiveRun(world, world.view(), { ...pair, flow: 2 })).toBeUndefined()
    world.applyOperation({ kind: 'delete', run: first })
    expect(findActiveRun(world, world.view(), pair)).toBeUndefined()
    const second = create()
    expect(findActiveRun(world, world.view(), pair)?.number).toBe(second)
    clock.advance(100 * MINUTE)
    expect(findActiveRun(world, world.view(), pair)).toBeUndefined()
    expect(findActiveRun(world, world.view(), { contact: 3, flow: create() })).toBeUndefined()
  })
})

describe('the slow contact', () => {
  it('takes half of the flow’s time to live for all answers together, and completes', () => {
    const { world, clock } = createTestTwin({ runs: 50 })
    const contact = world.contactCount - 1
    const run = world.applyOperation({ kind: 'create', flow: 0, contact, environment: 'live', input: null })
    const { timeToLive, questions } = world.dataset.flows[0]!
    clock.advance(timeToLive / 2 - MINUTE)
    expect(world.findRun(run!.number)).toMatchObject({ status: 'running', repliesAt: { length: questions - 1 } })
    clock.advance(2 * MINUTE)
    expect(world.findRun(run!.number)).toMatchObject({ status: 'completed', outcome: 'accepted' })
  })
})
