import type { VendorInfo } from '../../http/vendor.ts'
import { createIssuedToken } from '../../wire/credentials.ts'
import { quirks } from './quirks.ts'

/** The key of the organization. */
export const credential = createIssuedToken('recrubo', 22)

/** The path of the collection, as links write it. */
export const FLOW_RUNS_PATH = '/public/v2/flow-runs'

/** Where those who want to be told are kept. */
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
