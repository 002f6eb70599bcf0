import { carries, json, type Twin, uuid } from './twin.ts'

/** What else Qyvo lets clients read, besides the feed that the twin has. */
const BODIES: Readonly<Record<string, unknown>> = {
  '/api/v1/me': { id: 7, email: 'ada@example.org', name: 'Ada', tenant: { id: uuid('0e01', 1), name: 'Lamps' } },
  '/api/v1/dropdowns/flows': [{ id: uuid('00f1', 1), label: 'Flow 1' }],
  '/api/v1/triggers/new-message-received': [
    {
      id: uuid('0a01', 1),
      direction: 'inbound',
      type: 'text',
      content: { body: 'Hello' },
      status: 'received',
      contact_id: uuid('00c1', 1),
      contact_phone: '+49155500001',
      contact_name: 'Contact 1',
      contact_email: null,
      sent_at: null,
      delivered_at: null,
      read_at: null,
      created_at: '2026-05-04T08:00:00+00:00',
    },
  ],
}

/** The twin of Qyvo with everything that can be read; what it adds is always the same. */
export function withTheRest<Row>(twin: Twin<Row>): Twin<Row> {
  const { operations: _, ...rest } = twin
  const send = async (request: Request): Promise<Response> => {
    const body = BODIES[new URL(request.url).pathname]
    if (body === undefined || !carries(request, twin.credential) || !['GET', 'HEAD'].includes(request.method))
      return await twin.send(request)
    const response = json(twin.clock.now(), { status: 200, body })
    return request.method === 'GET' ? response : new Response(null, response)
  }
  return { ...rest, send }
}
