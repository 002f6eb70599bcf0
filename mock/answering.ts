import { loadPeople } from './content/deferred-people.ts'
import type { Door } from './control/door.ts'
import { frontOf } from './control/front.ts'
import type { Controlled } from './control/index.ts'
import { appOf } from './http/app.ts'
import { loadChecks } from './http/deferred-checks.ts'
import { ConnectionCut, cutResponse } from './http/faults/transport.ts'
import type { Fetch } from './http/fetch.ts'
import type { Host } from './http/passage.ts'
import type { VendorLoading } from './vendor-loading.ts'

interface AnsweringParts {
  readonly vendors: VendorLoading
  readonly door: () => Door
  /** What the control API works with, besides the vendors. */
  readonly desk: Omit<Controlled, 'vendors' | 'door'>
}

/** Everything that a twin answers. Health is answered at once; the rest is loaded with the first request that wants it. */
export function answeringOf(host: Host, { vendors, door, desk }: AnsweringParts): Fetch {
  const front = appOf(host, [frontOf(vendors.faces, door)])
  return whenLoaded(front.fetch, async () => {
    const [all, { controlOf }] = await Promise.all([
      vendors.load(),
      import('./control/index.ts'),
      loadPeople(),
      loadChecks(),
    ])
    return appOf(host, [...all, controlOf({ ...desk, vendors: all, door })]).fetch
  })
}

/** Where there is no connection to cut, the answer itself breaks off. */
export async function uncut(fetch: Fetch, request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof ConnectionCut) return cutResponse(error)
    throw error
  }
}

function whenLoaded(front: Fetch, load: () => Promise<Fetch>): Fetch {
  let loading: Promise<Fetch> | undefined
  let whole: Fetch | undefined
  return (request, bindings) => {
    if (whole !== undefined) return whole(request, bindings)
    if (request.url.endsWith('/_twin/v1/health')) return front(request, bindings)
    loading ??= load().then((loaded) => (whole = loaded))
    return loading.then((loaded) => loaded(request, bindings))
  }
}
