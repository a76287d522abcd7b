import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@babel/parser'
import { describe, expect, it } from 'vitest'
import { codeCrusher, symbols } from '../../../crushers/code/index.ts'
import { languageOf } from '../../../crushers/code/languages.ts'
import { expand } from './support.ts'

const corpus = join(process.env.QUERN_CORPUS ?? '../shared/corpus', 'code')
const found = existsSync(corpus)
const count = (text: string): number => text.length / 4

const parses = (text: string, path: string): boolean => {
  try {
    parse(text, {
      sourceType: 'unambiguous',
      plugins: path.endsWith('.ts') ? ['typescript'] : ['jsx', 'flow'],
    })
    return true
  } catch {
    return false
  }
}

/** Every file, as an agent sees it (lines whole) and as it is shown elsewhere. Needs the corpus; skipped without. */
describe.skipIf(!found)(`outlines of the corpus (${found ? corpus : 'missing'})`, () => {
  for (const folder of found ? readdirSync(corpus) : []) {
    it(`${folder}: names kept, lines whole, still parses`, () => {
      for (const name of readdirSync(join(corpus, folder))) {
        const text = readFileSync(join(corpus, folder, name), 'utf8')
        const hint = { path: name }
        const names = symbols(text, hint)
        for (const fileView of [true, false]) {
          const crushed = codeCrusher.crush(text, {
            level: 'outline',
            target: 500,
            hint: { ...hint, fileView },
            count,
          })
          if (crushed === undefined) continue
          const kept = new Set(symbols(crushed.text, hint))
          const checked = languageOf(name)?.family === 'javascript' && parses(text, name)
          expect({
            name,
            lost: names.filter(each => !kept.has(each)),
            whole: !fileView || expand(crushed.text, text) === text,
            parses: !checked || parses(crushed.text, name),
          }).toEqual({ name, lost: [], whole: true, parses: true })
        }
      }
    }, 60_000)
  }
})
