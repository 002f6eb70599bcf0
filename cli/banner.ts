import pc from 'picocolors'
import type { Listening } from '../mock/http/listen.ts'
import type { Face } from '../mock/http/vendor.ts'
import type { Twin } from '../mock/twin.ts'
import { toMicroseconds } from '../mock/wire/instants.ts'
import { version } from './version.ts'

/** What `serve` prints when it is ready: at most twelve lines, every one of them usable. */
export function banner(twin: Twin, listening: Listening, controlToken: string): string {
  const { seed, runs } = twin.world.universe.parameters
  const facts = `seed ${seed}, ${runs} runs, world time ${toMicroseconds(twin.world.now)} (${twin.world.clock.kind})`
  const vendors = twin.vendors.flatMap((vendor) => [
    `${pc.bold(vendor.name.padEnd(9))} ${listening.url}${vendor.showcase.basePath}  ${pc.dim(vendor.showcase.authorization)}`,
    `  ${curl(vendor, twin, listening)}`,
  ])
  return [
    `${pc.bold(`Flowtwin ${version()}`)} is ready: ${facts}.`,
    ...vendors,
    ...advice(listening, controlToken),
    `Health: ${listening.url}/_twin/v1/health. Stop with Ctrl+C.`,
  ].join('\n')
}

function advice(listening: Listening, controlToken: string): readonly string[] {
  if (listening.controlUrl === null) return []
  const clock = `${listening.controlUrl}/_twin/v1/worlds/default/clock`
  const token = tokenFor(listening, controlToken)
  return [
    'Let half an hour pass:',
    `  curl -s -H 'Content-Type: application/json'${token} '${clock}' -d '{"advance":"31m"}'`,
  ]
}

/** Beyond this machine the control API wants a token. */
function tokenFor({ reach }: Listening, controlToken: string): string {
  return reach === 'loopback' ? '' : ` -H 'Authorization: Bearer ${controlToken}'`
}

/** The one line that scripts wait for. */
export function readyLine(twin: Twin, listening: Listening): string {
  const { seed } = twin.world.universe.parameters
  const vendors = twin.vendors.map(({ name, showcase }) => ({
    name,
    url: `${listening.url}${showcase.basePath}`,
    credential: showcase.credential,
    ...(showcase.clients === undefined ? {} : { clients: showcase.clients }),
  }))
  const now = toMicroseconds(twin.world.now)
  const { url, port, controlUrl } = listening
  return JSON.stringify({ event: 'ready', url, port, controlUrl, seed, now, vendors })
}

function curl(vendor: Face, twin: Twin, listening: Listening): string {
  const { showcase } = vendor
  return `curl -gs -H 'Authorization: ${showcase.authorization}' '${listening.url}${showcase.example(twin.world)}'`
}
