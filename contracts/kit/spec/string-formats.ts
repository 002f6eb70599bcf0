import { SpecError } from '../errors.ts'
import { isUuid } from '../ids.ts'
import { parseTimestamp } from '../oracles/instants.ts'

/** Accepted form of ids: a UUID as documented, a UUID or a ULID, or any text that is not empty. */
export type IdForm = 'uuid' | 'uuid-or-ulid' | 'opaque'

type FormatTest = (text: string, idForm: IdForm) => boolean

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i
const DATE = /^\d{4}-\d\d-\d\d$/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Tests of the formats in the documents; the usual libraries accept `+0000` and a space in a date-time, which RFC 3339 does not. */
const FORMATS: Readonly<Record<string, FormatTest>> = {
  'date-time': (text) => parseTimestamp(text) !== null,
  date: (text) => DATE.test(text) && parseTimestamp(`${text}T00:00:00Z`) !== null,
  uuid: (text, idForm) =>
    isUuid(text) || (idForm === 'uuid-or-ulid' && ULID.test(text)) || (idForm === 'opaque' && text !== ''),
  email: (text) => EMAIL.test(text),
  uri: (text) => URL.canParse(text) && !/\s/.test(text),
  'uri-reference': (text) => URL.canParse(text, 'https://reference.invalid/') && !/[\s"<>\\^`{|}]/.test(text),
}

/** Formats of numbers; the schema gives their bounds. */
const NUMERIC_FORMATS = ['int32', 'int64', 'float', 'double']

/** Tests a text against a declared format; null for a format of numbers. */
export function hasFormat(text: string, format: string, idForm: IdForm): boolean | null {
  if (NUMERIC_FORMATS.includes(format)) return null
  const test = FORMATS[format]
  if (test === undefined)
    throw new SpecError(`the document has the format "${format}", which string-formats.ts does not support`)
  return test(text, idForm)
}
