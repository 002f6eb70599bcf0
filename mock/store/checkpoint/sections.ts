import { crc32 } from 'node:zlib'

/** The end of every file of sections; also its version. */
const MAGIC = Buffer.from('FTSECT01')
/** The place of the head (8 bytes), the checksum of all before (4), and the magic. */
const TRAILER_BYTES = 12 + MAGIC.length
const ALIGNMENT = 8
/** Bytes that are yielded at once, and values of a column: less than a millisecond. */
const CHUNK_BYTES = 65_536
const CHUNK_VALUES = 4096

interface Section {
  readonly offset: number
  /** Bytes. */
  readonly size: number
}

type Column = Float64Array | Uint32Array
type ColumnType<Values extends Column> = new (values: readonly number[]) => Values

/**
 * Encodes rows and columns of numbers as a file, in chunks: the sections, a head of JSON, and a trailer with the checksum
 * of everything before it. Numbers have the byte order of the machine.
 */
export class SectionEncoder {
  readonly #sections: Record<string, Section> = {}
  #checksum = 0
  #size = 0;

  /** Adds rows of bytes. */
  *addRows(name: string, rows: Iterable<Uint8Array>): Generator<Uint8Array> {
    const start = this.#size
    const offsets = [0]
    let chunk: Uint8Array[] = []
    let chunkSize = 0
    let end = 0
    for (const row of rows) {
      end += row.length
      offsets.push(end)
      chunk.push(row)
      chunkSize += row.length
      if (chunkSize < CHUNK_BYTES) continue
      yield this.#append(Buffer.concat(chunk))
      chunk = []
      chunkSize = 0
    }
    yield* this.#finishSection(name, start, Buffer.concat(chunk))
    yield* this.addColumn(toOffsetsName(name), Float64Array, offsets)
  }

  *addColumn<Values extends Column>(
    name: string,
    type: ColumnType<Values>,
    values: Iterable<number>,
  ): Generator<Uint8Array> {
    const start = this.#size
    let chunk: number[] = []
    for (const value of values) {
      chunk.push(value)
      if (chunk.length < CHUNK_VALUES) continue
      yield this.#append(toBytes(new type(chunk)))
      chunk = []
    }
    yield* this.#finishSection(name, start, toBytes(new type(chunk)))
  }

  /** Adds the head and the trailer. */
  *finish(head: object): Generator<Uint8Array> {
    const place = Buffer.alloc(ALIGNMENT)
    place.writeDoubleLE(this.#size)
    yield this.#append(Buffer.from(JSON.stringify({ ...head, sections: this.#sections })))
    yield this.#append(place)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32LE(this.#checksum)
    yield Buffer.concat([checksum, MAGIC])
  }

  *#finishSection(name: string, start: number, rest: Uint8Array): Generator<Uint8Array> {
    const end = this.#size + rest.length
    this.#sections[name] = { offset: start, size: end - start }
    yield this.#append(Buffer.concat([rest, Buffer.alloc((ALIGNMENT - (end % ALIGNMENT)) % ALIGNMENT)]))
  }

  #append(chunk: Uint8Array): Uint8Array {
    this.#size += chunk.length
    this.#checksum = crc32(chunk, this.#checksum)
    return chunk
  }
}

function toBytes({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function toOffsetsName(name: string): string {
  return `${name}/offsets`
}

/** Rows of bytes in a file. */
export interface StoredRows {
  readonly size: number
  /** Returns the bytes of a row; they must not be changed. */
  getBytes(row: number): Buffer
}

/** The head of a file of sections. */
interface SectionsHead {
  readonly sections: Readonly<Record<string, Section>>
}

/** A file of sections in memory. */
export class Sections {
  readonly head: SectionsHead
  readonly #bytes: Buffer

  private constructor(bytes: Buffer, head: SectionsHead) {
    this.#bytes = bytes
    this.head = head
  }

  /**
   * Opens the bytes of a whole file, which begin at a multiple of eight in their memory.
   * @param checksum the CRC-32 of all bytes but the last `TAIL_BYTES`
   * @returns undefined when anything in it is damaged or missing
   */
  static open(bytes: Buffer, checksum: number): Sections | undefined {
    const end = bytes.length - TAIL_BYTES
    if (bytes.length < TRAILER_BYTES || !bytes.subarray(end + 4).equals(MAGIC)) return undefined
    if (bytes.readUInt32LE(end) !== checksum) return undefined
    const headEnd = end - ALIGNMENT
    const head = JSON.parse(bytes.toString('utf8', bytes.readDoubleLE(headEnd), headEnd)) as SectionsHead
    return new Sections(bytes, head)
  }

  getRows(name: string): StoredRows {
    const { offset } = this.#find(name)
    const offsets = this.getNumbers(toOffsetsName(name))
    const bytes = this.#bytes
    return {
      size: offsets.length - 1,
      getBytes: (row) => bytes.subarray(offset + (offsets[row] ?? 0), offset + (offsets[row + 1] ?? 0)),
    }
  }

  getNumbers(name: string): Float64Array {
    const { offset, size } = this.#find(name)
    return new Float64Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, size / Float64Array.BYTES_PER_ELEMENT)
  }

  getIntegers(name: string): Uint32Array {
    const { offset, size } = this.#find(name)
    return new Uint32Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, size / Uint32Array.BYTES_PER_ELEMENT)
  }

  #find(name: string): Section {
    const section = this.head.sections[name]
    if (section === undefined) throw new RangeError(`the file has no section "${name}"`)
    return section
  }
}

/** The last bytes of a file, which its checksum does not cover. */
export const TAIL_BYTES = 4 + MAGIC.length
