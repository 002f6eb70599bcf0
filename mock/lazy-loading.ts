import { assertNoPathCollisions } from './http/route-paths.ts'
import { ConnectionResetError, toTruncatedResponse } from './http/faults/transport.ts'
import type { FetchHandler } from './http/request.ts'
import type { Vendor, VendorInfo } from './http/vendor.ts'
import type { TwinOptions } from './twin-options.ts'
import { vendorInfos } from './vendors/vendor-infos.ts'
import { ParameterError } from './world/dataset/parameters.ts'

/** The vendors of a twin: what is known of them at once, and the rest when somebody asks them for something. */
export interface VendorLoader {
  readonly vendorInfos: readonly VendorInfo[]
  /** Empty until they are loaded. */
  readonly loadedVendors: readonly Vendor[]
  loadVendors(): Promise<readonly Vendor[]>
}

/**
 * Flowtwin's own vendors are loaded late, because half of what a server would otherwise read at its start is theirs.
 * @throws {ParameterError} for the name of a vendor that there is not
 */
export function createVendorLoader({ vendors, only }: Pick<TwinOptions, 'vendors' | 'only'>): VendorLoader {
  if (vendors !== undefined) {
    assertNoPathCollisions(vendors)
    return { vendorInfos: vendors, loadedVendors: vendors, loadVendors: async () => vendors }
  }
  const known: readonly string[] = vendorInfos.map(({ name }) => name)
  const unknownName = only?.find((name) => !known.includes(name))
  if (unknownName !== undefined)
    throw new ParameterError(`there is no vendor "${unknownName}"; give ${known.join(', ')}`)
  return new LazyVendorLoader(({ name }) => only === undefined || only.includes(name))
}

class LazyVendorLoader implements VendorLoader {
  readonly vendorInfos: readonly VendorInfo[]
  loadedVendors: readonly Vendor[] = []
  readonly #isSelected: (face: VendorInfo) => boolean

  constructor(wanted: (face: VendorInfo) => boolean) {
    this.vendorInfos = vendorInfos.filter(wanted)
    this.#isSelected = wanted
  }

  async loadVendors(): Promise<readonly Vendor[]> {
    const { vendors } = await import('./vendors/index.ts')
    this.loadedVendors = vendors.filter(this.#isSelected)
    return this.loadedVendors
  }
}

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
