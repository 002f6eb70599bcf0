import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Twin } from '../../mock/twin.ts'
import { listNewestRuns } from '../../mock/world/query/by-creation.ts'
import { type Operation, OperationError } from '../../mock/world/state/operation.ts'
import { HOUR, MINUTE, SECOND } from '../../mock/world/time.ts'
import { createTestTwin, type RequestOptions, sendRequest } from '../support/requests.ts'

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

const arbitraryStep = fc.record({
  kind: fc.constantFrom(
    'request',
    'request',
    'request',
    'create',
    'end',
    'delete',
    'rename',
    'configure',
    'advance',
    'arrivals',
    'compare',
  ),
  index: fc.nat(1000),
  by: fc.constantFrom(SECOND, MINUTE, 31 * MINUTE, 25 * HOUR),
})

type Step = typeof arbitraryStep extends fc.Arbitrary<infer Value> ? Value : never

function toOperation({ world, vendors }: Twin, { kind, index, by }: Step): Operation {
  const runs = listNewestRuns(world.view(), { flow: undefined, limit: 60 })
  const run = runs[index % Math.max(1, runs.length)]?.number ?? 0
  const contact = index % world.contactCount
  switch (kind) {
    case 'create':
      return { kind, flow: index % world.dataset.flows.length, contact, environment: 'live', input: null }
    case 'end':
      return { kind: 'change', run, end: index % 2 === 0 ? 'failed' : 'cancelled', variables: null }
    case 'delete':
      return { kind, run }
    case 'rename':
      return { kind: 'change-contact', contact, person: { ...world.getPerson(contact), name: `Someone Else ${index}` } }
    case 'configure':
      return { kind, settings: selectQuirkPosition(vendors, index) }
    case 'arrivals':
      return { kind: 'set-arrival-rate', every: index % 2 === 0 ? null : by, flow: null, environment: 'live' }
    default:
      return { kind: 'advance', by }
  }
}

/** Any quirk of any vendor in any of its positions. */
function selectQuirkPosition(vendors: Twin['vendors'], index: number): Readonly<Record<string, string>> {
  const positions = vendors.flatMap(({ quirks }) =>
    quirks.flatMap((quirk) => Object.keys(quirk.positions).map((position) => ({ [quirk.id]: position }))),
  )
  return positions[index % positions.length] ?? {}
}

function selectTarget(twin: Twin, index: number): string {
  const list = LISTS[index % LISTS.length] ?? ''
  return list === 'sessions' ? (twin.vendors[3]?.demo.buildExamplePath(twin.world) ?? '') : list
}

const FAULTS = ['stale=31m', 'content-type=text/html', 'invalid-json', 'content-type=image/png'] as const

/** Some requests have the credential of another tenant, whose world is another, and some a fault. */
function selectOptions({ index }: Step): RequestOptions {
  const scheme = LISTS[index % LISTS.length]?.startsWith('/api/v2') === true ? 'Token' : 'Bearer'
  const fault = FAULTS[index % 10]
  return {
    headers: {
      ...(index % 7 === 0 ? { authorization: `${scheme} flowtwinothertenant` } : {}),
      ...(fault === undefined ? {} : { 'x-flowtwin-fault': fault }),
    },
  }
}

describe('the journal of list requests', () => {
  it('shows every body as it was sent, whatever happens to its runs and the settings afterwards', async () => {
    const arbitraryHistory = fc.array(arbitraryStep, { minLength: 10, maxLength: 60, size: 'max' })
    const arbitraryOptions = fc.record({
      seed: fc.nat(),
      runs: fc.constantFrom(1, 40, 900, 20_000),
      every: fc.constantFrom('2s', '2m'),
    })
    await fc.assert(
      fc.asyncProperty(arbitraryOptions, arbitraryHistory, async (options, steps) => {
        const twin = createTestTwin({ ...options, clock: 'frozen', limits: false, quirks: {} })
        // The first request loads the names of people.
        const sent = [(await sendRequest(twin, selectTarget(twin, 0))).text]
        for (const step of steps) {
          if (step.kind === 'request')
            sent.push((await sendRequest(twin, selectTarget(twin, step.index), selectOptions(step))).text)
          else if (step.kind === 'compare') expect(findDifferences(twin, sent)).toEqual([])
          else applyIfAllowed(twin, toOperation(twin, step))
        }
        expect(findDifferences(twin, sent)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

function applyIfAllowed({ world }: Twin, operation: Operation): void {
  try {
    world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
  }
}

/** The first difference of each recorded body from the one that was sent. */
function findDifferences(twin: Twin, sent: readonly string[]) {
  const entries = twin.journal.listJournalEntries()
  expect(entries).toHaveLength(sent.length)
  return entries.flatMap(({ target, sentBody, isText }, place) => {
    const text = sent[place] ?? ''
    // In a body with a binary media type each byte is shown as a character.
    const [recorded, expected] = [sentBody ?? '', isText ? text : Buffer.from(text).toString('latin1')]
    if (recorded === expected) return []
    let at = 0
    while (recorded[at] === expected[at]) at++
    return [{ target, recorded: recorded.slice(at, at + 80), expected: expected.slice(at, at + 80) }]
  })
}
