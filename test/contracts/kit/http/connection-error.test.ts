import { describe, expect, it } from 'vitest'
import type { Connection, ProxySettings } from '../../../../contracts/kit/http/connection.ts'
import {
  createProxyError,
  explainConnectionError,
  isPermanentFailure,
} from '../../../../contracts/kit/http/connection-error.ts'

const proxy: ProxySettings = { url: 'https://proxy.test:8080', source: 'HTTPS_PROXY', createTunnel: null }

function explain(code: string, message: string, connection: Connection = {}): Error {
  const error = Object.assign(new Error(message), { code })
  return explainConnectionError(error, { url: new URL('https://api.test'), connection, tunnelStatus: null })
}

describe('a failed connection', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'certificate has expired', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', true],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname does not match', true],
    ['EPROTO', 'ssl3_get_record:wrong version number', true],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsv13 alert certificate required', true],
    ['ECONNREFUSED', 'connect ECONNREFUSED', false],
    ['ECONNRESET', 'socket hang up', false],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'decryption failed or bad record mac', false],
  ])('to the target or to the proxy, with %s (%s): permanent %s', (code, message, isPermanent) => {
    expect(isPermanentFailure(explain(code, message))).toBe(isPermanent)
    expect(isPermanentFailure(explain(code, message, { proxy }))).toBe(isPermanent)
  })

  it.each([
    [403, true],
    [407, true],
    [408, false],
    [429, false],
    [502, false],
    [503, false],
  ])('that a proxy rejects with %i: permanent %s', (status, isPermanent) => {
    expect(isPermanentFailure(createProxyError(proxy, status))).toBe(isPermanent)
  })
})
