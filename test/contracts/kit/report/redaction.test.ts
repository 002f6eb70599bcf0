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

/** A target that shows the credential wherever it can, in every form. */
function leaking() {
  const twin = createQyvoTwin()
  const echo = Object.values(FORMS).join(' ')
  const spoilt = changeResponses<QyvoRow>(() => ({
    text: JSON.stringify([{ id: echo, status: echo, created_at: echo, [echo]: echo }]),
    headers: { 'x-echo': encodeURIComponent(echo), location: `/?token=${encodeURIComponent(CANARY)}` },
  }))(twin, () => {})
  // The twin knows its own credential only.
  const send: typeof spoilt = async (request) => {
    const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${twin.credential}` }
    return await spoilt(new Request(request.url, { method: request.method, headers }))
  }
  return { twin, spoilt: send }
}

function found(text: string): readonly string[] {
  return Object.entries(FORMS).flatMap(([name, form]) => (text.includes(form) ? [name] : []))
}

describe('a credential that the target shows everywhere', () => {
  it('stands in no report, no event and no annotation', async () => {
    const { twin, spoilt } = leaking()
    const lines: string[] = []
    const exchanges: Parameters<typeof reportFormats.har>[0]['exchanges'][number][] = []
    const result = await verify(
      'qyvo',
      { baseUrl: 'http://twin.test', credential: CANARY, fetch: spoilt },
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
    expect(found(written)).toEqual([])
  })

  it('stands in nothing that the command prints, says or writes, failures included', async () => {
    const { twin, spoilt } = leaking()
    const written: string[] = []
    const keep = (text: string): void => {
      written.push(text)
    }
    const io: Terminal = {
      env: { TOKEN: CANARY },
      print: keep,
      log: keep,
      hasColor: false,
      clock: twin.clock,
      files: { read: () => '', write: (_, text) => keep(text), append: (_, text) => keep(text), remove: () => {} },
      send: spoilt,
    }
    const report = [...Object.keys(reportFormats), 'ndjson'].map((format) => `${format}=${format}.out`)
    await runVerify('qyvo', { url: 'http://twin.test', tokenEnv: 'TOKEN', report, github: true }, io)
    const refusing = { ...io, send: () => Promise.reject(new Error(`no route for ${CANARY}`)) }
    expect(await runVerify('qyvo', { url: 'http://twin.test', tokenEnv: 'TOKEN', report }, refusing)).toBe(3)
    expect(written.length).toBeGreaterThan(10)
    expect(found(written.join('\n'))).toEqual([])
  })
})

describe('what belongs to people', () => {
  it.each(['qyvo', 'rapidpro', 'recrubo'] as const)(
    'is masked with %s unless full evidence is wanted',
    async (vendor) => {
      const spoilt = (send: (request: Request) => Promise<Response>) => async (request: Request) => {
        const response = await send(request)
        const text = (await response.text()).replaceAll(/"(status|exit_type)":"\w+"/g, '"$1":"odd"')
        const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(text)) }
        return new Response(request.method === 'HEAD' || text === '' ? null : text, {
          status: response.status,
          headers,
        })
      }
      const masked = await recordRun(vendor, {}, spoilt)
      const full = await recordRun(vendor, { evidence: 'full' }, spoilt)
      const text = (run: typeof masked): string =>
        [JSON.stringify(run.result), reportFormats.har(run), reportFormats.html(run)].join('\n')
      expect(text(masked)).toContain('[personal]')
      expect(text(full)).not.toContain('[personal]')
      // What an answer held under a member of a person, as the full run shows it.
      const said = [...text(full).matchAll(/\\?"(?:contact_name|contact_phone|contact_email)\\?": ?\\?"([^"\\]{4,})/g)]
      if (vendor === 'qyvo') expect(said.length).toBeGreaterThan(10)
      const shown = text(masked)
      const values = [...new Set(said.map(([, value = '']) => value))]
      expect(values.filter((value) => shown.includes(value))).toEqual([])
      expect(text(masked)).toMatch(/"?(id|uuid)\\?":/)
    },
  )
})
