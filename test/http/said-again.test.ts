import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../mock/world/time/instant.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { type Operation, OperationError } from '../../mock/world/state/operation.ts'
import type { Twin } from '../../mock/twin.ts'
import { sendRequest, type RequestOptions, createTestTwin } from '../support/requests.ts'
import { collector } from '../young-memory.ts'

const LISTS = [
  '/api/v1/triggers/new-flow-triggered',
  '/public/v2/flow-runs',
  '/public/v2/flow-runs?include=flow,messageThread&page[size]=100',
  '/public/v2/flow-runs?sort=updatedAt&page[number]=2',
  '/public/v2/flow-runs?fields[flowRuns]=status',
  '/api/v2/runs.json',
  '/api/v2/runs.json?paths=false&responded=true',
  'sessions',
] as const

const step = fc.record({
  kind: fc.constantFrom(
    'ask',
    'ask',
    'ask',
    'create',
    'end',
    'delete',
    'rename',
    'configure',
    'advance',
    'arrivals',
    'look',
  ),
  which: fc.nat(1000),
  by: fc.constantFrom(SECOND, MINUTE, 31 * MINUTE, 25 * HOUR),
})

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function operationOf({ world, vendors }: Twin, { kind, which, by }: Step): Operation {
  const runs = listNewestRuns(world.view(), { flow: undefined, limit: 60 })
  const run = runs[which % Math.max(1, runs.length)]?.number ?? 0
  const contact = which % world.contactCount
  switch (kind) {
    case 'create':
      return { kind, flow: which % world.dataset.flows.length, contact, environment: 'live', input: null }
    case 'end':
      return { kind: 'change', run, end: which % 2 === 0 ? 'failed' : 'cancelled', variables: null }
    case 'delete':
      return { kind, run }
    case 'rename':
      return { kind: 'change-contact', contact, person: { ...world.getPerson(contact), name: `Someone Else ${which}` } }
    case 'configure':
      return { kind, settings: positionOf(vendors, which) }
    case 'arrivals':
      return { kind, every: which % 2 === 0 ? null : by, flow: null, environment: 'live' }
    default:
      return { kind: 'advance', by }
  }
}

/** Any quirk of any vendor in any of its positions. */
function positionOf(vendors: Twin['vendors'], which: number): Readonly<Record<string, string>> {
  const all = vendors.flatMap(({ quirks }) =>
    quirks.flatMap(({ id, positions }) => Object.keys(positions).map((position) => ({ [id]: position }))),
  )
  return all[which % all.length] ?? {}
}

function targetOf(twin: Twin, which: number): string {
  const list = LISTS[which % LISTS.length] ?? ''
  return list === 'sessions' ? (twin.vendors[3]?.demo.buildExamplePath(twin.world) ?? '') : list
}

/** What a rule does to one request. */
const EFFECTS = ['stale=31m', 'content-type=text/html', 'invalid-json', 'content-type=image/png'] as const

/** Some ask with the credential of another tenant, whose world is another, and to some something is done. */
function askingOf({ which }: Step): RequestOptions {
  const scheme = LISTS[which % LISTS.length]?.startsWith('/api/v2') === true ? 'Token' : 'Bearer'
  const effect = EFFECTS[which % 10]
  return {
    headers: {
      ...(which % 7 === 0 ? { authorization: `${scheme} flowtwinothertenant` } : {}),
      ...(effect === undefined ? {} : { 'x-flowtwin-fault': effect }),
    },
  }
}

describe('what a journal shows of a list', () => {
  it('is what was sent, whatever has become of its runs and of the words for them since', async () => {
    const history = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })
    const of = fc.record({
      seed: fc.nat(),
      runs: fc.constantFrom(1, 40, 900, 20_000),
      every: fc.constantFrom('2s', '2m'),
    })
    await fc.assert(
      fc.asyncProperty(of, history, async (options, steps) => {
        const twin = createTestTwin({ ...options, clock: 'frozen', limits: false, quirks: {} })
        // With the first answer the people are loaded.
        const sent = [(await sendRequest(twin, targetOf(twin, 0))).text]
        for (const one of steps) {
          if (one.kind === 'ask') sent.push((await sendRequest(twin, targetOf(twin, one.which), askingOf(one))).text)
          else if (one.kind === 'look') expect(differences(twin, sent)).toEqual([])
          else perform(twin, operationOf(twin, one))
        }
        expect(differences(twin, sent)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a journal of lists', () => {
  it('holds on to neither views nor shelves that are over', async () => {
    const twin = createTestTwin({ runs: 300, clock: 'frozen', limits: false })
    const target = '/public/v2/flow-runs?page[size]=1'
    await sendRequest(twin, target)
    const over: WeakRef<object>[] = []
    for (const contact of [1, 2, 3, 4]) {
      twin.world.applyOperation({
        kind: 'change-contact',
        contact,
        person: { ...twin.world.getPerson(contact), name: 'Else' },
      })
      twin.clock.advance('5m')
      await sendRequest(twin, target)
      over.push(new WeakRef(twin.world.view().datasetSnapshot), new WeakRef(twin.world.sideState.renderSettings))
    }
    over.splice(-2)
    // What a WeakRef has been made of is held until the present job is done.
    await new Promise((resolve) => void setImmediate(resolve))
    collector()()
    expect(over.map((one) => one.deref())).toEqual(over.map(() => undefined))
    expect(twin.journal.listJournalEntries()).toHaveLength(5)
  })
})

/** Carries an operation out, if the world allows it. */
function perform({ world }: Twin, operation: Operation): void {
  try {
    world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
  }
}

/** Where what the journal shows begins to differ from what was sent. */
function differences(twin: Twin, sent: readonly string[]) {
  const entries = twin.journal.listJournalEntries()
  expect(entries).toHaveLength(sent.length)
  return entries.flatMap(({ target, sentBody, isText }, place) => {
    const text = sent[place] ?? ''
    // Of what says that it is no text, each byte is shown as a character.
    const [shown, was] = [sentBody ?? '', isText ? text : Buffer.from(text).toString('latin1')]
    if (shown === was) return []
    let at = 0
    while (shown[at] === was[at]) at++
    return [{ target, shown: shown.slice(at, at + 80), was: was.slice(at, at + 80) }]
  })
}
