import { describe, expect, it } from 'vitest'
import { type CheckResult, getExitCode, type Result, type VendorName, verify } from '../../contracts/index.ts'
import { describeContract } from '../../contracts/vitest.ts'
import type { TwinOptions } from '../../mock/twin.ts'
import { unjudgedOfMock } from '../contracts/unjudged.ts'
import { type MockTarget, mockTarget } from '../mock-target.ts'

const PERMITS = { writes: true, probeMethods: true, load: true }

/** Credentials that the mock takes for what their names say. */
const others = { second: 'flowtwinothertenant', expired: 'flowtwinexpired', readOnly: 'flowtwinforbidden' }

/** What is judged when credentials and leave for much at once are given; some vendors have nothing to judge even then. */
const given: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: ['AUTH-009', 'AUTH-010', 'CONS-003', 'ERR-008', 'HTTP-034', 'RATE-002'],
  recrubo: ['AUTH-009', 'AUTH-010', 'AUTH-011', 'AUTH-012', 'CONS-003', 'CONS-004', 'HTTP-034'],
  rapidpro: ['AUTH-009', 'AUTH-010', 'CONS-003', 'CUR-013', 'HTTP-034'],
  idnow: ['AUTH-009', 'AUTH-010', 'AUTH-012', 'CONS-003', 'HTTP-034'],
}

/** What nobody can judge of the mock in memory: no socket frames its answers, and some vendors lack what is asked about. */
function unjudged(vendor: VendorName): Readonly<Record<string, string>> {
  const left = unjudgedOfMock[vendor].filter((id) => !given[vendor].includes(id))
  return Object.fromEntries(left.map((id) => [id, 'not-applicable']))
}

/** What cannot be judged while runs arrive: that a set which grows is the same in every read, or a quota that comes back meanwhile. */
const unsure: Partial<Record<VendorName, Readonly<Record<string, string>>>> = {
  qyvo: { 'ERR-008': 'not-applicable', 'RATE-002': 'inconclusive' },
  recrubo: { 'JAPI-049': 'inconclusive' },
}

async function judged(vendor: VendorName, { basePath, ...target }: MockTarget): Promise<Result> {
  return await verify(
    vendor,
    { baseUrl: `http://twin.test${basePath}`, ...target, otherCredentials: others },
    // The limit is for people who wait; here the clock is the world's, and hours pass at once.
    { ...PERMITS, clock: target.clock, limits: { durationSeconds: 1_000_000 } },
  )
}

/** What became of every check that did not pass, with what was seen. */
function unheld({ checks }: Result): Readonly<Record<string, unknown>> {
  const told = ({ outcome }: CheckResult): unknown =>
    'findings' in outcome ? outcome.findings.map(({ observed, examples }) => [observed, ...examples]) : outcome.kind
  return Object.fromEntries(checks.filter(({ outcome }) => outcome.kind !== 'pass').map((one) => [one.id, told(one)]))
}

/** The same where runs arrive: whether one does while many ask at once depends on how many asked before. */
function uncrowded(result: Result): Readonly<Record<string, unknown>> {
  const { 'CONS-003': crowded = 'inconclusive', ...rest } = unheld(result)
  return crowded === 'inconclusive' ? rest : unheld(result)
}

/** A clock that goes on by itself, a little with every request. */
function ticking(target: MockTarget, milliseconds: number): MockTarget {
  return {
    ...target,
    send: async (request) => {
      await target.clock.sleep(milliseconds)
      return await target.send(request)
    },
  }
}

const WORLDS: readonly (readonly [string, TwinOptions])[] = [
  ['1000 runs', { runs: 1000 }],
  ['1000 runs of another seed', { seed: 'harbour', runs: 1000 }],
  ['3000 runs that arrive every ten seconds', { seed: 2, runs: 3000, every: '10s' }],
  ['5 flows in small broadcasts', { seed: 3, runs: 900, dataset: { flows: 5, block: 16, broadcasts: 8 } }],
  ['a leap day', { seed: 2, runs: 800, now: '2028-02-29T23:59:30Z' }],
]

/** Proves that the mock of a vendor keeps the contract. Each vendor has a file of its own, so that they are proven side by side. */
export function conforms(vendor: VendorName): void {
  describe(`the mock of ${vendor} keeps the contract, with evidence for every check`, () => {
    it.each(WORLDS)('%s', async (_, options) => {
      const result = await judged(vendor, mockTarget(vendor, options))
      expect(result.preflight).toEqual({ kind: 'ready' })
      expect(options.every === undefined ? unheld(result) : uncrowded(result)).toEqual(unjudged(vendor))
      expect(result.ledger.filter(({ state }) => state !== 'deleted' && state !== 'kept')).toEqual([])
      expect(getExitCode(result)).toBe(0)
    })

    it('while time goes on and runs arrive', async () => {
      const target = mockTarget(vendor, { seed: 5, runs: 1000, every: '20s' })
      const result = await judged(vendor, ticking(target, 700))
      expect(uncrowded(result)).toEqual({ ...unjudged(vendor), ...unsure[vendor] })
    })
  })

  describe(`the mock of ${vendor} breaks nothing`, () => {
    it.each([0, 1, 2, 30, 300])('in a world of %i runs, whatever cannot be judged there', async (runs) => {
      const result = await judged(vendor, mockTarget(vendor, { runs }))
      expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
    })
  })

  const { basePath, ...target } = mockTarget(vendor)
  describeContract(
    vendor,
    { baseUrl: `http://twin.test${basePath}`, ...target, otherCredentials: others },
    { ...PERMITS, clock: target.clock, limits: { durationSeconds: 1_000_000 } },
  )
}
