import type { Command } from 'commander'
import { getExitCode, type Send, type VendorName, vendors, verify } from '../../contracts/index.ts'
import { renderConsole } from '../../contracts/reports.ts'
import { createMockTarget } from '../mock-target.ts'
import { terminal } from '../terminal.ts'

export function addSelftestCommand(program: Command): void {
  program
    .command('selftest')
    .description('Test this installation: check the mock, and servers that are broken on purpose.')
    .option('--json', 'print one line of JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      process.exitCode = await runSelftest(terminal, json)
    })
}

/** A server that is broken on purpose, and the check that must fail. */
interface SelftestMutant {
  readonly vendor: VendorName
  readonly title: string
  readonly detectedBy: string
  readonly mutate: (send: Send, credential: string) => Send
}

const MUTANTS: readonly SelftestMutant[] = [
  {
    vendor: 'qyvo',
    title: 'the feed is in reverse order',
    detectedBy: 'ORD-001',
    mutate: mutateBodies((body) => (Array.isArray(body) ? body.toReversed() : body)),
  },
  {
    vendor: 'qyvo',
    title: 'an undocumented status',
    detectedBy: 'POLL-010',
    mutate: replaceText(/"status":"\w+"/g, '"status":"paused"'),
  },
  {
    vendor: 'qyvo',
    title: 'every request is authenticated',
    detectedBy: 'AUTH-001',
    mutate: (send, credential) => async (request) => await send(addCredential(request, credential)),
  },
  {
    vendor: 'rapidpro',
    title: 'later pages omit rows',
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
    title: 'a wrong number of pages',
    detectedBy: 'PAGE-002',
    mutate: replaceText(/"totalPages":(\d+)/g, '"totalPages":1$1'),
  },
]

/** Checks the mock and the broken servers; returns 4 when a check has the wrong outcome. */
export async function runSelftest(io = terminal, isJson = false): Promise<number> {
  const outcomes: { readonly vendor: VendorName; readonly test: string; readonly passed: boolean }[] = []
  const print = isJson ? () => {} : io.print
  for (const name of Object.keys(vendors) as readonly VendorName[]) {
    const { target, clock } = await createMockTarget(name)
    const result = await verify(name, target, { clock, writes: true })
    const isPassed = getExitCode(result) === 0
    outcomes.push({ vendor: name, test: 'the mock passes', passed: isPassed })
    print(isPassed ? `ok      the mock passes: ${name}\n` : `FAILED  the mock fails: ${name}\n${renderConsole(result)}`)
  }
  for (const { vendor, title, detectedBy, mutate } of MUTANTS) {
    const { target, clock } = await createMockTarget(vendor)
    const result = await verify(
      vendor,
      { ...target, fetch: mutate(target.fetch, target.credential) },
      { clock, only: [detectedBy] },
    )
    const isDetected = result.checks.some(({ id, outcome }) => id === detectedBy && outcome.kind === 'fail')
    outcomes.push({ vendor, test: `${detectedBy} detects: ${title}`, passed: isDetected })
    print(`${isDetected ? 'ok      ' : 'FAILED  '}${vendor}: ${detectedBy} detects: ${title}\n`)
  }
  if (isJson) io.print(`${JSON.stringify(outcomes)}\n`)
  return outcomes.every(({ passed }) => passed) ? 0 : 4
}

function mutateTexts(change: (text: string) => string): (send: Send) => Send {
  return (send) => async (request) => {
    const response = await send(request)
    const text = await response.text()
    return createResponse(response, response.ok ? change(text) : text)
  }
}

function mutateBodies(change: (body: unknown) => unknown): (send: Send) => Send {
  return mutateTexts((text) => (text === '' ? text : JSON.stringify(change(JSON.parse(text)))))
}

function replaceText(pattern: RegExp, replacement: string): (send: Send) => Send {
  return mutateTexts((text) => text.replaceAll(pattern, replacement))
}

function mutateLaterPages(change: (rows: readonly unknown[]) => readonly unknown[]): (send: Send) => Send {
  return (send) => async (request) => {
    const mutated = mutateBodies((body) => {
      const page = body as { readonly results?: readonly unknown[] }
      return page.results === undefined ? page : { ...page, results: change(page.results) }
    })(send)
    return await (request.url.includes('cursor=') ? mutated : send)(request)
  }
}

function createResponse({ status, headers }: Response, text: string): Response {
  const remaining = Object.fromEntries([...headers].filter(([name]) => name !== 'content-length'))
  return new Response(text === '' ? null : text, { status, headers: remaining })
}

function addCredential(request: Request, credential: string): Request {
  const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${credential}` }
  return new Request(request.url, { method: request.method, headers })
}
