import { describe, expect, it } from 'vitest'
import type { PlannedOutcome } from '../../mock/world/model/outcome.ts'
import { createFlows } from '../../mock/world/model/flow.ts'
import { toInstant, MINUTE, NEVER, addDuration, SECOND } from '../../mock/world/time/instant.ts'
import { deriveKey } from '../../mock/world/random.ts'
import {
  type Changes,
  computeInstants,
  computeRun,
  EXPIRY_SWEEP_INTERVAL,
  type Timeline,
} from '../../mock/world/model/run.ts'

const CREATED = toInstant(1_768_467_600_123_456)
const [flow] = createFlows(1)

function planOf(fate: PlannedOutcome): Timeline {
  const course = { key: deriveKey(1, 'course'), drawIndex: 5, flow: flow!, plannedOutcome: fate, createdAt: CREATED }
  const fixed = { number: 2, flow: flow!, contact: 0, environment: 'live', broadcast: null, input: null } as const
  return { ...fixed, plannedOutcome: fate, createdAt: CREATED, ...computeInstants(course) }
}

describe('a run', () => {
  it('waits, runs and completes with its last answer', () => {
    const plan = planOf('accepted')
    const last = plan.repliesAt.at(-1)!
    expect(computeRun(plan, CREATED).status).toBe('queued')
    expect(computeRun(plan, plan.startsAt)).toMatchObject({
      status: 'running',
      startedAt: plan.startsAt,
      modifiedAt: plan.startsAt,
    })
    expect(computeRun(plan, plan.repliesAt[0]!)).toMatchObject({
      status: 'running',
      lastInteractionAt: plan.repliesAt[0],
    })
    expect(computeRun(plan, last)).toMatchObject({
      status: 'completed',
      outcome: 'accepted',
      endedAt: last,
      nextChangeAt: NEVER,
    })
  })

  it('expires at the sweep after its time to live when nobody answers', () => {
    const plan = planOf('never-answered')
    const due = addDuration(CREATED, flow!.timeToLive)
    expect(computeRun(plan, due)).toMatchObject({ status: 'running', expiresAt: due })
    expect(plan.endsAt % EXPIRY_SWEEP_INTERVAL).toBe(0)
    expect(plan.endsAt - due).toBeLessThan(EXPIRY_SWEEP_INTERVAL)
    expect(computeRun(plan, plan.endsAt)).toMatchObject({ status: 'expired', repliesAt: [], endedAt: plan.endsAt })
  })

  it('is given its whole time to live again by every answer', () => {
    const plan = planOf('expired-early')
    const [answer] = plan.repliesAt
    expect(computeRun(plan, answer!).expiresAt).toBe(addDuration(answer!, flow!.timeToLive))
    expect(plan.endsAt).toBeGreaterThanOrEqual(addDuration(answer!, flow!.timeToLive))
  })

  it.each([
    ['rejected', 'completed'],
    ['expired-late', 'expired'],
    ['failed', 'failed'],
    ['interrupted', 'cancelled'],
  ] as const)('that is %s ends as %s', (fate, status) => {
    const plan = planOf(fate)
    expect(computeRun(plan, addDuration(plan.endsAt, -1)).endedAt).toBeNull()
    expect(computeRun(plan, plan.endsAt)).toMatchObject({ status, modifiedAt: plan.endsAt })
  })

  it('that is stuck stays queued for ever', () => {
    const later = addDuration(CREATED, 1000 * 24 * 60 * MINUTE)
    expect(computeRun(planOf('never-started'), later)).toMatchObject({
      status: 'queued',
      modifiedAt: CREATED,
      nextChangeAt: NEVER,
    })
  })

  it('tells when it next changes by itself', () => {
    const plan = planOf('accepted')
    const seen = []
    for (let now = CREATED; now !== NEVER; now = computeRun(plan, now).nextChangeAt) seen.push(now)
    expect(seen).toEqual([CREATED, plan.startsAt, ...plan.repliesAt])
  })

  it('that was ended by hand stays as it was ended, and nothing planned happens any more', () => {
    const plan = planOf('accepted')
    const at = addDuration(plan.repliesAt[0]!, 1)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'failed' }, variables: null }
    const ended = computeRun(plan, addDuration(plan.endsAt, MINUTE), changes)
    expect(ended).toMatchObject({ status: 'failed', endedAt: at, modifiedAt: at, outcome: null, nextChangeAt: NEVER })
    expect(ended.repliesAt).toEqual([plan.repliesAt[0]])
  })

  it('that was ended before it started never started', () => {
    const plan = planOf('accepted')
    const at = addDuration(CREATED, SECOND / 10)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'cancelled' }, variables: null }
    expect(computeRun(plan, plan.endsAt, changes)).toMatchObject({
      status: 'cancelled',
      startedAt: null,
      repliesAt: [],
    })
  })

  it('whose variables were replaced says so, and counts as modified then', () => {
    const plan = planOf('never-answered')
    const at = addDuration(plan.endsAt, MINUTE)
    const changes: Changes = { revision: 1, changedAt: at, end: null, variables: { at, value: { erased: true } } }
    expect(computeRun(plan, at, changes)).toMatchObject({
      status: 'expired',
      modifiedAt: at,
      replacedVariables: { value: { erased: true } },
    })
  })
})
