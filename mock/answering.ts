import { loadPeople } from './content/deferred-people.ts'
import type { AccessPolicy } from './control/door.ts'
import type { ControlDeps } from './control/handlers.ts'
import { createRouter } from './http/app.ts'
import { loadValidation } from './http/deferred-checks.ts'
import type { FetchHandler } from './http/fetch.ts'
import type { PipelineDeps } from './http/passage.ts'
import type { VendorLoader } from './vendor-loading.ts'

interface FetchHandlerParts {
  readonly vendorLoader: VendorLoader
  readonly getAccessPolicy: () => AccessPolicy
  /** What the control API works with, besides the vendors. */
  readonly controlDeps: Omit<ControlDeps, 'vendors' | 'getAccessPolicy'>
}

/** Everything that a twin answers, once its vendors, its people and its checks are loaded. */
export async function loadFetchHandler(
  host: PipelineDeps,
  { vendorLoader, getAccessPolicy, controlDeps }: FetchHandlerParts,
): Promise<FetchHandler> {
  const [all, { createControlVendor }] = await Promise.all([
    vendorLoader.loadVendors(),
    import('./control/index.ts'),
    loadPeople(),
    loadValidation(),
  ])
  return createRouter(host, [...all, createControlVendor({ ...controlDeps, vendors: all, getAccessPolicy: getAccessPolicy })]).fetch
}
