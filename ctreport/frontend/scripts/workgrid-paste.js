/**
 * Takes a block copied from a spreadsheet and fills the grid from the focused cell to the right and down.
 *
 * A blank cell of the block leaves what is there. A value that finds no cell is handed back, to be told.
 */
import { cellOf, isAmount } from './workgrid-cells.js'
import { inputsIn, placeOf } from './workgrid-keys.js'

/** Reads text separated by tabs and line ends; a quoted cell may hold both, and quotes doubled. */
export function readBlock (text) {
  const rows = [[]]
  const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/gy
  for (let found; cell.lastIndex <= text.length && (found = cell.exec(text));) {
    const [whole, raw, end] = found
    rows.at(-1).push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === '' || whole === '') break
    if (end !== '\t') rows.push([])
  }
  const last = rows.at(-1)
  if (rows.length > 1 && last.length <= 1 && !last[0]) rows.pop() // the line end that closes the block
  return rows.map((row) => row.map((one) => one.replace(/\s+/g, ' ').trim()))
}

export function startPaste (form, fill) {
  form.addEventListener('paste', (event) => {
    const { target } = event
    if (!isAmount(target)) return
    const block = readBlock(event.clipboardData?.getData('text/plain') ?? '')
    if (block.length === 1 && block[0].length === 1) return // one value: the browser's own paste
    event.preventDefault()
    const { lines, line, column } = placeOf(form, target)
    const filled = []
    const homeless = []
    block.forEach((row, down) => {
      const inputs = lines[line + down] ? inputsIn(lines[line + down]) : []
      row.forEach((text, across) => {
        if (!text) return
        const input = inputs[column + across]
        if (input) filled.push([cellOf(input), text])
        else homeless.push(text)
      })
    })
    fill(filled, homeless)
  })
}
