import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { createTwin } from '../mock/twin.ts'
import { load } from './load.ts'
import type { Message } from './server.ts'

/** How long to measure. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
}

/** One kind of work, as a list of requests that are sent in turn. */
interface Work {
  readonly name: string
  readonly requests: readonly Asked[]
}

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly authorization: string
  readonly body?: string
}

const CONNECTIONS = 32
const WARM_UP_MS = 700

/** For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it. */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await worksOf()
  const bare = await started('bare')
  const twin = await started('twin')
  const ratios: Record<string, number> = {}
  try {
    await asked(bare.child, { bodies: await bodiesOf(works) })
    for (const work of works) {
      await slice(bare, work, WARM_UP_MS)
      await slice(twin, work, WARM_UP_MS)
      const pairs: number[] = []
      let before = await slice(bare, work, effort.sliceMs)
      for (let pair = 0; pair < effort.pairs; pair++) {
        const own = await slice(twin, work, effort.sliceMs)
        const after = await slice(bare, work, effort.sliceMs)
        pairs.push(own / ((before + after) / 2))
        before = after
      }
      if (process.env['RATES'] !== undefined)
        console.error(work.name, 'bare per CPU s', Math.round(before * 1e6), pairs.map((x) => x.toFixed(2)).join(' '))
      ratios[work.name] = Number(median(pairs).toFixed(3))
    }
  } finally {
    bare.child.kill()
    twin.child.kill()
  }
  return ratios
}

/** The same work for both servers; ids come from a twin of the same seed. */
async function worksOf(): Promise<readonly Work[]> {
  const twin = createTwin()
  const [, recrubo, rapidpro] = twin.vendors.map((vendor) => vendor.showcase.authorization)
  const list: Asked = { method: 'GET', target: '/public/v2/flow-runs', authorization: recrubo ?? '' }
  const first = await ask(twin.fetch, list)
  const [run] = (JSON.parse(first) as { readonly data: readonly Resource[] }).data
  const one: Asked = { ...list, target: `/public/v2/flow-runs/${run?.id}` }
  const runs: Asked = { method: 'GET', target: '/api/v2/runs.json', authorization: rapidpro ?? '' }
  const attributes = { ...pick(run), state: { source: 'bench', score: 7 }, initialMessage: {} }
  const body = JSON.stringify({ data: { type: 'flowRuns', attributes } })
  const create: Asked = { ...list, method: 'POST', body }
  return [
    { name: 'read one', requests: [one] },
    { name: 'list 25, unchanged', requests: [list] },
    { name: 'list 250, unchanged', requests: [runs] },
    { name: 'create', requests: [create] },
    { name: 'create then list 25', requests: [create, list] },
    { name: 'create then list 250', requests: [create, runs] },
  ]
}

interface Resource {
  readonly id: string
  readonly attributes: { readonly flowId: string; readonly messageThreadId: string }
}

function pick(run: Resource | undefined) {
  return { flowId: run?.attributes.flowId, messageThreadId: run?.attributes.messageThreadId }
}

async function bodiesOf(works: readonly Work[]): Promise<Readonly<Record<string, string>>> {
  const twin = createTwin()
  const bodies: Record<string, string> = {}
  for (const request of works.flatMap((work) => work.requests)) {
    bodies[`${request.method} ${request.target}`] ??= await ask(twin.fetch, request)
  }
  return bodies
}

async function ask(fetch: (request: Request) => Promise<Response>, { target, ...of }: Asked): Promise<string> {
  const headers = { authorization: of.authorization, 'content-type': 'application/vnd.api+json' }
  const body = of.body === undefined ? {} : { body: of.body }
  const response = await fetch(new Request(`http://127.0.0.1${target}`, { method: of.method, headers, ...body }))
  if (!response.ok) throw new Error(`${of.method} ${target} answered ${response.status}`)
  return response.text()
}

interface Server {
  readonly child: ChildProcess
  readonly port: number
}

async function started(kind: 'bare' | 'twin', runs = 1000): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.js'), [kind, String(runs)])
  const message = await answerOf(child)
  if (!('port' in message)) throw new Error('the server did not tell its port')
  return { child, port: message.port }
}

/** Answers per second of the server's CPU time. */
async function slice(server: Server, work: Work, milliseconds: number): Promise<number> {
  const before = await cpuOf(server)
  const requests = work.requests.map((request) => rawRequest(request, server.port))
  const counted = await load({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${work.name}: ${counted.failed} answers were no success`)
  return counted.answers / ((await cpuOf(server)) - before)
}

async function cpuOf({ child }: Server): Promise<number> {
  const message = await asked(child, {})
  if (!('cpu' in message)) throw new Error('the server did not tell its CPU time')
  return message.cpu
}

function asked(child: ChildProcess, question: object): Promise<Message> {
  const answer = answerOf(child)
  child.send(question)
  return answer
}

function answerOf(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Message)
    })
  })
}

function rawRequest({ method, target, authorization, body }: Asked, port: number): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Authorization: ${authorization}`]
  if (body === undefined) return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  const more = ['Content-Type: application/vnd.api+json', `Content-Length: ${Buffer.byteLength(body)}`]
  return Buffer.from(`${[...lines, ...more].join('\r\n')}\r\n\r\n${body}`)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
