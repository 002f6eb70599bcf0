import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { renderAnnotations, renderNdjsonLine, reportFormats, resultSchema } from '../../../../contracts/reports.ts'
import type { Result } from '../../../../contracts/index.ts'
import { type CheckResult, getBrokenLevel } from '../../../../contracts/kit/result.ts'
import { recordRun, replaceText } from '../record-run.ts'

const xsd = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8')
const valid = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(resultSchema)
const NASTY = String.raw`<b>&\u0001]]>` + '``` | ` \\u{1F600} %0A::error::x'

/** A run with findings, notes, skips and text of a target that would break the formats. */
const broken = await recordRun(
  'qyvo',
  { only: ['POLL-*', 'SCH-*', 'HTTP-*'] },
  replaceText(/"status":"\w+"/g, `"status":${JSON.stringify(NASTY)}`),
)
const clean = await recordRun('recrubo', { writes: true, probeMethods: true })
const unready = await recordRun('rapidpro', {}, () => () => Promise.resolve(new Response('no', { status: 401 })))

const runs: readonly (readonly [string, { readonly result: Result }])[] = [
  ['a broken target', broken],
  ['a correct target', clean],
  ['an unreachable target', unready],
]

/** A check whose findings have the level SHOULD. */
function toShould(check: CheckResult): CheckResult {
  const { outcome } = check
  if (outcome.kind !== 'fail') return check
  return { ...check, outcome: { ...outcome, findings: outcome.findings.map((one) => ({ ...one, level: 'SHOULD' })) } }
}

async function xmlErrors(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [{ fileName: 'junit.xsd', contents: xsd }],
  })
  return errors.map(({ message }) => message)
}

describe.each(runs)('the reports of %s', (_, { result }) => {
  it('come from a result that matches its JSON Schema', () => {
    expect(valid(JSON.parse(JSON.stringify(result)))).toBe(true)
    expect(valid({ ...result, checks: [{ id: 'x' }] })).toBe(false)
  })

  it('are valid JUnit XML', async () => {
    const xml = reportFormats.junit({ result, exchanges: [] })
    expect(await xmlErrors(xml)).toEqual([])
    expect(await xmlErrors(xml.replace('<testcase', '<testcase odd="1"'))).not.toEqual([])
  })

  it('are equal for the parsed JSON of the result', () => {
    const again = JSON.parse(JSON.stringify(result)) as Result
    for (const report of Object.values(reportFormats)) {
      expect(report({ result: again, exchanges: [] })).toBe(report({ result, exchanges: [] }))
    }
  })

  it('are an HTML page without scripts and other files', () => {
    const html = reportFormats.html({ result, exchanges: [] })
    expect(html).not.toMatch(/<script|javascript:|<link|<img|@import|url\(/i)
    expect(html.replaceAll(/<(code|td|small|p|title|h1)[^>]*>[^<]*/g, '')).not.toMatch(/https?:/)
    expect(html).toContain('prefers-color-scheme:dark')
    const opened = [...html.matchAll(/<(details|table|section|figure|svg|main|body)[ >]/g)].length
    expect([...html.matchAll(/<\/(details|table|section|figure|svg|main|body)>/g)]).toHaveLength(opened)
  })

  it('never blend everything into one number', () => {
    // How fast 95 % of the answers came is measured, and no score.
    for (const name of ['text', 'markdown', 'badge'] as const)
      expect(/\d\s?%(?!0A| within )/.exec(reportFormats[name]({ result, exchanges: [] }))).toBeNull()
  })
})

describe('a report', () => {
  it('maps inconclusive checks to skipped, failed ones to failure, and the others to passed', () => {
    const cases = [
      ...reportFormats
        .junit({ result: broken.result, exchanges: [] })
        .matchAll(/<testcase name="(\S+) [^>]*?(\/>|>(?:<(\w+))?)/g),
    ]
    const kinds = Object.fromEntries(cases.map(([, id, , kind]) => [id, kind ?? 'passed']))
    expect(kinds).toMatchObject({ 'POLL-010': 'failure', 'POLL-001': 'passed', 'HTTP-032': 'skipped' })
    // Not selected.
    expect(kinds).not.toHaveProperty('AUTH-001')
    expect(cases[0]![3]).toBe('failure')
  })

  it('has the duration of each case and the totals in JUnit XML', () => {
    const xml = reportFormats.junit({ result: broken.result, exchanges: [], rules: { failOn: ['must', 'should'] } })
    const selected = broken.result.checks.filter(({ outcome }) => outcome.kind !== 'not-selected')
    const failed = selected.filter(({ outcome }) => outcome.kind === 'fail')
    expect(xml).toContain(`tests="${selected.length}" failures="${failed.length}" errors="0" time="`)
    expect([...xml.matchAll(/<testcase [^>]*time="\d+\.\d{3}"/g)]).toHaveLength(selected.length)
  })

  it('has as failures in JUnit XML and CTRF what fails the run', () => {
    const checks = broken.result.checks.map((check) => (check.id === 'POLL-010' ? toShould(check) : check))
    const result = { ...broken.result, checks }
    const failed = checks.filter(({ outcome }) => outcome.kind === 'fail')
    const musts = failed.filter((check) => getBrokenLevel(check) === 'MUST')
    expect(failed.length - musts.length).toBe(1)
    const xml = reportFormats.junit({ result, exchanges: [] })
    expect(xml).toContain(` failures="${musts.length}" `)
    expect(xml).toContain('a broken SHOULD, which does not fail this run (--fail-on): ')
    const count = (text: string) => (JSON.parse(text) as { results: { summary: { failed: number } } }).results.summary
    expect(count(reportFormats.ctrf({ result, exchanges: [] })).failed).toBe(musts.length)
    expect(count(reportFormats.ctrf({ result, exchanges: [], rules: { failOn: ['should'] } })).failed).toBe(
      failed.length,
    )
  })

  it('reports a failed preflight as an error', () => {
    expect(reportFormats.junit({ result: unready.result, exchanges: [] })).toContain('<error message=')
    expect(JSON.parse(reportFormats.badge({ result: unready.result, exchanges: [] }))).toMatchObject({
      message: 'not checked',
      color: 'lightgrey',
    })
    expect(renderAnnotations(unready.result)).toHaveLength(1)
  })

  it('escapes text of the target', () => {
    const { result } = broken
    const markdown = reportFormats.markdown({ result, exchanges: [] })
    const fences = [...markdown.matchAll(/^(`{3,})(text)?$/gm)].map(([, fence]) => fence!.length)
    expect(fences.length % 2).toBe(0)
    expect(Math.max(...fences)).toBeGreaterThan(3)
    expect(reportFormats.html({ result, exchanges: [] })).not.toContain('<b>&')
    for (const line of renderAnnotations(result)) expect(line).toMatch(/^::(error|warning|notice) title=[^:]*::[^\n]*$/)
  })

  it('has at most nine annotations and a pointer to the rest', async () => {
    const { result } = await recordRun(
      'qyvo',
      {},
      replaceText(/"(id|status|created_at|contact_name|flow_id|expires_at)":"[^"]*"/g, '"$1":7'),
    )
    const checks = result.checks.map((check) => ({
      ...check,
      outcome: broken.result.checks.find(({ id }) => id === 'POLL-010')!.outcome,
    }))
    const families = checks.map((check, index) => ({ ...check, id: `F${String.fromCodePoint(65 + (index % 14))}-001` }))
    expect(renderAnnotations({ ...result, checks: families })).toHaveLength(10)
    expect(renderAnnotations({ ...result, checks: families }).at(-1)).toMatch(/^::notice .*5 more/)
    // Nine and the pointer.
    expect(renderAnnotations({ ...result, checks }).length).toBeLessThanOrEqual(10)
  })

  it('contains every request as HAR 1.2 and as events', () => {
    const { result, exchanges, events } = clean
    const { log } = JSON.parse(reportFormats.har({ result, exchanges })) as {
      log: { version: string; entries: { request: object; response: { status: number } }[] }
    }
    expect(log.version).toBe('1.2')
    expect(log.entries).toHaveLength(result.traffic.requests)
    for (const { request, response } of log.entries) {
      expect(Object.keys(request)).toEqual(
        expect.arrayContaining([
          'method',
          'url',
          'httpVersion',
          'cookies',
          'headers',
          'queryString',
          'headersSize',
          'bodySize',
        ]),
      )
      expect(response).toMatchObject({
        status: expect.any(Number),
        content: { size: expect.any(Number) },
        redirectURL: expect.any(String),
      })
    }
    const lines = events.map((event) => JSON.parse(renderNdjsonLine(event)) as { event: string })
    expect(lines[0]!.event).toBe('run')
    expect(lines.filter(({ event }) => event === 'check')).toHaveLength(result.checks.length)
    expect(lines.at(-1)).toMatchObject({ event: 'end', result: JSON.parse(JSON.stringify(result)) as object })
  })

  it('has one SARIF rule per check with findings, and fingerprints', () => {
    const {
      runs: [run],
    } = JSON.parse(reportFormats.sarif({ result: broken.result, exchanges: [] })) as {
      runs: [
        { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; partialFingerprints: object }[] },
      ]
    }
    expect(run.tool.driver.rules.map(({ id }) => id)).toContain('POLL-010')
    expect(new Set(run.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(
      run.results.length,
    )
  })
})
