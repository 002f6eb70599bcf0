import type { Twin } from '../../mock/twin.ts'

export const VENDORS = ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const

/** What a client received from one vendor. */
export interface ReceivedIds {
  /** The number of items of the first page. */
  readonly listed: number
  /** The id of the item that was read. */
  readonly read: string
  /** The id, or the status, of what was created. */
  readonly written: string
}

/** Credentials, ids that exist, and what a client must receive. */
export interface VendorSamples extends Omit<ReceivedIds, 'written'> {
  readonly credential: string
  readonly authorization: string
  readonly flow: string
  readonly [more: string]: unknown
}

export type Samples = Readonly<Record<(typeof VENDORS)[number], VendorSamples>> & { readonly url: string }

/** Reads the lists of all vendors by plain requests. */
export async function collectSamples(twin: Twin, url: string): Promise<Samples> {
  const credentials = Object.fromEntries(twin.vendors.map(({ name, demo }) => [name, demo]))
  // Bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  const read = async (vendor: (typeof VENDORS)[number], path: string): Promise<any> => {
    const headers = { authorization: credentials[vendor]?.authorization ?? '' }
    const response = await fetch(url + path, { headers })
    if (!response.ok) throw new Error(`GET ${path} returned ${response.status}`)
    return response.json()
  }
  const getCredentials = (vendor: string) => {
    const { credential = '', authorization = '', clients: [client] = [] } = credentials[vendor] ?? {}
    return { credential, authorization, clientId: client?.id, secret: client?.secret }
  }
  const sessions = await read('qyvo', '/api/v1/triggers/new-flow-triggered')
  const flowRuns = await read('recrubo', '/public/v2/flow-runs')
  const runs = await read('rapidpro', '/api/v2/runs.json')
  const flows = await read('idnow', '/api/v1/flows/live')
  const flow = flows.content[0].id
  const page = await read('idnow', `/api/v1/flows/${flow}/live/sessions`)
  return {
    url,
    qyvo: {
      ...getCredentials('qyvo'),
      listed: sessions.length,
      read: sessions[0].flow_id,
      flow: sessions[0].flow_id,
    },
    recrubo: {
      ...getCredentials('recrubo'),
      listed: flowRuns.data.length,
      read: flowRuns.data[0].id,
      flow: flowRuns.data[0].attributes.flowId,
      thread: flowRuns.data[0].attributes.messageThreadId,
    },
    rapidpro: {
      ...getCredentials('rapidpro'),
      listed: runs.results.length,
      read: runs.results[0].uuid,
      flow: runs.results[0].flow.uuid,
      contact: runs.results[0].contact.uuid,
    },
    idnow: { ...getCredentials('idnow'), listed: page.content.length, read: page.content[0].sessionId, flow },
  }
}
