import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { runExplain, listChecks, printSchema } from '../../../cli/commands/explain.ts'
import { runPlan } from '../../../cli/commands/plan.ts'
import { runSelftest } from '../../../cli/commands/selftest.ts'
import { checks, vendors } from '../../../contracts/index.ts'
import { qyvoTwin } from '../twins/qyvo.ts'
import { desk } from './desk.ts'

describe('flowtwin plan', () => {
  it.each(Object.keys(vendors))('counts for %s and asks nobody', async (vendor) => {
    const { io, printed } = desk({ ...qyvoTwin(), send: () => Promise.reject(new Error('asked')) })
    expect(await runPlan(vendor, { writes: true, json: true }, io)).toBe(0)
    const planned = JSON.parse(printed()) as {
      usualRequests: number
      usualWrites: number
      mostRequests: number
      would: { requests: number }[]
      wouldNot: object[]
    }
    expect(planned.usualRequests).toBeGreaterThan(10)
    expect(planned.usualRequests).toBeLessThan(planned.mostRequests)
    expect(planned.usualWrites).toBeGreaterThan(0)
    expect(planned.would.length + planned.wouldNot.length).toBe(vendors[vendor as keyof typeof vendors].checks.length)
  })
})

describe('flowtwin explain, checks and schema', () => {
  it('tell every check', () => {
    for (const id of new Set(checks.map(({ check }) => check.id))) {
      const { io, printed } = desk(qyvoTwin())
      expect(runExplain(id.toLowerCase(), {}, io)).toBe(0)
      expect(printed()).toMatch(/^\S+ (MUST|SHOULD|INFO).*\n[^]*Judged by each [^]*Why it matters: .+\nPerhaps: /)
    }
  })

  it('name the broken servers that a check has to notice', () => {
    const { io, printed } = desk(qyvoTwin())
    runExplain('PAGE-010', {}, io)
    expect(printed()).toContain('a broken server, idnow: beyond the last page comes the last page again.')
    const read = desk(qyvoTwin())
    listChecks({ json: true }, read.io)
    const must = (JSON.parse(read.printed()) as { id: string; level: string; kills: string[] }[]).filter(
      ({ level }) => level === 'MUST',
    )
    expect(must.filter(({ kills }) => kills.length === 0).map(({ id }) => id)).toEqual([])
  })

  it('say what was probably meant', () => {
    expect(() => runExplain('CUR-4', {}, desk(qyvoTwin()).io)).toThrow(/did you mean CUR-\d+/)
  })

  it('list the catalogue, whole or in part', () => {
    const [all, part] = [desk(qyvoTwin()), desk(qyvoTwin())]
    listChecks({ json: true }, all.io)
    listChecks({ vendor: 'idnow', level: 'must', json: true }, part.io)
    expect((JSON.parse(all.printed()) as unknown[]).length).toBe(new Set(checks.map(({ check }) => check.id)).size)
    expect((JSON.parse(part.printed()) as { level: string }[]).every(({ level }) => level === 'MUST')).toBe(true)
  })

  it.each(['result', 'config', 'baseline'])('print the schema of a %s', (name) => {
    const { io, printed } = desk(qyvoTwin())
    printSchema(name, io)
    expect(() =>
      new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(printed()) as object),
    ).not.toThrow()
  })
})

describe('flowtwin selftest', () => {
  it('holds where the suite can tell good from broken', async () => {
    const { io, printed } = desk(qyvoTwin())
    expect(await runSelftest(io)).toBe(0)
    expect(
      printed()
        .trim()
        .split('\n')
        .every((line) => line.startsWith('ok ')),
    ).toBe(true)
  }, 60_000)
})
