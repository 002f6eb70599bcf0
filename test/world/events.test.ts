import { describe, expect, it } from 'vitest'
import { finishSlices, listRunEvents, type RunEvent, summarizeRunEvents } from '../../mock/world/query/events.ts'
import { DAY, HOUR, toInstant, MINUTE, addDuration } from '../../mock/world/time.ts'
import { listRunsByCreation } from '../../mock/world/query/by-creation.ts'
import { listRunsByModification } from '../../mock/world/query/by-modification.ts'
import { readRun, findRunRefs, type View } from '../../mock/world/state/view.ts'
import { createTestTwin } from '../support/requests.ts'

function listRuns(view: View) {
  const all = listRunsByCreation(view, {})
  return findRunRefs(view, all.slice(0, all.size)).map((ref) => readRun(view, ref))
}

function toPlainEvent({ kind, at, run, before }: RunEvent) {
  return { kind, at, run, before }
}

describe('the events of runs', () => {
  it('are exactly the differences between two views', () => {
    const { world } = createTestTwin({ runs: 60, every: '3m' })
    for (let step = 0; step < 90; step++) {
      const from = world.now
      if (step % 7 === 0)
        world.applyOperation({ kind: 'create', flow: step % 8, contact: step, environment: 'live', input: null })
      const before = new Map(listRuns(world.view()).map((run) => [run.number, run]))
      world.advanceClock(MINUTE)
      const view = world.view()
      const events = listRunEvents(view, addDuration(from, 1), world.now)
      const after = new Map(listRuns(view).map((run) => [run.number, run]))
      const differing = [...after.values()].filter((run) => {
        const former = before.get(run.number)
        return former === undefined ? run.createdAt > from : former.modifiedAt !== run.modifiedAt
      })
      expect(new Set(events.map(({ run }) => run.number))).toEqual(new Set(differing.map(({ number }) => number)))
      for (const { run } of events) expect(run.modifiedAt).toBeGreaterThan(from)
      for (const [number, last] of new Map(events.map((event) => [event.run.number, event]))) {
        expect(last.run).toEqual(after.get(number))
      }
    }
  })

  it.each([3, 70, 400])('leaves %d that come at once as they are when time passes step by step', (count) => {
    const [one, other] = [1, 2].map(() => {
      const { world } = createTestTwin({ runs: 50 })
      world.applyOperation({ kind: 'burst', count, from: null, spread: 5 * MINUTE, flow: null, environment: 'live' })
      world.advanceClock(MINUTE)
      const first = listRuns(world.view()).find((run) => run.endedAt === null)
      world.applyOperation({ kind: 'change', run: first?.number ?? 0, end: 'cancelled', variables: null })
      return world
    })
    const inTime = { filter: {}, descending: true, skip: 0, limit: Infinity }
    for (let step = 0; step < 30; step++) {
      one!.advanceClock(20 * MINUTE)
      for (let part = 0; part < 40; part++) {
        other!.advanceClock(MINUTE / 2)
        other!.view()
      }
      const [atOnce, inSteps] = [one!.view(), other!.view()]
      expect(listRuns(atOnce)).toEqual(listRuns(inSteps))
      const inOrder = (view: View) => listRunsByModification(view, inTime).map((ref) => readRun(view, ref))
      expect(inOrder(atOnce)).toEqual(inOrder(inSteps))
    }
  })

  it('are the same for one range and for its parts', () => {
    const { world } = createTestTwin({ runs: 200 })
    const from = world.now
    world.advanceClock(3 * HOUR)
    const view = world.view()
    const whole = listRunEvents(view, from, world.now)
    const parts = [0, 1, 2].flatMap((hour) => {
      const start = addDuration(from, hour * HOUR + (hour === 0 ? 0 : 1))
      return listRunEvents(view, start, addDuration(from, (hour + 1) * HOUR))
    })
    expect(whole.length).toBeGreaterThan(50)
    expect(parts.map(toPlainEvent)).toEqual(whole.map(toPlainEvent))
  })

  it.each([1, 100, 1000])('are counted without being listed beyond the first %d', (limit) => {
    const { world } = createTestTwin({ runs: 3000, every: '10s' })
    const from = world.now
    const insert = { from: null, spread: HOUR, flow: null, environment: 'live' } as const
    world.applyOperation({ kind: 'burst', count: 300, ...insert })
    world.advanceClock(2 * HOUR)
    for (const { number, endedAt } of listRuns(world.view()).slice(-200)) {
      if (number % 3 === 0) world.applyOperation({ kind: 'delete', run: number })
      else if (number % 5 === 0)
        world.applyOperation(
          endedAt === null
            ? { kind: 'change', run: number, end: 'cancelled', variables: null }
            : { kind: 'change', run: number, end: null, variables: { a: number } },
        )
    }
    world.advanceClock(9 * HOUR)
    for (const [start, end] of [
      [from, world.now],
      [addDuration(from, 1), addDuration(from, 90 * MINUTE)],
      [addDuration(from, -3 * HOUR), addDuration(from, 7 * HOUR)],
      [world.now, world.now],
    ] as const) {
      const all = listRunEvents(world.view(), start, end)
      const { events, total } = finishSlices(summarizeRunEvents(world.view(), { from: start, to: end, limit }))
      expect(total).toBe(all.length)
      expect(events.map(toPlainEvent)).toEqual(all.slice(0, limit).map(toPlainEvent))
    }
  })

  it('of bursts that fall due are prepared in slices, with the view that one step gives', () => {
    const [atOnce, inSlices] = [1, 2].map(() => {
      const { world } = createTestTwin({ runs: 50 })
      for (const spread of [0, HOUR])
        world.applyOperation({
          kind: 'burst',
          count: 3000,
          from: addDuration(world.now, 1),
          spread,
          flow: null,
          environment: 'live',
        })
      return world
    })
    const slices = inSlices!.prepareAdvance(3 * HOUR)
    let count = 0
    let step = slices.next()
    for (; step.done !== true; step = slices.next()) count++
    expect(count).toBeGreaterThan(10)
    expect(inSlices!.view()).not.toBe(step.value)
    inSlices!.advanceClock(3 * HOUR, step.value)
    expect(inSlices!.view()).toBe(step.value)
    atOnce!.advanceClock(3 * HOUR)
    expect(listRuns(inSlices!.view())).toEqual(listRuns(atOnce!.view()))
    const whole = { from: toInstant(0), to: atOnce!.now, limit: 1000 }
    const [one, other] = [atOnce!, inSlices!].map((world) => finishSlices(summarizeRunEvents(world.view(), whole)))
    expect(one!.total).toBe(other!.total)
    expect(one!.events.map(toPlainEvent)).toEqual(other!.events.map(toPlainEvent))
  })

  it('of ten years cost as much work as those of ten days', () => {
    const countWork = (days: number) => {
      const { world } = createTestTwin({ runs: 10_000_000 })
      const from = world.now
      world.advanceClock(days * DAY)
      const view = world.view()
      let timelines = 0
      const getTimeline: typeof view.dataset.getTimeline = (index) => {
        timelines++
        return view.dataset.getTimeline(index)
      }
      const counted = { ...view, dataset: { ...view.dataset, getTimeline } }
      const range = { from: addDuration(from, 1), to: world.now, limit: 1000 }
      const { total } = finishSlices(summarizeRunEvents(counted, range))
      return { timelines, total }
    }
    const [short, long] = [countWork(10), countWork(3650)]
    expect(long.total).toBeGreaterThan(300 * short.total)
    expect(long.timelines).toBeLessThan(2 * short.timelines)
    expect(long.timelines).toBeLessThan(3000)
  })

  it('include a creation, a change and a deletion by operations, each with the run before it', () => {
    const { world } = createTestTwin({ runs: 5 })
    const listNow = () => listRunEvents(world.view(), world.now, world.now)
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const number = run?.number ?? 0
    expect(listNow()).toMatchObject([{ kind: 'created', before: null, run: { number, status: 'queued' } }])
    world.advanceClock(1)
    world.applyOperation({ kind: 'change', run: number, end: 'cancelled', variables: null })
    expect(listNow()).toMatchObject([{ kind: 'changed', before: { status: 'queued' }, run: { status: 'cancelled' } }])
    world.advanceClock(1)
    world.applyOperation({ kind: 'change', run: number, end: null, variables: { left: 1 } })
    expect(listNow()).toMatchObject([
      { before: { status: 'cancelled', replacedVariables: null }, run: { status: 'cancelled' } },
    ])
    world.advanceClock(1)
    world.applyOperation({ kind: 'delete', run: number })
    expect(listNow()).toMatchObject([{ kind: 'deleted', run: { number, status: 'cancelled' } }])
    expect(
      listRunEvents(world.view(), toInstant(0), addDuration(world.now, -1)).filter((one) => one.run.number === number),
    ).toEqual([])
  })
})
