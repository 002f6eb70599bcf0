import type { Twin } from '../../../mock/twin.ts'

/** Returns status, date and body of a vendor's response, as of an instant if one is given. */
export async function readResponse(twin: Twin, target: string, asOf?: string): Promise<string> {
  const authorization = target.startsWith('/api/v2') ? 'Token mine' : 'Bearer mine'
  const headers = asOf === undefined ? { authorization } : { authorization, 'x-flowtwin-as-of': asOf }
  const response = await twin.fetch(new Request(`http://localhost${target}`, { headers }))
  if (asOf !== undefined && response.headers.get('x-flowtwin-as-of') !== asOf)
    throw new Error('the response has no X-Flowtwin-As-Of')
  return `${response.status} ${response.headers.get('date')} ${await response.text()}`
}
