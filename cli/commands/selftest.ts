import { renderConsole, getExitCode, type Send, type VendorName, vendors, verify } from '../../contracts/index.ts'
import { createMockTarget } from '../mock-target.ts'
import { terminal } from '../terminal.ts'

/** A server that is broken on purpose, and the check that must see it. */
interface SelftestMutant {
  readonly vendor: VendorName
  readonly title: string
  readonly detectedBy: string
  readonly mutate: (send: Send) => Send
}

const MUTANTS: readonly SelftestMutant[] = [
  {
    vendor: 'qyvo',
    title: 'the feed is upside down',
    detectedBy: 'ORD-001',
    mutate: mutateBodies((body) => (Array.isArray(body) ? body.toReversed() : body)),
  },
  {
    vendor: 'qyvo',
    title: 'a status that nobody documented',
    detectedBy: 'POLL-010',
    mutate: replaceText(/"status":"\w+"/g, '"status":"paused"'),
  },
  {
    vendor: 'qyvo',
    title: 'everybody is let in',
    detectedBy: 'AUTH-001',
    mutate: (send) => async (request) => await send(addCredential(request)),
  },
  {
    vendor: 'rapidpro',
    title: 'rows are missing from later pages',
    detectedBy: 'CUR-007',
    mutate: mutateLaterPages((rows) => rows.slice(1)),
  },
  {
    vendor: 'recrubo',
    title: 'ids are numbers',
    detectedBy: 'JAPI-004',
    mutate: replaceText(/"id":"[^"]*"/g, '"id":7'),
  },
  {
    vendor: 'idnow',
    title: 'one page too many',
    detectedBy: 'PAGE-002',
    mutate: replaceText(/"totalPages":(\d+)/g, '"totalPages":1$1'),
  },
]

/** Judges the mock and then servers that are broken on purpose; 4 when this installation cannot tell them apart. */
export async function runSelftest(io = terminal): Promise<number> {
  let proven = true
  for (const name of Object.keys(vendors) as readonly VendorName[]) {
    const { target, clock } = createMockTarget(name)
    const result = await verify(name, target, { clock, writes: true })
    const kept = getExitCode(result) === 0
    proven &&= kept
    io.print(
      kept
        ? `ok      the mock keeps the contract of ${name}\n`
        : `BROKEN  the mock of ${name}\n${renderConsole(result)}`,
    )
  }
  for (const { vendor, title, detectedBy, mutate } of MUTANTS) {
    const { target, clock } = createMockTarget(vendor)
    const result = await verify(vendor, { ...target, send: mutate(target.send) }, { clock, only: [detectedBy] })
    const seen = result.checks.some(({ id, outcome }) => id === detectedBy && outcome.kind === 'fail')
    proven &&= seen
    io.print(`${seen ? 'ok      ' : 'BROKEN  '}${vendor}: ${title}: ${detectedBy}${seen ? '' : ' saw nothing'}\n`)
  }
  return proven ? 0 : 4
}

function mutateBodies(change: (body: unknown) => unknown): SelftestMutant['mutate'] {
  return (send) => async (request) => {
    const response = await send(request)
    const text = await response.text()
    return response.ok && text !== ''
      ? createResponse(response, JSON.stringify(change(JSON.parse(text))))
      : createResponse(response, text)
  }
}

function replaceText(pattern: RegExp, replacement: string): SelftestMutant['mutate'] {
  return (send) => async (request) => {
    const response = await send(request)
    const text = await response.text()
    return createResponse(response, response.ok ? text.replaceAll(pattern, replacement) : text)
  }
}

function mutateLaterPages(change: (rows: readonly unknown[]) => readonly unknown[]): SelftestMutant['mutate'] {
  return (send) => async (request) => {
    const spoilt = mutateBodies((body) => {
      const page = body as { readonly results?: readonly unknown[] }
      return page.results === undefined ? page : { ...page, results: change(page.results) }
    })(send)
    return await (request.url.includes('cursor=') ? spoilt : send)(request)
  }
}

function createResponse({ status, headers }: Response, text: string): Response {
  const kept = Object.fromEntries([...headers].filter(([name]) => name !== 'content-length'))
  return new Response(text === '' ? null : text, { status, headers: kept })
}

function addCredential(request: Request): Request {
  const { target } = createMockTarget('qyvo')
  const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${target.credential}` }
  return new Request(request.url, { method: request.method, headers })
}
