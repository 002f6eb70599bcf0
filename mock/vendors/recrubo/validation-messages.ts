/** The attributes of flow runs; each can be read, and at some time none can be written. */
export const FLOW_RUN_ATTRIBUTES: readonly string[] = [
  'createdAt',
  'updatedAt',
  'flowId',
  'messageThreadId',
  'state',
  'initialMessage',
  'status',
  'cost',
]

/** What is said of an attribute that names something unknown. */
export const NOT_FOUND_MESSAGES: Readonly<Record<string, string>> = {
  flowId: 'Flow not found',
  messageThreadId: 'MessageThread not found',
}

const TYPE_MESSAGES: Readonly<Record<string, string>> = {
  flowId: 'must be a UUID',
  messageThreadId: 'must be a UUID',
  state: 'must be an object',
  initialMessage: 'must be a message or empty',
  status: 'must be finished, timeout, cancelled or exception',
  resourceType: 'must be flowRuns; Flowtwin tells of nothing else',
  event: 'must be create, update or delete',
  fields: 'must be a list of names',
  webhookUrl: 'must be a URL that begins with http:// or https://',
  webhookSecret: 'must be a text of visible ASCII characters',
}

/** What is said where a member of the attribute is at fault, and not all of it. */
const MEMBER_MESSAGES: Readonly<Record<string, string>> = {
  state: 'must have a text or a list of texts as scheduleId',
  fields: 'must name attributes of flow runs',
}

/** What handlers say of a member whose value the schema could not judge. */
const RULE_MESSAGES: Readonly<Record<string, string>> = {
  running: 'cannot be updated while the run is running',
  queued: 'cannot be updated before the run has ended',
  ended: 'cannot be updated because the run has ended',
  template_required: 'must be a template on WhatsApp',
  schedule_required: 'must have a scheduleId, because the flow has a custom scheduling step',
  unpublished: 'belongs to a flow that is not published',
}

const ENUM_ATTRIBUTES: readonly string[] = ['status', 'event', 'resourceType']

/** What is wrong with the value of an attribute, in words and for programs. */
export function formatIssue(attribute: string, rule: string, isNested: boolean): { message: string; code: string } {
  const ruleMessage = RULE_MESSAGES[rule]
  if (ruleMessage !== undefined) return { message: ruleMessage, code: rule }
  const code = ENUM_ATTRIBUTES.includes(attribute) ? 'inclusion' : 'type_error'
  const typeMessage = (isNested ? MEMBER_MESSAGES : TYPE_MESSAGES)[attribute]
  return { message: typeMessage ?? 'is not valid', code }
}
