import type { Parameters } from '../world/parameters.ts'
import type { People } from '../world/people.ts'

/** People whose name tables are loaded when they are first needed, off the way to a ready server. */
export interface DeferredPeople extends People {
  /** Resolves when people can be asked for; asking before is a bug. */
  load(): Promise<void>
}

export function deferredPeople(parameters: Parameters): DeferredPeople {
  let make: ((parameters: Parameters) => People) | undefined
  let people: People | undefined

  function loaded(): People {
    if (make === undefined) throw new Error('people were asked for before they were loaded')
    people ??= make(parameters)
    return people
  }

  return {
    async load() {
      make ??= (await import('./people.ts')).peopleOf
    },
    person: (contact) => loaded().person(contact),
    contactOfPhone: (phone) => loaded().contactOfPhone(phone),
  }
}
