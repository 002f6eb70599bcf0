import type { Issue } from '../../http/problem.ts'

/** What is asked of a field's value; any other field has to be a text. */
const SHAPES: Readonly<Record<string, string>> = {
  flow_id: 'must be a valid UUID',
  contact_id: 'must be a valid UUID',
  email: 'must be a valid email address',
  context: 'must be an array',
  metadata: 'must be an array',
}

/** What the framework says of each rule that a handler checks by itself. */
const RULES: Readonly<Record<string, (label: string, other: string) => string>> = {
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
export function sentencesOf(issues: readonly Issue[]): Readonly<Record<string, readonly string[]>> {
  const errors: Record<string, readonly string[]> = {}
  for (const issue of issues) {
    const field = (issue.in === 'body' ? issue.at.slice(1) : issue.at).split('/')[0] ?? ''
    errors[field] ??= [sentenceOf(field, issue)]
  }
  return errors
}

function sentenceOf(field: string, { rule, expected }: Issue): string {
  const other = typeof expected === 'string' || typeof expected === 'number' ? String(expected) : ''
  return (
    RULES[rule]?.(labelOf(field), labelOf(other)) ?? `The ${labelOf(field)} ${SHAPES[field] ?? 'must be a string'}.`
  )
}

function labelOf(field: string): string {
  return field.replaceAll('_', ' ')
}
