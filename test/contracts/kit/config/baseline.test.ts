import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Baseline,
  getExitCode,
  readBaseline,
  type Result,
  ConfigError,
  type Waiver,
} from '../../../../contracts/index.ts'
import {
  removeStaleWaivers,
  findUnexpectedFindings,
  addWaivers,
  applyBaseline,
} from '../../../../contracts/kit/config/apply-baseline.ts'
import { summarizeResult } from '../../../../contracts/reports.ts'
import { matchesPattern } from '../../../../contracts/kit/config/apply-baseline.ts'
import { recordRun, replaceText } from '../record-run.ts'

const paused = replaceText(/"status":"(completed|expired)"/g, '"status":"paused"')
const { result: broken } = await recordRun('qyvo', { only: ['POLL-010', 'SCH-004', 'POLL-001'] }, paused)
const { result: clean } = await recordRun('qyvo', { only: ['POLL-010', 'SCH-004', 'POLL-001'] })
const today = '2026-05-04'
const leave = { today, allowSecurityWaivers: false }
const grounds = { reason: 'the vendor mends it', ticket: 'T-1', today }
const none: Baseline = { version: 1, waivers: [] }

function waiver(more: Partial<Waiver> = {}): Waiver {
  const base = {
    fingerprint: 'POLL-010',
    expect: 'fail',
    reason: 'r',
    ticket: 'T-1',
    expires: '2026-06-01',
    added: today,
  } as const
  return { ...base, ...more }
}

const states = (result: Result): readonly string[] => (result.baseline?.waivers ?? []).map(({ state }) => state)

describe('a baseline', () => {
  it('turns what it expects into expected failures, which fail no run', () => {
    expect(getExitCode(broken)).toBe(1)
    const baseline = addWaivers(none, broken, grounds)
    const judged = applyBaseline(broken, baseline, leave)
    expect(baseline.waivers).toHaveLength(findUnexpectedFindings(broken).length)
    expect(judged.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(({ id }) => id)).toEqual([
      'SCH-004',
      'POLL-010',
    ])
    expect([getExitCode(judged), judged.baseline?.expected, findUnexpectedFindings(judged)]).toEqual([0, 2, []])
    expect(summarizeResult(judged).must).toEqual(summarizeResult(broken).must)
  })

  it('fails the run when what it expects does not happen, until it is pruned', () => {
    const baseline = addWaivers(none, broken, grounds)
    const judged = applyBaseline(clean, baseline, leave)
    expect([getExitCode(judged), states(judged)]).toEqual([1, ['unexpected-pass', 'unexpected-pass']])
    expect(judged.baseline?.problems[0]).toContain('flowtwin baseline prune')
    expect(removeStaleWaivers(baseline, judged)).toEqual(none)
    expect(getExitCode(applyBaseline(clean, removeStaleWaivers(baseline, judged), leave))).toBe(0)
  })

  it('keeps what a run did not exercise', () => {
    const baseline: Baseline = { version: 1, waivers: [waiver({ fingerprint: 'POLL-014' })] }
    const judged = applyBaseline(clean, baseline, leave)
    expect([states(judged), getExitCode(judged), removeStaleWaivers(baseline, judged)]).toEqual([
      ['unobserved'],
      0,
      baseline,
    ])
  })

  it.each([
    ['is expired the day after its last', waiver({ expires: '2026-05-03' }), 'expired', 1],
    ['holds on its last day', waiver({ expires: today, fingerprint: '*' }), 'met', 0],
    ['is for this target only', waiver({ target: 'https://*.example.org*' }), 'elsewhere', 1],
    ['is for targets like this one', waiver({ target: 'http://twin.*', fingerprint: '*' }), 'met', 0],
    ['matches findings by a pattern', waiver({ fingerprint: '* | newFlowTriggered | /*/status | *' }), 'met', 0],
    ['does not reach further than it says', waiver({ fingerprint: 'POLL-010 | another | *' }), 'unexpected-pass', 1],
  ] as const)('%s', (...[, one, state, code]) => {
    const judged = applyBaseline(broken, { version: 1, waivers: [one] }, leave)
    expect([states(judged), getExitCode(judged)]).toEqual([[state], code])
  })

  it('hides no hole in security unless that is allowed', () => {
    const holed = { ...broken, checks: broken.checks.map((check) => ({ ...check, allowSecurityWaivers: true })) }
    const baseline: Baseline = { version: 1, waivers: [waiver({ fingerprint: '*' })] }
    expect([states(applyBaseline(holed, baseline, leave)), getExitCode(applyBaseline(holed, baseline, leave))]).toEqual(
      [['refused'], 1],
    )
    expect(getExitCode(applyBaseline(holed, baseline, { ...leave, allowSecurityWaivers: true }))).toBe(0)
  })

  it('lets a check be left out, and a check be without evidence', async () => {
    const baseline: Baseline = {
      version: 1,
      waivers: [waiver({ expect: 'skip' }), waiver({ fingerprint: 'POLL-005', expect: 'inconclusive' })],
    }
    const empty = replaceText(/^\[.*\]$/gs, '[]')
    const { result } = await recordRun('qyvo', { baseline, only: ['POLL-010', 'POLL-005', 'POLL-001'] }, empty)
    expect(result.checks.find(({ id }) => id === 'POLL-010')?.outcome.kind).toBe('not-selected')
    expect(states(result)).toEqual(['met', 'met'])
  })

  it('notes on which day a fault was last seen', () => {
    const first = addWaivers(none, broken, grounds)
    const again = addWaivers(first, applyBaseline(broken, first, leave), { ...grounds, today: '2026-05-20' })
    expect(again.waivers.map(({ added, lastSeen }) => [added, lastSeen])).toEqual([
      [today, '2026-05-20'],
      [today, '2026-05-20'],
    ])
  })

  it.each([
    [waiver({ reason: '' }), 'waivers.0.reason must NOT have fewer than 1 characters'],
    [waiver({ expires: '2027-05-04' }), 'lasts 365 days; 180 are the most'],
    [waiver({ expires: '2026-02-30' }), 'has a day that does not exist'],
    [waiver({ expires: '2026-05-01' }), 'expires before it was added'],
    [{ ...waiver(), tiket: 'T-2' }, 'waivers.0 has no "tiket"; did you mean "ticket"?'],
    [{ fingerprint: 'POLL-010' }, 'waivers.0 lacks "expect"'],
  ])('says what is wrong with a file: %j', (one, message) => {
    expect(() => readBaseline({ version: 1, waivers: [one] })).toThrow(ConfigError)
    expect(() => readBaseline({ version: 1, waivers: [one] })).toThrow(message)
  })

  it('takes every other sign of a pattern as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
        expect(matchesPattern(`${before}*${after}`, `${before}${middle}${after}`)).toBe(true)
        expect(matchesPattern(before.replaceAll('*', ''), `${before.replaceAll('*', '')}x`)).toBe(false)
      }),
    )
  })
})
