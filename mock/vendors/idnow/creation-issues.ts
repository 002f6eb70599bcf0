import type { operations } from '../../../spec/generated/idnow.types.ts'
import type { OperationInput } from '../../http/operation-types.ts'
import type { Issue } from '../../http/problem.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { HandlerContext } from '../../http/scene.ts'
import { getClientId } from './admission.ts'
import { apiClients } from './clients.ts'
import { quirks } from './quirks.ts'

type NewSessionBody = OperationInput<operations['createSession']>['body']

const METADATA_FIELDS: readonly string[] = ['subjectId', 'locale']
const ABSOLUTE_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i

/** What is wrong with a creation, beyond what its schema can say. */
export function findCreationIssues(body: NewSessionBody, scene: HandlerContext): readonly Issue[] {
  return [...findMetadataIssues(body.metadata, scene), ...findRedirectIssues(body.redirectUrl, scene)]
}

function findMetadataIssues(metadata: NewSessionBody['metadata'], { world }: HandlerContext): readonly Issue[] {
  const isStrict = getQuirkPosition(world, quirks.metadata) === 'required'
  if (metadata === undefined) return isStrict ? [createIssue('/metadata', 'required')] : []
  if (!isStrict) {
    const invalid = Object.entries(metadata).filter(([, value]) => typeof value !== 'string')
    return invalid.map(([name]) => createIssue(`/metadata/${name}`, 'type', { type: 'string' }))
  }
  const unknown = Object.keys(metadata).filter((name) => !METADATA_FIELDS.includes(name))
  return [
    ...(metadata.subjectId === undefined ? [createIssue('/metadata/subjectId', 'required')] : []),
    ...unknown.map((name) => createIssue(`/metadata/${name}`, 'unknown')),
  ]
}

function findRedirectIssues(redirectUrl: string | undefined, { world, caller }: HandlerContext): readonly Issue[] {
  if (redirectUrl === undefined) return []
  if (!ABSOLUTE_URL.test(redirectUrl)) return [createIssue('/redirectUrl', 'url')]
  if (getQuirkPosition(world, quirks.redirectUrl) === 'any') return []
  const client = apiClients.find(({ id }) => id === getClientId(caller))
  return client === undefined || client.redirectUrls.includes(redirectUrl)
    ? []
    : [createIssue('/redirectUrl', 'listed')]
}

function createIssue(at: string, rule: string, expected?: unknown): Issue {
  return { in: 'body', at, rule, expected }
}
