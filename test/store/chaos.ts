import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as sendRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChildServer, startChild } from './child-server.ts'
import { createRandom } from './crash-clients.ts'
import type { PostgresServer } from './postgres-server.ts'
import {
  findViolations,
  type FinalLog,
  type History,
  type Observation,
  type SentRequest,
  TEST_HOST,
} from './serial-witness.ts'
import { createRequest, FIRST_FLOW } from './store-twin.ts'

/** What happens to the servers while clients send requests. */
export type Incident = 'kill' | 'restart-database' | 'pause' | 'stop'

export interface ChaosOptions {
  readonly servers: number
  readonly clients: number
  /** Requests of all clients together. */
  readonly requests: number
  /** Happen in this order, spread over the requests. */
  readonly incidents: readonly Incident[]
  readonly worlds: readonly string[]
  readonly seed: number
}

export interface ChaosResult {
  readonly histories: ReadonlyMap<string, History>
  /** Incidents that hit the owner of a world, by kind. */
  readonly ownersHit: Readonly<Record<Incident, number>>
}

/** Longer than a lease lasts. */
const PAUSE_MS = 5000

interface Replica {
  server: ChildServer
  /** False from its end until its successor runs: a load balancer sends it nothing. */
  isUp: boolean
  /** Resolves when the server runs, while it is being replaced. */
  ready: Promise<void>
}

interface Recording {
  readonly observations: Observation[]
  readonly unanswered: SentRequest[]
}

/** Lets clients send requests to random servers of one database while things happen to these. */
export async function runChaos(postgres: PostgresServer, options: ChaosOptions): Promise<ChaosResult> {
  const { worlds, seed, clients, requests, incidents } = options
  const random = createRandom(seed)
  const choose = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const start = () => startChild(postgres.url, { listen: { allowedHosts: [TEST_HOST] } })
  const replicas: Replica[] = await Promise.all(
    Array.from({ length: options.servers }, async () => ({
      server: await start(),
      isUp: true,
      ready: Promise.resolve(),
    })),
  )
  const recordings = new Map<string, Recording>(worlds.map((world) => [world, { observations: [], unanswered: [] }]))
  const known = new Map<string, string[]>(worlds.map((world) => [world, []]))
  const send = async (replica: Replica, world: string, request: ChosenRequest) => {
    const { observations, unanswered } = recordings.get(world)!
    const sent = toSentRequest(world, request)
    const observation = await observe(replica.server.url, sent)
    if (observation !== undefined) observations.push(observation)
    else if (request.method !== 'GET') unanswered.push(sent)
    return observation
  }
  // From its first operation on a world lasts.
  for (const world of worlds) await send(replicas[0]!, world, createContact('First'))
  let sentCount = 0
  const ownersHit: Record<Incident, number> = { kill: 0, 'restart-database': 0, pause: 0, stop: 0 }
  const disturbances: Promise<void>[] = []
  const disturbNext = () => {
    const incident = incidents[disturbances.length]
    if (incident === undefined || sentCount < ((disturbances.length + 1) * requests) / (incidents.length + 1)) return
    const world = choose(worlds)
    const replica = choose(replicas)
    disturbances.push(
      incident === 'restart-database'
        ? postgres.restart()
        : disturbOwner(incident, { postgres, start, world, replicas, replica, ownersHit }),
    )
  }
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (sentCount < requests) {
        const number = ++sentCount
        disturbNext()
        const world = choose(worlds)
        const upReplicas = replicas.filter(({ isUp }) => isUp)
        const replica = choose(upReplicas.length > 0 ? upReplicas : replicas)
        const observation = await send(replica, world, chooseRequest(number, known.get(world)!, random))
        if (observation === undefined && upReplicas.length === 0) await replica.ready
        const id = /^\{"data":\{"id":"([^"]+)"/.exec(observation?.text ?? '')?.[1]
        if (observation?.status === 201 && id !== undefined) known.get(world)?.push(id)
      }
    }),
  )
  await Promise.all(disturbances)
  const histories = new Map<string, History>()
  for (const [world, recording] of recordings)
    histories.set(world, { ...recording, log: await readLog(replicas[0]!.server.url, world) })
  for (const { server } of replicas) await server.kill()
  return { histories, ownersHit }
}

/**
 * Returns the violations in the histories of worlds. A history with some is kept in a file, which they name, because no
 * second run has the same one.
 */
export async function findAllViolations(histories: ReadonlyMap<string, History>): Promise<readonly string[]> {
  const all: string[] = []
  for (const [world, history] of histories) {
    const violations = await findViolations(history)
    if (violations.length === 0) continue
    const file = join(mkdtempSync(join(tmpdir(), 'flowtwin-history-')), `${world}.json`)
    writeFileSync(file, JSON.stringify(history))
    all.push(...violations, `the history of world "${world}" is in ${file}`)
  }
  return all
}

interface DisturbParts {
  readonly postgres: PostgresServer
  readonly start: () => Promise<ChildServer>
  readonly world: string
  readonly replicas: readonly Replica[]
  /** The server to disturb when no one owns the world. */
  readonly replica: Replica
  readonly ownersHit: Record<Incident, number>
}

/** Disturbs the server that owns a world. */
async function disturbOwner(
  incident: Exclude<Incident, 'restart-database'>,
  { postgres, start, world, replicas, replica: other, ownersHit }: DisturbParts,
): Promise<void> {
  const ownerUrl = await postgres.findOwnerUrl(world).catch(() => undefined)
  const owner = replicas.find(({ server }) => server.url === ownerUrl)
  if (owner !== undefined) ownersHit[incident]++
  const replica = owner ?? other
  const replace = async () => {
    const { server } = replica
    if (incident === 'pause') {
      server.child.kill('SIGSTOP')
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      server.child.kill('SIGCONT')
      return
    }
    replica.isUp = false
    await (incident === 'kill' ? server.kill() : server.stop())
    replica.server = await start()
    replica.isUp = true
  }
  replica.ready = replica.ready.then(replace)
  await replica.ready
}

export interface ChosenRequest {
  readonly method: string
  readonly target: string
  readonly body?: unknown
}

export function createContact(name: string): ChosenRequest {
  return { method: 'POST', target: '/api/v2/contacts.json', body: { name } }
}

/** Starts a flow for new contacts: several operations of one request. */
export function createStart(urns: readonly string[]): ChosenRequest {
  return { method: 'POST', target: '/api/v2/flow_starts.json', body: { flow: FIRST_FLOW, urns } }
}

const ZERO = '00000000-0000-4000-8000-000000000000'

/** One in this many requests about webhooks creates one: each of them receives every event from then on. */
const WEBHOOK_INTERVAL = 10

/** Reads and writes of several vendors and of the control API. */
function chooseRequest(number: number, ids: readonly string[], random: () => number): ChosenRequest {
  const id = ids[Math.floor(random() * ids.length)] ?? ZERO
  const choices: readonly (() => ChosenRequest)[] = [
    () => createContact(`Contact ${number}`),
    () => createStart([`tel:+3161${String(number).padStart(6, '0')}1`, `tel:+3161${String(number).padStart(6, '0')}2`]),
    () => ({ method: 'POST', target: '/api/v1/actions/create-contact', body: { firstName: `Contact ${number}` } }),
    () => ({ method: 'GET', target: '/api/v2/contacts.json' }),
    () => ({ method: 'GET', target: '/api/v2/runs.json' }),
    () => ({ method: 'GET', target: '/public/v2/flow-runs' }),
    () => ({ method: 'GET', target: `/public/v2/flow-runs/${id}` }),
    () => ({ method: 'DELETE', target: `/public/v2/flow-runs/${id}` }),
    () =>
      number % WEBHOOK_INTERVAL === 0
        ? { method: 'POST', target: '/public/v2/webhooks', body: toWebhook(number) }
        : { method: 'GET', target: '/public/v2/webhooks' },
    () => ({ method: 'POST', target: '/_twin/v1/worlds/{world}/clock', body: { advance: '1s' } }),
    () => ({
      method: 'POST',
      target: '/_twin/v1/worlds/{world}/runs',
      body: { flow: 0, contact: { name: `C ${number}` } },
    }),
  ]
  return choices[Math.floor(random() * choices.length)]!()
}

function toWebhook(number: number): object {
  const webhookUrl = `http://localhost:9/${number}`
  return { data: { type: 'webhooks', attributes: { resourceType: 'flowRuns', event: 'create', webhookUrl } } }
}

export function toSentRequest(world: string, { method, target, body }: ChosenRequest): SentRequest {
  const { headers } = createRequest(method, target, body)
  return {
    method,
    target: target.replace('{world}', world),
    headers: { ...Object.fromEntries(headers), 'x-flowtwin-world': world },
    body: body === undefined ? undefined : JSON.stringify(body),
  }
}

/** Sends a request. @returns undefined without a usable response: the request may have been carried out */
export function observe(url: string, sent: SentRequest): Promise<Observation | undefined> {
  const { method, target, headers, body } = sent
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const request = sendRequest(
      url + target,
      { method, headers: { ...headers, ...length, host: TEST_HOST } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('error', () => resolve(undefined))
        response.on('end', () => {
          const { statusCode: status = 0 } = response
          if (status === 503 || !response.complete) return resolve(undefined)
          const position = Number(response.headers['x-flowtwin-position'])
          resolve({ ...sent, startedAt, endedAt: performance.now(), status, position, text })
        })
      },
    )
    request.on('error', () => resolve(undefined))
    request.end(body)
  })
}

/** Reads the operations of a world, as soon as a server answers for it. */
export async function readLog(url: string, world: string): Promise<FinalLog> {
  const sent = toSentRequest(world, { method: 'GET', target: '/_twin/v1/worlds/{world}/snapshot' })
  for (;;) {
    const snapshot = await observe(url, sent)
    if (snapshot?.status === 200) return JSON.parse(snapshot.text) as FinalLog
    if (snapshot?.status === 404) return { operations: [] }
  }
}
