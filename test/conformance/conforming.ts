import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type Check,
  type CheckResult,
  getExitCode,
  type Result,
  type VendorName,
  vendors,
  verify,
} from '../../contracts/index.ts'
import { describeContract } from '../../contracts/vitest.ts'
import type { TwinOptions } from '../../mock/twin.ts'
import * as pagination from '../../mock/wire/pagination.ts'
import { unjudgedOfMock } from '../contracts/unjudged.ts'
import { createMockTarget, type MockTarget } from '../mock-target.ts'

const PERMITS = { writes: true, probeMethods: true, load: true }

/** Magic credentials of the mock. */
const otherCredentials = { second: 'flowtwinothertenant', expired: 'flowtwinexpired', readOnly: 'flowtwinforbidden' }

/** The checks that need these credentials and permits; some do not apply to a vendor even then. */
const CHECKS_WITH_PERMITS: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: ['AUTH-009', 'AUTH-010', 'CONS-003', 'ERR-008', 'HTTP-034', 'RATE-002'],
  recrubo: ['AUTH-009', 'AUTH-010', 'AUTH-011', 'AUTH-012', 'CONS-003', 'CONS-004', 'HTTP-034'],
  rapidpro: ['AUTH-009', 'AUTH-010', 'CONS-003', 'CUR-013', 'HTTP-034'],
  idnow: ['AUTH-009', 'AUTH-010', 'AUTH-012', 'CONS-003', 'HTTP-034'],
}

/** Outcomes without evidence that are expected of the in-memory mock: no socket frames its responses, and some vendors lack the feature. */
function getExpectedOutcomes(vendor: VendorName): Readonly<Record<string, string>> {
  const unjudged = unjudgedOfMock[vendor].filter((id) => !CHECKS_WITH_PERMITS[vendor].includes(id))
  return Object.fromEntries(unjudged.map((id) => [id, 'not-applicable']))
}

function listJudgedChecks(vendor: VendorName): readonly string[] {
  const own: readonly Check[] = vendors[vendor].checks
  const unjudged = Object.keys(getExpectedOutcomes(vendor))
  return own.map(({ id }) => id).filter((id) => !unjudged.includes(id))
}

/** Further outcomes while runs arrive: lists grow between two reads, and rate limits refill. */
const OUTCOMES_WHILE_CHANGING: Partial<Record<VendorName, Readonly<Record<string, string>>>> = {
  qyvo: { 'ERR-008': 'not-applicable', 'RATE-002': 'inconclusive' },
  recrubo: { 'JAPI-049': 'inconclusive' },
  rapidpro: { 'CUR-072': 'inconclusive' },
  idnow: Object.fromEntries(
    ['PAGE-014', 'PAGE-016', 'PAGE-029', 'PAGE-042', 'PAGE-045'].map((id) => [id, 'inconclusive']),
  ),
}

async function verifyMock(vendor: VendorName, { basePath, ...target }: MockTarget): Promise<Result> {
  return await verify(
    vendor,
    { baseUrl: `http://twin.test${basePath}`, ...target, otherCredentials },
    // Checks may advance the virtual clock by hours.
    { ...PERMITS, clock: target.clock, limits: { durationSeconds: 1_000_000 } },
  )
}

/** The outcomes other than pass, by check id; findings with their examples. */
function listOtherOutcomes({ checks }: Result): Readonly<Record<string, unknown>> {
  const describeOutcome = ({ outcome }: CheckResult): unknown =>
    'findings' in outcome ? outcome.findings.map(({ observed, examples }) => [observed, ...examples]) : outcome.kind
  const others = checks.filter(({ outcome }) => outcome.kind !== 'pass')
  return Object.fromEntries(others.map((check) => [check.id, describeOutcome(check)]))
}

/** The same without an inconclusive CONS-003: a run may arrive during its concurrent reads. */
function listOutcomesWhileChanging(result: Result): Readonly<Record<string, unknown>> {
  const { 'CONS-003': concurrentReads = 'inconclusive', ...others } = listOtherOutcomes(result)
  return concurrentReads === 'inconclusive' ? others : listOtherOutcomes(result)
}

/** Advances the clock before every request. */
function withTickingClock(target: MockTarget, milliseconds: number): MockTarget {
  return {
    ...target,
    fetch: async (request) => {
      await target.clock.sleep(milliseconds)
      return await target.fetch(request)
    },
  }
}

/** Runs of the first world: three pages of RapidPro with its 250 runs per page, and enough ties for IDnow. */
const RUNS: Readonly<Record<VendorName, number>> = { qyvo: 520, recrubo: 520, rapidpro: 520, idnow: 1000 }

/** Runs of the other worlds: five of the smaller pages of RapidPro. */
const FURTHER_RUNS: Readonly<Record<VendorName, number>> = { ...RUNS, rapidpro: 200 }

const WORLDS: readonly (readonly [string, TwinOptions])[] = [
  ['another seed', { seed: 'harbour' }],
  ['a run every ten seconds', { seed: 2, runs: 400, every: '10s' }],
  ['5 flows in small broadcasts', { seed: 3, dataset: { flows: 5, block: 16, broadcasts: 8 } }],
  ['a leap day', { seed: 4, now: '2028-02-29T23:59:30Z' }],
]

/**
 * RapidPro returns pages of 40 runs instead of 250 in further worlds: the time of a test grows with the rows that the suite
 * reads and validates, most of them in first pages that it reads for other reasons than their runs.
 */
function shrinkPages(): void {
  const { buildCursorPage } = pagination
  vi.spyOn(pagination, 'buildCursorPage').mockImplementation((cursor, _, read) => buildCursorPage(cursor, 40, read))
}

async function expectConformance(vendor: VendorName, options: TwinOptions): Promise<void> {
  const result = await verifyMock(vendor, createMockTarget(vendor, options))
  expect(result.preflight).toEqual({ kind: 'ready' })
  const outcomes = options.every === undefined ? listOtherOutcomes(result) : listOutcomesWhileChanging(result)
  expect(outcomes).toEqual(getExpectedOutcomes(vendor))
  expect(result.ledger.filter(({ state }) => state !== 'deleted' && state !== 'not-removable')).toEqual([])
  expect(getExitCode(result)).toBe(0)
}

async function expectNoFailure(vendor: VendorName, runs: number): Promise<void> {
  const result = await verifyMock(vendor, createMockTarget(vendor, { runs }))
  expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
}

/** Defines the tests that the mock of a vendor passes the suite. Each vendor has its own file, so that they run in parallel. */
export function describeConformance(vendor: VendorName): void {
  it(`the mock of ${vendor} passes every check with evidence`, async () => {
    await expectConformance(vendor, { runs: RUNS[vendor] })
  })

  it(`the mock of ${vendor} fails no check without runs`, async () => {
    await expectNoFailure(vendor, 0)
  })
}

/** Defines the tests that the mock passes in other worlds, and one test per check. They belong to the proof suite. */
export function describeFurtherWorlds(vendor: VendorName): void {
  const runs = FURTHER_RUNS[vendor]
  afterEach(() => vi.restoreAllMocks())

  describe(`the mock of ${vendor} passes every check with evidence`, () => {
    it.each(WORLDS)('with %s', async (_, options) => {
      shrinkPages()
      await expectConformance(vendor, { ...options, runs: Math.max(runs, options.runs ?? 0) })
    })

    it('while the clock advances and runs arrive', async () => {
      shrinkPages()
      const target = createMockTarget(vendor, { seed: 5, runs, every: '20s' })
      const result = await verifyMock(vendor, withTickingClock(target, 700))
      const expected = { ...getExpectedOutcomes(vendor), ...OUTCOMES_WHILE_CHANGING[vendor] }
      expect(listOutcomesWhileChanging(result)).toEqual(expected)
    })
  })

  it.each([1, 2, 30, 260])(`the mock of ${vendor} fails no check with %i runs`, async (count) => {
    await expectNoFailure(vendor, count)
  })

  describe('describeContract', () => {
    beforeAll(() => {
      shrinkPages()
    })
    const { basePath, ...target } = createMockTarget(vendor, { runs })
    describeContract(
      vendor,
      { baseUrl: `http://twin.test${basePath}`, ...target, otherCredentials },
      // Checks without evidence would be registered and skipped; the tests above name them.
      { ...PERMITS, clock: target.clock, limits: { durationSeconds: 1_000_000 }, only: listJudgedChecks(vendor) },
    )
  })
}
