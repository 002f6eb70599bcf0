import { expect, it } from 'vitest'
import { sameId, sameIds } from '../../../contracts/kit/same-id.ts'

const ID = '01890a5d-ac96-774b-bcce-b302099a8057'

it('tells ids apart by what they say, and UUIDs not by their capitals', () => {
  expect(sameId(ID.toUpperCase(), ID)).toBe(true)
  expect(sameId(ID, ID.toUpperCase())).toBe(true)
  expect(sameId(ID, ID.replace('57', '58'))).toBe(false)
  expect(sameId('run-A', 'run-A')).toBe(true)
  expect(sameId('run-a', 'run-A')).toBe(false)
  expect(sameId(ID, undefined)).toBe(false)
  expect(sameIds([ID, 'a'], [ID.toUpperCase(), 'a'])).toBe(true)
  expect(sameIds([ID], [ID, 'a'])).toBe(false)
})
