import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { computeMedian } from './median.ts'

/** Milliseconds from spawn to the first 200, and the ratio of the twin to the bare server. */
export interface Start {
  readonly bareMs: number
  readonly twinMs: number
  readonly ratio: number
  /** The first response of a vendor, which loads names and validation. */
  readonly firstVendorResponseMs: number
}

const root = join(import.meta.dirname, '..', '..')

/** Measures the built package as a user has it installed, alternating with a bare server. */
export async function measureStart(turns: number): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'flowtwin-start-'))
  try {
    for (const part of ['package.json', 'bin', 'dist'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const bare: number[] = []
    const twin: number[] = []
    const vendor: number[] = []
    const command = [join(folder, 'bin', 'flowtwin.js'), 'serve', '--port']
    for (let turn = 0; turn < turns; turn++) {
      bare.push(await measureTimeToResponse([join(import.meta.dirname, 'bare-server.js')], '/'))
      twin.push(await measureTimeToResponse(command, '/_twin/v1/health'))
      vendor.push(await measureTimeToResponse(command, '/api/v1/triggers/new-flow-triggered'))
    }
    const [bareMs, twinMs, firstVendorResponseMs] = [bare, twin, vendor].map(computeMedian)
    return {
      bareMs: round(bareMs),
      twinMs: round(twinMs),
      ratio: round((twinMs ?? 0) / (bareMs ?? 1)),
      firstVendorResponseMs: round(firstVendorResponseMs),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureTimeToResponse(command: readonly string[], path: string): Promise<number> {
  const port = await findFreePort()
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...command, String(port)], { env, stdio: 'ignore' })
  try {
    return await waitForFirstResponse(child, `http://127.0.0.1:${port}${path}`, startedAt)
  } finally {
    child.kill('SIGKILL')
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

function round(value = Number.NaN): number {
  return Number(value.toFixed(2))
}
