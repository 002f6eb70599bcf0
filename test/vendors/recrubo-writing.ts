import type { Twin } from '../../mock/twin.ts'
import { type TestResponse, sendRequest } from '../support/requests.ts'

export const RUNS = '/public/v2/flow-runs'
const TYPE = { 'content-type': 'application/vnd.api+json' }

/** Sends a document as JSON:API. */
export async function write(twin: Twin, line: `${'POST' | 'PATCH'} ${string}`, body: unknown): Promise<TestResponse> {
  const [method = '', path = ''] = line.split(' ')
  return sendRequest(twin, path, { method, body, headers: TYPE })
}

/** A flow and a thread on WhatsApp that exist. */
export async function places(twin: Twin): Promise<{ flowId: string; messageThreadId: string }> {
  const { json } = await sendRequest(twin, `${RUNS}?include=messageThread&page[size]=50`)
  // oxlint-disable-next-line typescript/no-explicit-any
  const thread = json.included.find((one: any) => one.attributes.channel === 'whatsapp')
  // oxlint-disable-next-line typescript/no-explicit-any
  const run = json.data.find((one: any) => one.attributes.messageThreadId === thread.id)
  return { flowId: run.attributes.flowId, messageThreadId: thread.id }
}

/** The document that creates a run. */
export function creation(attributes: object) {
  return { data: { type: 'flowRuns', attributes } }
}

/** The id of a run that was just created. */
export async function created(twin: Twin, state: object = {}): Promise<string> {
  const { json } = await write(twin, `POST ${RUNS}`, creation({ ...(await places(twin)), state, initialMessage: {} }))
  return json.data.id
}

/** The document that changes a run. */
export function change(id: string, attributes: object) {
  return { data: { type: 'flowRuns', id, attributes } }
}

/** The value that a JSON Pointer (RFC 6901) leads to; undefined where there is none. */
export function at(document: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')]
        : undefined,
    document,
  )
}

/** Every error of a refusal: where it points, and by which rule. */
export function errorsOf({ json }: TestResponse): readonly (readonly [string, string])[] {
  return json.errors.map((error: { source: { pointer: string }; meta?: { code: string } }) => [
    error.source.pointer,
    error.meta?.code ?? 'not_found',
  ])
}
