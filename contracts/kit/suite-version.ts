/** The version of the suite, as in package.json: a result says which catalogue it was judged by. */
export const SUITE_VERSION = '0.1.0'
