import { findSecretsInText, findSecretsInHeader } from '../wire/redaction.ts'
import { readResponseBody, type RequestRecord, listHeaderPairs, toIncomingRequest } from './call.ts'

/** Issued credentials stand in small answers; large ones are lists. */
const MAX_SCANNED_BYTES = 65_536

const secretsByRecord = new WeakMap<RequestRecord, readonly string[]>()

/** The credentials that a request and its answer show. */
export function findRecordSecrets(record: RequestRecord): readonly string[] {
  const known = secretsByRecord.get(record)
  if (known !== undefined) return known
  const { response } = record
  const token = response?.caller?.token ?? null
  const headers = listHeaderPairs(record.headers).flatMap(([name, value]) => findSecretsInHeader(name, value))
  const body = record.responseSize > MAX_SCANNED_BYTES ? null : readResponseBody(record)
  const texts = [toIncomingRequest(record).target, record.requestBody, body].flatMap((text) =>
    text === null ? [] : findSecretsInText(text),
  )
  const secrets = [...headers, ...(token === null ? [] : [token]), ...texts]
  if (response !== null) secretsByRecord.set(record, secrets)
  return secrets
}
