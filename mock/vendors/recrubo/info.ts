import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { quirks } from './quirks.ts'

/** The API key of the organization. */
export const credential = createIssuedToken('recrubo', 22)

/** The collection of flow runs, as links spell it. */
export const FLOW_RUNS_PATH = '/public/v2/flow-runs'

/** The world's record collection that holds webhook subscriptions. */
export const WEBHOOKS_RESOURCE = 'recrubo/webhooks'

export const vendorInfo: VendorInfo = {
  name: 'recrubo',
  prefixes: ['/public/v2'],
  demo: {
    basePath: '/public/v2',
    credential,
    authorization: `Bearer ${credential}`,
    buildExamplePath: () => `${FLOW_RUNS_PATH}?sort=-createdAt&page[size]=3&include=flow,messageThread`,
  },
  subscriptionCollection: WEBHOOKS_RESOURCE,
  quirks: Object.values(quirks),
}
