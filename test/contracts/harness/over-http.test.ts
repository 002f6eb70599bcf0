import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runPlan } from '../../../cli/commands/plan.ts'
import type { Result, VendorName } from '../../../contracts/index.ts'
import { run, type Running, started } from '../../cli/command.ts'

interface Served {
  readonly url: string
  readonly vendors: readonly { readonly name: VendorName; readonly url: string; readonly credential: string }[]
}

interface Flow {
  readonly published: boolean
  readonly vendors: Readonly<Record<VendorName, { readonly id: string }>>
}

const VENDORS = ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const
/** Forty pages of each of a dozen walks are judged, beside whatever else the machine has to do. */
const PATIENCE = 300_000
const servers: Running[] = []
const folder = mkdtempSync(join(tmpdir(), 'flowtwin-over-http-'))

async function served(runs: number): Promise<Served> {
  const server = started(['serve', '--port', '0', '--json', '--limits', 'off', '--runs', String(runs)])
  servers.push(server)
  return JSON.parse(await server.firstLine) as Served
}

/** While a plan is made, nobody here hears that an idle connection was closed. */
const ALONE = { headers: { connection: 'close' } }

/** What a run cannot discover, as the control API tells it. */
async function idsOf({ url }: Served, vendor: VendorName): Promise<readonly string[]> {
  const { flows } = (await (await fetch(`${url}/_twin/v1/worlds/default/flows`, ALONE)).json()) as {
    flows: readonly Flow[]
  }
  const id = (published: boolean): string => flows.find((flow) => flow.published === published)!.vendors[vendor].id
  if (vendor === 'qyvo') return ['--id', `draftFlowId=${id(false)}`]
  return vendor === 'idnow' ? ['--id', `flowId=${id(true)}`] : []
}

async function verified(server: Served, vendor: VendorName, options: readonly string[]) {
  const { url, credential } = server.vendors.find(({ name }) => name === vendor)!
  const ledger = ['--ledger', join(folder, vendor)]
  const asked = ['verify', vendor, '--url', url, '--token-env', 'CREDENTIAL', '--json', ...ledger, ...options]
  const { code, stdout, stderr } = await run([...asked, ...(await idsOf(server, vendor))], { CREDENTIAL: credential })
  expect(stderr).toContain('Checking')
  return { code, result: JSON.parse(stdout) as Result }
}

/** What became of the checks that said something else than that all is well, or that there is nothing to say. */
function unheld({ checks }: Result): readonly unknown[] {
  const well = ['pass', 'not-applicable', 'not-selected']
  return checks.filter(({ outcome }) => !well.includes(outcome.kind)).map(({ id, outcome }) => [id, outcome])
}

afterAll(() => {
  for (const { child } of servers) child.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

describe('flowtwin verify over the network against flowtwin serve', () => {
  const usual = served(1000)
  it.each(VENDORS)('holds every promise of %s, with evidence, and leaves nothing behind', async (vendor) => {
    const server = await usual
    // Whoever came before has moved the clock.
    await fetch(`${server.url}/_twin/v1/worlds/default/reset`, { ...ALONE, method: 'POST' })
    const leave = ['--writes', '--probe-methods', '--load', '--control', server.url]
    const { code, result } = await verified(server, vendor, leave)
    expect(unheld(result)).toEqual([])
    expect(result.ledger.filter(({ state }) => state === 'leaked')).toEqual([])
    expect(result.run.mode).toBe('managed')
    expect(code).toBe(0)
  })

  /** Forty pages of 250 runs in each of a dozen walks would take a minute; with a bound of its own the plan has to hold as well. */
  const bounds: Partial<Record<VendorName, number>> = { rapidpro: 250 }
  const large = served(100_000)
  it.each(VENDORS)(
    'asks a %s of 100,000 runs no more than the plan says',
    async (vendor) => {
      const bound = bounds[vendor] === undefined ? {} : { maxRequests: String(bounds[vendor]) }
      let printed = ''
      await runPlan(
        vendor,
        { ...bound, json: true },
        { env: {}, print: (text) => (printed += text), log: () => {}, hasColor: false },
      )
      const { mostRequests } = JSON.parse(printed) as { readonly mostRequests: number }
      const options = Object.values(bound).flatMap((most) => ['--max-requests', most])
      const { code, result } = await verified(await large, vendor, options)
      expect(result.traffic.requests).toBeLessThanOrEqual(mostRequests)
      expect(result.checks.filter(({ outcome }) => ['fail', 'error'].includes(outcome.kind))).toEqual([])
      // What is left unread is no evidence, and no fault either.
      expect([code, result.traffic.stoppedBy]).toEqual(options.length === 0 ? [0, null] : [5, expect.any(String)])
    },
    PATIENCE,
  )
})
