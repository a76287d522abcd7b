import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')

/** The benchmark as it is shipped: worker processes cannot load TypeScript. */
export function build(): {
  run(...args: string[]): { status: number | null; stdout: string; stderr: string }
  remove(): void
} {
  // Below the checkout, so that packages are found.
  const cache = path.join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const out = mkdtempSync(path.join(cache, 'quern-bench-'))
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.json', '--outDir', out], { cwd: root })
  return {
    run(...args) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(out, 'bench/main.js'), ...args],
        { cwd: root, encoding: 'utf8' },
      )
      return { status, stdout, stderr }
    },
    remove: () => rmSync(out, { recursive: true }),
  }
}
