import { describe, expect, it } from 'vitest'
import { toInstant, MINUTE, NEVER, SECOND } from '../../mock/world/time.ts'
import { computeRun, type CustomRun } from '../../mock/world/model/run.ts'
import { findRunRef } from '../../mock/world/state/view.ts'
import { createCustomRun, createFrozenWorld } from './reference-world.ts'

describe('a custom run', () => {
  it('has exactly the given instants and outcome', () => {
    const world = createFrozenWorld({ runs: 20 })
    const at = (seconds: number) => toInstant(world.now - 3600 * SECOND + seconds * SECOND + 1)
    const repliesAt = [at(10), at(20), at(30)]
    const completed = createCustomRun({
      createdAt: at(0),
      startsAt: at(5),
      repliesAt,
      plannedOutcome: 'rejected',
      endsAt: at(30),
    })
    const expired = createCustomRun({
      createdAt: at(0),
      startsAt: at(1),
      repliesAt: [at(9)],
      plannedOutcome: 'expired-early',
    })
    const failed = createCustomRun({ createdAt: at(0), endsAt: at(77), plannedOutcome: 'failed' })
    world.applyOperation({ kind: 'insert', people: [], runs: [completed, expired, failed] })
    const { runs } = world.view().overlay
    const [one, two, three] = [...runs].map(({ cachedRun }) => cachedRun)
    expect(one).toMatchObject({
      status: 'completed',
      outcome: 'rejected',
      startedAt: at(5),
      repliesAt,
      endedAt: at(30),
    })
    expect(two).toMatchObject({ status: 'expired', repliesAt: [at(9)] })
    expect(two?.endedAt).toBeGreaterThanOrEqual(two?.expiresAt ?? NEVER)
    expect(three).toMatchObject({ status: 'failed', createdAt: at(0), startedAt: at(0), endedAt: at(77) })
  })

  it('without instants equals a created run', () => {
    const [inserted, created] = [1, 2].map(() => createFrozenWorld({ seed: 's', runs: 20 }))
    inserted?.applyOperation({ kind: 'insert', people: [], runs: [createCustomRun({})] })
    const run = created?.applyOperation({ kind: 'create', flow: 0, contact: 3, environment: 'live', input: null })
    const [row] = inserted === undefined ? [] : [...inserted.view().overlay.runs]
    const { timeline } = row ?? {}
    expect(timeline === undefined ? null : computeRun(timeline, timeline.createdAt)).toEqual(run)
  })

  it.each<[string, Partial<CustomRun> & { readonly seconds?: readonly number[] }, string]>([
    ['flow', { flow: 99 }, 'no such flow'],
    ['flow', { flow: 8 }, 'the flow is a draft'],
    ['contact', { contact: -1 }, 'no such contact'],
    ['createdAt', { createdAt: toInstant(0) }, 'not published yet'],
    ['startedAt', { startsAt: toInstant(1) }, 'before it was created'],
    ['end', { plannedOutcome: 'never-started', endsAt: toInstant(1) }, 'never starts'],
    ['repliesAt', { repliesAt: [], plannedOutcome: 'accepted' }, 'completes with 3 answers, not 0'],
  ])('is rejected for its %s: %o', (member, part, text) => {
    const world = createFrozenWorld({ runs: 20, flows: 8 })
    const before = world.revision
    const insert = () =>
      world.applyOperation({ kind: 'insert', people: [], runs: [createCustomRun({}), createCustomRun(part)] })
    expect(insert).toThrow(text)
    expect(insert).toThrow(expect.objectContaining({ index: 1, member }))
    expect(world.revision).toBe(before)
    expect(world.view().overlay.runs.size).toBe(0)
  })

  it('is rejected when its instants contradict each other or the flow', () => {
    const world = createFrozenWorld({ runs: 20 })
    const at = (minutes: number) => toInstant(world.now - 300 * MINUTE + minutes * MINUTE)
    const cases: readonly [Partial<CustomRun>, string][] = [
      [{ repliesAt: [at(9), at(4)] }, 'answers must be in order'],
      [{ repliesAt: [at(31)] }, 'expires after 30 minutes without an answer'],
      [
        { repliesAt: [at(1), at(2), at(3)], plannedOutcome: 'failed' },
        'a run of this flow completes with 3 answers; give fewer',
      ],
      [
        { repliesAt: [at(1), at(2), at(3)], plannedOutcome: 'accepted', endsAt: at(4) },
        'completes with its last answer',
      ],
      [{ repliesAt: [at(2)], plannedOutcome: 'failed', endsAt: at(1) }, 'before its start or its last answer'],
      [{ plannedOutcome: 'never-answered', endsAt: at(29) }, '30 minutes after the last answer at the earliest'],
      [{ plannedOutcome: 'failed', endsAt: at(31) }, 'the run would have expired before; give an earlier instant'],
      [
        { plannedOutcome: 'accepted', endsAt: at(30) },
        'the run would have expired before; give the instants of the answers',
      ],
    ]
    for (const [part, text] of cases) {
      const run = createCustomRun({ createdAt: at(0), ...part })
      expect(() => world.applyOperation({ kind: 'insert', people: [], runs: [run] })).toThrow(text)
    }
  })
})

describe('a step', () => {
  it('gives one answer after the other until the run completes', () => {
    const world = createFrozenWorld({ runs: 0, arrivals: false })
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: 3, environment: 'live', input: null })
    const number = run?.number ?? 0
    const states = [1, 2, 3].map(() => {
      world.advanceClock(SECOND)
      return world.applyOperation({ kind: 'step', run: number })
    })
    expect(states.map((run) => run?.repliesAt.length)).toEqual([1, 2, 3])
    expect(states.map((run) => run?.status)).toEqual(['running', 'running', 'completed'])
    expect(() => world.applyOperation({ kind: 'step', run: number })).toThrow('already-ended')
    expect(findRunRef(world.view(), number)?.cachedRun?.endedAt).toBe(world.now)
  })

  it('postpones the expiry of a run without answers', () => {
    const world = createFrozenWorld({ runs: 0, arrivals: false })
    const contact = world.dataset.parameters.contacts + 1
    const number =
      world.applyOperation({ kind: 'create', flow: 0, contact, environment: 'live', input: null })?.number ?? 0
    world.advanceClock(29 * MINUTE)
    world.applyOperation({ kind: 'step', run: number })
    world.advanceClock(29 * MINUTE)
    expect(world.findRun(number)?.status).toBe('running')
    world.advanceClock(2 * MINUTE)
    expect(world.findRun(number)?.status).toBe('expired')
  })
})
