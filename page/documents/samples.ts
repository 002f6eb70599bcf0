import type { components } from '../../spec/generated/control.types.ts'

type Schemas = components['schemas']

/** Parameter values that exist in a world, by parameter name. */
export type Samples = Readonly<Record<string, string | undefined>>

/** Loads ids that exist in a world. Returns only the world's name when the control API rejects the request. */
export async function loadSamples(vendor: string, world: string): Promise<Samples> {
  try {
    const { flows } = await fetchJson<{ readonly flows: readonly Schemas['Flow'][] }>(`${world}/flows`)
    const { runs } = await fetchJson<Schemas['RunList']>(`${world}/runs?limit=50`)
    const run = runs.find(({ environment }) => environment === 'live')
    if (run === undefined) return { world, environment: 'live' }
    const flowId = flows.find(({ index }) => index === run.flow)?.vendors[vendor]?.id
    const id = run.ids[vendor]
    return {
      world,
      run: String(run.number),
      contact: String(run.contact),
      environment: 'live',
      flow_id: flowId,
      flowId,
      sessionId: id,
      id,
    }
  } catch {
    return { world }
  }
}

async function fetchJson<Body>(path: string): Promise<Body> {
  const response = await fetch(`/_twin/v1/worlds/${path}`)
  if (!response.ok) throw new Error(`${path} returned status ${response.status}.`)
  // The control API answers as its OpenAPI document describes.
  return (await response.json()) as Body
}
