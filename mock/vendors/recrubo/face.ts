import type { Face } from '../../http/vendor.ts'
import { issuedToken } from '../../wire/credentials.ts'
import { quirks } from './quirks.ts'

/** The key of the organization. */
export const credential = issuedToken('recrubo', 22)

/** The path of the collection, as links write it. */
export const FLOW_RUNS = '/public/v2/flow-runs'

/** Where those who want to be told are kept. */
export const WEBHOOKS = 'recrubo/webhooks'

export const face: Face = {
  name: 'recrubo',
  prefixes: ['/public/v2'],
  showcase: {
    basePath: '/public/v2',
    credential,
    authorization: `Bearer ${credential}`,
    example: () => `${FLOW_RUNS}?sort=-createdAt&page[size]=3&include=flow,messageThread`,
  },
  subscriptions: WEBHOOKS,
  quirks: Object.values(quirks),
}
