import type { components } from '../../spec/generated/control.types.ts'

type Schemas = components['schemas']

/** Values of parameters with which a request finds something in the world, by the parameter's name. */
export type Samples = Readonly<Record<string, string>>

/** The name of a world and what exists in it; the name alone where the control API may not be asked. */
export async function loadSamples(vendor: string, world: string): Promise<Samples> {
  try {
    const { flows } = await fetchJson<{ readonly flows: readonly Schemas['Flow'][] }>(`${world}/flows`)
    const { runs } = await fetchJson<Schemas['RunList']>(`${world}/runs?limit=50`)
    const run = runs.find(({ environment }) => environment === 'live')
    const flow = flows.find((one) => one.index === run?.flow)?.vendors[vendor]?.id
    const id = run?.ids[vendor]
    const known = {
      ...getControlSamples(world, run),
      environment: 'live',
      flow_id: flow,
      flowId: flow,
      sessionId: id,
      id,
    }
    return Object.fromEntries(
      Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
  } catch {
    return { world }
  }
}

/** What the paths of the control API name. */
function getControlSamples(world: string, run: Schemas['Run'] | undefined): Samples {
  return run === undefined ? { world } : { world, run: String(run.number), contact: String(run.contact) }
}

async function fetchJson<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`/_twin/v1/worlds/${path}`)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  // What the control API answers is what its document says.
  return (await response.json()) as Answer
}
