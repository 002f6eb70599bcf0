import type { operations } from '../spec/generated/control.types.ts'

/** What the control API does, by the names that spec/control.yaml gives. */
export type ControlOperation = keyof operations

/** What an operation is asked with, its world aside: values for the path, for the query, and a body. */
export type OperationInput<Id extends ControlOperation> = PathInput<operations[Id]> &
  QueryInput<operations[Id]> &
  BodyInput<Id>

/** What an operation answers when it does what it was asked. */
export type OperationResult<Id extends ControlOperation> = {
  [Status in keyof operations[Id]['responses'] & (200 | 201 | 204)]: MediaBody<operations[Id]['responses'][Status]>
}[keyof operations[Id]['responses'] & (200 | 201 | 204)]

/** Left out where nothing has to be said. */
export type OperationArguments<Id extends ControlOperation> =
  object extends OperationInput<Id> ? [asked?: OperationInput<Id>] : [OperationInput<Id>]

type PathInput<Operation> = Operation extends { readonly parameters: { readonly path: infer Path } }
  ? [Exclude<keyof Path, 'world'>] extends [never]
    ? unknown
    : { readonly path: Omit<Path, 'world'> }
  : unknown

type QueryInput<Operation> = Operation extends { readonly parameters: { readonly query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? unknown
    : { readonly query?: NonNullable<Query> }
  : unknown

type BodyInput<Id extends ControlOperation> = operations[Id] extends { readonly requestBody: infer Body }
  ? { readonly body: MediaBody<Body> }
  : unknown

type MediaBody<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : null
