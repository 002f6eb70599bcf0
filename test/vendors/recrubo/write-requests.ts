import type { Twin } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../../support/requests.ts'

export const RUNS = '/public/v2/flow-runs'
const TYPE = { 'content-type': 'application/vnd.api+json' }

/** Sends a JSON:API document. */
export async function sendDocument(
  twin: Twin,
  line: `${'POST' | 'PATCH'} ${string}`,
  body: unknown,
): Promise<TestResponse> {
  const [method = '', path = ''] = line.split(' ')
  return sendRequest(twin, path, { method, body, headers: TYPE })
}

/** Finds a flow and a WhatsApp thread. */
export async function findFlowAndThread(twin: Twin): Promise<{ flowId: string; messageThreadId: string }> {
  const { json } = await sendRequest(twin, `${RUNS}?include=messageThread&page[size]=50`)
  // oxlint-disable-next-line typescript/no-explicit-any
  const thread = json.included.find((resource: any) => resource.attributes.channel === 'whatsapp')
  // oxlint-disable-next-line typescript/no-explicit-any
  const run = json.data.find((resource: any) => resource.attributes.messageThreadId === thread.id)
  return { flowId: run.attributes.flowId, messageThreadId: thread.id }
}

/** Builds the document of a creation. */
export function buildCreate(attributes: object) {
  return { data: { type: 'flowRuns', attributes } }
}

/** Creates a run; returns its id. */
export async function createRun(twin: Twin, state: object = {}): Promise<string> {
  const { json } = await sendDocument(
    twin,
    `POST ${RUNS}`,
    buildCreate({ ...(await findFlowAndThread(twin)), state, initialMessage: {} }),
  )
  return json.data.id
}

/** Builds the document of an update. */
export function buildUpdate(id: string, attributes: object) {
  return { data: { type: 'flowRuns', id, attributes } }
}

/** Returns the value at a JSON Pointer (RFC 6901), or undefined. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  const segments = pointer.split('/').slice(1)
  return segments.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[segment.replaceAll('~1', '/').replaceAll('~0', '~')]
        : undefined,
    document,
  )
}

/** Returns the pointer and code of every error. */
export function listErrors({ json }: TestResponse): readonly (readonly [string, string])[] {
  return json.errors.map((error: { source: { pointer: string }; meta?: { code: string } }) => [
    error.source.pointer,
    error.meta?.code ?? 'not_found',
  ])
}
