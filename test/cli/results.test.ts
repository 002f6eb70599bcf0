import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  runBaselinePrune,
  runBaselineUpdate,
  runBaselineVerify,
  runCompare,
  runReproduce,
} from '../../cli/commands/results.ts'
import { runInit } from '../../cli/commands/init.ts'
import { runVerify } from '../../cli/commands/verify.ts'
import type { Result } from '../../contracts/index.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createRapidproTwin } from '../contracts/twins/rapidpro.ts'
import { toProfile } from '../contracts/twins/twin.ts'
import { createTestTerminal, pauseStatuses, targetOptions } from './test-terminal.ts'

describe('flowtwin baseline, reproduce and compare', () => {
  it('follow a fault from its finding to its fix', async () => {
    const twin = createQyvoTwin()
    const broken = createTestTerminal(twin, pauseStatuses(twin.fetch))
    const { io, files } = broken
    await runVerify('qyvo', { ...targetOptions, report: ['json=broken.json'] }, io)
    expect(
      runBaselineUpdate('known.yaml', { result: 'broken.json', reason: 'r', ticket: 'T-1', only: 'POLL-010 *' }, io),
    ).toBe(0)
    expect(parse(files.get('known.yaml')!)).toMatchObject({
      version: 1,
      waivers: [{ fingerprint: expect.stringContaining('POLL-010') as string }],
    })
    expect(
      runBaselineUpdate('known.yaml', { result: 'broken.json', reason: 'r', ticket: 'T-1', only: 'SCH-004 *' }, io),
    ).toBe(0)
    expect(runBaselineVerify('known.yaml', {}, io)).toBe(0)
    expect(await runVerify('qyvo', { ...targetOptions, baseline: 'known.yaml' }, io)).toBe(0)
    expect(await runReproduce({ path: 'broken.json', fingerprint: undefined }, targetOptions, io)).toBe(1)
    expect(broken.printed()).toMatch(/STILL_FAILING +POLL-010 \|.*\n +status 200, \d+ times/)

    const fixed = { ...io, fetch: twin.fetch }
    expect(await runReproduce({ path: 'broken.json', fingerprint: undefined }, targetOptions, fixed)).toBe(0)
    const unreachable = { ...io, fetch: () => Promise.reject(new Error('gone')) }
    expect(await runReproduce({ path: 'broken.json', fingerprint: undefined }, targetOptions, unreachable)).toBe(5)
    await expect(runReproduce({ path: 'broken.json', fingerprint: 'NONE' }, targetOptions, fixed)).rejects.toThrow(
      'no finding "NONE"',
    )
    expect(
      await runVerify('qyvo', { ...targetOptions, baseline: 'known.yaml', report: ['json=fixed.json'] }, fixed),
    ).toBe(1)
    expect([
      runCompare(['fixed.json', 'broken.json'], {}, io),
      runCompare(['broken.json', 'fixed.json'], {}, io),
    ]).toEqual([1, 0])
    expect(broken.printed()).toContain('outcome  POLL-010: fail -> pass')
    expect(runBaselinePrune('known.yaml', { result: 'fixed.json' }, io)).toBe(0)
    expect(await runVerify('qyvo', { ...targetOptions, baseline: 'known.yaml' }, fixed)).toBe(0)
  })
})

describe('flowtwin verify --har', () => {
  it('checks recorded traffic without requests', async () => {
    const twin = createQyvoTwin()
    const { io, files } = createTestTerminal(twin, pauseStatuses(twin.fetch))
    await runVerify('qyvo', { ...targetOptions, evidence: 'full', report: ['har=run.har'] }, io)
    const offline = createTestTerminal(twin, () => Promise.reject(new Error('a request was sent')))
    offline.files.set('run.har', files.get('run.har')!)
    expect(await runVerify('qyvo', { har: 'run.har', report: ['json=checked.json'] }, offline.io)).toBe(1)
    const { checks } = JSON.parse(offline.files.get('checked.json')!) as Result
    const kinds = Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome.kind]))
    expect(kinds).toMatchObject({ 'SCH-004': 'fail', 'HTTP-004': 'pass', 'SCH-005': 'pass' })
    expect(
      checks
        .filter(({ outcome }) => outcome.kind === 'fail')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['POLL-010', 'SCH-004'])
  })

  it.each([
    ['{"log":{"entries":[]}}', 'has no request'],
    ['{"log":{}}', 'is not a HAR'],
    ['what', 'is not JSON'],
  ])('rejects a file without requests to the vendor: %s', async (text, message) => {
    const { io, files } = createTestTerminal(createQyvoTwin())
    files.set('run.har', text)
    await expect(runVerify('qyvo', { har: 'run.har' }, io)).rejects.toThrow(message)
  })
})

describe('flowtwin init', () => {
  it('writes a configuration that a run accepts', async () => {
    const twin = createRapidproTwin()
    const { io, files } = createTestTerminal(twin)
    expect(await runInit('rapidpro', { url: 'http://twin.test', tokenEnv: 'TOKEN', out: 'own.yaml' }, io)).toBe(0)
    expect(files.get('own.yaml')).toMatch(/# statuses for a wrong credential\n {2}authErrorStatuses:\n {4}- 403/)
    expect(files.get('own.yaml')).toContain('AMB-C5: tolerant')
    const operations = JSON.stringify(toProfile(twin).operations)
    files.set('own.yaml', files.get('own.yaml')!.replace(/^profile:$/m, `profile:\n  operations: ${operations}`))
    expect(await runVerify(undefined, { config: 'own.yaml' }, io)).toBe(0)
    expect(
      await runInit('rapidpro', { url: 'http://twin.test', tokenEnv: 'TOKEN' }, { ...io, env: { TOKEN: 'wrong' } }),
    ).toBe(3)
  })
})
