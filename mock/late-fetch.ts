import { ConnectionResetError, toTruncatedResponse } from './http/faults/transport.ts'
import type { FetchHandler } from './http/fetch.ts'

/** A fetch function that is loaded with the first request. */
export function createLazyFetch(load: () => Promise<FetchHandler>): FetchHandler {
  let loading: Promise<FetchHandler> | undefined
  let handler: FetchHandler | undefined
  return (request, bindings) => {
    if (handler !== undefined) return handler(request, bindings)
    loading ??= load().then((loaded) => (handler = loaded))
    return loading.then((loaded) => loaded(request, bindings))
  }
}

/** Where there is no connection to cut, the answer itself breaks off. */
export async function fetchInProcess(fetch: FetchHandler, request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof ConnectionResetError) return toTruncatedResponse(error)
    throw error
  }
}
