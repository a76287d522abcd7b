import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  name: string
  license: string
  type: string
  private?: boolean
  files: string[]
  bin: Record<string, string>
  exports: Record<string, string | { types: string; default: string }>
}

const sourceOf = (built: string): string =>
  path.join(root, built.replace('./dist/', '').replace(/\.js$/, '.ts'))

test('can be published, and holds only what was built', () => {
  expect(manifest).toMatchObject({ name: 'quern', license: 'MIT', type: 'module' })
  expect(manifest.private).toBeUndefined()
  expect(manifest.files).toEqual(['dist/src', 'dist/crushers', 'dist/bench'])
  expect(existsSync(path.join(root, 'LICENSE'))).toBe(true)
})

test.each(Object.entries(manifest.exports).filter(([, target]) => typeof target === 'object'))(
  'sub-path %s has a source, and its types stand first',
  (_, target) => {
    const { types, default: main } = target as { types: string; default: string }
    expect(Object.keys(target)[0]).toBe('types')
    expect(types).toBe(main.replace(/\.js$/, '.d.ts'))
    expect(existsSync(sourceOf(main))).toBe(true)
  },
)

test('the command has a source that starts with node', () => {
  const source = readFileSync(sourceOf(manifest.bin.quern ?? ''), 'utf8')
  expect(source.split('\n')[0]).toBe('#!/usr/bin/env node')
})
