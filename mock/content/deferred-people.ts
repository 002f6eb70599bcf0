import type { DatasetParameters } from '../world/dataset/parameters.ts'
import type { People } from '../world/model/contact.ts'

let createLoadedPeople: ((parameters: DatasetParameters) => People) | undefined

/** Loads the name tables, which are kept off the way to a ready server; asking for people before is a bug. */
export async function loadPeople(): Promise<void> {
  createLoadedPeople ??= (await import('./people.ts')).createPeople
}

/** People who are worked out when they are first asked for. */
export function createDeferredPeople(parameters: DatasetParameters): People {
  let people: People | undefined

  function getLoadedPeople(): People {
    if (createLoadedPeople === undefined) throw new Error('people were asked for before they were loaded')
    people ??= createLoadedPeople(parameters)
    return people
  }

  return {
    getPerson: (contact) => getLoadedPeople().getPerson(contact),
    findContactByPhone: (phone) => getLoadedPeople().findContactByPhone(phone),
  }
}
