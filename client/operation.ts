import type { operations } from '../spec/generated/control.types.ts'

/** What the control API does, by the names that spec/control.yaml gives. */
export type ControlOperation = keyof operations

/** What an operation is asked with, its world aside: values for the path, for the query, and a body. */
export type AskedOf<Id extends ControlOperation> = PathOf<operations[Id]> & QueryOf<operations[Id]> & SentOf<Id>

/** What an operation answers when it does what it was asked. */
export type AnswerOf<Id extends ControlOperation> = {
  [Status in keyof operations[Id]['responses'] & (200 | 201 | 204)]: ContentOf<operations[Id]['responses'][Status]>
}[keyof operations[Id]['responses'] & (200 | 201 | 204)]

/** Left out where nothing has to be said. */
export type Asking<Id extends ControlOperation> = object extends AskedOf<Id> ? [asked?: AskedOf<Id>] : [AskedOf<Id>]

type PathOf<Operation> = Operation extends { readonly parameters: { readonly path: infer Path } }
  ? [Exclude<keyof Path, 'world'>] extends [never]
    ? unknown
    : { readonly path: Omit<Path, 'world'> }
  : unknown

type QueryOf<Operation> = Operation extends { readonly parameters: { readonly query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? unknown
    : { readonly query?: NonNullable<Query> }
  : unknown

type SentOf<Id extends ControlOperation> = operations[Id] extends { readonly requestBody: infer Body }
  ? { readonly body: ContentOf<Body> }
  : unknown

type ContentOf<Response> = Response extends { readonly content: infer Content } ? Content[keyof Content] : null
