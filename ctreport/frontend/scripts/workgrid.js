/**
 * The yearly grid: each cell is saved as it is left, through htmx, and what cannot be saved stays where it was typed.
 *
 * Cells wait in one queue. `#grid-saver` sends those that wait in one request, and the answer holds each of them as it
 * now is (`hx-swap-oob`). One request is under way at a time, so what was typed later never arrives earlier. Without
 * this script the grid is one ordinary form.
 */
import * as cells from './workgrid-cells.js'
import { startKeys } from './workgrid-keys.js'
import { Kept } from './workgrid-kept.js'
import { count, isInUse, merge } from './workgrid-merge.js'
import { startPaste } from './workgrid-paste.js'

const AT_ONCE = 100
const RETRY_SECONDS = [5, 15, 30, 60]
const DONE = ['saved', 'unchanged', 'emptied', 'undone']

const form = document.getElementById('grid-form')
const saver = document.getElementById('grid-saver')
const status = document.getElementById('grid-status')
const saveAll = document.getElementById('grid-save-all')
const undoPaste = document.getElementById('grid-undo-paste')
const kept = new Kept(form.dataset.keep)
const waiting = new Map() // token: the id of what is to be undone, or nothing where the cell is to be saved
let sent = new Map() // token: the entry under way
let told = [] // what became of the entries of this request
let isBusy = false
let failures = 0
let timer = 0
let paste = null // the cells of the last paste, until the next

// --- What is to be saved ---------------------------------------------------------------------------------------

const unsaved = () => [...form.querySelectorAll('.ct-cell[data-unsaved]')]
const keep = (cell) => kept.put(cells.tokenOf(cell), {
  text: cells.inputOf(cell).value, version: Number(cell.dataset.version), why: cells.wordsOf(cell)
})

function save (list, undo) {
  for (const cell of list) waiting.set(cells.tokenOf(cell), undo?.(cell) ?? '')
  pump()
}

function pump () {
  if (isBusy || !waiting.size) return
  told = []
  for (const [token, undo] of [...waiting].slice(0, AT_ONCE)) {
    waiting.delete(token)
    const cell = cells.cellWith(token)
    if (cell) sent.set(token, entryOf(cell, token, undo))
  }
  isBusy = sent.size > 0
  if (isBusy) saver.dispatchEvent(new Event('save'))
}

function entryOf (cell, token, undo) {
  const entry = { cell: token, version: Number(cell.dataset.version), text: cells.inputOf(cell).value }
  if (undo) return { ...entry, undo }
  return 'theirs' in cell.dataset ? entry : { ...entry, why: cells.wordsOf(cell) }
}

/** Gives up what was typed for what is stored; the answer takes the marks away. */
function takeTheirs (cell) {
  cells.inputOf(cell).value = cells.storedOf(cell)
  cell.dataset.theirs = ''
  save([cell])
}

function leave (element) {
  const cell = cells.cellOf(element)
  if (cell && cells.needsSaving(cell)) save([cell])
}

function putBack (input) {
  const cell = cells.cellOf(input)
  input.value = cells.storedOf(cell)
  input.select()
  kept.drop(cells.tokenOf(cell))
  delete cell.dataset.unsaved
  if (['refused', 'conflict'].includes(cell.dataset.result)) takeTheirs(cell)
  else cells.clearSaying(cell)
  showUnsaved()
}

// --- The request -----------------------------------------------------------------------------------------------

saver.addEventListener('htmx:configRequest', ({ detail }) => {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] // made anew where one signs in again
  detail.headers['X-CSRFToken'] = cookie ?? form.elements.csrfmiddlewaretoken.value
  detail.parameters.cells = JSON.stringify([...sent.values()])
})

saver.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const { xhr } = detail
  if (detail.isError) return
  if (!xhr.getResponseHeader('X-Ctreport-Grid')) {
    detail.shouldSwap = false
    const address = new URL(xhr.responseURL, location.href).pathname
    fail('You have been signed out. Sign in on another page, then save here.', { address, words: 'Sign in' })
    return
  }
  // What is not on this page, since a filter leaves it out, has no place to go to.
  const answer = document.createElement('template')
  answer.innerHTML = detail.serverResponse
  for (const one of [...answer.content.children]) if (!document.getElementById(one.id)) one.remove()
  detail.serverResponse = answer.innerHTML
})

document.addEventListener('htmx:oobBeforeSwap', ({ detail }) => {
  const { target, fragment } = detail
  if (target.matches('.ct-cell')) detail.shouldSwap = settle(target, fragment.firstElementChild)
  if (target.matches('.ct-cell__asks')) detail.shouldSwap = !isInUse(target)
})

saver.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (!detail.successful || !isBusy) return
  failures = 0
  for (const token of sent.keys()) {
    const cell = cells.cellWith(token)
    if (cell) mark(cell, 'This cell is not in the grid any more. Reload the page.')
  }
  finish()
})

const lost = () => fail('There is no connection. It is kept on this device, and saved once the line is back.', null, true)
saver.addEventListener('htmx:sendError', lost)
saver.addEventListener('htmx:timeout', lost)
saver.addEventListener('htmx:responseError', ({ detail: { xhr } }) => {
  if (xhr.status === 400) fail(xhr.responseText.slice(0, 200))
  else if (xhr.status < 500) fail('You may not save this any more. Reload the page; what you typed is kept.')
  else fail('The server could not save it just now. It is tried again.', null, true)
})

/** Marks what was under way as not saved. */
function fail (words, link, isTriedAgain) {
  for (const token of sent.keys()) {
    const cell = cells.cellWith(token)
    if (!cell) continue
    keep(cell)
    mark(cell, words, link)
    cell.toggleAttribute('data-again', Boolean(isTriedAgain)) // tried again by itself, or only when asked for
  }
  status.textContent = `${sent.size === 1 ? 'One figure is' : `${sent.size} figures are`} not saved yet. ${words}`
  sent = new Map()
  isBusy = false
  showUnsaved()
  setTimeout(pump) // what came to wait meanwhile; not at once, as htmx still holds this request
  if (!isTriedAgain) return
  clearTimeout(timer)
  timer = setTimeout(tryAgain, 1000 * RETRY_SECONDS[Math.min(failures++, RETRY_SECONDS.length - 1)])
}

function mark (cell, words, link) {
  cell.dataset.unsaved = '' // not a class: htmx keeps the old class of a swapped element for a moment
  cells.say(cell, words, link)
}

function tryAgain () {
  save(unsaved().filter((cell) => 'again' in cell.dataset))
}

// --- The answer ------------------------------------------------------------------------------------------------

/** Takes over the answer for one cell; says whether htmx may put it in place, which it may not where one types. */
function settle (old, fresh) {
  const token = cells.tokenOf(old)
  const entry = sent.get(token)
  const input = cells.inputOf(old)
  const result = fresh.dataset.result
  fresh.colSpan = old.colSpan
  sent.delete(token)
  count(form, old, fresh)
  told.push({ name: cells.nameOf(old), result, text: cells.inputOf(fresh).value })
  if (paste?.tokens.delete(token)) paste.undo.set(token, fresh.dataset.undo)
  else paste?.undo.delete(token) // saved again since: no more the paste's
  const isTypedOn = !entry?.undo && input.value !== entry?.text
  if (DONE.includes(result) && !isTypedOn) kept.drop(token)
  if (!isTypedOn && document.activeElement !== input && !isInUse(old)) return true
  if (!isTypedOn && old.contains(document.activeElement) && document.activeElement.matches('button')) {
    queueMicrotask(() => cells.inputOf(cells.cellWith(token)).focus())
    return true
  }
  merge(old, fresh, isTypedOn)
  if (isTypedOn) keep(old)
  return false
}

function finish () {
  sent = new Map()
  isBusy = false
  const done = told.filter((one) => DONE.includes(one.result) && one.result !== 'unchanged')
  const not = told.filter((one) => !DONE.includes(one.result))
  const words = []
  if (done.length === 1) words.push(`${done[0].name}: ${done[0].text || 'empty'}, ${done[0].result}.`)
  if (done.length > 1) words.push(`${done.length} figures ${done.every((one) => one.result === 'undone') ? 'undone' : 'saved'}.`)
  if (not.length === 1) words.push(`${not[0].name} is not saved: see the cell.`)
  if (not.length > 1) words.push(`${not.length} are not saved: see the cells marked in red.`)
  if (!waiting.size && paste?.homeless.length) words.push(homelessWords(paste.homeless.splice(0)))
  if (words.length) status.textContent = words.join(' ')
  undoPaste.hidden = !paste || ![...paste.undo.values()].some(Boolean)
  showUnsaved()
  // Typed on while it was under way, and left since: saved in turn.
  for (const [token] of kept.entries()) {
    const cell = cells.cellWith(token)
    const isLeft = cell && !cell.contains(document.activeElement) && !('unsaved' in cell.dataset)
    if (isLeft && cell.dataset.result !== 'refused' && cells.needsSaving(cell)) waiting.set(token, '')
  }
  pump()
}

function homelessWords (values) {
  const shown = values.slice(0, 5).map((one) => `“${one}”`).join(', ')
  const rest = values.length > 5 ? ` and ${values.length - 5} more` : ''
  return `${values.length === 1 ? 'One value' : `${values.length} values`} of the block found no cell: ${shown}${rest}.`
}

function showUnsaved () {
  const number = unsaved().length
  saveAll.hidden = !number
  saveAll.textContent = number === 1 ? 'Save 1 unsaved figure' : `Save all ${number} unsaved figures`
}

// --- Pages, keys and pastes ------------------------------------------------------------------------------------

function restore () {
  for (const [token, { text, version, why = {} }] of kept.entries()) {
    const cell = cells.cellWith(token)
    if (!cell) continue
    cells.inputOf(cell).value = text
    for (const one of cell.querySelectorAll('.ct-ask__input')) one.value = why[one.dataset.why] ?? one.value
    if (!cells.needsSaving(cell)) {
      kept.drop(token)
      continue
    }
    cell.dataset.version = version // the one that the person began from: a change by others meanwhile shows
    mark(cell, 'You typed this before the page was loaded again.')
  }
  const elsewhere = kept.entries().filter(([token]) => !cells.cellWith(token)).length
  if (unsaved().length) status.textContent = `${unsaved().length} not saved yet, from before the page was loaded again.`
  if (elsewhere) status.textContent += ` ${elsewhere} more in measures that are not shown: clear the filter.`
  showUnsaved()
}

form.addEventListener('input', ({ target }) => {
  if (cells.isAmount(target) || cells.isWords(target)) keep(cells.cellOf(target))
})
form.addEventListener('focusout', ({ target }) => {
  if (cells.isAmount(target) || cells.isWords(target)) leave(target)
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  save([...form.querySelectorAll('.ct-cell')].filter(cells.needsSaving))
})
form.addEventListener('click', ({ target }) => {
  const cell = target.matches('[data-way]') && cells.cellOf(target)
  if (!cell) return
  if (target.dataset.way === 'undo') return save([cell], () => cell.dataset.undo)
  if (target.dataset.way === 'theirs') takeTheirs(cell)
  else save([cell])
})
saveAll.addEventListener('click', () => save(unsaved()))
undoPaste.addEventListener('click', () => {
  const list = [...paste.undo].filter(([, undo]) => undo).map(([token]) => cells.cellWith(token)).filter(Boolean)
  const undo = paste.undo
  paste = null
  undoPaste.hidden = true
  save(list, (cell) => undo.get(cells.tokenOf(cell)))
})
window.addEventListener('online', tryAgain)
// A request that failed is told above; htmx rejects a promise of its own besides, for which nobody waits.
window.addEventListener('unhandledrejection', (event) => event.reason === saver && event.preventDefault())

startKeys(form, { leave, putBack })
startPaste(form, (filled, homeless) => {
  paste = { tokens: new Set(filled.map(([cell]) => cells.tokenOf(cell))), undo: new Map(), homeless }
  for (const [cell, text] of filled) {
    cells.inputOf(cell).value = text
    keep(cell)
  }
  status.textContent = `${filled.length} cells filled; saving.`
  save(filled.map(([cell]) => cell).filter(cells.needsSaving))
  if (!isBusy && homeless.length) status.textContent = homelessWords(homeless)
})
form.classList.add('ct-grid--live')
restore()
