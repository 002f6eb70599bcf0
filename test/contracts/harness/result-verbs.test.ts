import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runBaselinePrune, runBaselineUpdate, runBaselineVerify } from '../../../cli/commands/baseline.ts'
import { runCompare } from '../../../cli/commands/compare.ts'
import { runVerifyHar } from '../../../cli/commands/verify-har.ts'
import { runInit } from '../../../cli/commands/init.ts'
import { runReproduce } from '../../../cli/commands/reproduce.ts'
import { runVerify } from '../../../cli/commands/verify.ts'
import { type Result } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { rapidproTwin } from '../twins/rapidpro.ts'
import { profileOf } from '../twins/twin.ts'
import { desk, paused, target } from './desk.ts'

describe('flowtwin baseline, reproduce and compare', () => {
  it('go the way of a fault from its finding to its end', async () => {
    const twin = qyvoTwin()
    const sick = desk(twin, paused(twin.send))
    const { io, kept } = sick
    await runVerify('qyvo', { ...target, report: ['json=sick.json'] }, io)
    expect(
      runBaselineUpdate('known.yaml', { result: 'sick.json', reason: 'r', ticket: 'T-1', only: 'POLL-010 *' }, io),
    ).toBe(0)
    expect(parse(kept.get('known.yaml')!)).toMatchObject({
      version: 1,
      waivers: [{ fingerprint: expect.stringContaining('POLL-010') as string }],
    })
    expect(
      runBaselineUpdate('known.yaml', { result: 'sick.json', reason: 'r', ticket: 'T-1', only: 'SCH-004 *' }, io),
    ).toBe(0)
    expect(runBaselineVerify('known.yaml', io)).toBe(0)
    expect(await runVerify('qyvo', { ...target, baseline: 'known.yaml' }, io)).toBe(0)
    expect(await runReproduce({ path: 'sick.json', fingerprint: undefined }, target, io)).toBe(1)
    expect(sick.printed()).toMatch(/STILL {2}POLL-010 \|.*\n.*status 200, \d+ of this kind/)

    const well = { ...io, send: twin.send }
    expect(await runReproduce({ path: 'sick.json', fingerprint: undefined }, target, well)).toBe(0)
    const silent = { ...io, send: () => Promise.reject(new Error('gone')) }
    expect(await runReproduce({ path: 'sick.json', fingerprint: undefined }, target, silent)).toBe(5)
    await expect(runReproduce({ path: 'sick.json', fingerprint: 'NONE' }, target, well)).rejects.toThrow(
      'no finding "NONE"',
    )
    expect(await runVerify('qyvo', { ...target, baseline: 'known.yaml', report: ['json=well.json'] }, well)).toBe(1)
    expect([runCompare(['well.json', 'sick.json'], {}, io), runCompare(['sick.json', 'well.json'], {}, io)]).toEqual([
      1, 0,
    ])
    expect(sick.printed()).toContain('outcome  POLL-010: fail -> pass')
    expect(runBaselinePrune('known.yaml', { result: 'well.json' }, io)).toBe(0)
    expect(await runVerify('qyvo', { ...target, baseline: 'known.yaml' }, well)).toBe(0)
  })
})

describe('flowtwin judge', () => {
  it('judges what was recorded without asking anybody', async () => {
    const twin = qyvoTwin()
    const { io, kept } = desk(twin, paused(twin.send))
    await runVerify('qyvo', { ...target, evidence: 'full', report: ['har=run.har'] }, io)
    const silent = desk(twin, () => Promise.reject(new Error('asked')))
    silent.kept.set('run.har', kept.get('run.har')!)
    expect(await runVerifyHar('run.har', { vendor: 'qyvo', report: ['json=judged.json'] }, silent.io)).toBe(1)
    const { checks: judged } = JSON.parse(silent.kept.get('judged.json')!) as Result
    const kinds = Object.fromEntries(judged.map(({ id, outcome }) => [id, outcome.kind]))
    expect(kinds).toMatchObject({ 'SCH-004': 'fail', 'HTTP-004': 'pass', 'SCH-005': 'pass' })
    expect(
      judged
        .filter(({ outcome }) => outcome.kind === 'fail')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['POLL-010', 'SCH-004'])
  })

  it.each([
    ['{"log":{"entries":[]}}', 'holds no request'],
    ['{"log":{}}', 'is no HAR'],
    ['what', 'is no JSON'],
  ])('takes nothing for an error: %s', async (text, message) => {
    const { io, kept } = desk(qyvoTwin())
    kept.set('run.har', text)
    await expect(runVerifyHar('run.har', { vendor: 'qyvo' }, io)).rejects.toThrow(message)
  })
})

describe('flowtwin probe', () => {
  it('writes a configuration that a run can be made with', async () => {
    const twin = rapidproTwin()
    const { io, kept } = desk(twin)
    expect(await runInit('rapidpro', { url: 'http://twin.test', tokenEnv: 'TOKEN', out: 'own.yaml' }, io)).toBe(0)
    expect(kept.get('own.yaml')).toMatch(/# how it refuses a wrong credential\n {2}refusal:\n {4}- 403/)
    expect(kept.get('own.yaml')).toContain('AMB-C5: tolerant')
    const operations = JSON.stringify(profileOf(twin).operations)
    kept.set('own.yaml', kept.get('own.yaml')!.replace(/^profile:$/m, `profile:\n  operations: ${operations}`))
    expect(await runVerify(undefined, { config: 'own.yaml' }, io)).toBe(0)
    expect(
      await runInit('rapidpro', { url: 'http://twin.test', tokenEnv: 'TOKEN' }, { ...io, env: { TOKEN: 'wrong' } }),
    ).toBe(3)
  })
})
