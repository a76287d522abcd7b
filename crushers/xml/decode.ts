import { parseConstants } from '../csv/constants.ts'
import { MOST_CHARACTERS, tooLong } from '../unfolded.ts'
import { elementEnd } from './scan.ts'

/** Tables in odd rows of tables: the crusher writes a handful of levels, each is read again from its beginning. */
const MOST_NESTED = 64

const TABLE = /<csv of="([^"<>\n]*)">\n/g

/**
 * Turns the tables of a lossless output back into the elements they stand for. Throws a `SyntaxError` where a table
 * breaks off or names no columns.
 */
export function decodeXml(text: string, nested = 0): string {
  if (nested > MOST_NESTED)
    throw new SyntaxError(`tables inside of each other, more than ${MOST_NESTED} deep`)
  const parts: string[] = []
  const start = new RegExp(TABLE)
  let length = 0
  let at = 0
  for (let table = start.exec(text); table !== null; table = start.exec(text)) {
    const reader = new TableReader(text, start.lastIndex, table[1] ?? '', nested)
    const elements = reader.read()
    length += elements.length
    if (length > MOST_CHARACTERS) throw tooLong(MOST_CHARACTERS)
    parts.push(text.slice(at, table.index), elements)
    start.lastIndex = at = reader.at
  }
  parts.push(text.slice(at))
  return parts.join('')
}

class TableReader {
  constructor(
    readonly text: string,
    public at: number,
    readonly name: string,
    readonly nested: number,
  ) {}

  read(): string {
    const end = this.text.indexOf('\n', this.at)
    const constants = (end < 0 ? undefined : parseConstants(this.text.slice(this.at, end))) ?? []
    if (constants.length > 0) this.at = end + 1
    const columns = this.#record().map(cell => cell ?? '')
    for (const { column, name } of constants) columns.splice(column, 0, name)
    const elements: string[] = []
    let length = 0
    while (!this.text.startsWith('</csv>', this.at)) {
      let element: string
      if (this.text[this.at] === '<') {
        const stop = elementEnd(this.text, this.at)
        if (stop === undefined) throw new SyntaxError(`a row of <${this.name}> is no element`)
        element = decodeXml(this.text.slice(this.at, stop), this.nested + 1)
        this.at = stop + 1
      } else {
        const row = this.#record()
        for (const { column, value } of constants) row.splice(column, 0, value)
        element = elementOf(this.name, columns, row)
      }
      length += element.length
      if (length > MOST_CHARACTERS) throw tooLong(MOST_CHARACTERS)
      elements.push(element)
    }
    this.at += 6
    return elements.join('')
  }

  #record(): (string | undefined)[] {
    const cells: (string | undefined)[] = []
    for (;;) {
      const from = this.at
      if (this.text[this.at] === '"') {
        do this.at = this.text.indexOf('"', this.at + 1) + 1
        while (this.at > 0 && this.text[this.at] === '"')
        if (this.at === 0) throw new SyntaxError(`a cell of <${this.name}> has no closing quote`)
        cells.push(this.text.slice(from + 1, this.at - 1).replaceAll('""', '"'))
      } else {
        CELL_END.lastIndex = from
        const end = CELL_END.exec(this.text)?.index
        if (end === undefined) throw new SyntaxError(`the table of <${this.name}> is not closed`)
        this.at = end
        cells.push(from === end ? undefined : this.text.slice(from, end))
      }
      const mark = this.text[this.at++]
      if (mark === '\n') return cells
      if (mark !== ',') throw new SyntaxError(`more than a cell in the table of <${this.name}>`)
    }
  }
}

const CELL_END = /[,\n]/g

/** Elements of a row stand no deeper: the crusher looks at fewer levels. */
const MOST_STEPS = 1_000

function elementOf(name: string, columns: readonly string[], row: readonly (string | undefined)[]): string {
  interface Node {
    name: string
    attributes: string
    text: string | undefined
    children: Node[]
  }
  const root: Node = { name, attributes: '', text: undefined, children: [] }
  row.forEach((value, index) => {
    const column = columns[index]
    if (value === undefined || column === undefined) return
    const path = column.split('/', MOST_STEPS)
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
