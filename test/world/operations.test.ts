import { describe, expect, it } from 'vitest'
import { FIRST_CREATED_BROADCAST } from '../../mock/world/state/run-operations.ts'
import { listRunsByCreation } from '../../mock/world/query/by-creation.ts'
import { readRun, findRunRefs } from '../../mock/world/state/view.ts'
import { createTestTwin } from '../support/requests.ts'

const PERSON = { name: 'Ada Kok', firstName: 'Ada', phone: '+31612345678', email: null, language: 'nl' }

function createWorld() {
  return createTestTwin({ runs: 50, dataset: { arrivals: false } }).world
}

describe('contacts of operations', () => {
  it('get the next number, are found by phone, and can have runs', async () => {
    const world = createWorld()
    const before = world.contactCount
    expect(world.findContactByPhone(PERSON.phone)).toBeUndefined()
    world.applyOperation({ kind: 'create-contact', person: PERSON })
    expect(world.contactCount).toBe(before + 1)
    expect(world.findContactByPhone(PERSON.phone)).toBe(before)
    expect(world.getPerson(before)).toEqual(PERSON)
    const run = world.applyOperation({ kind: 'create', flow: 0, contact: before, environment: 'live', input: null })
    expect(run?.contact).toBe(before)
  })

  it('can be changed, and are no longer found by their old phone', async () => {
    const world = createWorld()
    const former = world.getPerson(3)
    world.applyOperation({ kind: 'change-contact', contact: 3, person: { ...former, ...PERSON } })
    expect(world.getPerson(3)).toEqual(PERSON)
    expect([world.findContactByPhone(former.phone), world.findContactByPhone(PERSON.phone)]).toEqual([undefined, 3])
    expect(() => world.applyOperation({ kind: 'change-contact', contact: world.contactCount, person: PERSON })).toThrow(
      'unknown-contact',
    )
  })
})

describe('a broadcast', () => {
  it('starts a run for every contact at one instant, or for none', async () => {
    const world = createWorld()
    const count = () => listRunsByCreation(world.view(), {}).size
    const before = count()
    const record = { resource: 'starts', value: { note: 'first' } }
    const broadcast = { kind: 'broadcast', flow: 1, environment: 'live', input: null, record } as const
    expect(() => world.applyOperation({ ...broadcast, contacts: [1, 2, 1_000_000] })).toThrow('unknown-contact')
    expect([count(), world.getRecords('starts').size, world.revision]).toEqual([before, 0, 0])
    world.applyOperation({ ...broadcast, contacts: [1, 2, 3] })
    const view = world.view()
    const all = listRunsByCreation(view, {})
    const runs = findRunRefs(view, all.slice(before, before + 3)).map((ref) => readRun(view, ref))
    expect(runs.map(({ contact }) => contact)).toEqual([1, 2, 3])
    expect(new Set(runs.map(({ createdAt }) => createdAt))).toEqual(new Set([world.now]))
    expect(new Set(runs.map(({ broadcast }) => broadcast))).toEqual(new Set([FIRST_CREATED_BROADCAST + 1]))
    expect(world.getRecords('starts').item(0)).toMatchObject({ number: 1, value: { note: 'first' } })
  })
})

describe('records', () => {
  it('are created, updated and deleted by number, separately for each resource', async () => {
    const world = createWorld()
    world.applyOperation({ kind: 'create-record', resource: 'a', value: { n: 1 } })
    world.applyOperation({ kind: 'create-record', resource: 'b', value: { n: 2 } })
    const former = world.view()
    world.advanceClock(1000)
    world.applyOperation({ kind: 'update-record', resource: 'a', number: 1, value: { n: 3 } })
    expect([...world.getRecords('a')]).toMatchObject([{ number: 1, value: { n: 3 } }])
    const [record] = world.getRecords('a')
    expect((record?.modifiedAt ?? 0) - (record?.createdAt ?? 0)).toBe(1000)
    world.applyOperation({ kind: 'delete-record', resource: 'b', number: 2 })
    expect(world.getRecords('b').size).toBe(0)
    expect([...(former.sideState.records.get('b') ?? [])]).toHaveLength(1)
  })
})

describe('a fork', () => {
  it('starts with the same state, and changes independently', async () => {
    const world = createWorld()
    const count = (one: typeof world) => listRunsByCreation(one.view(), {}).size
    world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    const fork = world.fork()
    expect([count(fork), fork.now, fork.revision]).toEqual([count(world), world.now, 1])
    fork.applyOperation({ kind: 'create', flow: 0, contact: 2, environment: 'live', input: null })
    fork.advanceClock(1_000_000)
    world.applyOperation({ kind: 'delete', run: 1 })
    expect([count(world), count(fork)]).toEqual([50, 52])
    expect(fork.now - world.now).toBe(1_000_000)
    expect([[...world.operations].length, [...fork.operations].length]).toEqual([2, 3])
  })

  it('shares its view with a thousand others', async () => {
    const world = createTestTwin({ runs: 10_000_000 }).world
    const forks = Array.from({ length: 1000 }, () => world.fork())
    expect(new Set(forks.map((fork) => fork.view())).size).toBe(1)
  })
})

describe('an operation log', () => {
  it('gives the same world when it is replayed', async () => {
    const world = createWorld()
    world.applyOperation({ kind: 'create-contact', person: PERSON })
    world.applyOperation({
      kind: 'create',
      flow: 3,
      contact: world.contactCount - 1,
      environment: 'staging',
      input: null,
    })
    world.advanceClock(90_000_000)
    world.applyOperation({ kind: 'change', run: 1, end: 'cancelled', variables: null })
    world.applyOperation({ kind: 'switch-clock', mode: { kind: 'scaled', rate: 60 } })
    const other = createWorld()
    const { now } = world
    other.replay(world.operations, { now, mode: { kind: 'frozen' } })
    expect([other.now, other.revision]).toEqual([now, world.revision])
    const listRuns = (one: typeof world) => {
      const view = one.view()
      return findRunRefs(view, listRunsByCreation(view, {}).slice(0, 100)).map((ref) => readRun(view, ref))
    }
    world.replay([], { now, mode: { kind: 'frozen' } })
    expect(listRuns(other)).toEqual(listRuns(world))
  })
})
