import { deriveKey, randomInt } from '../../mock/world/random.ts'
import type { Operation } from '../../mock/world/state/operation.ts'
import { addDuration, MINUTE } from '../../mock/world/time.ts'
import type { World } from '../../mock/world/world.ts'
import type { Twin } from '../../mock/twin.ts'
import { createRequest, send, startFlow } from './store-twin.ts'

const FORBIDDEN: ReadonlySet<string> = new Set(['OperationError', 'InvalidOperationError', 'InvalidRunError'])

/** Plays steps [from, to) of a random history: operations of all kinds, and writes through the APIs of several vendors. */
export async function playHistory(twin: Twin, seed: string, [from, to]: readonly [number, number]): Promise<void> {
  for (let step = from; step < to; step++) {
    const pick = (field: number, below: number) => randomInt(deriveKey(seed, 'history'), step, field) % below
    if (pick(0, 3) === 0) await sendWrite(twin, pick)
    else applyRandomOperation(twin.world, pick)
  }
}

type Pick = (field: number, below: number) => number

/** Operations that the state forbids change nothing. */
function applyRandomOperation(world: World, pick: Pick): void {
  const operations = listOperations(world, pick)
  try {
    const operation = operations[pick(1, operations.length)]
    if (operation !== undefined) world.applyOperation(operation)
  } catch (error) {
    if (!(error instanceof Error) || !FORBIDDEN.has(error.name)) throw error
  }
}

function listOperations(world: World, pick: Pick): readonly Operation[] {
  const { overlay, datasetSnapshot } = world.view()
  const overlayRun = overlay.runs.item(pick(2, Math.max(1, overlay.runs.size)))
  const run =
    pick(3, 3) === 0 || overlayRun === undefined ? 2 * (datasetSnapshot.endIndex - 1 - pick(4, 40)) : overlayRun.number
  const flow = pick(5, 8)
  const contact = pick(6, world.contactCount)
  const environment = pick(7, 4) === 0 ? 'staging' : 'live'
  const input =
    pick(8, 3) === 0 ? null : { variables: { name: `é${pick(8, 99)}`, list: [1, null] }, initialMessage: {} }
  const resource = ['recrubo-notes', 'idnow-notes'][pick(9, 2)] ?? ''
  const record = [...world.getRecords(resource)][pick(10, 3)]
  const phone = `+3161234${5000 + pick(11, 900)}`
  const person = { name: `Ann ${pick(12, 50)}`, firstName: 'Ann', phone, email: null, language: 'nl' }
  const past = addDuration(world.now, -pick(13, 90 * MINUTE))
  const future = addDuration(world.now, pick(14, 90 * MINUTE))
  const create = { kind: 'create', flow, contact, environment, input } as const
  return [
    create,
    create,
    create,
    { kind: 'change', run, end: pick(15, 2) === 0 ? null : 'cancelled', variables: { answer: pick(15, 9) } },
    { kind: 'change', run, end: 'failed', variables: null },
    { kind: 'delete', run },
    { kind: 'step', run },
    { kind: 'step', run },
    {
      kind: 'insert',
      people: [{ person, createdAt: past }],
      runs: [past, future].map((createdAt) => ({ flow, contact, environment, createdAt })),
    },
    { kind: 'burst', count: 1 + pick(16, 9), from: future, spread: pick(17, 20 * MINUTE), flow, environment },
    { kind: 'set-arrival-rate', every: pick(18, 4) === 0 ? null : 20_000_000 + pick(18, 99), flow: null, environment },
    {
      kind: 'broadcast',
      flow,
      contacts: [contact, (contact + 1) % world.contactCount],
      environment,
      input,
      record: { resource, value: { text: 'all' } },
    },
    {
      kind: 'create-flow',
      flow: { name: `Added ${pick(19, 9)}`, status: 'published', ttl: 30 + pick(19, 60), weight: 0 },
    },
    { kind: 'create-contact', person },
    { kind: 'change-contact', contact, person },
    { kind: 'configure', settings: { 'rapidpro.version': pick(20, 2) === 0 ? 'v9' : 'head' } },
    { kind: 'create-record', resource, value: { text: 'one' } },
    { kind: 'update-record', resource, number: record?.number ?? 0, value: { text: `two ${pick(21, 9)}` } },
    { kind: 'delete-record', resource, number: record?.number ?? 0 },
    { kind: 'advance', by: pick(22, 40 * MINUTE) },
    { kind: 'advance', by: pick(22, 3) },
  ]
}

const CONTROL = '/_twin/v1/worlds/default'

async function sendWrite(twin: Twin, pick: Pick): Promise<void> {
  const phone = `+3161234${1000 + pick(30, 900)}`
  const webhook = { resourceType: 'flowRuns', event: 'create', webhookUrl: 'http://localhost:9/hook' }
  const writes: readonly (readonly [method: string, path: string, body: unknown])[] = [
    ['POST', '/api/v2/contacts.json', { name: `Bob ${pick(31, 50)}`, urns: [`tel:${phone}`] }],
    ['POST', '/api/v2/groups.json', { name: `Group ${pick(31, 50)}` }],
    ['POST', '/public/v2/webhooks', { data: { type: 'webhooks', attributes: webhook } }],
    ['POST', `${CONTROL}/runs`, { flow: pick(32, 8), contact: pick(33, 50) }],
    ['POST', `${CONTROL}/bursts`, { count: 3, flow: pick(32, 8), duration: '10m' }],
    [
      'PUT',
      `${CONTROL}/faults`,
      { rules: [{ id: 'third', operation: 'qyvo.me', when: { first: 3 }, effect: 'status=503' }] },
    ],
    ['PUT', `${CONTROL}/rate-limits`, { qyvo: { limit: 500 + pick(34, 99), window: '60s' } }],
  ]
  const write = writes[pick(35, writes.length + 2)]
  if (write === undefined) await startFlow(twin, [phone, `+3161234${1000 + pick(36, 900)}`])
  else await send(twin, ...write)
}

interface Flows {
  readonly flows: readonly { readonly vendors: Readonly<Record<string, { readonly id: string }>> }[]
}

/** Returns the bytes of everything that can be read of the default world: lists page by page, single resources, past states. */
export async function readAll(twin: Twin): Promise<readonly string[]> {
  const texts: string[] = []
  const read = async (path: string, asOf?: string): Promise<string> => {
    const request = createRequest('GET', path)
    if (asOf !== undefined) request.headers.set('x-flowtwin-as-of', asOf)
    const response = await twin.fetch(request)
    const text = await response.text()
    texts.push(`${path} ${asOf ?? ''} ${response.status} ${text}`)
    return text
  }
  const { world } = twin
  const start = world.dataset.parameters.start
  const instants = [0, 0.3, 0.8].map((part) => toIso(start + Math.floor((world.now - start) * part)))
  const { flows } = JSON.parse(await read(`${CONTROL}/flows`)) as Flows
  const lists = [
    '/api/v2/runs.json',
    '/api/v2/contacts.json',
    '/api/v2/groups.json',
    '/api/v2/flow_starts.json',
    '/public/v2/flow-runs?page[size]=7',
    '/public/v2/flow-runs?sort=-updatedAt&page[size]=9',
    '/public/v2/flow-runs?sort=status&page[size]=50',
    '/public/v2/message-threads',
    '/public/v2/webhooks',
  ]
  for (const path of lists)
    for (const asOf of [undefined, ...instants]) await readPages(path, (page) => read(page, asOf))
  for (const { vendors } of flows.slice(-3)) {
    await readPages(`/api/v2/runs.json?flow=${vendors['rapidpro']?.id}`, read)
    for (const environment of ['live', 'staging'])
      await read(`/api/v1/flows/${vendors['idnow']?.id}/${environment}/sessions?size=5&page=2&sortBy=status`)
    await read(`/api/v1/triggers/new-flow-triggered?flow_id=${vendors['qyvo']?.id}`)
  }
  const { data } = JSON.parse(await read('/public/v2/flow-runs?sort=-updatedAt')) as { data: { id: string }[] }
  for (const { id } of data.slice(0, 5)) await read(`/public/v2/flow-runs/${id}?include=flow,messageThread`)
  for (const path of ['', '/runs?limit=500', '/contacts', '/data', '/snapshot', '/quirks', '/faults', '/rate-limits'])
    await read(CONTROL + path)
  const [first = '', , last = ''] = instants
  for (const query of [`from=${first}&limit=7`, `from=${last}`, `from=${first}&to=${last}`])
    await read(`${CONTROL}/diff?${query}`)
  return texts
}

async function readPages(path: string, read: (path: string) => Promise<string>): Promise<void> {
  let next: string | null | undefined = path
  for (let page = 0; page < 12 && typeof next === 'string'; page++) {
    const body = JSON.parse(await read(next)) as { next?: string | null; links?: { next?: string | null } }
    next = (body.next ?? body.links?.next)?.replace(/^http:\/\/localhost/, '')
  }
}

function toIso(microseconds: number): string {
  return new Date(microseconds / 1000).toISOString()
}
