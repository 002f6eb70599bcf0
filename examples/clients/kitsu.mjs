// Reads, creates, updates and deletes through kitsu, a client for JSON:API; prints the number of listed runs.
import Kitsu from 'kitsu'

const { url, recrubo } = JSON.parse(process.env.SAMPLES)
const headers = { Authorization: `Bearer ${recrubo.credential}` }
const api = new Kitsu({ baseURL: `${url}/public/v2`, headers })

function assertEqual(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what} is ${actual}, not ${expected}`)
}

const params = { include: 'flow,messageThread', sort: '-createdAt', page: { size: 5 }, filter: { status: 'finished' } }
const page = await api.get('flowRuns', { params })
for (const run of page.data) {
  assertEqual(run.status, 'finished', 'the status')
  assertEqual(run.flow.data.id, run.flowId, 'the included flow')
  assertEqual(run.messageThread.data.id, run.messageThreadId, 'the included thread')
}
const sparse = await api.get('flowRuns', { params: { fields: { flowRuns: 'status' } } })
assertEqual(Object.keys(sparse.data[0]).join(), 'id,type,status', 'a sparse fieldset')

const created = await api.post('flowRuns', {
  flowId: recrubo.flow,
  messageThreadId: recrubo.thread,
  state: { name: 'Ann' },
  initialMessage: {},
})
const { id } = created.data
await api.patch('flowRuns', { id, status: 'cancelled' })
assertEqual((await api.get(`flowRuns/${id}`)).data.status, 'cancelled', 'the updated status')
await api.delete('flowRuns', id)
const missing = await api.get(`flowRuns/${id}`).catch((error) => error)
assertEqual(missing.errors?.[0]?.code, 'not_found', 'the error of a deleted run')
console.log(JSON.stringify({ listed: page.data.length }))
