import type { OperationFacts } from '../../spec/operation-facts.ts'
import type { RequestValidator } from './validation.ts'

let createValidator: ((operation: OperationFacts) => RequestValidator) | undefined
const validators = new WeakMap<OperationFacts, RequestValidator>()

/** Loads the schema compiler, which is kept off the way to a ready server. */
export async function loadValidation(): Promise<void> {
  createValidator ??= (await import('./validation.ts')).createRequestValidator
}

/** The checks of an operation; asking before they are loaded is a bug. */
export function getRequestValidator(operation: OperationFacts): RequestValidator {
  const known = validators.get(operation)
  if (known !== undefined) return known
  if (createValidator === undefined) throw new Error('request checks were asked for before they were loaded')
  const validator = createValidator(operation)
  validators.set(operation, validator)
  return validator
}
