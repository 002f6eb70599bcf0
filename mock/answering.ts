import { loadPeople } from './content/deferred-people.ts'
import type { Door } from './control/door.ts'
import type { ControlDesk } from './control/handlers.ts'
import { appOf } from './http/app.ts'
import { loadChecks } from './http/deferred-checks.ts'
import type { Fetch } from './http/fetch.ts'
import type { Host } from './http/passage.ts'
import type { VendorLoading } from './vendor-loading.ts'

interface AnsweringParts {
  readonly vendors: VendorLoading
  readonly door: () => Door
  /** What the control API works with, besides the vendors. */
  readonly desk: Omit<ControlDesk, 'vendors' | 'door'>
}

/** Everything that a twin answers, once its vendors, its people and its checks are loaded. */
export async function answeringOf(host: Host, { vendors, door, desk }: AnsweringParts): Promise<Fetch> {
  const [all, { controlOf }] = await Promise.all([
    vendors.load(),
    import('./control/index.ts'),
    loadPeople(),
    loadChecks(),
  ])
  return appOf(host, [...all, controlOf({ ...desk, vendors: all, door })]).fetch
}
