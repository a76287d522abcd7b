import { parseConstants } from '../csv/constants.ts'
import { scanXml } from './scan.ts'

/** Turns the tables of a lossless output back into the elements they stand for. */
export function decodeXml(text: string): string {
  let decoded = ''
  let at = 0
  for (;;) {
    const from = text.indexOf('<csv of="', at)
    if (from < 0) return decoded + text.slice(at)
    const name = text.slice(from + 9, text.indexOf('"', from + 9))
    const reader = new TableReader(text, text.indexOf('\n', from) + 1, name)
    decoded += text.slice(at, from) + reader.read()
    at = reader.at
  }
}

class TableReader {
  constructor(
    readonly text: string,
    public at: number,
    readonly name: string,
  ) {}

  read(): string {
    const end = this.text.indexOf('\n', this.at)
    const constants = parseConstants(this.text.slice(this.at, end)) ?? []
    if (constants.length > 0) this.at = end + 1
    const columns = this.#record().map(cell => cell ?? '')
    for (const { column, name } of constants) columns.splice(column, 0, name)
    let elements = ''
    while (!this.text.startsWith('</csv>', this.at)) {
      if (this.text[this.at] === '<') {
        const stop = elementEnd(this.text, this.at)
        elements += decodeXml(this.text.slice(this.at, stop))
        this.at = stop + 1
        continue
      }
      const row = this.#record()
      for (const { column, value } of constants) row.splice(column, 0, value)
      elements += elementOf(this.name, columns, row)
    }
    this.at += 6
    return elements
  }

  #record(): (string | undefined)[] {
    const cells: (string | undefined)[] = []
    for (;;) {
      if (this.text[this.at] === '"') {
        let value = ''
        for (this.at++; ; this.at++) {
          if (this.text[this.at] !== '"') value += this.text[this.at]
          else if (this.text[this.at + 1] === '"') value += this.text[this.at++]
          else break
        }
        this.at++
        cells.push(value)
      } else {
        const from = this.at
        while (this.text[this.at] !== ',' && this.text[this.at] !== '\n') this.at++
        cells.push(from === this.at ? undefined : this.text.slice(from, this.at))
      }
      if (this.text[this.at++] === '\n') return cells
    }
  }
}

/** One past the end of the element that begins at `from`: the shortest slice that is a whole document. */
function elementEnd(text: string, from: number): number {
  for (let end = text.indexOf('>', from) + 1; end > 0; end = text.indexOf('>', end) + 1)
    if (scanXml(text.slice(from, end)) !== undefined) return end
  return text.length
}

function elementOf(name: string, columns: readonly string[], row: readonly (string | undefined)[]): string {
  interface Node {
    name: string
    attributes: string
    text: string | undefined
    children: Node[]
  }
  const root: Node = { name, attributes: '', text: undefined, children: [] }
  columns.forEach((column, index) => {
    const value = row[index]
    if (value === undefined) return
    const path = column.split('/')
    const leaf = path.at(-1) ?? ''
    const isInner = leaf.startsWith('@') || leaf === 'text()'
    let node = root
    for (const step of isInner ? path.slice(0, -1) : path) {
      let child = node.children.at(-1)
      if (child?.name !== step) {
        child = { name: step, attributes: '', text: undefined, children: [] }
        node.children.push(child)
      }
      node = child
    }
    if (leaf.startsWith('@'))
      node.attributes += ` ${leaf.slice(1)}=${value.includes('"') ? `'${value}'` : `"${value}"`}`
    else node.text = value
  })
  const write = (node: Node): string =>
    `<${node.name}${node.attributes}>${node.text ?? ''}${node.children.map(write).join('')}</${node.name}>`
  return write(root)
}
