const ENTRY = /^\s*(?:- )*(?:[\w./$@-]+(?: [\w/()-]+){0,3}|"[^"]{1,200}"|'[^']{1,200}'):(?:\s|$)/
const ITEM = /^\s*-(?:\s|$)/
const KEY_ALONE = /^\s*(?:- )?[\w./ -]+:\s*$/
const COMMENT = /^\s*#/
/** Lines that statements have and YAML has not. */
const FOREIGN = /[;{]\s*$|^\s*[})\]];?\s*$|\b(?:def|function|class|import|return|const|if)\b.*[:({]\s*$/
const SENTENCE = /^\s*[\w./ -]+:\s.{60,}[.!?]$/
const MANIFEST = /^(?:---\s*\n)?(?:apiVersion|kind): /m

/** How much lines look like YAML, 0 to 0.95, where pieces of a document do not parse together. */
export function yamlShape(sample: string): number {
  const lines = sample.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.slice(0, 400)]))
  if (lines.length < 3) return 0
  const share = (pattern: RegExp): number => lines.filter(line => pattern.test(line)).length / lines.length
  const entries = share(ENTRY)
  if (entries < 0.2 || share(FOREIGN) > 0.1 || share(SENTENCE) > 0.25) return 0
  const covered = entries + share(ITEM) * 0.6 + share(COMMENT)
  if (MANIFEST.test(sample) && covered > 0.6) return 0.95
  if (share(KEY_ALONE) === 0 || share(/^\s+\S/) < 0.3) return 0
  return covered > 0.75 ? 0.85 : covered > 0.6 ? 0.7 : 0
}
