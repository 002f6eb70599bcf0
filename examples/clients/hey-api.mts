// Reads and writes through the clients that hey-api generates; prints what it received.
import { client as qyvo } from './qyvo/client.gen'
import { getFlow, newFlowTriggered, triggerFlow } from './qyvo'
import { client as recrubo } from './recrubo/client.gen'
import { createFlowRun, listFlowRuns, readFlowRun } from './recrubo'
import { client as rapidpro } from './rapidpro/client.gen'
import { createFlowStart, listRuns } from './rapidpro'
import { client as idnow } from './idnow/client.gen'
import { createSession, issueToken, listSessions, readSession } from './idnow'

const samples = JSON.parse(process.env['SAMPLES'] ?? '')
const throwOnError = true as const

// The base URL is the one in the document.
qyvo.setConfig({ auth: samples.qyvo.credential })
recrubo.setConfig({ auth: samples.recrubo.credential })
// Of the two schemes of RapidPro; without a choice, the client sends both in one header.
rapidpro.setConfig({ auth: ({ type }) => (type === 'apiKey' ? samples.rapidpro.authorization : undefined) })
const grant = {
  grant_type: 'client_credentials',
  client_id: samples.idnow.clientId,
  client_secret: samples.idnow.secret,
}
const token = await issueToken({ body: grant, throwOnError })
idnow.setConfig({ auth: token.data.access_token })

const sessions = await newFlowTriggered({ throwOnError })
const flow = await getFlow({ body: { flow_id: samples.qyvo.read }, throwOnError })
const triggered = await triggerFlow({ body: { flow_id: samples.qyvo.flow, phone: '+31612345001' }, throwOnError })

const flowRuns = await listFlowRuns({ query: { include: 'flow,messageThread' }, throwOnError })
const flowRun = await readFlowRun({ path: { id: samples.recrubo.read }, throwOnError })
const { flow: flowId, thread: messageThreadId } = samples.recrubo
const attributes = { flowId, messageThreadId, state: {}, initialMessage: {} }
const createdRun = await createFlowRun({ body: { data: { type: 'flowRuns', attributes } }, throwOnError })

const runs = await listRuns({ throwOnError })
const run = await listRuns({ query: { uuid: samples.rapidpro.read }, throwOnError })
const start = await createFlowStart({
  body: { flow: samples.rapidpro.flow, contacts: [samples.rapidpro.contact] },
  throwOnError,
})

const place = { flowId: samples.idnow.flow, environment: 'live' as const }
const page = await listSessions({ path: place, throwOnError })
const session = await readSession({ path: { environment: 'live', sessionId: samples.idnow.read }, throwOnError })
const createdSession = await createSession({ path: place, body: { metadata: { subjectId: 'one' } }, throwOnError })

console.log(
  JSON.stringify({
    qyvo: { listed: sessions.data.length, read: flow.data.id, written: triggered.data.status },
    recrubo: { listed: flowRuns.data.data.length, read: flowRun.data.data.id, written: createdRun.data.data.id },
    rapidpro: { listed: runs.data.results.length, read: run.data.results[0]?.uuid, written: start.data.uuid },
    idnow: {
      listed: page.data.content.length,
      read: session.data.sessionId,
      written: createdSession.data.sessionContext.sessionId,
    },
  }),
)
