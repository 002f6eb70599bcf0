import type { OwnDataInput } from '../../mock/own-data/input.ts'

function createId(kind: number, vendor: number, index: number): string {
  return `${kind}${vendor}00000${index}-5d47-4a90-9c1b-7e0f5a2d6c31`
}

/** Returns given ids of a flow or contact at all vendors. @param kind 1: flow, 2: contact */
export function createIds(kind: number, index: number) {
  return {
    qyvo: createId(kind, 1, index),
    recrubo: createId(kind, 2, index),
    rapidpro: createId(kind, 3, index),
    idnow: createId(kind, 4, index),
  }
}

/** A shop with six flows: one is a draft, one is of one environment, one has a name for each vendor. */
export const shop: OwnDataInput = {
  flows: [
    {
      name: 'Cart rescue',
      ids: createIds(1, 0),
      weight: 3,
      variables: { source: 'cart', currency: ['EUR', 'GBP'] },
      questions: [
        { key: 'wants_coupon', answers: [{ category: 'Yes', texts: ['yes', 'sure'], weight: 9 }, 'No'] },
        { key: 'reason', text: 'What kept you from buying' },
      ],
    },
    {
      name: {
        qyvo: 'Win-back, ninety days',
        recrubo: 'Win-back intake',
        rapidpro: 'Win-back poll',
        idnow: 'Win-back check',
      },
      ids: createIds(1, 1),
      ttl: '24h',
    },
    { name: 'Size help', ids: createIds(1, 2), status: 'draft' },
    { name: 'Returns', ids: createIds(1, 3), environment: 'staging', ttl: 45 },
    { name: 'Delivery feedback', ids: createIds(1, 4), questions: [{ key: 'rating', answers: ['good', 'poor'] }] },
    { name: 'Club', ids: createIds(1, 5), weight: 0 },
  ],
}
