/** What the scripts of the yearly grid know of its cells. A cell is a `td.ct-cell#c12-3-0`; `12-3-0` is its token. */

export const cellOf = (element) => element.closest?.('.ct-cell')
export const cellWith = (token) => document.getElementById(`c${token}`)
export const tokenOf = (cell) => cell.id.slice(1)
export const inputOf = (cell) => cell.querySelector('.ct-cell__input')
export const isAmount = (element) => element.matches?.('.ct-cell__input')
export const isWords = (element) => element.matches?.('.ct-ask__input')

/** What is stored: a cell that was refused shows what was typed, and keeps what is stored beside it. */
export const storedOf = (cell) => cell.dataset.stored ?? inputOf(cell).defaultValue

/** The state that the server gave it: draft, submitted, returned, approved or empty. */
export const stateOf = (cell) => /ct-cell--(draft|submitted|returned|approved|empty)/.exec(cell.className)?.[1] ?? 'empty'

/** The answers to what is asked about it, by the code of the question. */
export function wordsOf (cell) {
  return Object.fromEntries([...cell.querySelectorAll('.ct-ask__input')].map((one) => [one.dataset.why, one.value]))
}

const wordsChanged = (cell) =>
  [...cell.querySelectorAll('.ct-ask__input')].some((one) => one.value.trim() !== one.defaultValue)

/** Whether there is something to save. What clashes with another person's entry waits for a decision. */
export function needsSaving (cell) {
  if (cell.dataset.result === 'conflict') return false
  const was = cell.dataset.result === 'refused' ? inputOf(cell).defaultValue : storedOf(cell)
  return inputOf(cell).value.trim() !== was || wordsChanged(cell)
}

/** What it is called: "People who feel safe, online, day". */
export function nameOf (cell) {
  const [measure] = inputOf(cell).getAttribute('aria-labelledby').split(' ')
  const title = document.getElementById(measure)?.querySelector('a')?.textContent ?? ''
  const label = cell.querySelector('.ct-cell__label')?.textContent ?? ''
  return label ? `${title}, ${label.toLowerCase()}` : title
}

/** Says beneath a cell why it is not saved; `link` is an address that helps, with its words. */
export function say (cell, words, link) {
  const told = document.createElement('p')
  told.className = 'ct-cell__error'
  const strong = document.createElement('b')
  strong.textContent = 'Not saved yet.'
  told.append(strong, ` ${words}`)
  if (link) {
    const anchor = document.createElement('a')
    Object.assign(anchor, { href: link.address, textContent: link.words, target: '_blank', rel: 'noopener' })
    told.append(' ', anchor)
  }
  clearSaying(cell)
  const place = document.createElement('div')
  place.className = 'ct-cell__says'
  place.append(told)
  cell.querySelector('.ct-cell__rest').append(place)
}

export function clearSaying (cell) {
  cell.querySelector('.ct-cell__says')?.remove()
}
