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

const pauseStatuses = replaceText(/"status":"(completed|expired)"/g, '"status":"paused"')
const { result: broken } = await recordRun('qyvo', { only: ['POLL-010', 'SCH-004', 'POLL-001'] }, pauseStatuses)
const { result: clean } = await recordRun('qyvo', { only: ['POLL-010', 'SCH-004', 'POLL-001'] })
const today = '2026-05-04'
const options = { today, allowSecurityWaivers: false }
const input = { reason: 'fixed by the vendor', ticket: 'T-1', today }
const emptyBaseline: Baseline = { version: 1, waivers: [] }

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

const getStates = (result: Result): readonly string[] => (result.baseline?.waivers ?? []).map(({ state }) => state)

describe('a baseline', () => {
  it('turns waived findings into expected failures, which do not fail the run', () => {
    expect(getExitCode(broken)).toBe(1)
    const baseline = addWaivers(emptyBaseline, broken, input)
    const applied = applyBaseline(broken, baseline, options)
    expect(baseline.waivers).toHaveLength(findUnexpectedFindings(broken).length)
    expect(applied.checks.filter(({ outcome }) => outcome.kind === 'expected-failure').map(({ id }) => id)).toEqual([
      'SCH-004',
      'POLL-010',
    ])
    expect([getExitCode(applied), applied.baseline?.expected, findUnexpectedFindings(applied)]).toEqual([0, 2, []])
    expect(summarizeResult(applied).must).toEqual(summarizeResult(broken).must)
  })

  it('fails the run when an expected failure passes, until it is pruned', () => {
    const baseline = addWaivers(emptyBaseline, broken, input)
    const applied = applyBaseline(clean, baseline, options)
    expect([getExitCode(applied), getStates(applied)]).toEqual([1, ['unexpected-pass', 'unexpected-pass']])
    expect(applied.baseline?.problems[0]).toContain('flowtwin baseline prune')
    expect(removeStaleWaivers(baseline, applied)).toEqual(emptyBaseline)
    expect(getExitCode(applyBaseline(clean, removeStaleWaivers(baseline, applied), options))).toBe(0)
  })

  it('keeps waivers that a run did not exercise', () => {
    const baseline: Baseline = { version: 1, waivers: [waiver({ fingerprint: 'POLL-014' })] }
    const applied = applyBaseline(clean, baseline, options)
    expect([getStates(applied), getExitCode(applied), removeStaleWaivers(baseline, applied)]).toEqual([
      ['unobserved'],
      0,
      baseline,
    ])
  })

  it.each([
    ['expires on the day after its last', waiver({ expires: '2026-05-03' }), 'expired', 1],
    ['applies on its last day', waiver({ expires: today, fingerprint: '*' }), 'matched', 0],
    ['does not apply to other targets', waiver({ target: 'https://*.example.org*' }), 'other-target', 1],
    ['applies to targets that match', waiver({ target: 'http://twin.*', fingerprint: '*' }), 'matched', 0],
    ['matches findings by a pattern', waiver({ fingerprint: '* | newFlowTriggered | /*/status | *' }), 'matched', 0],
    ['does not cover other operations', waiver({ fingerprint: 'POLL-010 | another | *' }), 'unexpected-pass', 1],
  ] as const)('%s', (...[, one, state, code]) => {
    const applied = applyBaseline(broken, { version: 1, waivers: [one] }, options)
    expect([getStates(applied), getExitCode(applied)]).toEqual([[state], code])
  })

  it('waives security findings only with permission', () => {
    const vulnerable = { ...broken, checks: broken.checks.map((check) => ({ ...check, security: true })) }
    const baseline: Baseline = { version: 1, waivers: [waiver({ fingerprint: '*' })] }
    expect([
      getStates(applyBaseline(vulnerable, baseline, options)),
      getExitCode(applyBaseline(vulnerable, baseline, options)),
    ]).toEqual([['not-permitted'], 1])
    expect(getExitCode(applyBaseline(vulnerable, baseline, { ...options, allowSecurityWaivers: true }))).toBe(0)
  })

  it('skips checks and accepts inconclusive ones', async () => {
    const baseline: Baseline = {
      version: 1,
      waivers: [waiver({ expect: 'skip' }), waiver({ fingerprint: 'POLL-005', expect: 'inconclusive' })],
    }
    const empty = replaceText(/^\[.*\]$/gs, '[]')
    const { result } = await recordRun('qyvo', { baseline, only: ['POLL-010', 'POLL-005', 'POLL-001'] }, empty)
    expect(result.checks.find(({ id }) => id === 'POLL-010')?.outcome.kind).toBe('not-selected')
    expect(getStates(result)).toEqual(['matched', 'matched'])
  })

  it('records on which day a fault was last seen', () => {
    const first = addWaivers(emptyBaseline, broken, input)
    const again = addWaivers(first, applyBaseline(broken, first, options), { ...input, today: '2026-05-20' })
    expect(again.waivers.map(({ added, lastSeen }) => [added, lastSeen])).toEqual([
      [today, '2026-05-20'],
      [today, '2026-05-20'],
    ])
  })

  it.each([
    [waiver({ reason: '' }), 'waivers.0.reason must NOT have fewer than 1 characters'],
    [waiver({ expires: '2027-05-04' }), 'lasts 365 days; the maximum is 180'],
    [waiver({ expires: '2026-02-30' }), 'has a day that does not exist'],
    [waiver({ expires: '2026-05-01' }), 'expires before it was added'],
    [{ ...waiver(), tiket: 'T-2' }, 'waivers.0 has an unknown member "tiket"; did you mean "ticket"?'],
    [{ fingerprint: 'POLL-010' }, 'waivers.0 requires "expect"'],
  ])('rejects an invalid file: %j', (one, message) => {
    expect(() => readBaseline({ version: 1, waivers: [one] })).toThrow(ConfigError)
    expect(() => readBaseline({ version: 1, waivers: [one] })).toThrow(message)
  })

  it('treats every character of a pattern but * literally', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
        expect(matchesPattern(`${before}*${after}`, `${before}${middle}${after}`)).toBe(true)
        expect(matchesPattern(before.replaceAll('*', ''), `${before.replaceAll('*', '')}x`)).toBe(false)
      }),
    )
  })
})
