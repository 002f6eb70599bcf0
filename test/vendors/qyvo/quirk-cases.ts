import { expect } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'
import { act, flowId, NEWCOMER } from './requests.ts'

/** Shows on a twin what a position of a quirk does. */
export type Proof = (twin: Twin) => Promise<void>

/** Proofs for the positions of quirks, by the quirk's id. */
export type Proofs = Readonly<Record<string, Readonly<Record<string, Proof>>>>

export const INVALID = 'The given data was invalid.'

/** What the feed says to a request that is refused. */
export function feedSays(
  path: string,
  [status, body]: readonly [number, unknown],
  asking: Parameters<typeof sendRequest>[2] = {},
): Proof {
  return async (twin) => {
    const answer = await sendRequest(twin, path, asking)
    expect([answer.status, answer.json]).toEqual([status, body])
  }
}

/** Starts the first flow for a newcomer. */
export async function start(twin: Twin, body: object = {}): Promise<TestResponse> {
  return await act(twin, 'trigger-flow', { flow_id: flowId(twin), phone: NEWCOMER, ...body })
}
