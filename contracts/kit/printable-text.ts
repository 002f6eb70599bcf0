/** Control characters (C0, DEL, C1), lone surrogates, line and paragraph separators, and bidi controls. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

/**
 * Shows the characters of a text that a terminal or a build log would interpret as escapes such as `\n` and `\u001b`;
 * `::` at the start and `##[` become no commands of a build server. The escapes are those of JSON, so serialized JSON keeps
 * its meaning. Every output of text from a target uses this function.
 */
export function escapeUnprintable(text: string): string {
  return text
    .replaceAll(UNPRINTABLE, (character) => SHORT_ESCAPES[character] ?? toUnicodeEscape(character))
    .replaceAll(/#(?=#\w*\[)/g, toUnicodeEscape)
    .replace(/^(\s*):(?=:)/, (_, indent: string) => indent + toUnicodeEscape(':'))
}

function toUnicodeEscape(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Escapes each line of a text that has lines of its own. */
export function escapeLines(text: string): string {
  return text.split('\n').map(escapeUnprintable).join('\n')
}

/** Serializes a value as JSON of printable characters; with `indent` 0 as one line. */
export function serializeJson(value: unknown, indent = 2): string {
  return escapeLines(JSON.stringify(value, null, indent))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes a text for XML and HTML; characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Renders an element; undefined attributes are omitted. */
export function renderElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: readonly string[] = [],
): string {
  const attributeText = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return content.length === 0 ? `<${name}${attributeText}/>` : `<${name}${attributeText}>${content.join('')}</${name}>`
}
