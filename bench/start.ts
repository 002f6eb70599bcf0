import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { computeMedian } from './median.ts'

/** Milliseconds from spawn to the first 200, and the median of the ratios to the bare server beside it. */
export interface Start {
  readonly bareMs: number
  readonly twinMs: number
  readonly ratio: number
  /** To the first response of a vendor, which loads names and validation. */
  readonly firstVendorResponseMs: number
  readonly vendorRatio: number
  /** The same without compiled code from earlier starts. */
  readonly uncachedVendorRatio: number
}

/** The milliseconds of starts one after the other. */
type Turn = Readonly<Record<'bare' | 'twin' | 'vendor' | 'uncached', number>>

interface StartOptions {
  /** The signal that ends the server. */
  readonly signal?: NodeJS.Signals
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>
}

const root = join(import.meta.dirname, '..', '..')

const VENDOR_PATH = '/api/v1/triggers/new-flow-triggered'

/** Measures the built package as a user has it installed, alternating with a bare server, after a first start. */
export async function measureStart(count: number): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-start-'))
  try {
    for (const part of ['package.json', 'bin', 'dist'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const command = [join(folder, 'bin', 'flowtwin.js'), 'serve', '--port']
    // A server that ends by itself stores the compiled code.
    await measureTimeToResponse(command, VENDOR_PATH, { signal: 'SIGTERM' })
    const turns: Turn[] = []
    while (turns.length < count) {
      turns.push({
        bare: await measureTimeToResponse([join(import.meta.dirname, 'bare-server.js')], '/'),
        twin: await measureTimeToResponse(command, '/_twin/v1/health'),
        vendor: await measureTimeToResponse(command, VENDOR_PATH),
        uncached: await measureTimeToResponse(command, VENDOR_PATH, { env: { NODE_DISABLE_COMPILE_CACHE: '1' } }),
      })
    }
    return {
      bareMs: round(computeMedian(turns.map(({ bare }) => bare))),
      twinMs: round(computeMedian(turns.map(({ twin }) => twin))),
      ratio: round(computeMedian(turns.map(({ twin, bare }) => twin / bare))),
      firstVendorResponseMs: round(computeMedian(turns.map(({ vendor }) => vendor))),
      vendorRatio: round(computeMedian(turns.map(({ vendor, bare }) => vendor / bare))),
      uncachedVendorRatio: round(computeMedian(turns.map(({ uncached, bare }) => uncached / bare))),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureTimeToResponse(
  command: readonly string[],
  path: string,
  { signal = 'SIGKILL', env: variables = {} }: StartOptions = {},
): Promise<number> {
  const port = await findFreePort()
  const { NODE_EXTRA_CA_CERTS: _, ...ownEnv } = process.env
  const env = { ...ownEnv, ...variables }
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...command, String(port)], { env, stdio: 'ignore' })
  try {
    return await waitForFirstResponse(child, `http://127.0.0.1:${port}${path}`, startedAt)
  } finally {
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
}

async function waitForFirstResponse(child: ChildProcess, url: string, startedAt: number): Promise<number> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server exited with code ${child.exitCode}`)
    try {
      const response = await fetch(url, { headers: { authorization: 'Bearer start' } })
      await response.arrayBuffer()
      if (response.ok) return performance.now() - startedAt
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
