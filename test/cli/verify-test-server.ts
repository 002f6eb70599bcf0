import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVerify, type VerifyCommandOptions } from '../../cli/commands/verify.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { Result, VendorName } from '../../contracts/index.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'

interface Flow {
  readonly published: boolean
  readonly vendors: Readonly<Record<VendorName, { readonly id: string }>>
}

export const VENDORS = ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const

/** Returns the ids that a run cannot discover, from the control API. */
export async function fetchIds(url: string, vendor: VendorName): Promise<readonly string[]> {
  const response = await fetch(`${url}/_twin/v1/worlds/default/flows`)
  const { flows } = (await response.json()) as { readonly flows: readonly Flow[] }
  const findId = (published: boolean): string => flows.find((flow) => flow.published === published)!.vendors[vendor].id
  if (vendor === 'qyvo') return [`draftFlowId=${findId(false)}`]
  return vendor === 'idnow' ? [`flowId=${findId(true)}`] : []
}

/** A server of this process whose frozen clock advances when the command waits, so that no test sleeps. */
export class VerifyTestServer {
  readonly #twin: Twin
  readonly #folder = mkdtempSync(join(tmpdir(), 'flowtwin-verify-'))
  #server: RunningServer | null = null

  constructor(runs: number) {
    this.#twin = createTwin({ runs, limits: false, clock: 'frozen' })
  }

  async open(): Promise<void> {
    this.#server = await this.#twin.listen()
  }

  async close(): Promise<void> {
    await this.#server?.close()
    rmSync(this.#folder, { recursive: true })
  }

  get url(): string {
    return this.#server?.url ?? ''
  }

  /** Runs `flowtwin verify` for a vendor over HTTP. */
  async verify(vendor: VendorName, options: VerifyCommandOptions): Promise<{ code: number; result: Result }> {
    const { basePath, credential } = this.#twin.vendors.find(({ name }) => name === vendor)!.demo
    let printed = ''
    const io: Terminal = {
      env: { CREDENTIAL: credential },
      print: (text) => (printed += text),
      log: () => {},
      hasColor: false,
      clock: {
        now: () => this.#twin.clock.now / 1000,
        sleep: (milliseconds) => {
          this.#twin.clock.advance(Math.round(milliseconds * 1000))
          return Promise.resolve()
        },
      },
    }
    const target = { url: `${this.url}${basePath}`, tokenEnv: 'CREDENTIAL', id: await fetchIds(this.url, vendor) }
    const files = { ledger: join(this.#folder, vendor), json: true }
    const code = await runVerify(vendor, { ...target, ...files, ...options }, io)
    return { code, result: JSON.parse(printed) as Result }
  }
}
