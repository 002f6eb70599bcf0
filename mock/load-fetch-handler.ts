import { loadPeople } from './content/deferred-people.ts'
import type { AccessPolicy } from './control/access-policy.ts'
import type { ControlDeps } from './control/handlers.ts'
import { createRouter } from './http/router.ts'
import { loadValidation } from './http/lazy-validation.ts'
import type { FetchHandler } from './http/request.ts'
import type { PipelineDeps } from './http/request-context.ts'
import type { VendorLoader } from './lazy-loading.ts'

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
    import('./control/control-vendor.ts'),
    loadPeople(),
    loadValidation(),
  ])
  return createRouter(host, [
    ...all,
    createControlVendor({ ...controlDeps, vendors: all, getAccessPolicy: getAccessPolicy }),
  ]).fetch
}
