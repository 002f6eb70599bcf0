import type { Mutation } from '../contracts/mutants/mutant.ts'

/** A credential that a server accepts although it must not. */
export interface CredentialFault {
  /** The requests that accept it; all of them by default. */
  readonly isOpen?: (request: Request) => boolean
  /** Judges the Authorization header, null for none; `own` is the valid credential without its scheme. */
  readonly accepts: (header: string | null, own: string) => boolean
}

/** Creates a mutation that replaces an accepted credential by the valid one. */
export function acceptCredential(
  { isOpen = () => true, accepts }: CredentialFault,
  scheme = 'Bearer',
): Mutation<never> {
  return (twin, recordHit) => async (request) => {
    const header = request.headers.get('authorization')
    const valid = `${scheme} ${twin.credential}`
    if (header === valid || !isOpen(request) || !accepts(header, twin.credential)) return await twin.fetch(request)
    recordHit()
    const headers = new Headers(request.headers)
    headers.set('authorization', valid)
    const body = request.body === null ? null : await request.text()
    return await twin.fetch(new Request(request.url, { method: request.method, headers, body }))
  }
}
