/**
 * The country calling codes by the possible lengths of the digits that follow them, numbers without an area code included
 * (libphonenumber 9.0.43).
 */
const CALLING_CODES_BY_LENGTHS: Readonly<Record<string, string>> = {
  '2-15': '49',
  '3-13': '43',
  '3-14': '82',
  '3,5-7,9': '992',
  '4-5': '290',
  '4-7': '690',
  '4-10': '44',
  '4-11': '352',
  '4-12': '381',
  '4-13': '63 598',
  '4-9,12': '359',
  '4-8,10': '53 98',
  '4-6,8-10': '976',
  '4,7': '269 683',
  '4,7-8,10-11': '57',
  '5': '500 682',
  '5-6': '247 672',
  '5-7': '688',
  '5-8': '386',
  '5-9': '355',
  '5-10': '27 64 95 353',
  '5-11': '31 375 595',
  '5-12': '86 92 358 971',
  '5-17': '62',
  '5-10,12': '61',
  '5-9,11': '852',
  '5-7,9': '256',
  '5-7,9-10': '380',
  '5-7,10': '685',
  '5-6,8': '374',
  '5-6,9-10': '996',
  '5,7': '676 677 678',
  '5,8': '47 686',
  '6': '298 299 687',
  '6-7': '291 597',
  '6-8': '389 975',
  '6-9': '36 51 252 385 963 967',
  '6-10': '20 48 60 855 880 964',
  '6-12': '39',
  '6-13': '91',
  '6-10,12': '46',
  '6-8,10': '850',
  '6-8,10-11': '54 977',
  '6-7,9': '421 995',
  '6-7,9-10': '263',
  '6-7,10-14': '234',
  '6,8': '232',
  '6,8-9': '376 382 387 689',
  '6,8-10': '856',
  '6,8,10': '378',
  '6,9': '40 260 508 681',
  '7': '238 239 246 248 297 592 673 674 680 691 692',
  '7-8': '241 599 670 675 853 961 965',
  '7-9': '231 233 591 968',
  '7-10': '84 243 254 970',
  '7-11': '593 886',
  '7-12': '882 972',
  '7-9,11': '974',
  '7-8,10': '52 230 267 372',
  '7-8,10-11': '507',
  '7-8,11': '503',
  '7,9': '93 94 218 220 245 251 261 265 354 423 994',
  '7,9-10': '966',
  '7,10': '1 58 960',
  '7,10,12-13': '90',
  '7,10,14': '7',
  '7,11': '501 679',
  '8': '45 216 222 223 226 227 228 235 236 253 257 266 350 356 357 370 371 373 505 509 800 808 973 993',
  '8-9': '32 213 224 237 250 258 264 268 377 962 979',
  '8-11': '55',
  '8-12': '383 883',
  '8-17': '81',
  '8-10,13': '66',
  '8,10': '506',
  '8,10-11': '65',
  '8,11': '502 504',
  '9': '33 34 211 212 221 240 242 244 249 255 262 351 590 594 596 998',
  '9-10': '881',
  '9-11': '56',
  '9-12': '420',
  '9,12': '41 870',
  '10': '225 229',
  '10-12': '30',
  '11': '888',
  '12': '878',
}

const LENGTHS_BY_CALLING_CODE: ReadonlyMap<string, ReadonlySet<number>> = new Map(
  Object.entries(CALLING_CODES_BY_LENGTHS).flatMap(([lengths, codes]) => {
    const set = parseLengths(lengths)
    return codes.split(' ').map((code) => [code, set] as const)
  }),
)

function parseLengths(text: string): ReadonlySet<number> {
  const lengths = text.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
  return new Set(lengths)
}

/** Tests whether a number such as "+31612345678" has a country calling code and a length that this country uses. */
export function isPossiblePhoneNumber(text: string): boolean {
  if (!/^\+[1-9]\d{2,}$/.test(text)) return false
  // No calling code is the beginning of another one.
  const code = [2, 3, 4].map((end) => text.slice(1, end)).find((digits) => LENGTHS_BY_CALLING_CODE.has(digits))
  return code !== undefined && LENGTHS_BY_CALLING_CODE.get(code)?.has(text.length - 1 - code.length) === true
}
