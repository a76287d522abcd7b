import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, type ParseError } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { compactJson } from '../../../crushers/json/compact.ts'
import { decode, jsonCrusher } from '../../../crushers/json/index.ts'
import { parseJson } from '../../../crushers/json/parse.ts'
import type { CrushContext } from '../../../crushers/types.ts'

const corpus = path.resolve(process.env['QUERN_CORPUS'] ?? '../shared/corpus', 'json')
const context: CrushContext = { level: 'lossless', target: 2_000, count: text => Math.ceil(text.length / 3) }

const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json'))
  : []

describe.skipIf(files.length === 0)(
  `files of the corpus (${files.length || 'none: set QUERN_CORPUS'})`,
  () => {
    it('decode to what they were, and are never longer', () => {
      const wrong = files.filter(file => {
        const text = readFileSync(path.join(corpus, file), 'utf8')
        const crushed = jsonCrusher.crush(text, context)
        if (crushed === undefined) return false
        const isShorter = crushed.text.length < text.length
        const isEqual = decode(crushed.text) === compactJson(text)
        return !isShorter || !isEqual || jsonCrusher.crush(crushed.text, context) !== undefined
      })
      expect(wrong).toEqual([])
    }, 60_000)

    it('are JSON exactly when another parser says so', () => {
      const wrong = files.filter(file => {
        const bytes = readFileSync(path.join(corpus, file))
        // Deep documents overflow the other parser's stack.
        if (bytes.length > 50_000) return false
        const text = bytes.toString('utf8')
        const tape = parseJson(text)
        const isWhole = tape !== undefined && tape.cut === undefined && tape.roots.length === 1
        if (path.basename(file).startsWith('y_')) return !isWhole
        const errors: ParseError[] = []
        parse(text, errors, { allowTrailingComma: true })
        // What Python and JavaScript print for numbers that JSON lacks is read here.
        return isWhole && errors.length > 0 && !/NaN|Infinity|^\uFEFF/.test(text)
      })
      expect(wrong).toEqual([])
    }, 60_000)
  },
)
