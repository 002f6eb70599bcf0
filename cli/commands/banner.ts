import pc from 'picocolors'
import type { RunningServer } from '../../mock/http/node/server.ts'
import type { VendorInfo } from '../../mock/http/vendor.ts'
import type { Twin } from '../../mock/twin.ts'
import { formatIsoMicroseconds } from '../../mock/wire/date-time.ts'
import { readVersion } from '../version.ts'

/** How to get in: with which token, and whether there is a page. */
interface BannerOptions {
  readonly controlToken: string
  readonly page: 'on' | 'read-only' | 'off'
}

/** What `serve` prints when it is ready: at most twelve lines, every one of them usable. */
export function formatBanner(twin: Twin, listening: RunningServer, way: BannerOptions): string {
  const { seed, runs } = twin.world.dataset.parameters
  const facts = `seed ${seed}, ${runs} runs, world time ${formatIsoMicroseconds(twin.world.now)} (${twin.world.clock.kind})`
  const vendors = twin.vendors.flatMap((vendor) => [
    `${pc.bold(vendor.name.padEnd(9))} ${listening.url}${vendor.demo.basePath}  ${pc.dim(vendor.demo.authorization)}`,
    `  ${formatCurl(vendor, twin, listening)}`,
  ])
  return [
    `${pc.bold(`Flowtwin ${readVersion()}`)} is ready: ${facts}.`,
    ...vendors,
    ...formatClockHint(listening, way),
    `${formatPageLink(listening, way)}Health: ${listening.url}/_twin/v1/health. Stop with Ctrl+C.`,
  ].join('\n')
}

function formatClockHint(listening: RunningServer, { controlToken }: BannerOptions): readonly string[] {
  if (listening.controlUrl === null) return []
  const clock = `${listening.controlUrl}/_twin/v1/worlds/default/clock`
  const token = formatTokenHeader(listening, controlToken)
  return [
    'Let half an hour pass:',
    `  curl -s -H 'Content-Type: application/json'${token} '${clock}' -d '{"advance":"31m"}'`,
  ]
}

/** The token stands in the fragment, which no server ever sees. */
function formatPageLink({ controlUrl, exposure }: RunningServer, { controlToken, page }: BannerOptions): string {
  if (controlUrl === null || page === 'off') return ''
  return `Page: ${controlUrl}/_twin/${exposure === 'loopback' ? '' : `#token=${controlToken}`}  `
}

/** Beyond this machine the control API wants a token. */
function formatTokenHeader({ exposure }: RunningServer, controlToken: string): string {
  return exposure === 'loopback' ? '' : ` -H 'Authorization: Bearer ${controlToken}'`
}

/** The one line that scripts wait for. */
export function formatReadyLine(twin: Twin, listening: RunningServer): string {
  const { seed } = twin.world.dataset.parameters
  const vendors = twin.vendors.map(({ name, demo }) => ({
    name,
    url: `${listening.url}${demo.basePath}`,
    credential: demo.credential,
    ...(demo.clients === undefined ? {} : { clients: demo.clients }),
  }))
  const now = formatIsoMicroseconds(twin.world.now)
  const { url, port, controlUrl } = listening
  return JSON.stringify({ event: 'ready', url, port, controlUrl, seed, now, vendors })
}

function formatCurl(vendor: VendorInfo, twin: Twin, listening: RunningServer): string {
  const { demo } = vendor
  return `curl -gs -H 'Authorization: ${demo.authorization}' '${listening.url}${demo.buildExamplePath(twin.world)}'`
}
