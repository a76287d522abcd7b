// Packs the built package, checks what is in it, installs it in an empty folder and imports every sub-path.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const work = process.argv[2]
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

run('npx', ['publint', '--strict', '--pack', 'npm'], process.cwd())

const [pack] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work]))
const strange = pack.files
  .map(file => file.path)
  .filter(
    name =>
      !/^(dist\/(src|crushers|bench)\/.+\.(js|d\.ts|json|wasm)|README\.md|LICENSE|package\.json)$/.test(name),
  )
if (strange.length > 0) throw new Error(`The package holds ${strange.join(', ')}`)
for (const name of ['README.md', 'LICENSE', 'package.json', 'dist/src/index.js'])
  if (!pack.files.some(file => file.path === name)) throw new Error(`The package lacks ${name}`)

const empty = path.join(work, 'empty')
mkdirSync(empty)
writeFileSync(path.join(empty, 'package.json'), '{ "private": true, "type": "module" }')
run('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', path.join(work, pack.filename)], empty)

const { exports, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const paths = Object.keys(exports).filter(name => !name.endsWith('.json'))
for (const name of paths) {
  const specifier = path.posix.join('quern', name)
  const count = run(
    'node',
    ['--input-type=module', '-e', `console.log(Object.keys(await import('${specifier}')).length)`],
    empty,
  )
  console.log(`${specifier}: ${count.trim()} exports`)
}

const shown = run('npx', ['--no-install', 'quern', '--version'], empty).trim()
if (shown !== version) throw new Error(`quern --version says ${shown}, package.json ${version}`)
const transcript = path.resolve('fixtures/transcripts/support/charged-twice.json')
run('npx', ['--no-install', 'quern', 'compress', transcript, '--out', 'small.json'], empty)
const scored = run('npx', ['--no-install', 'quern', 'bench', '--corpus', transcript], empty)
if (!/left out, their packages are not installed: .*langchain/.test(scored) || !/^quern +\d/m.test(scored))
  throw new Error(`quern bench without the packages it compares with printed ${scored}`)
console.log(`${pack.files.length} files, ${Math.round(pack.unpackedSize / 1024)} KiB; quern ${shown} runs`)
