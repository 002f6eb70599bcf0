import type { Caller } from '../../http/scene.ts'
import type { Version } from './version.ts'

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
const TOKEN_ROLES: Readonly<Record<Version, readonly Role[]>> = {
  v9: ['administrator', 'editor', 'surveyor', 'prometheus', 'staff'],
  head: ['administrator', 'editor', 'staff'],
}

const FULL: readonly Role[] = ['administrator', 'editor', 'staff']

/** Who may use what beside administrators, editors and staff; the newer line has no viewers and no surveyors. */
const FURTHER: Readonly<Record<string, readonly Role[]>> = {
  listRuns: ['viewer'],
  listFlowStarts: ['viewer'],
  createFlowStart: [],
  listFlows: ['viewer', 'surveyor'],
  listContacts: ['viewer', 'surveyor'],
  writeContact: ['surveyor'],
  listGroups: ['viewer', 'surveyor'],
}

/** Operations that nobody needs credentials for. */
export const PUBLIC: ReadonlySet<string> = new Set(['readDocumentation', 'readRoot'])

/** Whether there can be a token for a role. */
export function hasTokens(role: Role, version: Version): boolean {
  return TOKEN_ROLES[version].includes(role)
}

export function mayUse(role: Role, operation: string, version: Version): boolean {
  return FULL.includes(role) || (version === 'v9' && (FURTHER[operation] ?? []).includes(role))
}

/** What the admission knows of a caller beside the credential. */
export interface Bearer {
  readonly role: Role
  readonly version: Version
  /** Whether the web page's session lets the caller in instead of a token. */
  readonly session: boolean
  /** Whether the installation refuses the caller's connection, or the workspace that it names. */
  readonly shut: boolean
}

/** The bearer that the admission found; an administrator with a token where it found nothing special. */
export function bearerOf({ claims }: Caller): Bearer {
  return {
    role: (claims?.['role'] as Role | undefined) ?? 'administrator',
    version: (claims?.['version'] as Version | undefined) ?? 'v9',
    session: claims?.['session'] === true,
    shut: claims?.['shut'] === true,
  }
}
