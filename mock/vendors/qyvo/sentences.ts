import type { Issue } from '../../http/problem.ts'

/** What is asked of a field's value; any other field has to be a text. */
const FIELD_MESSAGES: Readonly<Record<string, string>> = {
  flow_id: 'must be a valid UUID',
  contact_id: 'must be a valid UUID',
  email: 'must be a valid email address',
  context: 'must be an array',
  metadata: 'must be an array',
}

/** What the framework says of each rule that a handler checks by itself. */
const RULE_MESSAGES: Readonly<Record<string, (label: string, other: string) => string>> = {
  required: (label) => `The ${label} field is required.`,
  required_without: (label, other) => `The ${label} field is required when ${other} is not present.`,
  required_without_all: (label, others) => `The ${label} field is required when none of ${others} are present.`,
  prohibits: (label, other) => `The ${label} field prohibits ${other} from being present.`,
  phone: (label) => `The ${label} format is invalid.`,
  in: (label) => `The selected ${label} is invalid.`,
  unknown: (label) => `The ${label} field is not allowed.`,
  max: (label, other) => `The ${label} may not be greater than ${other} kilobytes.`,
}

/** For each field that is wrong, one sentence in the words of the framework. */
export function formatIssues(issues: readonly Issue[]): Readonly<Record<string, readonly string[]>> {
  const errors: Record<string, readonly string[]> = {}
  for (const issue of issues) {
    const field = (issue.in === 'body' ? issue.at.slice(1) : issue.at).split('/')[0] ?? ''
    errors[field] ??= [formatIssue(field, issue)]
  }
  return errors
}

function formatIssue(field: string, { rule, expected }: Issue): string {
  const other = typeof expected === 'string' || typeof expected === 'number' ? String(expected) : ''
  return (
    RULE_MESSAGES[rule]?.(toLabel(field), toLabel(other)) ??
    `The ${toLabel(field)} ${FIELD_MESSAGES[field] ?? 'must be a string'}.`
  )
}

function toLabel(field: string): string {
  return field.replaceAll('_', ' ')
}
