import { describe, expect, it } from 'vitest'
import { createFlows } from '../../mock/world/model/flow.ts'
import type { PlannedOutcome } from '../../mock/world/model/outcome.ts'
import { toInstant, MINUTE, NEVER, addDuration, SECOND } from '../../mock/world/time.ts'
import { deriveKey } from '../../mock/world/random.ts'
import {
  type Changes,
  computeInstants,
  computeRun,
  EXPIRY_SWEEP_INTERVAL,
  type Timeline,
} from '../../mock/world/model/run.ts'

const CREATED = toInstant(1_768_467_600_123_456)
const [flow] = createFlows({ flows: 1 })

function createTimeline(plannedOutcome: PlannedOutcome): Timeline {
  const input = { key: deriveKey(1, 'course'), drawIndex: 5, flow: flow!, plannedOutcome, createdAt: CREATED }
  const fixed = { number: 2, flow: flow!, contact: 0, environment: 'live', broadcast: null, input: null } as const
  return { ...fixed, plannedOutcome, createdAt: CREATED, ...computeInstants(input) }
}

describe('a run', () => {
  it('is queued, runs, and completes with its last answer', () => {
    const timeline = createTimeline('accepted')
    const last = timeline.repliesAt.at(-1)!
    expect(computeRun(timeline, CREATED).status).toBe('queued')
    expect(computeRun(timeline, timeline.startsAt)).toMatchObject({
      status: 'running',
      startedAt: timeline.startsAt,
      modifiedAt: timeline.startsAt,
    })
    expect(computeRun(timeline, timeline.repliesAt[0]!)).toMatchObject({
      status: 'running',
      lastInteractionAt: timeline.repliesAt[0],
    })
    expect(computeRun(timeline, last)).toMatchObject({
      status: 'completed',
      outcome: 'accepted',
      endedAt: last,
      nextChangeAt: NEVER,
    })
  })

  it('expires at the sweep after its time to live without an answer', () => {
    const timeline = createTimeline('never-answered')
    const due = addDuration(CREATED, flow!.timeToLive)
    expect(computeRun(timeline, due)).toMatchObject({ status: 'running', expiresAt: due })
    expect(timeline.endsAt % EXPIRY_SWEEP_INTERVAL).toBe(0)
    expect(timeline.endsAt - due).toBeLessThan(EXPIRY_SWEEP_INTERVAL)
    expect(computeRun(timeline, timeline.endsAt)).toMatchObject({
      status: 'expired',
      repliesAt: [],
      endedAt: timeline.endsAt,
    })
  })

  it('gets its whole time to live again with every answer', () => {
    const timeline = createTimeline('expired-early')
    const [answer] = timeline.repliesAt
    expect(computeRun(timeline, answer!).expiresAt).toBe(addDuration(answer!, flow!.timeToLive))
    expect(timeline.endsAt).toBeGreaterThanOrEqual(addDuration(answer!, flow!.timeToLive))
  })

  it.each([
    ['rejected', 'completed'],
    ['expired-late', 'expired'],
    ['failed', 'failed'],
    ['interrupted', 'cancelled'],
  ] as const)('planned as %s ends as %s', (plannedOutcome, status) => {
    const timeline = createTimeline(plannedOutcome)
    expect(computeRun(timeline, addDuration(timeline.endsAt, -1)).endedAt).toBeNull()
    expect(computeRun(timeline, timeline.endsAt)).toMatchObject({ status, modifiedAt: timeline.endsAt })
  })

  it('planned as never-started stays queued', () => {
    const later = addDuration(CREATED, 1000 * 24 * 60 * MINUTE)
    expect(computeRun(createTimeline('never-started'), later)).toMatchObject({
      status: 'queued',
      modifiedAt: CREATED,
      nextChangeAt: NEVER,
    })
  })

  it('has the instant of its next change', () => {
    const timeline = createTimeline('accepted')
    const instants = []
    for (let now = CREATED; now !== NEVER; now = computeRun(timeline, now).nextChangeAt) instants.push(now)
    expect(instants).toEqual([CREATED, timeline.startsAt, ...timeline.repliesAt])
  })

  it('that an operation ended stays ended, and nothing planned happens', () => {
    const timeline = createTimeline('accepted')
    const at = addDuration(timeline.repliesAt[0]!, 1)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'failed' }, variables: null }
    const ended = computeRun(timeline, addDuration(timeline.endsAt, MINUTE), changes)
    expect(ended).toMatchObject({ status: 'failed', endedAt: at, modifiedAt: at, outcome: null, nextChangeAt: NEVER })
    expect(ended.repliesAt).toEqual([timeline.repliesAt[0]])
  })

  it('that an operation ended before its start never started', () => {
    const timeline = createTimeline('accepted')
    const at = addDuration(CREATED, SECOND / 10)
    const changes: Changes = { revision: 1, changedAt: at, end: { at, as: 'cancelled' }, variables: null }
    expect(computeRun(timeline, timeline.endsAt, changes)).toMatchObject({
      status: 'cancelled',
      startedAt: null,
      repliesAt: [],
    })
  })

  it('with replaced variables counts as modified then', () => {
    const timeline = createTimeline('never-answered')
    const at = addDuration(timeline.endsAt, MINUTE)
    const changes: Changes = { revision: 1, changedAt: at, end: null, variables: { at, value: { erased: true } } }
    expect(computeRun(timeline, at, changes)).toMatchObject({
      status: 'expired',
      modifiedAt: at,
      replacedVariables: { value: { erased: true } },
    })
  })
})
