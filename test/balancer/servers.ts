import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'
import { setup as buildCommandLine, teardown as removeCommandLine } from '../cli/bundle.ts'
import { type LoadBalancer, startLoadBalancer } from '../store/load-balancer.ts'
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the load balancer in front of three servers. */
    readonly balancerUrl: string
  }
}

let postgres: PostgresServer | undefined
let balancer: LoadBalancer | undefined
const servers: ChildProcess[] = []

/** Starts one database, three servers and a load balancer for all tests of a run. */
export async function setup(project: TestProject): Promise<void> {
  await buildCommandLine(project)
  const { cliBundle } = project.getProvidedContext()
  postgres = await startPostgres()
  const { url } = postgres
  const urls = await Promise.all([0, 1, 2].map(() => startServer(cliBundle, url)))
  // The host of requests in process, which links in responses have.
  balancer = await startLoadBalancer(urls, { host: 'localhost' })
  project.provide('balancerUrl', balancer.url)
}

async function startServer(cliBundle: string, store: string): Promise<string> {
  const args = ['serve', '--json', '--port', '0', '--store', store, '--log', 'off']
  const server = spawn(process.execPath, [cliBundle, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(server)
  const exited = once(server, 'exit').then(() => null)
  const ready = await Promise.race([once(createInterface(server.stdout), 'line') as Promise<[string]>, exited])
  if (ready === null) throw new Error('a server ended before it was ready')
  return (JSON.parse(ready[0]) as { readonly url: string }).url
}

export async function teardown(): Promise<void> {
  balancer?.close()
  for (const server of servers) {
    const exited = once(server, 'exit')
    if (server.exitCode !== null) continue
    server.kill('SIGKILL')
    await exited
  }
  await postgres?.remove()
  removeCommandLine()
}
