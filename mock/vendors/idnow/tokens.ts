import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { HandlerContext, OperationInput } from '../../http/handler.ts'
import { Problem } from '../../http/problem.ts'
import { createIssuedToken, parseCredential } from '../../wire/credentials.ts'
import { keySet, toNumericDate, signJwt } from '../../wire/jwt.ts'
import type { Environment } from '../../world/model/outcome.ts'
import { getIds } from './ids.ts'

/** The permissions of API clients, which are also the scopes of their tokens. */
const PERMISSIONS = ['api.read', 'api.write', 'flows.execute'] as const

type Permission = (typeof PERMISSIONS)[number]

/** An API client. At IDnow, customers create them in the dashboard. */
export interface ApiClient {
  readonly id: string
  readonly secret: string
  /** The only environment that the client can access. */
  readonly environment: Environment
  readonly permissions: readonly Permission[]
  /** The redirect URLs that sessions may have, compared exactly. */
  readonly redirectUrls: readonly string[]
}

/** The API clients of every world. Their secrets are the same on every machine and appear in docs/idnow.md. */
export const apiClients: readonly ApiClient[] = [createApiClient('live'), createApiClient('staging')]

/** Returns true for an id that only Flowtwin's own clients may have: a typing error in one is then an unknown client. */
function isReservedClientId(id: string): boolean {
  return id.startsWith('flowtwin')
}

function createApiClient(environment: Environment): ApiClient {
  return {
    id: `flowtwin-${environment}`,
    secret: createIssuedToken(`idnow/client/${environment}`, 40),
    environment,
    permissions: PERMISSIONS,
    redirectUrls: ['https://app.example.com/verified', 'http://localhost:3000/verified'],
  }
}

/** The lifetime of an access token in seconds, as documented. */
const TOKEN_LIFETIME = 86_400

type TokenRequest = OperationInput<operations['issueToken']>['body']

/** Issues an access token by the client credentials grant (RFC 6749 section 4.4). */
export function issueToken({ body }: OperationInput<operations['issueToken']>, context: HandlerContext) {
  const { id, secret } = readClientCredentials(body, context)
  const client = authenticateClient(id, secret, context)
  if (body.grant_type !== 'client_credentials')
    throw createTokenProblem('unsupported_grant_type', 'only client_credentials is supported')
  const now = toNumericDate(context.world.now)
  const token = signJwt(
    {
      iss: getIssuer(context),
      sub: id,
      aud: `${context.request.origin}${context.linkPrefix}/api/v1`,
      iat: now,
      exp: now + TOKEN_LIFETIME,
      client_id: id,
      tenant: getIds(context.world).tenant,
      environment: client.environment,
      permissions: parseScope(body.scope, client.permissions),
    },
    'at+jwt',
  )
  return {
    status: 200,
    body: { access_token: token, expires_in: TOKEN_LIFETIME, token_type: 'Bearer' },
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
  } as const
}

/** Returns the issuer's metadata (OpenID Connect Discovery 1.0 section 3). */
export function readOpenIdConfiguration(_: unknown, context: HandlerContext) {
  const issuer = getIssuer(context)
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

/** Returns the public keys of all signatures. */
export function readJwks() {
  return { status: 200, body: keySet } as const
}

/** Returns the issuer URL, on the host of the request. */
function getIssuer({ request, linkPrefix }: HandlerContext): string {
  return `${request.origin}${linkPrefix}/oidc`
}

/**
 * Returns id and secret from the header or the body (RFC 6749 section 2.3).
 * @throws {Problem} if one is missing, or a secret is in both places
 */
function readClientCredentials(body: TokenRequest, { request }: HandlerContext) {
  const header = parseCredential(request.getHeader('authorization'))
  const { client_id: id, client_secret: secret } = body
  if (header?.scheme !== 'basic') {
    if (id === undefined || secret === undefined)
      throw createTokenProblem('invalid_client', 'client_id or client_secret is missing')
    return { id, secret }
  }
  const doubleNote = 'client credentials are in the header and in the body; send them in one place'
  if (secret !== undefined) throw createTokenProblem('invalid_request', doubleNote)
  const text = Buffer.from(header.value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon === -1) throw createTokenProblem('invalid_client', 'the Basic credentials do not have the form id:secret')
  return { id: decodeFormValue(text.slice(0, colon)), secret: decodeFormValue(text.slice(colon + 1)) }
}

function decodeFormValue(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}

/**
 * Returns the environment and permissions of a client; an unknown client has all of them unless auth is strict.
 * @throws {Problem} for an unknown client under strict auth, and for a wrong secret
 */
function authenticateClient(id: string, secret: string, { isAuthStrict }: HandlerContext) {
  const client = apiClients.find((candidate) => candidate.id === id)
  if (client === undefined && !isAuthStrict && !isReservedClientId(id) && secret !== '') {
    return { environment: null, permissions: PERMISSIONS }
  }
  if (client === undefined) throw createTokenProblem('invalid_client', `unknown client id ${id}`)
  if (client.secret !== secret) throw createTokenProblem('invalid_client', `wrong secret for client ${id}`)
  return client
}

function parseScope(scope: string | undefined, permissions: readonly string[]): readonly string[] {
  if (scope === undefined || scope.trim() === '') return permissions
  const requested = scope.trim().split(/\s+/)
  const denied = requested.find((permission) => !permissions.includes(permission))
  if (denied !== undefined)
    throw createTokenProblem('invalid_scope', `the client does not have the permission ${denied}`)
  return requested
}

/** Creates an error of the token endpoint; `code` is an error code of RFC 6749 section 5.2. */
function createTokenProblem(code: string, note: string): Problem {
  return new Problem('refused', { text: code, note })
}
