import { describe, expect, it } from 'vitest'
import type { Fate } from '../../mock/world/fate.ts'
import { flowsOf } from '../../mock/world/flow.ts'
import { instant, MINUTE, NEVER, plus, SECOND } from '../../mock/world/instant.ts'
import { keyOf } from '../../mock/world/chance.ts'
import { SWEEP, timelineOf } from '../../mock/world/plan.ts'
import { type Changes, type Plan, settle } from '../../mock/world/run.ts'

const CREATED = instant(1_768_467_600_123_456)
const [flow] = flowsOf(1)

function planOf(fate: Fate): Plan {
  const course = { key: keyOf(1, 'course'), draw: 5, flow: flow!, fate, createdAt: CREATED }
  const fixed = { number: 2, flow: flow!, contact: 0, environment: 'live', start: null, given: null } as const
  return { ...fixed, fate, createdAt: CREATED, ...timelineOf(course) }
}

describe('a run', () => {
  it('waits, runs and completes with its last answer', () => {
    const plan = planOf('accepted')
    const last = plan.repliesAt.at(-1)!
    expect(settle(plan, CREATED).status).toBe('queued')
    expect(settle(plan, plan.startsAt)).toMatchObject({
      status: 'running',
      startedAt: plan.startsAt,
      modifiedAt: plan.startsAt,
    })
    expect(settle(plan, plan.repliesAt[0]!)).toMatchObject({ status: 'running', lastInteractionAt: plan.repliesAt[0] })
    expect(settle(plan, last)).toMatchObject({
      status: 'completed',
      outcome: 'accepted',
      endedAt: last,
      changesAt: NEVER,
    })
  })

  it('expires at the sweep after its time to live when nobody answers', () => {
    const plan = planOf('silent')
    const due = plus(CREATED, flow!.timeToLive)
    expect(settle(plan, due)).toMatchObject({ status: 'running', expiresAt: due })
    expect(plan.endsAt % SWEEP).toBe(0)
    expect(plan.endsAt - due).toBeLessThan(SWEEP)
    expect(settle(plan, plan.endsAt)).toMatchObject({ status: 'expired', repliesAt: [], endedAt: plan.endsAt })
  })

  it('is given its whole time to live again by every answer', () => {
    const plan = planOf('lapsed-early')
    const [answer] = plan.repliesAt
    expect(settle(plan, answer!).expiresAt).toBe(plus(answer!, flow!.timeToLive))
    expect(plan.endsAt).toBeGreaterThanOrEqual(plus(answer!, flow!.timeToLive))
  })

  it.each([
    ['rejected', 'completed'],
    ['lapsed-late', 'expired'],
    ['failed', 'failed'],
    ['interrupted', 'cancelled'],
  ] as const)('that is %s ends as %s', (fate, status) => {
    const plan = planOf(fate)
    expect(settle(plan, plus(plan.endsAt, -1)).endedAt).toBeNull()
    expect(settle(plan, plan.endsAt)).toMatchObject({ status, modifiedAt: plan.endsAt })
  })

  it('that is stuck stays queued for ever', () => {
    const later = plus(CREATED, 1000 * 24 * 60 * MINUTE)
    expect(settle(planOf('stuck'), later)).toMatchObject({ status: 'queued', modifiedAt: CREATED, changesAt: NEVER })
  })

  it('tells when it next changes by itself', () => {
    const plan = planOf('accepted')
    const seen = []
    for (let now = CREATED; now !== NEVER; now = settle(plan, now).changesAt) seen.push(now)
    expect(seen).toEqual([CREATED, plan.startsAt, ...plan.repliesAt])
  })

  it('that was ended by hand stays as it was ended, and nothing planned happens any more', () => {
    const plan = planOf('accepted')
    const at = plus(plan.repliesAt[0]!, 1)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'failed' }, variables: null }
    const ended = settle(plan, plus(plan.endsAt, MINUTE), changes)
    expect(ended).toMatchObject({ status: 'failed', endedAt: at, modifiedAt: at, outcome: null, changesAt: NEVER })
    expect(ended.repliesAt).toEqual([plan.repliesAt[0]])
  })

  it('that was ended before it started never started', () => {
    const plan = planOf('accepted')
    const at = plus(CREATED, SECOND / 10)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'cancelled' }, variables: null }
    expect(settle(plan, plan.endsAt, changes)).toMatchObject({ status: 'cancelled', startedAt: null, repliesAt: [] })
  })

  it('whose variables were replaced says so, and counts as modified then', () => {
    const plan = planOf('silent')
    const at = plus(plan.endsAt, MINUTE)
    const changes: Changes = { revision: 1, changedAt: at, end: null, variables: { at, value: { erased: true } } }
    expect(settle(plan, at, changes)).toMatchObject({
      status: 'expired',
      modifiedAt: at,
      replaced: { value: { erased: true } },
    })
  })
})
