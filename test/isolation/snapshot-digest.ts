import { createHash } from 'node:crypto'
import { createTwin } from '../../mock/twin.ts'
import { sendRequest, BEARER, FEED } from '../control/control-requests.ts'

/** Imports a snapshot into a new twin, and digests the responses of the vendors and the control API about its world. */
export async function digestSnapshot(snapshot: string): Promise<string> {
  const twin = createTwin({ runs: 3, limits: false })
  const imported = await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body: snapshot })
  const token = { headers: { authorization: 'Token mine' } }
  const texts = [
    imported.text,
    (await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot')).text,
    (await sendRequest(twin, `/w/opened${FEED}`, { headers: BEARER })).text,
    (await sendRequest(twin, '/w/opened/public/v2/flow-runs?sort=-updatedAt&page[size]=60', { headers: BEARER })).text,
    (await sendRequest(twin, '/w/opened/api/v2/runs.json', token)).text,
    (await sendRequest(twin, '/_twin/v1/worlds/opened/runs?limit=60')).text,
  ]
  return createHash('sha256').update(texts.join('\n')).digest('hex')
}

const [, script, snapshot] = process.argv
if (script === import.meta.filename && snapshot !== undefined) console.log(await digestSnapshot(snapshot))
