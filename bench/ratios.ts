import { fareOf, type Server, startServer } from './child.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import { pinned } from './pinning.ts'
import { bodiesOf, rawRequest, type Work, worksOf } from './work.ts'

/** How long to measure. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
}

const CONNECTIONS = 32
/** It takes some tens of thousands of requests until all the code on their way has been compiled for good. */
const WARM_UP_MS = 8000

/**
 * For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it; and
 * what is left of a creation and a list together without the creation, which is the list after a write.
 */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await worksOf()
  const onOneCore = pinned()
  const bodies = await bodiesOf(works)
  const costs = new Map<string, Costs>()
  for (const work of works) {
    // A fresh pair for each kind of work: what one leaves behind must not weigh on the next.
    const bare = await startServer('bare-server.js', [], onOneCore)
    const twin = await startServer('twin-server.js', ['1000', work.clock], onOneCore)
    try {
      await fareOf(bare, { bodies })
      costs.set(work.name, await costsOf({ bare, twin }, work, effort))
    } finally {
      bare.child.kill()
      twin.child.kill()
    }
  }
  const ratios = Object.fromEntries([...costs].map(([name, { ratio }]) => [name, rounded(ratio)]))
  return { ...ratios, ...afterWrite(costs, 'list 25'), ...afterWrite(costs, 'list 250') }
}

/** Microseconds of CPU time for one round of the work, and the median of the paired ratios. */
interface Costs {
  readonly bare: number
  readonly twin: number
  readonly ratio: number
}

function afterWrite(costs: ReadonlyMap<string, Costs>, list: string): Readonly<Record<string, number>> {
  const [create, both] = [costs.get('create'), costs.get(`create, then ${list}`)]
  if (create === undefined || both === undefined) return {}
  return { [`${list}, after a write`]: rounded((2 * both.bare - create.bare) / (2 * both.twin - create.twin)) }
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(3))
}

interface Pair {
  readonly bare: Server
  readonly twin: Server
}

async function costsOf({ bare, twin }: Pair, work: Work, { pairs, sliceMs }: Effort): Promise<Costs> {
  await slice(bare, work, WARM_UP_MS)
  await slice(twin, work, WARM_UP_MS)
  const slices: Costs[] = []
  let before = await slice(bare, work, sliceMs)
  for (let pair = 0; pair < pairs; pair++) {
    const own = await slice(twin, work, sliceMs)
    const after = await slice(bare, work, sliceMs)
    const beside = (before + after) / 2
    slices.push({ bare: 1 / beside, twin: 1 / own, ratio: own / beside })
    before = after
  }
  const medianOf = (part: keyof Costs) => median(slices.map((one) => one[part]))
  return { bare: medianOf('bare'), twin: medianOf('twin'), ratio: medianOf('ratio') }
}

/** Answers per microsecond of the server's CPU time. */
async function slice(server: Server, work: Work, milliseconds: number): Promise<number> {
  const requests = work.requests.map((request) => rawRequest(request, server.port))
  const { cpu } = await fareOf(server)
  const counted = await load({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${work.name}: ${counted.failed} answers were no success`)
  return counted.answers / ((await fareOf(server)).cpu - cpu)
}
