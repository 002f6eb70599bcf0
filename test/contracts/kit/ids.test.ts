import { expect, it } from 'vitest'
import { isSameId, isSameIdList } from '../../../contracts/kit/ids.ts'

const ID = '01890a5d-ac96-774b-bcce-b302099a8057'

it('compares UUIDs without regard to case, and other ids exactly', () => {
  expect(isSameId(ID.toUpperCase(), ID)).toBe(true)
  expect(isSameId(ID, ID.toUpperCase())).toBe(true)
  expect(isSameId(ID, ID.replace('57', '58'))).toBe(false)
  expect(isSameId('run-A', 'run-A')).toBe(true)
  expect(isSameId('run-a', 'run-A')).toBe(false)
  expect(isSameId(ID, undefined)).toBe(false)
  expect(isSameIdList([ID, 'a'], [ID.toUpperCase(), 'a'])).toBe(true)
  expect(isSameIdList([ID], [ID, 'a'])).toBe(false)
})
