import { describe, expect, it } from 'vitest'
import { renderAnnotations, renderConsole, renderNdjsonLine, reportFormats } from '../../../../contracts/reports.ts'
import { verify } from '../../../../contracts/index.ts'
import { runVerify } from '../../../../cli/commands/verify.ts'
import type { Terminal } from '../../../../cli/terminal.ts'
import { type QyvoRow, createQyvoTwin } from '../../twins/qyvo.ts'
import { changeResponses } from '../../mutants/mutant.ts'
import { recordRun } from '../record-run.ts'

const CANARY = 'canary "4711" &+/= <Zoë>'
const bytes = Buffer.from(CANARY)
const FORMS: Readonly<Record<string, string>> = {
  plain: CANARY,
  percent: encodeURIComponent(CANARY),
  'percent in lower case': encodeURIComponent(CANARY).replaceAll(/%../g, (digits) => digits.toLowerCase()),
  form: new URLSearchParams({ s: CANARY }).toString().slice(2),
  base64: bytes.toString('base64'),
  'base64 without padding': bytes.toString('base64').replace(/=+$/, ''),
  base64url: bytes.toString('base64url'),
  json: JSON.stringify(CANARY).slice(1, -1),
  html: CANARY.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
}

/** Creates a target that returns the credential wherever it can, in every form. */
function createEchoTarget() {
  const twin = createQyvoTwin()
  const secret = Object.values(FORMS).join(' ')
  const respond = changeResponses<QyvoRow>(() => ({
    text: JSON.stringify([{ id: secret, status: secret, created_at: secret, [secret]: secret }]),
    headers: { 'x-echo': encodeURIComponent(secret), location: `/?token=${encodeURIComponent(CANARY)}` },
  }))(twin, () => {})
  // The twin accepts only its own credential.
  const echo: typeof respond = async (request) => {
    const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${twin.credential}` }
    return await respond(new Request(request.url, { method: request.method, headers }))
  }
  return { twin, echo }
}

function findForms(text: string): readonly string[] {
  return Object.entries(FORMS).flatMap(([name, form]) => (text.includes(form) ? [name] : []))
}

describe('a credential that the target returns everywhere', () => {
  it('is masked in every report, event and annotation', async () => {
    const { twin, echo } = createEchoTarget()
    const lines: string[] = []
    const exchanges: Parameters<typeof reportFormats.har>[0]['exchanges'][number][] = []
    const result = await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: CANARY, fetch: echo },
      {
        clock: twin.clock,
        evidence: 'full',
        listener: (event) => {
          lines.push(renderNdjsonLine(event))
          if (event.event === 'exchange') exchanges.push(event.exchange)
        },
      },
    )
    const reports = Object.values(reportFormats).map((report) => report({ result, exchanges }))
    const written = [...reports, ...lines, ...renderAnnotations(result), renderConsole(result)].join('\n')
    expect(exchanges.length).toBeGreaterThan(1)
    expect(written).toContain('[credential]')
    expect(findForms(written)).toEqual([])
  })

  it('is masked in everything that the command prints or writes, errors included', async () => {
    const { twin, echo } = createEchoTarget()
    const written: string[] = []
    const collect = (text: string): void => {
      written.push(text)
    }
    const io: Terminal = {
      env: { TOKEN: CANARY },
      print: collect,
      log: collect,
      hasColor: false,
      clock: twin.clock,
      files: {
        read: () => '',
        write: (_, text) => collect(text),
        append: (_, text) => collect(text),
        prepare: () => false,
        remove: () => {},
      },
      fetch: echo,
    }
    const report = [...Object.keys(reportFormats), 'ndjson'].map((format) => `${format}=${format}.out`)
    await runVerify('qyvo', { url: 'http://twin.test', tokenEnv: 'TOKEN', report, github: true }, io)
    const failing = { ...io, fetch: () => Promise.reject(new Error(`no route for ${CANARY}`)) }
    expect(await runVerify('qyvo', { url: 'http://twin.test', tokenEnv: 'TOKEN', report }, failing)).toBe(3)
    expect(written.length).toBeGreaterThan(10)
    expect(findForms(written.join('\n'))).toEqual([])
  })
})

describe('personal data', () => {
  it.each(['qyvo', 'rapidpro', 'recrubo'] as const)('of %s is masked except with full evidence', async (vendor) => {
    const breakStatuses = (send: (request: Request) => Promise<Response>) => async (request: Request) => {
      const response = await send(request)
      const text = (await response.text()).replaceAll(/"(status|exit_type)":"\w+"/g, '"$1":"odd"')
      const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(text)) }
      return new Response(request.method === 'HEAD' || text === '' ? null : text, {
        status: response.status,
        headers,
      })
    }
    const only = ['SCH-*', 'ORD-*', 'HTTP-0*']
    const masked = await recordRun(vendor, { only }, breakStatuses)
    const full = await recordRun(vendor, { only, evidence: 'full' }, breakStatuses)
    const render = (run: typeof masked): string =>
      [JSON.stringify(run.result), reportFormats.har(run), reportFormats.html(run)].join('\n')
    expect(render(masked)).toContain('[personal]')
    expect(render(full)).not.toContain('[personal]')
    // The values of personal fields in the full run.
    const matches = [
      ...render(full).matchAll(/\\?"(?:contact_name|contact_phone|contact_email)\\?": ?\\?"([^"\\]{4,})/g),
    ]
    if (vendor === 'qyvo') expect(matches.length).toBeGreaterThan(10)
    const shown = render(masked)
    const values = [...new Set(matches.map(([, value = '']) => value))]
    expect(values.filter((value) => shown.includes(value))).toEqual([])
    expect(render(masked)).toMatch(/"?(id|uuid)\\?":/)
  })
})
