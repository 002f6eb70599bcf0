import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { runExplain, listChecks, printSchema } from '../../cli/commands/explain.ts'
import { runSelftest } from '../../cli/commands/selftest.ts'
import { runVerify } from '../../cli/commands/verify.ts'
import { checks, vendors } from '../../contracts/index.ts'
import { createQyvoTwin } from '../contracts/twins/qyvo.ts'
import { createTestTerminal } from './test-terminal.ts'

describe('flowtwin verify --dry-run', () => {
  it.each(Object.keys(vendors))('counts the requests for %s without sending one', async (vendor) => {
    const { io, printed } = createTestTerminal({
      ...createQyvoTwin(),
      fetch: () => Promise.reject(new Error('a request was sent')),
    })
    expect(await runVerify(vendor, { dryRun: true, writes: true, json: true }, io)).toBe(0)
    const plan = JSON.parse(printed()) as {
      expectedRequests: number
      expectedWrites: number
      maxRequests: number
      checks: { requests: number }[]
      skipped: object[]
    }
    expect(plan.expectedRequests).toBeGreaterThan(10)
    expect(plan.expectedRequests).toBeLessThan(plan.maxRequests)
    expect(plan.expectedWrites).toBeGreaterThan(0)
    expect(plan.checks.length + plan.skipped.length).toBe(vendors[vendor as keyof typeof vendors].checks.length)
  })
})

describe('flowtwin explain, checks and schema', () => {
  it('describe every check', () => {
    for (const id of new Set(checks.map(({ check }) => check.id))) {
      const { io, printed } = createTestTerminal(createQyvoTwin())
      expect(runExplain(id.toLowerCase(), {}, io)).toBe(0)
      expect(printed()).toMatch(/^\S+ (MUST|SHOULD|INFO).*\n[^]*Evidence: each [^]*\nTo make it conclusive: /)
    }
    const { io, printed } = createTestTerminal(createQyvoTwin())
    runExplain('POLL-007', {}, io)
    expect(printed()).toMatch(/Why it matters: .+\nUsual cause: /)
  })

  it('name the broken servers that a check detects', () => {
    const { io, printed } = createTestTerminal(createQyvoTwin())
    runExplain('PAGE-010', {}, io)
    expect(printed()).toMatch(/\nDetects \(mutation test\): idnow: .+\./)
    const listed = createTestTerminal(createQyvoTwin())
    listChecks({ json: true }, listed.io)
    const must = (JSON.parse(listed.printed()) as { id: string; level: string; mutants: string[] }[]).filter(
      ({ level }) => level === 'MUST',
    )
    expect(must.filter(({ mutants }) => mutants.length === 0).map(({ id }) => id)).toEqual([])
  })

  it('suggest the nearest id for an unknown one', () => {
    expect(() => runExplain('CUR-4', {}, createTestTerminal(createQyvoTwin()).io)).toThrow(/did you mean CUR-\d+/)
  })

  it('list all checks, or those of a vendor and level', () => {
    const [all, part] = [createTestTerminal(createQyvoTwin()), createTestTerminal(createQyvoTwin())]
    listChecks({ json: true }, all.io)
    listChecks({ vendor: 'idnow', level: 'must', json: true }, part.io)
    expect((JSON.parse(all.printed()) as unknown[]).length).toBe(new Set(checks.map(({ check }) => check.id)).size)
    expect((JSON.parse(part.printed()) as { level: string }[]).every(({ level }) => level === 'MUST')).toBe(true)
  })

  it.each(['result', 'config', 'baseline'])('print the schema of a %s', (name) => {
    const { io, printed } = createTestTerminal(createQyvoTwin())
    printSchema(name, io)
    expect(() =>
      new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(printed()) as object),
    ).not.toThrow()
  })
})

describe('flowtwin selftest', () => {
  it('passes when every check has the expected outcome', async () => {
    const { io, printed } = createTestTerminal(createQyvoTwin())
    expect(await runSelftest(io)).toBe(0)
    expect(
      printed()
        .trim()
        .split('\n')
        .every((line) => line.startsWith('ok ')),
    ).toBe(true)
  })
})
