/** What Recrubo documents or links to, and Flowtwin does not serve. */
const UNSERVED_RESOURCES: readonly string[] = [
  'candidates',
  'conversations',
  'flow-generations',
  'message-templates',
  'messages',
  'node-actions',
  'node-transitions',
  'nodes',
  'users',
  'vacancies',
  'vacancy',
  'vacancy-analyses',
  'webhook-logs',
  'management',
]

/** What is said of a path that no document here knows. */
export function describeUnservedPath(path: string): string {
  const name = splitPath(path)[0] ?? ''
  return UNSERVED_RESOURCES.includes(name)
    ? `Recrubo has ${name}, but Flowtwin does not serve them, so ${path} is not found`
    : `${path} is not documented, so nothing answers here`
}

const RESOURCE_NAMES: Readonly<Record<string, string>> = {
  flows: 'Flow',
  'message-threads': 'MessageThread',
  webhooks: 'Webhook',
}

/** What is said where nothing has the id in a path. */
export function describeNotFound(path: string): string {
  return `${RESOURCE_NAMES[splitPath(path)[0] ?? ''] ?? 'FlowRun'} not found`
}

/** The steps of a path below the vendor's own, whatever stands before that. */
function splitPath(path: string): readonly string[] {
  return path.slice(path.indexOf('/public/v2') + '/public/v2/'.length).split('/')
}
