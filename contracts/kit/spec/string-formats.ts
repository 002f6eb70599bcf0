import { parseTimestamp } from '../oracles/instants.ts'

/** What an id looks like: as the document types it, that or a ULID, or any text that is not empty. */
export type IdForm = 'uuid' | 'uuid-or-ulid' | 'opaque'

type FormatTest = (text: string, idForm: IdForm) => boolean

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i
const DATE = /^\d{4}-\d\d-\d\d$/
const EMAIL = /^[^\s@]+@[^\s@]+$/

/**
 * Our own judges of the formats that the documents declare. The usual libraries accept `+0000` and a space in a
 * date-time (RFC 3339 does not), so they are no witness.
 */
const FORMATS: Readonly<Record<string, FormatTest>> = {
  'date-time': (text) => parseTimestamp(text) !== null,
  date: (text) => DATE.test(text) && parseTimestamp(`${text}T00:00:00Z`) !== null,
  uuid: (text, idForm) =>
    UUID.test(text) || (idForm === 'uuid-or-ulid' && ULID.test(text)) || (idForm === 'opaque' && text !== ''),
  email: (text) => EMAIL.test(text),
  uri: (text) => URL.canParse(text) && !/\s/.test(text),
  'uri-reference': (text) => URL.canParse(text, 'https://reference.invalid/') && !/[\s"<>\\^`{|}]/.test(text),
}

/** Formats that describe numbers; the schema's own bounds say the rest. */
const NUMERIC = ['int32', 'int64', 'float', 'double']

/** Whether a text has a declared format; null for a format that says nothing about texts. */
export function hasFormat(text: string, format: string, idForm: IdForm): boolean | null {
  if (NUMERIC.includes(format)) return null
  const judge = FORMATS[format]
  if (judge === undefined)
    throw new Error(`the document declares the format "${format}", which contracts/kit/formats.ts does not know`)
  return judge(text, idForm)
}
