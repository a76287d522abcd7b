/** What may stand as the name of a file before a hit. */
import { looksLikePath } from '../listing/paths.ts'

export const LONGEST_PATH = 600

const drive = /^[A-Za-z]:[\\/]/
const day = /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[T ]?\d*$/
const bareName =
  /^(?:[\w@+~-]*\.[A-Za-z_][\w.+-]*|[\w@+~-][\w.@+~-]*\.[A-Za-z]\w{0,11}|Makefile|Dockerfile|README|LICENSE|CHANGELOG|Gemfile|Rakefile|Jenkinsfile)$/

/** A path before a line number: `src/a.ts`, `Makefile.am`, `HEAD:src/a.c`, `C:\a.cs`. Times, addresses and URLs are not. */
export function namesFile(path: string): boolean {
  if (path === '' || path.length > LONGEST_PATH) return false
  const first = path.charCodeAt(0)
  if (first === 32 || first === 9) return false
  const colon = path.indexOf(':', drive.test(path) ? 2 : 0)
  const name = colon < 0 ? path : path.slice(colon + 1)
  if (colon >= 0 && (/\s/.test(path.slice(0, colon)) || name.startsWith('//'))) return false
  if (day.test(name)) return false
  return looksLikePath(name) || bareName.test(name)
}

const ending =
  /\.(?:[cm]?[jt]sx?|py[iwx]?|go|rs|java|kts?|[ch]|cc|cpp|cxx|hpp|hh|cs|mm?|rb|erb|php|swift|scala|clj|exs?|erl|hs|mli?|lua|p[lm]|r|jl|dart|vue|svelte|sh|bash|zsh|fish|ps1|bat|sql|html?|css|s[ac]ss|less|xml|ya?ml|toml|ini|cfg|conf|json[cl5]?|mdx?|rst|txt|tex|log|[ct]sv|proto|graphql|tf|gradle|cmake|mk|lock|patch|diff|ipynb|s|asm|f90|sol|zig|nim|vb|fs|el|vim)$/i

/** Surely a file: it has a directory, or an ending that files have and hosts, keys and versions have not. */
export const isSurelyFile = (path: string): boolean => /[\\/]/.test(path) || ending.test(path)
