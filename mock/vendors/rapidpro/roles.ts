import type { Caller } from '../../http/scene.ts'
import type { ServerVersion } from './version.ts'

/** What a user may be in a workspace; staff belong to the installation. */
export type Role = 'administrator' | 'editor' | 'viewer' | 'agent' | 'surveyor' | 'prometheus' | 'staff'

/** Credentials that exist to be tested with: whoever sends one has the role in its name. */
export const ROLE_TOKENS: ReadonlyMap<string, Role> = new Map(
  (['administrator', 'editor', 'viewer', 'agent', 'surveyor', 'prometheus', 'staff'] as const).map((role) => [
    `flowtwin${role}`,
    role,
  ]),
)

/** Roles that tokens can be made for. */
const TOKEN_ROLES: Readonly<Record<ServerVersion, readonly Role[]>> = {
  v9: ['administrator', 'editor', 'surveyor', 'prometheus', 'staff'],
  head: ['administrator', 'editor', 'staff'],
}

const FULL_ACCESS_ROLES: readonly Role[] = ['administrator', 'editor', 'staff']

/** Who may use what beside administrators, editors and staff; the newer line has no viewers and no surveyors. */
const EXTRA_ROLES: Readonly<Record<string, readonly Role[]>> = {
  listRuns: ['viewer'],
  listFlowStarts: ['viewer'],
  createFlowStart: [],
  listFlows: ['viewer', 'surveyor'],
  listContacts: ['viewer', 'surveyor'],
  writeContact: ['surveyor'],
  listGroups: ['viewer', 'surveyor'],
}

/** Operations that nobody needs credentials for. */
export const PUBLIC_OPERATIONS: ReadonlySet<string> = new Set(['readDocumentation', 'readRoot'])

/** Whether there can be a token for a role. */
export function canHaveToken(role: Role, version: ServerVersion): boolean {
  return TOKEN_ROLES[version].includes(role)
}

export function canUseOperation(role: Role, operation: string, version: ServerVersion): boolean {
  return FULL_ACCESS_ROLES.includes(role) || (version === 'v9' && (EXTRA_ROLES[operation] ?? []).includes(role))
}

/** What the admission knows of a caller beside the credential. */
export interface CallerAccess {
  readonly role: Role
  readonly version: ServerVersion
  /** Whether the web page's session lets the caller in instead of a token. */
  readonly isSession: boolean
  /** Whether the installation refuses the caller's connection, or the workspace that it names. */
  readonly isBlocked: boolean
}

/** The bearer that the admission found; an administrator with a token where it found nothing special. */
export function getCallerAccess({ claims }: Caller): CallerAccess {
  return {
    role: (claims?.['role'] as Role | undefined) ?? 'administrator',
    version: (claims?.['version'] as ServerVersion | undefined) ?? 'v9',
    isSession: claims?.['session'] === true,
    isBlocked: claims?.['shut'] === true,
  }
}
