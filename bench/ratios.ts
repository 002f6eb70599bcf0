import { fareOf, type Server, startServer } from './child.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import { bodiesOf, rawRequest, type Work, worksOf } from './work.ts'

/** How long to measure. */
export interface Effort {
  readonly pairs: number
  readonly sliceMs: number
}

const CONNECTIONS = 32
const WARM_UP_MS = 1500

/** For each kind of work: the twin's requests per CPU second, divided by the bare server's in the slices beside it. */
export async function measureRatios(effort: Effort): Promise<Readonly<Record<string, number>>> {
  const works = await worksOf()
  const bodies = await bodiesOf(works)
  const ratios: Record<string, number> = {}
  for (const work of works) {
    // A fresh pair for each kind of work: what one leaves behind must not weigh on the next.
    const bare = await startServer('bare-server.js')
    const twin = await startServer('twin-server.js')
    try {
      await fareOf(bare, { bodies })
      ratios[work.name] = await ratioOf({ bare, twin }, work, effort)
    } finally {
      bare.child.kill()
      twin.child.kill()
    }
  }
  return ratios
}

interface Pair {
  readonly bare: Server
  readonly twin: Server
}

async function ratioOf({ bare, twin }: Pair, work: Work, { pairs, sliceMs }: Effort): Promise<number> {
  await slice(bare, work, WARM_UP_MS)
  await slice(twin, work, WARM_UP_MS)
  const ratios: number[] = []
  let before = await slice(bare, work, sliceMs)
  for (let pair = 0; pair < pairs; pair++) {
    const own = await slice(twin, work, sliceMs)
    const after = await slice(bare, work, sliceMs)
    ratios.push(own / ((before + after) / 2))
    before = after
  }
  return Number(median(ratios).toFixed(3))
}

/** Answers per microsecond of the server's CPU time. */
async function slice(server: Server, work: Work, milliseconds: number): Promise<number> {
  const requests = work.requests.map((request) => rawRequest(request, server.port))
  const { cpu } = await fareOf(server)
  const counted = await load({ port: server.port, connections: CONNECTIONS, requests }, milliseconds)
  if (counted.failed > 0) throw new Error(`${work.name}: ${counted.failed} answers were no success`)
  return counted.answers / ((await fareOf(server)).cpu - cpu)
}
