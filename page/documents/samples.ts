import { loadWorldData, type SampleSource, type WorldData } from './world-data.ts'

/** Input of an operation that the open world accepts. */
export interface OperationSample {
  /** Values by parameter name. */
  readonly parameters?: Readonly<Record<string, string | undefined>>
  /** Values to put into the example of the request body, by path such as `data.attributes.flowId`. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** A whole request body instead of the example. */
  readonly body?: unknown
}

/** Input by operation id; parameters under `*` apply to every operation. */
export type Samples = Readonly<Record<string, OperationSample>>

const LISTS: Readonly<Record<string, (data: WorldData) => Samples | Promise<Samples>>> = {
  qyvo: listQyvoSamples,
  recrubo: listRecruboSamples,
  rapidpro: listRapidproSamples,
  idnow: listIdnowSamples,
  control: listControlSamples,
}

/** Loads input that a world accepts. Of a world without runs, only its name. */
export async function loadSamples(source: SampleSource): Promise<Samples> {
  const general: Samples = { '*': { parameters: { world: source.world, environment: 'live' } } }
  try {
    return { ...general, ...(await LISTS[source.document]?.(await loadWorldData(source))) }
  } catch {
    return general
  }
}

/** An option of one of Qyvo's pickers. */
interface Option {
  readonly id: string
}

async function listQyvoSamples(data: WorldData): Promise<Samples> {
  const { flow, contact } = data
  const { phone, ids } = contact
  const flowId = flow.vendors['qyvo']?.id
  const readOptions = async (picker: string) => await readJson<readonly Option[]>(data, `/api/v1/dropdowns/${picker}`)
  const [sequences, templates, messages] = await Promise.all([
    readOptions('sequences'),
    readOptions('templates'),
    readJson<readonly { readonly contact_phone: string }[]>(data, '/api/v1/triggers/new-message-received'),
  ])
  const sequenceId = sequences?.[0]?.id
  const templateId = templates?.[0]?.id
  const placeholders = await readOptions(`template-variables?template_id=${templateId}`)
  const variables = Object.fromEntries((placeholders ?? []).map(({ id }) => [id, `value ${id}`]))
  return {
    triggerFlow: { fields: { flow_id: flowId, phone } },
    getFlow: { fields: { flow_id: flowId } },
    getContact: { fields: { phone } },
    updateContact: { fields: { contact_id: ids['qyvo'] } },
    triggerSequence: { fields: { sequence_id: sequenceId, phone } },
    getSequence: { fields: { sequence_id: sequenceId } },
    // Only a contact who has just written accepts a text.
    sendTextMessage: { fields: { phone: messages?.[0]?.contact_phone ?? phone } },
    sendTemplateMessage: { fields: { phone, template_id: templateId, variables } },
    getTemplate: { fields: { template_id: templateId } },
    listTemplateVariables: { parameters: { template_id: templateId } },
  }
}

async function listRecruboSamples(data: WorldData): Promise<Samples> {
  const { flow, run, activeRun, oldestRun, contact } = data
  const flowId = flow.vendors['recrubo']?.id
  const messageThreadId = contact.ids['recrubo']
  const webhooks = await readJson<{ readonly data: readonly { readonly id: string }[] }>(data, '/public/v2/webhooks')
  const webhookId = webhooks?.data[0]?.id
  return {
    createFlowRun: { fields: { 'data.attributes.flowId': flowId, 'data.attributes.messageThreadId': messageThreadId } },
    readFlowRun: { parameters: { id: run.ids['recrubo'] } },
    updateFlowRun: {
      parameters: { id: activeRun.ids['recrubo'] },
      fields: { 'data.id': activeRun.ids['recrubo'] },
    },
    deleteFlowRun: { parameters: { id: oldestRun.ids['recrubo'] } },
    readFlow: { parameters: { id: flowId } },
    readMessageThread: { parameters: { id: messageThreadId } },
    readWebhook: { parameters: { id: webhookId } },
    updateWebhook: { parameters: { id: webhookId }, fields: { 'data.id': webhookId } },
    deleteWebhook: { parameters: { id: webhookId } },
  }
}

async function listRapidproSamples(data: WorldData): Promise<Samples> {
  const { flow, contact, otherContact, unusedPhone } = data
  const groups = await readJson<{ readonly results: readonly { readonly uuid: string; readonly query: unknown }[] }>(
    data,
    '/api/v2/groups.json',
  )
  const flowId = flow.vendors['rapidpro']?.id
  const group = groups?.results.find(({ query }) => query === null)?.uuid
  return {
    createFlowStart: { fields: { flow: flowId, contacts: [contact.ids['rapidpro']] } },
    writeContact: { fields: { urns: [`tel:${unusedPhone}`] } },
    deleteContact: { parameters: { uuid: otherContact.ids['rapidpro'] } },
    deleteGroup: { parameters: { uuid: group } },
    readDefinitions: { parameters: { flow: flowId } },
  }
}

async function listIdnowSamples(data: WorldData): Promise<Samples> {
  const { flow, completedRun, activeRun } = data
  const flowId = flow.vendors['idnow']?.id
  const sessionId = completedRun.ids['idnow']
  const response = await data.readVendor(`/api/v1/live/sessions/${sessionId}/datablocks`)
  const vaultEntryId = /"\$id":"([^"]+)"/.exec((await response?.text()) ?? '')?.[1]
  const file = vaultEntryId === undefined ? undefined : await data.readVendor(`/api/v1/live/files/${vaultEntryId}`)
  const token = file === undefined ? undefined : (new URL(file.url).searchParams.get('token') ?? undefined)
  return {
    listSessions: { parameters: { flowId } },
    createSession: { parameters: { flowId } },
    readSession: { parameters: { sessionId: activeRun.ids['idnow'] } },
    listDatablocks: { parameters: { sessionId } },
    readFile: { parameters: { vaultEntryId } },
    downloadFile: { parameters: { vaultEntryId, token } },
  }
}

function listControlSamples(data: WorldData): Samples {
  const { now, run, activeRun, contact, unusedPhone, entry, webhook } = data
  const expectation = { operation: entry?.operation ?? 'createFlowRun' }
  return {
    readRun: { parameters: { run: String(run.number) } },
    driveRun: { parameters: { run: String(activeRun.number) } },
    readContact: { parameters: { contact: String(contact.number) } },
    readDiff: { parameters: { from: now } },
    insertRuns: { fields: { startedAt: run.createdAt } },
    insertContact: { fields: { phone: unusedPhone } },
    deleteWebhook: { parameters: { webhook: webhook === undefined ? undefined : String(webhook.id) } },
    importSnapshot: { parameters: { world: 'imported' } },
    waitForJournal: { body: { ...expectation, count: 1, timeout: '1s' } },
    verifyJournal: {
      body: { expectations: [{ ...expectation, ...(entry === undefined ? { exactly: 0 } : { atLeast: 1 }) }] },
    },
  }
}

async function readJson<Body>({ readVendor }: WorldData, path: string): Promise<Body | undefined> {
  const response = await readVendor(path)
  // The vendor's document describes the body.
  return response === undefined ? undefined : ((await response.json()) as Body)
}
