import { consoleReport, exitCode, type Send, type VendorName, vendors, verify } from '../contracts/index.ts'
import { mockSubject } from './mock-subject.ts'
import { terminal } from './terminal.ts'

/** A server that is broken on purpose, and the check that must see it. */
interface Broken {
  readonly vendor: VendorName
  readonly what: string
  readonly kills: string
  readonly spoil: (send: Send) => Send
}

const BROKEN: readonly Broken[] = [
  {
    vendor: 'qyvo',
    what: 'the feed is upside down',
    kills: 'ORD-001',
    spoil: bodies((body) => (Array.isArray(body) ? body.toReversed() : body)),
  },
  {
    vendor: 'qyvo',
    what: 'a status that nobody documented',
    kills: 'POLL-010',
    spoil: texts(/"status":"\w+"/g, '"status":"paused"'),
  },
  {
    vendor: 'qyvo',
    what: 'everybody is let in',
    kills: 'AUTH-001',
    spoil: (send) => async (request) => await send(withCredential(request)),
  },
  {
    vendor: 'rapidpro',
    what: 'rows are missing from later pages',
    kills: 'CUR-007',
    spoil: laterPages((rows) => rows.slice(1)),
  },
  { vendor: 'recrubo', what: 'ids are numbers', kills: 'JAPI-004', spoil: texts(/"id":"[^"]*"/g, '"id":7') },
  {
    vendor: 'idnow',
    what: 'one page too many',
    kills: 'PAGE-002',
    spoil: texts(/"totalPages":(\d+)/g, '"totalPages":1$1'),
  },
]

/** Judges the mock and then servers that are broken on purpose; 4 when this installation cannot tell them apart. */
export async function selftest(io = terminal): Promise<number> {
  let proven = true
  for (const name of Object.keys(vendors) as readonly VendorName[]) {
    const { target, clock } = mockSubject(name)
    const result = await verify(name, target, { clock, writes: true })
    const kept = exitCode(result) === 0
    proven &&= kept
    io.print(
      kept
        ? `ok      the mock keeps the contract of ${name}\n`
        : `BROKEN  the mock of ${name}\n${consoleReport(result)}`,
    )
  }
  for (const { vendor, what, kills, spoil } of BROKEN) {
    const { target, clock } = mockSubject(vendor)
    const result = await verify(vendor, { ...target, send: spoil(target.send) }, { clock, only: [kills] })
    const seen = result.checks.some(({ id, outcome }) => id === kills && outcome.kind === 'fail')
    proven &&= seen
    io.print(`${seen ? 'ok      ' : 'BROKEN  '}${vendor}: ${what}: ${kills}${seen ? '' : ' saw nothing'}\n`)
  }
  return proven ? 0 : 4
}

function bodies(change: (body: unknown) => unknown): Broken['spoil'] {
  return (send) => async (request) => {
    const response = await send(request)
    const text = await response.text()
    return response.ok && text !== ''
      ? answered(response, JSON.stringify(change(JSON.parse(text))))
      : answered(response, text)
  }
}

function texts(pattern: RegExp, replacement: string): Broken['spoil'] {
  return (send) => async (request) => {
    const response = await send(request)
    const text = await response.text()
    return answered(response, response.ok ? text.replaceAll(pattern, replacement) : text)
  }
}

function laterPages(change: (rows: readonly unknown[]) => readonly unknown[]): Broken['spoil'] {
  return (send) => async (request) => {
    const spoilt = bodies((body) => {
      const page = body as { readonly results?: readonly unknown[] }
      return page.results === undefined ? page : { ...page, results: change(page.results) }
    })(send)
    return await (request.url.includes('cursor=') ? spoilt : send)(request)
  }
}

function answered({ status, headers }: Response, text: string): Response {
  const kept = Object.fromEntries([...headers].filter(([name]) => name !== 'content-length'))
  return new Response(text === '' ? null : text, { status, headers: kept })
}

function withCredential(request: Request): Request {
  const { target } = mockSubject('qyvo')
  const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${target.credential}` }
  return new Request(request.url, { method: request.method, headers })
}
