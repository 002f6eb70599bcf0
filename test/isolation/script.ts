import { createHash } from 'node:crypto'
import { randomInt, deriveKey } from '../../mock/world/random.ts'

/** The target of a script: a server over the network, or a twin in the same process. */
export interface ScriptTarget {
  readonly origin: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

/** Plays the script of one world, one request at a time, and returns a digest of all responses. */
export async function playScript(world: string, steps: number, { origin, fetch }: ScriptTarget): Promise<string> {
  const hash = createHash('sha256')
  const send = async (method: string, path: string, body?: unknown): Promise<string> => {
    const headers: Record<string, string> = {
      authorization: path.includes('/api/v2') ? 'Token mine' : 'Bearer mine',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const payload = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(origin + path, { method, headers, ...payload })
    const text = (await response.text()).replaceAll(origin, '')
    hash.update(`${method} ${path} ${response.status} ${response.headers.get('date')} ${text}\n`)
    return text
  }
  // Each world has a seed of its own, so that their responses differ.
  await send('POST', '/_twin/v1/worlds', { name: world, seed: world, runs: 20, every: '90s' })
  const { flows } = JSON.parse(await send('GET', `/_twin/v1/worlds/${world}/flows`)) as Flows
  for (let step = 0; step < steps; step++) await send(...buildStep(world, step, flows))
  return hash.digest('hex')
}

interface Flows {
  readonly flows: readonly { readonly vendors: Readonly<Record<string, { readonly id: string }>> }[]
}

type Step = readonly [method: string, path: string, body?: unknown]

/** Returns one request: a read or write of a vendor, a change of runs, clock or settings, or sometimes a reset. */
function buildStep(world: string, step: number, flows: Flows['flows']): Step {
  const pick = (field: number, below: number) => randomInt(deriveKey(world, 'step'), step, field) % below
  const [vendors, control] = [`/w/${world}`, `/_twin/v1/worlds/${world}`]
  const flow = flows[pick(1, 8)]?.vendors ?? {}
  const steps: readonly Step[] = [
    ['GET', `${vendors}/api/v1/triggers/new-flow-triggered?flow_id=${flow['qyvo']?.id}`],
    ['GET', `${vendors}/public/v2/flow-runs?sort=-updatedAt&page[size]=5`],
    ['GET', `${vendors}/api/v2/runs.json?flow=${flow['rapidpro']?.id}`],
    ['GET', `${vendors}/api/v1/flows/${flow['idnow']?.id}/live/sessions?size=5&sortBy=status`],
    [
      'POST',
      `${vendors}/api/v1/actions/trigger-flow`,
      { flow_id: flow['qyvo']?.id, phone: `+3161234${1000 + pick(2, 9)}` },
    ],
    [
      'POST',
      `${vendors}/api/v2/flow_starts.json`,
      { flow: flow['rapidpro']?.id, urns: [`tel:+3161234${1000 + pick(2, 9)}`] },
    ],
    ['POST', `${control}/clock`, { advance: `${1 + pick(3, 900)}s` }],
    ['POST', `${control}/runs`, { flow: pick(1, 8), contact: pick(4, 50) }],
    ['POST', `${control}/runs/${-2 * (1 + pick(5, 10))}`, { end: 'failed' }],
    ['POST', `${control}/bursts`, { count: 3, flow: pick(1, 8), duration: '10m' }],
    ['PUT', `${control}/arrivals`, { interval: `${10 + pick(6, 99)}s` }],
    ['PATCH', `${control}/quirks`, { 'rapidpro.version': pick(7, 2) === 0 ? 'v9' : 'head' }],
    ['GET', `${control}/snapshot`],
    step % 10 === 9 ? ['POST', `${control}/reset`, {}] : ['GET', `${control}/runs?status=running`],
  ]
  return steps[pick(0, steps.length)] ?? ['GET', control]
}
