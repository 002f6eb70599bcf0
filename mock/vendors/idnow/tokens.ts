import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { Asked } from '../../http/operation-types.ts'
import { Problem } from '../../http/problem.ts'
import type { Scene } from '../../http/scene.ts'
import { credentialOf } from '../../wire/credentials.ts'
import { keySet, numericDate, signedJwt } from '../../wire/jwt.ts'
import { apiClients, isReserved, PERMISSIONS } from './clients.ts'
import { idsOf } from './ids.ts'

/** Seconds that a token is good for, as documented. */
const LIFETIME = 86_400

type TokenRequest = Asked<operations['issueToken']>['body']

/** Hands out an access token by the client credentials grant (RFC 6749 section 4.4). */
export function issueToken({ body }: Asked<operations['issueToken']>, scene: Scene) {
  if (body.grant_type === undefined) throw refusal('invalid_request', 'grant_type is missing; send client_credentials')
  const { id, secret } = credentialsOf(body, scene)
  const client = grantedTo(id, secret, scene)
  if (body.grant_type !== 'client_credentials') throw refusal('unsupported_grant_type', 'send client_credentials')
  const now = numericDate(scene.world.now)
  const token = signedJwt(
    {
      iss: issuerOf(scene),
      sub: id,
      aud: `${scene.incoming.origin}${scene.prefix}/api/v1`,
      iat: now,
      exp: now + LIFETIME,
      client_id: id,
      tenant: idsOf(scene.world).tenant,
      environment: client.environment,
      permissions: scopeOf(body.scope, client.permissions),
    },
    'at+jwt',
  )
  return {
    status: 200,
    body: { access_token: token, expires_in: LIFETIME, token_type: 'Bearer' },
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
  } as const
}

/** Where tokens come from (OpenID Connect Discovery 1.0 section 3). */
export function readOpenIdConfiguration(_: unknown, scene: Scene) {
  const issuer = issuerOf(scene)
  const body = {
    issuer,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: [...PERMISSIONS],
  }
  return { status: 200, body } as const
}

/** The keys that verify what the twin signs. */
export function readJwks() {
  return { status: 200, body: keySet } as const
}

/** The issuer of the twin's tokens, on the host that the client knows. */
export function issuerOf({ incoming, prefix }: Scene): string {
  return `${incoming.origin}${prefix}/oidc`
}

interface ClientCredentials {
  readonly id: string
  readonly secret: string
}

/** Id and secret out of the header or the body, never both (RFC 6749 section 2.3). */
function credentialsOf(body: TokenRequest, { incoming }: Scene): ClientCredentials {
  const header = credentialOf(incoming.header('authorization'))
  const { client_id: id, client_secret: secret } = body
  if (header?.scheme !== 'basic') {
    if (id === undefined || secret === undefined)
      throw refusal('invalid_client', 'client_id or client_secret is missing')
    return { id, secret }
  }
  if (secret !== undefined) throw refusal('invalid_request', 'the client authenticates in the header and in the body')
  const text = Buffer.from(header.value, 'base64').toString('utf8')
  const cut = text.indexOf(':')
  if (cut === -1) throw refusal('invalid_client', 'the Basic credentials are no id and secret')
  return { id: formDecoded(text.slice(0, cut)), secret: formDecoded(text.slice(cut + 1)) }
}

function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}

/** What a client may do; one that Flowtwin does not know may do everything, unless the server is strict. */
function grantedTo(id: string, secret: string, { strict }: Scene) {
  const client = apiClients.find((one) => one.id === id)
  if (client === undefined && !strict && !isReserved(id) && secret !== '') {
    return { environment: null, permissions: PERMISSIONS }
  }
  if (client === undefined) throw refusal('invalid_client', `there is no client ${id}`)
  if (client.secret !== secret) throw refusal('invalid_client', `that is not the secret of ${id}`)
  return client
}

function scopeOf(scope: string | undefined, permissions: readonly string[]): readonly string[] {
  if (scope === undefined || scope.trim() === '') return permissions
  const asked = scope.trim().split(/\s+/)
  const beyond = asked.find((one) => !permissions.includes(one))
  if (beyond !== undefined) throw refusal('invalid_scope', `${beyond} is no permission of the client`)
  return asked
}

/** @param code an error code of RFC 6749 section 5.2 */
function refusal(code: string, note: string): Problem {
  return new Problem('refused', { text: code, note })
}
