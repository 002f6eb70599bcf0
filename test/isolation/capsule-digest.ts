import { createHash } from 'node:crypto'
import { createTwin } from '../../mock/twin.ts'
import { sendRequest, BEARER, FEED } from '../control/control-requests.ts'

/** Opens a capsule in a twin of its own, and digests what the vendors and the control API say of its world. */
export async function digestOf(capsule: string): Promise<string> {
  const twin = createTwin({ runs: 3, limits: false })
  const made = await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot', { method: 'PUT', body: capsule })
  const token = { headers: { authorization: 'Token mine' } }
  const heard = [
    made.text,
    (await sendRequest(twin, '/_twin/v1/worlds/opened/snapshot')).text,
    (await sendRequest(twin, `/w/opened${FEED}`, { headers: BEARER })).text,
    (await sendRequest(twin, '/w/opened/public/v2/flow-runs?sort=-updatedAt&page[size]=60', { headers: BEARER })).text,
    (await sendRequest(twin, '/w/opened/api/v2/runs.json', token)).text,
    (await sendRequest(twin, '/_twin/v1/worlds/opened/runs?limit=60')).text,
  ]
  return createHash('sha256').update(heard.join('\n')).digest('hex')
}

const [, script, capsule] = process.argv
if (script === import.meta.filename && capsule !== undefined) console.log(await digestOf(capsule))
