/** Contract suites for stores, formats and crushers of your own. They take the `test` of any runner. */
export { storeContract, storeLaws } from './store-contract.ts'
export type { Law, Register } from './store-contract.ts'
export { formatContract, formatLaws } from './format-contract.ts'
export type { FormatSample } from './format-contract.ts'
export { crusherContract, type CrusherLawOptions, crusherLaws } from './crusher-laws.ts'
export type { Sample } from './crusher-laws.ts'

export * from './bench.ts'
