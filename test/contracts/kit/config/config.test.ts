import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { ambiguities } from '../../../../contracts/kit/config/ambiguities.ts'
import { baselineSchema } from '../../../../contracts/kit/config/baseline.ts'
import { configSchema } from '../../../../contracts/kit/config/config.ts'
import { readConfig, ConfigError, vendors } from '../../../../contracts/index.ts'
import { findNearest } from '../../../../contracts/kit/config/schema-errors.ts'
import { SUITE_VERSION } from '../../../../contracts/kit/run/run-identity.ts'

describe('a configuration', () => {
  it('reads a file and replaces environment variables', () => {
    const config = readConfig(
      {
        api: 'rapidpro',
        target: { baseUrl: 'https://${HOST}/api', allowHosts: ['${HOST}'] },
        auth: { tokenEnv: 'TOKEN' },
        profile: { 'AMB-C5': 'inclusive', 'AMB-D1': 'tolerant', graceSeconds: 5 },
        limits: { rps: 4, pages: 3 },
        failOn: ['must', 'security'],
      },
      { HOST: 'api.example.org' },
    )
    expect(config.target).toEqual({ baseUrl: 'https://api.example.org/api', allowHosts: ['api.example.org'] })
    expect(config.profile).toEqual({ bounds: 'inclusive', graceSeconds: 5 })
  })

  it.each([
    [{ limits: { requets: 5 } }, 'limits has an unknown member "requets"; did you mean "requests"?'],
    [{ tarrget: {} }, 'the file has an unknown member "tarrget"; did you mean "target"?'],
    [
      { profile: { zzzzzzzzzzz: 1 } },
      'profile has an unknown member "zzzzzzzzzzz"; valid are operations, authErrorStatuses',
    ],
    [{ profile: { 'AMB-C5': 'sometimes' } }, 'profile.AMB-C5 must be one of tolerant, inclusive, exclusive'],
    [{ api: 'acme' }, 'api must be one of qyvo, recrubo, rapidpro, idnow'],
    [{ target: { baseUrl: '${NOWHERE}' } }, 'the environment variable NOWHERE is not set'],
    [{ limits: { rps: 'fast' } }, 'limits.rps must be number'],
  ])('rejects an invalid file: %j', (given, message) => {
    expect(() => readConfig(given, {})).toThrow(ConfigError)
    expect(() => readConfig(given, {})).toThrow(message)
  })

  it('has valid JSON Schemas', () => {
    for (const schema of [configSchema, baselineSchema]) {
      expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow()
    }
  })

  it('suggests only near names', () => {
    expect([findNearest('CUR-04', ['CUR-004', 'ORD-001']), findNearest('xyz', ['CUR-004'])]).toEqual(['CUR-004', null])
  })
})

describe('the ambiguities', () => {
  it('belong to known vendors, and every reading has settings', () => {
    for (const [id, { vendor, question, tolerant, readings }] of Object.entries(ambiguities)) {
      expect(id).toMatch(/^AMB-[A-D]\d$/)
      expect(Object.keys(vendors)).toContain(vendor)
      expect([question, tolerant].every((text) => text.length > 4)).toBe(true)
      for (const set of Object.values(readings)) expect(Object.keys(set)).not.toEqual([])
    }
    expect(Object.keys(ambiguities)).toHaveLength(24)
  })
})

describe('the version of the suite', () => {
  it('equals that of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(SUITE_VERSION).toBe(version)
  })
})
