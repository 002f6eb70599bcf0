import type { Issue } from '../../http/problem.ts'

interface ExpectedValue {
  readonly limit?: number
  readonly allowedValues?: readonly string[]
  readonly type?: string
}

/** What class-validator says of a broken rule. */
export function formatIssue(issue: Issue): string {
  const { rule } = issue
  const at = issue.in === 'body' ? issue.at.slice(1).replaceAll('/', '.') : issue.at
  const { limit, allowedValues, type } = (issue.expected ?? {}) as ExpectedValue
  switch (rule) {
    case 'minimum':
      return `${at} must not be less than ${limit}`
    case 'maximum':
      return `${at} must not be greater than ${limit}`
    case 'maxLength':
      return `${at} must be shorter than or equal to ${limit} characters`
    case 'enum':
      return `${at} must be one of the following values: ${allowedValues?.join(', ')}`
    case 'minLength':
    case 'required':
      return `${at} should not be empty`
    case 'unknown':
      return `property ${at} should not exist`
    case 'url':
      return `${at} must be a URL address`
    case 'listed':
      return `${at} is not on the list of the API client`
    case 'unpublished':
      return `${at} names a flow that was never published`
    default:
      return `${at === '' ? 'the body' : at} must be ${TYPE_NAMES[type ?? ''] ?? 'valid'}`
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  boolean: 'a boolean value',
  integer: 'an integer number',
  object: 'an object',
  string: 'a string',
}
