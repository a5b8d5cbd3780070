/**
 * Moves between the cells of the grid as a spreadsheet does.
 *
 * Up, Down, Enter and Shift+Enter keep to the column, also across a measure with fewer cells. Left and Right move when
 * the caret stands at the edge or the whole text is selected. Tab is the browser's own.
 */
import { inputOf, isAmount } from './workgrid-cells.js'

const lines = (form) => [...form.querySelectorAll('.ct-grid__line')]
export const inputsIn = (line) => [...line.querySelectorAll('.ct-cell')].map(inputOf)

/** The lines of the grid with their inputs, and where an input stands among them. */
export function placeOf (form, input) {
  const found = lines(form)
  const line = found.indexOf(input.closest('.ct-grid__line'))
  return { lines: found, line, column: inputsIn(found[line]).indexOf(input) }
}

function goTo (input) {
  input.focus()
  input.select()
}

function atEdge (input, isLeft) {
  const { selectionStart: start, selectionEnd: end, value } = input
  if (start === 0 && end === value.length) return true
  return start === end && start === (isLeft ? 0 : value.length)
}

export function startKeys (form, { leave, putBack }) {
  let column = 0
  let isVertical = false

  const down = (input, step) => {
    const place = placeOf(form, input)
    const line = place.lines[place.line + step]
    if (!line) return leave(input)
    const inputs = inputsIn(line)
    isVertical = true
    goTo(inputs[Math.min(column, inputs.length - 1)])
    isVertical = false
  }
  const across = (input, step) => {
    const place = placeOf(form, input)
    const next = inputsIn(place.lines[place.line])[place.column + step]
    if (next) goTo(next)
    return Boolean(next)
  }
  const keys = {
    ArrowDown: (input) => down(input, 1),
    ArrowUp: (input) => down(input, -1),
    Enter: (input, event) => down(input, event.shiftKey ? -1 : 1),
    Escape: (input) => putBack(input)
  }

  form.addEventListener('focusin', ({ target }) => {
    if (isAmount(target) && !isVertical) column = placeOf(form, target).column
  })
  form.addEventListener('keydown', (event) => {
    const { target, key } = event
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (!isAmount(target)) {
      // Enter in an answer must not send the whole form.
      if (key === 'Enter' && target.matches('input')) { event.preventDefault(); leave(target) }
      return
    }
    if (event.shiftKey && key !== 'Enter') return
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const isLeft = key === 'ArrowLeft'
      if (atEdge(target, isLeft) && across(target, isLeft ? -1 : 1)) event.preventDefault()
    } else if (key in keys) {
      event.preventDefault()
      keys[key](target, event)
    }
  })
}
