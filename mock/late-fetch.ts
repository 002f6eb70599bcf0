import { ConnectionCut, cutResponse } from './http/faults/transport.ts'
import type { Fetch } from './http/fetch.ts'

/** A fetch function that is loaded with the first request. */
export function whenLoaded(load: () => Promise<Fetch>): Fetch {
  let loading: Promise<Fetch> | undefined
  let whole: Fetch | undefined
  return (request, bindings) => {
    if (whole !== undefined) return whole(request, bindings)
    loading ??= load().then((loaded) => (whole = loaded))
    return loading.then((loaded) => loaded(request, bindings))
  }
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
