import type { Parameters } from '../world/parameters.ts'
import type { People } from '../world/people.ts'

let make: ((parameters: Parameters) => People) | undefined

/** Loads the name tables, which are kept off the way to a ready server; asking for people before is a bug. */
export async function loadPeople(): Promise<void> {
  make ??= (await import('./people.ts')).peopleOf
}

/** People who are worked out when they are first asked for. */
export function deferredPeople(parameters: Parameters): People {
  let people: People | undefined

  function loaded(): People {
    if (make === undefined) throw new Error('people were asked for before they were loaded')
    people ??= make(parameters)
    return people
  }

  return {
    person: (contact) => loaded().person(contact),
    contactOfPhone: (phone) => loaded().contactOfPhone(phone),
  }
}
